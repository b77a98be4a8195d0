//! Organisations in the database.

use crate::db::Conn;
use crate::db::schema::organisations;
use crate::http::Error;
use diesel::prelude::*;
use shared::ids::OrganisationId;
use shared::organisations::{OrganisationKind, OrganisationSummary};
use std::collections::HashMap;

/// Names of these organisations; those that do not exist are left out.
///
/// # Errors
/// When the database fails.
pub fn summaries(
    conn: &mut Conn,
    ids: &[OrganisationId],
) -> Result<HashMap<OrganisationId, OrganisationSummary>, Error> {
    let rows = organisations::table
        .filter(organisations::id.eq_any(ids))
        .select((organisations::id, organisations::name, organisations::kind))
        .load::<(OrganisationId, String, OrganisationKind)>(conn)?;
    Ok(rows.into_iter().map(|(id, name, kind)| (id, OrganisationSummary { id, name, kind })).collect())
}
