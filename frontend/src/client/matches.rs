//! Matches: what fits our offers and needs, and what we do not want to see again.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::{DismissalId, EquipmentId, EquipmentNeedId, HelpDismissalId, NeedId, OfferId, SkillListingId};
use shared::matches::help::{
    HelpDismissal, MatchedEquipmentList, MatchedEquipmentNeedList, MatchedSkillList, NewHelpDismissal,
};
use shared::matches::{Dismissal, MatchedNeedList, MatchedOfferList, NewDismissal};
use shared::paths;

impl Content for MatchedNeedList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for MatchedOfferList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for MatchedEquipmentList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for MatchedEquipmentNeedList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for MatchedSkillList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// The needs that our offer fits best.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn list_of_offer(id: OfferId) -> Result<MatchedNeedList, Failure> {
    Call::get(&paths::matches_of_offer(id)).fetch().await
}

/// The offers that fit our need best.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn list_of_need(id: NeedId) -> Result<MatchedOfferList, Failure> {
    Call::get(&paths::matches_of_need(id)).fetch().await
}

/// "Not this one."
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn dismiss(new: NewDismissal) -> Result<Dismissal, Failure> {
    Call::post(paths::DISMISSALS).json(&new).once().fetch().await
}

/// "This one after all."
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn undo(id: DismissalId) -> Result<(), Failure> {
    Call::delete(&paths::dismissal(id)).done().await
}

/// The items that fit our need of equipment best.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn list_of_equipment_need(id: EquipmentNeedId) -> Result<MatchedEquipmentList, Failure> {
    Call::get(&paths::matches_of_equipment_need(id)).fetch().await
}

/// The needs of equipment that our item fits best.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn list_of_item(id: EquipmentId) -> Result<MatchedEquipmentNeedList, Failure> {
    Call::get(&paths::matches_of_equipment(id)).fetch().await
}

/// The skills that fit ours best.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn list_of_skill(id: SkillListingId) -> Result<MatchedSkillList, Failure> {
    Call::get(&paths::matches_of_skill(id)).fetch().await
}

/// "Not this one", of equipment or of a skill.
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn dismiss_help(new: NewHelpDismissal) -> Result<HelpDismissal, Failure> {
    Call::post(paths::HELP_DISMISSALS).json(&new).once().fetch().await
}

/// "This one after all", of equipment or of a skill.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn undo_help(id: HelpDismissalId) -> Result<(), Failure> {
    Call::delete(&paths::help_dismissal(id)).done().await
}
