//! The weeks of a site, the sums of an organisation and of the network, and the table of all sites.

use serde_json::json;
use shared::activity::WeeklyActivity;
use shared::ids::SiteId;
use shared::iso_week::IsoWeek;
use shared::paths;
use tests::Client;
use tests::fixtures::{declared, people, start};

/// Two weeks of one's own site, one of them corrected, page by page; sums and tables with and without a range.
pub async fn read(member: &Client, admin: &Client, organisation: &str, site: SiteId) {
    let now = IsoWeek::of(start().to_chrono().date_naive());
    declared(member, site, now.plus(-1), &people(40)).await;
    declared(member, site, now, &people(41)).await;
    let corrected: WeeklyActivity = declared(&member.with_if_match(1), site, now, &json!({ "visits": 3 })).await;
    assert_eq!(corrected.changes.len(), 2);
    let page = member.get(&format!("{}?limit=1", paths::weekly_activities(site))).await.expect(200);
    let cursor = page.body["next_cursor"].as_str().expect("two weeks").to_owned();
    member.get(&format!("{}?limit=1&cursor={cursor}", paths::weekly_activities(site))).await.expect(200);
    let of_us = format!("{}/{organisation}/activity", paths::ORGANISATIONS);
    for query in ["", "?from=2026-W40&to=2026-W48"] {
        member.get(&format!("{of_us}{query}")).await.expect(200);
        for client in [member, admin] {
            client.get(&format!("{}{query}", paths::NETWORK_ACTIVITY)).await.expect(200);
            client.get(&format!("{}{query}", paths::NETWORK_ACTIVITY_CSV)).await.expect(200);
        }
    }
}
