//! Reading items: those of approved organisations for the network, and one's own.

use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{equipment, organisations as owners};
use crate::equipment::EquipmentRow;
use crate::http::{Actor, Cx, Error};
use crate::{organisations, photos, sites};
use diesel::prelude::*;
use shared::equipment::Equipment;
use shared::ids::EquipmentId;
use shared::organisations::OrganisationStatus;
use std::collections::HashMap;

/// One item.
///
/// # Errors
/// 404 when there is none that the caller may see.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId) -> Result<Equipment, Error> {
    let row = visible(cx.conn, actor, id)?;
    one(cx.conn, actor, row)
}

/// The row of an item that the caller may see.
///
/// # Errors
/// 404 when there is none.
pub fn visible(conn: &mut Conn, actor: &Actor, id: EquipmentId) -> Result<EquipmentRow, Error> {
    let row = load(conn, id)?;
    if actor.network_admin || actor.belongs_to(row.organisation_id) {
        return Ok(row);
    }
    let status: OrganisationStatus = owners::table.find(row.organisation_id).select(owners::status).first(conn)?;
    if status == OrganisationStatus::Approved && actor.see_network().is_ok() { Ok(row) } else { Err(Error::not_found()) }
}

/// One row.
///
/// # Errors
/// 404 when there is none.
pub fn load(conn: &mut Conn, id: EquipmentId) -> Result<EquipmentRow, Error> {
    let row = equipment::table.find(id).select(EquipmentRow::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// Rows by their identifiers.
///
/// # Errors
/// When the database fails.
pub fn rows(conn: &mut Conn, ids: &[EquipmentId]) -> Result<HashMap<EquipmentId, EquipmentRow>, Error> {
    let rows = equipment::table.filter(any_of(equipment::id, ids.iter().copied())).select(EquipmentRow::as_select());
    let rows: Vec<EquipmentRow> = rows.load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The wire's form of one row.
///
/// # Errors
/// When the database fails.
pub(super) fn one(conn: &mut Conn, actor: &Actor, row: EquipmentRow) -> Result<Equipment, Error> {
    let mut item = assemble(conn, actor, vec![(row, None)])?.into_iter().next().ok_or_else(Error::not_found)?;
    item.photos = photos::store::of_equipment(conn, item.id)?;
    Ok(item)
}

/// The wire's form of rows with their distances, in the same order.
///
/// # Errors
/// When the database fails.
pub fn assemble(conn: &mut Conn, actor: &Actor, rows: Vec<(EquipmentRow, Option<i64>)>) -> Result<Vec<Equipment>, Error> {
    let organisation_ids: Vec<_> = rows.iter().map(|(row, _)| row.organisation_id).collect();
    let site_ids: Vec<_> = rows.iter().map(|(row, _)| row.site_id).collect();
    let organisations = organisations::store::summaries(conn, &organisation_ids)?;
    let sites = sites::store::summaries(conn, &site_ids)?;
    let shown = rows.into_iter().map(|(row, distance)| {
        let missing = || Error::Internal(format!("equipment {} without organisation or site", row.id));
        let organisation = organisations.get(&row.organisation_id).cloned().ok_or_else(missing)?;
        let site = sites.get(&row.site_id).cloned().ok_or_else(missing)?;
        let can_edit = row.retired_at.is_none() && actor.can_act_for(row.organisation_id);
        Ok(row.shown(organisation, site, distance, can_edit))
    });
    shown.collect()
}
