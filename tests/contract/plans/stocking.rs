//! The lists of stock and of recalls, and what is asked while lots are moved, followed and recalled.

use super::crowd::stocking::HOLDER;
use serde_json::json;
use shared::ids::SiteId;
use shared::paths;
use shared::stock::{Recall, RecallPage, StockLinePage};
use tests::Client;
use tests::fixtures::{lot_at, lot_of, moved, movement, received};

/// What an organisation of the crowd has, with each filter; a lot of one's own from its arrival to its recall; all recalls.
pub async fn read(member: &Client, admin: &Client, site: SiteId) {
    let mut queries: Vec<String> = vec!["limit=1".to_owned(), "limit=1&category=bakery".to_owned()];
    let filters = ["status=approved", "funding_source=gift", "text=pain", "until=2026-12-24", "text=pain&category=bakery"];
    queries.extend(filters.map(|filter| format!("limit=1&{filter}")));
    for query in queries {
        let path = format!("{}?organisation={HOLDER}&{query}", paths::LOTS);
        let page: StockLinePage = admin.get(&path).await.read(200);
        let line = page.items.first().unwrap_or_else(|| panic!("{path} finds nothing in the crowd"));
        admin.get(&format!("{}?organisation={HOLDER}&site={}", paths::LOTS, line.site.id)).await.expect(200);
        lot_of(admin, line.lot.id).await;
        admin.get(&paths::lot_trace(line.lot.id)).await.expect(200);
        let wish = format!("site={}&category=bakery&grams=20000", line.site.id);
        admin.get(&format!("{}?{wish}", paths::STOCK_PICK)).await.expect(200);
        if let Some(cursor) = &page.next_cursor {
            admin.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
    }
    admin.get(&format!("{}?organisation={HOLDER}", paths::STOCK)).await.expect(200);
    live(member, admin, site).await;
    for query in ["", "?limit=1", "?open=true", "?open=true&limit=1"] {
        let path = format!("{}{query}", paths::RECALLS);
        for client in [member, admin] {
            let page: RecallPage = client.get(&path).await.read(200);
            if let Some(recall) = page.items.first() {
                client.get(&paths::recall(recall.id)).await.expect(200);
            }
            if let Some(cursor) = &page.next_cursor {
                let separator = if query.is_empty() { '?' } else { '&' };
                client.get(&format!("{path}{separator}cursor={cursor}")).await.expect(200);
            }
        }
    }
}

/// A lot arrives, is moved, taken back, and recalled with its product.
async fn live(member: &Client, admin: &Client, site: SiteId) {
    let mut body = lot_at(site);
    body["gtin"] = json!("3017620422003");
    let lot = received(member, &body).await;
    let line = moved(member, lot.id, &movement("distribute", site, 1_000)).await;
    member.post(&paths::reverse_stock_movement(line.id), &json!({})).await.expect(200);
    member.get(&format!("{}?limit=1", paths::lot_movements(lot.id))).await.expect(200);
    member.get(&paths::lot_offer_draft(lot.id)).await.expect(200);
    let recall = json!({ "gtin": "3017620422003", "reason": "Plastique" });
    let recall: Recall = admin.post(paths::RECALLS, &recall).await.read(201);
    let told = json!({ "site_id": site, "destroyed_grams": 100_000 });
    member.post(&paths::acknowledge_recall(recall.id), &told).await.expect(200);
}
