//! What finished rounds brought, as a table.

use super::{Cast, cast, stock, suspend};
use serde_json::json;
use shared::collection_rounds::CollectionRound;
use shared::paths;
use shared::problem::Code;
use tests::fixtures::{
    bread_of, cold_enough, collected, day, filled, finished, fish_of, noted, nothing_given, set_out, yoghurt_of,
};
use tests::{Answer, Client, TestServer, both};

both!(
    each_thing_that_a_shop_gave_is_a_line,
    only_finished_rounds_of_the_time_are_in_it,
    a_table_tells_of_a_year_at_most,
    it_is_for_those_whose_rounds_they_are,
);

/// The table of the grocery's rounds in this time, as it is asked for.
async fn asked(cast: &Cast, client: &Client, from: &str, until: &str) -> Answer {
    let query = format!("organisation={}&from={from}&until={until}", cast.grocery.id);
    client.get(&format!("{}?{query}", paths::COLLECTION_TABLE)).await
}

/// The cells of each line below the heading.
fn cells(answer: &Answer) -> Vec<Vec<&str>> {
    answer.text.lines().skip(1).map(|line| line.split(';').collect()).collect()
}

async fn each_thing_that_a_shop_gave_is_a_line(server: &TestServer) {
    let cast = cast(server).await;
    let round = set_out(&cast.samir, cast.route.id).await.id;
    let mut formula = bread_of(2_050);
    formula["title"] = json!("=SOMME(A1)");
    noted(&cast.samir, round, 1, &collected(&[bread_of(12_000), formula])).await;
    noted(&cast.samir, round, 2, &collected(&[yoghurt_of(8_000), fish_of(4_000)])).await;
    finished(&cast.samir, round, &cold_enough()).await;
    let answer = asked(&cast, &cast.samir, "2026-11-24", "2026-11-24").await.expect(200);
    assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("text/csv; charset=utf-8", "no-store"));
    assert!(answer.header("content-disposition").contains("collection-rounds.csv"));
    assert!(answer.text.contains("Jour;Ramasse;Commerce;Code de la catégorie;"), "{}", answer.text);
    let lines = cells(&answer);
    let told: Vec<[&str; 9]> = lines.iter().map(|line| [2, 3, 5, 6, 7, 8, 9, 10, 1].map(|place| line[place])).collect();
    let [use_by, best_before] = [day(3), day(60)].map(|day| day.format("%d/%m/%Y").to_string());
    let (bakery, shop, title) = ("Boulangerie des Allées", "Supermarché de la gare", "Ramasse du centre");
    let expected: [[&str; 9]; 4] = [
        [bakery, "bakery.bread", "Pain de la veille", "12", "", "", "", "", title],
        [bakery, "bakery.bread", "'=SOMME(A1)", "2,05", "", "", "", "", title],
        [shop, "dairy.yoghurt", "Yaourts nature", "8", "3,5", "4", &use_by, "", title],
        [shop, "frozen.fish", "Colin surgelé", "4", "-19", "-18,5", "", &best_before, title],
    ];
    assert_eq!(told, expected);
    assert!(lines.iter().all(|line| line.len() == 12 && line[0] == "24/11/2026"), "{lines:?}");
    let mut named: Vec<&str> = lines.iter().map(|line| line[11]).collect();
    let mut lots: Vec<String> = stock(&cast.samir).await.iter().map(|lot| lot.id.to_string()).collect();
    named.sort_unstable();
    lots.sort_unstable();
    assert_eq!(named, lots, "each line leads to its lot");
    let in_english = cast.samir.with_header("accept-language", "en");
    let english = asked(&cast, &in_english, "2026-11-24", "2026-11-24").await.expect(200);
    assert!(english.text.starts_with("Day,Round,Shop,") && english.text.contains(",2.05,"), "{}", english.text);
}

async fn only_finished_rounds_of_the_time_are_in_it(server: &TestServer) {
    let cast = cast(server).await;
    let count = async |from: &str, until: &str| cells(&asked(&cast, &cast.nadia, from, until).await.expect(200)).len();
    assert_eq!(count("2026-11-01", "2026-11-30").await, 0, "a heading alone");
    let round = filled(&cast.samir, cast.route.id).await.id;
    assert_eq!(count("2026-11-01", "2026-11-30").await, 0, "it is on the road");
    finished(&cast.samir, round, &cold_enough()).await;
    let later = json!({ "route_id": cast.route.id, "day": day(3) });
    let later: CollectionRound = cast.samir.post(paths::COLLECTION_ROUNDS, &later).await.read(201);
    noted(&cast.samir, later.id, 1, &collected(&[bread_of(5_000)])).await;
    finished(&cast.samir, later.id, &json!({})).await;
    let off = json!({ "route_id": cast.route.id, "day": day(1) });
    let off: CollectionRound = cast.samir.post(paths::COLLECTION_ROUNDS, &off).await.read(201);
    noted(&cast.samir, off.id, 1, &collected(&[bread_of(7_000)])).await;
    cast.samir.act(&paths::cancel_collection_round(off.id)).await.expect(200);
    let empty = json!({ "route_id": cast.route.id, "day": day(2) });
    let empty: CollectionRound = cast.samir.post(paths::COLLECTION_ROUNDS, &empty).await.read(201);
    noted(&cast.samir, empty.id, 1, &nothing_given()).await;
    finished(&cast.samir, empty.id, &json!({})).await;
    for (from, until, expected) in [
        ("2026-11-01", "2026-11-30", 3),
        ("2026-11-24", "2026-11-24", 2),
        ("2026-11-25", "2026-11-27", 1),
        ("2026-11-27", "2026-11-27", 1),
        ("2026-11-28", "2026-12-31", 0),
    ] {
        assert_eq!(count(from, until).await, expected, "from {from} until {until}");
    }
    let all = asked(&cast, &cast.nadia, "2026-11-01", "2026-11-30").await;
    let days: Vec<String> = cells(&all).iter().map(|line| line[0].to_owned()).collect();
    assert_eq!(days, ["24/11/2026", "24/11/2026", "27/11/2026"], "the first day first");
}

async fn a_table_tells_of_a_year_at_most(server: &TestServer) {
    let cast = cast(server).await;
    let asked = async |from: &str, until: &str| asked(&cast, &cast.nadia, from, until).await;
    asked("2026-01-01", "2027-01-01").await.expect(200);
    asked("2026-01-01", "2027-01-02").await.refused_fields(&[("?from", "too_many")]);
    asked("2026-11-24", "2026-11-23").await.refused_fields(&[("?until", "dates_order")]);
    asked("hier", "2026-11-23").await.refused(Code::Malformed);
    let open = format!("{}?organisation={}&from=2026-11-01", paths::COLLECTION_TABLE, cast.grocery.id);
    cast.nadia.get(&open).await.refused(Code::Malformed);
}

async fn it_is_for_those_whose_rounds_they_are(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await.id;
    finished(&cast.samir, round, &cold_enough()).await;
    let of = async |client: &Client| asked(&cast, client, "2026-11-24", "2026-11-24").await;
    for client in [&cast.lea, &server.stranger().await] {
        of(client).await.refused(Code::Forbidden);
    }
    of(&server.anonymous()).await.refused(Code::Unauthenticated);
    assert_eq!(cells(&of(&server.admin().await).await.expect(200)).len(), 2);
    suspend(server, &cast.grocery).await;
    assert_eq!(cells(&of(&cast.samir).await.expect(200)).len(), 2, "it still reads its own");
}
