//! Allocation rounds: the food bank's workbench, and what a round is for the sites that take part.
//!
//! All of it is one route, so that the first load knows one address only; [`place`] tells the pages apart.

mod create;
mod dials;
mod dock;
mod drawing;
mod kg_field;
mod level_chart;
mod levels;
mod list;
mod paper;
pub mod place;
mod request;
mod schedules;
mod share;
mod simulation;
mod statement;
mod typed;
pub mod words;
mod workbench;

pub use request::{StandingCardProps, use_standing_card};
pub use share::use_today_entry;

use crate::client;
use crate::components::{keyed_part, part, plain_part};
use crate::hooks::{Session, forget, use_resource, use_session};
use crate::pages::organisations;
use place::Place;
use shared::ids::{AllocationRoundId, SiteId};
use shared::organisations::{OrganisationKind, OrganisationStatus};
use std::rc::Rc;
use workbench::{View, WorkbenchProps};
use yew::prelude::*;

/// Props of [`use_rounds_page`].
#[derive(PartialEq)]
pub struct RoundsPageProps {
    /// What follows the address of the rounds.
    pub path: String,
}

/// Props of a page about one round.
#[derive(PartialEq)]
pub struct RoundPageProps {
    /// Which.
    pub id: AllocationRoundId,
}

/// Props of a page about one site in one round.
#[derive(PartialEq)]
pub struct SitePageProps {
    /// The round.
    pub round: AllocationRoundId,
    /// The site.
    pub site: SiteId,
}

/// The page that the address names. Rounds are the administrator's too, who need not belong to any organisation.
#[hook]
pub fn use_rounds_page(props: Rc<RoundsPageProps>) -> Html {
    let session = use_session();
    let path = props.path.as_str();
    let place = Place::at(path);
    if place.is_some_and(|place| !is_open(place, &session)) {
        let membership = session.membership();
        return part(organisations::use_waiting_page, organisations::WaitingPageProps { membership });
    }
    match place {
        Some(Place::List) => plain_part(list::use_list_page),
        Some(Place::New) => plain_part(create::use_create_page),
        Some(Place::Schedules) => plain_part(schedules::use_schedules_page),
        Some(Place::Round(id)) => round_page(id, View::Table),
        Some(Place::Lots(id)) => round_page(id, View::Lots),
        Some(Place::Recipients(id)) => round_page(id, View::Recipients),
        Some(Place::Revisions(id)) => round_page(id, View::Revisions),
        Some(Place::Statement(id)) => keyed_part(path, statement::use_statement_page, RoundPageProps { id }),
        Some(Place::Simulation(id)) => keyed_part(path, simulation::use_simulation_page, RoundPageProps { id }),
        Some(Place::Share(round, site)) => keyed_part(path, share::use_share_page, SitePageProps { round, site }),
        Some(Place::Request(round, site)) => keyed_part(path, request::use_request_page, SitePageProps { round, site }),
        Some(Place::HandOver(round, site)) => keyed_part(path, dock::use_dock_page, SitePageProps { round, site }),
        None => plain_part(super::not_found::use_not_found_page),
    }
}

/// Whether the page is for this person: a suspended organisation reads its own things.
fn is_open(place: Place, session: &Session) -> bool {
    let status = session.membership().map(|membership| membership.status);
    let admitted = match place {
        Place::New | Place::Request(..) => status == Some(OrganisationStatus::Approved),
        _ => matches!(status, Some(OrganisationStatus::Approved | OrganisationStatus::Suspended)),
    };
    let administers = session.me().is_some_and(|me| me.user.network_admin);
    admitted || (administers && place != Place::New)
}

/// Whether the person leads rounds of the current organisation: who manages a food bank that is not suspended.
fn may_lead(session: &Session) -> bool {
    let manages = session
        .membership()
        .is_some_and(|place| place.organisation.kind == OrganisationKind::FoodBank && place.role.manages());
    manages && session.may_write()
}

/// Has all that pages know of rounds be read anew once one was changed. What is on the page stays there until it is.
fn forget_rounds() {
    forget("round");
}

/// The page keeps its state from one view to the other.
fn round_page(id: AllocationRoundId, view: View) -> Html {
    keyed_part(&id.to_string(), use_round_page, RoundViewProps { id, view })
}

#[derive(PartialEq)]
struct RoundViewProps {
    id: AllocationRoundId,
    view: View,
}

/// One round: the workbench for its food bank, for all others what it is for their sites.
#[hook]
fn use_round_page(props: Rc<RoundViewProps>) -> Html {
    let RoundViewProps { id, view } = *props;
    let round = use_resource(format!("round {id}"), move || client::rounds::find(id));
    if round.data().is_some_and(|round| round.leads) {
        part(workbench::use_workbench_page, WorkbenchProps { id, view })
    } else {
        part(share::use_round_page, share::RoundProps { round })
    }
}
