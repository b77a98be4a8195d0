//! Browsers in which a person has logged in before.

use crate::accounts::rules::DEVICE_LIFETIME;
use crate::db::schema::known_devices;
use crate::http::{Cx, Error};
use crate::on_backend;
use diesel::prelude::*;
use shared::ids::UserId;

/// Whether this person has logged in on this device.
///
/// # Errors
/// When the database fails.
pub fn is_known(cx: &mut Cx<'_>, user: UserId, device_hash: &[u8]) -> Result<bool, Error> {
    let living =
        known_devices::table.find((device_hash, user)).filter(known_devices::used_at.gt(cx.now.plus(-DEVICE_LIFETIME)));
    Ok(diesel::select(diesel::dsl::exists(living)).get_result(cx.conn)?)
}

/// Knows this device from now on.
///
/// # Errors
/// When the database fails.
pub fn remember(cx: &mut Cx<'_>, user: UserId, device_hash: &[u8]) -> Result<(), Error> {
    let row =
        (known_devices::device_hash.eq(device_hash), known_devices::user_id.eq(user), known_devices::used_at.eq(cx.now));
    on_backend!(cx.conn, conn => {
        diesel::insert_into(known_devices::table).values(row).on_conflict_do_nothing().execute(conn)
    })?;
    let known = known_devices::table.find((device_hash, user));
    diesel::update(known).set(known_devices::used_at.eq(cx.now)).execute(cx.conn)?;
    Ok(())
}

/// Knows none of a person's devices any more: one of them may be a thief's.
///
/// # Errors
/// When the database fails.
pub fn forget_all(cx: &mut Cx<'_>, user: UserId) -> Result<(), Error> {
    diesel::delete(known_devices::table.filter(known_devices::user_id.eq(user))).execute(cx.conn)?;
    Ok(())
}

/// Forgets devices that were not used for too long. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn forget_unused(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let unused = known_devices::table.filter(known_devices::used_at.le(cx.now.plus(-DEVICE_LIFETIME)));
    Ok(diesel::delete(unused).execute(cx.conn)?)
}
