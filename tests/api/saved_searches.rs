//! Saved searches and their alerts: each offer once, to whom it concerns, until the person says stop.

use api::events::worker;
use api::searches;
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};
use shared::paths;
use shared::problem::Code;
use shared::saved_searches::{Alert, AlertPreview, SavedSearch, SavedSearchList};
use shared::time::{DAY, HOUR};
use tests::fixtures::communes::{ARCACHON, LIBOURNE};
use tests::fixtures::{OfferSentence, TestOrganisation, offer_at};
use tests::{Client, TestServer, both};

both!(
    a_search_is_kept_renamed_and_deleted,
    a_new_offer_is_told_once_and_counted,
    an_edit_that_makes_an_offer_fit_is_told,
    an_older_edition_s_searches_are_read_anew,
    several_servers_tell_once,
    a_daily_alert_comes_at_its_hour,
    the_link_in_the_mail_stops_the_alert,
    nobody_is_told_of_own_or_hidden_offers,
    wrong_searches_are_named,
);

/// A giver with a volunteer, and somebody who searches.
struct World {
    giver: TestOrganisation,
    camille: Client,
    samir: Client,
}

impl World {
    async fn of(server: &TestServer) -> Self {
        let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Restos").approved().at(LIBOURNE).exists().await;
        let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
        Self { giver, camille, samir }
    }

    fn offer(&self, title: &str) -> OfferSentence {
        offer_at(self.giver.site()).titled(title)
    }
}

async fn save(client: &Client, filters: Value, alert: &str) -> SavedSearch {
    let new = json!({ "name": "Ma recherche", "filters": filters, "alert": alert });
    client.post(paths::SAVED_SEARCHES, &new).await.read(201)
}

async fn list(client: &Client) -> Vec<SavedSearch> {
    client.get(paths::SAVED_SEARCHES).await.read::<SavedSearchList>(200).items
}

async fn alerts(server: &TestServer) -> Vec<String> {
    while worker::run_once(&server.state).await > 0 {}
    server.outbox().await.into_iter().map(|mail| mail.subject).collect()
}

async fn a_search_is_kept_renamed_and_deleted(server: &TestServer) {
    let world = World::of(server).await;
    let saved = save(&world.samir, json!({ "text": "yaourt", "category": "dairy" }), "off").await;
    assert_eq!((saved.alert, saved.alert_hour, saved.new_count), (Alert::Off, 7, 0));
    let path = paths::saved_search(saved.id);
    let patch = json!({ "name": "Laitages", "alert": "daily", "alert_hour": 18 });
    let renamed: SavedSearch = world.samir.with_if_match(1).patch(&path, &patch).await.read(200);
    assert_eq!((renamed.name.as_str(), renamed.alert_hour, renamed.version), ("Laitages", 18, 2));
    world.samir.with_if_match(1).patch(&path, &patch).await.refused(Code::PreconditionFailed);
    world.camille.with_if_match(2).patch(&path, &patch).await.refused(Code::NotFound);
    world.camille.delete(&path).await.refused(Code::NotFound);
    assert_eq!(list(&world.samir).await, [renamed]);
    world.samir.delete(&path).await.expect(204);
    assert!(list(&world.samir).await.is_empty());
}

async fn a_new_offer_is_told_once_and_counted(server: &TestServer) {
    let world = World::of(server).await;
    world.offer("Yaourts anciens").published_by(&world.camille).await;
    alerts(server).await;
    let near = json!({ "text": "yaort", "near_commune": LIBOURNE.insee_code, "within_km": 20 });
    let first = save(&world.samir, near, "at_once").await;
    assert_eq!(first.place.as_deref(), Some("Libourne"));
    save(&world.samir, json!({ "category": "dairy" }), "at_once").await;
    server.clock.advance(HOUR / 2);
    let offer = world.offer("Yaourts nature").published_by(&world.camille).await;
    world.offer("Comté").category("fish").published_by(&world.camille).await;
    assert_eq!(alerts(server).await.len(), 1, "two searches, one offer, one mail");
    let patch = json!({ "title": "Yaourts nature bio" });
    world.camille.with_if_match(1).patch(&paths::offer(offer.id), &patch).await.expect(200);
    assert_eq!(alerts(server).await.len(), 1, "an edit is no news");
    assert_eq!(list(&world.samir).await.iter().map(|search| search.new_count).collect::<Vec<_>>(), [1, 1]);
    let looked: SavedSearch = world.samir.act(&paths::look_at_saved_search(first.id)).await.read(200);
    assert_eq!(looked.new_count, 0);
}

async fn an_older_edition_s_searches_are_read_anew(server: &TestServer) {
    let world = World::of(server).await;
    save(&world.samir, json!({ "text": "laitiers" }), "at_once").await;
    // Kept when documents held the words of labels.
    let older = "UPDATE saved_searches SET text_query = '[[[\"lait\"]]]'; DELETE FROM saved_search_anchors";
    server.database().connect().batch_execute(older).unwrap();
    server.state.write(searches::store::index_all).await.unwrap();
    world.offer("Petits-suisses").category("dairy").published_by(&world.camille).await;
    assert_eq!(alerts(server).await.len(), 1);
}

async fn an_edit_that_makes_an_offer_fit_is_told(server: &TestServer) {
    let world = World::of(server).await;
    save(&world.samir, json!({ "text": "petits pots" }), "at_once").await;
    let offer = world.offer("Lot divers").category("mixed.ambient").published_by(&world.camille).await;
    assert!(alerts(server).await.is_empty());
    let patch = json!({ "category": "baby.jars" });
    world.camille.with_if_match(1).patch(&paths::offer(offer.id), &patch).await.expect(200);
    assert_eq!(alerts(server).await, ["Nouvelle offre pour « Ma recherche » : Lot divers"]);
}

async fn several_servers_tell_once(server: &TestServer) {
    let world = World::of(server).await;
    save(&world.samir, json!({}), "at_once").await;
    for number in 0..5 {
        world.offer(&format!("Yaourts {number}")).published_by(&world.camille).await;
    }
    futures_util::future::join_all((0..4).map(|_| worker::run_once(&server.state))).await;
    assert_eq!(alerts(server).await.len(), 5);
}

async fn a_daily_alert_comes_at_its_hour(server: &TestServer) {
    let world = World::of(server).await;
    save(&world.samir, json!({ "text": "yaourt" }), "daily").await;
    // Ten o'clock in Bordeaux: the next seven o'clock is tomorrow's.
    server.clock.advance(HOUR);
    world.offer("Yaourts nature").fetched_in(30, 60).published_by(&world.camille).await;
    world.offer("Yaourts vanille").fetched_in(30, 60).published_by(&world.camille).await;
    assert!(alerts(server).await.is_empty());
    server.clock.advance(20 * HOUR);
    assert_eq!(alerts(server).await, ["2 nouvelles offres pour « Ma recherche »"]);
    server.clock.advance(DAY);
    assert_eq!(alerts(server).await.len(), 1, "nothing new, no mail");
}

async fn the_link_in_the_mail_stops_the_alert(server: &TestServer) {
    let world = World::of(server).await;
    save(&world.samir, json!({ "text": "yaourt" }), "at_once").await;
    world.offer("Yaourts nature").published_by(&world.camille).await;
    // Not sent yet: what has left is blanked.
    server.state.write(|cx| api::searches::store::match_due(cx, 10)).await.unwrap();
    let mail = server.outbox().await.into_iter().next().unwrap();
    let token = mail.body.split("/alertes/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let anonymous = server.anonymous();
    let seen: AlertPreview = anonymous.get(&paths::alert(&token)).await.read(200);
    assert_eq!(seen, AlertPreview { name: "Ma recherche".to_owned(), alert: Alert::AtOnce });
    for _ in 0..2 {
        let stopped: AlertPreview = anonymous.act(&paths::stop_alert(&token)).await.read(200);
        assert_eq!(stopped.alert, Alert::Off);
    }
    anonymous.act(&paths::stop_alert("nothing")).await.refused(Code::NotFound);
    world.offer("Yaourts vanille").published_by(&world.camille).await;
    assert_eq!(alerts(server).await.len(), 1);
    assert_eq!(list(&world.samir).await[0].new_count, 0, "the clock stands: all came when it was saved");
}

async fn nobody_is_told_of_own_or_hidden_offers(server: &TestServer) {
    let world = World::of(server).await;
    save(&world.camille, json!({ "text": "yaourt" }), "at_once").await;
    save(&world.samir, json!({ "near_commune": ARCACHON.insee_code, "within_km": 10 }), "at_once").await;
    save(&world.samir, json!({ "temperature_class": "frozen" }), "at_once").await;
    world.offer("Yaourts nature").published_by(&world.camille).await;
    assert!(alerts(server).await.is_empty());
}

async fn wrong_searches_are_named(server: &TestServer) {
    let world = World::of(server).await;
    for (filters, pointer, code) in [
        (json!({ "category": "nothing" }), "/filters/category", "unknown"),
        (json!({ "near_commune": "99999" }), "/filters/near_commune", "unknown"),
        (json!({ "within_km": 10 }), "/filters/within_km", "needs_place"),
    ] {
        let new = json!({ "name": "Ma recherche", "filters": filters, "alert": "off" });
        world.samir.post(paths::SAVED_SEARCHES, &new).await.refused_fields(&[(pointer, code)]);
    }
    for _ in 0..20 {
        save(&world.samir, json!({}), "off").await;
    }
    let one_more = json!({ "name": "Encore une", "filters": {}, "alert": "off" });
    world.samir.post(paths::SAVED_SEARCHES, &one_more).await.refused(Code::TooManySavedSearches);
}
