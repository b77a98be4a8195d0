//! The lists of stock and of recalls, and what is asked while lots are moved, followed and recalled.

use super::crowd::stocking::HOLDER;
use reqwest::Method;
use serde_json::json;
use shared::ids::SiteId;
use shared::offers::{NewOffer, Offer, PickupWindow};
use shared::paths;
use shared::stock::{Recall, RecallExport, RecallPage, StockLinePage};
use shared::time::{DAY, HOUR};
use tests::Client;
use tests::fixtures::{freezing, frozen, lot_at, lot_of, moved, movement, received, start};

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
    admin.get(&format!("{}?organisation={HOLDER}", paths::LOT_CSV)).await.expect(200);
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
    let mut offer: NewOffer = member.get(&paths::lot_offer_draft(lot.id)).await.read(200);
    let from = start().plus(DAY);
    offer.pickup_windows.push(PickupWindow { starts_at: from, ends_at: from.plus(HOUR) });
    let offer: Offer = member.post(paths::OFFERS, &offer).await.read(201);
    member.act(&paths::withdraw_offer(offer.id)).await.expect(200);
    lot_of(member, lot.id).await;
    let part = frozen(member, lot.id, &freezing(site, 1_000)).await;
    for id in [lot.id, part.id] {
        member.get(&paths::lot(id)).await.expect(200);
        member.get(&paths::lot_trace(id)).await.expect(200);
    }
    let notices = "gtin;numero_fiche;motif_rappel\n3017620422003;1;plastique\n96385074;2;verre\n";
    let export = Some(("text/csv", notices.as_bytes().to_vec()));
    let found: RecallExport = admin.send_bytes(Method::POST, paths::RECALL_IMPORT, export).await.read(200);
    assert!(!found.findings.is_empty(), "{found:?}");
    let recall = json!({ "gtin": "3017620422003", "reason": "Plastique" });
    let recall: Recall = admin.post(paths::RECALLS, &recall).await.read(201);
    let told = json!({ "site_id": site, "destroyed_grams": 100_000 });
    member.post(&paths::acknowledge_recall(recall.id), &told).await.expect(200);
}
