//! Reading skills: those of approved organisations for the network, and one's own.

use super::people::people;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{organisations as owners, skill_listings as listings};
use crate::http::{Actor, Cx, Error};
use crate::skills::model::{Beside, ListingRow};
use crate::{organisations, sites};
use diesel::prelude::*;
use shared::ids::SkillListingId;
use shared::organisations::OrganisationStatus;
use shared::skills::SkillListing;
use std::collections::HashMap;

/// One skill.
///
/// # Errors
/// 404 when there is none that the caller may see.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: SkillListingId) -> Result<SkillListing, Error> {
    let row = visible(cx.conn, actor, id)?;
    one(cx.conn, actor, row)
}

/// The row of a skill that the caller may see.
///
/// # Errors
/// 404 when there is none.
pub fn visible(conn: &mut Conn, actor: &Actor, id: SkillListingId) -> Result<ListingRow, Error> {
    let row = listings::table.find(id).select(ListingRow::as_select()).first(conn).optional()?;
    let row: ListingRow = row.ok_or_else(Error::not_found)?;
    if actor.network_admin || actor.belongs_to(row.organisation_id) {
        return Ok(row);
    }
    let status: OrganisationStatus = owners::table.find(row.organisation_id).select(owners::status).first(conn)?;
    if status == OrganisationStatus::Approved && actor.see_network().is_ok() { Ok(row) } else { Err(Error::not_found()) }
}

/// Rows by their identifiers.
///
/// # Errors
/// When the database fails.
pub fn rows(conn: &mut Conn, ids: &[SkillListingId]) -> Result<HashMap<SkillListingId, ListingRow>, Error> {
    let rows = listings::table.filter(any_of(listings::id, ids.iter().copied())).select(ListingRow::as_select());
    let rows: Vec<ListingRow> = rows.load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The wire's form of one row.
///
/// # Errors
/// When the database fails.
pub(super) fn one(conn: &mut Conn, actor: &Actor, row: ListingRow) -> Result<SkillListing, Error> {
    assemble(conn, actor, vec![(row, None)])?.into_iter().next().ok_or_else(Error::not_found)
}

/// The wire's form of rows with their distances, in the same order.
///
/// # Errors
/// When the database fails.
pub fn assemble(conn: &mut Conn, actor: &Actor, rows: Vec<(ListingRow, Option<i64>)>) -> Result<Vec<SkillListing>, Error> {
    let organisation_ids: Vec<_> = rows.iter().map(|(row, _)| row.organisation_id).collect();
    let site_ids: Vec<_> = rows.iter().map(|(row, _)| row.site_id).collect();
    let named: Vec<_> = rows.iter().filter_map(|(row, _)| Some((row.organisation_id, row.person_id?))).collect();
    let organisations = organisations::store::summaries(conn, &organisation_ids)?;
    let sites = sites::store::summaries(conn, &site_ids)?;
    let people = people(conn, &named)?;
    let shown = rows.into_iter().map(|(row, distance_metres)| {
        let missing = || Error::Internal(format!("skill {} without organisation or site", row.id));
        let beside = Beside {
            organisation: organisations.get(&row.organisation_id).cloned().ok_or_else(missing)?,
            site: sites.get(&row.site_id).cloned().ok_or_else(missing)?,
            person: row.person_id.and_then(|person| people.get(&(row.organisation_id, person)).cloned()),
            distance_metres,
            can_edit: actor.can_act_for(row.organisation_id),
        };
        Ok(row.shown(beside))
    });
    shown.collect()
}
