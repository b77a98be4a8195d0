//! Many who want the same at the same moment.

use futures_util::future::join_all;
use serde_json::json;
use shared::claims::{Claim, ClaimAction, ClaimState};
use shared::offers::Offer;
use shared::organisations::Invitation;
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::SECOND;
use shared::units::Grams;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, claim_of, kg, offer_at};
use tests::{Answer, Client, TestServer, both};

both!(
    the_last_kilogram_goes_to_exactly_one_of_sixty_four,
    three_kilograms_go_to_thirty_three_of_sixty_four,
    one_claim_is_accepted_or_cancelled_and_never_both,
    two_edits_of_one_version_are_one_edit,
    one_idempotency_key_sent_sixteen_times_is_one_claim,
    one_address_registered_eight_times_has_one_account,
    one_invitation_accepted_eight_times_makes_one_member,
    one_cookie_sent_by_eight_tabs_keeps_all_logged_in,
    one_organisation_is_decided_on_once,
);

const RACERS: usize = 64;

async fn giver_and_takers(server: &TestServer) -> (TestOrganisation, TestOrganisation, Client, Client) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
    (giver, taker, camille, samir)
}

/// All at once, for an offer of `total`, each `part`; the answers and what is left.
async fn race(server: &TestServer, total: Grams, part: Grams) -> (Vec<Answer>, Grams) {
    let (giver, taker, camille, samir) = giver_and_takers(server).await;
    let offer = offer_at(giver.site()).of(total).published_by(&camille).await;
    let wishes = (0..RACERS).map(|_| claim_of(offer.id, taker.site()).of(part).sent_by(&samir));
    let answers = join_all(wishes).await;
    let left = camille.get(&paths::offer(offer.id)).await.read::<Offer>(200).left_grams;
    (answers, left)
}

fn winners(answers: Vec<Answer>) -> usize {
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 201);
    for answer in lost {
        answer.refused(Code::OfferExhausted);
    }
    won.len()
}

async fn the_last_kilogram_goes_to_exactly_one_of_sixty_four(server: &TestServer) {
    let (answers, left) = race(server, kg(1), kg(1)).await;
    assert_eq!((winners(answers), left), (1, kg(0)));
}

async fn three_kilograms_go_to_thirty_three_of_sixty_four(server: &TestServer) {
    let (answers, left) = race(server, kg(100), kg(3)).await;
    assert_eq!((winners(answers), left), (33, kg(1)));
}

async fn one_claim_is_accepted_or_cancelled_and_never_both(server: &TestServer) {
    let (giver, taker, camille, samir) = giver_and_takers(server).await;
    let offer = offer_at(giver.site()).of(kg(100)).published_by(&camille).await;
    for _ in 0..8 {
        let claim = claim_of(offer.id, taker.site()).of(kg(10)).made_by(&samir).await;
        let (decline, why) = (claim_action(claim.id, ClaimAction::Decline), json!({ "reason": "Trop tard" }));
        let accept = claim_action(claim.id, ClaimAction::Accept);
        let answers = join_all([camille.act(&accept), camille.act(&accept)]).await;
        let declined =
            join_all([camille.post(&decline, &why), samir.post(&claim_action(claim.id, ClaimAction::Cancel), &why)]).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        assert_eq!(declined.iter().filter(|answer| answer.status == 200).count(), 1, "an accepted claim is cancelled once");
        let now: Claim = samir.get(&paths::claim(claim.id)).await.read(200);
        assert_eq!(now.state, ClaimState::Cancelled);
    }
    assert_eq!(camille.get(&paths::offer(offer.id)).await.read::<Offer>(200).left_grams, kg(100));
}

async fn two_edits_of_one_version_are_one_edit(server: &TestServer) {
    let (giver, _, camille, _) = giver_and_takers(server).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let (path, seen) = (paths::offer(offer.id), camille.with_if_match(offer.version));
    let edits = (0..16).map(|number| {
        let (seen, path) = (seen.clone(), path.clone());
        async move { seen.patch(&path, &json!({ "title": format!("Titre {number}") })).await }
    });
    let (won, lost): (Vec<_>, Vec<_>) = join_all(edits).await.into_iter().partition(|answer| answer.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 15));
    for answer in lost {
        answer.refused(Code::PreconditionFailed);
    }
}

async fn one_idempotency_key_sent_sixteen_times_is_one_claim(server: &TestServer) {
    let (giver, taker, camille, samir) = giver_and_takers(server).await;
    let offer = offer_at(giver.site()).of(kg(100)).published_by(&camille).await;
    let once = samir.with_idempotency_key("camion-du-mardi");
    let answers = join_all((0..16).map(|_| claim_of(offer.id, taker.site()).of(kg(10)).sent_by(&once))).await;
    let mut claims: Vec<Claim> = answers.into_iter().map(|answer| answer.read(201)).collect();
    claims.dedup();
    assert_eq!(claims.len(), 1);
    assert_eq!(camille.get(&paths::offer(offer.id)).await.read::<Offer>(200).left_grams, kg(90));
}

fn count(answers: &[Answer], status: u16) -> usize {
    answers.iter().filter(|answer| answer.status == status).count()
}

fn registration() -> serde_json::Value {
    let organisation = json!({ "name": "Épicerie", "kind": "association" });
    json!({ "name": "Ana", "email": "ana@example.org", "password": "quatre mots au hasard", "locale": "fr",
        "organisation": organisation })
}

async fn one_address_registered_eight_times_has_one_account(server: &TestServer) {
    let (anonymous, body) = (server.anonymous(), registration());
    let answers = join_all((0..8).map(|_| anonymous.post(paths::REGISTER, &body))).await;
    assert_eq!((count(&answers, 201), count(&answers, 409)), (1, 7));
    let page = server.admin().await.get(paths::ORGANISATIONS).await.expect(200).body;
    assert_eq!(page["items"].as_array().unwrap().len(), 1, "those who lost left nothing behind");
}

async fn one_invitation_accepted_eight_times_makes_one_member(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let admin = server.admin().await;
    let new = json!({ "email": "ana@example.org", "role": "volunteer" });
    let invitation: Invitation = admin.post(&paths::invitations(epicerie.id), &new).await.read(201);
    let link = invitation.link.unwrap();
    let accept = paths::accept_invitation(link.rsplit('/').next().unwrap());
    let body = json!({ "name": "Ana", "password": "quatre mots au hasard", "locale": "fr" });
    let anonymous = server.anonymous();
    let answers = join_all((0..8).map(|_| anonymous.post(&accept, &body))).await;
    assert_eq!((count(&answers, 200), count(&answers, 409)), (1, 7));
    let members = admin.get(&paths::members(epicerie.id)).await.expect(200).body;
    assert_eq!(members["items"].as_array().unwrap().len(), 1);
}

async fn one_cookie_sent_by_eight_tabs_keeps_all_logged_in(server: &TestServer) {
    let registered = server.anonymous().post(paths::REGISTER, &registration()).await.expect(201);
    let cookie = registered.header("set-cookie").split(';').next().unwrap().to_owned();
    let tab = server.anonymous().with_header("cookie", &cookie);
    let answers = join_all((0..8).map(|_| tab.act(paths::REFRESH))).await;
    assert_eq!(count(&answers, 200), 8);
    server.clock.advance(31 * SECOND);
    let next = answers[3].header("set-cookie").split(';').next().unwrap().to_owned();
    server.anonymous().with_header("cookie", &next).act(paths::REFRESH).await.expect(200);
    tab.act(paths::REFRESH).await.refused(Code::SessionExpired);
}

async fn one_organisation_is_decided_on_once(server: &TestServer) {
    let pending = server.organisation("En attente").exists().await;
    let (admin, why) = (server.admin().await, json!({ "reason": "Doublon" }));
    let (approve, refuse) = (paths::approve_organisation(pending.id), paths::refuse_organisation(pending.id));
    let approvals = join_all((0..4).map(|_| admin.act(&approve)));
    let refusals = join_all((0..4).map(|_| admin.post(&refuse, &why)));
    let (mut answers, refusals) = futures_util::future::join(approvals, refusals).await;
    answers.extend(refusals);
    assert_eq!((count(&answers, 200), count(&answers, 409)), (1, 7));
}
