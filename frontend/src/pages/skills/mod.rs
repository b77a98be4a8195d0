//! Skills that organisations offer and look for, the sessions in which they help each other, and the hours of these.
//!
//! All of it is one route, so that the first load knows one address only; [`place`] tells the pages apart.

mod detail;
mod directory;
mod edit;
mod hours;
mod place;
mod sessions;
mod words;

use crate::components::{keyed_part, plain_part};
use place::Place;
use shared::ids::{SkillListingId, SkillSessionId};
use shared::skills::ListingKind;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_skills_page`].
#[derive(PartialEq)]
pub struct SkillsPageProps {
    /// What follows the address of the directory.
    pub path: String,
}

/// Props of the pages of one skill.
#[derive(PartialEq)]
pub struct SkillPageProps {
    /// Which.
    pub id: SkillListingId,
}

/// Props of the page of one session.
#[derive(PartialEq)]
pub struct SessionPageProps {
    /// Which.
    pub id: SkillSessionId,
}

/// Props of the page that adds a skill.
#[derive(PartialEq)]
pub struct AddPageProps {
    /// Offered or looked for.
    pub kind: ListingKind,
}

/// The page that the address names.
#[hook]
pub fn use_skills_page(props: Rc<SkillsPageProps>) -> Html {
    let path = props.path.as_str();
    match Place::at(path) {
        Some(Place::Directory) => plain_part(directory::use_directory_page),
        Some(Place::Add(kind)) => keyed_part(path, edit::use_add_page, AddPageProps { kind }),
        Some(Place::Listing(id)) => keyed_part(path, detail::use_listing_page, SkillPageProps { id }),
        Some(Place::Edit(id)) => keyed_part(path, edit::use_edit_page, SkillPageProps { id }),
        Some(Place::Sessions) => plain_part(sessions::use_sessions_page),
        Some(Place::Session(id)) => keyed_part(path, sessions::use_session_page, SessionPageProps { id }),
        Some(Place::Hours) => plain_part(hours::use_hours_page),
        None => plain_part(super::not_found::use_not_found_page),
    }
}
