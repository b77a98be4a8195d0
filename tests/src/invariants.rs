//! What must hold whatever a test did.

mod activity;
mod collecting;
mod rounds;
mod stock;
mod touring;

use api::db::Conn;
use api::db::schema::{claim_events, claims, need_occurrences, needs, offers, skill_hours, skill_sessions, stock_movements};
use diesel::prelude::*;
use shared::claims::ClaimState;
use shared::ids::{ClaimId, NeedId, OfferId, OrganisationId, SkillSessionId};
use shared::skill_sessions::SkillSessionState;
use std::collections::HashMap;

/// Fails unless the books are right: what is left of each offer is its total less its claims, what
/// each week of a need is promised and has received is that of its claims, each claim's timeline ends
/// in its state, the ledgers hold what changed hands, what was lost and the hours that were confirmed, tours carry what
/// they should, stock is the sum of its movements, rounds promise what is there and once, collection rounds become stock and
/// once, and no row points nowhere.
pub fn check(conn: &mut Conn) {
    quantities_add_up(conn);
    needs_are_promised_what_their_claims_hold(conn);
    the_ledger_holds_what_changed_hands(conn);
    hours_are_those_of_the_sessions(conn);
    timelines_end_in_the_state(conn);
    touring::check(conn);
    stock::check(conn);
    activity::check(conn);
    rounds::check(conn);
    collecting::check(conn);
    nothing_points_nowhere(conn);
}

fn quantities_add_up(conn: &mut Conn) {
    let claims: Vec<(OfferId, i64, ClaimState)> =
        claims::table.select((claims::offer_id, claims::grams, claims::state)).load(conn).expect("the claims");
    let mut held: HashMap<OfferId, i64> = HashMap::new();
    for (offer, grams, state) in claims {
        *held.entry(offer).or_default() += if state.holds_quantity() { grams } else { 0 };
    }
    let offers: Vec<(OfferId, i64, i64)> =
        offers::table.select((offers::id, offers::total_grams, offers::left_grams)).load(conn).expect("the offers");
    for (id, total, left) in offers {
        assert_eq!(left, total - held.get(&id).copied().unwrap_or_default(), "what is left of offer {id}");
    }
}

/// By need and occurrence: what is promised, and what has arrived.
type Balances = HashMap<(NeedId, i64), (i64, i64)>;

/// The need and occurrence that a claim answers, its state, what it holds and what arrived of it.
type Answer = (Option<NeedId>, Option<i64>, ClaimState, i64, Option<i64>);

fn needs_are_promised_what_their_claims_hold(conn: &mut Conn) {
    let claims: Vec<Answer> = claims::table
        .select((claims::need_id, claims::need_occurrence, claims::state, claims::grams, claims::received_grams))
        .load(conn)
        .expect("the claims");
    let mut counted = Balances::new();
    for (need, occurrence, state, grams, received) in claims {
        if let (Some(need), Some(occurrence)) = (need, occurrence) {
            let sums = counted.entry((need, occurrence)).or_default();
            match state {
                ClaimState::Received => sums.1 += received.expect("what was received"),
                held if held.holds_quantity() => sums.0 += grams,
                _ => {}
            }
        }
    }
    let present: Vec<(NeedId, i64, i64, i64)> = needs::table
        .select((needs::id, needs::occurrence, needs::promised_grams, needs::received_grams))
        .load(conn)
        .expect("the needs");
    let past: Vec<(NeedId, i64, i64, i64)> = need_occurrences::table
        .select((
            need_occurrences::need_id,
            need_occurrences::number,
            need_occurrences::promised_grams,
            need_occurrences::received_grams,
        ))
        .load(conn)
        .expect("the past weeks");
    for (need, occurrence, promised, received) in present.into_iter().chain(past) {
        let expected = counted.remove(&(need, occurrence)).unwrap_or_default();
        assert_eq!((promised, received), expected, "promised and received of need {need}, occurrence {occurrence}");
    }
    assert!(counted.is_empty(), "claims for weeks that never were: {counted:?}");
}

fn the_ledger_holds_what_changed_hands(conn: &mut Conn) {
    let movements: Vec<(Option<ClaimId>, String, i64)> = stock_movements::table
        .filter(stock_movements::claim_id.is_not_null())
        .select((stock_movements::claim_id, stock_movements::to_kind, stock_movements::grams))
        .load(conn)
        .expect("the ledger");
    let mut moved: HashMap<(ClaimId, String), i64> = HashMap::new();
    for (claim, to_kind, grams) in movements {
        *moved.entry((claim.expect("a claim's movement"), to_kind)).or_default() += grams;
    }
    let claims: Vec<(ClaimId, ClaimState, i64, Option<i64>)> = claims::table
        .select((claims::id, claims::state, claims::grams, claims::received_grams))
        .load(conn)
        .expect("the claims");
    for (id, state, grams, received) in claims {
        let changed_hands = matches!(state, ClaimState::Collected | ClaimState::Received);
        let moved_to = |kind: &str| moved.get(&(id, kind.to_owned())).copied().unwrap_or_default();
        assert_eq!(moved_to("site"), if changed_hands { grams } else { 0 }, "movements of {state} claim {id}");
        assert_eq!(moved_to("loss"), grams - received.unwrap_or(grams), "losses of {state} claim {id}");
    }
}

/// A session, who gives and receives, where it stands, whether it counts and how long it took.
type Helped = (SkillSessionId, OrganisationId, OrganisationId, SkillSessionState, bool, Option<i64>);

/// Each session that is done is booked once, on both sides, and what is reversed is booked once and taken back once; no
/// other has a line.
fn hours_are_those_of_the_sessions(conn: &mut Conn) {
    let lines: Vec<(SkillSessionId, bool, OrganisationId, i64)> = skill_hours::table
        .select((skill_hours::session_id, skill_hours::reversal, skill_hours::organisation_id, skill_hours::minutes))
        .load(conn)
        .expect("the hours");
    assert_eq!(lines.iter().map(|(.., minutes)| minutes).sum::<i64>(), 0, "all hours of all organisations");
    let mut booked: HashMap<(SkillSessionId, bool), Vec<(OrganisationId, i64)>> = HashMap::new();
    for (session, reversal, organisation, minutes) in lines {
        booked.entry((session, reversal)).or_default().push((organisation, minutes));
    }
    let sessions: Vec<Helped> = skill_sessions::table
        .select((
            skill_sessions::id,
            skill_sessions::giver_id,
            skill_sessions::receiver_id,
            skill_sessions::state,
            skill_sessions::counted,
            skill_sessions::giver_minutes,
        ))
        .load(conn)
        .expect("the sessions");
    for (id, giver, receiver, state, counted, minutes) in sessions {
        let minutes = minutes.filter(|minutes| counted && *minutes > 0);
        let is_booked = matches!(state, SkillSessionState::Done | SkillSessionState::Reversed);
        for (reversal, expected) in [(false, is_booked), (true, state == SkillSessionState::Reversed)] {
            let sign = if reversal { -1 } else { 1 };
            let mut expected = match minutes {
                Some(minutes) if expected => vec![(giver, sign * minutes), (receiver, -sign * minutes)],
                _ => Vec::new(),
            };
            let mut found = booked.remove(&(id, reversal)).unwrap_or_default();
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "hours of {state} session {id}, reversal {reversal}");
        }
    }
}

fn timelines_end_in_the_state(conn: &mut Conn) {
    let states: Vec<(ClaimId, ClaimState)> =
        claims::table.select((claims::id, claims::state)).load(conn).expect("the claims");
    let events: Vec<(ClaimId, i64, ClaimState)> = claim_events::table
        .order((claim_events::claim_id, claim_events::number))
        .select((claim_events::claim_id, claim_events::number, claim_events::state))
        .load(conn)
        .expect("the timelines");
    for (id, state) in states {
        let steps: Vec<_> = events.iter().filter(|(claim, ..)| *claim == id).collect();
        let numbers: Vec<i64> = steps.iter().map(|(_, number, _)| *number).collect();
        assert!(numbers.iter().copied().eq(1..=i64::try_from(numbers.len()).unwrap()), "steps of {id}: {numbers:?}");
        assert_eq!(steps.last().map(|(_, _, last)| *last), Some(state), "the last step of claim {id}");
    }
}

/// PostgreSQL refuses such a row; SQLite does so only where the setting is on, which this proves it was.
fn nothing_points_nowhere(conn: &mut Conn) {
    if let Conn::Sqlite(sqlite) = conn {
        let broken = diesel::sql_query("SELECT 1 FROM pragma_foreign_key_check").execute(sqlite).expect("the check");
        assert_eq!(broken, 0, "rows whose foreign key points nowhere");
    }
}
