//! Regular partners of a site.

use super::{Giver, House, cascade, work};
use reqwest::Method;
use serde_json::{Value, json};
use shared::cascades::{CascadeStep, PartnerList};
use shared::paths;
use tests::fixtures::communes::COUTRAS;
use tests::{Answer, TestServer, both};

both!(partners_are_named_and_replaced, wrong_partners_are_named, a_partner_is_not_called_for_what_it_does_not_take);

async fn put(giver: &Giver, body: &Value) -> Answer {
    let path = paths::partners(giver.organisation.site());
    giver.coordinator.send_text(Method::PUT, &path, Some("application/json"), &body.to_string()).await
}

async fn partners_are_named_and_replaced(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (one, two) = (House::of(server, "Zoé").await, House::of(server, "Écureuil").await);
    let both = json!({ "organisation_ids": [one.id(), two.id(), one.id()] });
    let named: PartnerList = put(&giver, &both).await.read(200);
    assert_eq!(named.items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["Écureuil", "Zoé"]);
    let found: PartnerList = giver.coordinator.get(&paths::partners(giver.organisation.site())).await.read(200);
    assert_eq!(found, named);
    let none: PartnerList = put(&giver, &json!({ "organisation_ids": [] })).await.read(200);
    assert!(none.items.is_empty());
}

async fn wrong_partners_are_named(server: &TestServer) {
    let giver = Giver::of(server).await;
    let pending = server.organisation("En attente").at(COUTRAS).exists().await;
    for wrong in [giver.organisation.id, pending.id] {
        let body = json!({ "organisation_ids": [wrong] });
        put(&giver, &body).await.refused_fields(&[("/organisation_ids/0", "unknown")]);
    }
    let many: Vec<uuid::Uuid> = (0..11).map(|_| uuid::Uuid::now_v7()).collect();
    put(&giver, &json!({ "organisation_ids": many })).await.refused_fields(&[("/organisation_ids", "too_many")]);
}

async fn a_partner_is_not_called_for_what_it_does_not_take(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (one, two) = (House::of(server, "Un").await, House::of(server, "Deux").await);
    let ali = server.coordinator_of(&one.organisation).await;
    let path = paths::acceptance(one.organisation.site());
    let text = json!({ "chilled": false }).to_string();
    ali.with_if_match(1).send_text(Method::PUT, &path, Some("application/json"), &text).await.expect(200);
    giver.name(&[&one, &two]).await;
    let offer = giver.publish(60).await;
    work(server).await;
    let seen = cascade(&giver.coordinator, offer.id).await;
    assert_eq!((seen.step, seen.partners), (CascadeStep::Partners, vec!["Deux".to_owned()]));
    assert!(one.told(offer.id).await.is_empty());
}
