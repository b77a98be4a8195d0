//! Changes to the catalogue.

use super::read::{load, one, visible};
use crate::db::schema::equipment;
use crate::equipment::bits_of;
use crate::equipment::model::{EquipmentRow, place};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::notifications::{Subject, store as notifications};
use crate::sites;
use diesel::prelude::*;
use shared::equipment::{Equipment, EquipmentPatch, NewEquipment};
use shared::geo::Position;
use shared::ids::{EquipmentId, SiteId};
use shared::problem::{Code, Problem};
use shared::text::{fold, tidy};
use uuid::Uuid;

/// Adds something to lend.
///
/// # Errors
/// 403 for another organisation's site; 422 for an unknown one.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewEquipment) -> Result<Equipment, Error> {
    actor.see_network()?;
    let site = sites::store::find(cx, actor, new.site_id).map_err(|_| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.act_for(site.organisation.id)?;
    let (latitude, longitude, cell) = place(site.position);
    let row = EquipmentRow {
        id: EquipmentId(Uuid::now_v7()),
        organisation_id: permit.organisation_id(),
        site_id: new.site_id,
        kind: new.kind,
        name: new.name.trim().to_owned(),
        name_key: fold(&new.name),
        description: new.description.as_deref().and_then(tidy),
        conditions: new.conditions.as_deref().and_then(tidy),
        deposit_cents: new.deposit_cents,
        requirements: bits_of(&new.requirements),
        needs_approval: new.needs_approval,
        gap_hours: new.gap_hours,
        max_days: new.max_days,
        retired_at: None,
        photo_id: None,
        repair_until: None,
        latitude,
        longitude,
        cell,
        created_at: cx.now,
        updated_at: cx.now,
        version: 1,
    };
    diesel::insert_into(equipment::table).values(&row).execute(cx.conn)?;
    notifications::matches_changed(cx, Subject::Equipment(row.id))?;
    one(cx.conn, actor, row)
}

/// Changes an item. Loans that are agreed keep their times.
///
/// # Errors
/// 404; 403; 409 once it is retired; 412 when somebody changed it meanwhile; 422 for a site of another organisation.
pub fn update(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: EquipmentId,
    seen: IfMatch,
    patch: &EquipmentPatch,
) -> Result<Equipment, Error> {
    let mut row = visible(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id)?;
    seen.check(row.version)?;
    if row.retired_at.is_some() {
        return Err(Problem::of(Code::EquipmentRetired).into());
    }
    if let Some(site_id) = patch.site_id {
        let site = sites::store::find(cx, actor, site_id).map_err(|_| Error::invalid("/site_id", "unknown"))?;
        if site.organisation.id != row.organisation_id {
            return Err(Error::invalid("/site_id", "unknown"));
        }
        row.site_id = site_id;
        (row.latitude, row.longitude, row.cell) = place(site.position);
    }
    if let Some(name) = &patch.name {
        (row.name, row.name_key) = (name.trim().to_owned(), fold(name));
    }
    if let Some(description) = &patch.description {
        row.description = description.as_deref().and_then(tidy);
    }
    if let Some(conditions) = &patch.conditions {
        row.conditions = conditions.as_deref().and_then(tidy);
    }
    row.kind = patch.kind.unwrap_or(row.kind);
    row.deposit_cents = patch.deposit_cents.unwrap_or(row.deposit_cents);
    row.requirements = patch.requirements.as_deref().map_or(row.requirements, bits_of);
    row.needs_approval = patch.needs_approval.unwrap_or(row.needs_approval);
    row.gap_hours = patch.gap_hours.unwrap_or(row.gap_hours);
    row.max_days = patch.max_days.unwrap_or(row.max_days);
    notifications::matches_changed(cx, Subject::Equipment(id))?;
    save(cx, actor, row)
}

/// Lends an item no more. Loans that are agreed stay.
///
/// # Errors
/// 404; 403; 409 once it is retired.
pub fn retire(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId) -> Result<Equipment, Error> {
    let seen = visible(cx.conn, actor, id)?;
    actor.act_for(seen.organisation_id)?;
    // A booking that runs at the same time comes before or after.
    super::hold(cx.conn, id)?;
    let mut row = load(cx.conn, id)?;
    if row.retired_at.is_some() {
        return Err(Problem::of(Code::EquipmentRetired).into());
    }
    row.retired_at = Some(cx.now);
    save(cx, actor, row)
}

fn save(cx: &mut Cx<'_>, actor: &Actor, mut row: EquipmentRow) -> Result<Equipment, Error> {
    let unchanged = equipment::table.find(row.id).filter(equipment::version.eq(row.version));
    row.version += 1;
    row.updated_at = cx.now;
    if diesel::update(unchanged).set(&row).execute(cx.conn)? == 0 {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    one(cx.conn, actor, row)
}

/// Moves the items of a site with it.
///
/// # Errors
/// When the database fails.
pub fn follow_site(cx: &mut Cx<'_>, site: SiteId, position: Option<Position>) -> Result<(), Error> {
    let (latitude, longitude, cell) = place(position);
    diesel::update(equipment::table.filter(equipment::site_id.eq(site)))
        .set((equipment::latitude.eq(latitude), equipment::longitude.eq(longitude), equipment::cell.eq(cell)))
        .execute(cx.conn)?;
    Ok(())
}
