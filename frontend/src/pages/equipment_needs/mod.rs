//! What organisations look for to borrow: board, publishing, one need with the items that fit it, editing.
//!
//! All of it is one route, so that the first load knows one address only; [`Place`] tells the pages apart.

mod board;
mod card;
mod detail;
mod edit;
mod place;
mod words;

pub use place::Place;

use crate::components::{Tab, keyed_part, plain_part, tabs};
use crate::i18n::t;
use crate::routes::Route;
use shared::ids::EquipmentNeedId;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_needs_pages`].
#[derive(PartialEq)]
pub struct NeedsPagesProps {
    /// What follows the address of the board.
    pub path: String,
}

/// Props of the pages of one need.
#[derive(PartialEq)]
pub struct NeedPageProps {
    /// Which.
    pub id: EquipmentNeedId,
}

/// The page that the address names.
#[hook]
pub fn use_needs_pages(props: Rc<NeedsPagesProps>) -> Html {
    let path = props.path.as_str();
    match Place::at(path) {
        Some(Place::Board) => plain_part(board::use_board_page),
        Some(Place::Publish) => plain_part(edit::use_publish_page),
        Some(Place::Need(id)) => keyed_part(path, detail::use_need_page, NeedPageProps { id }),
        Some(Place::Edit(id)) => keyed_part(path, edit::use_edit_page, NeedPageProps { id }),
        None => plain_part(super::not_found::use_not_found_page),
    }
}

/// The two sides of lending: what there is, and what is looked for.
pub fn lending_tabs(current: &Route) -> Html {
    let sides = [
        Tab { to: Route::Equipment, label: t!("equipment_need.catalogue") },
        Tab { to: Place::Board.route(), label: t!("equipment_need.title") },
    ];
    tabs(t!("equipment_need.sides"), &sides, current)
}
