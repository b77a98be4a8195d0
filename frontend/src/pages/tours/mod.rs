//! Shared tours: several claims, loans and shops in one run of one vehicle.
//!
//! All of it is one route, so that the first load knows one address only; [`place`] tells the pages apart.

mod detail;
mod edit;
mod list;
mod loads;
pub mod passing;
pub mod place;
pub mod words;

use crate::components::{keyed_part, plain_part};
use crate::hooks::forget;
use place::Place;
use shared::ids::TourId;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_tours_page`].
#[derive(PartialEq)]
pub struct ToursPageProps {
    /// What follows the address of the tours.
    pub path: String,
}

/// Props of the pages of one tour.
#[derive(PartialEq)]
pub struct TourPageProps {
    /// Which.
    pub id: TourId,
}

/// The page that the address names.
#[hook]
pub fn use_tours_page(props: Rc<ToursPageProps>) -> Html {
    let path = props.path.as_str();
    match Place::at(path) {
        Some(Place::List) => plain_part(list::use_list_page),
        Some(Place::New) => plain_part(edit::use_new_page),
        Some(Place::Tour(id)) => keyed_part(path, detail::use_tour_page, TourPageProps { id }),
        Some(Place::Edit(id)) => keyed_part(path, edit::use_edit_page, TourPageProps { id }),
        None => plain_part(super::not_found::use_not_found_page),
    }
}

/// Has lists that show tours, or what they carry, start from nothing once something was done about one.
fn forget_tours() {
    for family in ["tours list", "tour suggestions", "claims", "loans", "today"] {
        forget(family);
    }
}
