//! Stock in the database.

mod due;
mod edit;
mod freezing;
pub(crate) mod giving;
mod import;
pub mod ledger;
mod levels;
mod list;
mod movements;
mod moving;
mod products;
mod read;
mod recalls;
mod receive;
pub(crate) mod reserve;
mod table;
mod trace;

pub use super::news::due as tell_due;
pub use due::due;
pub use edit::{check, edit, offer_draft, set_status};
pub use freezing::freeze;
pub use import::{check_import, import, may_import};
pub use levels::{pick, stock};
pub use list::list;
pub use movements::list as list_movements;
pub use moving::{record, reverse};
pub use read::find;
pub use recalls::{acknowledge, concerning, find as find_recall, list as list_recalls, may_recall, recall};
pub use receive::{create, receive, receive_all};
pub use table::table;
pub use trace::trace;

use super::rules::Refusal;
use crate::http::Error;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        refusal.problem().into()
    }
}
