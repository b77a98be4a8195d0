//! Rows of routes, of rounds, of their stops and of what shops gave, and what the wire shows of them.

use crate::db::schema::{collection_foods, collection_rounds, collection_route_stops, collection_routes, collection_stops};
use crate::http::Error;
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::cold_chain::DeciCelsius;
use shared::collection_rounds::{
    CollectedFood, CollectionPlace, CollectionRoundState, CollectionStop, CollectionStopState, NewCollectionPlace,
};
use shared::ids::{CollectionRoundId, CollectionRouteId, LotId, OrganisationId, SiteId, UserId};
use shared::local_time::LocalTime;
use shared::organisations::OrganisationSummary;
use shared::text::tidy;
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass};
use std::collections::HashMap;

/// Names of organisations that give.
pub type Donors = HashMap<OrganisationId, OrganisationSummary>;

/// A row of `collection_routes`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = collection_routes, treat_none_as_default_value = false)]
pub struct RouteRow {
    pub id: CollectionRouteId,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub title: String,
    pub title_key: String,
    pub weekdays: i64,
    pub leaves_at: Option<LocalTime>,
    pub vehicle: Option<String>,
    pub note: Option<String>,
    pub retired: bool,
    pub created_by: UserId,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
}

/// Where food is fetched: either an organisation of the network or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub donor_id: Option<OrganisationId>,
    pub donor_name: Option<String>,
    pub address: Option<String>,
    pub expected_at: Option<LocalTime>,
    pub note: Option<String>,
}

impl From<&NewCollectionPlace> for Place {
    fn from(new: &NewCollectionPlace) -> Self {
        Self {
            donor_id: new.donor_id,
            donor_name: new.donor_name.as_deref().and_then(tidy),
            address: new.address.as_deref().and_then(tidy),
            expected_at: new.expected_at,
            note: new.note.as_deref().and_then(tidy),
        }
    }
}

impl Place {
    /// The place on the wire.
    ///
    /// # Errors
    /// When its organisation is not among the donors, which is a mistake of ours.
    pub fn shown(self, donors: &Donors) -> Result<CollectionPlace, Error> {
        let missing = || Error::Internal("a stop without its donor".to_owned());
        let donor = self.donor_id.map(|id| donors.get(&id).cloned().ok_or_else(missing)).transpose()?;
        let name = donor.as_ref().map(|donor| donor.name.clone()).or(self.donor_name).ok_or_else(missing)?;
        Ok(CollectionPlace { donor, name, address: self.address, expected_at: self.expected_at, note: self.note })
    }
}

/// A row of `collection_route_stops`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = collection_route_stops, treat_none_as_default_value = false)]
pub struct RouteStopRow {
    pub route_id: CollectionRouteId,
    pub number: i64,
    pub donor_id: Option<OrganisationId>,
    pub donor_name: Option<String>,
    pub address: Option<String>,
    pub expected_at: Option<LocalTime>,
    pub place_note: Option<String>,
}

impl RouteStopRow {
    /// The row of a route's stop.
    #[must_use]
    pub fn new(route_id: CollectionRouteId, number: i64, place: Place) -> Self {
        let Place { donor_id, donor_name, address, expected_at, note } = place;
        Self { route_id, number, donor_id, donor_name, address, expected_at, place_note: note }
    }

    /// Where it is.
    #[must_use]
    pub fn place(self) -> Place {
        Place {
            donor_id: self.donor_id,
            donor_name: self.donor_name,
            address: self.address,
            expected_at: self.expected_at,
            note: self.place_note,
        }
    }
}

/// A row of `collection_rounds`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = collection_rounds, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct RoundRow {
    pub id: CollectionRoundId,
    pub route_id: Option<CollectionRouteId>,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub title: String,
    pub day: NaiveDate,
    pub drivers: Option<String>,
    pub vehicle: Option<String>,
    pub state: CollectionRoundState,
    pub stop_count: i64,
    pub noted_count: i64,
    pub grams: Grams,
    pub chilled_decidegrees: Option<DeciCelsius>,
    pub frozen_decidegrees: Option<DeciCelsius>,
    pub held_count: Option<i64>,
    pub ended_at: Option<UtcMillis>,
    pub ended_by: Option<UserId>,
    pub created_by: UserId,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
}

impl RoundRow {
    /// The temperature of food of this class on arrival.
    #[must_use]
    pub const fn arrival(&self, class: TemperatureClass) -> Option<DeciCelsius> {
        match class {
            TemperatureClass::Ambient => None,
            TemperatureClass::Chilled => self.chilled_decidegrees,
            TemperatureClass::Frozen => self.frozen_decidegrees,
        }
    }

    /// Brings the sums of its stops along.
    pub fn add_up(&mut self, stops: &[StopRow]) {
        let noted = stops.iter().filter(|stop| stop.state != CollectionStopState::Planned).count();
        self.stop_count = i64::try_from(stops.len()).unwrap_or(i64::MAX);
        self.noted_count = i64::try_from(noted).unwrap_or(i64::MAX);
        self.grams = stops.iter().fold(Grams::ZERO, |sum, stop| sum.plus(stop.grams));
    }
}

/// A row of `collection_stops`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = collection_stops, primary_key(round_id, number))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct StopRow {
    pub round_id: CollectionRoundId,
    pub number: i64,
    pub donor_id: Option<OrganisationId>,
    pub donor_name: Option<String>,
    pub address: Option<String>,
    pub expected_at: Option<LocalTime>,
    pub place_note: Option<String>,
    pub state: CollectionStopState,
    pub grams: Grams,
    pub note: Option<String>,
    pub visited_at: Option<UtcMillis>,
    pub noted_by: Option<UserId>,
    pub version: i64,
}

impl StopRow {
    /// The row of a round's stop of which nothing is noted.
    #[must_use]
    pub fn new(round_id: CollectionRoundId, number: i64, place: Place) -> Self {
        let Place { donor_id, donor_name, address, expected_at, note } = place;
        Self {
            round_id,
            number,
            donor_id,
            donor_name,
            address,
            expected_at,
            place_note: note,
            state: CollectionStopState::Planned,
            grams: Grams::ZERO,
            note: None,
            visited_at: None,
            noted_by: None,
            version: 0,
        }
    }

    /// What its shop is called; the organisation's name comes from the caller.
    #[must_use]
    pub fn shop<'s>(&'s self, donors: &'s Donors) -> &'s str {
        let known = self.donor_id.and_then(|id| donors.get(&id)).map(|donor| donor.name.as_str());
        known.or(self.donor_name.as_deref()).unwrap_or_default()
    }

    /// The stop on the wire.
    ///
    /// # Errors
    /// When its organisation is not among the donors, which is a mistake of ours.
    pub fn shown(self, foods: Vec<CollectedFood>, by: Option<String>, donors: &Donors) -> Result<CollectionStop, Error> {
        let place = Place {
            donor_id: self.donor_id,
            donor_name: self.donor_name,
            address: self.address,
            expected_at: self.expected_at,
            note: self.place_note,
        };
        Ok(CollectionStop {
            number: self.number,
            place: place.shown(donors)?,
            state: self.state,
            foods,
            grams: self.grams,
            note: self.note,
            at: self.visited_at,
            by,
            version: self.version,
        })
    }
}

/// A row of `collection_foods`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = collection_foods, treat_none_as_default_value = false)]
pub struct FoodRow {
    pub round_id: CollectionRoundId,
    pub stop_number: i64,
    pub number: i64,
    pub category_code: String,
    pub title: String,
    pub grams: Grams,
    pub temperature_class: TemperatureClass,
    pub temperature_decidegrees: Option<DeciCelsius>,
    pub use_by: Option<NaiveDate>,
    pub best_before: Option<NaiveDate>,
    pub lot_id: Option<LotId>,
}

impl FoodRow {
    /// Where it stands in its round, as a pointer into that: there places begin with 0.
    #[must_use]
    pub fn pointer(&self) -> String {
        format!("/stops/{}/foods/{}", self.stop_number - 1, self.number - 1)
    }

    /// The food on the wire.
    #[must_use]
    pub fn shown(self) -> CollectedFood {
        CollectedFood {
            category: self.category_code,
            title: self.title,
            grams: self.grams,
            temperature_class: self.temperature_class,
            temperature_decidegrees: self.temperature_decidegrees,
            use_by: self.use_by,
            best_before: self.best_before,
            lot_id: self.lot_id,
        }
    }
}
