//! Matches that are told: which offers and needs wait for it, whom they fit, and who was told already.
//!
//! The worker looks at what is due and finds the matches while it reads; whoever then moves the waiting row on tells, in
//! the same transaction. So each organisation is told once, however many servers share the work or die at it.

use super::write::tell_people;
use crate::db::expr::{Value, any_of, statement};
use crate::db::schema::{matches_to_tell, told_matches};
use crate::http::{Cx, Error};
use crate::matches::store as matches;
use crate::notifications::model::{News, Subject};
use crate::notifications::rules::{self, Candidate, MEMORY, WIDEN_AFTER};
use crate::{members, needs, offers, on_backend, organisations};
use diesel::prelude::*;
use shared::ids::{ObjectId, OrganisationId, UserId};
use shared::matches::{Fit, MAX_MATCHES, MatchSide};
use shared::notifications::{Facts, NamedNeed, NamedOffer, NotificationKind};
use shared::time::{DAY, UtcMillis};
use std::collections::{HashMap, HashSet};

/// How long it is remembered who was told of what, in milliseconds. Longer than an offer or need that comes once stays open.
const TOLD_KEPT: i64 = 400 * DAY;

/// An offer or need was published or changed: its matches are told as soon as the worker comes by. What was told stays
/// told.
///
/// # Errors
/// When the database fails.
pub fn matches_changed(cx: &mut Cx<'_>, subject: Subject) -> Result<(), Error> {
    const TO_TELL: &str = "INSERT INTO matches_to_tell (subject_id, side, rounds, due_at) VALUES (?, ?, 0, ?) \
        ON CONFLICT (subject_id) DO UPDATE SET due_at = excluded.due_at";
    let id = Value::Bytes(subject.id().0.as_bytes().to_vec());
    let values = vec![id, Value::Text(subject.side().as_str().to_owned()), Value::Whole(cx.now.0)];
    statement::<()>(TO_TELL, values).execute(cx.conn)?;
    Ok(())
}

/// An offer or need whose next round is due, as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    subject: Subject,
    rounds: i64,
    due_at: UtcMillis,
}

/// What is due, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub fn due(cx: &mut Cx<'_>, limit: i64) -> Result<Vec<Due>, Error> {
    let rows: Vec<(ObjectId, MatchSide, i64, UtcMillis)> = matches_to_tell::table
        .filter(matches_to_tell::due_at.le(cx.now))
        .order((matches_to_tell::due_at, matches_to_tell::subject_id))
        .limit(limit)
        .load(cx.conn)?;
    let due = rows.into_iter().map(|(id, side, rounds, due_at)| Due { subject: Subject::of(side, id), rounds, due_at });
    Ok(due.collect())
}

/// What an offer or need fits, and whose it is.
#[derive(Clone, Debug)]
pub struct Found {
    publisher: UserId,
    organisation: OrganisationId,
    name: String,
    own: Facts,
    /// Each organisation's best match, the best first.
    best: Vec<Match>,
}

/// An organisation's best match.
#[derive(Clone, Debug)]
struct Match {
    organisation: OrganisationId,
    name: String,
    facts: Facts,
    fit: Fit,
}

/// Finds the matches of an offer or need; none where it is open no more. Only reads.
///
/// # Errors
/// 404 when it is gone; when the database fails.
pub fn find(cx: &mut Cx<'_>, due: &Due) -> Result<Found, Error> {
    let most = usize::try_from(MAX_MATCHES).unwrap_or_default();
    let (publisher, organisation, own, others) = match due.subject {
        Subject::Offer(id) => {
            let offer = offers::store::load(cx.conn, id)?;
            let found = matches::best_needs(cx, &offer, most)?;
            let ids: Vec<_> = found.iter().map(|found| found.id).collect();
            let rows = needs::store::summaries(cx.conn, &ids)?;
            let others = found.into_iter().filter_map(|found| {
                let row = rows.get(&found.id)?;
                let need = Some(NamedNeed { id: row.id, title: row.title.clone() });
                Some((row.organisation_id, Facts { need, ..Facts::default() }, found.fit))
            });
            let others: Vec<_> = others.collect();
            let own = Facts { offer: Some(NamedOffer { id, title: offer.title }), ..Facts::default() };
            (offer.published_by, offer.organisation_id, own, others)
        }
        Subject::Need(id) => {
            let need = needs::store::load(cx.conn, id)?;
            let found = matches::best_offers(cx, &need, most)?;
            let ids: Vec<_> = found.iter().map(|found| found.id).collect();
            let rows = offers::store::rows(cx.conn, &ids)?;
            let others = found.into_iter().filter_map(|found| {
                let row = rows.get(&found.id)?;
                let offer = Some(NamedOffer { id: row.id, title: row.title.clone() });
                Some((row.organisation_id, Facts { offer, ..Facts::default() }, found.fit))
            });
            let others: Vec<_> = others.collect();
            let own = Facts { need: Some(NamedNeed { id, title: need.title }), ..Facts::default() };
            (need.published_by, need.organisation_id, own, others)
        }
    };
    let (name, best) = named(cx, organisation, others)?;
    Ok(Found { publisher, organisation, name, own, best })
}

/// The name of whose it is, and each other organisation's first match with its name.
fn named(
    cx: &mut Cx<'_>,
    own: OrganisationId,
    others: Vec<(OrganisationId, Facts, Fit)>,
) -> Result<(String, Vec<Match>), Error> {
    let ids: Vec<OrganisationId> = others.iter().map(|(organisation, ..)| *organisation).chain([own]).collect();
    let mut names = organisations::store::summaries(cx.conn, &ids)?;
    let name = names.remove(&own).ok_or_else(Error::not_found)?.name;
    let mut seen = HashSet::new();
    let best = others.into_iter().filter_map(|(organisation, facts, fit)| {
        let name = names.get(&organisation)?.name.clone();
        seen.insert(organisation).then_some(Match { organisation, name, facts, fit })
    });
    Ok((name, best.collect()))
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
        .map(|one| told.candidate(one.organisation, one.fit.score))
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
    let row = (
        told_matches::subject_id.eq(subject.id()),
        told_matches::organisation_id.eq(one.organisation),
        told_matches::told_at.eq(cx.now),
    );
    on_backend!(cx.conn, conn => diesel::insert_into(told_matches::table).values(row).on_conflict_do_nothing().execute(conn))?;
    let facts = Facts {
        offer: found.own.offer.clone().or_else(|| one.facts.offer.clone()),
        need: found.own.need.clone().or_else(|| one.facts.need.clone()),
        other: Some(found.name.clone()),
        grams: Some(one.fit.grams),
        distance_m: Some(one.fit.distance_m),
        ..Facts::default()
    };
    let kind = match subject {
        Subject::Offer(_) => NotificationKind::OfferFits,
        Subject::Need(_) => NotificationKind::NeedFits,
    };
    let people = members::store::people(cx.conn, one.organisation)?;
    tell_people(cx, &people, &News { organisation_id: one.organisation, kind, cause: cause(subject), facts })
}

/// Whoever published it hears of its matches, once.
fn tell_publisher(cx: &mut Cx<'_>, subject: Subject, found: &Found) -> Result<usize, Error> {
    let Some(best) = found.best.first() else { return Ok(0) };
    let facts = Facts {
        other: Some(best.name.clone()),
        distance_m: Some(best.fit.distance_m),
        count: u32::try_from(found.best.len()).ok(),
        ..found.own.clone()
    };
    let kind = NotificationKind::Matched;
    let news = News { organisation_id: found.organisation, kind, cause: cause(subject), facts };
    // He or she may have left the organisation.
    let mut people = members::store::people(cx.conn, found.organisation)?;
    people.retain(|person| *person == found.publisher);
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
