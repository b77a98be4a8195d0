//! Matches of equipment and skills: what fits and why, what is dismissed and what that teaches, who is told, and what stands
//! on the first page.

mod day;
mod dismissals;
mod equipment;
mod fairness;
mod skills;
mod telling;

use shared::ids::{EquipmentId, EquipmentNeedId, SkillListingId};
use shared::matches::help::{
    HelpFit, HelpReasonKind, MatchedEquipment, MatchedEquipmentList, MatchedEquipmentNeed, MatchedEquipmentNeedList,
    MatchedSkill, MatchedSkillList,
};
use shared::paths;
use tests::Client;

/// What somebody is shown for a need of its own.
async fn items_for(client: &Client, need: EquipmentNeedId) -> Vec<MatchedEquipment> {
    let path = format!("{}?limit=20", paths::matches_of_equipment_need(need));
    client.get(&path).await.read::<MatchedEquipmentList>(200).items
}

/// What somebody is shown for an item of its own.
async fn needs_for(client: &Client, item: EquipmentId) -> Vec<MatchedEquipmentNeed> {
    let path = format!("{}?limit=20", paths::matches_of_equipment(item));
    client.get(&path).await.read::<MatchedEquipmentNeedList>(200).items
}

/// What somebody is shown for a skill of its own.
async fn skills_for(client: &Client, skill: SkillListingId) -> Vec<MatchedSkill> {
    let path = format!("{}?limit=20", paths::matches_of_skill(skill));
    client.get(&path).await.read::<MatchedSkillList>(200).items
}

fn reasons(fit: &HelpFit) -> Vec<HelpReasonKind> {
    fit.reasons.iter().map(|reason| reason.kind).collect()
}
