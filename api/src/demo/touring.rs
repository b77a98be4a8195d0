//! The demonstration's tours, and what they carry along.

use super::cast::{Cast, Part};
use super::play::{at, if_possible, local_window};
use super::script::{self, Window};
use super::store;
use crate::http::{Cx, Error};
use crate::offers::today;
use crate::tours::store as tours;
use chrono::Days;
use serde::Deserialize;
use shared::ids::{ClaimId, SiteId, TourId};
use shared::offers::PickupWindow;
use shared::tours::{NewTour, NewTourLoad, TourCapacity, TourLoadState};
use shared::units::Grams;

/// Every tour.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Driving {
    pub tours: Vec<Driven>,
}

/// A tour.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Driven {
    /// Keys of organisation and site.
    pub site: String,
    title: String,
    vehicle: String,
    note: Option<String>,
    /// From when to when.
    hours: Window,
    hours_ago: i64,
    max_grams: Grams,
    #[serde(default)]
    chilled_grams: Grams,
    #[serde(default)]
    frozen_grams: Grams,
    pub loads: Vec<Carried>,
}

/// The food of a claim.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Carried {
    /// Title of the offer.
    pub offer: String,
    /// Keys of the taker and its site.
    pub site: String,
    asked_hours_ago: i64,
}

/// Plans a tour, with what its takers ask for. Nothing happens where somebody has closed the site.
pub(super) fn plan(cx: &mut Cx<'_>, cast: &Cast, driven: &Driven) -> Result<(), Error> {
    let Some(carrier) = cast.part(&driven.site) else {
        return Ok(());
    };
    let zone = cx.settings.time_zone;
    let day = today(cx.now, zone).checked_add_days(Days::new(driven.hours.day.unsigned_abs()));
    let Some(hours) = day.and_then(|day| local_window(zone, day, driven.hours)) else {
        return Ok(());
    };
    let new = driven.at(carrier.site, hours);
    let tour = at(cx, driven.hours_ago, |cx| tours::create(cx, carrier.actor, &new))?.id;
    for carried in &driven.loads {
        let Some(taker) = cast.part(&carried.site) else { continue };
        if let Some(claim) = store::claim_to_fetch(cx, &carried.offer, taker.site)? {
            if_possible(at(cx, carried.asked_hours_ago, |cx| carry(cx, carrier, taker, tour, claim)))?;
        }
    }
    Ok(())
}

fn carry(cx: &mut Cx<'_>, carrier: Part<'_>, taker: Part<'_>, tour: TourId, claim: ClaimId) -> Result<(), Error> {
    let new = NewTourLoad { claim_id: Some(claim), ..NewTourLoad::default() };
    let load = tours::add(cx, taker.actor, tour, &new)?;
    if load.state == TourLoadState::Asked {
        tours::accept(cx, carrier.actor, tour, load.id)?;
    }
    Ok(())
}

impl Driven {
    fn at(&self, site_id: SiteId, hours: PickupWindow) -> NewTour {
        NewTour {
            site_id,
            title: Some(self.title.clone()),
            leaves_at: hours.starts_at,
            back_by: hours.ends_at,
            vehicle: self.vehicle.clone(),
            equipment_id: None,
            capacity: TourCapacity {
                max_grams: self.max_grams,
                chilled_grams: self.chilled_grams,
                frozen_grams: self.frozen_grams,
            },
            note: self.note.clone(),
            driver_id: None,
        }
    }
}

/// Reads the tours.
pub(super) fn driving() -> Result<Driving, Error> {
    script::read(include_str!("tours.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use garde::Validate;
    use shared::time::{HOUR, UtcMillis};
    use uuid::Uuid;

    #[test]
    fn every_tour_is_one_that_the_api_would_take_and_carries_what_is_claimed() {
        let (network, food) = (script::network().unwrap(), script::food().unwrap());
        let known = |keys: &str| {
            let (member, site) = keys.split_once('/').unwrap();
            network.organisations[member].sites.contains_key(site)
        };
        for driven in &driving().unwrap().tours {
            assert!(known(&driven.site), "{}", driven.title);
            let hours = PickupWindow { starts_at: UtcMillis(0), ends_at: UtcMillis(HOUR) };
            driven.at(SiteId(Uuid::nil()), hours).validate().unwrap();
            for carried in &driven.loads {
                let offer = food.offers.iter().find(|offer| offer.title == carried.offer).unwrap();
                assert!(offer.claims.iter().any(|claim| claim.site == carried.site), "{}", carried.offer);
            }
        }
    }
}
