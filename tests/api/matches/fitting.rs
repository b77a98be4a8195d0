//! What fits, what does not, and what the two sides are told.

use super::World;
use api::events::worker;
use serde_json::json;
use shared::claims::Claim;
use shared::matches::{MatchedNeedList, Parts, ReasonKind};
use shared::organisations::OrganisationKind;
use shared::paths;
use shared::problem::Code;
use shared::time::HOUR;
use shared::units::{Grams, TemperatureClass, Unit};
use tests::fixtures::communes::{ARCACHON, COUTRAS, LIBOURNE};
use tests::fixtures::{answer_with, day, kg, need_at, offer_at};
use tests::{TestServer, both, snapshots};

both!(
    an_offer_finds_the_needs_that_it_fits_and_says_why,
    a_need_finds_the_same_match_from_its_side,
    what_does_not_fit_is_not_proposed,
    what_is_proposed_is_accepted,
    one_of_the_two_drives_the_way,
    food_past_its_use_by_date_is_never_matched,
    a_shops_gift_in_its_last_days_is_for_those_who_are_quick,
    only_the_own_organisation_is_shown_matches,
    the_best_come_first_and_no_more_than_asked_for,
);

async fn an_offer_finds_the_needs_that_it_fits_and_says_why(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).category("dairy").published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let answer = world.camille.get(&paths::matches_of_offer(offer.id)).await;
    snapshots::matches("matches_of_an_offer", &answer);
    let found = answer.read::<MatchedNeedList>(200).items.remove(0);
    assert_eq!((found.need.id, found.need.distance_m), (need.id, Some(15_171)));
    // 38 hours of margin of 48; a week of the fortnight; as far as the only peer: exp(−1).
    let parts =
        Parts { category: 10_000, quantity: 10_000, distance: 3_678, urgency: 6_458, fairness: 0, follow_through: 8_000 };
    assert_eq!((found.fit.parts, found.fit.score, found.fit.grams), (parts, 6_281, kg(60)));
    let kinds: Vec<ReasonKind> = found.fit.reasons.iter().map(|reason| reason.kind).collect();
    let said = [ReasonKind::CategorySame, ReasonKind::CoversNeed, ReasonKind::Distance, ReasonKind::ColdChain];
    assert_eq!(kinds, said);
}

async fn a_need_finds_the_same_match_from_its_side(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).of(kg(200)).urgently().published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).category("dairy.cheese").published_by(&world.camille).await;
    let (ours, theirs) = (world.needs_for(offer.id).await, world.offers_for(need.id).await);
    assert_eq!((theirs.len(), theirs[0].offer.id, theirs[0].offer.distance_m), (1, offer.id, Some(15_171)));
    assert_eq!(theirs[0].fit, ours[0].fit);
    let kinds: Vec<ReasonKind> = theirs[0].fit.reasons.iter().map(|reason| reason.kind).collect();
    let said =
        [ReasonKind::CategoryNear, ReasonKind::TakesAll, ReasonKind::Distance, ReasonKind::ColdChain, ReasonKind::Urgent];
    assert_eq!(kinds, said);
}

async fn what_does_not_fit_is_not_proposed(server: &TestServer) {
    let world = World::of(server).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let need = || need_at(world.taker.site());
    need_at(world.giver.site()).titled("Nous-mêmes").published_by(&world.camille).await;
    need().titled("Pain").category("bakery").published_by(&world.samir).await;
    need().titled("Sec").taking(&[TemperatureClass::Ambient]).published_by(&world.samir).await;
    need().titled("Trop tôt").within_hours(20).published_by(&world.samir).await;
    let taken_back = need().titled("Retiré").published_by(&world.samir).await;
    world.samir.act(&paths::withdraw_need(taken_back.id)).await.expect(200);
    let covered = need().titled("Couvert").of(kg(5)).published_by(&world.samir).await;
    world.camille.post(&paths::answers(covered.id), &answer_with(offer.id, kg(5))).await.expect(201);
    let warm = server.organisation("Sans frigo").approved().at(COUTRAS).storing(900, 1, 0).exists().await;
    let ines = server.coordinator_of(&warm).await;
    need_at(warm.site()).titled("Sans frigo").published_by(&ines).await;
    let site = json!({ "storage": { "ambient_kg": 900, "chilled_kg": 0, "frozen_kg": 0 } });
    ines.with_if_match(1).patch(&paths::site(warm.site()), &site).await.expect(200);
    // Arcachon is 79 km away, and both sides drive 30.
    let far = server.organisation("Loin").approved().at(ARCACHON).exists().await;
    need_at(far.site()).titled("Loin").published_by(&server.volunteer_of(&far).await).await;
    assert_eq!(world.needs_for(offer.id).await.iter().map(|found| &found.need.title).collect::<Vec<_>>(), [""; 0]);
    need().titled("Celui-ci").published_by(&world.samir).await;
    assert_eq!(world.needs_for(offer.id).await[0].need.title, "Celui-ci");
    // Claimed whole, and taken back, it fits nobody.
    let withdrawn = world.camille.with_header("if-match", "*").act(&paths::withdraw_offer(offer.id)).await;
    withdrawn.expect(200);
    assert!(world.needs_for(offer.id).await.is_empty());
}

async fn what_is_proposed_is_accepted(server: &TestServer) {
    let world = World::of(server).await;
    // 60 kg in crates of 14: five of them.
    let offer = offer_at(world.giver.site()).in_units(Unit::Crate, kg(14)).of(kg(140)).published_by(&world.camille).await;
    need_at(world.taker.site()).published_by(&world.samir).await;
    let found = world.needs_for(offer.id).await.remove(0);
    assert_eq!(found.fit.grams, kg(70));
    let path = paths::answers(found.need.id);
    let claim: Claim = world.camille.post(&path, &answer_with(offer.id, found.fit.grams)).await.read(201);
    assert_eq!(claim.grams, kg(70));
    assert!(world.needs_for(offer.id).await.is_empty(), "nothing is lacking any more");
    // A small fridge takes what it can keep.
    let small = server.organisation("Petit frigo").approved().at(COUTRAS).storing(0, 30, 0).exists().await;
    need_at(small.site()).published_by(&server.volunteer_of(&small).await).await;
    let found = world.needs_for(offer.id).await.remove(0);
    assert_eq!((found.fit.grams, found.fit.parts.quantity), (kg(28), 5_000));
    let path = paths::answers(found.need.id);
    world.camille.post(&path, &answer_with(offer.id, found.fit.grams)).await.expect(201);
}

async fn one_of_the_two_drives_the_way(server: &TestServer) {
    let giver = server.organisation("Livre").approved().at(LIBOURNE).reaching(20).exists().await;
    let taker = server.organisation("Attend").approved().at(COUTRAS).reaching(0).exists().await;
    let world = World { camille: server.volunteer_of(&giver).await, samir: server.volunteer_of(&taker).await, giver, taker };
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let need = need_at(world.taker.site()).fetching_within(0).published_by(&world.samir).await;
    assert_eq!(world.needs_for(offer.id).await[0].need.id, need.id, "the giver brings it");
    let coordinator = server.coordinator_of(&world.giver).await;
    let still = json!({ "reach_km": 10 });
    coordinator.with_if_match(1).patch(&paths::site(world.giver.site()), &still).await.expect(200);
    assert!(world.needs_for(offer.id).await.is_empty());
    let need = need_at(world.taker.site()).fetching_within(20).published_by(&world.samir).await;
    assert_eq!(world.needs_for(offer.id).await[0].need.id, need.id, "the taker fetches it");
    // What its site says counts for the needs that are open already.
    world.samir.act(&paths::withdraw_need(need.id)).await.expect(200);
    let waiting = need_at(world.taker.site()).published_by(&world.samir).await;
    assert!(world.needs_for(offer.id).await.is_empty());
    let (taker, drives) = (server.coordinator_of(&world.taker).await, json!({ "reach_km": 20 }));
    taker.with_if_match(1).patch(&paths::site(world.taker.site()), &drives).await.expect(200);
    assert_eq!(world.needs_for(offer.id).await[0].need.id, waiting.id, "now it fetches");
}

async fn food_past_its_use_by_date_is_never_matched(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    // Ten in the morning in Bordeaux: the day ends in fourteen hours.
    let offer = offer_at(world.giver.site()).use_by(day(0)).fetched_in(1, 100).published_by(&world.camille).await;
    server.clock.advance(14 * HOUR - 1);
    assert_eq!((world.needs_for(offer.id).await.len(), world.offers_for(need.id).await.len()), (1, 1));
    assert_eq!(world.needs_for(offer.id).await[0].fit.parts.urgency, 2_708, "no margin is left: half of the pressure");
    // No worker has come by yet.
    server.clock.advance(1);
    assert_eq!((world.needs_for(offer.id).await.len(), world.offers_for(need.id).await.len()), (0, 0));
    worker::run_once(&server.state).await;
    assert_eq!((world.needs_for(offer.id).await.len(), world.offers_for(need.id).await.len()), (0, 0));
}

async fn a_shops_gift_in_its_last_days_is_for_those_who_are_quick(server: &TestServer) {
    let shop = server.organisation("Supermarché").kind(OrganisationKind::Donor).approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Prend").approved().at(COUTRAS).exists().await;
    let samir = server.coordinator_of(&taker).await;
    let world = World { camille: server.volunteer_of(&shop).await, samir, giver: shop, taker };
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).use_by(day(1)).fetched_in(2, 6).published_by(&world.camille).await;
    assert_eq!((world.needs_for(offer.id).await.len(), world.offers_for(need.id).await.len()), (0, 0));
    world.camille.post(&paths::answers(need.id), &answer_with(offer.id, kg(1))).await.refused(Code::UseByTooNear);
    let declared = json!({ "redistributes_in_time": true });
    world.samir.post(&paths::redistribution(world.taker.id), &declared).await.expect(200);
    assert_eq!((world.needs_for(offer.id).await.len(), world.offers_for(need.id).await.len()), (1, 1));
}

async fn only_the_own_organisation_is_shown_matches(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    world.samir.get(&paths::matches_of_offer(offer.id)).await.refused(Code::Forbidden);
    world.camille.get(&paths::matches_of_need(need.id)).await.refused(Code::Forbidden);
    server.admin().await.get(&paths::matches_of_offer(offer.id)).await.refused(Code::Forbidden);
    let nobody = shared::ids::OfferId(uuid::Uuid::now_v7());
    world.camille.get(&paths::matches_of_offer(nobody)).await.refused(Code::NotFound);
    server.stranger().await.get(&paths::matches_of_offer(offer.id)).await.refused(Code::OrganisationNotApproved);
    // Who may accept nothing is proposed to nobody.
    let why = json!({ "reason": "Chaîne du froid rompue" });
    server.admin().await.post(&paths::suspend_organisation(world.taker.id), &why).await.expect(200);
    assert!(world.needs_for(offer.id).await.is_empty());
    world.samir.get(&paths::matches_of_need(need.id)).await.refused(Code::OrganisationSuspended);
}

async fn the_best_come_first_and_no_more_than_asked_for(server: &TestServer) {
    let world = World::of(server).await;
    for number in 1..=23 {
        need_at(world.taker.site()).titled(&format!("{number} kg")).of(kg(number)).published_by(&world.samir).await;
    }
    let offer = offer_at(world.giver.site()).of(kg(12)).published_by(&world.camille).await;
    let list = async |query: &str| {
        let answer = world.camille.get(&format!("{}{query}", paths::matches_of_offer(offer.id))).await;
        answer.read::<MatchedNeedList>(200).items
    };
    assert_eq!((list("").await.len(), list("?limit=3").await.len()), (5, 3));
    let all = list("?limit=20").await;
    let keys: Vec<_> = all.iter().map(|found| (-found.fit.score, found.need.id)).collect();
    assert!(all.len() == 20 && keys.is_sorted(), "{keys:?}");
    assert!(all.iter().all(|found| found.fit.grams <= kg(12) && found.fit.grams > Grams::ZERO));
    for limit in ["0", "21"] {
        let answer = world.camille.get(&format!("{}?limit={limit}", paths::matches_of_offer(offer.id))).await;
        answer.refused_fields(&[("?limit", "out_of_range")]);
    }
}
