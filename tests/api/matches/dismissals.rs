//! "Not this one": what is dismissed stays away, and teaches.

use super::World;
use shared::ids::OrganisationId;
use shared::matches::{Dismissal, DismissalReason, MatchSide, NewDismissal};
use shared::needs::Need;
use shared::offers::Offer;
use shared::paths;
use shared::problem::Code;
use shared::time::DAY;
use tests::fixtures::communes::BORDEAUX;
use tests::fixtures::{kg, need_at, offer_at};
use tests::{Client, TestServer, both};

both!(
    a_dismissed_match_stays_away_from_that_side_until_it_is_undone,
    a_dismissal_is_for_the_two_organisations_alone,
    what_is_found_too_far_makes_far_things_count_less,
    food_that_is_not_wanted_counts_less,
);

fn of(offer: &Offer, need: &Need, organisation_id: OrganisationId, reason: DismissalReason) -> NewDismissal {
    NewDismissal { offer_id: offer.id, need_id: need.id, organisation_id, reason }
}

async fn dismiss(client: &Client, new: &NewDismissal) -> Dismissal {
    client.post(paths::DISMISSALS, new).await.read(201)
}

async fn a_dismissed_match_stays_away_from_that_side_until_it_is_undone(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let new = of(&offer, &need, world.giver.id, DismissalReason::NoTime);
    let dismissal = dismiss(&world.camille, &new).await;
    assert_eq!((dismissal.side, dismissal.reason), (MatchSide::Offering, DismissalReason::NoTime));
    assert_eq!((world.needs_for(offer.id).await.len(), world.offers_for(need.id).await.len()), (0, 1));
    // Said again, with another reason: the same one.
    let again = dismiss(&world.camille, &NewDismissal { reason: DismissalReason::TooMuch, ..new }).await;
    assert_eq!((again.id, again.reason), (dismissal.id, DismissalReason::TooMuch));
    let theirs = dismiss(&world.samir, &of(&offer, &need, world.taker.id, DismissalReason::Other)).await;
    assert_eq!((theirs.side, world.offers_for(need.id).await.len()), (MatchSide::Needing, 0));
    world.samir.delete(&paths::dismissal(dismissal.id)).await.refused(Code::NotFound);
    world.camille.delete(&paths::dismissal(dismissal.id)).await.expect(204);
    world.camille.delete(&paths::dismissal(dismissal.id)).await.refused(Code::NotFound);
    assert_eq!((world.needs_for(offer.id).await.len(), world.offers_for(need.id).await.len()), (1, 0));
}

async fn a_dismissal_is_for_the_two_organisations_alone(server: &TestServer) {
    let world = World::of(server).await;
    let other = server.organisation("Autre").approved().at(BORDEAUX).exists().await;
    let zoe = server.volunteer_of(&other).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let new = |organisation| of(&offer, &need, organisation, DismissalReason::Other);
    zoe.post(paths::DISMISSALS, &new(world.giver.id)).await.refused(Code::Forbidden);
    zoe.post(paths::DISMISSALS, &new(other.id)).await.refused_fields(&[("/organisation_id", "unknown")]);
    world.camille.post(paths::DISMISSALS, &new(world.taker.id)).await.refused(Code::Forbidden);
    let nowhere = NewDismissal { need_id: shared::ids::NeedId(uuid::Uuid::now_v7()), ..new(world.giver.id) };
    world.camille.post(paths::DISMISSALS, &nowhere).await.refused_fields(&[("/need_id", "unknown")]);
    let key = world.camille.with_idempotency_key("pas celui-ci");
    let (one, same) = (dismiss(&key, &new(world.giver.id)).await, dismiss(&key, &new(world.giver.id)).await);
    assert_eq!(one, same);
}

async fn what_is_found_too_far_makes_far_things_count_less(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).titled("Reste").published_by(&world.samir).await;
    let (second, third) = (
        need_at(world.taker.site()).published_by(&world.samir).await,
        need_at(world.taker.site()).published_by(&world.samir).await,
    );
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let distance = async || {
        let found = world.needs_for(offer.id).await;
        found.iter().find(|found| found.need.id == need.id).unwrap().fit.parts.distance
    };
    assert_eq!(distance().await, 3_678);
    dismiss(&world.camille, &of(&offer, &second, world.giver.id, DismissalReason::TooFar)).await;
    assert_eq!(distance().await, 3_678, "once is no habit");
    let last = dismiss(&world.camille, &of(&offer, &third, world.giver.id, DismissalReason::TooFar)).await;
    // exp(−4/3): what is far has shrunk by a quarter.
    assert_eq!(distance().await, 2_635);
    assert_eq!(world.offers_for(need.id).await[0].fit.parts.distance, 3_678, "the other side has taught nothing");
    world.camille.delete(&paths::dismissal(last.id)).await.expect(204);
    assert_eq!(distance().await, 3_678);
}

async fn food_that_is_not_wanted_counts_less(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).of(kg(300)).within_hours(24 * 200).published_by(&world.samir).await;
    let cheese = async || {
        offer_at(world.giver.site())
            .category("dairy.cheese")
            .undated()
            .fetched_in(24, 24 * 8)
            .published_by(&world.camille)
            .await
    };
    let (first, second) = (cheese().await, cheese().await);
    let category = async || world.offers_for(need.id).await[0].fit.parts.category;
    assert_eq!((world.offers_for(need.id).await.len(), category().await), (2, 7_000));
    dismiss(&world.samir, &of(&first, &need, world.taker.id, DismissalReason::WrongFood)).await;
    assert_eq!((world.offers_for(need.id).await[0].offer.id, category().await), (second.id, 5_600));
    assert_eq!(world.needs_for(second.id).await[0].fit.parts.category, 7_000, "the giver has taught nothing");
    // After a quarter of a year it is forgotten, but what was dismissed stays away.
    server.clock.advance(91 * DAY);
    let third = offer_at(world.giver.site()).category("dairy.cheese").undated().fetched_in(24 * 92, 24 * 93);
    let third = third.published_by(&world.camille).await;
    let found = world.offers_for(need.id).await;
    assert_eq!((found.len(), found[0].offer.id, found[0].fit.parts.category), (1, third.id, 7_000));
}
