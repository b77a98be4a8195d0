//! Rows of tours, of what they carry and of their stops.

use crate::db::schema::{tour_load_events, tour_loads, tour_stops, tours};
use crate::engine::touring::{Amount, Step};
use diesel::prelude::*;
use shared::cold_chain::DeciCelsius;
use shared::geo::Position;
use shared::ids::{ClaimId, EquipmentId, LoanId, OrganisationId, SiteId, TourId, TourLoadId, UserId};
use shared::time::UtcMillis;
use shared::tours::{
    LoanLeg, StopTask, TourCapacity, TourLoadEvent, TourLoadKind, TourLoadStanding, TourLoadState, TourParty, TourState,
};
use shared::units::{Grams, TemperatureClass};

/// A row of `tours`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = tours, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct TourRow {
    pub id: TourId,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub title: String,
    pub leaves_at: UtcMillis,
    pub back_by: UtcMillis,
    pub returns_at: UtcMillis,
    pub vehicle: String,
    pub equipment_id: Option<EquipmentId>,
    pub max_grams: Grams,
    pub chilled_grams: Grams,
    pub frozen_grams: Grams,
    pub peak_grams: Grams,
    pub peak_chilled_grams: Grams,
    pub peak_frozen_grams: Grams,
    pub metres: i64,
    pub note: Option<String>,
    pub driver_id: Option<UserId>,
    pub driver_organisation_id: Option<OrganisationId>,
    pub state: TourState,
    pub reason: Option<String>,
    pub lapses_at: UtcMillis,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub cell: i64,
    pub created_by: UserId,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
}

impl TourRow {
    /// What the vehicle carries.
    #[must_use]
    pub const fn capacity(&self) -> Amount {
        Amount { total: self.max_grams.0, chilled: self.chilled_grams.0, frozen: self.frozen_grams.0 }
    }

    /// The same, on the wire.
    #[must_use]
    pub const fn shown_capacity(&self) -> TourCapacity {
        TourCapacity { max_grams: self.max_grams, chilled_grams: self.chilled_grams, frozen_grams: self.frozen_grams }
    }

    /// What is free all the way. Of a class no more than of all.
    #[must_use]
    pub fn free(&self) -> TourCapacity {
        let max_grams = self.max_grams.minus(self.peak_grams);
        TourCapacity {
            max_grams,
            chilled_grams: self.chilled_grams.minus(self.peak_chilled_grams).min(max_grams),
            frozen_grams: self.frozen_grams.minus(self.peak_frozen_grams).min(max_grams),
        }
    }

    /// Where it starts, if that is known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }
}

/// A row of `tour_loads`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = tour_loads, treat_none_as_default_value = false)]
pub struct LoadRow {
    pub id: TourLoadId,
    pub tour_id: TourId,
    pub kind: TourLoadKind,
    pub title: String,
    pub claim_id: Option<ClaimId>,
    pub loan_id: Option<LoanId>,
    pub leg: Option<LoanLeg>,
    pub sender_id: Option<OrganisationId>,
    pub receiver_id: OrganisationId,
    pub from_site_id: Option<SiteId>,
    pub to_site_id: SiteId,
    pub shop_address: Option<String>,
    pub shop_postcode: Option<String>,
    pub shop_insee_code: Option<String>,
    pub shop_latitude: Option<f64>,
    pub shop_longitude: Option<f64>,
    pub window_starts_at: Option<UtcMillis>,
    pub window_ends_at: Option<UtcMillis>,
    pub grams: Grams,
    pub collected_grams: Option<Grams>,
    pub temperature_class: TemperatureClass,
    pub note: Option<String>,
    pub state: TourLoadState,
    pub asked_by: TourParty,
    pub pickup_code: Option<String>,
    pub drop_code: Option<String>,
    pub wrong_codes: i64,
    pub code_locked_until: Option<UtcMillis>,
    pub leaves_at: UtcMillis,
    pub updated_at: UtcMillis,
}

impl LoadRow {
    /// What decides who takes which step.
    #[must_use]
    pub const fn standing(&self) -> TourLoadStanding {
        TourLoadStanding { state: self.state, kind: self.kind, asked_by: self.asked_by }
    }

    /// What it takes of a vehicle.
    #[must_use]
    pub const fn amount(&self) -> Amount {
        Amount::of(self.temperature_class, self.grams.0)
    }

    /// Where a shop is.
    #[must_use]
    pub fn shop_position(&self) -> Option<Position> {
        Position::new(self.shop_latitude?, self.shop_longitude?)
    }
}

/// A row of `tour_load_events`.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = tour_load_events, treat_none_as_default_value = false)]
pub struct NewEventRow<'e> {
    pub load_id: TourLoadId,
    pub number: i64,
    pub at: UtcMillis,
    pub state: TourLoadState,
    pub user_id: Option<UserId>,
    pub party: Option<TourParty>,
    pub reason: Option<&'e str>,
    pub grams: Option<Grams>,
    pub temperature_decidegrees: Option<DeciCelsius>,
}

/// A row of `tour_load_events`.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = tour_load_events)]
pub struct EventRow {
    pub load_id: TourLoadId,
    at: UtcMillis,
    state: TourLoadState,
    pub user_id: Option<UserId>,
    party: Option<TourParty>,
    reason: Option<String>,
    grams: Option<Grams>,
    temperature_decidegrees: Option<DeciCelsius>,
}

impl EventRow {
    /// On the wire, with the name of the person.
    #[must_use]
    pub fn shown(self, by: Option<String>) -> TourLoadEvent {
        let Self { load_id: _, at, state, user_id: _, party, reason, grams, temperature_decidegrees } = self;
        TourLoadEvent { at, state, by, party, reason, grams, temperature_decidegrees }
    }
}

/// A row of `tour_stops`.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = tour_stops)]
pub struct StopRow {
    pub tour_id: TourId,
    pub number: i64,
    pub load_id: TourLoadId,
    pub task: StopTask,
    pub arrives_at: UtcMillis,
    pub leaves_at: UtcMillis,
    pub metres: i64,
    pub aboard_grams: Grams,
}

impl StopRow {
    /// The step of a plan in which these loads have these numbers; `None` for a load that is not in it.
    #[must_use]
    pub fn step(&self, loads: &[LoadRow]) -> Option<Step> {
        let job = loads.iter().position(|load| load.id == self.load_id)?;
        Some(Step { job, task: self.task })
    }
}
