//! "Not this one": what is dismissed stays away, and teaches.

use super::{items_for, needs_for, skills_for};
use crate::world::World;
use serde_json::json;
use shared::ids::{EquipmentId, EquipmentNeedId, ObjectId, OrganisationId};
use shared::matches::MatchSide;
use shared::matches::help::{HelpDismissal, HelpDismissalReason, HelpKind, NewHelpDismissal};
use shared::paths;
use shared::problem::Code;
use shared::time::DAY;
use tests::fixtures::communes::BORDEAUX;
use tests::fixtures::{accounts_at, skill_of, van_of, van_wanted_at, wanted};
use tests::{Client, TestServer, both};

both!(
    a_dismissed_match_stays_away_from_that_side_until_it_is_undone,
    a_dismissal_is_for_the_two_organisations_alone,
    what_is_found_too_far_and_of_a_wrong_kind_counts_less,
    skills_are_dismissed_alike,
);

fn of(item: EquipmentId, need: EquipmentNeedId, organisation_id: OrganisationId) -> NewHelpDismissal {
    let (helping_id, wanting_id) = (ObjectId(item.0), ObjectId(need.0));
    let reason = HelpDismissalReason::NoTime;
    NewHelpDismissal { kind: HelpKind::Equipment, helping_id, wanting_id, organisation_id, reason }
}

async fn dismiss(client: &Client, new: &NewHelpDismissal) -> HelpDismissal {
    client.post(paths::HELP_DISMISSALS, new).await.read(201)
}

async fn a_dismissed_match_stays_away_from_that_side_until_it_is_undone(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    let counts = async || (needs_for(&world.camille, van.id).await.len(), items_for(&world.samir, need.id).await.len());
    let new = of(van.id, need.id, world.giver.id);
    let dismissal = dismiss(&world.camille, &new).await;
    assert_eq!((dismissal.side, dismissal.reason), (MatchSide::Offering, HelpDismissalReason::NoTime));
    assert_eq!(counts().await, (0, 1));
    // Said again, with another reason: the same one.
    let again = dismiss(&world.camille, &NewHelpDismissal { reason: HelpDismissalReason::Other, ..new }).await;
    assert_eq!((again.id, again.reason), (dismissal.id, HelpDismissalReason::Other));
    let theirs = dismiss(&world.samir, &of(van.id, need.id, world.taker.id)).await;
    assert_eq!((theirs.side, counts().await), (MatchSide::Needing, (0, 0)));
    world.samir.delete(&paths::help_dismissal(dismissal.id)).await.refused(Code::NotFound);
    world.camille.delete(&paths::help_dismissal(dismissal.id)).await.expect(204);
    world.camille.delete(&paths::help_dismissal(dismissal.id)).await.refused(Code::NotFound);
    assert_eq!(counts().await, (1, 0));
}

async fn a_dismissal_is_for_the_two_organisations_alone(server: &TestServer) {
    let world = World::of(server).await;
    let other = server.organisation("Autre").approved().at(BORDEAUX).exists().await;
    let zoe = server.volunteer_of(&other).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    let new = |organisation| of(van.id, need.id, organisation);
    zoe.post(paths::HELP_DISMISSALS, &new(world.giver.id)).await.refused(Code::Forbidden);
    zoe.post(paths::HELP_DISMISSALS, &new(other.id)).await.refused_fields(&[("/organisation_id", "unknown")]);
    world.camille.post(paths::HELP_DISMISSALS, &new(world.taker.id)).await.refused(Code::Forbidden);
    let nowhere = NewHelpDismissal { wanting_id: ObjectId(uuid::Uuid::now_v7()), ..new(world.giver.id) };
    world.camille.post(paths::HELP_DISMISSALS, &nowhere).await.refused_fields(&[("/wanting_id", "unknown")]);
    let swapped = NewHelpDismissal { kind: HelpKind::Skill, ..new(world.giver.id) };
    world.camille.post(paths::HELP_DISMISSALS, &swapped).await.refused_fields(&[("/helping_id", "unknown")]);
    let key = world.camille.with_idempotency_key("pas celui-ci");
    let (one, same) = (dismiss(&key, &new(world.giver.id)).await, dismiss(&key, &new(world.giver.id)).await);
    assert_eq!(one, same);
}

async fn what_is_found_too_far_and_of_a_wrong_kind_counts_less(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let mut needs = Vec::new();
    for number in 1..=4 {
        needs.push(wanted(&world.samir, &van_wanted_at(world.taker.site(), 24 * number, 24 * number + 5)).await);
    }
    let parts = async || {
        let found = needs_for(&world.camille, van.id).await;
        let fit = &found.iter().find(|found| found.need.id == needs[3].id).unwrap().fit;
        (fit.parts.category, fit.parts.distance)
    };
    let said = async |number: usize, reason| {
        let new = NewHelpDismissal { reason, ..of(van.id, needs[number].id, world.giver.id) };
        dismiss(&world.camille, &new).await
    };
    assert_eq!(parts().await, (10_000, 3_678));
    said(0, HelpDismissalReason::TooFar).await;
    assert_eq!(parts().await, (10_000, 3_678), "once is no habit");
    let second = said(1, HelpDismissalReason::TooFar).await;
    // exp(−4/3): what is far has shrunk by a quarter.
    assert_eq!(parts().await, (10_000, 2_635));
    said(2, HelpDismissalReason::WrongKind).await;
    assert_eq!(parts().await, (8_000, 2_635));
    let theirs = items_for(&world.samir, needs[3].id).await;
    assert_eq!(theirs[0].fit.parts.distance, 3_678, "the other side has taught nothing");
    world.camille.delete(&paths::help_dismissal(second.id)).await.expect(204);
    assert_eq!(parts().await, (8_000, 3_678));
    // After a quarter of a year it is forgotten.
    let later = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24 * 92, 24 * 93)).await;
    server.clock.advance(91 * DAY);
    let found = needs_for(&world.camille, van.id).await;
    assert_eq!((found.len(), found[0].need.id, found[0].fit.parts.category), (1, later.id, 10_000));
}

async fn skills_are_dismissed_alike(server: &TestServer) {
    let world = World::of(server).await;
    let offered = skill_of(&world.camille, &accounts_at(world.giver.site())).await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        let body = json!({
            "kind": "wanted", "site_id": world.taker.site(), "skill": "accounting", "title": "Qui nous aide ?",
        });
        ids.push(skill_of(&world.samir, &body).await.id);
    }
    let new = NewHelpDismissal {
        kind: HelpKind::Skill,
        helping_id: ObjectId(offered.id.0),
        wanting_id: ObjectId(ids[0].0),
        organisation_id: world.giver.id,
        reason: HelpDismissalReason::WrongKind,
    };
    let turned = NewHelpDismissal { helping_id: new.wanting_id, wanting_id: new.helping_id, ..new };
    world.camille.post(paths::HELP_DISMISSALS, &turned).await.refused_fields(&[("/helping_id", "unknown")]);
    assert_eq!(dismiss(&world.camille, &new).await.side, MatchSide::Offering);
    let found = skills_for(&world.camille, offered.id).await;
    assert_eq!((found.len(), found[0].skill.id, found[0].fit.parts.category), (1, ids[1], 8_000));
    assert_eq!(skills_for(&world.samir, ids[0]).await[0].fit.parts.category, 10_000);
}
