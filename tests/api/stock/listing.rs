//! What an organisation has: first out what must leave first, with filters and pages.

use super::cast;
use serde_json::json;
use shared::paths;
use shared::problem::Code;
use shared::stock::StockLinePage;
use shared::time::HOUR;
use tests::fixtures::{day, hand_over, kg, lot_at, moved, movement, received, start, tins_at};
use tests::{Client, TestServer, both};

both!(
    what_must_leave_first_comes_first,
    the_list_is_filtered,
    the_list_is_paged_without_a_gap,
    everybody_sees_what_is_his_own,
);

async fn titles(client: &Client, query: &str) -> Vec<String> {
    let page: StockLinePage = client.get(&format!("{}?{query}", paths::LOTS)).await.read(200);
    page.items.into_iter().map(|line| line.lot.title).collect()
}

async fn what_must_leave_first_comes_first(server: &TestServer) {
    let cast = cast(server).await;
    let arrives = async |title: &str, use_by: Option<u64>, hours_ago: i64| {
        let mut body = lot_at(cast.bank.site());
        (body["title"], body["use_by"]) = (json!(title), json!(use_by.map(day)));
        body["received_at"] = json!(start().plus(-hours_ago * HOUR));
        received(&cast.camille, &body).await
    };
    arrives("dans dix jours", Some(10), 1).await;
    arrives("sans date", None, 9).await;
    arrives("demain, arrivé après", Some(1), 2).await;
    arrives("demain, arrivé avant", Some(1), 5).await;
    received(&cast.camille, &tins_at(cast.bank.site())).await;
    let expected = ["demain, arrivé avant", "demain, arrivé après", "dans dix jours", "Conserves de haricots", "sans date"];
    assert_eq!(titles(&cast.camille, "").await, expected);
    assert_eq!(titles(&cast.camille, &format!("until={}", day(9))).await.len(), 2);
    server.clock.advance(48 * HOUR);
    let page: StockLinePage = cast.camille.get(paths::LOTS).await.read(200);
    assert_eq!(page.items.iter().filter(|line| line.overdue).count(), 2, "it stays there until it is thrown away");
}

async fn the_list_is_filtered(server: &TestServer) {
    let cast = cast(server).await;
    let (bank, cellar) = (cast.bank.site(), cast.cellar);
    let mut yoghurt = lot_at(bank);
    (yoghurt["gtin"], yoghurt["lot_number"]) = (json!("3017620422003"), json!("L-26 312/A"));
    let yoghurt = received(&cast.camille, &yoghurt).await;
    received(&cast.camille, &tins_at(cellar)).await;
    let mut warm = lot_at(bank);
    (warm["title"], warm["temperature_decidegrees"]) = (json!("Crème fraîche"), json!(150));
    (warm["category"], warm["funding_source"]) = (json!("dairy"), json!("state"));
    received(&cast.camille, &warm).await;
    for (query, expected) in [
        (format!("site={cellar}"), vec!["Conserves de haricots"]),
        ("category=dairy".to_owned(), vec!["Yaourts nature", "Crème fraîche"]),
        ("category=dairy.yoghurt".to_owned(), vec!["Yaourts nature"]),
        ("status=on_hold".to_owned(), vec!["Crème fraîche"]),
        ("funding_source=purchase".to_owned(), vec!["Conserves de haricots"]),
        ("funding_source=state&status=approved".to_owned(), vec![]),
        ("text=CREME".to_owned(), vec!["Crème fraîche"]),
        ("text=l26312a".to_owned(), vec!["Yaourts nature"]),
        ("text=3017620422003".to_owned(), vec!["Yaourts nature"]),
        ("text=aourts%20natur".to_owned(), vec!["Yaourts nature"]),
        ("text=%25".to_owned(), vec!["Yaourts nature", "Crème fraîche", "Conserves de haricots"]),
    ] {
        assert_eq!(titles(&cast.camille, &query).await, expected, "{query}");
    }
    cast.camille.get(&format!("{}?category=moon", paths::LOTS)).await.refused_fields(&[("?category", "unknown")]);
    cast.camille.get(&format!("{}?limit=101", paths::LOTS)).await.refused_fields(&[("?limit", "too_large")]);
    moved(&cast.camille, yoghurt.id, &movement("distribute", bank, 100_000)).await;
    assert_eq!(titles(&cast.camille, "category=dairy.yoghurt").await, Vec::<String>::new(), "used up");
}

async fn the_list_is_paged_without_a_gap(server: &TestServer) {
    let cast = cast(server).await;
    for number in 0..7_u64 {
        let mut body = lot_at(if number % 2 == 0 { cast.bank.site() } else { cast.cellar });
        // Several of one day, all of one instant.
        (body["title"], body["use_by"]) = (json!(format!("lot {number}")), json!(day(1 + number / 3)));
        received(&cast.camille, &body).await;
    }
    let whole = titles(&cast.camille, "").await;
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let page: StockLinePage = cast.camille.get(&format!("{}?limit=2{cursor}", paths::LOTS)).await.read(200);
        assert!(page.items.len() <= 2);
        paged.extend(page.items.into_iter().map(|line| line.lot.title));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!((paged.len(), &paged), (7, &whole));
    let first: StockLinePage = cast.camille.get(&format!("{}?limit=2", paths::LOTS)).await.read(200);
    let other = format!("{}?category=dairy&cursor={}", paths::LOTS, first.next_cursor.unwrap());
    cast.camille.get(&other).await.refused(Code::CursorMismatch);
}

async fn everybody_sees_what_is_his_own(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    assert!(titles(&cast.samir, "").await.is_empty());
    let body = hand_over(cast.bank.site(), cast.association.site(), 30_000);
    moved(&cast.camille, lot.id, &body).await;
    let theirs: StockLinePage = cast.samir.get(paths::LOTS).await.read(200);
    let line = &theirs.items[0];
    assert_eq!((line.grams, line.lot.organisation.id, line.site.id), (kg(30), cast.bank.id, cast.association.site()));
    let of_bank = format!("{}?organisation={}", paths::LOTS, cast.bank.id);
    cast.samir.get(&of_bank).await.refused(Code::Forbidden);
    server.admin().await.get(&of_bank).await.expect(200);
    server.admin().await.get(paths::LOTS).await.refused_fields(&[("?organisation", "required")]);
    server.stranger().await.get(paths::LOTS).await.refused_fields(&[("?organisation", "required")]);
}
