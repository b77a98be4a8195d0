//! What an organisation should do now.

use serde_json::json;
use shared::claims::{Claim, ClaimAction};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::DAY;
use shared::today::Today;
use shared::units::{Grams, TemperatureClass};
use tests::fixtures::communes::{ARCACHON, BORDEAUX, COUTRAS, LIBOURNE, SAINT_EMILION};
use tests::fixtures::{TestOrganisation, claim_of, kg, offer_at};
use tests::{Client, TestServer, both, snapshots};

both!(
    each_claim_is_where_somebody_must_act,
    what_is_near_fits_the_site,
    figures_count_what_was_handed_over,
    only_members_see_their_organisations_day,
);

fn path(organisation: &TestOrganisation) -> String {
    format!("{}?organisation={}", paths::TODAY, organisation.id)
}

async fn today(client: &Client, organisation: &TestOrganisation) -> Today {
    client.get(&path(organisation)).await.read(200)
}

fn ids(claims: &[Claim]) -> Vec<shared::ids::ClaimId> {
    claims.iter().map(|claim| claim.id).collect()
}

async fn each_claim_is_where_somebody_must_act(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let claim = claim_of(offer.id, taker.site()).of(kg(40)).made_by(&samir).await;
    let day = today(&camille, &giver).await;
    assert_eq!((ids(&day.to_answer), ids(&day.to_hand_over)), (vec![claim.id], vec![]));
    assert_eq!(day.figures.open_offers, 1);
    assert!(ids(&today(&samir, &taker).await.to_collect).is_empty());
    let accepted: Claim = camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.read(200);
    let day = today(&camille, &giver).await;
    assert_eq!((ids(&day.to_answer), ids(&day.to_hand_over)), (vec![], vec![claim.id]));
    assert_eq!(ids(&today(&samir, &taker).await.to_collect), [claim.id]);
    let told = json!({ "code": accepted.handover_code, "temperature_decidegrees": 20 });
    samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
    let day = today(&samir, &taker).await;
    assert_eq!((ids(&day.to_collect), ids(&day.to_receive)), (vec![], vec![claim.id]));
    assert!(ids(&today(&camille, &giver).await.to_hand_over).is_empty());
    let answer = samir.get(&path(&taker)).await;
    snapshots::matches("today", &answer);
}

async fn what_is_near_fits_the_site(server: &TestServer) {
    let taker = server.organisation("Restos").approved().at(LIBOURNE).storing(500, 100, 0).reaching(30).exists().await;
    let samir = server.volunteer_of(&taker).await;
    for place in [BORDEAUX, SAINT_EMILION, COUTRAS, ARCACHON] {
        let giver = server.organisation(place.name).approved().at(place).exists().await;
        let camille = server.volunteer_of(&giver).await;
        offer_at(giver.site()).titled(place.name).published_by(&camille).await;
        offer_at(giver.site()).titled("Glaces").kept(TemperatureClass::Frozen).published_by(&camille).await;
    }
    offer_at(taker.site()).titled("À nous").published_by(&samir).await;
    let near = today(&samir, &taker).await.near;
    let titles: Vec<&str> = near.iter().map(|offer| offer.title.as_str()).collect();
    assert_eq!(titles, ["Saint-Emilion", "Coutras", "Bordeaux"], "within reach, kept cold enough, not our own");
}

async fn figures_count_what_was_handed_over(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let claim = claim_of(offer.id, taker.site()).of(kg(40)).made_by(&samir).await;
    assert_eq!(today(&camille, &giver).await.figures.given_grams, Grams(0), "a promise is not a gift");
    let accepted: Claim = camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.read(200);
    let told = json!({ "code": accepted.handover_code, "temperature_decidegrees": 20 });
    samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
    let lost = json!({ "received_grams": 39_000, "reason": "Un carton est tombé" });
    samir.post(&claim_action(claim.id, ClaimAction::Receive), &lost).await.expect(200);
    let (given, received) = (today(&camille, &giver).await.figures, today(&samir, &taker).await.figures);
    assert_eq!((given.given_grams, given.received_grams), (kg(40), Grams(0)));
    assert_eq!((received.given_grams, received.received_grams), (Grams(0), kg(39)));
    assert_eq!((given.given_28_days_grams, received.received_28_days_grams), (kg(40), kg(39)));
    server.clock.advance(28 * DAY + 1);
    let later = today(&camille, &giver).await.figures;
    assert_eq!((later.given_grams, later.given_28_days_grams), (kg(40), Grams(0)));
}

async fn only_members_see_their_organisations_day(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().exists().await;
    let other = server.organisation("Autre").approved().exists().await;
    let pending = server.organisation("En attente").exists().await;
    server.anonymous().get(&path(&giver)).await.refused(Code::Unauthenticated);
    for client in [server.coordinator_of(&other).await, server.admin().await] {
        client.get(&path(&giver)).await.refused(Code::NotFound);
    }
    server.coordinator_of(&pending).await.get(&path(&pending)).await.refused(Code::OrganisationNotApproved);
    let volunteer = server.volunteer_of(&giver).await;
    volunteer.get(&path(&giver)).await.expect(200);
    volunteer.get(paths::TODAY).await.refused(Code::Malformed);
}
