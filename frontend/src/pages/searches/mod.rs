//! Saved searches: kept from the board, looked at, told of by mail until somebody stops it.

mod alert;
mod card;
mod draft;
mod edit;
mod entry;
mod keep;
mod link;
mod list;
mod words;

pub use alert::{AlertPageProps, use_alert_page};
pub use entry::{BoardEntryProps, use_board_entry, use_today_entry};
pub use keep::use_keep_page;
pub use list::use_searches_page;

use crate::client;
use crate::hooks::{Resource, use_resource};
use shared::saved_searches::SavedSearchList;
use yew::prelude::*;

/// Key of the searches in the cache.
const KEY: &str = "saved_searches";

/// The person's searches, fetched once for all that shows them.
#[hook]
fn use_searches() -> Resource<SavedSearchList> {
    use_resource(KEY.to_owned(), client::searches::list)
}
