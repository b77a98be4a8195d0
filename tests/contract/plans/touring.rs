//! The lists of tours, and what lies on their way.

use serde_json::json;
use shared::paths;
use shared::tours::{Tour, TourLoad, TourPage};
use tests::Client;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{tour_at, tour_of};

/// The network's tours with each filter and order, one's own, a claim's and a loan's, and one's own tour as it is filled.
pub async fn read(member: &Client, admin: &Client, site: &str, organisation: &str) {
    let near = format!("near_commune={}", LIBOURNE.insee_code);
    let since = "from=2026-11-01T00:00:00Z&until=2026-11-30T00:00:00Z";
    let mut queries = vec![String::new(), near.clone(), format!("{near}&within_km=300&limit=1"), since.to_owned()];
    queries.extend(["mine=true", "wants_driver=true", "state=planned", "limit=1"].map(str::to_owned));
    queries.extend([format!("organisation={organisation}"), format!("mine=true&{since}")]);
    for query in queries {
        let path = format!("{}?{query}", paths::TOURS);
        for client in [member, admin] {
            let page: TourPage = client.get(&path).await.read(200);
            if let Some(cursor) = &page.next_cursor {
                client.get(&format!("{path}&cursor={cursor}")).await.expect(200);
            }
            if let Some(tour) = page.items.first() {
                admin.get(&paths::tour(tour.id)).await.expect(200);
                admin.get(&paths::tour_suggestions(tour.id)).await.expect(200);
            }
        }
    }
    for list in [paths::CLAIMS, paths::LOANS] {
        let page = admin.get(&format!("{list}?limit=1")).await.expect(200);
        let id = page.body["items"][0]["id"].as_str().unwrap_or_else(|| panic!("nothing at {list}")).to_owned();
        admin.get(&format!("{list}/{id}/tours")).await.expect(200);
    }
    fill(member, site).await;
}

/// A tour of one's own, with a shop on it, its suggestions, and its end.
async fn fill(member: &Client, site: &str) {
    let tour = tour_of(member, &tour_at(site.parse().expect("a site"))).await;
    let shop = json!({ "shop": {
        "name": "Boulangerie", "insee_code": LIBOURNE.insee_code, "grams": 1_000, "temperature_class": "ambient",
    }});
    let _: TourLoad = member.post(&paths::tour_loads(tour.id), &shop).await.read(201);
    member.get(&paths::tour_suggestions(tour.id)).await.expect(200);
    let why = json!({ "reason": "Empêchement" });
    let _: Tour = member.post(&format!("{}/cancel", paths::tour(tour.id)), &why).await.read(200);
}
