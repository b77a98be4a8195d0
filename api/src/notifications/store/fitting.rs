//! Whom something fits that was published or changed, and what each is told of it.

use super::matches::Due;
use crate::http::{Cx, Error};
use crate::matches::help::store as help;
use crate::matches::store as matches;
use crate::needs::NeedRow;
use crate::notifications::model::Subject;
use crate::offers::OfferRow;
use crate::{acceptance, equipment, equipment_needs, needs, offers, organisations, skills};
use shared::ids::{EquipmentId, EquipmentNeedId, NeedId, OfferId, OrganisationId, SkillListingId, UserId};
use shared::matches::help::HelpFit;
use shared::matches::{Fit, MAX_MATCHES};
use shared::notifications::{Facts, NamedEquipmentNeed, NamedNeed, NamedOffer, NamedSkill, NotificationKind};
use shared::skills::ListingKind;
use std::collections::HashSet;

/// The most matches that are looked for.
const MOST: usize = MAX_MATCHES as usize;

/// What something fits, and whose it is.
#[derive(Clone, Debug)]
pub struct Found {
    /// Who published it, where that is known.
    pub(super) publisher: Option<UserId>,
    pub(super) organisation: OrganisationId,
    /// Name of its organisation.
    pub(super) name: String,
    pub(super) own: Facts,
    /// What the others are told.
    pub(super) kind: NotificationKind,
    /// Each organisation's best match, the best first.
    pub(super) best: Vec<Match>,
}

/// An organisation's best match.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub organisation: OrganisationId,
    pub name: String,
    /// Of both sides, without whose the other one is.
    pub facts: Facts,
    pub score: i64,
}

/// What something is, and whose.
struct Own {
    publisher: Option<UserId>,
    organisation: OrganisationId,
    kind: NotificationKind,
    facts: Facts,
}

/// Whose a match is, how well it fits, and what is told of it.
type Other = (OrganisationId, i64, Facts);

/// Finds the matches of something; none where it is open no more. Only reads.
///
/// # Errors
/// 404 when it is gone; when the database fails.
pub fn find(cx: &mut Cx<'_>, due: &Due) -> Result<Found, Error> {
    let (own, others) = match due.subject {
        Subject::Offer(id) => of_offer(cx, id)?,
        Subject::Need(id) => of_need(cx, id)?,
        Subject::Equipment(id) => of_item(cx, id)?,
        Subject::EquipmentNeed(id) => of_equipment_need(cx, id)?,
        Subject::Skill(id) => of_skill(cx, id)?,
    };
    let (name, best) = named(cx, own.organisation, others)?;
    let Own { publisher, organisation, kind, facts } = own;
    Ok(Found { publisher, organisation, name, own: facts, kind, best })
}

fn of_offer(cx: &mut Cx<'_>, id: OfferId) -> Result<(Own, Vec<Other>), Error> {
    let offer = offers::store::load(cx.conn, id)?;
    let facts = Facts { offer: Some(NamedOffer { id, title: offer.title.clone() }), ..Facts::default() };
    let others = needs_of(cx, &offer, &facts)?;
    let (publisher, kind) = (Some(offer.published_by), NotificationKind::OfferFits);
    Ok((Own { publisher, organisation: offer.organisation_id, kind, facts }, others))
}

fn of_need(cx: &mut Cx<'_>, id: NeedId) -> Result<(Own, Vec<Other>), Error> {
    let need = needs::store::load(cx.conn, id)?;
    let facts = Facts { need: Some(NamedNeed { id, title: need.title.clone() }), ..Facts::default() };
    let others = offers_for(cx, &need, &facts)?;
    let (publisher, kind) = (Some(need.published_by), NotificationKind::NeedFits);
    Ok((Own { publisher, organisation: need.organisation_id, kind, facts }, others))
}

/// What is told of a match of food besides its names.
fn of_food(facts: Facts, fit: &Fit) -> Facts {
    Facts { grams: Some(fit.grams), distance_m: Some(fit.distance_m), ..facts }
}

/// The best needs for an offer, without those of sites that do not take it.
fn needs_of(cx: &mut Cx<'_>, offer: &OfferRow, own: &Facts) -> Result<Vec<Other>, Error> {
    let others = matches::takers(cx, offer, MOST)?.into_iter().map(|(row, fit)| {
        let need = Some(NamedNeed { id: row.id, title: row.title });
        (row.organisation_id, fit.score, of_food(Facts { need, ..own.clone() }, &fit))
    });
    Ok(others.collect())
}

/// The best offers for a need, without those that its site does not take.
fn offers_for(cx: &mut Cx<'_>, need: &NeedRow, own: &Facts) -> Result<Vec<Other>, Error> {
    let found = matches::best_offers(cx, need, MOST)?;
    let ids: Vec<_> = found.iter().map(|found| found.id).collect();
    let rows = offers::store::rows(cx.conn, &ids)?;
    let pairs: Vec<_> = found.into_iter().filter_map(|found| Some((rows.get(&found.id)?, found.fit))).collect();
    let asked: Vec<_> = pairs.iter().map(|(row, fit)| (*row, need.site_id, Some(fit.distance_m))).collect();
    let taken = acceptance::store::accepted(cx, &asked)?;
    let others = pairs.into_iter().zip(taken).filter(|(_, taken)| *taken).map(|((row, fit), _)| {
        let offer = Some(NamedOffer { id: row.id, title: row.title.clone() });
        (row.organisation_id, fit.score, of_food(Facts { offer, ..own.clone() }, &fit))
    });
    Ok(others.collect())
}

/// An item, and whose needs it fits.
fn of_item(cx: &mut Cx<'_>, id: EquipmentId) -> Result<(Own, Vec<Other>), Error> {
    let item = equipment::store::load(cx.conn, id)?;
    let facts = Facts { equipment_id: Some(id), item: Some(item.name.clone()), ..Facts::default() };
    let found = help::best_needs(cx, &item, MOST)?;
    let ids: Vec<EquipmentNeedId> = found.iter().map(|found| found.id).collect();
    let mut rows = equipment_needs::store::rows(cx.conn, &ids)?;
    let others = found.into_iter().filter_map(|found| {
        let row = rows.remove(&found.id)?;
        let equipment_need = Some(NamedEquipmentNeed { id: row.id, title: row.title });
        Some(of_help(row.organisation_id, Facts { equipment_need, ..facts.clone() }, &found.fit))
    });
    let others = others.collect();
    // Who added it is not kept.
    let (publisher, kind) = (None, NotificationKind::HelpOffered);
    Ok((Own { publisher, organisation: item.organisation_id, kind, facts }, others))
}

/// A need of equipment, and whose items fit it.
fn of_equipment_need(cx: &mut Cx<'_>, id: EquipmentNeedId) -> Result<(Own, Vec<Other>), Error> {
    let need = equipment_needs::store::rows(cx.conn, &[id])?.remove(&id).ok_or_else(Error::not_found)?;
    let equipment_need = Some(NamedEquipmentNeed { id, title: need.title.clone() });
    let facts = Facts { equipment_need, ..Facts::default() };
    let found = help::best_items(cx, &need, MOST)?;
    let ids: Vec<EquipmentId> = found.iter().map(|found| found.id).collect();
    let mut rows = equipment::store::rows(cx.conn, &ids)?;
    let others = found.into_iter().filter_map(|found| {
        let row = rows.remove(&found.id)?;
        let facts = Facts { equipment_id: Some(row.id), item: Some(row.name), ..facts.clone() };
        Some(of_help(row.organisation_id, facts, &found.fit))
    });
    let others = others.collect();
    let (publisher, kind) = (Some(need.published_by), NotificationKind::HelpWanted);
    Ok((Own { publisher, organisation: need.organisation_id, kind, facts }, others))
}

/// A skill, and whose skills fit it.
fn of_skill(cx: &mut Cx<'_>, id: SkillListingId) -> Result<(Own, Vec<Other>), Error> {
    let own = skills::store::rows(cx.conn, &[id])?.remove(&id).ok_or_else(Error::not_found)?;
    let facts = with_skill(Facts::default(), own.kind, NamedSkill { id, title: own.title.clone() });
    let found = help::best_skills(cx, &own, MOST)?;
    let ids: Vec<SkillListingId> = found.iter().map(|found| found.id).collect();
    let mut rows = skills::store::rows(cx.conn, &ids)?;
    let others = found.into_iter().filter_map(|found| {
        let row = rows.remove(&found.id)?;
        let facts = with_skill(facts.clone(), row.kind, NamedSkill { id: row.id, title: row.title });
        Some(of_help(row.organisation_id, facts, &found.fit))
    });
    let others = others.collect();
    let kind = match own.kind {
        ListingKind::Offered => NotificationKind::HelpOffered,
        ListingKind::Wanted => NotificationKind::HelpWanted,
    };
    // Who added it is not kept.
    Ok((Own { publisher: None, organisation: own.organisation_id, kind, facts }, others))
}

fn with_skill(facts: Facts, kind: ListingKind, skill: NamedSkill) -> Facts {
    match kind {
        ListingKind::Offered => Facts { skill_offered: Some(skill), ..facts },
        ListingKind::Wanted => Facts { skill_wanted: Some(skill), ..facts },
    }
}

fn of_help(organisation: OrganisationId, facts: Facts, fit: &HelpFit) -> Other {
    // What is done from afar is no distance away.
    let distance_m = Some(fit.distance_m).filter(|metres| *metres > 0);
    (organisation, fit.score, Facts { distance_m, ..facts })
}

/// The name of whose it is, and each other organisation's first match with its name.
fn named(cx: &mut Cx<'_>, own: OrganisationId, others: Vec<Other>) -> Result<(String, Vec<Match>), Error> {
    let ids: Vec<OrganisationId> = others.iter().map(|(organisation, ..)| *organisation).chain([own]).collect();
    let mut names = organisations::store::summaries(cx.conn, &ids)?;
    let name = names.remove(&own).ok_or_else(Error::not_found)?.name;
    let mut seen = HashSet::new();
    let best = others.into_iter().filter_map(|(organisation, score, facts)| {
        let name = names.get(&organisation)?.name.clone();
        seen.insert(organisation).then_some(Match { organisation, name, facts, score })
    });
    Ok((name, best.collect()))
}
