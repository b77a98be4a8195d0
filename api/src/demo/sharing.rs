//! The demonstration's allocation rounds: what sites ask the food bank for, and a round that is over, one that waits for answers
//! and one that has just begun.

use super::cast::{Cast, Part};
use super::play::{at, if_possible};
use super::{script, store};
use crate::acceptance;
use crate::http::{Cx, Error, IfMatch};
use crate::offers::today;
use crate::rounds::store as rounds;
use crate::rounds::store::reserve::DeliveryRow;
use crate::stock::store::reserve;
use chrono::{Duration, NaiveDate};
use serde::Deserialize;
use shared::acceptance::AcceptanceCriteria;
use shared::cold_chain::DeciCelsius;
use shared::ids::{AllocationRoundId, LotId, OrganisationId};
use shared::organisations::OrganisationKind;
use shared::rounds::{
    AllocationRoundPatch, AnsweredLine, HandedLine, LineAnswer, NewAllocationRound, NewHandOver, NewStandingRequest,
    RoundAnswers, RoundLotChoice, RoundReason,
};
use shared::time::HOUR;
use shared::units::TemperatureClass;

/// Whose rounds they are, and from where it gives.
const FOOD_BANK: &str = "banque-alimentaire/entrepot";
/// Food that has no more days left than this is in a round as a whole.
const SOON_DAYS: i64 = 4;

/// All of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sharing {
    standing: Vec<Asking>,
    rounds: Vec<Shared>,
}

/// What a site asks for in every round.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asking {
    /// Keys of organisation and site.
    site: String,
    /// Whether it says that it can fetch what must be kept cold.
    #[serde(default)]
    fetches_cold: bool,
    asks: NewStandingRequest,
}

/// A round, and how far it has come.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    title: String,
    begun_hours_ago: i64,
    fetched_in_days: i64,
    /// How much of a lot is in it that need not leave soon.
    percent: i64,
    /// How long sites may say what they need.
    requests_for_hours: Option<i64>,
    published_hours_ago: Option<i64>,
    #[serde(default)]
    answered_hours_ago: i64,
    #[serde(default)]
    refusals: Vec<Refusal>,
    /// Sites that take all that is offered.
    #[serde(default)]
    accepting: Vec<String>,
    /// Sites that come for it.
    #[serde(default)]
    fetching: Vec<String>,
    #[serde(default)]
    handed_over_hours_ago: i64,
    closed_hours_ago: Option<i64>,
}

/// A site that refuses the smallest of its lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Refusal {
    site: String,
    reason: RoundReason,
}

/// Has sites ask, and plays the rounds. Later, when none lies ahead any more, those that are past are brought to an end and new
/// ones begin.
pub(super) fn share(cx: &mut Cx<'_>, cast: &Cast) -> Result<(), Error> {
    let Some(bank) = cast.part(FOOD_BANK) else {
        return Ok(());
    };
    let sharing = sharing()?;
    let is_new = store::asks_for_nothing(cx)?;
    for asking in sharing.standing.iter().filter(|_| is_new) {
        ask(cx, cast, asking)?;
    }
    if !store::shares_nothing_ahead(cx)? {
        return Ok(());
    }
    end_past(cx, bank)?;
    for shared in sharing.rounds.iter().filter(|shared| is_new || shared.closed_hours_ago.is_none()) {
        if_possible(play(cx, cast, bank, shared))?;
    }
    Ok(())
}

fn ask(cx: &mut Cx<'_>, cast: &Cast, asking: &Asking) -> Result<(), Error> {
    let Some(Part { actor, site }) = cast.part(&asking.site) else {
        return Ok(());
    };
    if asking.fetches_cold {
        acceptance::store::replace(cx, actor, site, IfMatch::ANY, &AcceptanceCriteria::default())?;
    }
    rounds::standing::declare(cx, actor, site, IfMatch::ANY, &asking.asks).map(drop)
}

/// Closes rounds whose day is over, and gives up those that were never published.
fn end_past(cx: &mut Cx<'_>, bank: Part<'_>) -> Result<(), Error> {
    for (id, is_published) in store::rounds_of_the_past(cx)? {
        let end = if is_published { rounds::close::close } else { rounds::close::cancel };
        if_possible(end(cx, bank.actor, id, None))?;
    }
    Ok(())
}

fn play(cx: &mut Cx<'_>, cast: &Cast, bank: Part<'_>, shared: &Shared) -> Result<(), Error> {
    let fetched_on = today(cx.now, cx.settings.time_zone) + Duration::days(shared.fetched_in_days);
    let id = at(cx, shared.begun_hours_ago, |cx| begin(cx, bank, shared, fetched_on))?;
    let Some(published) = shared.published_hours_ago else {
        return Ok(());
    };
    at(cx, published, |cx| publish(cx, bank, id))?;
    for refusal in &shared.refusals {
        at(cx, shared.answered_hours_ago, |cx| refuse(cx, cast, id, refusal))?;
    }
    for site in &shared.accepting {
        at(cx, shared.answered_hours_ago, |cx| accept(cx, cast, id, site))?;
    }
    for site in &shared.fetching {
        at(cx, shared.handed_over_hours_ago, |cx| hand_over(cx, cast, bank, id, site))?;
    }
    match shared.closed_hours_ago {
        Some(closed) => at(cx, closed, |cx| rounds::close::close(cx, bank.actor, id, None)),
        None => Ok(()),
    }
}

fn begin(cx: &mut Cx<'_>, bank: Part<'_>, shared: &Shared, fetched_on: NaiveDate) -> Result<AllocationRoundId, Error> {
    let new = NewAllocationRound {
        organisation_id: food_bank(bank)?,
        title: shared.title.clone(),
        fetched_on,
        window: None,
        tolerance_kg: None,
        requests_until: shared.requests_for_hours.map(|hours| cx.now.plus(hours * HOUR)),
    };
    let id = rounds::create::begin(cx, bank.actor, &new)?.id;
    let lots = Some(choices(cx, id, shared.percent, fetched_on)?).filter(|lots| !lots.is_empty());
    let patch = AllocationRoundPatch { lots, ..AllocationRoundPatch::default() };
    rounds::edit::edit(cx, bank.actor, id, IfMatch::ANY, &patch)?;
    Ok(id)
}

fn food_bank(bank: Part<'_>) -> Result<OrganisationId, Error> {
    let own = bank.actor.memberships.iter().find(|place| place.kind == OrganisationKind::FoodBank);
    let own = own.ok_or_else(|| Error::Internal("the demonstration has no food bank".to_owned()))?;
    Ok(own.organisation_id)
}

/// How much of each lot is in a round: nothing of what had not arrived when it began.
fn choices(
    cx: &mut Cx<'_>,
    id: AllocationRoundId,
    percent: i64,
    fetched_on: NaiveDate,
) -> Result<Vec<RoundLotChoice>, Error> {
    let rows = rounds::facts::lots_of(cx.conn, id)?;
    let ids: Vec<LotId> = rows.iter().map(|row| row.lot_id).collect();
    let known = reserve::lots(cx.conn, &ids)?;
    let choices = rows.iter().filter_map(|row| {
        let lot = known.get(&row.lot_id).filter(|lot| lot.received_at <= cx.now);
        let days = lot.and_then(|lot| rounds::facts::days(lot, fetched_on));
        let kg = match days {
            Some(days) if days <= SOON_DAYS => return None,
            Some(_) => row.kg * percent / 100,
            None => 0,
        };
        Some(RoundLotChoice { lot_id: row.lot_id, site_id: row.site_id, kg })
    });
    Ok(choices.collect())
}

fn publish(cx: &mut Cx<'_>, bank: Part<'_>, id: AllocationRoundId) -> Result<(), Error> {
    let computed = rounds::compute::prepare(cx, bank.actor, id, None)?;
    rounds::compute::keep_as(cx, bank.actor, &computed)?;
    rounds::publish::publish(cx, bank.actor, id, IfMatch::ANY)
}

/// The site's lines that are still to be answered or fetched, the smallest first.
fn waiting(cx: &mut Cx<'_>, id: AllocationRoundId, part: Part<'_>) -> Result<Vec<DeliveryRow>, Error> {
    let mut lines = rounds::reserve::deliveries_of(cx.conn, id)?;
    lines.retain(|line| line.site_id == part.site && line.is_pending());
    lines.sort_by_key(|line| line.allocated_kg);
    Ok(lines)
}

const fn answered(line: &DeliveryRow, answer: LineAnswer, reason: Option<RoundReason>) -> AnsweredLine {
    AnsweredLine { lot_id: line.lot_id, from_site_id: line.from_site_id, answer, reason, note: None }
}

const fn handed_over(line: &DeliveryRow, class: TemperatureClass) -> HandedLine {
    HandedLine {
        lot_id: line.lot_id,
        from_site_id: line.from_site_id,
        grams: line.promised(),
        reason: None,
        temperature_decidegrees: match class {
            TemperatureClass::Ambient => None,
            TemperatureClass::Chilled => Some(DeciCelsius(35)),
            TemperatureClass::Frozen => Some(DeciCelsius(-190)),
        },
    }
}

fn refuse(cx: &mut Cx<'_>, cast: &Cast, id: AllocationRoundId, refusal: &Refusal) -> Result<(), Error> {
    let Some(part) = cast.part(&refusal.site) else {
        return Ok(());
    };
    let smallest = waiting(cx, id, part)?.into_iter().take(1);
    let lines = smallest.map(|line| answered(&line, LineAnswer::Refuse, Some(refusal.reason))).collect();
    answer(cx, part, id, lines)
}

fn accept(cx: &mut Cx<'_>, cast: &Cast, id: AllocationRoundId, site: &str) -> Result<(), Error> {
    let Some(part) = cast.part(site) else {
        return Ok(());
    };
    let waiting = waiting(cx, id, part)?.into_iter();
    let lines = waiting.map(|line| answered(&line, LineAnswer::Accept, None)).collect();
    answer(cx, part, id, lines)
}

fn answer(cx: &mut Cx<'_>, part: Part<'_>, id: AllocationRoundId, lines: Vec<AnsweredLine>) -> Result<(), Error> {
    if lines.is_empty() {
        return Ok(());
    }
    let answers = RoundAnswers { site_id: part.site, lines };
    rounds::answer::answer(cx, part.actor, id, &answers).map(drop)
}

fn hand_over(cx: &mut Cx<'_>, cast: &Cast, bank: Part<'_>, id: AllocationRoundId, site: &str) -> Result<(), Error> {
    let Some(part) = cast.part(site) else {
        return Ok(());
    };
    let waiting = waiting(cx, id, part)?;
    let ids: Vec<LotId> = waiting.iter().map(|line| line.lot_id).collect();
    let known = reserve::lots(cx.conn, &ids)?;
    let handed = waiting.iter().filter_map(|line| Some(handed_over(line, known.get(&line.lot_id)?.temperature_class)));
    let lines: Vec<HandedLine> = handed.collect();
    if lines.is_empty() {
        return Ok(());
    }
    rounds::hand_over::hand_over(cx, bank.actor, id, &NewHandOver { site_id: part.site, lines }).map(drop)
}

/// Reads what is shared out.
fn sharing() -> Result<Sharing, Error> {
    script::read(include_str!("sharing.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::categories;
    use garde::Validate;

    #[test]
    fn every_request_and_answer_is_one_that_the_api_would_take_of_a_known_site() {
        let (network, sharing) = (script::network().unwrap(), sharing().unwrap());
        let known = |keys: &str| {
            let (member, site) = keys.split_once('/').unwrap();
            network.organisations[member].sites.contains_key(site)
        };
        for asking in &sharing.standing {
            assert!(known(&asking.site), "{}", asking.site);
            asking.asks.validate().unwrap_or_else(|error| panic!("{}: {error}", asking.site));
            for line in &asking.asks.lines {
                assert!(categories::tree().exists(&line.category) && !line.category.contains('.'), "{}", line.category);
            }
        }
        for shared in &sharing.rounds {
            let answering = shared.accepting.iter().chain(&shared.fetching);
            let refusing = shared.refusals.iter().map(|refusal| &refusal.site);
            assert!(answering.chain(refusing).all(|site| known(site)), "{}", shared.title);
            assert!(shared.fetching.is_empty() || shared.closed_hours_ago.is_some(), "{}", shared.title);
        }
        let closed = sharing.rounds.iter().filter(|shared| shared.closed_hours_ago.is_some());
        assert_eq!((sharing.rounds.len(), closed.count()), (3, 1));
    }
}
