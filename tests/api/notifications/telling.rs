//! Who is told of the matches of an offer or need, and when.

use super::{World, kinds, told, work};
use futures_util::future::join_all;
use serde_json::json;
use shared::ids::OfferId;
use shared::notifications::NotificationKind::{Matched, NeedFits, OfferFits};
use shared::offers::Offer;
use shared::paths;
use shared::time::{DAY, MINUTE};
use tests::fixtures::communes::{BORDEAUX, COUTRAS};
use tests::fixtures::{TestOrganisation, claim_of, kg, need_at, offer_at};
use tests::{Client, TestServer, both};

both!(
    an_offer_is_told_to_whoever_needs_it_and_its_publisher_hears_who,
    a_need_is_told_to_whoever_offers_it_and_its_publisher_hears_who,
    five_are_told_at_first_and_the_next_after_twenty_minutes,
    the_circle_grows_no_more_once_nothing_is_left,
    whoever_was_told_lately_lets_others_go_before,
    a_change_tells_only_those_who_were_not_told,
    however_many_servers_look_everybody_is_told_once,
    nobody_is_told_of_what_fits_nobody,
);

async fn an_offer_is_told_to_whoever_needs_it_and_its_publisher_hears_who(server: &TestServer) {
    let world = World::of(server).await;
    let (nadia, other) = (server.coordinator_of(&world.giver).await, server.volunteer_of(&world.taker).await);
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    work(server).await;
    let offer = offer_at(world.giver.site()).titled("Yaourts").of(kg(40)).published_by(&world.camille).await;
    assert!(told(&world.samir).await.is_empty(), "the publisher does not wait for it");
    work(server).await;
    let heard = told(&world.samir).await;
    assert_eq!(heard.len(), 1);
    let (fit, facts) = (&heard[0], &heard[0].facts);
    assert_eq!((fit.kind, fit.organisation_id, fit.read_at), (OfferFits, world.taker.id, None));
    assert_eq!(facts.offer.as_ref().map(|offer| (offer.id, offer.title.as_str())), Some((offer.id, "Yaourts")));
    assert_eq!(facts.need.as_ref().map(|need| need.id), Some(need.id));
    assert_eq!((facts.other.as_deref(), facts.grams), (Some("Épicerie"), Some(kg(40))));
    assert!(facts.distance_m.is_some_and(|metres| (10_000..20_000).contains(&metres)), "{facts:?}");
    assert_eq!(kinds(&other).await, [OfferFits], "colleagues hear of it too");
    let heard = told(&world.camille).await;
    assert_eq!((heard.len(), heard[0].kind, heard[0].facts.count), (1, Matched, Some(1)));
    assert_eq!(heard[0].facts.other.as_deref(), Some("Restos du Cœur"));
    assert!(told(&nadia).await.is_empty(), "she has published nothing");
    work(server).await;
    assert_eq!((kinds(&world.samir).await.len(), kinds(&world.camille).await.len()), (1, 1));
}

async fn a_need_is_told_to_whoever_offers_it_and_its_publisher_hears_who(server: &TestServer) {
    let world = World::of(server).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    work(server).await;
    let need = need_at(world.taker.site()).titled("Laitages").published_by(&world.samir).await;
    work(server).await;
    let heard = told(&world.camille).await;
    assert_eq!((heard.len(), heard[0].kind), (1, NeedFits));
    let facts = &heard[0].facts;
    assert_eq!(facts.need.as_ref().map(|need| (need.id, need.title.as_str())), Some((need.id, "Laitages")));
    assert_eq!(facts.offer.as_ref().map(|offer| offer.id), Some(offer.id));
    assert_eq!(facts.other.as_deref(), Some("Restos du Cœur"));
    assert_eq!(kinds(&world.samir).await, [Matched]);
}

/// So many others in Bordeaux who lack yoghurt, with a volunteer each. Nothing is told of their needs.
async fn lacking(server: &TestServer, count: usize) -> Vec<(TestOrganisation, Client)> {
    let mut all = Vec::new();
    for n in 0..count {
        let organisation = server.organisation(&format!("Association {n}")).approved().at(BORDEAUX).exists().await;
        let volunteer = server.volunteer_of(&organisation).await;
        need_at(organisation.site()).published_by(&volunteer).await;
        all.push((organisation, volunteer));
    }
    work(server).await;
    all
}

/// Which of them were told of this offer.
async fn told_of(offer: OfferId, people: &[(TestOrganisation, Client)]) -> Vec<usize> {
    let mut found = Vec::new();
    for (n, (_, client)) in people.iter().enumerate() {
        let heard = told(client).await;
        let times = heard.iter().filter(|one| one.facts.offer.as_ref().is_some_and(|named| named.id == offer)).count();
        assert!(times <= 1, "number {n} was told {times} times");
        found.extend((times == 1).then_some(n));
    }
    found
}

async fn published(world: &World) -> Offer {
    offer_at(world.giver.site()).of(kg(90)).published_by(&world.camille).await
}

async fn five_are_told_at_first_and_the_next_after_twenty_minutes(server: &TestServer) {
    let world = World::of(server).await;
    let others = lacking(server, 12).await;
    let offer = published(&world).await;
    let mut told_by_then = Vec::new();
    for (minutes, expected) in [(0, 5), (19, 5), (1, 10), (10, 10), (10, 12), (60, 12)] {
        server.clock.advance(minutes * MINUTE);
        work(server).await;
        work(server).await;
        let before = std::mem::replace(&mut told_by_then, told_of(offer.id, &others).await);
        assert_eq!(told_by_then.len(), expected, "{minutes} minutes later");
        assert!(before.iter().all(|n| told_by_then.contains(n)));
    }
    assert_eq!(kinds(&world.camille).await, [Matched], "the publisher hears once");
}

async fn the_circle_grows_no_more_once_nothing_is_left(server: &TestServer) {
    let world = World::of(server).await;
    let others = lacking(server, 8).await;
    let offer = published(&world).await;
    work(server).await;
    let first = told_of(offer.id, &others).await;
    let (organisation, client) = &others[first[0]];
    claim_of(offer.id, organisation.site()).of(kg(90)).made_by(client).await;
    server.clock.advance(21 * MINUTE);
    work(server).await;
    assert_eq!(told_of(offer.id, &others).await, first);
}

async fn whoever_was_told_lately_lets_others_go_before(server: &TestServer) {
    let world = World::of(server).await;
    let others = lacking(server, 10).await;
    let first = published(&world).await;
    work(server).await;
    let second = published(&world).await;
    work(server).await;
    let (first, second) = (told_of(first.id, &others).await, told_of(second.id, &others).await);
    assert_eq!((first.len(), second.len()), (5, 5));
    assert!(first.iter().all(|n| !second.contains(n)), "all fit alike: {first:?} {second:?}");
    // When a week has passed all of them are as before.
    server.clock.advance(DAY);
    let third = offer_at(world.giver.site()).of(kg(90)).fetched_in(25, 30).published_by(&world.camille).await;
    work(server).await;
    let third = told_of(third.id, &others).await;
    assert_eq!(third, first, "all were told once, so the identifiers decide again");
}

async fn a_change_tells_only_those_who_were_not_told(server: &TestServer) {
    let world = World::of(server).await;
    let others = lacking(server, 3).await;
    let offer = published(&world).await;
    work(server).await;
    assert_eq!(told_of(offer.id, &others).await, [0, 1, 2]);
    let late = server.organisation("Tard venue").approved().at(COUTRAS).exists().await;
    let lucie = server.volunteer_of(&late).await;
    need_at(late.site()).category("bakery.bread").published_by(&lucie).await;
    work(server).await;
    assert!(told(&lucie).await.is_empty(), "she needs bread");
    let change = json!({ "category": "bakery.bread", "title": "Du pain" });
    world.camille.with_if_match(offer.version).patch(&paths::offer(offer.id), &change).await.expect(200);
    work(server).await;
    assert_eq!(kinds(&lucie).await, [OfferFits]);
    assert_eq!(told_of(offer.id, &others).await, [0, 1, 2], "checks that nobody was told twice");
    assert_eq!(kinds(&world.camille).await, [Matched]);
}

async fn however_many_servers_look_everybody_is_told_once(server: &TestServer) {
    let world = World::of(server).await;
    let others = lacking(server, 9).await;
    let mut offers = Vec::new();
    for _ in 0..6 {
        offers.push(published(&world).await.id);
    }
    for minutes in [0, 20, 20] {
        server.clock.advance(minutes * MINUTE);
        join_all((0..4).map(|_| work(server))).await;
    }
    for offer in offers {
        assert_eq!(told_of(offer, &others).await.len(), 9);
    }
    assert_eq!(kinds(&world.camille).await, [Matched; 6]);
}

async fn nobody_is_told_of_what_fits_nobody(server: &TestServer) {
    let world = World::of(server).await;
    need_at(world.taker.site()).category("bakery.bread").published_by(&world.samir).await;
    published(&world).await;
    need_at(world.giver.site()).published_by(&world.camille).await;
    work(server).await;
    assert!(told(&world.samir).await.is_empty());
    assert!(told(&world.camille).await.is_empty(), "one's own offer is no match of one's own need");
}
