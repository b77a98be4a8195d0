//! Collection rounds (ramasse): the shops that give what they do not sell, visited by phone with or without network, and
//! the lots that come of it.
//!
//! All of it is one route, so that the first load knows one address only; [`place`] tells the pages apart.

mod lines;
mod list;
pub mod place;
mod round;
mod routes;
mod sheet;
mod shop;
mod stop;
mod words;

pub use list::use_today_entry;
pub use stop::take_up_draft;

use crate::components::{keyed_part, part, plain_part};
use crate::hooks::{Session, forget, use_session};
use crate::pages::organisations;
use place::Place;
use shared::ids::{CollectionRoundId, CollectionRouteId};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_collecting_page`].
#[derive(PartialEq)]
pub struct CollectingPageProps {
    /// What follows the address of the collection rounds.
    pub path: String,
}

/// Props of the page of one route.
#[derive(PartialEq)]
pub struct RoutePageProps {
    /// Which.
    pub id: CollectionRouteId,
}

/// Props of the page of one round.
#[derive(PartialEq)]
pub struct RoundPageProps {
    /// Which.
    pub id: CollectionRoundId,
}

/// Props of the page of one stop.
#[derive(PartialEq)]
pub struct StopPageProps {
    /// The round.
    pub round: CollectionRoundId,
    /// Which of its stops.
    pub number: i64,
}

/// The page that the address names.
#[hook]
pub fn use_collecting_page(props: Rc<CollectingPageProps>) -> Html {
    let session = use_session();
    let path = props.path.as_str();
    let place = Place::at(path);
    if place.is_some_and(|place| !is_open(place, &session)) {
        let membership = session.membership();
        return part(organisations::use_waiting_page, organisations::WaitingPageProps { membership });
    }
    match place {
        Some(Place::List) => plain_part(list::use_list_page),
        Some(Place::Routes) => plain_part(routes::use_routes_page),
        Some(Place::NewRoute) => plain_part(routes::use_new_page),
        Some(Place::EditRoute(id)) => keyed_part(path, routes::use_edit_page, RoutePageProps { id }),
        Some(Place::Round(id)) => keyed_part(path, round::use_round_page, RoundPageProps { id }),
        Some(Place::Stop(round, number)) => keyed_part(path, stop::use_stop_page, StopPageProps { round, number }),
        None => plain_part(super::not_found::use_not_found_page),
    }
}

/// Whether the page is for this person: a suspended organisation reads its own things.
fn is_open(place: Place, session: &Session) -> bool {
    match place {
        Place::NewRoute | Place::EditRoute(_) => session.may_write(),
        _ => true,
    }
}

/// Has all that pages know of routes and rounds be read anew once one was changed. What is on the page stays there until it
/// is.
fn forget_collections() {
    forget("collection");
}
