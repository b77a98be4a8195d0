//! Lists of rounds: the latest day first, with filters and pages.

use super::{Cast, cast, suspend};
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use shared::collection_rounds::{CollectionRound, CollectionRoundPage, CollectionRoundState};
use shared::ids::CollectionRoundId;
use shared::organisations::Role;
use shared::paths;
use shared::problem::Code;
use tests::fixtures::{
    bread_of, cold_enough, collected, collection_as, day, filled, finished, kg, noted, route_at, route_kept, set_out,
};
use tests::{Client, TestServer, both};

both!(the_latest_day_comes_first, the_list_is_filtered, the_list_is_paged_without_a_gap, each_reads_what_is_his_or_hers,);

/// Rounds as somebody finds them, in pages of this size.
async fn paged(client: &Client, size: u32, query: &str) -> Vec<CollectionRoundId> {
    let (mut ids, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("{}?limit={size}{query}{cursor}", paths::COLLECTION_ROUNDS);
        let page: CollectionRoundPage = client.get(&path).await.read(200);
        assert!(!page.items.is_empty() || cursor.is_empty(), "a page that another one pointed to is empty");
        ids.extend(page.items.iter().map(|round| round.id));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return ids,
        }
    }
}

async fn listed(client: &Client, query: &str) -> Vec<CollectionRoundId> {
    paged(client, 2, query).await
}

/// A round of the cast's route on a day.
async fn on(cast: &Cast, day: NaiveDate) -> CollectionRound {
    let body = json!({ "route_id": cast.route.id, "day": day });
    cast.samir.post(paths::COLLECTION_ROUNDS, &body).await.read(201)
}

/// The day so many days before the first one of a test.
fn ago(days: u64) -> NaiveDate {
    day(0) - Days::new(days)
}

async fn the_latest_day_comes_first(server: &TestServer) {
    let cast = cast(server).await;
    let yesterday = on(&cast, ago(1)).await;
    let friday = on(&cast, day(3)).await;
    let today = filled(&cast.samir, cast.route.id).await;
    let page: CollectionRoundPage = cast.jeanne.get(paths::COLLECTION_ROUNDS).await.read(200);
    let ids: Vec<_> = page.items.iter().map(|round| round.id).collect();
    assert_eq!((ids, page.next_cursor), (vec![friday.id, today.id, yesterday.id], None));
    let lean = &page.items[1];
    assert_eq!((lean.stop_count, lean.noted_count, lean.grams, lean.stops.len()), (3, 3, kg(20), 0), "sums, and no stops");
    let whole = collection_as(&cast.jeanne, today.id).await;
    assert_eq!(CollectionRound { stops: Vec::new(), ..whole }, *lean, "the rest is the same");
}

async fn the_list_is_filtered(server: &TestServer) {
    let cast = cast(server).await;
    let mut evening = route_at(cast.grocery.site(), cast.shop.id);
    evening["title"] = json!("Ramasse du soir");
    let evening = route_kept(&cast.nadia, &evening).await;
    let done = filled(&cast.samir, cast.route.id).await.id;
    finished(&cast.samir, done, &cold_enough()).await;
    let off = on(&cast, ago(7)).await.id;
    cast.samir.act(&paths::cancel_collection_round(off)).await.expect(200);
    let again = on(&cast, ago(7)).await.id;
    let of_evening = set_out(&cast.jeanne, evening.id).await.id;
    let free = json!({ "site_id": cast.grocery.site(), "stops": [{ "donor_name": "Collège" }], "day": day(2) });
    let free = cast.samir.post(paths::COLLECTION_ROUNDS, &free).await.read::<CollectionRound>(201).id;
    let (monday, sunday) = (ago(1), day(5));
    for (query, expected) in [
        (String::new(), vec![free, of_evening, done, again, off]),
        (format!("&route={}", cast.route.id), vec![done, again, off]),
        (format!("&route={}", evening.id), vec![of_evening]),
        ("&state=done".to_owned(), vec![done]),
        ("&state=cancelled".to_owned(), vec![off]),
        ("&state=open".to_owned(), vec![free, of_evening, again]),
        (format!("&from={monday}"), vec![free, of_evening, done]),
        (format!("&until={monday}"), vec![again, off]),
        (format!("&from={}&until={}", day(0), day(0)), vec![of_evening, done]),
        (format!("&from={}&until={}", ago(7), ago(7)), vec![again, off]),
        (format!("&from={sunday}"), vec![]),
        (format!("&route={}&state=open", cast.route.id), vec![again]),
        (format!("&organisation={}&state=done&from={monday}", cast.grocery.id), vec![done]),
        (format!("&route={}", uuid::Uuid::now_v7()), vec![]),
    ] {
        assert_eq!(listed(&cast.nadia, &query).await, expected, "{query}");
    }
    let asked = async |query: &str| cast.nadia.get(&format!("{}?{query}", paths::COLLECTION_ROUNDS)).await;
    asked("state=eaten").await.refused(Code::Malformed);
    asked("from=hier").await.refused(Code::Malformed);
    asked("shop=1").await.refused(Code::Malformed);
    asked("limit=0").await.refused_fields(&[("?limit", "too_small")]);
    asked("limit=101").await.refused_fields(&[("?limit", "too_large")]);
}

async fn the_list_is_paged_without_a_gap(server: &TestServer) {
    let cast = cast(server).await;
    let ours = json!({ "site_id": cast.grocery.site(), "stops": [{ "donor_name": "Boutique" }] });
    // Three on each of three days, all begun at the same instant: only the identifier orders them.
    for number in 0..9 {
        let mut body = ours.clone();
        body["day"] = json!(day(number % 3));
        cast.samir.post(paths::COLLECTION_ROUNDS, &body).await.expect(201);
    }
    let whole = paged(&cast.samir, 100, "").await;
    assert_eq!(whole.len(), 9);
    for size in [1, 2, 4, 9] {
        assert_eq!(paged(&cast.samir, size, "").await, whole, "in pages of {size}");
    }
    let from = format!("&from={}", day(1));
    assert_eq!(paged(&cast.samir, 2, &from).await, whole[..6]);
    // Of a later day: it comes before what was read, and nothing is read twice.
    let first = cast.samir.get(&format!("{}?limit=4", paths::COLLECTION_ROUNDS)).await.expect(200);
    let cursor = first.body["next_cursor"].as_str().expect("another page").to_owned();
    assert!(first.header("link").ends_with("rel=\"next\""), "{}", first.header("link"));
    let mut later = ours;
    later["day"] = json!(day(9));
    cast.samir.post(paths::COLLECTION_ROUNDS, &later).await.expect(201);
    let rest: CollectionRoundPage =
        cast.samir.get(&format!("{}?limit=9&cursor={cursor}", paths::COLLECTION_ROUNDS)).await.read(200);
    assert_eq!(rest.items.iter().map(|round| round.id).collect::<Vec<_>>(), whole[4..]);
    for other in ["state=open", "from=2026-11-24", "until=2026-12-24"] {
        let mixed = format!("{}?{other}&cursor={cursor}", paths::COLLECTION_ROUNDS);
        cast.samir.get(&mixed).await.refused(Code::CursorMismatch);
    }
    cast.samir.get(&format!("{}?cursor={cursor}", paths::COLLECTION_ROUTES)).await.refused(Code::CursorMismatch);
    cast.samir.get(&format!("{}?cursor=x", paths::COLLECTION_ROUNDS)).await.refused(Code::CursorMismatch);
}

async fn each_reads_what_is_his_or_hers(server: &TestServer) {
    let cast = cast(server).await;
    let ours = set_out(&cast.samir, cast.route.id).await.id;
    noted(&cast.samir, ours, 1, &collected(&[bread_of(1_000)])).await;
    let body = json!({ "site_id": cast.other.site(), "stops": [{ "donor_name": "Boutique" }], "day": day(1) });
    let theirs = cast.lea.post(paths::COLLECTION_ROUNDS, &body).await.read::<CollectionRound>(201).id;
    assert_eq!(listed(&cast.samir, "").await, [ours]);
    assert_eq!(listed(&cast.lea, "").await, [theirs]);
    let of_ours = format!("&organisation={}", cast.grocery.id);
    let path = format!("{}?{}", paths::COLLECTION_ROUNDS, &of_ours[1..]);
    cast.lea.get(&path).await.refused(Code::Forbidden);
    server.stranger().await.get(&path).await.refused(Code::Forbidden);
    assert!(listed(&server.stranger().await, "").await.is_empty());
    // Whoever is in both reads both, and the administrator all.
    let of_both = server.stranger().await;
    for organisation in [cast.grocery.id, cast.other.id] {
        server.join(of_both.user_id(), organisation, Role::Volunteer).await;
    }
    for client in [&of_both, &server.admin().await] {
        assert_eq!(paged(client, 1, "").await, [theirs, ours]);
        assert_eq!(listed(client, &of_ours).await, [ours]);
    }
    suspend(server, &cast.grocery).await;
    let page: Value = cast.samir.get(paths::COLLECTION_ROUNDS).await.expect(200).body;
    assert_eq!(page["items"][0]["actions"], json!([]), "it still reads its own, and does nothing");
    assert_eq!(page["items"][0]["state"], json!(CollectionRoundState::Open));
}
