//! What sites take: declared once, seen by all, and who is called for what.

use reqwest::Method;
use serde_json::json;
use shared::acceptance::{Acceptance, AcceptanceCriteria, Objection, ObjectionList};
use shared::ids::{OfferId, SiteId};
use shared::notifications::{NotificationKind, NotificationPage};
use shared::paths;
use shared::problem::Code;
use shared::sites::Weekday;
use shared::units::Grams;
use tests::fixtures::{claim_of, kg, need_at, offer_at};
use tests::{Answer, Client, TestServer, both};

use crate::world::World;
use api::events::worker;

both!(
    a_site_that_has_declared_nothing_takes_anything,
    what_is_declared_replaces_what_was_and_can_be_taken_back,
    an_edit_of_criteria_needs_the_version_that_was_seen,
    wrong_criteria_are_named,
    nobody_is_called_for_what_the_site_does_not_take,
    nobody_hears_of_a_need_whose_site_does_not_take_the_offer,
    what_speaks_against_an_offer_is_told_and_never_forbids_a_claim,
);

async fn declare(client: &Client, site: SiteId, version: i64, criteria: &impl serde::Serialize) -> Answer {
    let text = serde_json::to_string(criteria).unwrap();
    let client = client.with_if_match(version);
    client.send_text(Method::PUT, &paths::acceptance(site), Some("application/json"), &text).await
}

async fn found(client: &Client, site: SiteId) -> Acceptance {
    client.get(&paths::acceptance(site)).await.read(200)
}

async fn objections(client: &Client, site: SiteId, offer: OfferId, more: &str) -> Vec<Objection> {
    let path = format!("{}?offer={offer}{more}", paths::objections(site));
    client.get(&path).await.read::<ObjectionList>(200).items
}

async fn a_site_that_has_declared_nothing_takes_anything(server: &TestServer) {
    let world = World::of(server).await;
    let said = found(&world.camille, world.taker.site()).await;
    assert_eq!((said.criteria, said.declared_at, said.version), (AcceptanceCriteria::default(), None, 1));
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    assert!(objections(&world.samir, world.taker.site(), offer.id, "").await.is_empty());
}

async fn what_is_declared_replaces_what_was_and_can_be_taken_back(server: &TestServer) {
    let world = World::of(server).await;
    let (ali, site) = (server.coordinator_of(&world.taker).await, world.taker.site());
    let wanted = AcceptanceCriteria {
        days: vec![Weekday::Monday, Weekday::Thursday],
        smallest_grams: Some(kg(5)),
        largest_grams: Some(kg(200)),
        categories: vec!["bakery".to_owned(), "dairy".to_owned()],
        radius_m: Some(25_000),
        frozen: false,
        ..AcceptanceCriteria::default()
    };
    let twice = json!({ "days": ["thursday", "monday"], "smallest_grams": 5_000, "largest_grams": 200_000,
        "categories": ["dairy", "bakery", "dairy"], "radius_m": 25_000, "frozen": false });
    let saved: Acceptance = declare(&ali, site, 1, &twice).await.read(200);
    assert_eq!((&saved.criteria, saved.version), (&wanted, 2));
    assert!(saved.declared_at.is_some());
    let answer = world.camille.get(&paths::acceptance(site)).await;
    assert_eq!(answer.header("etag"), "\"2\"");
    assert_eq!(answer.read::<Acceptance>(200), saved, "everybody sees it");
    let other: Acceptance = declare(&ali, site, 2, &json!({ "chilled": false })).await.read(200);
    assert_eq!(other.criteria, AcceptanceCriteria { chilled: false, ..AcceptanceCriteria::default() });
    ali.with_if_match(3).delete(&paths::acceptance(site)).await.expect(204);
    let back = found(&ali, site).await;
    assert_eq!((back.criteria, back.declared_at), (AcceptanceCriteria::default(), None));
    assert_eq!(back.version, 4, "no version comes twice");
}

async fn an_edit_of_criteria_needs_the_version_that_was_seen(server: &TestServer) {
    let world = World::of(server).await;
    let (ali, site) = (server.coordinator_of(&world.taker).await, world.taker.site());
    let text = serde_json::to_string(&AcceptanceCriteria::default()).unwrap();
    let bare = ali.send_text(Method::PUT, &paths::acceptance(site), Some("application/json"), &text).await;
    bare.refused(Code::PreconditionRequired);
    declare(&ali, site, 1, &AcceptanceCriteria::default()).await.expect(200);
    declare(&ali, site, 1, &AcceptanceCriteria::default()).await.refused(Code::PreconditionFailed);
    ali.with_if_match(1).delete(&paths::acceptance(site)).await.refused(Code::PreconditionFailed);
    declare(&world.samir, site, 2, &AcceptanceCriteria::default()).await.refused(Code::Forbidden);
}

async fn wrong_criteria_are_named(server: &TestServer) {
    let world = World::of(server).await;
    let (ali, site) = (server.coordinator_of(&world.taker).await, world.taker.site());
    let wrong = [
        (json!({ "categories": ["dairy", "dragons"] }), "/categories/1", "unknown"),
        (json!({ "smallest_grams": 0 }), "/smallest_grams", "too_small"),
        (json!({ "smallest_grams": 9, "largest_grams": 8 }), "/largest_grams", "too_small"),
        (json!({ "radius_m": 999 }), "/radius_m", "too_small"),
    ];
    for (body, pointer, code) in wrong {
        declare(&ali, site, 1, &body).await.refused_fields(&[(pointer, code)]);
    }
    assert_eq!(found(&ali, site).await.version, 1);
    let path = format!("{}?offer={}", paths::objections(site), uuid::Uuid::now_v7());
    ali.get(&path).await.refused_fields(&[("?offer", "unknown")]);
}

async fn kinds(client: &Client) -> Vec<NotificationKind> {
    let page: NotificationPage = client.get(paths::NOTIFICATIONS).await.read(200);
    page.items.iter().map(|one| one.kind).collect()
}

async fn nobody_is_called_for_what_the_site_does_not_take(server: &TestServer) {
    let world = World::of(server).await;
    let (ali, site) = (server.coordinator_of(&world.taker).await, world.taker.site());
    need_at(site).published_by(&world.samir).await;
    worker::run_once(&server.state).await;
    declare(&ali, site, 1, &json!({ "smallest_grams": 50_000 })).await.expect(200);
    offer_at(world.giver.site()).of(kg(40)).published_by(&world.camille).await;
    worker::run_once(&server.state).await;
    assert!(kinds(&world.samir).await.is_empty(), "he has said that he comes for no less than 50 kg");
    assert!(kinds(&world.camille).await.is_empty());
    offer_at(world.giver.site()).of(kg(60)).published_by(&world.camille).await;
    worker::run_once(&server.state).await;
    assert_eq!(kinds(&world.samir).await, [NotificationKind::OfferFits]);
}

async fn nobody_hears_of_a_need_whose_site_does_not_take_the_offer(server: &TestServer) {
    let world = World::of(server).await;
    let (ali, site) = (server.coordinator_of(&world.taker).await, world.taker.site());
    declare(&ali, site, 1, &json!({ "radius_m": 5_000 })).await.expect(200);
    offer_at(world.giver.site()).published_by(&world.camille).await;
    worker::run_once(&server.state).await;
    need_at(site).published_by(&world.samir).await;
    worker::run_once(&server.state).await;
    assert!(kinds(&world.camille).await.is_empty() && kinds(&world.samir).await.is_empty());
}

async fn what_speaks_against_an_offer_is_told_and_never_forbids_a_claim(server: &TestServer) {
    let world = World::of(server).await;
    let (ali, site) = (server.coordinator_of(&world.taker).await, world.taker.site());
    let strict = json!({ "categories": ["bakery"], "chilled": false, "largest_grams": 10_000, "radius_m": 1_000 });
    declare(&ali, site, 1, &strict).await.expect(200);
    let offer = offer_at(world.giver.site()).of(kg(40)).published_by(&world.camille).await;
    let said = objections(&world.samir, site, offer.id, "").await;
    assert_eq!(said, [Objection::Category, Objection::Chilled, Objection::TooFar], "part of it can be taken");
    let wish = format!("&grams={}", Grams::from_kg(20).0);
    let said = objections(&world.samir, site, offer.id, &wish).await;
    assert_eq!(said, [Objection::Category, Objection::Chilled, Objection::TooMuch, Objection::TooFar]);
    claim_of(offer.id, site).of(kg(20)).made_by(&world.samir).await;
}
