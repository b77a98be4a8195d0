//! Sites in the database.

mod neighbourhood;
mod write;

use super::model::{CommuneRow, OwnerRow, SiteRow, SummaryRow};
use crate::db::Conn;
use crate::db::expr::{any_of, literal};
use crate::db::memo;
use crate::db::schema::{communes, organisations, sites};
use crate::http::{Actor, Cx, Error, page};
use crate::on_backend;
use diesel::prelude::*;
use diesel::sql_types::Text;
use shared::ids::{OrganisationId, SiteId};
use shared::organisations::OrganisationStatus;
use shared::sites::{Site, SitePage, SiteQuery, SiteSummary};
use std::collections::HashMap;

pub use neighbourhood::{count_due, forget_neighbourhood, widest};
pub use write::{create, delete, update};

/// The name of a site's commune. Looked up one by one: for a join with many sites PostgreSQL reads all communes.
const COMMUNE: &str = "(SELECT communes.name FROM communes WHERE communes.insee_code = sites.insee_code)";

/// Names and places of these sites; those that do not exist are left out.
///
/// # Errors
/// When the database fails.
pub fn summaries(conn: &mut Conn, ids: &[SiteId]) -> Result<HashMap<SiteId, SiteSummary>, Error> {
    memo::many(ids, |ids| {
        let rows: Vec<(SummaryRow, String)> = match ids {
            // The statement of one is known by its type.
            [id] => on_backend!(conn, conn => sites::table
                .inner_join(communes::table)
                .filter(sites::id.eq(*id))
                .select((SummaryRow::as_select(), communes::name))
                .load(conn))?,
            _ => sites::table
                .filter(any_of(sites::id, ids.iter().copied()))
                .select((SummaryRow::as_select(), literal::<Text>(COMMUNE)))
                .load(conn)?,
        };
        Ok(rows.into_iter().map(|(site, commune)| (site.id, site.into_summary(commune))).collect())
    })
}

/// A site with its owner and its commune.
type Loaded = (SiteRow, OwnerRow, CommuneRow);

fn shown((site, owner, commune): Loaded) -> Site {
    site.into_site(owner, commune)
}

/// A site that the caller may see: one of an approved organisation, or of the caller's own.
///
/// # Errors
/// 404 when there is none.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: SiteId) -> Result<Site, Error> {
    load(cx.conn, actor, id).map(shown)
}

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

/// A page of sites by name: of approved organisations and of the caller's own; all for the administrator.
///
/// # Errors
/// 403 for those who may not see the network, unless they ask for their own organisation's; 400 or 422 for a wrong
/// cursor or limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &SiteQuery) -> Result<SitePage, Error> {
    if !query.organisation.is_some_and(|organisation| actor.belongs_to(organisation)) {
        actor.see_network()?;
    }
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&SiteQuery { limit: None, cursor: None, ..query.clone() })?;
    let after = page::decode(filters, query.cursor.as_deref())?;
    let mut rows = load_page(cx.conn, actor, query.organisation, limit, after)?;
    let last = page::cut(&mut rows, limit, |(site, ..)| (site.name_key.clone(), site.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(SitePage { items: rows.into_iter().map(shown).collect(), next_cursor })
}

/// One more than `limit`, from after the last page's last name and id.
fn load_page(
    conn: &mut Conn,
    actor: &Actor,
    organisation: Option<OrganisationId>,
    limit: usize,
    after: Option<(String, SiteId)>,
) -> Result<Vec<Loaded>, Error> {
    let mut select = sites::table.inner_join(organisations::table).inner_join(communes::table).into_boxed();
    if let Some(organisation) = organisation {
        select = select.filter(sites::organisation_id.eq(organisation));
    }
    if !actor.network_admin {
        let own: Vec<OrganisationId> = actor.memberships.iter().map(|membership| membership.organisation_id).collect();
        let approved = organisations::status.eq(OrganisationStatus::Approved);
        select = select.filter(approved.or(sites::organisation_id.eq_any(own)));
    }
    if let Some((name_key, id)) = after {
        let later = sites::name_key.gt(name_key.clone());
        select = select.filter(later.or(sites::name_key.eq(name_key).and(sites::id.gt(id))));
    }
    Ok(select
        .order((sites::name_key, sites::id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select((SiteRow::as_select(), OwnerRow::as_select(), CommuneRow::as_select()))
        .load(conn)?)
}
