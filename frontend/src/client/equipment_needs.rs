//! What organisations look for to borrow.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::equipment_needs::{
    EquipmentNeed, EquipmentNeedMet, EquipmentNeedPage, EquipmentNeedPatch, EquipmentNeedQuery, NewEquipmentNeed,
};
use shared::ids::EquipmentNeedId;
use shared::paths;

impl Content for EquipmentNeed {}

impl Content for EquipmentNeedPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of needs.
///
/// # Errors
/// `cursor_mismatch`, `invalid`.
pub async fn list(query: EquipmentNeedQuery) -> Result<EquipmentNeedPage, Failure> {
    Call::get_with(paths::EQUIPMENT_NEEDS, &query).fetch().await
}

/// One need.
///
/// # Errors
/// `not_found`.
pub async fn find(id: EquipmentNeedId) -> Result<EquipmentNeed, Failure> {
    Call::get(&paths::equipment_need(id)).fetch().await
}

/// Publishes a need. The same need with the same key is published once.
///
/// # Errors
/// `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn create(new: NewEquipmentNeed, key: String) -> Result<EquipmentNeed, Failure> {
    Call::post(paths::EQUIPMENT_NEEDS).json(&new).once_as(key).fetch().await
}

/// Changes a need.
///
/// # Errors
/// `precondition_failed`, `need_closed`, `forbidden`, `invalid`.
pub async fn update(id: EquipmentNeedId, version: i64, patch: EquipmentNeedPatch) -> Result<EquipmentNeed, Failure> {
    Call::patch(&paths::equipment_need(id)).if_match(version).json(&patch).fetch().await
}

/// Takes a need back.
///
/// # Errors
/// `need_closed`, `forbidden`.
pub async fn withdraw(id: EquipmentNeedId) -> Result<EquipmentNeed, Failure> {
    Call::post(&paths::withdraw_equipment_need(id)).once().fetch().await
}

/// Says that it was found.
///
/// # Errors
/// `need_closed`, `forbidden`.
pub async fn confirm(id: EquipmentNeedId) -> Result<EquipmentNeed, Failure> {
    Call::post(&paths::confirm_equipment_need(id)).json(&EquipmentNeedMet::default()).once().fetch().await
}
