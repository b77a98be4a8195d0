//! Equipment that organisations lend each other, and when it is taken.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::equipment::{
    BusyPeriod, CalendarQuery, Equipment, EquipmentCalendar, EquipmentPage, EquipmentPatch, EquipmentQuery, NewClosure,
    NewEquipment,
};
use shared::ids::{ClosureId, EquipmentId};
use shared::paths;

impl Content for Equipment {}

impl Content for EquipmentCalendar {}

impl Content for EquipmentPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of the catalogue.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: EquipmentQuery) -> Result<EquipmentPage, Failure> {
    Call::get_with(paths::EQUIPMENT, &query).fetch().await
}

/// One item.
///
/// # Errors
/// `not_found`.
pub async fn find(id: EquipmentId) -> Result<Equipment, Failure> {
    Call::get(&paths::equipment(id)).fetch().await
}

/// Adds an item. The same item with the same key is added once.
///
/// # Errors
/// `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn create(new: NewEquipment, key: String) -> Result<Equipment, Failure> {
    Call::post(paths::EQUIPMENT).json(&new).once_as(key).fetch().await
}

/// Changes an item.
///
/// # Errors
/// `precondition_failed`, `equipment_retired`, `forbidden`, `invalid`.
pub async fn update(id: EquipmentId, version: i64, patch: EquipmentPatch) -> Result<Equipment, Failure> {
    Call::patch(&paths::equipment(id)).if_match(version).json(&patch).fetch().await
}

/// Lends it no more.
///
/// # Errors
/// `equipment_retired`, `forbidden`.
pub async fn retire(id: EquipmentId) -> Result<Equipment, Failure> {
    Call::post(&paths::retire_equipment(id)).once().fetch().await
}

/// When it cannot be had.
///
/// # Errors
/// `not_found`, `invalid`.
pub async fn calendar(id: EquipmentId, part: CalendarQuery) -> Result<EquipmentCalendar, Failure> {
    Call::get_with(&paths::equipment_calendar(id), &part).fetch().await
}

/// Keeps it for a time.
///
/// # Errors
/// `equipment_busy`, `equipment_retired`, `forbidden`, `invalid`.
pub async fn close(id: EquipmentId, closure: NewClosure) -> Result<BusyPeriod, Failure> {
    Call::post(&paths::closures_of(id)).json(&closure).once().fetch().await
}

/// Gives a time that was kept free again.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn reopen(id: EquipmentId, closure: ClosureId) -> Result<(), Failure> {
    Call::delete(&paths::closure(id, closure)).done().await
}
