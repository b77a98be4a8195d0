//! What is known of sites that a score counts.

use crate::db::expr::{any_of, literal};
use crate::db::schema::sites;
use crate::engine::matching::Receiver;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::SiteId;
use shared::sites::Storage;
use std::collections::HashMap;

/// What counts of sites, without those of organisations that are not approved.
///
/// # Errors
/// When the database fails.
pub(super) fn receivers(cx: &mut Cx<'_>, ids: impl Iterator<Item = SiteId>) -> Result<HashMap<SiteId, Receiver>, Error> {
    let approved =
        "(SELECT organisations.status FROM organisations WHERE organisations.id = sites.organisation_id) = 'approved'";
    let rows: Vec<(SiteId, i64, i64, i64, i64)> = sites::table
        .filter(any_of(sites::id, ids))
        // Looked up one by one: for a join PostgreSQL reads all organisations.
        .filter(literal::<Bool>(approved))
        .select((sites::id, sites::storage_ambient_kg, sites::storage_chilled_kg, sites::storage_frozen_kg, sites::reach_km))
        .load(cx.conn)?;
    let receivers = rows.into_iter().map(|(id, ambient_kg, chilled_kg, frozen_kg, reach_km)| {
        (id, Receiver::of(Storage { ambient_kg, chilled_kg, frozen_kg }, reach_km))
    });
    Ok(receivers.collect())
}
