//! Stock in the database.

mod due;
mod edit;
pub mod ledger;
mod levels;
mod list;
mod moving;
mod read;
mod recalls;
mod receive;
mod trace;

pub use due::alert_due;
pub use edit::{check, edit, offer_draft, set_status};
pub use levels::{pick, stock};
pub use list::list;
pub use moving::{record, reverse};
pub use read::{find, movements};
pub use recalls::{acknowledge, find as find_recall, list as list_recalls, recall};
pub use receive::{create, receive};
pub use trace::trace;

use super::rules::Refusal;
use crate::http::Error;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        refusal.problem().into()
    }
}
