//! Matches that are told: what waits for it, and who was told already. Whom something fits is found by [`super::fitting`].
//!
//! The worker looks at what is due and finds the matches while it reads; whoever then moves the waiting row on tells, in
//! the same transaction. So each organisation is told once, however many servers share the work or die at it.

use super::fitting::{Found, Match};
use super::write::tell_people;
use crate::db::expr::{Value, any_of, statement};
use crate::db::schema::{matches_to_tell, told_matches};
use crate::http::{Cx, Error};
use crate::notifications::model::{News, Subject};
use crate::notifications::rules::{self, Candidate, MEMORY, WIDEN_AFTER};
use crate::{members, on_backend};
use diesel::prelude::*;
use shared::ids::{ObjectId, OrganisationId};
use shared::matches::MatchSubject;
use shared::notifications::{Facts, NotificationKind};
use shared::time::{DAY, UtcMillis};
use std::collections::{HashMap, HashSet};

/// How long it is remembered who was told of what, in milliseconds. Longer than an offer or need that comes once stays open.
const TOLD_KEPT: i64 = 400 * DAY;

/// Something was published or changed: its matches are told as soon as the worker comes by. What was told stays told.
///
/// # Errors
/// When the database fails.
pub fn matches_changed(cx: &mut Cx<'_>, subject: Subject) -> Result<(), Error> {
    const TO_TELL: &str = "INSERT INTO matches_to_tell (subject_id, subject, rounds, due_at) VALUES (?, ?, 0, ?) \
        ON CONFLICT (subject_id) DO UPDATE SET due_at = excluded.due_at";
    let id = Value::Bytes(subject.id().0.as_bytes().to_vec());
    let values = vec![id, Value::Text(subject.sort().as_str().to_owned()), Value::Whole(cx.now.0)];
    statement::<()>(TO_TELL, values).execute(cx.conn)?;
    Ok(())
}

/// Something whose next round is due, as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub(super) subject: Subject,
    rounds: i64,
    due_at: UtcMillis,
}

/// What is due, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub fn due(cx: &mut Cx<'_>, limit: i64) -> Result<Vec<Due>, Error> {
    let rows: Vec<(ObjectId, MatchSubject, i64, UtcMillis)> = matches_to_tell::table
        .filter(matches_to_tell::due_at.le(cx.now))
        .order((matches_to_tell::due_at, matches_to_tell::subject_id))
        .limit(limit)
        .load(cx.conn)?;
    let due = rows.into_iter().map(|(id, sort, rounds, due_at)| Due { subject: Subject::of(sort, id), rounds, due_at });
    Ok(due.collect())
}

/// Tells the next organisations, and with the first round whoever published it. Returns how many people were told; none
/// where another server was faster.
///
/// # Errors
/// When the database fails.
pub fn tell(cx: &mut Cx<'_>, due: &Due, found: &Found) -> Result<usize, Error> {
    let as_seen = matches_to_tell::table
        .find(due.subject.id())
        .filter(matches_to_tell::due_at.eq(due.due_at))
        .filter(matches_to_tell::rounds.eq(due.rounds));
    let told = told_lately(cx, due.subject, found)?;
    let candidates: Vec<Candidate> = found
        .best
        .iter()
        .filter(|one| !told.of_this.contains(&one.organisation))
        .map(|one| told.candidate(one.organisation, one.score))
        .collect();
    let round = rules::next_round(&candidates, cx.now);
    // Nobody is left after this round: what waits is told when it changes.
    let moved = if candidates.len() == round.len() {
        diesel::delete(as_seen).execute(cx.conn)?
    } else {
        let next = (matches_to_tell::rounds.eq(due.rounds + 1), matches_to_tell::due_at.eq(cx.now.plus(WIDEN_AFTER)));
        diesel::update(as_seen).set(next).execute(cx.conn)?
    };
    if moved == 0 {
        return Ok(0);
    }
    let mut people = 0;
    for one in found.best.iter().filter(|one| round.contains(&one.organisation)) {
        people += tell_organisation(cx, due.subject, found, one)?;
    }
    Ok(people + tell_publisher(cx, due.subject, found)?)
}

/// Who was told of this, and how often and when the others were told of anything.
struct ToldLately {
    of_this: HashSet<OrganisationId>,
    times: HashMap<OrganisationId, (i64, UtcMillis)>,
}

impl ToldLately {
    fn candidate(&self, organisation: OrganisationId, score: i64) -> Candidate {
        let told = self.times.get(&organisation);
        Candidate { organisation, score, times: told.map_or(0, |told| told.0), last: told.map(|told| told.1) }
    }
}

fn told_lately(cx: &mut Cx<'_>, subject: Subject, found: &Found) -> Result<ToldLately, Error> {
    let of_this = told_matches::table.filter(told_matches::subject_id.eq(subject.id()));
    let of_this: Vec<OrganisationId> = of_this.select(told_matches::organisation_id).load(cx.conn)?;
    let organisations = found.best.iter().map(|one| one.organisation);
    let lately: Vec<(OrganisationId, UtcMillis)> = told_matches::table
        .filter(any_of(told_matches::organisation_id, organisations))
        .filter(told_matches::told_at.gt(cx.now.plus(-MEMORY)))
        .select((told_matches::organisation_id, told_matches::told_at))
        .load(cx.conn)?;
    let mut times: HashMap<OrganisationId, (i64, UtcMillis)> = HashMap::new();
    for (organisation, at) in lately {
        let told = times.entry(organisation).or_insert((0, at));
        *told = (told.0 + 1, told.1.max(at));
    }
    Ok(ToldLately { of_this: of_this.into_iter().collect(), times })
}

fn tell_organisation(cx: &mut Cx<'_>, subject: Subject, found: &Found, one: &Match) -> Result<usize, Error> {
    note_told(cx, subject, one.organisation)?;
    let facts = Facts { other: Some(found.name.clone()), ..one.facts.clone() };
    let people = members::store::people(cx.conn, one.organisation)?;
    let news = News { organisation_id: one.organisation, kind: found.kind, cause: cause(subject), facts };
    tell_people(cx, &people, &news)
}

/// Remembers that an organisation was told of something, so that it is not told again.
///
/// # Errors
/// When the database fails.
pub fn note_told(cx: &mut Cx<'_>, subject: Subject, organisation: OrganisationId) -> Result<(), Error> {
    let row = (
        told_matches::subject_id.eq(subject.id()),
        told_matches::organisation_id.eq(organisation),
        told_matches::told_at.eq(cx.now),
    );
    on_backend!(cx.conn, conn => diesel::insert_into(told_matches::table).values(row).on_conflict_do_nothing().execute(conn))?;
    Ok(())
}

/// Whoever published it hears of its matches, once, where it is known who that is.
fn tell_publisher(cx: &mut Cx<'_>, subject: Subject, found: &Found) -> Result<usize, Error> {
    let (Some(publisher), Some(best)) = (found.publisher, found.best.first()) else { return Ok(0) };
    let facts = Facts {
        other: Some(best.name.clone()),
        distance_m: best.facts.distance_m,
        count: u32::try_from(found.best.len()).ok(),
        ..found.own.clone()
    };
    let kind = NotificationKind::Matched;
    let news = News { organisation_id: found.organisation, kind, cause: cause(subject), facts };
    // He or she may have left the organisation.
    let mut people = members::store::people(cx.conn, found.organisation)?;
    people.retain(|person| *person == publisher);
    tell_people(cx, &people, &news)
}

fn cause(subject: Subject) -> String {
    format!("match:{}", subject.id())
}

/// Forgets who was told of what long ago. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn forget_old(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let old = told_matches::table.filter(told_matches::told_at.le(cx.now.plus(-TOLD_KEPT)));
    Ok(diesel::delete(old).execute(cx.conn)?)
}
