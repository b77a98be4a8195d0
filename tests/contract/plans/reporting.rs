//! The lists of what is reported and of what was done.

use serde_json::json;
use shared::paths;
use tests::Client;

/// In each state: all, as the administrator reads them, and those of one person; the second page too.
pub async fn read(member: &Client, admin: &Client) {
    for query in ["?limit=20", "?state=open", "?state=closed"] {
        let path = format!("{}{query}", paths::REPORTS);
        let page = admin.get(&path).await.expect(200);
        let cursor = page.body["next_cursor"].as_str().expect("more than one page of reports in the crowd").to_owned();
        for client in [member, admin] {
            client.get(&path).await.expect(200);
            // A cursor says where to go on, not who asks.
            client.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
        let id = page.body["items"][0]["id"].as_str().expect("a report of the crowd").to_owned();
        admin.get(&format!("{}/{id}", paths::REPORTS)).await.expect(200);
    }
    let newest = admin.get(&format!("{}?limit=1", paths::REPORTS)).await.expect(200);
    let about = newest.body["items"][0]["about"]["id"].as_str().expect("an organisation of the crowd").to_owned();
    let report = json!({
        "about_organisation_id": about, "subject": "organisation", "reason": "other", "text": "Un mot de trop.",
    });
    member.post(paths::REPORTS, &report).await.expect(201);
}

/// What was done, with each filter; the second page too.
pub async fn read_the_audit_log(admin: &Client, organisation: &str) {
    let filters = ["organisation", "person", "object"].map(|filter| format!("{filter}={organisation}"));
    let since = "from=2026-11-01T00:00:00Z&until=2026-11-20T00:00:00Z";
    let all = ["limit=20", "operation=create_offer", since].map(str::to_owned);
    for query in filters.into_iter().chain(all) {
        let path = format!("{}?{query}", paths::AUDIT);
        let page = admin.get(&path).await.expect(200);
        if let Some(cursor) = page.body["next_cursor"].as_str() {
            admin.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
    }
}
