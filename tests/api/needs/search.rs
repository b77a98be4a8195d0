//! The board of needs.

use super::World;
use shared::needs::{Need, NeedKind, NeedPage, NeedQuery, NeedSort, NeedStatus};
use shared::paths;
use shared::problem::Code;
use shared::sites::Weekday;
use shared::time::HOUR;
use shared::units::TemperatureClass;
use tests::fixtures::communes::{ARCACHON, BORDEAUX, COUTRAS, LIBOURNE, SAINT_EMILION};
use tests::fixtures::{day, need_at};
use tests::{Client, TestServer, both};

both!(
    urgent_ones_come_first_in_every_order,
    filters_keep_what_fits,
    pages_show_each_need_once,
    only_members_see_what_is_over,
    wrong_questions_are_refused,
);

/// Five needs in five communes, from the nearest to Libourne on, published an hour apart; Bordeaux's is urgent,
/// Coutras's a standing one.
async fn board(server: &TestServer) -> Vec<Need> {
    let mut needs = Vec::new();
    for (place, within) in [(LIBOURNE, 100), (SAINT_EMILION, 90), (COUTRAS, 80), (BORDEAUX, 70), (ARCACHON, 60)] {
        let organisation = server.organisation(place.name).approved().at(place).exists().await;
        let volunteer = server.volunteer_of(&organisation).await;
        let need = need_at(organisation.site()).within_hours(within).titled(&format!("Lait pour {}", place.name));
        let need = match place.name {
            "Bordeaux" => need.urgently().category("eggs"),
            "Coutras" => need.every(Weekday::Friday, "18:00", day(0), None),
            _ => need.taking(&[TemperatureClass::Ambient]),
        };
        needs.push(need.published_by(&volunteer).await);
        server.clock.advance(HOUR);
    }
    needs
}

async fn found(client: &Client, query: &NeedQuery) -> Vec<String> {
    let page: NeedPage = client.get_with(paths::NEEDS, query).await.read(200);
    page.items.into_iter().map(|need| need.site.commune).collect()
}

fn near_libourne(sort: Option<NeedSort>) -> NeedQuery {
    NeedQuery { near_commune: Some("33243".to_owned()), sort, ..NeedQuery::default() }
}

async fn urgent_ones_come_first_in_every_order(server: &TestServer) {
    board(server).await;
    let world = World::of(server).await;
    let sorted = |sort| NeedQuery { sort: Some(sort), ..NeedQuery::default() };
    let newest = found(&world.camille, &sorted(NeedSort::Newest)).await;
    assert_eq!(newest, ["Bordeaux", "Arcachon", "Coutras", "Saint-Emilion", "Libourne"]);
    let closing = found(&world.camille, &sorted(NeedSort::Closing)).await;
    assert_eq!(closing, ["Bordeaux", "Arcachon", "Coutras", "Saint-Emilion", "Libourne"]);
    let nearest = found(&world.camille, &near_libourne(None)).await;
    assert_eq!(nearest, ["Bordeaux", "Libourne", "Saint-Emilion", "Coutras"]);
    let page: NeedPage = world.camille.get_with(paths::NEEDS, &near_libourne(None)).await.read(200);
    assert_eq!(page.items[1].distance_m, Some(0));
    let near_and_new = found(&world.camille, &near_libourne(Some(NeedSort::Newest))).await;
    assert_eq!(near_and_new, ["Bordeaux", "Coutras", "Saint-Emilion", "Libourne"]);
    // Urgency passes with its time.
    server.clock.advance(64 * HOUR);
    let closing = found(&world.camille, &sorted(NeedSort::Closing)).await;
    assert_eq!(closing.first().map(String::as_str), Some("Bordeaux"));
}

async fn filters_keep_what_fits(server: &TestServer) {
    board(server).await;
    let world = World::of(server).await;
    let ask = async |query: NeedQuery| found(&world.camille, &query).await;
    let none = NeedQuery::default;
    assert_eq!(ask(NeedQuery { urgent: Some(true), ..none() }).await, ["Bordeaux"]);
    assert_eq!(ask(NeedQuery { urgent: Some(false), ..none() }).await.len(), 4);
    assert_eq!(ask(NeedQuery { kind: Some(NeedKind::Weekly), ..none() }).await, ["Coutras"]);
    assert_eq!(ask(NeedQuery { category: Some("eggs".to_owned()), ..none() }).await, ["Bordeaux"]);
    assert_eq!(ask(NeedQuery { category: Some("dairy".to_owned()), ..none() }).await.len(), 4);
    let chilled = NeedQuery { temperature_class: Some(TemperatureClass::Chilled), ..none() };
    assert_eq!(ask(chilled).await, ["Bordeaux", "Coutras"]);
    assert_eq!(ask(NeedQuery { text: Some("laits ARCACHON".to_owned()), ..none() }).await, ["Arcachon"]);
    assert_eq!(ask(NeedQuery { text: Some("produits laitiers".to_owned()), ..none() }).await.len(), 4);
    assert!(ask(NeedQuery { text: Some("riz".to_owned()), ..none() }).await.is_empty());
    let close = NeedQuery { within_km: Some(10), ..near_libourne(None) };
    assert_eq!(ask(close.clone()).await, ["Libourne", "Saint-Emilion"]);
    assert_eq!(ask(NeedQuery { text: Some("emilion".to_owned()), ..close }).await, ["Saint-Emilion"]);
    let site = NeedQuery { near_site: Some(world.taker.site()), within_km: Some(5), ..none() };
    assert_eq!(ask(site).await, ["Coutras"]);
}

async fn pages_show_each_need_once(server: &TestServer) {
    board(server).await;
    let world = World::of(server).await;
    let orders = [
        NeedQuery::default(),
        NeedQuery { sort: Some(NeedSort::Closing), ..NeedQuery::default() },
        NeedQuery { within_km: Some(200), ..near_libourne(None) },
        NeedQuery { within_km: Some(200), ..near_libourne(Some(NeedSort::Newest)) },
        NeedQuery { text: Some("lait".to_owned()), ..NeedQuery::default() },
    ];
    for query in orders {
        let whole = found(&world.camille, &query).await;
        assert_eq!(whole.len(), 5);
        for limit in 1..=3 {
            let mut query = NeedQuery { limit: Some(limit), ..query.clone() };
            let mut shown = Vec::new();
            loop {
                let page: NeedPage = world.camille.get_with(paths::NEEDS, &query).await.read(200);
                shown.extend(page.items.into_iter().map(|need| need.site.commune));
                query.cursor = page.next_cursor;
                if query.cursor.is_none() {
                    break;
                }
            }
            assert_eq!(shown, whole, "{query:?}");
        }
    }
}

async fn only_members_see_what_is_over(server: &TestServer) {
    let world = World::of(server).await;
    let gone = need_at(world.taker.site()).published_by(&world.samir).await;
    world.samir.act(&paths::withdraw_need(gone.id)).await.expect(200);
    need_at(world.taker.site()).urgently().published_by(&world.samir).await;
    let of = |status| NeedQuery { organisation: Some(world.taker.id), status, ..NeedQuery::default() };
    assert_eq!(found(&world.samir, &of(None)).await.len(), 2);
    assert_eq!(found(&world.samir, &of(Some(NeedStatus::Withdrawn))).await.len(), 1);
    assert_eq!(found(&world.samir, &of(Some(NeedStatus::Open))).await.len(), 1);
    assert_eq!(found(&world.samir, &NeedQuery { urgent: Some(true), ..of(None) }).await.len(), 1);
    assert_eq!(found(&world.camille, &of(None)).await.len(), 1);
    let answer = world.camille.get_with(paths::NEEDS, &of(Some(NeedStatus::Withdrawn))).await;
    answer.refused_fields(&[("?status", "own_organisation_only")]);
    // What is over is still there for those who have its address.
    let seen: Need = world.camille.get(&paths::need(gone.id)).await.read(200);
    assert_eq!(seen.status, NeedStatus::Withdrawn);
}

async fn wrong_questions_are_refused(server: &TestServer) {
    let world = World::of(server).await;
    let ask = async |query: &str| world.camille.get(&format!("{}?{query}", paths::NEEDS)).await;
    ask("sort=distance").await.refused_fields(&[("?sort", "needs_place")]);
    ask("within_km=10").await.refused_fields(&[("?within_km", "needs_place")]);
    ask("near_commune=33243&within_km=301").await.refused_fields(&[("?within_km", "out_of_range")]);
    ask("near_commune=99999").await.refused_fields(&[("?near_commune", "unknown")]);
    ask("category=nothing").await.refused_fields(&[("?category", "unknown")]);
    ask("limit=0").await.refused_fields(&[("?limit", "too_small")]);
    ask("urgent=perhaps").await.refused(Code::Malformed);
    ask("cursor=x").await.refused(Code::CursorMismatch);
    need_at(world.taker.site()).published_by(&world.samir).await;
    need_at(world.taker.site()).published_by(&world.samir).await;
    let page: NeedPage = ask("limit=1").await.read(200);
    let cursor = page.next_cursor.unwrap();
    ask(&format!("limit=1&urgent=false&cursor={cursor}")).await.refused(Code::CursorMismatch);
    server.stranger().await.get(paths::NEEDS).await.refused(Code::OrganisationNotApproved);
}
