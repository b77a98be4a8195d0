//! What became of an organisation's promises: counted for each side, seen by the organisation and the administrator.

use crate::lending::{self, hours};
use crate::skill_sessions;
use crate::world::World;
use api::events::worker;
use serde_json::json;
use shared::claims::{Claim, ClaimAction};
use shared::follow_through::{FollowThrough, Kept};
use shared::ids::{LoanId, OfferId, OrganisationId};
use shared::loans::LoanAction;
use shared::organisations::OrganisationStatus;
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::skill_sessions::{SkillSessionAction, SkillSessionState};
use shared::time::{DAY, UtcMillis};
use tests::fixtures::{claim_of, kg, lent, loan_of, offer_at, proposed, session_of};
use tests::{Client, TestServer, both};
use uuid::Uuid;

both!(
    a_claim_counts_for_the_side_that_kept_or_broke_it,
    a_loan_counts_for_the_side_that_kept_or_broke_it,
    help_counts_once_both_say_that_it_took_place,
    promises_are_counted_for_180_days,
    nobody_else_sees_what_became_of_promises,
);

/// Why something is called off.
const WHY: &str = "Le camion est en panne";

async fn found(client: &Client, id: OrganisationId) -> FollowThrough {
    client.get(&paths::follow_through(id)).await.read(200)
}

/// Lets time pass until then.
fn wait_until(server: &TestServer, at: UtcMillis) {
    server.clock.advance(at.0 - server.now().0);
}

/// A claim on 20 kg of an offer, as the taker has asked for it.
async fn asked(world: &World, offer: OfferId) -> Claim {
    claim_of(offer, world.taker.site()).of(kg(20)).made_by(&world.samir).await
}

/// The same once the giver has agreed.
async fn accepted(world: &World, offer: OfferId) -> Claim {
    let claim = asked(world, offer).await;
    world.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.read(200)
}

async fn collect(world: &World, claim: &Claim) {
    let seen: Claim = world.camille.get(&paths::claim(claim.id)).await.read(200);
    let told = json!({ "code": seen.handover_code, "temperature_decidegrees": 35 });
    world.samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
}

async fn cancel(client: &Client, claim: &Claim) {
    client.post(&claim_action(claim.id, ClaimAction::Cancel), &json!({ "reason": WHY })).await.expect(200);
}

async fn a_claim_counts_for_the_side_that_kept_or_broke_it(server: &TestServer) {
    let world = World::of(server).await;
    let offer = offer_at(world.giver.site()).of(kg(120)).published_by(&world.camille).await.id;
    assert!(found(&world.camille, world.giver.id).await.is_empty());
    collect(&world, &accepted(&world, offer).await).await;
    cancel(&world.camille, &accepted(&world, offer).await).await;
    cancel(&world.samir, &accepted(&world, offer).await).await;
    // Nobody had promised this one.
    cancel(&world.samir, &asked(&world, offer).await).await;
    let forgotten = accepted(&world, offer).await;
    let giver = found(&world.camille, world.giver.id).await;
    assert_eq!((giver.giving, giver.taking), (Kept::of(1, 1, 0), Kept::default()));
    let taker = found(&world.samir, world.taker.id).await;
    assert_eq!((taker.giving, taker.taking), (Kept::default(), Kept::of(1, 1, 0)), "one is still running");

    wait_until(server, forgotten.lapses_at.unwrap());
    worker::run_once(&server.state).await;
    assert_eq!(found(&world.camille, world.giver.id).await.giving, Kept::of(1, 1, 0), "the giver had it ready");
    let taking = found(&world.samir, world.taker.id).await.taking;
    assert_eq!(taking, Kept { promised: 3, kept: 1, called_off: 1, lapsed: 1 });
    assert_eq!(taking.rate_percent(), None, "too few to say");
}

/// Loans of one van: each from and until so many hours after the first instant.
struct Van {
    pair: lending::Pair,
    lender: OrganisationId,
}

impl Van {
    async fn of(server: &TestServer) -> Self {
        let pair = lending::pair(server).await;
        Self { lender: pair.van.organisation.id, pair }
    }

    async fn asked(&self, from: i64, until: i64) -> LoanId {
        lent(&self.pair.samir, &loan_of(self.pair.van.id, self.pair.borrower.id, from, until)).await.id
    }

    async fn agreed(&self, from: i64, until: i64) -> LoanId {
        let id = self.asked(from, until).await;
        lending::step(&self.pair.camille, id, LoanAction::Accept).await;
        id
    }
}

async fn a_loan_counts_for_the_side_that_kept_or_broke_it(server: &TestServer) {
    let van = Van::of(server).await;
    let (camille, samir, borrower) = (&van.pair.camille, &van.pair.samir, van.pair.borrower.id);
    let (in_time, late) = (van.agreed(1, 5).await, van.agreed(24, 30).await);
    lending::step(camille, van.agreed(100, 110).await, LoanAction::Cancel).await;
    lending::step(samir, van.agreed(120, 130).await, LoanAction::Cancel).await;
    // Nobody had promised this one.
    lending::step(samir, van.asked(140, 150).await, LoanAction::Cancel).await;
    van.agreed(160, 170).await;

    wait_until(server, hours(1));
    lending::step(camille, in_time, LoanAction::HandOut).await;
    assert_eq!(found(camille, van.lender).await.lending, Kept::of(0, 1, 0), "it is still out");
    wait_until(server, hours(5));
    lending::step(camille, in_time, LoanAction::TakeBack).await;
    wait_until(server, hours(24));
    lending::step(camille, late, LoanAction::HandOut).await;
    wait_until(server, hours(31));
    lending::step(camille, late, LoanAction::TakeBack).await;
    // The last one is never fetched.
    wait_until(server, hours(170));
    worker::run_once(&server.state).await;

    let lender = found(camille, van.lender).await;
    assert_eq!((lender.lending, lender.borrowing), (Kept::of(2, 1, 0), Kept::default()));
    let borrower = found(samir, borrower).await;
    assert_eq!(borrower.lending, Kept::default());
    assert_eq!(borrower.borrowing, Kept { promised: 4, kept: 1, called_off: 1, lapsed: 2 }, "one late, one not fetched");
}

async fn help_counts_once_both_say_that_it_took_place(server: &TestServer) {
    let pair = skill_sessions::pair(server).await;
    let (camille, samir) = (&pair.camille, &pair.samir);
    let ask = async |from: i64| proposed(samir, &session_of(pair.accounts.id, pair.receiver.id, from)).await.id;
    let agree = async |from: i64| {
        let id = ask(from).await;
        skill_sessions::step(camille, id, SkillSessionAction::Agree).await;
        id
    };
    let confirmed = async |from: i64, minutes: i64| {
        let id = agree(from).await;
        skill_sessions::confirm(samir, id, minutes).await;
        let done = skill_sessions::confirm(camille, id, minutes).await;
        assert_eq!(done.state, SkillSessionState::Done);
        id
    };
    confirmed(1, 120).await;
    let given_up = confirmed(10, 90).await;
    skill_sessions::step(camille, given_up, SkillSessionAction::Reverse).await;
    confirmed(20, 0).await;
    skill_sessions::step(camille, agree(30).await, SkillSessionAction::Cancel).await;
    skill_sessions::step(samir, agree(40).await, SkillSessionAction::Cancel).await;
    // Nobody had promised this one, and the last one is still to come.
    skill_sessions::step(camille, ask(50).await, SkillSessionAction::Decline).await;
    agree(60).await;

    let helping = found(camille, pair.giver.id).await.helping;
    assert_eq!(helping, Kept { promised: 4, kept: 2, called_off: 1, lapsed: 1 }, "one did not take place");
    assert!(found(samir, pair.receiver.id).await.is_empty(), "who is helped has promised nothing");
}

async fn promises_are_counted_for_180_days(server: &TestServer) {
    let world = World::of(server).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await.id;
    let claim = accepted(&world, offer).await;
    collect(&world, &claim).await;
    wait_until(server, claim.lapses_at.unwrap().plus(180 * DAY));
    let last = found(&world.camille, world.giver.id).await;
    assert_eq!((last.giving, Some(last.since)), (Kept::of(1, 0, 0), claim.lapses_at));
    server.clock.advance(1);
    assert!(found(&world.camille, world.giver.id).await.is_empty());
    assert!(found(&world.samir, world.taker.id).await.is_empty());
}

async fn nobody_else_sees_what_became_of_promises(server: &TestServer) {
    let world = World::of(server).await;
    let (path, admin) = (paths::follow_through(world.giver.id), server.admin().await);
    let answer = world.camille.get(&path).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.read::<FollowThrough>(200).since, server.now().plus(-180 * DAY));
    server.coordinator_of(&world.giver).await.get(&path).await.expect(200);
    admin.get(&path).await.expect(200);
    world.samir.get(&path).await.refused(Code::NotFound);
    server.stranger().await.get(&path).await.refused(Code::NotFound);
    server.anonymous().get(&path).await.refused(Code::Unauthenticated);
    admin.get(&paths::follow_through(OrganisationId(Uuid::now_v7()))).await.refused(Code::NotFound);
    let suspended = server.organisation("Suspendue").status(OrganisationStatus::Suspended).exists().await;
    let odile = server.volunteer_of(&suspended).await;
    assert!(found(&odile, suspended.id).await.is_empty(), "it sees what is its own");
}
