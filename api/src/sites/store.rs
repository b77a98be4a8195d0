//! Sites in the database.

use super::model::{CommuneRow, OwnerRow, SiteRow, SummaryRow};
use crate::db::Conn;
use crate::db::schema::{communes, organisations, sites};
use crate::http::{Actor, Cx, Error};
use diesel::prelude::*;
use shared::ids::SiteId;
use shared::organisations::OrganisationStatus;
use shared::sites::{Site, SiteSummary};
use std::collections::HashMap;

/// Names and places of these sites; those that do not exist are left out.
///
/// # Errors
/// When the database fails.
pub fn summaries(conn: &mut Conn, ids: &[SiteId]) -> Result<HashMap<SiteId, SiteSummary>, Error> {
    let rows = sites::table
        .inner_join(communes::table)
        .filter(sites::id.eq_any(ids))
        .select((SummaryRow::as_select(), CommuneRow::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(site, commune)| (site.id, site.into_summary(commune))).collect())
}

/// A site that the caller may see: one of an approved organisation, or of the caller's own.
///
/// # Errors
/// 404 when there is none.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: SiteId) -> Result<Site, Error> {
    let (site, owner, commune) = load(cx.conn, actor, id)?;
    Ok(site.into_site(owner, commune))
}

type Loaded = (SiteRow, OwnerRow, CommuneRow);

fn load(conn: &mut Conn, actor: &Actor, id: SiteId) -> Result<Loaded, Error> {
    let loaded: Loaded = sites::table
        .inner_join(organisations::table)
        .inner_join(communes::table)
        .filter(sites::id.eq(id))
        .select((SiteRow::as_select(), OwnerRow::as_select(), CommuneRow::as_select()))
        .first(conn)?;
    let owner = &loaded.1;
    let shared = owner.status == OrganisationStatus::Approved && actor.see_network().is_ok();
    if shared || actor.network_admin || actor.belongs_to(owner.id) { Ok(loaded) } else { Err(Error::not_found()) }
}
