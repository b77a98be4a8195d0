//! Needs of equipment, and the matches of equipment and skills.

use serde_json::json;
use shared::equipment::Equipment;
use shared::equipment_needs::EquipmentNeed;
use shared::ids::{ObjectId, SiteId};
use shared::matches::help::{
    HelpDismissalReason, HelpKind, MatchedEquipmentList, MatchedEquipmentNeedList, MatchedSkillList, NewHelpDismissal,
};
use shared::paths;
use shared::skills::SkillListing;
use tests::Client;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{accounts_at, repair_at, skill_of, van_of, van_wanted_at, wanted};

/// What is looked for with each filter and order, and what fits one's own, before and after one was dismissed.
pub async fn read(member: &Client, organisation: &str, site: SiteId) {
    let near = format!("near_commune={}", LIBOURNE.insee_code);
    let mut queries = vec![String::new(), "kind=van".to_owned(), near.clone(), format!("{near}&kind=van")];
    queries.extend([format!("organisation={organisation}"), format!("organisation={organisation}&{near}")]);
    let need: EquipmentNeed = wanted(member, &van_wanted_at(site, 10, 30)).await;
    wanted(member, &van_wanted_at(site, 40, 50)).await;
    for query in queries {
        let path = format!("{}?limit=1&{query}", paths::EQUIPMENT_NEEDS);
        let page = member.get(&path).await.expect(200);
        if let Some(cursor) = page.body["next_cursor"].as_str() {
            member.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
    }
    let item: Equipment = van_of(member, site).await;
    let found: MatchedEquipmentList = all(member, &paths::matches_of_equipment_need(need.id)).await.read(200);
    assert!(!found.items.is_empty(), "no van in the crowd fits");
    let found: MatchedEquipmentNeedList = all(member, &paths::matches_of_equipment(item.id)).await.read(200);
    let other = found.items.first().expect("somebody in the crowd looks for a van").need.id;
    let dismissal = NewHelpDismissal {
        kind: HelpKind::Equipment,
        helping_id: ObjectId(item.id.0),
        wanting_id: ObjectId(other.0),
        organisation_id: item.organisation.id,
        reason: HelpDismissalReason::TooFar,
    };
    member.post(paths::HELP_DISMISSALS, &dismissal).await.expect(201);
    all(member, &paths::matches_of_equipment(item.id)).await.expect(200);
    skills(member, site).await;
}

/// Of a skill of each kind, one of them from afar.
async fn skills(member: &Client, site: SiteId) {
    let offered: SkillListing = skill_of(member, &accounts_at(site)).await;
    let mut repair = repair_at(site);
    repair["remote"] = json!(true);
    repair["skill"] = json!("accounting");
    let wished: SkillListing = skill_of(member, &repair).await;
    all(member, &paths::matches_of_skill(offered.id)).await.expect(200);
    let found: MatchedSkillList = all(member, &paths::matches_of_skill(wished.id)).await.read(200);
    assert!(!found.items.is_empty(), "nobody in the crowd helps with accounts");
}

async fn all(member: &Client, path: &str) -> tests::Answer {
    member.get(&format!("{path}?limit=20")).await
}
