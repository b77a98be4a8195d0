//! From request to reception: each step, each refusal, each side.

use serde_json::json;
use shared::claims::{Claim, ClaimAction, ClaimPage, ClaimState, Party};
use shared::ids::{ClaimId, OfferId, SiteId};
use shared::offers::Offer;
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::{DAY, HOUR, MINUTE};
use shared::units::{Grams, TemperatureClass, Unit};
use tests::fixtures::communes::{BORDEAUX, COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, claim_of, kg, offer_at};
use tests::{Client, TestServer, both, snapshots};
use uuid::Uuid;

both!(
    food_goes_from_published_to_received,
    what_is_less_goes_to_the_ledger_with_its_reason,
    a_claim_is_refused_with_its_reason,
    wrong_fields_of_a_claim_are_named,
    a_site_without_cold_storage_gets_no_cold_food,
    nobody_claims_for_another_organisation,
    each_step_is_for_its_own_side,
    a_step_that_does_not_fit_says_where_the_claim_stands,
    a_declined_or_cancelled_claim_frees_the_quantity,
    the_code_is_the_givers_and_wrong_ones_are_counted,
    warm_food_does_not_change_hands,
    more_than_was_collected_is_never_received,
    a_claim_without_an_answer_lapses,
    accepted_food_that_nobody_fetches_lapses,
    a_claim_is_seen_by_its_two_sides_and_the_administrator,
    claims_are_listed_by_side_state_and_offer,
    each_step_tells_the_other_side_by_mail,
);

/// A giver in Libourne, a taker in Coutras and 120 kg of yoghurt.
struct Deal {
    giver: TestOrganisation,
    taker: TestOrganisation,
    camille: Client,
    samir: Client,
    offer: Offer,
}

impl Deal {
    async fn begins(server: &TestServer) -> Self {
        let giver = server.organisation("Épicerie sociale de Libourne").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Restos du Cœur de Coutras").approved().at(COUTRAS).exists().await;
        let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
        let offer = offer_at(giver.site()).of(kg(120)).published_by(&camille).await;
        Self { giver, taker, camille, samir, offer }
    }

    async fn claimed(&self, grams: Grams) -> Claim {
        claim_of(self.offer.id, self.taker.site()).of(grams).made_by(&self.samir).await
    }

    async fn left(&self) -> Grams {
        self.samir.get(&paths::offer(self.offer.id)).await.read::<Offer>(200).left_grams
    }

    async fn code(&self, claim: ClaimId) -> String {
        let seen: Claim = self.camille.get(&paths::claim(claim)).await.read(200);
        seen.handover_code.expect("the giver sees the code")
    }

    async fn collected(&self, grams: Grams) -> Claim {
        let claim = self.claimed(grams).await;
        self.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
        let told = json!({ "code": self.code(claim.id).await, "temperature_decidegrees": 35 });
        self.samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.read(200)
    }
}

const WHY: &str = "Le camion est en panne";

async fn food_goes_from_published_to_received(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let sentence = claim_of(deal.offer.id, deal.taker.site()).of(kg(40));
    let answer =
        sentence.fetched_at(server.now().plus(DAY + HOUR)).saying("Nous venons en camion").sent_by(&deal.samir).await;
    snapshots::matches("claim_requested", &answer);
    let claim: Claim = answer.clone().read(201);
    assert_eq!(answer.header("location"), paths::claim(claim.id));
    assert_eq!(deal.left().await, kg(80));
    assert_eq!(claim.lapses_at, Some(server.now().plus(DAY)));
    server.clock.advance(20 * MINUTE);
    let answer = deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    snapshots::matches("claim_accepted", &answer);
    server.clock.advance(HOUR);
    deal.camille.act(&claim_action(claim.id, ClaimAction::Ready)).await.expect(200);
    server.clock.advance(DAY);
    let told = json!({ "code": deal.code(claim.id).await, "temperature_decidegrees": 35 });
    let answer = deal.samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
    snapshots::matches("claim_collected", &answer);
    server.clock.advance(HOUR);
    let answer = deal.samir.post(&claim_action(claim.id, ClaimAction::Receive), &json!({})).await.expect(200);
    snapshots::matches("claim_received", &answer);
    let done: Claim = answer.read(200);
    let states: Vec<ClaimState> = done.timeline.iter().map(|event| event.state).collect();
    use ClaimState::{Accepted, Collected, Ready, Received, Requested};
    assert_eq!(states, [Requested, Accepted, Ready, Collected, Received]);
    assert_eq!((done.received_grams, done.actions), (Some(kg(40)), vec![]));
    assert_eq!(deal.left().await, kg(80), "what was fetched is gone");
}

async fn what_is_less_goes_to_the_ledger_with_its_reason(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.collected(kg(40)).await;
    let receive = claim_action(claim.id, ClaimAction::Receive);
    let less = json!({ "received_grams": 39_500 });
    deal.samir.post(&receive, &less).await.refused_fields(&[("/reason", "required")]);
    let told = json!({ "received_grams": 39_500, "reason": "Quatre pots percés" });
    let received: Claim = deal.samir.post(&receive, &told).await.read(200);
    assert_eq!((received.grams, received.received_grams), (kg(40), Some(Grams(39_500))));
    assert_eq!(received.timeline.last().unwrap().reason.as_deref(), Some("Quatre pots percés"));
    let day = |client: Client, organisation: &TestOrganisation| {
        let path = format!("{}?organisation={}", paths::TODAY, organisation.id);
        async move { client.get(&path).await.read::<shared::today::Today>(200).figures }
    };
    assert_eq!(day(deal.camille.clone(), &deal.giver).await.given_grams, kg(40));
    assert_eq!(day(deal.samir.clone(), &deal.taker).await.received_grams, Grams(39_500));
}

async fn a_claim_is_refused_with_its_reason(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let answer = claim_of(deal.offer.id, deal.taker.site()).of(Grams(120_001)).sent_by(&deal.samir).await;
    snapshots::matches("offer_exhausted", &answer);
    assert_eq!(answer.refused(Code::OfferExhausted).params["left_grams"], 120_000);
    claim_of(deal.offer.id, deal.giver.site()).sent_by(&deal.camille).await.refused(Code::OwnOffer);
    claim_of(OfferId(Uuid::now_v7()), deal.taker.site()).sent_by(&deal.samir).await.refused(Code::NotFound);
    assert_eq!(deal.left().await, kg(120));
}

async fn wrong_fields_of_a_claim_are_named(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let good = || claim_of(deal.offer.id, deal.taker.site());
    let none = [Grams(0), Grams(-1)];
    for grams in none {
        good().of(grams).sent_by(&deal.samir).await.refused_fields(&[("/grams", "too_small")]);
    }
    let early = good().fetched_at(server.now().plus(HOUR));
    early.sent_by(&deal.samir).await.refused_fields(&[("/pickup_at", "outside_windows")]);
    let nowhere = claim_of(deal.offer.id, SiteId(Uuid::now_v7()));
    nowhere.sent_by(&deal.samir).await.refused_fields(&[("/site_id", "unknown")]);
    good().saying(&"é".repeat(501)).sent_by(&deal.samir).await.refused_fields(&[("/message", "too_long")]);
    let eggs =
        offer_at(deal.giver.site()).in_units(Unit::Piece, Grams(60)).of(Grams(6_000)).published_by(&deal.camille).await;
    let half = claim_of(eggs.id, deal.taker.site()).of(Grams(90));
    half.sent_by(&deal.samir).await.refused_fields(&[("/grams", "not_whole_units")]);
    claim_of(eggs.id, deal.taker.site()).of(Grams(120)).sent_by(&deal.samir).await.expect(201);
}

async fn a_site_without_cold_storage_gets_no_cold_food(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let dry = server.organisation("Vestiaire").approved().at(COUTRAS).storing(0, 0, 0).exists().await;
    let ana = server.volunteer_of(&dry).await;
    claim_of(deal.offer.id, dry.site()).sent_by(&ana).await.refused(Code::ColdChain);
    let tins =
        offer_at(deal.giver.site()).kept(TemperatureClass::Ambient).category("canned").published_by(&deal.camille).await;
    claim_of(tins.id, dry.site()).sent_by(&ana).await.expect(201);
    let small = server.organisation("Petite").approved().at(COUTRAS).storing(10, 20, 0).exists().await;
    let problem = claim_of(deal.offer.id, small.site()).of(kg(21)).sent_by(&server.volunteer_of(&small).await).await;
    assert_eq!(problem.refused(Code::StorageTooSmall).params["capacity_kg"], 20);
}

async fn nobody_claims_for_another_organisation(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let other = server.organisation("Secours populaire").approved().at(BORDEAUX).exists().await;
    let pending = server.organisation("En attente").at(BORDEAUX).exists().await;
    let wish = claim_of(deal.offer.id, deal.taker.site());
    wish.clone().sent_by(&server.anonymous()).await.refused(Code::Unauthenticated);
    wish.clone().sent_by(&server.coordinator_of(&other).await).await.refused(Code::Forbidden);
    wish.clone().sent_by(&server.admin().await).await.refused(Code::Forbidden);
    wish.sent_by(&server.coordinator_of(&pending).await).await.refused(Code::OrganisationNotApproved);
    let theirs = claim_of(deal.offer.id, pending.site()).sent_by(&server.coordinator_of(&pending).await).await;
    theirs.refused(Code::OrganisationNotApproved);
    assert_eq!(deal.left().await, kg(120));
}

/// Each step with a body that would do.
fn steps() -> [(ClaimAction, serde_json::Value, Party); 6] {
    let why = || json!({ "reason": WHY });
    [
        (ClaimAction::Accept, json!(null), Party::Giver),
        (ClaimAction::Decline, why(), Party::Giver),
        (ClaimAction::Ready, json!(null), Party::Giver),
        (ClaimAction::Collect, json!({ "code": "0000", "temperature_decidegrees": 35 }), Party::Taker),
        (ClaimAction::Receive, json!({}), Party::Taker),
        (ClaimAction::Cancel, why(), Party::Observer),
    ]
}

async fn each_step_is_for_its_own_side(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    let other = server.organisation("Secours populaire").approved().exists().await;
    let (stranger, admin) = (server.coordinator_of(&other).await, server.admin().await);
    for (action, body, side) in steps() {
        let path = claim_action(claim.id, action);
        server.anonymous().post(&path, &body).await.refused(Code::Unauthenticated);
        stranger.post(&path, &body).await.refused(Code::NotFound);
        admin.post(&path, &body).await.refused(Code::Forbidden);
        match side {
            Party::Giver => drop(deal.samir.post(&path, &body).await.refused(Code::Forbidden)),
            Party::Taker => drop(deal.camille.post(&path, &body).await.refused(Code::Forbidden)),
            Party::Observer => {}
        }
        deal.samir.post(&claim_action(ClaimId(Uuid::now_v7()), action), &body).await.refused(Code::NotFound);
    }
    let unchanged: Claim = deal.samir.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!((unchanged.state, unchanged.version), (ClaimState::Requested, 1));
}

async fn a_step_that_does_not_fit_says_where_the_claim_stands(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    let accept = claim_action(claim.id, ClaimAction::Accept);
    let early = deal.camille.act(&claim_action(claim.id, ClaimAction::Ready)).await;
    snapshots::matches("claim_state", &early);
    assert_eq!(early.refused(Code::ClaimState).params["state"], "requested");
    let accepted: Claim = deal.camille.act(&accept).await.read(200);
    assert_eq!(accepted.actions, [ClaimAction::Ready, ClaimAction::Cancel]);
    assert_eq!(deal.camille.act(&accept).await.refused(Code::ClaimState).params["state"], "accepted");
    let receive = deal.samir.post(&claim_action(claim.id, ClaimAction::Receive), &json!({})).await;
    receive.refused(Code::ClaimState);
    let done = deal.collected(kg(10)).await;
    let cancel = deal.samir.post(&claim_action(done.id, ClaimAction::Cancel), &json!({ "reason": WHY })).await;
    assert_eq!(cancel.refused(Code::ClaimState).params["state"], "collected");
}

async fn a_declined_or_cancelled_claim_frees_the_quantity(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let why = json!({ "reason": WHY });
    let declined = deal.claimed(kg(40)).await;
    let path = claim_action(declined.id, ClaimAction::Decline);
    deal.camille.post(&path, &json!({ "reason": " " })).await.refused_fields(&[("/reason", "required")]);
    let answer = deal.camille.post(&path, &why).await.expect(200);
    snapshots::matches("claim_declined", &answer);
    assert_eq!(deal.left().await, kg(120));
    for canceller in [&deal.camille, &deal.samir] {
        let claim = deal.claimed(kg(120)).await;
        assert_eq!(deal.left().await, kg(0));
        deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
        let cancelled: Claim = canceller.post(&claim_action(claim.id, ClaimAction::Cancel), &why).await.read(200);
        assert_eq!((cancelled.state, cancelled.lapses_at, cancelled.actions), (ClaimState::Cancelled, None, vec![]));
        assert_eq!(cancelled.timeline.last().unwrap().reason.as_deref(), Some(WHY));
        assert_eq!(deal.left().await, kg(120));
    }
}

async fn the_code_is_the_givers_and_wrong_ones_are_counted(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    assert_eq!(claim.handover_code, None, "the taker never sees it");
    deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    let right = deal.code(claim.id).await;
    assert!(right.len() == 4 && right.chars().all(|c| c.is_ascii_digit()), "{right}");
    let wrong = if right == "0000" { "0001" } else { "0000" };
    let collect = claim_action(claim.id, ClaimAction::Collect);
    let told = |code: &str| json!({ "code": code, "temperature_decidegrees": 35 });
    for tries_left in (0..5).rev() {
        let problem = deal.samir.post(&collect, &told(wrong)).await.refused(Code::WrongCode);
        assert_eq!(problem.params["tries_left"], tries_left);
    }
    let locked = deal.samir.post(&collect, &told(&right)).await;
    snapshots::matches("code_locked", &locked);
    locked.refused(Code::CodeLocked);
    server.clock.advance(10 * MINUTE);
    let spaced = format!(" {} {} ", &right[..2], &right[2..]);
    let collected: Claim = deal.samir.post(&collect, &told(&spaced)).await.read(200);
    assert_eq!(collected.state, ClaimState::Collected);
    let giver: Claim = deal.camille.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!(giver.handover_code, None, "it has served");
}

async fn warm_food_does_not_change_hands(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    let (collect, code) = (claim_action(claim.id, ClaimAction::Collect), deal.code(claim.id).await);
    let at = |tenths: i64| json!({ "code": code, "temperature_decidegrees": tenths });
    let missing = deal.samir.post(&collect, &json!({ "code": code })).await;
    missing.refused_fields(&[("/temperature_decidegrees", "required")]);
    assert_eq!(deal.samir.post(&collect, &at(81)).await.refused(Code::TooWarm).params["limit_decidegrees"], 80);
    deal.samir.post(&collect, &at(601)).await.refused_fields(&[("/temperature_decidegrees", "too_large")]);
    let collected: Claim = deal.samir.post(&collect, &at(80)).await.read(200);
    assert_eq!(collected.timeline.last().unwrap().temperature_decidegrees.map(|t| t.0), Some(80));
}

async fn more_than_was_collected_is_never_received(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.collected(kg(40)).await;
    let receive = claim_action(claim.id, ClaimAction::Receive);
    let more = deal.samir.post(&receive, &json!({ "received_grams": 40_001 })).await;
    more.refused_fields(&[("/received_grams", "too_large")]);
    let nothing = json!({ "received_grams": 0, "reason": "Tout était gâté" });
    let received: Claim = deal.samir.post(&receive, &nothing).await.read(200);
    assert_eq!(received.received_grams, Some(Grams(0)));
}

async fn a_claim_without_an_answer_lapses(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    server.clock.advance(DAY);
    let late = deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await;
    assert_eq!(late.refused(Code::ClaimState).params["state"], "expired", "before any worker has come by");
    let lapsed = server.state.write(|cx| api::claims::store::lapse_due(cx, 100)).await.unwrap();
    assert_eq!(lapsed, 1);
    let answer = deal.samir.get(&paths::claim(claim.id)).await;
    snapshots::matches("claim_expired", &answer);
    assert_eq!(answer.read::<Claim>(200).state, ClaimState::Expired);
    assert_eq!(deal.left().await, kg(120));
}

async fn accepted_food_that_nobody_fetches_lapses(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    let accepted: Claim = deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.read(200);
    assert_eq!(accepted.lapses_at, Some(deal.offer.closes_at.plus(12 * HOUR)));
    server.clock.advance(deal.offer.closes_at.plus(12 * HOUR).0 - server.now().0);
    assert_eq!(server.state.write(|cx| api::claims::store::lapse_due(cx, 100)).await.unwrap(), 1);
    assert_eq!(server.state.write(|cx| api::claims::store::lapse_due(cx, 100)).await.unwrap(), 0);
}

async fn a_claim_is_seen_by_its_two_sides_and_the_administrator(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    let other = server.organisation("Secours populaire").approved().exists().await;
    let path = paths::claim(claim.id);
    server.anonymous().get(&path).await.refused(Code::Unauthenticated);
    server.coordinator_of(&other).await.get(&path).await.refused(Code::NotFound);
    deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    for (client, party, sees_code) in [
        (deal.camille.clone(), Party::Giver, true),
        (deal.samir.clone(), Party::Taker, false),
        (server.admin().await, Party::Observer, false),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(answer.header("etag"), "\"2\"");
        let seen: Claim = answer.read(200);
        assert_eq!((seen.party, seen.handover_code.is_some()), (party, sees_code));
        assert_eq!(seen.actions, ClaimAction::possible(ClaimState::Accepted, party));
    }
}

async fn claims_are_listed_by_side_state_and_offer(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let other = server.organisation("Secours populaire").approved().at(BORDEAUX).exists().await;
    let nadia = server.volunteer_of(&other).await;
    let mine = deal.claimed(kg(40)).await;
    let theirs = claim_of(deal.offer.id, other.site()).of(kg(5)).made_by(&nadia).await;
    deal.camille.act(&claim_action(theirs.id, ClaimAction::Accept)).await.expect(200);
    let list = |client: &Client, query: String| {
        let client = client.clone();
        async move {
            let page: ClaimPage = client.get(&format!("{}{query}", paths::CLAIMS)).await.read(200);
            page.items.iter().map(|claim| claim.id).collect::<Vec<_>>()
        }
    };
    let both = [theirs.id, mine.id];
    assert_eq!(list(&deal.camille, String::new()).await, both);
    assert_eq!(list(&deal.samir, String::new()).await, [mine.id]);
    assert_eq!(list(&nadia, String::new()).await, [theirs.id]);
    assert_eq!(list(&server.admin().await, String::new()).await, both);
    assert_eq!(list(&deal.camille, "?state=accepted".to_owned()).await, [theirs.id]);
    assert_eq!(list(&deal.camille, "?party=taker".to_owned()).await, []);
    assert_eq!(list(&deal.camille, format!("?party=giver&offer={}", deal.offer.id)).await, both);
    assert_eq!(list(&deal.samir, format!("?organisation={}", deal.taker.id)).await, [mine.id]);
    let others = format!("{}?organisation={}", paths::CLAIMS, deal.giver.id);
    deal.samir.get(&others).await.refused(Code::Forbidden);
    server.anonymous().get(paths::CLAIMS).await.refused(Code::Unauthenticated);
    deal.samir.get(&format!("{}?state=lost", paths::CLAIMS)).await.refused(Code::Malformed);
}

async fn each_step_tells_the_other_side_by_mail(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.collected(kg(40)).await;
    deal.samir.post(&claim_action(claim.id, ClaimAction::Receive), &json!({})).await.expect(200);
    let mails = server.outbox().await;
    assert!(!mails.is_empty());
    assert!(mails.iter().all(|mail| !mail.subject.is_empty() && mail.body.contains("Bonjour")), "{mails:#?}");
    let asked = mails.first().unwrap();
    assert!(asked.body.contains("Restos du Cœur de Coutras"), "the giver learns who asks: {}", asked.body);
}
