//! Sums by category and site, and what to take first.

use super::cast;
use serde_json::json;
use shared::paths;
use shared::problem::Code;
use shared::stock::{PickList, Stock, StockTotal};
use shared::time::HOUR;
use tests::fixtures::{day, kg, lot_at, moved, movement, received, start, tins_at};
use tests::{TestServer, both};

both!(sums_tell_what_is_about_to_be_lost, what_must_leave_first_is_picked_first, what_is_missing_is_asked_for,);

async fn sums_tell_what_is_about_to_be_lost(server: &TestServer) {
    let cast = cast(server).await;
    let (bank, cellar) = (cast.bank.site(), cast.cellar);
    for (use_by, warm) in [(0, false), (3, false), (7, false), (8, true)] {
        let mut body = lot_at(bank);
        body["use_by"] = json!(day(use_by));
        body["temperature_decidegrees"] = json!(if warm { 200 } else { 40 });
        received(&cast.camille, &body).await;
    }
    received(&cast.camille, &tins_at(cellar)).await;
    let stock: Stock = cast.camille.get(paths::STOCK).await.read(200);
    assert_eq!((stock.organisation.id, stock.sites.len(), stock.totals.len()), (cast.bank.id, 2, 2));
    let yoghurt = StockTotal {
        category: "dairy.yoghurt".to_owned(),
        site_id: bank,
        grams: kg(400),
        held_grams: kg(100),
        reserved_grams: kg(0),
        past_grams: kg(0),
        within_3_days_grams: kg(200),
        within_7_days_grams: kg(300),
        lots: 4,
    };
    assert_eq!(stock.totals[1], yoghurt);
    assert_eq!((stock.totals[0].site_id, stock.totals[0].grams), (cellar, kg(300)));
    server.clock.advance(24 * HOUR);
    let stock: Stock = cast.camille.get(paths::STOCK).await.read(200);
    assert_eq!((stock.totals[1].past_grams, stock.totals[1].within_3_days_grams), (kg(100), kg(100)));
    let of_bank = format!("{}?organisation={}", paths::STOCK, cast.bank.id);
    cast.samir.get(&of_bank).await.refused(Code::Forbidden);
}

async fn what_must_leave_first_is_picked_first(server: &TestServer) {
    let cast = cast(server).await;
    let site = cast.bank.site();
    let arrives = async |title: &str, best_before: u64, shelf: &str| {
        let mut body = tins_at(site);
        (body["title"], body["shelf"]) = (json!(title), json!(shelf));
        body["best_before"] = json!(day(best_before));
        received(&cast.camille, &body).await
    };
    let late = arrives("tard", 90, "A1").await;
    let soon = arrives("tôt", 30, "B2").await;
    let held = arrives("mis à part", 10, "C3").await;
    let apart = json!({ "status": "quarantined", "cause": "damaged" });
    cast.nadia.with_if_match(1).post(&paths::lot_status(held.id), &apart).await.expect(200);
    moved(&cast.camille, soon.id, &movement("distribute", site, 250_000)).await;
    let pick = async |grams: i64| -> PickList {
        let path = format!("{}?site={site}&category=canned&grams={grams}", paths::STOCK_PICK);
        cast.camille.get(&path).await.read(200)
    };
    let list = pick(100_000).await;
    let lines: Vec<_> = list
        .lines
        .iter()
        .map(|line| (line.lot.id, line.shelf.as_deref().unwrap(), line.grams.0, line.there_grams.0))
        .collect();
    // Nine cartons of 6 kg: one of them more than what was asked for.
    assert_eq!(lines, [(soon.id, "B2", 50_000, 50_000), (late.id, "A1", 54_000, 300_000)]);
    assert_eq!(list.lacking_grams.0, -4_000);
    let all = pick(1_000_000).await;
    assert_eq!((all.lines.len(), all.lacking_grams), (2, kg(650)));
    server.clock.advance(31 * 24 * HOUR);
    let now = pick(10_000).await;
    assert_eq!(now.lines[0].lot.id, late.id, "what is over leaves once somebody has checked it");
    let good = json!({ "packaging_intact": true, "storage_kept": true, "traceable": true });
    cast.camille.post(&paths::check_lot(soon.id), &good).await.expect(200);
    assert_eq!(pick(10_000).await.lines[0].lot.id, soon.id);
    assert_eq!(start().plus(31 * 24 * HOUR), server.now());
}

async fn what_is_missing_is_asked_for(server: &TestServer) {
    let cast = cast(server).await;
    let site = cast.bank.site();
    let asked = async |query: &str| cast.camille.get(&format!("{}?{query}", paths::STOCK_PICK)).await;
    asked("category=canned&grams=5").await.refused_fields(&[("?site", "required")]);
    asked(&format!("site={site}&grams=5")).await.refused_fields(&[("?category", "required")]);
    asked(&format!("site={site}&category=canned")).await.refused_fields(&[("?grams", "required")]);
    asked(&format!("site={site}&category=canned&grams=0")).await.refused_fields(&[("?grams", "too_small")]);
    asked(&format!("site={site}&category=moon&grams=5")).await.refused_fields(&[("?category", "unknown")]);
    let theirs = format!("site={}&category=canned&grams=5", cast.association.site());
    asked(&theirs).await.refused(Code::Forbidden);
}
