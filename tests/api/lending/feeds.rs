//! Calendars for other programs, behind secret links.

use super::{Pair, pair, step};
use serde_json::json;
use shared::feeds::{CalendarFeed, CalendarFeeds};
use shared::loans::LoanAction;
use shared::paths;
use shared::problem::Code;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{lent, loan_of};
use tests::{Answer, Client, TestServer, both};

both!(
    a_calendar_is_read_by_its_link_alone_until_that_is_taken_away,
    an_organisation_s_calendar_has_what_it_lends_and_borrows,
    only_those_who_manage_make_links,
);

/// What somebody without an account reads behind a link.
async fn read(server: &TestServer, feed: &CalendarFeed) -> Answer {
    let address = feed.address.as_deref().expect("the address of a new link");
    let path = &address[address.find("/api/").unwrap()..];
    server.anonymous().get(path).await
}

async fn made(client: &Client, organisation: shared::ids::OrganisationId, body: &serde_json::Value) -> CalendarFeed {
    client.post(&paths::calendar_feeds(organisation), body).await.read(201)
}

async fn a_calendar_is_read_by_its_link_alone_until_that_is_taken_away(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let owner = van.organisation.id;
    let feed = made(&camille, owner, &json!({ "equipment_id": van.id })).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 24, 48)).await.id;
    let first = read(server, &feed).await.expect(200);
    assert!(first.header("content-type").starts_with("text/calendar"));
    let text = first.text.replace("\r\n ", "");
    assert!(text.contains(&format!("UID:loan-{loan}@maillage\r\n")) && text.contains("STATUS:TENTATIVE"), "{text}");
    assert!(text.contains("SUMMARY:Camionnette frigorifique : Épicerie → Restos\r\n"), "{text}");
    assert!(!text.contains("Collecte nationale"), "what for is the two sides' matter");
    let etag = first.header("etag").to_owned();
    let address = feed.address.clone().unwrap();
    let path = &address[address.find("/api/").unwrap()..];
    server.anonymous().with_header("if-none-match", &etag).get(path).await.expect(304);
    step(&samir, loan, LoanAction::Cancel).await;
    let text = server.anonymous().with_header("if-none-match", &etag).get(path).await.expect(200).text;
    assert!(text.contains(&format!("UID:loan-{loan}@maillage")) && text.contains("STATUS:CANCELLED"), "{text}");
    assert!(text.contains("SEQUENCE:1"), "{text}");

    let listed: CalendarFeeds = camille.get(&paths::calendar_feeds(owner)).await.read(200);
    assert_eq!((listed.items.len(), listed.items[0].address.as_deref()), (1, None), "only its hash is kept");
    camille.delete(&paths::calendar_feed(owner, feed.id)).await.expect(204);
    read(server, &feed).await.refused(Code::NotFound);
    server.anonymous().get(&paths::calendar("abc")).await.refused(Code::NotFound);
}

async fn an_organisation_s_calendar_has_what_it_lends_and_borrows(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 24, 48)).await.id;
    let kept = json!({ "starts_at": super::hours(60), "ends_at": super::hours(70), "reason": "Chez Mme Martin" });
    camille.post(&paths::closures_of(van.id), &kept).await.expect(201);
    for (client, organisation) in [(&camille, van.organisation.id), (&samir, borrower.id)] {
        let feed = made(client, organisation, &json!({})).await;
        let text = read(server, &feed).await.expect(200).text;
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1, "{text}");
        assert!(text.contains(&format!("UID:loan-{loan}@maillage")), "{text}");
    }
    let item = made(&camille, van.organisation.id, &json!({ "equipment_id": van.id })).await;
    let text = read(server, &item).await.expect(200).text;
    assert!(text.contains("UID:closure-") && !text.contains("Martin"), "{text}");
}

async fn only_those_who_manage_make_links(server: &TestServer) {
    let Pair { camille, samir, van, .. } = pair(server).await;
    let owner = van.organisation.id;
    let path = paths::calendar_feeds(owner);
    samir.post(&path, &json!({})).await.refused(Code::Forbidden);
    samir.get(&path).await.refused(Code::Forbidden);
    let other = server.organisation("Autre").approved().at(LIBOURNE).exists().await;
    let stranger = server.coordinator_of(&other).await;
    let foreign = json!({ "equipment_id": van.id });
    stranger.post(&paths::calendar_feeds(other.id), &foreign).await.refused_fields(&[("/equipment_id", "unknown")]);
    let feed = made(&camille, owner, &json!({})).await;
    stranger.delete(&paths::calendar_feed(owner, feed.id)).await.refused(Code::Forbidden);
    stranger.delete(&paths::calendar_feed(other.id, feed.id)).await.refused(Code::NotFound);
}
