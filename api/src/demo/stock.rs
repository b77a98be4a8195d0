//! The demonstration's stock: what lies in the food bank's warehouse, and what has been handed over of it.

use super::cast::{Cast, Part};
use super::play::{at, if_possible};
use super::script;
use crate::http::{Cx, Error};
use crate::offers::today;
use crate::stock::store as stock;
use chrono::{Duration, NaiveDate};
use serde::Deserialize;
use shared::cold_chain::DeciCelsius;
use shared::ids::{LotId, SiteId};
use shared::stock::{FundingSource, LotMovementKind, LotStatus, LotStatusCause, NewLot, NewLotMovement, NewLotStatus};
use shared::units::{Grams, TemperatureClass, Unit};

/// Everything that is stored.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Storing {
    pub lots: Vec<Stored>,
}

/// A lot, and what has become of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    /// Keys of organisation and site.
    pub site: String,
    category: String,
    title: String,
    unit: Unit,
    grams_per_unit: i64,
    quantity: i64,
    use_by_days: Option<i64>,
    best_before_days: Option<i64>,
    funding_source: FundingSource,
    temperature_class: TemperatureClass,
    temperature: Option<DeciCelsius>,
    donor: Option<String>,
    gtin: Option<String>,
    lot_number: Option<String>,
    shelf: Option<String>,
    hours_ago: i64,
    status: Option<LotStatus>,
    cause: Option<LotStatusCause>,
    note: Option<String>,
    #[serde(default)]
    pub given: Vec<Given>,
}

/// A hand-over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Given {
    /// Keys of the organisation and its site.
    pub site: String,
    grams: Grams,
    temperature: Option<DeciCelsius>,
    hours_ago: i64,
}

/// Receives a lot and lives what has become of it. Nothing happens where somebody has closed the site.
pub(super) fn store(cx: &mut Cx<'_>, cast: &Cast, stored: &Stored) -> Result<(), Error> {
    let Some(holder) = cast.part(&stored.site) else {
        return Ok(());
    };
    let new = stored.at(holder.site, today(cx.now, cx.settings.time_zone));
    let lot = at(cx, stored.hours_ago, |cx| stock::create(cx, holder.actor, &new))?.id;
    for given in &stored.given {
        let Some(taker) = cast.part(&given.site) else { continue };
        if_possible(at(cx, given.hours_ago, |cx| give(cx, holder, taker, lot, given)))?;
    }
    if let (Some(status), Some(cause)) = (stored.status, stored.cause) {
        let told = NewLotStatus { status, cause, note: stored.note.clone() };
        at(cx, stored.hours_ago - 1, |cx| stock::set_status(cx, holder.actor, lot, None, &told))?;
    }
    Ok(())
}

fn give(cx: &mut Cx<'_>, holder: Part<'_>, taker: Part<'_>, lot: LotId, given: &Given) -> Result<(), Error> {
    let new = NewLotMovement {
        kind: LotMovementKind::HandOver,
        site_id: holder.site,
        to_site_id: Some(taker.site),
        grams: Some(given.grams),
        counted_grams: None,
        reason: None,
        note: None,
        temperature_decidegrees: given.temperature,
        shelf: None,
    };
    stock::record(cx, holder.actor, lot, &new).map(drop)
}

impl Stored {
    fn at(&self, site_id: SiteId, today: NaiveDate) -> NewLot {
        let day = |days: i64| today + Duration::days(days);
        NewLot {
            site_id,
            donor_id: None,
            donor_name: self.donor.clone(),
            category: self.category.clone(),
            title: self.title.clone(),
            gtin: self.gtin.clone(),
            lot_number: self.lot_number.clone(),
            unit: self.unit,
            grams_per_unit: Grams(self.grams_per_unit),
            grams: Grams(self.grams_per_unit * self.quantity),
            use_by: self.use_by_days.map(day),
            best_before: self.best_before_days.map(day),
            frozen_on: None,
            funding_source: self.funding_source,
            temperature_class: self.temperature_class,
            temperature_decidegrees: self.temperature,
            shelf: self.shelf.clone(),
            note: None,
            received_at: None,
        }
    }
}

/// Reads what is stored.
pub(super) fn storing() -> Result<Storing, Error> {
    script::read(include_str!("stock.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::categories;
    use garde::Validate;
    use uuid::Uuid;

    #[test]
    fn every_lot_is_one_that_the_api_would_take_of_a_known_site() {
        let network = script::network().unwrap();
        let known = |keys: &str| {
            let (member, site) = keys.split_once('/').unwrap();
            network.organisations[member].sites.contains_key(site)
        };
        let stored = storing().unwrap().lots;
        assert!(stored.len() >= 40, "{} lots", stored.len());
        for stored in &stored {
            assert!(known(&stored.site) && stored.given.iter().all(|given| known(&given.site)), "{}", stored.title);
            assert!(categories::tree().exists(&stored.category), "{}", stored.category);
            let today = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
            stored.at(SiteId(Uuid::nil()), today).validate().unwrap_or_else(|error| panic!("{}: {error}", stored.title));
            assert!(stored.use_by_days.is_none_or(|days| days >= 0), "{}", stored.title);
        }
        assert!(stored.iter().any(|stored| stored.status == Some(LotStatus::Quarantined)));
    }
}
