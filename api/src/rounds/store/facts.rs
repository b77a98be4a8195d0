//! What is read of a round before it is shared out: what is there of its lots, and what counts of its recipients.

use crate::activity::store::people_served;
use crate::categories;
use crate::db::Conn;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{
    allocation_rounds as rounds, round_deliveries as deliveries, round_lots, round_recipients as recipients,
    round_requests as requests, sites, standing_requests as standing,
};
use crate::http::{Cx, Error};
use crate::rounds::model::{RecipientRow, RequestRow, Round, RoundLotRow};
use crate::rounds::rules::draft::whole_kg;
use crate::rounds::rules::instance::{self, Kind, LotFacts, RecipientFacts, RoundFacts, lot_days, usual_vehicle_kg};
use crate::rounds::snapshot::Snapshot;
use crate::sites::days_of;
use crate::stock::store::reserve::{self, Left, Lot};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};
use shared::geo::Position;
use shared::ids::{AllocationRoundId, LotId, SiteId};
use shared::organisations::OrganisationKind;
use shared::rounds::{LineStatus, RoundStatus};
use shared::sites::{SiteKind, Storage, Transport, Weekday};
use shared::stock::FundingSource;
use shared::units::Grams;
use std::collections::HashMap;

/// The root of the category tree that a code belongs to.
#[must_use]
pub fn root(code: &str) -> &str {
    categories::path(code).last().unwrap_or(code)
}

/// What the engine is given for a round, as things are now. What is not there, or may not leave any more, is not shared out;
/// sites that take no part or have counted nobody are left out.
///
/// # Errors
/// When the database fails.
pub fn snapshot(cx: &mut Cx<'_>, round: &Round) -> Result<Snapshot, Error> {
    let lots = lots(cx, round)?;
    let parts = recipients_of(cx.conn, round.id)?;
    let mut places: Vec<SiteId> = parts.iter().map(|part| part.site_id).collect();
    places.extend(lots.iter().map(|lot| lot.site));
    let known = known_sites(cx.conn, &places)?;
    let mut needs: HashMap<SiteId, Vec<(Kind, i64)>> = HashMap::new();
    for row in requests_of(cx.conn, round.id)? {
        let kg = row.counted_kg();
        needs.entry(row.site_id).or_default().push(((row.category_code, row.temperature_class), kg));
    }
    let means = Means::of(cx, round, &parts)?;
    let taking = parts.iter().filter(|part| part.takes_part);
    let recipients: Vec<RecipientFacts> = taking
        .filter_map(|part| {
            let site = known.get(&part.site_id)?;
            let people = *means.people.get(&part.site_id)?;
            let needs = needs.remove(&part.site_id)?;
            Some(RecipientFacts {
                site: part.site_id,
                position: site.position,
                is_social_grocery: site.is_social_grocery,
                people,
                factor_percent: part.factor_percent,
                received_kg: means.received.get(&part.site_id).copied().unwrap_or(0),
                distribution_days: site.distribution_days.clone(),
                vehicle_kg: means.vehicle_kg(part.site_id, site.transport),
                cold_transport: site.cold_transport,
                reach_km: site.reach_km,
                storage: site.storage,
                needs,
            })
        })
        .collect();
    let positions = known.iter().filter_map(|(site, it)| Some((*site, it.position?))).collect();
    let facts = RoundFacts {
        id: round.id,
        fetched_on: round.fetched_on,
        window: round.window_rounds,
        tolerance_kg: round.tolerance_kg,
    };
    Ok(instance::build(&facts, &lots, &recipients, &positions))
}

/// The lots of a round and how much of each is shared out: at most what is there, not promised and may leave.
fn lots(cx: &mut Cx<'_>, round: &Round) -> Result<Vec<LotFacts>, Error> {
    let chosen = lots_of(cx.conn, round.id)?;
    let ids: Vec<LotId> = chosen.iter().map(|row| row.lot_id).collect();
    let (known, left) = (reserve::lots(cx.conn, &ids)?, reserve::left(cx.conn, &ids)?);
    let facts = chosen.iter().filter(|row| row.kg > 0).filter_map(|row| {
        let lot = known.get(&row.lot_id)?;
        let left = left.get(&(row.lot_id, row.site_id)).copied().unwrap_or_default();
        let days = days(lot, round.fetched_on);
        let kg = row.kg.min(there_kg(lot, left, round.fetched_on));
        Some(LotFacts {
            lot: row.lot_id,
            site: row.site_id,
            kind: kind(lot),
            kg,
            days: days.unwrap_or(0),
            state_funded: lot.funding_source == FundingSource::State,
        })
    });
    Ok(facts.collect())
}

/// The kind of food that a lot is.
#[must_use]
pub fn kind(lot: &Lot) -> Kind {
    (root(&lot.category_code).to_owned(), lot.temperature_class)
}

/// Days from the day of fetching to a lot's date; `None` where it may not be given on that day.
#[must_use]
pub fn days(lot: &Lot, fetched_on: NaiveDate) -> Option<i64> {
    lot_days(lot.use_by, lot.best_before, lot.best_before_checked_at.is_some(), fetched_on)
}

/// How much of a lot could be shared out, kg: nothing of what is on hold, or over on the day of fetching.
#[must_use]
pub fn there_kg(lot: &Lot, left: Left, fetched_on: NaiveDate) -> i64 {
    let may_leave = lot.status.may_leave() && days(lot, fetched_on).is_some();
    if may_leave { whole_kg(left.grams, left.reserved) } else { 0 }
}

/// The lots of a round, those that are left out too.
///
/// # Errors
/// When the database fails.
pub fn lots_of(conn: &mut Conn, round: AllocationRoundId) -> Result<Vec<RoundLotRow>, Error> {
    let rows = round_lots::table.filter(round_lots::round_id.eq(round)).order((round_lots::lot_id, round_lots::site_id));
    Ok(rows.select(RoundLotRow::as_select()).load(conn)?)
}

/// The sites that a round is for, those that take no part too.
///
/// # Errors
/// When the database fails.
pub fn recipients_of(conn: &mut Conn, round: AllocationRoundId) -> Result<Vec<RecipientRow>, Error> {
    let rows = recipients::table.filter(recipients::round_id.eq(round)).order(recipients::site_id);
    Ok(rows.select(RecipientRow::as_select()).load(conn)?)
}

/// What sites asked for in a round.
///
/// # Errors
/// When the database fails.
pub fn requests_of(conn: &mut Conn, round: AllocationRoundId) -> Result<Vec<RequestRow>, Error> {
    let rows = requests::table.filter(requests::round_id.eq(round));
    let rows = rows.order((requests::site_id, requests::category_code, requests::temperature_class));
    Ok(rows.select(RequestRow::as_select()).load(conn)?)
}

/// What counts of a site.
#[derive(Clone, Debug)]
pub struct SiteFacts {
    /// Where it is, where that is known.
    pub position: Option<Position>,
    /// Whether it is a social grocery: food that the State has bought is for those alone.
    pub is_social_grocery: bool,
    /// How it fetches food.
    pub transport: Transport,
    /// Whether it can carry chilled and frozen food: in a refrigerated van, or because it has said so.
    pub cold_transport: bool,
    /// Days on which it distributes.
    pub distribution_days: Vec<Weekday>,
    /// How far it goes, km; 0 where it has not said it.
    pub reach_km: i64,
    /// What it can store.
    pub storage: Storage,
}

/// Of what kind a site's organisation is. Looked up one by one, as are criteria: for a join, and for a list of sites,
/// PostgreSQL reads whole tables.
const OWNER: &str = "(SELECT organisations.kind FROM organisations WHERE organisations.id = sites.organisation_id)";
/// Whether a site can fetch cold food. What nobody has declared is no promise.
const FETCHES_COLD: &str = "(SELECT acceptance_criteria.fetches_cold FROM acceptance_criteria \
    WHERE acceptance_criteria.site_id = sites.id AND acceptance_criteria.declared_at IS NOT NULL)";

/// What counts of these sites.
///
/// # Errors
/// When the database fails.
pub fn known_sites(conn: &mut Conn, ids: &[SiteId]) -> Result<HashMap<SiteId, SiteFacts>, Error> {
    type Where = (Option<f64>, Option<f64>, i64);
    type What = (SiteKind, OrganisationKind, Transport, i64);
    type Room = (i64, i64, i64);
    let rows: Vec<(SiteId, Where, What, Room, Option<bool>)> = sites::table
        .filter(any_of(sites::id, ids.iter().copied()))
        .select((
            sites::id,
            (sites::latitude, sites::longitude, sites::reach_km),
            (sites::kind, literal::<Text>(OWNER), sites::transport, sites::distribution_days),
            (sites::storage_ambient_kg, sites::storage_chilled_kg, sites::storage_frozen_kg),
            literal::<Nullable<Bool>>(FETCHES_COLD),
        ))
        .load(conn)?;
    let facts = rows.into_iter().map(|(id, (latitude, longitude, reach_km), what, room, fetches_cold)| {
        let (kind, owner, transport, days) = what;
        let (ambient_kg, chilled_kg, frozen_kg) = room;
        let facts = SiteFacts {
            position: latitude.zip(longitude).and_then(|(north, east)| Position::new(north, east)),
            is_social_grocery: kind == SiteKind::SocialGrocery || owner == OrganisationKind::SocialGrocery,
            transport,
            cold_transport: transport == Transport::RefrigeratedVan || fetches_cold == Some(true),
            distribution_days: days_of(days),
            reach_km,
            storage: Storage { ambient_kg, chilled_kg, frozen_kg },
        };
        (id, facts)
    });
    Ok(facts.collect())
}

/// What sites have and had beside a round.
#[derive(Debug)]
pub struct Means {
    /// People served in a week, where they are counted.
    pub people: HashMap<SiteId, i64>,
    /// Received in the rounds of the window before, kg.
    pub received: HashMap<SiteId, i64>,
    /// What sites say that they can carry, kg.
    vehicles: HashMap<SiteId, i64>,
}

impl Means {
    /// Of the sites that a round is for.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(cx: &mut Cx<'_>, round: &Round, parts: &[RecipientRow]) -> Result<Self, Error> {
        let ids: Vec<SiteId> = parts.iter().map(|part| part.site_id).collect();
        let people = people_served(cx, &ids)?.into_iter().map(|(site, served)| (site, served.mean)).collect();
        let said: Vec<(SiteId, Option<i64>)> = standing::table
            .filter(any_of(standing::site_id, ids))
            .select((standing::site_id, standing::vehicle_kg))
            .load(cx.conn)?;
        let vehicles = said.into_iter().filter_map(|(site, kg)| Some((site, kg?))).collect();
        Ok(Self { people, received: received_before(cx.conn, round)?, vehicles })
    }

    /// What a site can carry or receive, kg: as it says, or what its transport usually carries.
    #[must_use]
    pub fn vehicle_kg(&self, site: SiteId, transport: Transport) -> i64 {
        self.vehicles.get(&site).copied().unwrap_or_else(|| usual_vehicle_kg(transport))
    }
}

/// What each site received in the food bank's rounds of the window before this one, to the nearest kg: as weighed, or what is
/// promised and neither refused nor left behind.
///
/// # Errors
/// When the database fails.
pub fn received_before(conn: &mut Conn, round: &Round) -> Result<HashMap<SiteId, i64>, Error> {
    let (day, id) = (round.fetched_on, round.id);
    let earlier: Vec<AllocationRoundId> = rounds::table
        .filter(rounds::organisation_id.eq(round.organisation_id))
        .filter(rounds::fetched_on.le(day))
        .filter(rounds::fetched_on.lt(day).or(rounds::id.lt(id)))
        .filter(any_of(rounds::status, [RoundStatus::Published, RoundStatus::Closed]))
        .order((rounds::fetched_on.desc(), rounds::id.desc()))
        .limit(round.window_rounds.saturating_sub(1).max(0))
        .select(rounds::id)
        .load(conn)?;
    let lines: Vec<(SiteId, LineStatus, i64, Option<Grams>)> = deliveries::table
        .filter(any_of(deliveries::round_id, earlier))
        .select((deliveries::site_id, deliveries::status, deliveries::allocated_kg, deliveries::received_grams))
        .load(conn)?;
    let mut grams: HashMap<SiteId, Grams> = HashMap::new();
    for (site, status, allocated_kg, received) in lines {
        let counted = match status {
            LineStatus::HandedOver => received.unwrap_or_default(),
            LineStatus::Proposed | LineStatus::Accepted => Grams::from_kg(allocated_kg),
            LineStatus::Refused | LineStatus::NotFetched => Grams::ZERO,
        };
        let sum = grams.entry(site).or_default();
        *sum = sum.plus(counted);
    }
    Ok(grams.into_iter().map(|(site, sum)| (site, sum.plus(Grams(500)).0 / 1_000)).collect())
}
