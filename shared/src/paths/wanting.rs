//! Addresses of needs of equipment, and of matches of equipment and skills.

use super::{EQUIPMENT, SKILLS};
use crate::ids::{EquipmentId, EquipmentNeedId, HelpDismissalId, SkillListingId};

/// Path of the needs of equipment.
pub const EQUIPMENT_NEEDS: &str = "/api/v1/equipment_needs";
/// Path of dismissed matches of equipment and skills, for a new one.
pub const HELP_DISMISSALS: &str = "/api/v1/matches/help_dismissals";

/// One need of equipment.
#[must_use]
pub fn equipment_need(id: EquipmentNeedId) -> String {
    format!("{EQUIPMENT_NEEDS}/{id}")
}

/// The withdrawal of a need of equipment.
#[must_use]
pub fn withdraw_equipment_need(id: EquipmentNeedId) -> String {
    format!("{EQUIPMENT_NEEDS}/{id}/withdraw")
}

/// The word that a need of equipment is met.
#[must_use]
pub fn confirm_equipment_need(id: EquipmentNeedId) -> String {
    format!("{EQUIPMENT_NEEDS}/{id}/confirm")
}

/// The items that fit a need of equipment best.
#[must_use]
pub fn matches_of_equipment_need(id: EquipmentNeedId) -> String {
    format!("{EQUIPMENT_NEEDS}/{id}/matches")
}

/// The needs of equipment that an item fits best.
#[must_use]
pub fn matches_of_equipment(id: EquipmentId) -> String {
    format!("{EQUIPMENT}/{id}/matches")
}

/// The skills that fit another one best.
#[must_use]
pub fn matches_of_skill(id: SkillListingId) -> String {
    format!("{SKILLS}/{id}/matches")
}

/// One dismissed match of equipment or of a skill.
#[must_use]
pub fn help_dismissal(id: HelpDismissalId) -> String {
    format!("{HELP_DISMISSALS}/{id}")
}
