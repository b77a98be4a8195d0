//! What two organisations write to each other: a section of the pages of claims and loans, and the list of all of it.

mod bubbles;
mod compose;
mod list;
mod photos;
mod state;
mod thread;
mod words;

pub use list::use_messages_page;

use crate::client::conversations::About;
use crate::components::keyed_part;
use yew::prelude::*;

/// What is said about a claim or a loan, and a field to say more.
pub fn conversation(about: About) -> Html {
    keyed_part(&about.path(), thread::use_thread, thread::ThreadProps { about })
}
