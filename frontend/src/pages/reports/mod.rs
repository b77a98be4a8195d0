//! Reports to the administrator: a quiet link on what is between two organisations, a form, and the list of one's own, which
//! for the administrator is that of all.
//!
//! All of it is one route, so that the first load knows one address only.

mod card;
mod closing;
mod draft;
pub mod link;
mod list;
mod new;
mod words;

use crate::components::plain_part;
use crate::routes::Route;
use std::rc::Rc;
use yew::prelude::*;

/// What follows the address of the list, for the form.
const NEW: &str = "nouveau";

/// Props of [`use_reports_page`].
#[derive(PartialEq)]
pub struct ReportsPageProps {
    /// What follows the address of the list.
    pub path: String,
}

/// The page that the address names.
#[hook]
pub fn use_reports_page(props: Rc<ReportsPageProps>) -> Html {
    match props.path.as_str() {
        "" => plain_part(list::use_list_page),
        NEW => plain_part(new::use_new_page),
        _ => plain_part(super::not_found::use_not_found_page),
    }
}

/// The list.
#[must_use]
pub const fn all() -> Route {
    Route::Reports { path: String::new() }
}
