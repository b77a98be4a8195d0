//! What routes and rounds refer to: it is looked up, and the names of their shops are read at once.

use crate::collection_rounds::model::{Donors, Place};
use crate::db::Conn;
use crate::http::Error;
use crate::organisations;
use shared::collection_rounds::NewCollectionPlace;
use shared::ids::OrganisationId;
use shared::problem::{Code, FieldError, Problem};

/// Places that may be written, in the same order; `pointer` tells where each stands in the request.
///
/// # Errors
/// 422 for organisations that do not exist, told of all of them.
pub(super) fn known(
    conn: &mut Conn,
    new: &[NewCollectionPlace],
    pointer: impl Fn(usize) -> String,
) -> Result<Vec<Place>, Error> {
    let donors = names(conn, new.iter().filter_map(|place| place.donor_id))?;
    let unknown = new.iter().enumerate().filter_map(|(number, place)| {
        let is_unknown = place.donor_id.is_some_and(|id| !donors.contains_key(&id));
        is_unknown.then(|| FieldError::new(format!("{}/donor_id", pointer(number)), "unknown"))
    });
    let errors: Vec<FieldError> = unknown.collect();
    if errors.is_empty() { Ok(new.iter().map(Place::from).collect()) } else { Err(Problem::invalid(errors).into()) }
}

/// What is not to be seen is unknown, where a request names it.
pub(super) fn unknown(error: Error, pointer: &str) -> Error {
    if error.problem().code == Code::NotFound { Error::invalid(pointer, "unknown") } else { error }
}

/// The names of organisations that give.
///
/// # Errors
/// When the database fails.
pub(super) fn names(conn: &mut Conn, ids: impl Iterator<Item = OrganisationId>) -> Result<Donors, Error> {
    let mut ids: Vec<OrganisationId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    // Most shops are no members of the network.
    if ids.is_empty() { Ok(Donors::new()) } else { organisations::store::summaries(conn, &ids) }
}
