//! Publishing, editing and withdrawing needs of equipment.

use super::read::{one, visible};
use crate::db::schema::equipment_needs as needs;
use crate::equipment_needs::EquipmentNeedRow;
use crate::equipment_needs::model::place;
use crate::equipment_needs::rules::{self, Refusal};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::notifications::{Subject, store as notifications};
use crate::sites;
use diesel::prelude::*;
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedPatch, EquipmentNeedStatus, NewEquipmentNeed};
use shared::geo::Position;
use shared::ids::{EquipmentNeedId, SiteId};
use shared::problem::{Code, Problem};
use shared::sites::Site;
use shared::text::tidy;
use uuid::Uuid;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        refusal.problem().into()
    }
}

/// Says what a site looks for.
///
/// # Errors
/// 403 for another organisation's site; 422 for an unknown one, and for a time that is over, too long or too far ahead.
pub fn publish(cx: &mut Cx<'_>, actor: &Actor, new: &NewEquipmentNeed) -> Result<EquipmentNeed, Error> {
    actor.see_network()?;
    let site = site(cx, actor, new.site_id)?;
    let permit = actor.act_for(site.organisation.id)?;
    rules::time(new.starts_at, new.ends_at, true, cx.now)?;
    let (latitude, longitude, cell) = place(site.position);
    let row = EquipmentNeedRow {
        id: EquipmentNeedId(Uuid::now_v7()),
        organisation_id: permit.organisation_id(),
        site_id: new.site_id,
        kind: new.kind,
        title: new.title.trim().to_owned(),
        description: new.description.as_deref().and_then(tidy),
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        urgent: new.urgent,
        status: EquipmentNeedStatus::Open,
        loan_id: None,
        published_by: permit.user_id(),
        published_at: cx.now,
        updated_at: cx.now,
        latitude,
        longitude,
        cell,
        version: 1,
    };
    diesel::insert_into(needs::table).values(&row).execute(cx.conn)?;
    notifications::matches_changed(cx, Subject::EquipmentNeed(row.id))?;
    one(cx, actor, row)
}

/// Changes a need that is open.
///
/// # Errors
/// 404; 403; 409 when it is no longer open; 412 when somebody changed it meanwhile; 422 as for a new one.
pub fn edit(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: EquipmentNeedId,
    seen: IfMatch,
    patch: &EquipmentNeedPatch,
) -> Result<EquipmentNeed, Error> {
    let mut row = open(cx, actor, id)?;
    seen.check(row.version)?;
    if let Some(site_id) = patch.site_id {
        let site = site(cx, actor, site_id)?;
        if site.organisation.id != row.organisation_id {
            return Err(Error::invalid("/site_id", "unknown"));
        }
        row.site_id = site_id;
        (row.latitude, row.longitude, row.cell) = place(site.position);
    }
    let begins_anew = patch.starts_at.is_some_and(|starts_at| starts_at != row.starts_at);
    row.kind = patch.kind.unwrap_or(row.kind);
    row.starts_at = patch.starts_at.unwrap_or(row.starts_at);
    row.ends_at = patch.ends_at.unwrap_or(row.ends_at);
    row.urgent = patch.urgent.unwrap_or(row.urgent);
    if let Some(title) = &patch.title {
        title.trim().clone_into(&mut row.title);
    }
    if let Some(description) = &patch.description {
        row.description = description.as_deref().and_then(tidy);
    }
    rules::time(row.starts_at, row.ends_at, begins_anew, cx.now)?;
    let row = save(cx, row)?;
    notifications::matches_changed(cx, Subject::EquipmentNeed(id))?;
    one(cx, actor, row)
}

/// Takes a need back.
///
/// # Errors
/// 404; 403; 409 when it is no longer open.
pub fn withdraw(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentNeedId) -> Result<EquipmentNeed, Error> {
    let row = open(cx, actor, id)?;
    let row = save(cx, EquipmentNeedRow { status: EquipmentNeedStatus::Withdrawn, ..row })?;
    one(cx, actor, row)
}

/// A need that is open and the caller's own.
///
/// # Errors
/// 404; 403; 409 when it is no longer open.
pub(super) fn open(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentNeedId) -> Result<EquipmentNeedRow, Error> {
    let row = visible(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id)?;
    if row.is_open(cx.now) { Ok(row) } else { Err(Refusal::Closed(row.status).into()) }
}

/// Writes a row in its next version, if nobody has changed it since it was read.
///
/// # Errors
/// 412 when somebody has.
pub(super) fn save(cx: &mut Cx<'_>, mut row: EquipmentNeedRow) -> Result<EquipmentNeedRow, Error> {
    let unchanged = needs::table.find(row.id).filter(needs::version.eq(row.version));
    row.version += 1;
    row.updated_at = cx.now;
    if diesel::update(unchanged).set(&row).execute(cx.conn)? == 0 {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    Ok(row)
}

fn site(cx: &mut Cx<'_>, actor: &Actor, id: SiteId) -> Result<Site, Error> {
    sites::store::find(cx, actor, id).map_err(|_| Error::invalid("/site_id", "unknown"))
}

/// Moves the needs of a site with it.
///
/// # Errors
/// When the database fails.
pub fn follow_site(cx: &mut Cx<'_>, site: SiteId, position: Option<Position>) -> Result<(), Error> {
    let (latitude, longitude, cell) = place(position);
    diesel::update(needs::table.filter(needs::site_id.eq(site)))
        .set((needs::latitude.eq(latitude), needs::longitude.eq(longitude), needs::cell.eq(cell)))
        .execute(cx.conn)?;
    Ok(())
}
