//! From partners to those that fit best to everybody.

use super::{Giver, House, cascade, pass, work};
use serde_json::json;
use shared::cascades::CascadeStep;
use shared::claims::{ClaimState, Party};
use shared::notifications::NotificationKind;
use shared::paths;
use shared::problem::Code;
use shared::time::{HOUR, MINUTE};
use tests::fixtures::{claim_of, kg, offer_at};
use tests::{TestServer, both};

both!(
    partners_are_called_first_and_the_others_wait,
    whom_it_fits_is_called_next_and_then_everybody,
    whoever_says_nothing_holds_nobody_up_for_ever,
    no_thank_you_ends_the_wait,
    the_giver_opens_it_to_all,
    an_offer_that_closes_soon_is_open_to_all_at_once,
    a_withdrawn_offer_ends_and_tells_who_wished,
    an_offer_without_a_cascade_is_open_to_all,
);

async fn partners_are_called_first_and_the_others_wait(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (partner, other) = (House::of(server, "Partenaire").await, House::of(server, "Autre").await.lacking(50).await);
    giver.name(&[&partner]).await;
    work(server).await;
    let offer = giver.publish(60).await;
    work(server).await;
    let told = partner.told(offer.id).await;
    assert_eq!((told.len(), told[0].kind), (1, NotificationKind::OfferFits));
    let until = giver.find(offer.id).await.first_until.unwrap();
    assert_eq!(told[0].facts.answer_by, Some(until));
    assert!(other.told(offer.id).await.is_empty());
    let seen = cascade(&other.volunteer, offer.id).await;
    assert_eq!((seen.step, seen.ends_at, seen.calls.len()), (CascadeStep::Partners, Some(until), 0));
    assert_eq!((seen.called, seen.partners, seen.can_end), (1, vec!["Partenaire".to_owned()], false));
    let refused = claim_of(offer.id, other.organisation.site()).of(kg(10)).sent_by(&other.volunteer).await;
    assert_eq!(refused.refused(Code::NotYetOpen).params["until"], json!(until.to_string()));
    other.wish(offer.id, 10).await.refused(Code::NotYetOpen);
    other.decline(offer.id).await.refused(Code::NotYetOpen);
    let early = claim_of(offer.id, partner.organisation.site()).of(kg(10)).sent_by(&partner.volunteer).await;
    early.refused(Code::NotYetOpen);
    assert!(cascade(&giver.coordinator, offer.id).await.can_end);
}

async fn whom_it_fits_is_called_next_and_then_everybody(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (partner, best) = (House::of(server, "Partenaire").await, House::of(server, "Besoin").await.lacking(50).await);
    let last = House::of(server, "Sans besoin").await;
    giver.name(&[&partner]).await;
    work(server).await;
    let offer = giver.publish(60).await;
    work(server).await;
    partner.wish(offer.id, 20).await.expect(200);
    work(server).await;
    let claim = partner.claims(offer.id).await.remove(0);
    assert_eq!((claim.grams, claim.state, claim.asked_by), (kg(20), ClaimState::Requested, Party::Taker));
    assert_eq!(giver.coordinator.get(&paths::claim(claim.id)).await.expect(200).body["grams"], json!(20_000));
    let call = partner.called(offer.id).await.unwrap();
    assert_eq!((call.wished_grams, call.granted_grams), (Some(kg(20)), Some(kg(20))));
    assert_eq!(cascade(&best.volunteer, offer.id).await.step, CascadeStep::Best);
    assert_eq!(best.told(offer.id).await.len(), 1);
    best.wish(offer.id, 30).await.expect(200);
    // A partner may wish for more while others are asked.
    partner.wish(offer.id, 5).await.expect(200);
    pass(server, &giver, offer.id).await;
    assert_eq!((best.got(offer.id).await, partner.got(offer.id).await), (30, 25));
    let now = giver.find(offer.id).await;
    assert_eq!((now.first_until, now.left_grams), (None, kg(5)));
    assert_eq!(cascade(&last.volunteer, offer.id).await.step, CascadeStep::Everybody);
    claim_of(offer.id, last.organisation.site()).of(kg(5)).made_by(&last.volunteer).await;
    best.wish(offer.id, 1).await.refused(Code::CascadeOver);
    work(server).await;
    let calls = best.told(offer.id).await.into_iter().filter(|one| one.kind == NotificationKind::OfferFits);
    assert_eq!(calls.count(), 1, "who was called is not told again");
}

async fn whoever_says_nothing_holds_nobody_up_for_ever(server: &TestServer) {
    let giver = Giver::of(server).await;
    let mut houses = Vec::new();
    for n in 0..7 {
        houses.push(House::of(server, &format!("Association {n}")).await.lacking(20).await);
    }
    giver.name(&[&houses[0]]).await;
    work(server).await;
    let offer = giver.publish(60).await;
    work(server).await;
    let mut called = vec![cascade(&giver.coordinator, offer.id).await.called];
    let mut lengths = Vec::new();
    while let Some(until) = giver.find(offer.id).await.first_until {
        lengths.push(until.0 - server.clock.now().0);
        pass(server, &giver, offer.id).await;
        called.push(cascade(&giver.coordinator, offer.id).await.called);
    }
    assert_eq!(called, [1, 6, 7, 7], "the partner, five, one, everybody");
    assert!(lengths.iter().all(|length| (10 * MINUTE..=14 * HOUR).contains(length)), "{lengths:?}");
    assert!(giver.find(offer.id).await.closes_at > server.clock.now());
}

async fn no_thank_you_ends_the_wait(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (one, two) = (House::of(server, "Un").await, House::of(server, "Deux").await);
    giver.name(&[&one, &two]).await;
    let offer = giver.publish(60).await;
    work(server).await;
    one.wish(offer.id, 10).await.expect(200);
    one.decline(offer.id).await.expect(200);
    assert!(giver.find(offer.id).await.first_until.unwrap() > server.clock.now(), "the other has not answered");
    two.decline(offer.id).await.expect(200);
    work(server).await;
    assert_eq!(giver.find(offer.id).await.first_until, None);
    assert_eq!((one.got(offer.id).await, two.got(offer.id).await), (0, 0), "a wish that was taken back is none");
}

async fn the_giver_opens_it_to_all(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (one, two) = (House::of(server, "Un").await, House::of(server, "Deux").await);
    let best = House::of(server, "Besoin").await.lacking(50).await;
    giver.name(&[&one, &two]).await;
    work(server).await;
    let offer = giver.publish(60).await;
    work(server).await;
    one.wish(offer.id, 10).await.expect(200);
    one.volunteer.act(&paths::end_cascade(offer.id)).await.refused(Code::Forbidden);
    giver.coordinator.act(&paths::end_cascade(offer.id)).await.expect(200);
    work(server).await;
    assert_eq!((giver.find(offer.id).await.first_until, one.got(offer.id).await), (None, 10));
    claim_of(offer.id, best.organisation.site()).of(kg(50)).made_by(&best.volunteer).await;
    giver.coordinator.act(&paths::end_cascade(offer.id)).await.refused(Code::CascadeOver);
}

async fn an_offer_that_closes_soon_is_open_to_all_at_once(server: &TestServer) {
    let giver = Giver::of(server).await;
    let partner = House::of(server, "Partenaire").await;
    giver.name(&[&partner]).await;
    let mut new = offer_at(giver.organisation.site()).to_partners_first().body();
    let now = server.clock.now();
    new.pickup_windows = vec![shared::offers::PickupWindow { starts_at: now, ends_at: now.plus(9 * MINUTE) }];
    let offer: shared::offers::Offer = giver.coordinator.post(paths::OFFERS, &new).await.read(201);
    work(server).await;
    assert_eq!(giver.find(offer.id).await.first_until, None);
}

async fn a_withdrawn_offer_ends_and_tells_who_wished(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (one, two) = (House::of(server, "Un").await, House::of(server, "Deux").await);
    giver.name(&[&one, &two]).await;
    let offer = giver.publish(60).await;
    work(server).await;
    one.wish(offer.id, 10).await.expect(200);
    giver.coordinator.act(&paths::withdraw_offer(offer.id)).await.expect(200);
    two.wish(offer.id, 10).await.refused(Code::OfferClosed);
    work(server).await;
    let told = one.told(offer.id).await;
    assert_eq!((told[0].kind, told[0].facts.claim_state), (NotificationKind::ClaimStepped, Some(ClaimState::Declined)));
    assert!(one.claims(offer.id).await.is_empty());
    assert_eq!(cascade(&giver.coordinator, offer.id).await.step, CascadeStep::Everybody);
}

async fn an_offer_without_a_cascade_is_open_to_all(server: &TestServer) {
    let giver = Giver::of(server).await;
    let one = House::of(server, "Un").await;
    let offer = offer_at(giver.organisation.site()).published_by(&giver.coordinator).await;
    let seen = cascade(&one.volunteer, offer.id).await;
    assert_eq!((seen.step, seen.ends_at, seen.called), (CascadeStep::Everybody, None, 0));
    one.wish(offer.id, 1).await.refused(Code::CascadeOver);
}
