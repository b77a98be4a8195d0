//! Routes: which shops are visited on which days, and in which order.

use super::CollectionRoundState;
use crate::check;
use crate::ids::{CollectionRoundId, CollectionRouteId, OrganisationId, SiteId};
use crate::local_time::LocalTime;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::patch::nullable;
use crate::sites::{SiteSummary, Weekday};
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// The most stops of a route or round.
pub const MAX_STOPS: usize = 40;

/// A place where food is fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCollectionPlace {
    /// The shop, where it is an organisation of the network. Not together with `donor_name`; one of them is needed.
    #[garde(custom(check_one(&self.donor_name)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor_id: Option<OrganisationId>,
    /// The shop, by name.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Boulangerie des Allées", min_length = 2, max_length = 120))]
    pub donor_name: Option<String>,
    /// Where it is: street, number and commune, as the driver would write it down.
    #[garde(inner(custom(check::text(0, 200))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "12 rue Gambetta, Libourne", max_length = 200))]
    pub address: Option<String>,
    /// When the shop expects somebody, in the network's own time.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<LocalTime>,
    /// What the driver should know: the door, whom to ask for, what to bring.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Quai à l'arrière, demander Karine", max_length = 500))]
    pub note: Option<String>,
}

fn check_one(name: &Option<String>) -> impl Fn(&Option<OrganisationId>, &()) -> garde::Result {
    let named = name.is_some();
    move |donor, ()| match (donor.is_some(), named) {
        (true, true) => Err(garde::Error::new("one_donor_only")),
        (false, false) => Err(garde::Error::new("required")),
        _ => Ok(()),
    }
}

/// A place where food is fetched, as it is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollectionPlace {
    /// The shop, where it is an organisation of the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor: Option<OrganisationSummary>,
    /// What it is called: the organisation's name, or the one that was written.
    #[cfg_attr(feature = "openapi", schema(example = "Boulangerie des Allées"))]
    pub name: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When the shop expects somebody, in the network's own time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<LocalTime>,
    /// What the driver should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A route to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCollectionRoute {
    /// Where the food is brought; its organisation is the route's.
    #[garde(skip)]
    pub site_id: SiteId,
    /// What it is called.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Ramasse du centre", min_length = 2, max_length = 120))]
    pub title: String,
    /// On which days it is run; none: on no fixed day.
    #[garde(custom(check::count(0, 7)))]
    #[serde(default)]
    pub weekdays: Vec<Weekday>,
    /// When it leaves, in the network's own time.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves_at: Option<LocalTime>,
    /// With which vehicle.
    #[garde(inner(custom(check::text(0, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Camionnette frigorifique", max_length = 120))]
    pub vehicle: Option<String>,
    /// What else there is to say.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub note: Option<String>,
    /// The shops, in order.
    #[garde(custom(check::count(1, MAX_STOPS)), dive)]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 40))]
    pub stops: Vec<NewCollectionPlace>,
}

/// Changes to a route; `null` erases. Rounds that exist already stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CollectionRoutePatch {
    /// New title.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New days.
    #[garde(inner(custom(check::count(0, 7))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekdays: Option<Vec<Weekday>>,
    /// New time of departure.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub leaves_at: Option<Option<LocalTime>>,
    /// New vehicle.
    #[garde(inner(inner(custom(check::text(0, 120)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub vehicle: Option<Option<String>>,
    /// New note.
    #[garde(inner(inner(custom(check::text(0, 500)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub note: Option<Option<String>>,
    /// All the shops, in their new order.
    #[garde(custom(check_stops), dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 40))]
    pub stops: Option<Vec<NewCollectionPlace>>,
    /// Whether it is run no more. It stays readable, and may be taken up again.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
}

/// Some shops, where there are any to be written.
fn check_stops(stops: &Option<Vec<NewCollectionPlace>>, ctx: &()) -> garde::Result {
    stops.as_ref().map_or(Ok(()), |stops| check::count(1, MAX_STOPS)(stops, ctx))
}

/// A route's round of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollectionRoundOfDay {
    /// Identifier.
    pub id: CollectionRoundId,
    /// Where it stands.
    pub state: CollectionRoundState,
}

/// A route. Members of its organisation see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollectionRoute {
    /// Identifier.
    pub id: CollectionRouteId,
    /// Whose route it is.
    pub organisation: OrganisationSummary,
    /// Where the food is brought.
    pub site: SiteSummary,
    /// What it is called.
    pub title: String,
    /// On which days it is run, Monday first.
    pub weekdays: Vec<Weekday>,
    /// When it leaves, in the network's own time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves_at: Option<LocalTime>,
    /// With which vehicle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<String>,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The shops, in order.
    pub stops: Vec<CollectionPlace>,
    /// Whether it is run no more.
    pub retired: bool,
    /// Whether it is run today, in the network's time zone.
    pub is_due_today: bool,
    /// Today's round of it that is not cancelled, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_today: Option<CollectionRoundOfDay>,
    /// Whether the caller may change it.
    pub can_edit: bool,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// Grows with each change; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of routes: those that are run first, by title.
    CollectionRoutePage,
    CollectionRoute
);

/// Which routes to list: those of the caller's organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CollectionRouteQuery {
    /// Only of this organisation, which is one of the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// `true`: also those that are run no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_stop_is_one_shop() {
        let donor_id = Some(OrganisationId(Uuid::from_u128(1)));
        let donor_name = Some("Boulangerie".to_owned());
        assert!(NewCollectionPlace { donor_id, ..NewCollectionPlace::default() }.validate().is_ok());
        assert!(NewCollectionPlace { donor_name: donor_name.clone(), ..NewCollectionPlace::default() }.validate().is_ok());
        assert!(NewCollectionPlace { donor_id, donor_name, ..NewCollectionPlace::default() }.validate().is_err());
        assert!(NewCollectionPlace::default().validate().is_err());
    }

    #[test]
    fn what_is_wrong_with_a_stop_is_told_at_its_place() {
        let patch = CollectionRoutePatch { stops: Some(vec![NewCollectionPlace::default()]), ..Default::default() };
        let errors = crate::problem::FieldError::from_report(&patch.validate().unwrap_err());
        assert_eq!((errors[0].pointer.as_str(), errors[0].code.as_str()), ("/stops/0/donor_id", "required"));
    }
}
