//! A lot is given through offers and claims: what is offered is kept for whoever claims it, what is fetched goes by the
//! books, and a recall follows it.

use super::{Cast, cast};
use futures_util::future::join_all;
use serde_json::json;
use shared::claims::{Claim, ClaimAction, ClaimState};
use shared::ids::{ClaimId, LotId, SiteId};
use shared::notifications::{NotificationKind, NotificationPage};
use shared::offers::{NewOffer, Offer, OfferStatus, PickupWindow};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::stock::{Lot, LotTrace, PickList, Recall, Stock, StockMovementKind};
use shared::time::{DAY, HOUR};
use shared::today::Today;
use shared::units::Grams;
use tests::fixtures::{begun, claim_of, day, kg, lot_at, lot_of, moved, movement, received, start, tins_at, workbench};
use tests::{Answer, Client, TestServer, both};

both!(
    food_given_through_a_claim_is_followed_by_its_recall,
    what_is_offered_is_kept,
    a_round_shares_out_what_is_not_offered,
    a_recall_ends_offers_and_claims,
    what_is_on_hold_is_neither_claimed_nor_fetched,
    what_ends_is_free_again,
    what_is_lost_on_the_way_leaves_the_books,
    sixteen_offers_at_once_promise_no_more_than_there_is,
);

/// All that could be offered of a lot, to be fetched tomorrow.
pub async fn draft(client: &Client, lot: LotId) -> NewOffer {
    let mut new: NewOffer = client.get(&paths::lot_offer_draft(lot)).await.read(200);
    let from = start().plus(DAY);
    new.pickup_windows.push(PickupWindow { starts_at: from, ends_at: from.plus(3 * HOUR) });
    new
}

/// Offers so much of a lot.
pub async fn offered(client: &Client, lot: LotId, grams: Grams) -> Offer {
    let new = NewOffer { total_grams: grams, ..draft(client, lot).await };
    client.post(paths::OFFERS, &new).await.read(201)
}

/// What a site has of a lot, and what of it is promised.
pub async fn at(client: &Client, lot: LotId, site: SiteId) -> (Grams, Grams) {
    let lot = lot_of(client, lot).await;
    let there = lot.places.iter().find(|place| place.site.id == site);
    there.map_or((kg(0), kg(0)), |place| (place.grams, place.reserved_grams))
}

async fn claimed(cast: &Cast, offer: &Offer, grams: Grams) -> Claim {
    claim_of(offer.id, cast.association.site()).of(grams).made_by(&cast.samir).await
}

/// The food bank accepts; the code that it shows.
async fn accepted(cast: &Cast, claim: ClaimId) -> String {
    cast.camille.act(&claim_action(claim, ClaimAction::Accept)).await.expect(200);
    let seen: Claim = cast.camille.get(&paths::claim(claim)).await.read(200);
    seen.handover_code.expect("the giver sees the code")
}

async fn fetched(cast: &Cast, claim: ClaimId, code: &str) -> Answer {
    let told = json!({ "code": code, "temperature_decidegrees": 35 });
    cast.samir.post(&claim_action(claim, ClaimAction::Collect), &told).await
}

/// So much of an offer is claimed, accepted and fetched.
pub(super) async fn given(cast: &Cast, offer: &Offer, grams: Grams) -> Claim {
    let claim = claimed(cast, offer, grams).await;
    let code = accepted(cast, claim.id).await;
    fetched(cast, claim.id, &code).await.read(200)
}

async fn claim_as(client: &Client, claim: ClaimId) -> Claim {
    client.get(&paths::claim(claim)).await.read(200)
}

async fn offer_as(client: &Client, offer: &Offer) -> Offer {
    client.get(&paths::offer(offer.id)).await.read(200)
}

async fn recalled(client: &Client, lot: LotId) -> Recall {
    let body = json!({ "lot_id": lot, "reason": "Présence possible de listéria" });
    client.post(paths::RECALLS, &body).await.read(201)
}

async fn food_given_through_a_claim_is_followed_by_its_recall(server: &TestServer) {
    let cast = cast(server).await;
    let (here, there) = (cast.bank.site(), cast.association.site());
    let lot = received(&cast.camille, &lot_at(here)).await;
    let offer = offered(&cast.camille, lot.id, kg(60)).await;
    assert_eq!((offer.lot_id, offer.use_by, offer.left_grams), (Some(lot.id), Some(day(5)), kg(60)));
    assert_eq!(offer_as(&cast.samir, &offer).await.lot_id, None, "which lot it is, is the giver's business");
    assert_eq!(at(&cast.camille, lot.id, here).await, (kg(100), kg(60)));
    let claim = claimed(&cast, &offer, kg(40)).await;
    assert_eq!(at(&cast.camille, lot.id, here).await, (kg(100), kg(60)), "it is promised as before, and to somebody");
    let code = accepted(&cast, claim.id).await;
    fetched(&cast, claim.id, &code).await.expect(200);
    assert_eq!(at(&cast.camille, lot.id, here).await, (kg(60), kg(20)));
    assert_eq!(at(&cast.samir, lot.id, there).await, (kg(40), kg(0)), "it is in their stock");
    let books = lot_of(&cast.camille, lot.id).await;
    let line = &books.movements.items[0];
    assert_eq!((line.kind, line.grams, line.claim_id), (StockMovementKind::HandOver, kg(40), Some(claim.id)));
    assert_eq!(line.temperature_decidegrees.map(|reading| reading.0), Some(35));
    let on_board: Vec<_> = books.offers.iter().map(|one| (one.id, one.left_grams)).collect();
    assert_eq!(on_board, [(offer.id, kg(20))]);
    assert!(lot_of(&cast.samir, lot.id).await.offers.is_empty());
    let trace: LotTrace = cast.camille.get(&paths::lot_trace(lot.id)).await.read(200);
    let step = trace.steps.iter().find(|step| step.from_site_id == Some(here)).expect("the way to the association");
    assert_eq!((step.to_site_id, step.grams), (Some(there), kg(40)));
    for (client, id, figures) in [(&cast.camille, cast.bank.id, (40, 0)), (&cast.samir, cast.association.id, (0, 40))] {
        let today: Today = client.get(&format!("{}?organisation={id}", paths::TODAY)).await.read(200);
        let found = (today.figures.given_grams, today.figures.received_grams);
        assert_eq!(found, (kg(figures.0), kg(figures.1)), "what changed hands is counted once");
    }
    let recall = recalled(&cast.nadia, lot.id).await;
    let mut called: Vec<(SiteId, Grams, Grams)> =
        recall.notices.iter().map(|one| (one.site.id, one.received_grams, one.remaining_grams)).collect();
    called.sort_unstable_by_key(|(_, received, _)| *received);
    assert_eq!(called, [(there, kg(40), kg(40)), (here, kg(100), kg(60))], "exactly who received any");
    let told: NotificationPage = cast.lea.get(paths::NOTIFICATIONS).await.read(200);
    assert!(told.items.iter().any(|one| one.kind == NotificationKind::Recall && one.facts.grams == Some(kg(40))));
    let all = json!({ "site_id": there, "destroyed_grams": 30_000, "used_grams": 10_000 });
    cast.samir.post(&paths::acknowledge_recall(recall.id), &all).await.expect(200);
    assert_eq!(at(&cast.samir, lot.id, there).await, (kg(0), kg(0)));
}

async fn what_is_offered_is_kept(server: &TestServer) {
    let cast = cast(server).await;
    let here = cast.bank.site();
    let lot = received(&cast.camille, &lot_at(here)).await;
    offered(&cast.camille, lot.id, kg(60)).await;
    let path = paths::lot_movements(lot.id);
    let refused = cast.camille.post(&path, &movement("distribute", here, 40_001)).await.refused(Code::ReservedForRound);
    assert_eq!(refused.params["left_grams"], json!(40_000));
    let mut transfer = movement("transfer", here, 40_001);
    transfer["to_site_id"] = json!(cast.cellar);
    cast.camille.post(&path, &transfer).await.refused(Code::ReservedForRound);
    let wish = format!("{}?site={here}&category=dairy&grams=100000", paths::STOCK_PICK);
    let list: PickList = cast.camille.get(&wish).await.read(200);
    assert_eq!((list.lines[0].grams, list.lacking_grams), (kg(40), kg(60)));
    let stock: Stock = cast.camille.get(paths::STOCK).await.read(200);
    assert_eq!((stock.totals[0].grams, stock.totals[0].reserved_grams), (kg(100), kg(60)));
    moved(&cast.camille, lot.id, &movement("distribute", here, 40_000)).await;
    cast.camille.get(&paths::lot_offer_draft(lot.id)).await.refused(Code::ReservedForRound);
    // What is spoilt is spoilt, whoever it was promised to; whoever comes then finds less than was promised.
    let spoilt = json!({ "kind": "waste", "site_id": here, "grams": 50_000, "reason": "spoiled" });
    moved(&cast.camille, lot.id, &spoilt).await;
    assert_eq!(at(&cast.camille, lot.id, here).await, (kg(10), kg(10)));
    let offers = lot_of(&cast.camille, lot.id).await.offers;
    let claim = claim_of(offers[0].id, cast.association.site()).of(kg(11)).made_by(&cast.samir).await;
    let code = accepted(&cast, claim.id).await;
    let short = fetched(&cast, claim.id, &code).await.refused(Code::StockShort);
    assert_eq!(short.params["left_grams"], json!(10_000));
    assert_eq!(claim_as(&cast.samir, claim.id).await.state, ClaimState::Accepted, "nothing has happened");
    assert_eq!(at(&cast.camille, lot.id, here).await, (kg(10), kg(10)));
}

async fn a_round_shares_out_what_is_not_offered(server: &TestServer) {
    let cast = cast(server).await;
    let tins = received(&cast.camille, &tins_at(cast.bank.site())).await;
    offered(&cast.camille, tins.id, kg(120)).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let lots: Vec<(LotId, i64)> = workbench(&cast.nadia, round).await.lots.iter().map(|lot| (lot.lot.id, lot.kg)).collect();
    assert_eq!(lots, [(tins.id, 180)]);
}

async fn a_recall_ends_offers_and_claims(server: &TestServer) {
    let cast = cast(server).await;
    let (here, there) = (cast.bank.site(), cast.association.site());
    let lot = received(&cast.camille, &lot_at(here)).await;
    let (offer, withdrawn) = (offered(&cast.camille, lot.id, kg(50)).await, offered(&cast.camille, lot.id, kg(20)).await);
    given(&cast, &offer, kg(5)).await;
    let (asked, agreed) = (claimed(&cast, &offer, kg(10)).await, claimed(&cast, &offer, kg(20)).await);
    let late = claimed(&cast, &withdrawn, kg(8)).await;
    let code = accepted(&cast, agreed.id).await;
    accepted(&cast, late.id).await;
    cast.camille.act(&paths::withdraw_offer(withdrawn.id)).await.expect(200);
    assert_eq!(at(&cast.camille, lot.id, here).await, (kg(95), kg(53)), "what was accepted stays promised");
    // By somebody who stands on neither side.
    let recall = recalled(&server.admin().await, lot.id).await;
    for claim in [asked.id, agreed.id, late.id] {
        let seen = claim_as(&cast.samir, claim).await;
        let why = seen.timeline.last().and_then(|step| step.reason.as_deref());
        assert_eq!((seen.state, why), (ClaimState::Cancelled, Some("Ce produit est rappelé.")));
    }
    assert_eq!(offer_as(&cast.samir, &offer).await.status, OfferStatus::Withdrawn);
    assert_eq!(at(&cast.camille, lot.id, here).await, (kg(95), kg(0)));
    let told: NotificationPage = cast.samir.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read(200);
    let cancelled = told.items.iter().filter(|one| one.facts.claim_state == Some(ClaimState::Cancelled));
    assert_eq!(cancelled.count(), 3, "whoever was to fetch some is told");
    let mut called: Vec<(SiteId, Grams)> = recall.notices.iter().map(|one| (one.site.id, one.received_grams)).collect();
    called.sort_unstable_by_key(|(_, received)| *received);
    assert_eq!(called, [(there, kg(5)), (here, kg(100))]);
    fetched(&cast, agreed.id, &code).await.refused(Code::ClaimState);
    let wish = claim_of(offer.id, there).of(kg(1)).sent_by(&cast.samir).await;
    wish.refused(Code::OfferClosed);
    let mut again = NewOffer { lot_id: Some(lot.id), ..draft_of_yoghurt(&cast) };
    cast.camille.post(paths::OFFERS, &again).await.refused(Code::LotStatus);
    again.lot_id = None;
    cast.camille.post(paths::OFFERS, &again).await.expect(201);
}

/// An offer of ten kilograms of yoghurt that says what the lots of these tests do.
fn draft_of_yoghurt(cast: &Cast) -> NewOffer {
    let new = tests::fixtures::offer_at(cast.bank.site()).of(kg(10)).use_by(day(5)).body();
    NewOffer { title: "Yaourts nature".to_owned(), ..new }
}

async fn what_is_on_hold_is_neither_claimed_nor_fetched(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let offer = offered(&cast.camille, lot.id, kg(60)).await;
    let claim = claimed(&cast, &offer, kg(20)).await;
    let code = accepted(&cast, claim.id).await;
    let set = async |status: &str, cause: &str| {
        let version = lot_of(&cast.nadia, lot.id).await.version;
        let body = json!({ "status": status, "cause": cause });
        cast.nadia.with_if_match(version).post(&paths::lot_status(lot.id), &body).await.expect(200);
    };
    set("quarantined", "doubt").await;
    let wish = claim_of(offer.id, cast.association.site()).of(kg(5)).sent_by(&cast.samir).await;
    assert_eq!(wish.refused(Code::LotStatus).params["status"], json!("quarantined"));
    fetched(&cast, claim.id, &code).await.refused(Code::LotStatus);
    let more = json!({ "total_grams": 70_000 });
    cast.camille
        .with_if_match(offer_as(&cast.camille, &offer).await.version)
        .patch(&paths::offer(offer.id), &more)
        .await
        .refused(Code::LotStatus);
    set("approved", "checked").await;
    fetched(&cast, claim.id, &code).await.expect(200);
    assert_eq!(at(&cast.samir, lot.id, cast.association.site()).await, (kg(20), kg(0)));
}

async fn what_ends_is_free_again(server: &TestServer) {
    let cast = cast(server).await;
    let here = cast.bank.site();
    let lot = received(&cast.camille, &lot_at(here)).await;
    let promised = async || at(&cast.camille, lot.id, here).await.1;
    let why = json!({ "reason": "Le camion est en panne" });
    let first = offered(&cast.camille, lot.id, kg(60)).await;
    let (declined, agreed) = (claimed(&cast, &first, kg(10)).await, claimed(&cast, &first, kg(25)).await);
    accepted(&cast, agreed.id).await;
    cast.camille.post(&claim_action(declined.id, ClaimAction::Decline), &why).await.expect(200);
    assert_eq!(promised().await, kg(60), "it can be claimed again");
    cast.camille.act(&paths::withdraw_offer(first.id)).await.expect(200);
    assert_eq!(promised().await, kg(25));
    cast.samir.post(&claim_action(agreed.id, ClaimAction::Cancel), &why).await.expect(200);
    assert_eq!(promised().await, kg(0));
    let second = offered(&cast.camille, lot.id, kg(100)).await;
    let (asked, kept) = (claimed(&cast, &second, kg(30)).await, claimed(&cast, &second, kg(20)).await);
    accepted(&cast, kept.id).await;
    // Time closes the offer, and with it what nobody has answered.
    server.clock.advance(second.closes_at.0 - server.now().0);
    server.state.write(api::offers::store::close_due).await.unwrap();
    assert_eq!(promised().await, kg(50));
    assert_eq!(server.state.write(|cx| api::claims::store::lapse_due(cx, 100)).await.unwrap(), 1);
    assert_eq!((promised().await, claim_as(&cast.samir, asked.id).await.state), (kg(20), ClaimState::Expired));
    server.clock.advance(12 * HOUR);
    assert_eq!(server.state.write(|cx| api::claims::store::lapse_due(cx, 100)).await.unwrap(), 1);
    assert_eq!(promised().await, kg(0));
    moved(&cast.camille, lot.id, &movement("distribute", here, 100_000)).await;
}

async fn what_is_lost_on_the_way_leaves_the_books(server: &TestServer) {
    let cast = cast(server).await;
    let there = cast.association.site();
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let offer = offered(&cast.camille, lot.id, kg(60)).await;
    let claim = given(&cast, &offer, kg(40)).await;
    let less = json!({ "received_grams": 39_500, "reason": "Quatre pots percés" });
    cast.samir.post(&claim_action(claim.id, ClaimAction::Receive), &less).await.expect(200);
    let books = lot_of(&cast.samir, lot.id).await;
    assert_eq!(books.left_grams, Grams(39_500));
    let line = &books.movements.items[0];
    assert_eq!((line.kind, line.grams, line.claim_id), (StockMovementKind::Loss, Grams(500), Some(claim.id)));
    assert_eq!(line.note.as_deref(), Some("Quatre pots percés"));
    let path = format!("{}?organisation={}", paths::TODAY, cast.association.id);
    assert_eq!(cast.samir.get(&path).await.read::<Today>(200).figures.received_grams, Grams(39_500));
    // What was given away here was not lost before.
    moved(&cast.samir, lot.id, &movement("distribute", there, 39_500)).await;
    let next = given(&cast, &offer, kg(10)).await;
    moved(&cast.samir, lot.id, &movement("distribute", there, 10_000)).await;
    let receive = claim_action(next.id, ClaimAction::Receive);
    let less = json!({ "received_grams": 9_000, "reason": "Un carton écrasé" });
    cast.samir.post(&receive, &less).await.refused_fields(&[("/received_grams", "given_out_already")]);
    let received: Claim = cast.samir.post(&receive, &json!({})).await.read(200);
    assert_eq!(received.received_grams, Some(kg(10)));
    let recall = recalled(&cast.nadia, lot.id).await;
    let theirs = recall.notices.iter().find(|one| one.site.id == there).expect("their notice");
    assert_eq!((theirs.received_grams, theirs.remaining_grams), (kg(50), kg(0)));
}

async fn sixteen_offers_at_once_promise_no_more_than_there_is(server: &TestServer) {
    let cast = cast(server).await;
    let lot: Lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let new = NewOffer { total_grams: kg(10), ..draft(&cast.camille, lot.id).await };
    let answers = join_all((0..16).map(|_| cast.camille.post(paths::OFFERS, &new))).await;
    let (made, refused): (Vec<Answer>, Vec<Answer>) = answers.into_iter().partition(|answer| answer.status == 201);
    assert_eq!(made.len(), 10);
    for answer in refused {
        answer.refused(Code::ReservedForRound);
    }
    assert_eq!(at(&cast.camille, lot.id, cast.bank.site()).await, (kg(100), kg(100)));
    // Some fetch while somebody recalls the lot: whoever comes first has it, and is called.
    let offers: Vec<Offer> = made.into_iter().map(|answer| answer.read(201)).collect();
    let mut waiting = Vec::new();
    for offer in &offers[..4] {
        let claim = claimed(&cast, offer, kg(10)).await;
        let code = accepted(&cast, claim.id).await;
        waiting.push((claim.id, code));
    }
    let collected = join_all(waiting.iter().map(|(claim, code)| fetched(&cast, *claim, code)));
    let (collected, recall) = tokio::join!(collected, recalled(&cast.nadia, lot.id));
    let mut taken = 0;
    for answer in collected {
        match answer.status {
            200 => taken += 10,
            _ => assert!(
                ["claim_state", "lot_status"].contains(&answer.body["code"].as_str().unwrap_or_default()),
                "{}",
                answer.text
            ),
        }
    }
    let theirs = recall.notices.iter().find(|one| one.site.id == cast.association.site());
    assert_eq!(theirs.map_or(kg(0), |one| one.received_grams), kg(taken));
    assert_eq!(at(&cast.camille, lot.id, cast.bank.site()).await, (kg(100 - taken), kg(0)));
}
