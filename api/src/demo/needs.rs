//! What the demonstration's sites lack, and a proposal for it.

use super::cast::{Cast, Part};
use super::play::at;
use super::script::Needed;
use super::store;
use crate::http::{Cx, Error};
use crate::{claims, needs, offers};
use chrono::{Duration, NaiveDate, TimeZone};
use shared::ids::NeedId;
use shared::needs::{NewAnswer, NewNeed, WeeklyPattern};
use shared::time::UtcMillis;

/// Publishes a need and proposes what answers it. Nothing happens where somebody has closed the site.
pub(super) fn need(cx: &mut Cx<'_>, cast: &Cast, needed: &Needed) -> Result<(), Error> {
    let Some(taker) = cast.part(&needed.site) else {
        return Ok(());
    };
    let new = new_need(cx, taker, needed);
    let need = at(cx, needed.hours_ago, |cx| needs::store::publish(cx, taker.actor, &new))?;
    for answer in &needed.answers {
        let offer = store::open_offer(cx, &answer.offer)?;
        if let Some((giver, offer_id)) = cast.part(&answer.giver).zip(offer) {
            let proposal = NewAnswer { offer_id, grams: answer.grams, pickup_at: None, message: answer.message.clone() };
            propose(cx, giver, need.id, &proposal)?;
        }
    }
    Ok(())
}

/// Nothing where people have taken the offer's food since.
fn propose(cx: &mut Cx<'_>, giver: Part<'_>, need: NeedId, proposal: &NewAnswer) -> Result<(), Error> {
    if offers::store::load(cx.conn, proposal.offer_id)?.left_grams < proposal.grams {
        return Ok(());
    }
    claims::store::propose(cx, giver.actor, need, proposal).map(drop)
}

fn new_need(cx: &Cx<'_>, taker: Part<'_>, needed: &Needed) -> NewNeed {
    let today = offers::today(cx.now, cx.settings.time_zone);
    let weekly = needed.weekday.zip(needed.time);
    NewNeed {
        site_id: taker.site,
        category: needed.category.clone(),
        title: needed.title.clone(),
        remarks: needed.remarks.clone(),
        wanted_grams: needed.grams,
        people: needed.people,
        needed_by: needed.in_days.and_then(|days| instant(cx, today + Duration::days(days), needed.hour)),
        weekly: weekly.map(|(weekday, time)| WeeklyPattern { weekday, time, starts_on: today, ends_on: None }),
        urgent: needed.urgent,
        temperature_classes: vec![shared::units::TemperatureClass::Ambient],
        pickup_km: needed.pickup_km,
    }
}

fn instant(cx: &Cx<'_>, day: NaiveDate, hour: u32) -> Option<UtcMillis> {
    let local = day.and_hms_opt(hour, 0, 0)?;
    cx.settings.time_zone.from_local_datetime(&local).earliest().map(|at| at.to_utc().into())
}
