//! Who was helped least comes first, and who keeps what was agreed.

use super::{needs_for, reasons, skills_for};
use crate::lending::step;
use crate::skill_sessions::{confirm, step as session_step};
use crate::world::World;
use api::events::worker;
use serde_json::json;
use shared::loans::LoanAction;
use shared::matches::help::HelpReasonKind::{HelpedLeast, HelpedLess, Reliable};
use shared::skill_sessions::SkillSessionAction;
use shared::time::{DAY, HOUR};
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{
    TestOrganisation, accounts_at, lent, loan_of, proposed, session_of, skill_of, start, van_of, van_wanted_at, wanted,
};
use tests::{Client, TestServer, both};

both!(who_has_borrowed_least_comes_first, promises_of_borrowers_that_are_not_kept_count, who_was_helped_least_comes_first);

/// What the worker does within seconds.
async fn counted(server: &TestServer) {
    worker::run_once(&server.state).await;
}

/// Another organisation at the taker's, with somebody in it.
async fn neighbour(server: &TestServer, name: &str) -> (TestOrganisation, Client) {
    let organisation = server.organisation(name).approved().at(COUTRAS).exists().await;
    let client = server.coordinator_of(&organisation).await;
    (organisation, client)
}

async fn who_has_borrowed_least_comes_first(server: &TestServer) {
    let world = World::of(server).await;
    let (other, ines) = neighbour(server, "Autre").await;
    let (third, zoe) = neighbour(server, "Troisième").await;
    let van = van_of(&world.camille, world.giver.site()).await;
    // Four loans for one, two for another, none for the third; hours from the beginning.
    let mut at = 1;
    for (organisation, client, times) in [(&world.taker, &world.samir, 4), (&other, &ines, 2)] {
        for _ in 0..times {
            let loan = lent(client, &loan_of(van.id, organisation.id, at, at + 1)).await;
            step(&world.camille, loan.id, LoanAction::Accept).await;
            server.clock.advance(start().plus(at * HOUR).0 - server.now().0);
            step(&world.camille, loan.id, LoanAction::HandOut).await;
            step(&world.camille, loan.id, LoanAction::TakeBack).await;
            at += 4;
        }
    }
    // The worker counts a few changes at a time.
    counted(server).await;
    counted(server).await;
    for (organisation, client) in [(&world.taker, &world.samir), (&other, &ines), (&third, &zoe)] {
        wanted(client, &van_wanted_at(organisation.site(), at + 48, at + 58)).await;
    }
    let found = needs_for(&world.camille, van.id).await;
    let order: Vec<_> = found.iter().map(|one| (one.need.organisation.id, one.fit.parts.fairness)).collect();
    // The median of those who have borrowed is four.
    assert_eq!(order, [(third.id, 10_000), (other.id, 5_000), (world.taker.id, 0)]);
    assert!(reasons(&found[0].fit).contains(&HelpedLeast) && !reasons(&found[2].fit).contains(&HelpedLess));
    assert!(reasons(&found[2].fit).contains(&Reliable), "four of four");
    assert_eq!([2, 1, 0].map(|place: usize| found[place].fit.parts.follow_through), [8_888, 8_571, 8_000]);
}

async fn promises_of_borrowers_that_are_not_kept_count(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    wanted(&world.samir, &van_wanted_at(world.taker.site(), 200, 210)).await;
    let part = async || {
        counted(server).await;
        needs_for(&world.camille, van.id).await[0].fit.parts.follow_through
    };
    assert_eq!(part().await, 8_000, "nothing is known");
    // What its lender calls off is not the borrower's fault.
    let loan = lent(&world.samir, &loan_of(van.id, world.taker.id, 10, 20)).await;
    step(&world.camille, loan.id, LoanAction::Accept).await;
    step(&world.camille, loan.id, LoanAction::Cancel).await;
    assert_eq!(part().await, 8_000);
    let loan = lent(&world.samir, &loan_of(van.id, world.taker.id, 10, 20)).await;
    step(&world.camille, loan.id, LoanAction::Accept).await;
    step(&world.samir, loan.id, LoanAction::Cancel).await;
    assert_eq!(part().await, 6_666, "four of six");
}

async fn who_was_helped_least_comes_first(server: &TestServer) {
    let world = World::of(server).await;
    let (other, ines) = neighbour(server, "Autre").await;
    let offered = skill_of(&world.camille, &accounts_at(world.giver.site())).await;
    let session = proposed(&world.samir, &session_of(offered.id, world.taker.id, 24)).await;
    session_step(&world.camille, session.id, SkillSessionAction::Agree).await;
    server.clock.advance(27 * HOUR);
    confirm(&world.camille, session.id, 120).await;
    confirm(&world.samir, session.id, 120).await;
    counted(server).await;
    let body = |organisation: &TestOrganisation| json!({ "kind": "wanted", "site_id": organisation.site(), "skill": "accounting", "title": "Qui nous aide ?" });
    skill_of(&world.samir, &body(&world.taker)).await;
    skill_of(&ines, &body(&other)).await;
    let found = skills_for(&world.camille, offered.id).await;
    let order: Vec<_> = found.iter().map(|one| (one.skill.organisation.id, one.fit.parts.fairness)).collect();
    assert_eq!(order, [(other.id, 10_000), (world.taker.id, 0)]);
    // Three months later all start anew.
    server.clock.advance(91 * DAY);
    counted(server).await;
    let later = skills_for(&world.camille, offered.id).await;
    assert_eq!(later.iter().map(|one| one.fit.parts.fairness).collect::<Vec<_>>(), [0, 0]);
}
