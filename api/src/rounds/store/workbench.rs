//! A round with all its parts, in one document: a fixed number of queries, however large the round is.

use super::access::{self, Seen};
use super::facts::{self, Means, SiteFacts};
use super::find;
use super::notes;
use super::reserve::{self, DeliveryRow};
use super::revisions::{self, Revision, StoredLine};
use crate::accounts::store::users;
use crate::http::{Actor, Cx, Error};
use crate::rounds::model::{RecipientRow, RequestRow, Round, RoundLotRow};
use crate::rounds::rules::draft::whole_kg;
use crate::rounds::rules::instance::{Kind, reach_km, wait_days};
use crate::rounds::snapshot::share;
use crate::stock::store::reserve::{self as stock, Left, Lot};
use crate::{organisations, sites};
use shared::ids::{AllocationRoundId, LotId, OrganisationId, SiteId, UserId};
use shared::organisations::OrganisationSummary;
use shared::rounds::{RoundCategory, RoundLine, RoundLot, RoundRecipient, RoundRequest, RoundShare, Workbench};
use shared::sites::SiteSummary;
use shared::stock::LotSummary;
use shared::units::Grams;
use std::collections::{BTreeSet, HashMap};

/// A round with all its parts, for its food bank.
///
/// # Errors
/// 404; 403 for who does not belong to the food bank.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId) -> Result<Workbench, Error> {
    let Seen { round, leads, .. } = access::seen(cx, actor, id)?;
    if leads { of(cx, actor, round) } else { Err(Error::forbidden()) }
}

/// A round with all its parts: whether the caller may see them was asked before.
///
/// # Errors
/// When the database fails.
pub fn of(cx: &mut Cx<'_>, actor: &Actor, round: Round) -> Result<Workbench, Error> {
    let parts = Parts::read(cx, &round)?;
    let kinds = parts.kinds();
    let revision = revisions::latest(cx, &round)?;
    let lots = parts.shown_lots(cx, &round, &kinds)?;
    let recipients = parts.shown_recipients(cx, &round, &kinds, revision.as_ref())?;
    let lines = revision.map_or_else(Vec::new, |revision| parts.shown_lines(&revision.lines, &lots, &recipients));
    let shown = find::shown(cx, actor, vec![round])?.pop().ok_or_else(Error::not_found)?;
    let category = |(category, temperature_class)| RoundCategory { category, temperature_class };
    Ok(Workbench { round: shown, categories: kinds.into_iter().map(category).collect(), lots, recipients, lines })
}

/// What is written of a round.
struct Parts {
    lots: Vec<RoundLotRow>,
    known: HashMap<LotId, Lot>,
    recipients: Vec<RecipientRow>,
    requests: Vec<RequestRow>,
    deliveries: Vec<DeliveryRow>,
    notes: HashMap<notes::Line, String>,
}

impl Parts {
    fn read(cx: &mut Cx<'_>, round: &Round) -> Result<Self, Error> {
        let lots = facts::lots_of(cx.conn, round.id)?;
        let ids: Vec<LotId> = lots.iter().map(|row| row.lot_id).collect();
        Ok(Self {
            known: stock::lots(cx.conn, &ids)?,
            lots,
            recipients: facts::recipients_of(cx.conn, round.id)?,
            requests: facts::requests_of(cx.conn, round.id)?,
            deliveries: reserve::deliveries_of(cx.conn, round.id)?,
            notes: notes::read(cx.conn, round.id, None)?,
        })
    }

    /// The kinds of food that are in it or asked for, in order.
    fn kinds(&self) -> Vec<Kind> {
        let there = self.lots.iter().filter_map(|row| self.known.get(&row.lot_id)).map(facts::kind);
        let asked = self.requests.iter().map(|row| (row.category_code.clone(), row.temperature_class));
        there.chain(asked).collect::<BTreeSet<Kind>>().into_iter().collect()
    }

    /// The lots, what must leave first before what arrived first.
    fn shown_lots(&self, cx: &mut Cx<'_>, round: &Round, kinds: &[Kind]) -> Result<Vec<RoundLot>, Error> {
        let mut rows: Vec<(&RoundLotRow, &Lot)> =
            self.lots.iter().filter_map(|row| Some((row, self.known.get(&row.lot_id)?))).collect();
        rows.sort_unstable_by_key(|(row, lot)| (lot.dates().due_on(), lot.received_at, row.lot_id, row.site_id));
        let ids: Vec<LotId> = rows.iter().map(|(row, _)| row.lot_id).collect();
        let places: Vec<SiteId> = rows.iter().map(|(row, _)| row.site_id).collect();
        let left = stock::left(cx.conn, &ids)?;
        let sites = sites::store::summaries(cx.conn, &places)?;
        let of_rows: Vec<&Lot> = rows.iter().map(|(_, lot)| *lot).collect();
        let named = stock::summaries(cx.conn, &of_rows)?;
        let kept = self.kept();
        let shown = rows.into_iter().zip(named).map(|((row, lot), named)| {
            let place = (row.lot_id, row.site_id);
            let left = left.get(&place).copied().unwrap_or_default();
            let own = kept.get(&place).copied().unwrap_or_default();
            let site = sites.get(&row.site_id).cloned().ok_or_else(|| missing("a lot's site"))?;
            Ok(shown_lot(round, row, lot, named, site, Left { reserved: left.reserved.minus(own), ..left }, kinds))
        });
        shown.collect()
    }

    /// What is kept of lots for this round itself.
    fn kept(&self) -> HashMap<(LotId, SiteId), Grams> {
        let mut kept: HashMap<(LotId, SiteId), Grams> = HashMap::new();
        for line in self.deliveries.iter().filter(|line| line.is_pending()) {
            let sum = kept.entry((line.lot_id, line.from_site_id)).or_default();
            *sum = sum.plus(line.promised());
        }
        kept
    }

    /// The recipients, by name.
    fn shown_recipients(
        &self,
        cx: &mut Cx<'_>,
        round: &Round,
        kinds: &[Kind],
        revision: Option<&Revision>,
    ) -> Result<Vec<RoundRecipient>, Error> {
        let places: Vec<SiteId> = self.recipients.iter().map(|row| row.site_id).collect();
        let mut owners: Vec<OrganisationId> = self.recipients.iter().map(|row| row.organisation_id).collect();
        owners.sort_unstable();
        owners.dedup();
        let people = self.requests.iter().flat_map(|row| [row.requested_by, row.approved_by]).flatten();
        let people: BTreeSet<UserId> = people.collect();
        let known = Known {
            sites: sites::store::summaries(cx.conn, &places)?,
            organisations: organisations::store::summaries(cx.conn, &owners)?,
            facts: facts::known_sites(cx.conn, &places)?,
            means: Means::of(cx, round, &self.recipients)?,
            names: users::names(cx.conn, people.into_iter().collect())?,
            shares: revision.map(shares).unwrap_or_default(),
        };
        let mut asked: HashMap<SiteId, Vec<&RequestRow>> = HashMap::new();
        for row in &self.requests {
            asked.entry(row.site_id).or_default().push(row);
        }
        let shown = self.recipients.iter().map(|row| {
            let requests = asked.remove(&row.site_id).unwrap_or_default();
            known.recipient(round, row, known.requests(&requests, kinds))
        });
        let mut shown: Vec<RoundRecipient> = shown.collect::<Result<_, Error>>()?;
        shown.sort_by(|one, other| (&one.site.name, one.site.id).cmp(&(&other.site.name, other.site.id)));
        Ok(shown)
    }

    /// The lines of a revision, by the places of their lots and recipients.
    fn shown_lines(&self, stored: &[StoredLine], lots: &[RoundLot], recipients: &[RoundRecipient]) -> Vec<RoundLine> {
        let lots: HashMap<(LotId, SiteId), u32> = lots.iter().map(|it| (it.lot.id, it.site.id)).zip(0..).collect();
        let sites: HashMap<SiteId, u32> = recipients.iter().map(|it| it.site.id).zip(0..).collect();
        let of = |lot: LotId, from: SiteId, site: SiteId| (lot, from, site);
        let deliveries: HashMap<_, &DeliveryRow> =
            self.deliveries.iter().map(|row| (of(row.lot_id, row.from_site_id, row.site_id), row)).collect();
        let lines = stored.iter().filter_map(|line| {
            let place = of(line.lot_id, line.from_site_id, line.site_id);
            let delivery = deliveries.get(&place);
            Some(RoundLine {
                lot: *lots.get(&(line.lot_id, line.from_site_id))?,
                recipient: *sites.get(&line.site_id)?,
                kg: line.kg,
                by_hand: line.by_hand,
                status: delivery.map(|row| row.status),
                received_grams: delivery.and_then(|row| row.received_grams),
                reason: delivery.and_then(|row| row.reason),
                note: self.notes.get(&place).cloned(),
            })
        });
        let mut lines: Vec<RoundLine> = lines.collect();
        lines.sort_unstable_by_key(|line| (line.lot, line.recipient));
        lines
    }
}

fn shown_lot(
    round: &Round,
    row: &RoundLotRow,
    lot: &Lot,
    named: LotSummary,
    site: SiteSummary,
    left: Left,
    kinds: &[Kind],
) -> RoundLot {
    let date = lot.use_by.or(lot.best_before);
    RoundLot {
        lot: named,
        site,
        category: place(kinds, &facts::kind(lot)),
        kg: row.kg,
        there_kg: whole_kg(left.grams, left.reserved.max(Grams::ZERO)),
        days: date.map(|date| (date - round.fetched_on).num_days()),
    }
}

/// The place of a kind among those of the round, which has all of its lots' and requests'.
fn place(kinds: &[Kind], kind: &Kind) -> u32 {
    let place = kinds.binary_search(kind).unwrap_or_default();
    u32::try_from(place).unwrap_or_default()
}

fn missing(what: &str) -> Error {
    Error::Internal(format!("{what} is missing"))
}

/// What the engine gave to each site.
fn shares(revision: &Revision) -> HashMap<SiteId, RoundShare> {
    let (instance, plan) = (&revision.snapshot.instance, revision.written());
    let given = revision.snapshot.recipients.iter().zip(&instance.recipients).zip(&plan.shares);
    given.map(|((site, recipient), of)| (*site, share(instance, recipient, of))).collect()
}

/// What recipients have of other tables.
struct Known {
    sites: HashMap<SiteId, SiteSummary>,
    organisations: HashMap<OrganisationId, OrganisationSummary>,
    facts: HashMap<SiteId, SiteFacts>,
    means: Means,
    names: HashMap<UserId, String>,
    shares: HashMap<SiteId, RoundShare>,
}

impl Known {
    fn recipient(&self, round: &Round, row: &RecipientRow, requests: Vec<RoundRequest>) -> Result<RoundRecipient, Error> {
        let site = self.sites.get(&row.site_id).cloned().ok_or_else(|| missing("a recipient's site"))?;
        let organisation = self.organisations.get(&row.organisation_id).cloned();
        let facts = self.facts.get(&row.site_id).ok_or_else(|| missing("a recipient's site"))?;
        Ok(RoundRecipient {
            site,
            organisation: organisation.ok_or_else(|| missing("a recipient's organisation"))?,
            takes_part: row.takes_part,
            reason: row.reason,
            people: self.means.people.get(&row.site_id).copied(),
            factor_percent: row.factor_percent,
            received_before_kg: self.means.received.get(&row.site_id).copied().unwrap_or(0),
            wait_days: wait_days(&facts.distribution_days, round.fetched_on),
            vehicle_kg: self.means.vehicle_kg(row.site_id, facts.transport),
            cold_transport: facts.cold_transport,
            reach_km: reach_km(facts.reach_km),
            storage: facts.storage,
            requests,
            share: self.shares.get(&row.site_id).copied(),
        })
    }

    fn requests(&self, rows: &[&RequestRow], kinds: &[Kind]) -> Vec<RoundRequest> {
        let name = |person: Option<UserId>| person.and_then(|person| self.names.get(&person).cloned());
        let shown = rows.iter().map(|row| RoundRequest {
            category: place(kinds, &(row.category_code.clone(), row.temperature_class)),
            requested_kg: row.requested_kg,
            requested_by: name(row.requested_by),
            approved_kg: row.counted_kg(),
            approved_by: name(row.approved_by),
            reason: row.reason,
        });
        shown.collect()
    }
}
