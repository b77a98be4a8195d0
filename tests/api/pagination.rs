//! Pages: all of a list, each item once, and cursors that serve their own list only.

use serde::Serialize;
use serde_json::Value;
use shared::claims::ClaimQuery;
use shared::offers::{OfferQuery, OfferSort};
use shared::organisations::OrganisationQuery;
use shared::paths;
use shared::problem::Code;
use shared::sites::{NewSite, SiteQuery};
use shared::time::{HOUR, MINUTE};
use std::collections::BTreeSet;
use tests::clients::with_query;
use tests::fixtures::communes::{ALL, COUTRAS, LIBOURNE};
use tests::fixtures::{claim_of, kg, offer_at, site_at};
use tests::{Client, TestServer, both, snapshots};

both!(
    every_order_of_offers_shows_each_once,
    a_page_of_offers_has_no_gap_when_one_is_published_meanwhile,
    organisations_sites_and_claims_show_each_once,
    a_cursor_of_other_filters_is_refused,
    the_next_page_is_in_the_link,
);

/// Follows the cursors to the end; the identifiers in order.
async fn walk(client: &Client, path: &str, query: &impl Serialize) -> Vec<String> {
    let mut cursor: Option<String> = None;
    let mut found = Vec::new();
    for _ in 0..100 {
        let mut members = serde_json::to_value(query).unwrap();
        members["cursor"] = Value::from(cursor.clone());
        let page = client.get(&with_query(path, &members)).await.expect(200).body;
        let items = page["items"].as_array().unwrap();
        assert!(!items.is_empty() || cursor.is_none(), "a page that another one pointed to is empty");
        found.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        cursor = page["next_cursor"].as_str().map(str::to_owned);
        if cursor.is_none() {
            return found;
        }
    }
    panic!("{path} never ends");
}

/// Fails unless walking in pages of any of these sizes shows `count` items, each once, in the order of one big page.
async fn shows_each_once(client: &Client, path: &str, query: impl Serialize, count: usize) {
    let sized = |limit: u32| {
        let mut members = serde_json::to_value(&query).unwrap();
        members["limit"] = Value::from(limit);
        members
    };
    let whole = walk(client, path, &sized(100)).await;
    assert_eq!(whole.len(), count, "{path}");
    assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), count, "{path} shows one twice");
    for limit in [1, 3, 7] {
        assert_eq!(walk(client, path, &sized(limit)).await, whole, "{path} in pages of {limit}");
    }
}

async fn every_order_of_offers_shows_each_once(server: &TestServer) {
    for (place, hours) in ALL.into_iter().zip([3, 4, 5].into_iter().cycle()) {
        let giver = server.organisation(place.name).approved().at(place).exists().await;
        let camille = server.volunteer_of(&giver).await;
        // Three of each have the same place, the same minute and the same end, so that only the id orders them.
        for title in ["Yaourts", "Lait", "Yaourts et lait"] {
            let offer = offer_at(giver.site()).titled(title).undated();
            offer.fetched_in(1, hours).published_by(&camille).await;
        }
        server.clock.advance(MINUTE);
    }
    let admin = server.admin().await;
    let sorted = |sort| OfferQuery { sort: Some(sort), ..OfferQuery::default() };
    shows_each_once(&admin, paths::OFFERS, sorted(OfferSort::Newest), 18).await;
    shows_each_once(&admin, paths::OFFERS, sorted(OfferSort::Closing), 18).await;
    let near = OfferQuery { near_commune: Some("33243".to_owned()), within_km: Some(300), ..OfferQuery::default() };
    for sort in OfferSort::ALL {
        shows_each_once(&admin, paths::OFFERS, OfferQuery { sort: Some(*sort), ..near.clone() }, 18).await;
        let yoghurt = OfferQuery { sort: Some(*sort), text: Some("yaourt".to_owned()), within_km: Some(30), ..near.clone() };
        shows_each_once(&admin, paths::OFFERS, yoghurt, 12).await;
    }
}

async fn a_page_of_offers_has_no_gap_when_one_is_published_meanwhile(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    for _ in 0..4 {
        offer_at(giver.site()).published_by(&camille).await;
        server.clock.advance(MINUTE);
    }
    let query = OfferQuery { limit: Some(2), ..OfferQuery::default() };
    let before = walk(&camille, paths::OFFERS, &query).await;
    let first = camille.get_with(paths::OFFERS, &query).await.expect(200).body;
    offer_at(giver.site()).published_by(&camille).await;
    let cursor = first["next_cursor"].as_str().unwrap().to_owned();
    let next = OfferQuery { cursor: Some(cursor), ..query };
    let second = camille.get_with(paths::OFFERS, &next).await.expect(200).body;
    let ids: Vec<&str> = second["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, before[2..]);
}

async fn organisations_sites_and_claims_show_each_once(server: &TestServer) {
    let giver = server.organisation("Donne").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Prend").approved().at(COUTRAS).exists().await;
    // Same names: only the id orders them.
    for _ in 0..4 {
        server.organisation("Même nom").approved().exists().await;
    }
    let (admin, samir) = (server.admin().await, server.volunteer_of(&taker).await);
    for name in ["Un", "Un", "Deux", "Deux", "Trois"] {
        let site = NewSite { name: name.to_owned(), ..site_at(LIBOURNE) };
        admin.post(&paths::sites_of(giver.id), &site).await.expect(201);
    }
    let offer = offer_at(giver.site()).of(kg(100)).published_by(&server.volunteer_of(&giver).await).await;
    for _ in 0..8 {
        claim_of(offer.id, taker.site()).made_by(&samir).await;
    }
    shows_each_once(&admin, paths::ORGANISATIONS, OrganisationQuery::default(), 6).await;
    shows_each_once(&samir, paths::ORGANISATIONS, OrganisationQuery::default(), 6).await;
    shows_each_once(&samir, paths::SITES, SiteQuery::default(), 7).await;
    shows_each_once(&samir, paths::SITES, SiteQuery { organisation: Some(giver.id), ..SiteQuery::default() }, 6).await;
    shows_each_once(&samir, paths::CLAIMS, ClaimQuery::default(), 8).await;
    shows_each_once(&admin, paths::CLAIMS, ClaimQuery { offer: Some(offer.id), ..ClaimQuery::default() }, 8).await;
}

async fn a_cursor_of_other_filters_is_refused(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    for _ in 0..3 {
        offer_at(giver.site()).published_by(&camille).await;
    }
    let page = camille.get(&format!("{}?limit=1", paths::OFFERS)).await.expect(200).body;
    let cursor = page["next_cursor"].as_str().unwrap().to_owned();
    let with = |rest: &str| format!("{}?limit=1&cursor={cursor}{rest}", paths::OFFERS);
    camille.get(&with("")).await.expect(200);
    camille.get(&format!("{}?limit=2&cursor={cursor}", paths::OFFERS)).await.expect(200);
    for other in ["&category=dairy", "&text=yaourt", "&sort=closing", "&near_commune=33243", "&temperature_class=chilled"] {
        let answer = camille.get(&with(other)).await;
        snapshots::matches("cursor_mismatch", &answer);
        answer.refused(Code::CursorMismatch);
    }
    for path in [paths::CLAIMS, paths::SITES, paths::ORGANISATIONS] {
        camille.get(&format!("{path}?cursor={cursor}")).await.refused(Code::CursorMismatch);
    }
    for nonsense in ["", "x", "%C3%A9", "eyJ2IjoxfQ"] {
        camille.get(&format!("{}?cursor={nonsense}", paths::OFFERS)).await.refused(Code::CursorMismatch);
    }
}

async fn the_next_page_is_in_the_link(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    for hours in 2..5 {
        offer_at(giver.site()).titled("Lait frais").undated().fetched_in(1, hours).published_by(&camille).await;
    }
    server.clock.advance(HOUR);
    let first = camille.get(&format!("{}?text=lait+frais&limit=2&sort=closing", paths::OFFERS)).await;
    snapshots::matches("offers_first_page", &first);
    let link = first.header("link").to_owned();
    let (target, relation) = link.split_once(">; ").unwrap();
    assert_eq!(relation, "rel=\"next\"");
    let second = camille.get(target.trim_start_matches('<')).await.expect(200);
    assert_eq!(second.body["items"].as_array().unwrap().len(), 1);
    assert_eq!((second.header("link"), second.body.get("next_cursor")), ("", None));
}
