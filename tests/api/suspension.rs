//! An organisation is suspended and reinstated.

use serde_json::json;
use shared::claims::{Claim, ClaimAction, ClaimState};
use shared::offers::{Offer, OfferStatus};
use shared::organisations::{Organisation, OrganisationStatus};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::today::Today;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, claim_of, offer_at};
use tests::{Client, TestServer, both};

both!(
    a_suspension_ends_access_at_once_and_is_told,
    offers_leave_the_board_and_those_who_wait_are_told,
    what_is_agreed_on_is_brought_to_an_end,
    a_suspended_taker_calls_off_what_it_cannot_fetch,
    a_suspension_is_lifted,
    only_the_right_state_can_be_left,
    two_administrators_decide_once,
);

struct Pair {
    giver: TestOrganisation,
    taker: TestOrganisation,
    camille: Client,
    samir: Client,
}

async fn pair(server: &TestServer) -> Pair {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.coordinator_of(&giver).await, server.coordinator_of(&taker).await);
    Pair { giver, taker, camille, samir }
}

async fn suspend(server: &TestServer, organisation: &TestOrganisation) -> Organisation {
    let why = json!({ "reason": " Chaîne du froid rompue " });
    server.admin().await.post(&paths::suspend_organisation(organisation.id), &why).await.read(200)
}

async fn a_suspension_ends_access_at_once_and_is_told(server: &TestServer) {
    let Pair { giver, camille, .. } = pair(server).await;
    let suspended = suspend(server, &giver).await;
    assert_eq!(suspended.status, OrganisationStatus::Suspended);
    assert_eq!(suspended.decision_reason.as_deref(), Some("Chaîne du froid rompue"));
    offer_at(giver.site()).sent_by(&camille).await.refused(Code::OrganisationSuspended);
    let profile = camille.with_if_match(2).patch(&paths::organisation(giver.id), &json!({ "phone": null })).await;
    profile.refused(Code::OrganisationSuspended);
    camille.get(paths::OFFERS).await.refused(Code::OrganisationSuspended);
    camille.get(&paths::members(giver.id)).await.expect(200);
    camille.get(&format!("{}?organisation={}", paths::SITES, giver.id)).await.expect(200);
    camille.get(&format!("{}?organisation={}", paths::OFFERS, giver.id)).await.expect(200);
    let email = format!("{}@example.org", camille.user_id().0.simple());
    let mail = server.mail_to(&email).await;
    assert!(mail.body.contains("Chaîne du froid rompue"), "{}", mail.body);
}

async fn offers_leave_the_board_and_those_who_wait_are_told(server: &TestServer) {
    let Pair { giver, taker, camille, samir } = pair(server).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let claim = claim_of(offer.id, taker.site()).made_by(&samir).await;
    suspend(server, &giver).await;
    let seen: Offer = samir.get(&paths::offer(offer.id)).await.read(200);
    assert_eq!(seen.status, OfferStatus::Withdrawn);
    let seen: Claim = samir.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!(seen.state, ClaimState::Declined);
    let board = samir.get(paths::OFFERS).await.expect(200).body;
    assert_eq!(board["items"].as_array().unwrap().len(), 0);
}

async fn what_is_agreed_on_is_brought_to_an_end(server: &TestServer) {
    let Pair { giver, taker, camille, samir } = pair(server).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let claim = claim_of(offer.id, taker.site()).made_by(&samir).await;
    camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    suspend(server, &giver).await;
    let today: Today = camille.get(&format!("{}?organisation={}", paths::TODAY, giver.id)).await.read(200);
    assert_eq!((today.to_hand_over.len(), today.near.len()), (1, 0));
    let ready: Claim = camille.act(&claim_action(claim.id, ClaimAction::Ready)).await.read(200);
    assert!(ready.actions.contains(&ClaimAction::Cancel) && !ready.actions.contains(&ClaimAction::Accept));
    let told = json!({ "code": ready.handover_code, "temperature_decidegrees": 20 });
    samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
    samir.post(&claim_action(claim.id, ClaimAction::Receive), &json!({})).await.expect(200);
}

async fn a_suspended_taker_calls_off_what_it_cannot_fetch(server: &TestServer) {
    let Pair { giver, taker, camille, samir } = pair(server).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let claim = claim_of(offer.id, taker.site()).made_by(&samir).await;
    suspend(server, &taker).await;
    claim_of(offer.id, taker.site()).sent_by(&samir).await.refused(Code::OrganisationSuspended);
    let why = json!({ "reason": "Nous sommes suspendus" });
    samir.post(&claim_action(claim.id, ClaimAction::Cancel), &why).await.expect(200);
    let seen: Offer = camille.get(&paths::offer(offer.id)).await.read(200);
    assert_eq!((seen.left_grams, seen.status), (seen.total_grams, OfferStatus::Open));
}

async fn a_suspension_is_lifted(server: &TestServer) {
    let Pair { giver, camille, samir, .. } = pair(server).await;
    suspend(server, &giver).await;
    samir.get(&paths::organisation(giver.id)).await.refused(Code::NotFound);
    let admin = server.admin().await;
    let back: Organisation = admin.act(&paths::reinstate_organisation(giver.id)).await.read(200);
    assert_eq!((back.status, back.decision_reason), (OrganisationStatus::Approved, None));
    offer_at(giver.site()).published_by(&camille).await;
    samir.get(&paths::organisation(giver.id)).await.expect(200);
}

async fn only_the_right_state_can_be_left(server: &TestServer) {
    let (admin, why) = (server.admin().await, json!({ "reason": "Doublon" }));
    let pending = server.organisation("En attente").exists().await;
    let answer = admin.post(&paths::suspend_organisation(pending.id), &why).await;
    assert_eq!(answer.refused(Code::OrganisationState).params["state"], "pending");
    let approved = server.organisation("Admise").approved().exists().await;
    admin.act(&paths::reinstate_organisation(approved.id)).await.refused(Code::OrganisationState);
    suspend(server, &approved).await;
    admin.post(&paths::suspend_organisation(approved.id), &why).await.refused(Code::OrganisationState);
    admin.act(&paths::approve_organisation(approved.id)).await.refused(Code::AlreadyDecided);
}

async fn two_administrators_decide_once(server: &TestServer) {
    let (admin, why) = (server.admin().await, json!({ "reason": "Doublon" }));
    let organisation = server.organisation("Admise").approved().exists().await;
    let path = paths::suspend_organisation(organisation.id);
    let answers = futures_util::future::join_all((0..8).map(|_| admin.post(&path, &why))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409]);
}
