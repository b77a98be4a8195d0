//! Reading needs of equipment: those of approved organisations for the network, and one's own.

use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{equipment_needs as needs, organisations as owners};
use crate::equipment_needs::EquipmentNeedRow;
use crate::equipment_needs::model::Beside;
use crate::http::{Actor, Cx, Error};
use crate::{organisations, sites};
use diesel::prelude::*;
use shared::equipment_needs::EquipmentNeed;
use shared::ids::EquipmentNeedId;
use shared::organisations::OrganisationStatus;
use std::collections::HashMap;

/// One need.
///
/// # Errors
/// 404 when there is none that the caller may see.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentNeedId) -> Result<EquipmentNeed, Error> {
    let row = visible(cx.conn, actor, id)?;
    one(cx, actor, row)
}

/// The row of a need that the caller may see.
///
/// # Errors
/// 404 when there is none.
pub fn visible(conn: &mut Conn, actor: &Actor, id: EquipmentNeedId) -> Result<EquipmentNeedRow, Error> {
    let row = needs::table.find(id).select(EquipmentNeedRow::as_select()).first(conn).optional()?;
    let row: EquipmentNeedRow = row.ok_or_else(Error::not_found)?;
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
pub fn rows(conn: &mut Conn, ids: &[EquipmentNeedId]) -> Result<HashMap<EquipmentNeedId, EquipmentNeedRow>, Error> {
    let rows = needs::table.filter(any_of(needs::id, ids.iter().copied())).select(EquipmentNeedRow::as_select());
    let rows: Vec<EquipmentNeedRow> = rows.load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The wire's form of one row.
///
/// # Errors
/// When the database fails.
pub(super) fn one(cx: &mut Cx<'_>, actor: &Actor, row: EquipmentNeedRow) -> Result<EquipmentNeed, Error> {
    assemble(cx, actor, vec![(row, None)])?.into_iter().next().ok_or_else(Error::not_found)
}

/// The wire's form of rows with their distances, in the same order.
///
/// # Errors
/// When the database fails.
pub fn assemble(
    cx: &mut Cx<'_>,
    actor: &Actor,
    rows: Vec<(EquipmentNeedRow, Option<i64>)>,
) -> Result<Vec<EquipmentNeed>, Error> {
    let organisation_ids: Vec<_> = rows.iter().map(|(row, _)| row.organisation_id).collect();
    let site_ids: Vec<_> = rows.iter().map(|(row, _)| row.site_id).collect();
    let organisations = organisations::store::summaries(cx.conn, &organisation_ids)?;
    let sites = sites::store::summaries(cx.conn, &site_ids)?;
    let now = cx.now;
    let shown = rows.into_iter().map(|(row, distance_metres)| {
        let missing = || Error::Internal(format!("equipment need {} without organisation or site", row.id));
        let beside = Beside {
            organisation: organisations.get(&row.organisation_id).cloned().ok_or_else(missing)?,
            site: sites.get(&row.site_id).cloned().ok_or_else(missing)?,
            distance_metres,
            is_own: actor.belongs_to(row.organisation_id),
            may_act: actor.can_act_for(row.organisation_id),
        };
        Ok(row.shown(beside, now))
    });
    shown.collect()
}
