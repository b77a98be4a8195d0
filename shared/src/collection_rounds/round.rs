//! Rounds: one day's run through the shops.

use super::{CollectionStop, MAX_STOPS, NewCollectionPlace};
use crate::check;
use crate::cold_chain::{DeciCelsius, check_reading};
use crate::ids::{CollectionRoundId, CollectionRouteId, OrganisationId, SiteId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::patch::nullable;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use crate::units::Grams;
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Where a round stands.
    pub enum CollectionRoundState {
        /// It is to come, or on the road: stops are noted.
        Open = "open",
        /// Everything that it brought is in the stock.
        Done = "done",
        /// It did not take place.
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// What the caller may do with a round.
    pub enum CollectionRoundAction {
        /// Note what came of its stops, say who drives, add a stop.
        Update = "update",
        /// Receive what it brought.
        Finish = "finish",
        /// Call it off.
        Cancel = "cancel",
    }
}

/// A round to be run: of a route, or of stops of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCollectionRound {
    /// The route whose stops it has. Not together with `site_id`, `title` or `stops`.
    #[garde(custom(check_source(&self.site_id, &self.title, &self.stops)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route_id: Option<CollectionRouteId>,
    /// Where the food is brought, for a round without a route; needed there.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// What it is called, for a round without a route; left out: after its site.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 2, max_length = 120))]
    pub title: Option<String>,
    /// Its stops, for a round without a route; needed there.
    #[garde(custom(check::count(0, MAX_STOPS)), dive)]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 40))]
    pub stops: Vec<NewCollectionPlace>,
    /// On which day, at most 31 days ago or 31 days ahead; left out: today. A route has one round a day that is not
    /// cancelled.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-30"))]
    pub day: Option<NaiveDate>,
    /// Who drives, by name.
    #[garde(inner(custom(check::text(0, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Samir et Jeanne", max_length = 120))]
    pub drivers: Option<String>,
}

fn check_source(
    site: &Option<SiteId>,
    title: &Option<String>,
    stops: &[NewCollectionPlace],
) -> impl Fn(&Option<CollectionRouteId>, &()) -> garde::Result + use<> {
    let (sited, titled, stopped) = (site.is_some(), title.is_some(), !stops.is_empty());
    move |route, ()| match (route.is_some(), sited, stopped) {
        (true, false, false) if !titled => Ok(()),
        (false, true, true) => Ok(()),
        (true, ..) => Err(garde::Error::new("not_allowed")),
        (false, ..) => Err(garde::Error::new("required")),
    }
}

/// Changes to a round that is open; `null` erases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CollectionRoundPatch {
    /// Who drives, by name.
    #[garde(inner(inner(custom(check::text(0, 120)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub drivers: Option<Option<String>>,
    /// Another shop, at the end.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add_stop: Option<NewCollectionPlace>,
}

/// The end of a round: what it brought is received. Stops of which nothing was noted are missed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CollectionFinish {
    /// Temperature of the chilled food on arrival, the warmest reading, tenths of a degree Celsius; needed where some was
    /// collected. What is too warm is received and put on hold.
    #[garde(inner(custom(check_reading)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 35, minimum = -600, maximum = 600))]
    pub chilled_decidegrees: Option<DeciCelsius>,
    /// Temperature of the frozen food on arrival, the warmest reading; needed where some was collected.
    #[garde(inner(custom(check_reading)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = -190, minimum = -600, maximum = 600))]
    pub frozen_decidegrees: Option<DeciCelsius>,
    /// Where in the store it is put.
    #[garde(inner(custom(check::text(0, 60))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 60))]
    pub shelf: Option<String>,
}

/// A round. Members of its organisation see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollectionRound {
    /// Identifier.
    pub id: CollectionRoundId,
    /// The route, where it is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route_id: Option<CollectionRouteId>,
    /// Whose round it is.
    pub organisation: OrganisationSummary,
    /// Where the food is brought.
    pub site: SiteSummary,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "Ramasse du centre"))]
    pub title: String,
    /// Its day.
    pub day: NaiveDate,
    /// Who drives, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drivers: Option<String>,
    /// With which vehicle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<String>,
    /// Where it stands.
    pub state: CollectionRoundState,
    /// Its stops in order; left out in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<CollectionStop>,
    /// How many stops it has.
    #[cfg_attr(feature = "openapi", schema(example = 7))]
    pub stop_count: i64,
    /// Of how many of them something was noted.
    #[cfg_attr(feature = "openapi", schema(example = 4))]
    pub noted_count: i64,
    /// What it has brought so far.
    pub grams: Grams,
    /// How many of its lots were put on hold on arrival.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<i64>,
    /// When it was finished or cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<UtcMillis>,
    /// Name of the person who finished or cancelled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<String>,
    /// What the caller may do now.
    pub actions: Vec<CollectionRoundAction>,
    /// When it or one of its stops last changed.
    pub updated_at: UtcMillis,
    /// Grows with each change of the round or of a stop; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of rounds, the latest day first.
    CollectionRoundPage,
    CollectionRound
);

/// Which rounds to list: those of the caller's organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CollectionRoundQuery {
    /// Only of this organisation, which is one of the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only of this route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<CollectionRouteId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<CollectionRoundState>,
    /// Only of this day and later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Only of this day and before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Which finished rounds' food is written into the table: of one organisation, from a day until a day, at most 366 days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CollectionTableQuery {
    /// Of this organisation, which is one of the caller's.
    pub organisation: OrganisationId,
    /// From this day on.
    pub from: NaiveDate,
    /// Until this day.
    pub until: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_round_is_of_a_route_or_of_its_own_stops() {
        let nothing =
            NewCollectionRound { route_id: None, site_id: None, title: None, stops: Vec::new(), day: None, drivers: None };
        let route_id = Some(CollectionRouteId(Uuid::from_u128(1)));
        let site_id = Some(SiteId(Uuid::from_u128(2)));
        let shop = NewCollectionPlace { donor_name: Some("Boulangerie".to_owned()), ..NewCollectionPlace::default() };
        assert!(nothing.validate().is_err());
        assert!(NewCollectionRound { route_id, ..nothing.clone() }.validate().is_ok());
        let title = Some("Ramasse".to_owned());
        assert!(NewCollectionRound { route_id, title, ..nothing.clone() }.validate().is_err(), "it has the route's");
        assert!(NewCollectionRound { site_id, stops: vec![shop.clone()], ..nothing.clone() }.validate().is_ok());
        assert!(NewCollectionRound { route_id, stops: vec![shop], ..nothing.clone() }.validate().is_err());
        assert!(NewCollectionRound { site_id, ..nothing }.validate().is_err(), "no stop");
    }
}
