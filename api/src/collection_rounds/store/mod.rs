//! Collection routes and rounds in the database.

mod begin;
mod change;
mod end;
mod list;
mod note;
mod places;
mod read;
mod route_list;
mod routes;
mod shown;
mod table;

pub use begin::create;
pub use change::update;
pub use end::{cancel, finish};
pub use list::list;
pub use note::note;
pub use read::find;
pub use route_list::list as list_routes;
pub use routes::{create as create_route, find as find_route, update as update_route};
pub use table::table;

use super::rules::Refusal;
use crate::http::{Actor, Error};
use shared::ids::OrganisationId;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        refusal.problem().into()
    }
}

/// From where to read a list.
#[derive(Clone, Copy)]
enum View {
    /// Of one organisation.
    Of(OrganisationId),
    /// Everything, for the administrator.
    Any,
}

impl View {
    /// From where the caller reads: what is one organisation's, else all that he or she may see.
    ///
    /// # Errors
    /// 403 for another organisation's.
    fn all(actor: &Actor, named: Option<OrganisationId>) -> Result<Vec<Self>, Error> {
        match named {
            Some(id) if is_seen(actor, id) => Ok(vec![Self::Of(id)]),
            Some(_) => Err(Error::forbidden()),
            None if actor.network_admin => Ok(vec![Self::Any]),
            None => Ok(actor.memberships.iter().map(|membership| Self::Of(membership.organisation_id)).collect()),
        }
    }
}

/// Whether the caller sees an organisation's routes and rounds: its members and the administrator do.
fn is_seen(actor: &Actor, organisation: OrganisationId) -> bool {
    actor.network_admin || actor.belongs_to(organisation)
}
