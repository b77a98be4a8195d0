//! Who has received least comes first, and who fetches what was promised.

use super::World;
use api::events::worker;
use serde_json::json;
use shared::claims::{Claim, ClaimAction};
use shared::matches::ReasonKind;
use shared::paths::{self, claim_action};
use shared::time::{DAY, HOUR};
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{TestOrganisation, claim_of, kg, need_at, offer_at};
use tests::{Client, TestServer, both};

both!(who_has_received_least_comes_first, promises_that_are_not_kept_count);

/// From the giver's offer to the taker's shelf.
async fn received(world: &World, taker: &TestOrganisation, samir: &Client, kilograms: i64) {
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let claim = claim_of(offer.id, taker.site()).of(kg(kilograms)).made_by(samir).await;
    let accepted: Claim = world.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.read(200);
    let told = json!({ "code": accepted.handover_code, "temperature_decidegrees": 20 });
    samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
    samir.post(&claim_action(claim.id, ClaimAction::Receive), &json!({})).await.expect(200);
}

/// What the worker does within seconds.
async fn counted(server: &TestServer) {
    worker::run_once(&server.state).await;
}

async fn who_has_received_least_comes_first(server: &TestServer) {
    let world = World::of(server).await;
    let other = server.organisation("Autre").approved().at(COUTRAS).exists().await;
    let third = server.organisation("Troisième").approved().at(COUTRAS).exists().await;
    let (ines, zoe) = (server.volunteer_of(&other).await, server.volunteer_of(&third).await);
    received(&world, &world.taker, &world.samir, 100).await;
    received(&world, &other, &ines, 80).await;
    received(&world, &third, &zoe, 20).await;
    counted(server).await;
    for (organisation, client) in [(&world.taker, &world.samir), (&other, &ines), (&third, &zoe)] {
        need_at(organisation.site()).published_by(client).await;
    }
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let found = world.needs_for(offer.id).await;
    let order: Vec<_> = found.iter().map(|found| (found.need.organisation.id, found.fit.parts.fairness)).collect();
    // The median is 80 kg: who has 20 lags three quarters behind.
    assert_eq!((order[0], order[1].1, order[2].1), ((third.id, 7_500), 0, 0));
    let says = |kind| found[0].fit.reasons.iter().any(|reason| reason.kind == kind);
    assert!(says(ReasonKind::ReceivedLeast) && !says(ReasonKind::Reliable));
    // Four weeks later all start anew: nobody has received anything, so nobody lags.
    server.clock.advance(29 * DAY);
    counted(server).await;
    let windows = offer_at(world.giver.site()).undated().fetched_in(24 * 30, 24 * 31);
    let later = windows.published_by(&world.camille).await;
    need_at(third.site()).within_hours(24 * 33).published_by(&zoe).await;
    assert_eq!(world.needs_for(later.id).await[0].fit.parts.fairness, 0);
}

async fn promises_that_are_not_kept_count(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).within_hours(24 * 30).published_by(&world.samir).await;
    let follow_through = async || {
        counted(server).await;
        let offer = offer_at(world.giver.site()).undated().fetched_in(1, 24 * 7).published_by(&world.camille).await;
        let part = world.offers_for(need.id).await[0].fit.parts.follow_through;
        assert_eq!(world.needs_for(offer.id).await[0].fit.parts.follow_through, part);
        (offer, part)
    };
    let (offer, part) = follow_through().await;
    assert_eq!(part, 8_000, "nothing is known");
    // Called off before an answer, and declined: nobody's promise was broken.
    let wish = claim_of(offer.id, world.taker.site());
    let called_off = wish.clone().made_by(&world.samir).await;
    let why = json!({ "reason": "Camion en panne" });
    world.samir.post(&claim_action(called_off.id, ClaimAction::Cancel), &why).await.expect(200);
    let declined = wish.clone().made_by(&world.samir).await;
    world.camille.post(&claim_action(declined.id, ClaimAction::Decline), &why).await.expect(200);
    assert_eq!(follow_through().await.1, 8_000);
    // What the giver calls off is not the taker's fault.
    let promised = wish.clone().made_by(&world.samir).await;
    world.camille.act(&claim_action(promised.id, ClaimAction::Accept)).await.expect(200);
    world.camille.post(&claim_action(promised.id, ClaimAction::Cancel), &why).await.expect(200);
    assert_eq!(follow_through().await.1, 8_000);
    received(&world, &world.taker, &world.samir, 1).await;
    assert_eq!(follow_through().await.1, 8_333, "five of six");
    let broken = wish.clone().made_by(&world.samir).await;
    world.camille.act(&claim_action(broken.id, ClaimAction::Accept)).await.expect(200);
    world.samir.post(&claim_action(broken.id, ClaimAction::Cancel), &why).await.expect(200);
    assert_eq!(follow_through().await.1, 7_142, "five of seven");
    let forgotten = wish.made_by(&world.samir).await;
    let accepted: Claim = world.camille.act(&claim_action(forgotten.id, ClaimAction::Accept)).await.read(200);
    assert!(accepted.lapses_at.is_some());
    server.clock.advance(8 * DAY + 12 * HOUR);
    counted(server).await;
    let offer = offer_at(world.giver.site()).undated().fetched_in(24 * 9, 24 * 10).published_by(&world.camille).await;
    assert_eq!(world.needs_for(offer.id).await[0].fit.parts.follow_through, 6_250, "five of eight");
    world.camille.get(&paths::claim(forgotten.id)).await.expect(200);
}
