//! The skills that fit another one best: what is offered where it is looked for, and the other way round.

use super::Found;
use super::dismissals::{dismissed_means, dismissed_wants};
use super::known::Known;
use super::places::{SiteFacts, places};
use crate::db::Sql;
use crate::db::expr::{any_of, literal};
use crate::db::schema::skill_listings as listings;
use crate::engine::matching::help::{self, BEST, Exchange, Helped, Likeness, Pair, Want};
use crate::engine::matching::{self, Best, FARTHEST_M, View};
use crate::http::{Actor, Cx, Error};
use crate::matches::help::rules::{Match, Time, explained};
use crate::matches::store::{judge_ranked, limit};
use crate::offers::{end_of_day, today};
use crate::records;
use crate::skills::{self, ListingRow, is_open};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::geo::Position;
use shared::ids::{ObjectId, OrganisationId, SkillListingId};
use shared::matches::help::{HelpFit, HelpKind, MatchedSkill, MatchedSkillList};
use shared::matches::{MatchQuery, MatchSide, Parts, WHOLE};
use shared::skills::ListingKind;
use std::collections::{HashMap, HashSet};

/// The best skills for one of the caller's own.
///
/// # Errors
/// 404 when there is no such skill; 403 for another organisation's skill, or when it is not approved; 422 for a wrong limit.
pub fn for_skill(cx: &mut Cx<'_>, actor: &Actor, id: SkillListingId, query: &MatchQuery) -> Result<MatchedSkillList, Error> {
    actor.see_network()?;
    let row = skills::store::visible(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id)?;
    let found = best_skills(cx, &row, limit(query)?)?;
    let ids: Vec<SkillListingId> = found.iter().map(|found| found.id).collect();
    let mut rows = skills::store::rows(cx.conn, &ids)?;
    let found = found.into_iter().filter_map(|Found { id, fit }| Some(((rows.remove(&id)?, Some(fit.distance_m)), fit)));
    let (rows, fits): (Vec<_>, Vec<_>) = found.unzip();
    let skills = skills::store::assemble(cx.conn, actor, rows)?;
    let items = skills.into_iter().zip(fits).map(|(skill, fit)| MatchedSkill { skill, fit });
    Ok(MatchedSkillList { items: items.collect() })
}

/// The best skills of the other kind, whoever asks: exactly those that a look at every one of the topic would find.
///
/// # Errors
/// When the database fails.
pub fn best_skills(cx: &mut Cx<'_>, row: &ListingRow, limit: usize) -> Result<Vec<Found<SkillListingId>>, Error> {
    let known = Known::of(cx, HelpKind::Skill, row.organisation_id)?;
    skills_knowing(cx, &known, row, limit)
}

/// The same, where it is known what counts of the skill's organisation.
///
/// # Errors
/// When the database fails.
pub(super) fn skills_knowing(
    cx: &mut Cx<'_>,
    known: &Known,
    row: &ListingRow,
    limit: usize,
) -> Result<Vec<Found<SkillListingId>>, Error> {
    let today = today(cx.now, cx.settings.time_zone);
    match Search::of(cx, known, row)? {
        Some(search) if is_open(row.paused_at.is_some(), row.needed_by, today) => search.run(cx, limit),
        _ => Ok(Vec::new()),
    }
}

/// What is known of a skill before any other is looked at.
struct Search<'s> {
    own: &'s ListingRow,
    known: &'s Known,
    site: SiteFacts,
    dismissed: HashSet<ObjectId>,
    zone: Tz,
}

/// A skill that could be best, and the most that it could score.
struct Candidate {
    ceiling: i64,
    pairing: Pairing,
    other: ListingRow,
}

/// What is between two skills.
#[derive(Clone, Copy)]
struct Pairing {
    likeness: Likeness,
    remote: bool,
    metres: i64,
    time: Time,
    share: i64,
}

impl<'s> Search<'s> {
    /// `None` where its organisation is not approved.
    fn of(cx: &mut Cx<'_>, known: &'s Known, own: &'s ListingRow) -> Result<Option<Self>, Error> {
        let Some(site) = places(cx, std::iter::once(own.site_id))?.remove(&own.site_id) else {
            return Ok(None);
        };
        let (us, id) = (own.organisation_id, ObjectId(own.id.0));
        let dismissed = match own.kind {
            ListingKind::Offered => dismissed_wants(cx, id, us)?,
            ListingKind::Wanted => dismissed_means(cx, id, us)?,
        };
        Ok(Some(Self { own, known, site, dismissed, zone: cx.settings.time_zone }))
    }

    fn run(&self, cx: &mut Cx<'_>, limit: usize) -> Result<Vec<Found<SkillListingId>>, Error> {
        let side = match self.own.kind {
            ListingKind::Offered => MatchSide::Offering,
            ListingKind::Wanted => MatchSide::Needing,
        };
        let view = View { learnt: &self.known.learnt, side, now: cx.now };
        let mut best = Best::of(limit);
        if self.own.remote {
            let afar = from_afar(cx, self.own)?;
            self.look_at(cx, afar, &view, &mut best)?;
        }
        if let Some(position) = position_of(self.own) {
            let (others, far) = self.bounds(position, &view);
            let beyond = |metres| matching::beyond(metres, &others, far, &view) / WHOLE;
            matching::grow(&mut best, position, FARTHEST_M, beyond, |best, block, inner| {
                let near = nearby(cx, self.own, block.cells_without(inner))?;
                self.look_at(cx, near, &view, best)
            })?;
        }
        Ok(best.into_items().into_iter().map(|(id, fit)| Found { id, fit }).collect())
    }

    /// The other parts' best for whatever is farther away, and what is far at most.
    fn bounds(&self, position: Position, view: &View<'_>) -> (Parts, i64) {
        match self.own.kind {
            ListingKind::Offered => (help::best_of_all(), self.known.widest_m),
            ListingKind::Wanted => {
                let want = want(self.own, position, self.site.neighbourhood_m, self.zone);
                (help::best_of_want(&want, self.known.exchange.standing(self.known.median), view), self.site.neighbourhood_m)
            }
        }
    }

    /// Keeps those of some skills that fit and are among the best: those first that could score most.
    fn look_at(
        &self,
        cx: &mut Cx<'_>,
        found: Vec<ListingRow>,
        view: &View<'_>,
        best: &mut Best<SkillListingId, HelpFit>,
    ) -> Result<(), Error> {
        let candidates: Vec<Candidate> = found
            .into_iter()
            .filter(|other| !self.dismissed.contains(&ObjectId(other.id.0)))
            .filter_map(|other| self.candidate(other, view))
            .collect();
        let rank = |one: &Candidate| (one.ceiling, one.other.id);
        judge_ranked(best, candidates, rank, |chunk, best| self.judge(cx, chunk, view, best))
    }

    fn candidate(&self, other: ListingRow, view: &View<'_>) -> Option<Candidate> {
        let (offered, wanted) = self.sides(&other);
        let remote = offered.remote && wanted.remote;
        let apart = position_of(offered).zip(position_of(wanted)).map(|(one, other)| one.metres_to(other));
        let (common, share) = help::times(offered.free_times, wanted.free_times);
        let time = if offered.free_times == 0 || wanted.free_times == 0 { Time::ToAgree } else { Time::Common(common) };
        let pairing = Pairing {
            likeness: help::skills(offered.skill, wanted.skill)?,
            remote,
            metres: if remote { 0 } else { apart? },
            time,
            share,
        };
        // Where it is from afar, no place is asked for.
        let want = want(wanted, position_of(wanted).unwrap_or(NOWHERE), self.known.widest_m, self.zone);
        let ceiling = help::ceiling(&pairing.with(&other), &want, BEST, view)?;
        Some(Candidate { ceiling, pairing, other })
    }

    fn judge(
        &self,
        cx: &mut Cx<'_>,
        chunk: &[Candidate],
        view: &View<'_>,
        best: &mut Best<SkillListingId, HelpFit>,
    ) -> Result<(), Error> {
        let sites = places(cx, chunk.iter().map(|candidate| candidate.other.site_id))?;
        let exchanges = self.exchanges(cx, chunk)?;
        for Candidate { pairing, other, .. } in chunk {
            let Some(site) = sites.get(&other.site_id) else { continue };
            let (offered, wanted) = self.sides(other);
            let (giving, taking) = match self.own.kind {
                ListingKind::Offered => (&self.site, site),
                ListingKind::Wanted => (site, &self.site),
            };
            let exchange = exchanges.get(&wanted.organisation_id).copied().unwrap_or_default();
            let position = position_of(wanted).unwrap_or(NOWHERE);
            let want = want(wanted, position, taking.neighbourhood_m, self.zone);
            let reach_m = offered.travels_km.map_or(giving.reach_m, |km| km.saturating_mul(1_000));
            let Some(helped) = help::fit(&pairing.with(other), reach_m, &want, exchange.standing(self.known.median), view)
            else {
                continue;
            };
            let found = pairing.found(helped);
            best.keep(helped.score, other.id, explained(&found, &want, &exchange, view.now));
        }
        Ok(())
    }

    /// What those have exchanged who look for help.
    fn exchanges(&self, cx: &mut Cx<'_>, chunk: &[Candidate]) -> Result<HashMap<OrganisationId, Exchange>, Error> {
        match self.own.kind {
            ListingKind::Wanted => Ok(HashMap::from([(self.own.organisation_id, self.known.exchange)])),
            ListingKind::Offered => {
                let takers: Vec<OrganisationId> = chunk.iter().map(|candidate| candidate.other.organisation_id).collect();
                records::store::exchanges(cx, HelpKind::Skill, &takers)
            }
        }
    }

    /// What is offered, and what is looked for.
    const fn sides<'l>(&'l self, other: &'l ListingRow) -> (&'l ListingRow, &'l ListingRow) {
        match self.own.kind {
            ListingKind::Offered => (self.own, other),
            ListingKind::Wanted => (other, self.own),
        }
    }
}

impl Pairing {
    /// As it counts, with this skill on the other side.
    const fn with(&self, other: &ListingRow) -> Pair<'static> {
        let Self { likeness, metres, share, .. } = *self;
        Pair { likeness, word: other.skill.as_str(), metres, share }
    }

    const fn found(&self, helped: Helped) -> Match {
        let Self { likeness, remote, metres, time, .. } = *self;
        Match { kind: HelpKind::Skill, likeness, helped, metres, remote, time }
    }
}

/// A place for what needs none: distances from it are not counted.
const NOWHERE: Position = Position { latitude: 0.0, longitude: 0.0 };

fn position_of(row: &ListingRow) -> Option<Position> {
    Position::new(row.latitude?, row.longitude?)
}

/// What counts of a skill that is looked for when it is matched.
fn want(row: &ListingRow, position: Position, neighbourhood_m: i64, zone: Tz) -> Want {
    Want {
        taker: row.organisation_id,
        position,
        due: row.needed_by.map(|day| end_of_day(day, zone)),
        urgent: false,
        neighbourhood_m,
    }
}

/// Skills of others of the other kind and the same topic, which are neither paused nor over.
fn others(cx: &Cx<'_>, own: &ListingRow) -> listings::BoxedQuery<'static, Sql> {
    let kind = match own.kind {
        ListingKind::Offered => ListingKind::Wanted,
        ListingKind::Wanted => ListingKind::Offered,
    };
    let today = today(cx.now, cx.settings.time_zone);
    listings::table
        .into_boxed()
        // Text without parameters, word for word the condition of the partial indexes.
        .filter(literal::<Bool>("skill_listings.paused_at IS NULL"))
        .filter(listings::topic.eq(own.topic))
        .filter(listings::kind.eq(kind))
        .filter(listings::organisation_id.ne(own.organisation_id))
        .filter(listings::needed_by.is_null().or(listings::needed_by.ge(today)))
}

/// What can be done from afar, wherever it is.
fn from_afar(cx: &mut Cx<'_>, own: &ListingRow) -> Result<Vec<ListingRow>, Error> {
    let remote = others(cx, own).filter(literal::<Bool>("skill_listings.remote"));
    Ok(remote.select(ListingRow::as_select()).load(cx.conn)?)
}

/// What lies in some cells; without what was found from afar.
fn nearby(cx: &mut Cx<'_>, own: &ListingRow, cells: Vec<i64>) -> Result<Vec<ListingRow>, Error> {
    let near = others(cx, own).filter(any_of(listings::cell, cells)).select(ListingRow::as_select());
    let found: Vec<ListingRow> = near.load(cx.conn)?;
    Ok(found.into_iter().filter(|other| !(own.remote && other.remote)).collect())
}
