//! Shared tours: several claims, loans and shops in one run of one vehicle, with its stops in order.
//!
//! What is carried from one place to another is a load, in `load`; requests are in `plan`, what fits on the way in `fitting`.

mod fitting;
mod load;
mod plan;

pub use fitting::{ClaimTours, LoanTours, TourFit, TourLoanQuery, TourOption, TourSuggestion, TourSuggestionList};
pub use load::{LoanLeg, TourLoad, TourLoadAction, TourLoadEvent, TourLoadKind, TourLoadStanding, TourLoadState, TourParty};
pub use plan::{
    MAX_TOUR_GRAMS, MAX_TOUR_LOADS, NewLoanLeg, NewShopPickup, NewTour, NewTourLoad, TourCapacity, TourCollection,
    TourDelivery, TourPatch, TourStopOrder,
};

use crate::equipment::EquipmentSummary;
use crate::geo::Position;
use crate::ids::{OrganisationId, SiteId, TourId, TourLoadId, UserId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use crate::units::Grams;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Where a tour stands.
    pub enum TourState {
        /// It is to come, and loads can be added.
        Planned = "planned",
        /// The vehicle is on the road.
        Running = "running",
        /// It is over.
        Done = "done",
        /// It does not take place, or was broken off.
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// What somebody does with a tour.
    pub enum TourAction {
        /// Its organisation changes it.
        Update = "update",
        /// Its organisation puts its stops into another order, or has the best one computed.
        Order = "order",
        /// Somebody offers to drive.
        Drive = "drive",
        /// The driver steps back.
        StopDriving = "stop_driving",
        /// The driver, or the organisation, leaves.
        Start = "start",
        /// The driver, or the organisation, is back and nothing is on board any more.
        Finish = "finish",
        /// Its organisation calls it off, with a reason.
        Cancel = "cancel",
        /// The time ran out; nobody does this.
        Expire = "expire",
    }
}

impl TourState {
    /// The state after an action, or `None` where the action does not fit: the one and only state machine of tours.
    #[must_use]
    pub const fn after(self, action: TourAction) -> Option<Self> {
        use TourAction::{Cancel, Drive, Expire, Finish, Order, Start, StopDriving, Update};
        match (self, action) {
            (Self::Planned, Update | Order | Drive | StopDriving) => Some(Self::Planned),
            (Self::Planned, Start) => Some(Self::Running),
            (Self::Running, Finish | Expire) => Some(Self::Done),
            (Self::Planned | Self::Running, Cancel) | (Self::Planned, Expire) => Some(Self::Cancelled),
            _ => None,
        }
    }

    /// Whether nothing more can happen.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }
}

impl TourAction {
    /// Whether somebody on this side of a tour may do it. Whoever drives stands on no other side for that alone.
    #[must_use]
    pub const fn is_for(self, party: TourParty) -> bool {
        match self {
            Self::Update | Self::Order | Self::Cancel => matches!(party, TourParty::Carrier),
            Self::Start | Self::Finish => matches!(party, TourParty::Carrier | TourParty::Driver),
            Self::StopDriving => matches!(party, TourParty::Driver),
            // Of anybody in the network; the server says so in `actions`.
            Self::Drive | Self::Expire => false,
        }
    }

    /// What somebody on this side may do in `state`, without [`Self::Drive`].
    #[must_use]
    pub fn possible(state: TourState, party: TourParty) -> Vec<Self> {
        let fits = |action: &Self| action.is_for(party) && state.after(*action).is_some();
        Self::ALL.iter().copied().filter(fits).collect()
    }
}

text_enum! {
    /// How the ways between stops were measured.
    pub enum DistanceSource {
        /// By a road service.
        Road = "road",
        /// In a straight line, times 1.3.
        StraightLine = "straight_line",
    }
}

text_enum! {
    /// What is done with a load at a stop.
    pub enum StopTask {
        /// It is fetched.
        PickUp = "pick_up",
        /// It is handed over.
        Drop = "drop",
    }
}

/// What is done with one load at a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TourVisit {
    /// The load.
    pub load_id: TourLoadId,
    /// What is done with it.
    #[cfg_attr(feature = "openapi", schema(example = "pick_up"))]
    pub task: StopTask,
}

/// A place where a tour fetches or hands over something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourPlace {
    /// The site; absent for a shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// Name of the site or shop.
    #[cfg_attr(feature = "openapi", schema(example = "Boulangerie des Allées"))]
    pub name: String,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Postcode.
    #[cfg_attr(feature = "openapi", schema(example = "33500"))]
    pub postcode: String,
    /// Name of the commune.
    #[cfg_attr(feature = "openapi", schema(example = "Libourne"))]
    pub commune: String,
    /// Where it is, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// A stop of a tour. Tasks at one place that follow each other are one stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourStop {
    /// Where.
    pub place: TourPlace,
    /// When the vehicle should be there, as planned.
    pub arrives_at: UtcMillis,
    /// When it should leave again, as planned.
    pub leaves_at: UtcMillis,
    /// The way from the stop before, or from the start, metres.
    #[cfg_attr(feature = "openapi", schema(example = 12_400))]
    pub metres: i64,
    /// What is on board afterwards; left out where the caller sees only its own loads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aboard_grams: Option<Grams>,
    /// What is done there, in order, as far as the caller may know.
    pub tasks: Vec<TourVisit>,
}

/// Who drives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourDriver {
    /// The person.
    pub id: UserId,
    /// Name.
    #[cfg_attr(feature = "openapi", schema(example = "Samir Haddad"))]
    pub name: String,
    /// For which organisation.
    pub organisation: OrganisationSummary,
}

/// A tour. Everybody in the network sees who goes when from where, through which communes, and what room is left;
/// what is carried only the tour's organisation, its driver and, for its own loads, those who give, take, lend or borrow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tour {
    /// Identifier.
    pub id: TourId,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "Tournée de Libourne"))]
    pub title: String,
    /// Whose tour it is.
    pub organisation: OrganisationSummary,
    /// Where it starts and ends.
    pub site: SiteSummary,
    /// When it leaves.
    pub leaves_at: UtcMillis,
    /// When it has to be back.
    pub back_by: UtcMillis,
    /// When it should be back, as planned.
    pub returns_at: UtcMillis,
    /// With which vehicle.
    #[cfg_attr(feature = "openapi", schema(example = "Camionnette frigorifique"))]
    pub vehicle: String,
    /// The vehicle in the catalogue of equipment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<EquipmentSummary>,
    /// What it can carry.
    pub capacity: TourCapacity,
    /// What is free all the way.
    pub free: TourCapacity,
    /// What there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who drives, if that is known and the caller may know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub driver: Option<TourDriver>,
    /// Whether somebody who drives is looked for.
    pub wants_driver: bool,
    /// Where it stands.
    pub state: TourState,
    /// Why it was cancelled, for those who see what is carried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The communes of its stops, in order, each once.
    pub communes: Vec<String>,
    /// The whole way, metres.
    #[cfg_attr(feature = "openapi", schema(example = 64_200))]
    pub metres: i64,
    /// How the ways were measured.
    pub distances: DistanceSource,
    /// How many loads it carries: those that are planned, on board or delivered.
    #[cfg_attr(feature = "openapi", schema(example = 4))]
    pub load_count: i64,
    /// Its stops in order, as far as the caller may know them; left out in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<TourStop>,
    /// What it carries, carried or was asked to, as far as the caller may know, the first asked first; left out in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub loads: Vec<TourLoad>,
    /// Straight line from the place searched from to the start, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_metres: Option<i64>,
    /// On which sides the caller stands; none for everybody else in the network.
    pub parties: Vec<TourParty>,
    /// What the caller may do now.
    pub actions: Vec<TourAction>,
    /// When it or one of its loads last changed.
    pub updated_at: UtcMillis,
    /// Grows with each change of the tour or of a load; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of tours.
    TourPage,
    Tour
);

/// Which tours to list: those that are planned or running, nearest first where a place is named, else the soonest first;
/// with `mine`, and for the administrator, also those that are over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct TourQuery {
    /// Only of this organisation; for its members with those that are over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// `true`: only those of the caller's organisations, those that the caller drives, and those with loads of the
    /// caller's organisations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<bool>,
    /// Only those that leave then or later; left out: those that leave a day ago or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UtcMillis>,
    /// Only those that leave before then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<UtcMillis>,
    /// Only in this state; those that are over only with `mine` or for one's own organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<TourState>,
    /// `true`: only those that look for a driver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants_driver: Option<bool>,
    /// Those that start near this site of the caller's; not together with `mine`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_site: Option<SiteId>,
    /// Those that start near this commune, its INSEE code; not together with `mine`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_commune: Option<String>,
    /// At most so far, km (1 to 300); 50 where a place is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 300))]
    pub within_km: Option<u32>,
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

    #[test]
    fn what_is_over_stays_over() {
        for state in TourState::ALL {
            let ways = TourAction::ALL.iter().filter(|action| state.after(**action).is_some()).count();
            assert_eq!(ways == 0, state.is_final(), "{state}");
        }
    }

    #[test]
    fn nobody_plans_on_the_road() {
        for action in [TourAction::Update, TourAction::Order, TourAction::Drive, TourAction::StopDriving] {
            assert_eq!(TourState::Planned.after(action), Some(TourState::Planned));
            assert_eq!(TourState::Running.after(action), None);
        }
        assert_eq!(TourState::Planned.after(TourAction::Finish), None);
    }

    #[test]
    fn the_driver_leaves_and_comes_back_and_the_organisation_decides() {
        use TourAction::{Cancel, Finish, Order, Start, StopDriving, Update};
        assert_eq!(TourAction::possible(TourState::Planned, TourParty::Driver), [StopDriving, Start]);
        assert_eq!(TourAction::possible(TourState::Running, TourParty::Driver), [Finish]);
        assert_eq!(TourAction::possible(TourState::Planned, TourParty::Carrier), [Update, Order, Start, Cancel]);
        assert!(TourAction::possible(TourState::Planned, TourParty::Receiver).is_empty());
        assert!(TourAction::possible(TourState::Running, TourParty::Observer).is_empty());
    }
}
