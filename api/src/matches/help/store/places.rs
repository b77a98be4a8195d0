//! What is known of sites that a score counts.

use crate::db::expr::{any_of, literal};
use crate::db::schema::sites;
use crate::http::{Cx, Error};
use crate::sites::USUAL_NEIGHBOURHOOD_M;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::SiteId;
use std::collections::HashMap;

/// A site of an approved organisation.
#[derive(Clone, Copy, Debug)]
pub(super) struct SiteFacts {
    /// How far it drives, metres.
    pub reach_m: i64,
    /// What is far in its part of the country, metres in a straight line.
    pub neighbourhood_m: i64,
}

/// What counts of sites, without those of organisations that are not approved.
///
/// # Errors
/// When the database fails.
pub(super) fn places(cx: &mut Cx<'_>, ids: impl Iterator<Item = SiteId>) -> Result<HashMap<SiteId, SiteFacts>, Error> {
    let approved =
        "(SELECT organisations.status FROM organisations WHERE organisations.id = sites.organisation_id) = 'approved'";
    let rows: Vec<(SiteId, i64, Option<i64>)> = sites::table
        .filter(any_of(sites::id, ids))
        // Looked up one by one: for a join PostgreSQL reads all organisations.
        .filter(literal::<Bool>(approved))
        .select((sites::id, sites::reach_km, sites::neighbourhood_m))
        .load(cx.conn)?;
    let places = rows.into_iter().map(|(id, reach_km, neighbourhood_m)| {
        let neighbourhood_m = neighbourhood_m.unwrap_or(USUAL_NEIGHBOURHOOD_M);
        (id, SiteFacts { reach_m: reach_km.saturating_mul(1_000), neighbourhood_m })
    });
    Ok(places.collect())
}
