//! Categories in the database.

mod finding;
mod synonyms;
mod tree;

use crate::http::{Cx, Error};

pub use finding::{Names, search};
pub use synonyms::{Span, find, index_all, replace, terms_in};

/// Brings categories and shipped synonyms in the database up to date with this binary; changes nothing when they are.
///
/// # Errors
/// When the database fails.
pub fn seed(cx: &mut Cx<'_>) -> Result<(), Error> {
    tree::seed(cx)?;
    synonyms::seed(cx)
}
