//! Plays offers and claims: every step through the function that the API calls, at its own time.

use super::cast::{Cast, Part};
use super::script::{Act, Claimed, Offered, Step, Window, Written};
use crate::conversations::About;
use crate::http::{Cx, Error};
use crate::{claims, conversations, offers};
use chrono::{Duration, NaiveDate, TimeZone};
use chrono_tz::Tz;
use shared::claims::{ClaimAction, Collection, NewClaim, Party, Reception};
use shared::conversations::NewMessage;
use shared::ids::{ClaimId, OfferId};
use shared::offers::{NewOffer, PickupWindow, Visibility};
use shared::time::{HOUR, MINUTE, UtcMillis};
use shared::units::Grams;

/// A day lasts longer than any demonstration has claims to lapse.
const ALL_DUE: i64 = 1_000;

/// Publishes an offer and lives its claims. Nothing happens where somebody has closed the site.
pub(super) fn offer(cx: &mut Cx<'_>, cast: &Cast, offered: &Offered) -> Result<(), Error> {
    let Some(giver) = cast.part(&offered.site) else {
        return Ok(());
    };
    let new = new_offer(cx, giver, offered);
    let first_window = new.pickup_windows.first().map(|window| window.starts_at);
    let offer = at(cx, offered.hours_ago, |cx| offers::store::publish(cx, giver.actor, &new))?;
    for claimed in &offered.claims {
        if let Some(taker) = cast.part(&claimed.site) {
            let pickup_at = first_window.map(|start| start.plus(30 * MINUTE));
            claim(cx, Sides { giver, taker }, offer.id, pickup_at, claimed)?;
        }
    }
    Ok(())
}

/// What came of something that what people have changed since may leave no room for: then it does not happen.
pub(super) fn if_possible(outcome: Result<(), Error>) -> Result<(), Error> {
    match outcome {
        Err(Error::Refused(_)) => Ok(()),
        other => other,
    }
}

/// Runs `work` as if it were `hours` ago.
pub(super) fn at<T>(cx: &mut Cx<'_>, hours: i64, work: impl FnOnce(&mut Cx<'_>) -> Result<T, Error>) -> Result<T, Error> {
    let now = cx.now.plus(-hours * HOUR);
    work(&mut Cx { conn: cx.conn, now, settings: cx.settings })
}

fn new_offer(cx: &Cx<'_>, giver: Part<'_>, offered: &Offered) -> NewOffer {
    let zone = cx.settings.time_zone;
    let today = cx.now.to_chrono().with_timezone(&zone).date_naive();
    let day = |days: i64| today + Duration::days(days);
    NewOffer {
        site_id: giver.site,
        category: offered.category.clone(),
        title: offered.title.clone(),
        remarks: offered.remarks.clone(),
        unit: offered.unit,
        grams_per_unit: Grams(offered.grams_per_unit),
        total_grams: Grams(offered.grams_per_unit * offered.quantity),
        temperature_class: offered.temperature_class,
        use_by: offered.use_by_days.map(day),
        best_before: offered.best_before_days.map(day),
        best_before_check: None,
        frozen_on: None,
        product_name: None,
        gtin: None,
        allergens: None,
        visibility: Visibility::default(),
        first: shared::cascades::FirstCalled::default(),
        lot_id: None,
        pickup_windows: offered.windows.iter().filter_map(|window| local_window(zone, day(window.day), *window)).collect(),
    }
}

/// A window of local hours, on that day.
pub(super) fn local_window(zone: Tz, day: NaiveDate, window: Window) -> Option<PickupWindow> {
    let instant = |hour: u32| -> Option<UtcMillis> {
        Some(zone.from_local_datetime(&day.and_hms_opt(hour, 0, 0)?).earliest()?.to_utc().into())
    };
    Some(PickupWindow { starts_at: instant(window.from)?, ends_at: instant(window.to)? })
}

/// Both sides of a claim.
#[derive(Clone, Copy)]
struct Sides<'c> {
    giver: Part<'c>,
    taker: Part<'c>,
}

fn claim(
    cx: &mut Cx<'_>,
    sides: Sides<'_>,
    offer_id: OfferId,
    pickup_at: Option<UtcMillis>,
    claimed: &Claimed,
) -> Result<(), Error> {
    let (site_id, message) = (sides.taker.site, claimed.message.clone());
    let new = NewClaim { offer_id, site_id, grams: claimed.grams, pickup_at, need_id: None, message };
    let mut id = None;
    for played in &claimed.steps {
        match (played.action, id) {
            (Act::Request(_), None) => {
                let claim = at(cx, played.hours_ago, |cx| claims::store::create(cx, sides.taker.actor, &new))?;
                id = Some(claim.id);
            }
            (Act::Step(action), Some(id)) => at(cx, played.hours_ago, |cx| step(cx, sides, id, action, played))?,
            _ => return Err(Error::Internal(format!("a claim of {} does not begin with its request", claimed.site))),
        }
    }
    id.map_or(Ok(()), |id| talk(cx, sides, id, &claimed.messages))
}

fn talk(cx: &mut Cx<'_>, sides: Sides<'_>, id: ClaimId, messages: &[Written]) -> Result<(), Error> {
    for written in messages {
        let author = if written.by == Party::Giver { sides.giver.actor } else { sides.taker.actor };
        let new = NewMessage { text: Some(written.text.clone()), photos: Vec::new() };
        at(cx, written.hours_ago, |cx| conversations::store::create(cx, author, About::Claim(id), &new))?;
    }
    Ok(())
}

fn step(cx: &mut Cx<'_>, sides: Sides<'_>, id: ClaimId, action: ClaimAction, played: &Step) -> Result<(), Error> {
    let (giver, taker) = (sides.giver.actor, sides.taker.actor);
    let reason = played.reason.as_deref().unwrap_or_default();
    match action {
        ClaimAction::Accept => claims::store::accept(cx, giver, id).map(drop),
        ClaimAction::Decline => claims::store::decline(cx, giver, id, reason).map(drop),
        ClaimAction::Ready => claims::store::ready(cx, giver, id).map(drop),
        ClaimAction::Cancel => claims::store::cancel(cx, taker, id, reason).map(drop),
        ClaimAction::Expire => claims::store::lapse_due(cx, ALL_DUE).map(drop),
        ClaimAction::Collect => {
            let code = claims::store::find(cx, giver, id)?.handover_code.unwrap_or_default();
            let told = Collection { code, temperature_decidegrees: played.temperature };
            claims::store::collect(cx, taker, id, &told)?.map(drop).map_err(Error::from)
        }
        ClaimAction::Receive => {
            let told = Reception { received_grams: played.received_grams, reason: played.reason.clone() };
            claims::store::receive(cx, taker, id, &told).map(drop)
        }
    }
}
