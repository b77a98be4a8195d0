//! The lists of skills, sessions and hours.

use super::crowd::helping::HELPING;
use shared::follow_through::FollowThrough;
use shared::paths;
use tests::Client;
use tests::fixtures::communes::LIBOURNE;

/// The directory of skills with each filter and order, sessions from each side, hours.
pub async fn read(member: &Client, admin: &Client, organisation: &str) {
    let near = format!("near_commune={}", LIBOURNE.insee_code);
    let mut queries =
        ["", "kind=wanted", "topic=repair", "skill=accounting", "text=bilan", "remote=true"].map(str::to_owned).to_vec();
    queries.extend([near.clone(), format!("{near}&kind=offered&topic=administration&text=bilan")]);
    queries.extend([format!("organisation={organisation}"), "kind=offered&topic=repair&remote=false".to_owned()]);
    for query in queries {
        let path = format!("{}?{query}", paths::SKILLS);
        let page = member.get(&path).await.expect(200);
        if let Some(cursor) = page.body["next_cursor"].as_str() {
            member.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
        if let Some(id) = page.body["items"][0]["id"].as_str() {
            member.get(&format!("{}/{id}", paths::SKILLS)).await.expect(200);
        }
    }
    for query in ["", "?state=done", "?party=giver", "?limit=1"] {
        for client in [member, admin] {
            let page = client.get(&format!("{}{query}", paths::SKILL_SESSIONS)).await.expect(200);
            if let Some(cursor) = page.body["next_cursor"].as_str() {
                let separator = if query.is_empty() { '?' } else { '&' };
                client.get(&format!("{}{query}{separator}cursor={cursor}", paths::SKILL_SESSIONS)).await.expect(200);
            }
            if let Some(id) = page.body["items"][0]["id"].as_str() {
                client.get(&format!("{}/{id}", paths::SKILL_SESSIONS)).await.expect(200);
            }
        }
    }
    // An organisation of the crowd that has lines of hours.
    let hours = paths::skill_hours(HELPING);
    let page = admin.get(&format!("{hours}?limit=1")).await.expect(200);
    let cursor = page.body["next_cursor"].as_str().expect("more than one line of hours in the crowd");
    admin.get(&format!("{hours}?limit=1&cursor={cursor}")).await.expect(200);
    // It has promised and kept something of each kind.
    let found: FollowThrough = admin.get(&paths::follow_through(HELPING)).await.read(200);
    let kept = [found.giving, found.lending, found.helping];
    assert!(kept.iter().all(|kind| kind.kept > 0) && found.borrowing.promised > 0, "{found:?}");
}
