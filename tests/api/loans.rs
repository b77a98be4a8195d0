//! Equipment loans: asked for, lent, given back; never two at a time.

use crate::lending::{Pair, busy, hours, pair, step, taken};
use api::db::schema::{equipment_closures, loans};
use api::events::worker;
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::json;
use shared::ids::LoanId;
use shared::loans::{ItemCondition, Loan, LoanAction, LoanPage, LoanParty, LoanState};
use shared::paths::{self, loan_action};
use shared::problem::Code;
use shared::time::HOUR;
use shared::today::Today;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{lent, loan_between, loan_of, start};
use tests::{Client, TestServer, both};
use uuid::Uuid;

both!(
    a_van_is_asked_for_lent_and_given_back,
    an_item_without_approval_is_lent_at_once,
    sixty_four_want_the_van_on_overlapping_days_and_one_gets_it,
    random_bookings_never_overlap,
    the_database_refuses_what_overlaps_too,
    back_early_is_free_early_and_a_late_item_is_waited_for,
    handed_out_before_its_time_only_where_nobody_else_has_it,
    what_is_not_answered_or_not_fetched_ends,
    what_is_to_do_is_on_the_first_page,
    what_does_not_fit_is_refused,
    loans_are_listed_for_both_sides_and_for_nobody_else,
);

async fn a_van_is_asked_for_lent_and_given_back(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let asked = lent(&samir, &loan_of(van.id, borrower.id, 24, 48)).await;
    assert_eq!((asked.state, asked.answer_by, asked.busy_until), (LoanState::Requested, Some(hours(48)), hours(50)));
    assert_eq!((asked.party, asked.actions), (LoanParty::Borrower, vec![LoanAction::Cancel]));
    assert_eq!(busy(&camille, van.id).await, [(hours(24), hours(50))], "held back, with two hours of cleaning");
    let email = format!("{}@example.org", camille.user_id().0.simple());
    let mail = server.mail_to(&email).await;
    assert!(
        mail.body.contains(&format!("/prets/{}", asked.id)) && mail.body.contains("Collecte nationale"),
        "{}",
        mail.body
    );

    let accepted = step(&camille, asked.id, LoanAction::Accept).await;
    assert_eq!(accepted.actions, [LoanAction::HandOut, LoanAction::Cancel]);
    samir.post(&loan_action(asked.id, LoanAction::HandOut), &json!({ "condition": "good" })).await.refused(Code::Forbidden);
    server.clock.advance(24 * HOUR);
    step(&camille, asked.id, LoanAction::HandOut).await;
    camille.act(&loan_action(asked.id, LoanAction::Accept)).await.refused(Code::LoanState);
    server.clock.advance(25 * HOUR);
    let late: Loan = samir.get(&paths::loan(asked.id)).await.read(200);
    assert!(late.late && late.actions.is_empty(), "{late:?}");
    let told = json!({ "condition": "worn", "note": " Un pneu à regonfler " });
    let back: Loan = camille.post(&loan_action(asked.id, LoanAction::TakeBack), &told).await.read(200);
    assert_eq!((back.state, back.late, back.busy_until), (LoanState::Returned, false, hours(51)), "an hour late");
    let said: Vec<_> = back.events.iter().map(|event| (event.state, event.condition, event.note.as_deref())).collect();
    assert_eq!(said[2], (LoanState::Out, Some(ItemCondition::Good), None));
    assert_eq!(said[3], (LoanState::Returned, Some(ItemCondition::Worn), Some("Un pneu à regonfler")));
    assert_eq!(back.events[0].party, Some(LoanParty::Borrower));
}

async fn an_item_without_approval_is_lent_at_once(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let change = json!({ "needs_approval": false, "requirements": [] });
    camille.with_if_match(1).patch(&paths::equipment(van.id), &change).await.expect(200);
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 1, 5)).await;
    assert_eq!((loan.state, loan.answer_by, loan.events.len()), (LoanState::Accepted, None, 2));
}

async fn sixty_four_want_the_van_on_overlapping_days_and_one_gets_it(server: &TestServer) {
    let Pair { borrower, samir, van, .. } = pair(server).await;
    // Each begins and ends an hour later than the one before: all of them meet.
    let wishes = (0..64).map(|n| loan_of(van.id, borrower.id, 100 + n, 200 + n));
    let sent = wishes.map(|wish| {
        let samir = samir.clone();
        async move { samir.post(paths::LOANS, &wish).await }
    });
    let (won, lost): (Vec<_>, Vec<_>) = join_all(sent).await.into_iter().partition(|answer| answer.status == 201);
    assert_eq!(won.len(), 1);
    for answer in lost {
        let problem = answer.refused(Code::EquipmentBusy);
        assert!(problem.params.contains_key("busy_until"), "{problem:?}");
    }
}

/// Numbers that look random and are the same in each run (Knuth, MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % limit).unwrap()
    }
}

async fn random_bookings_never_overlap(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let mut dice = Dice(2026);
    let mut agreed: Vec<LoanId> = Vec::new();
    let (mut won, mut refused) = (0, 0);
    for _ in 0..40 {
        // Eight at once, around the night in March in which clocks go forward, given with the offsets of both seasons
        // and of another zone: instants, whatever a clock on the wall shows.
        let wishes: Vec<_> = (0..8)
            .map(|_| {
                let from = 120 * 24 + dice.below(24 * 14);
                let until = from + 1 + dice.below(72);
                let mut wish = loan_of(van.id, borrower.id, from, until);
                let offset = ["+01:00", "+02:00", "-04:00"][usize::try_from(dice.below(3)).unwrap()];
                let zone: chrono::FixedOffset = offset.parse().unwrap();
                wish["starts_at"] = json!(hours(from).to_chrono().with_timezone(&zone).to_rfc3339());
                wish
            })
            .collect();
        let closing = dice.below(4) == 0;
        let (from, length) = (120 * 24 + dice.below(24 * 14), 1 + dice.below(10));
        let answers = join_all(wishes.iter().map(|wish| samir.post(paths::LOANS, wish))).await;
        for answer in answers {
            match answer.status {
                201 => {
                    won += 1;
                    agreed.push(answer.read::<Loan>(201).id);
                }
                _ => {
                    refused += 1;
                    answer.refused(Code::EquipmentBusy);
                }
            }
        }
        if closing {
            let kept = json!({ "starts_at": hours(from), "ends_at": hours(from + length), "reason": "Révision" });
            let status = camille.post(&paths::closures_of(van.id), &kept).await.status;
            assert!([201, 409].contains(&status), "{status}");
        }
        if dice.below(3) == 0 && !agreed.is_empty() {
            let given_up = agreed.swap_remove(usize::try_from(dice.below(agreed.len() as u64)).unwrap());
            step(&samir, given_up, LoanAction::Cancel).await;
        }
        let taken = taken(server, van.id);
        assert!(taken.windows(2).all(|two| two[0].1 <= two[1].0), "{taken:?}");
    }
    assert!(won >= 5 && refused >= 100, "{won} won, {refused} refused: the dice try nothing");
}

async fn the_database_refuses_what_overlaps_too(server: &TestServer) {
    let Pair { borrower, samir, van, .. } = pair(server).await;
    let asked = lent(&samir, &loan_of(van.id, borrower.id, 24, 48)).await;
    let mut conn = server.database().connect();
    let mut write = |from: i64, until: i64, state: LoanState| {
        let row = (
            loans::id.eq(LoanId(Uuid::now_v7())),
            loans::equipment_id.eq(van.id),
            loans::lender_id.eq(van.organisation.id),
            loans::borrower_id.eq(borrower.id),
            (loans::starts_at.eq(hours(from)), loans::ends_at.eq(hours(until)), loans::busy_until.eq(hours(until))),
            (loans::purpose.eq("Essai"), loans::confirmed.eq(0_i64), loans::state.eq(state)),
            (loans::lapses_at.eq(hours(until)), loans::requested_by.eq(samir.user_id())),
            (loans::requested_at.eq(start()), loans::updated_at.eq(start()), loans::version.eq(1_i64)),
        );
        diesel::insert_into(loans::table).values(row).execute(&mut conn).map_err(|error| error.to_string())
    };
    let refusal = write(49, 60, LoanState::Requested).unwrap_err();
    assert!(refusal.contains("equipment_busy"), "in the gap for cleaning: {refusal}");
    assert!(write(10, 25, LoanState::Accepted).unwrap_err().contains("equipment_busy"));
    assert_eq!(write(10, 25, LoanState::Declined), Ok(1), "what is declined takes no time");
    assert_eq!(write(50, 60, LoanState::Requested), Ok(1));
    let moved = diesel::update(loans::table.find(asked.id)).set(loans::busy_until.eq(hours(55))).execute(&mut conn);
    assert!(moved.unwrap_err().to_string().contains("equipment_busy"));
    let kept = (
        equipment_closures::id.eq(shared::ids::ClosureId(Uuid::now_v7())),
        equipment_closures::equipment_id.eq(van.id),
        equipment_closures::starts_at.eq(hours(0)),
        equipment_closures::ends_at.eq(hours(25)),
        equipment_closures::reason.eq("Révision"),
        equipment_closures::created_by.eq(samir.user_id()),
        equipment_closures::created_at.eq(start()),
    );
    let closed = diesel::insert_into(equipment_closures::table).values(kept).execute(&mut conn);
    assert!(closed.unwrap_err().to_string().contains("equipment_busy"));
}

async fn back_early_is_free_early_and_a_late_item_is_waited_for(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let first = lent(&samir, &loan_of(van.id, borrower.id, 0, 48)).await;
    step(&camille, first.id, LoanAction::Accept).await;
    step(&camille, first.id, LoanAction::HandOut).await;
    server.clock.advance(10 * HOUR);
    step(&camille, first.id, LoanAction::TakeBack).await;
    assert_eq!(busy(&samir, van.id).await, [(hours(0), hours(12))]);

    let second = lent(&samir, &loan_of(van.id, borrower.id, 12, 20)).await;
    let third = lent(&samir, &loan_of(van.id, borrower.id, 22, 30)).await;
    for loan in [second.id, third.id] {
        step(&camille, loan, LoanAction::Accept).await;
    }
    server.clock.advance(2 * HOUR);
    step(&camille, second.id, LoanAction::HandOut).await;
    server.clock.advance(11 * HOUR);
    let waits = camille.post(&loan_action(third.id, LoanAction::HandOut), &json!({ "condition": "good" })).await;
    waits.refused(Code::EquipmentBusy);
    let back = step(&camille, second.id, LoanAction::TakeBack).await;
    assert_eq!(back.busy_until, hours(22), "cleaning does not run into the next loan's time");
    step(&camille, third.id, LoanAction::HandOut).await;
}

async fn handed_out_before_its_time_only_where_nobody_else_has_it(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 20, 30)).await;
    let other = lent(&samir, &loan_of(van.id, borrower.id, 5, 10)).await;
    step(&camille, loan.id, LoanAction::Accept).await;
    let early = camille.post(&loan_action(loan.id, LoanAction::HandOut), &json!({ "condition": "good" })).await;
    early.refused(Code::EquipmentBusy);
    step(&samir, other.id, LoanAction::Cancel).await;
    let out = step(&camille, loan.id, LoanAction::HandOut).await;
    assert_eq!((out.state, out.starts_at), (LoanState::Out, start()), "it begins when it is handed out");
}

async fn what_is_not_answered_or_not_fetched_ends(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let unanswered = lent(&samir, &loan_of(van.id, borrower.id, 100, 110)).await;
    let unfetched = lent(&samir, &loan_of(van.id, borrower.id, 20, 30)).await;
    step(&camille, unfetched.id, LoanAction::Accept).await;
    server.clock.advance(48 * HOUR);
    camille.act(&loan_action(unanswered.id, LoanAction::Accept)).await.refused(Code::LoanState);
    worker::run_once(&server.state).await;
    for loan in [unanswered.id, unfetched.id] {
        let seen: Loan = samir.get(&paths::loan(loan)).await.read(200);
        assert_eq!((seen.state, seen.events.last().unwrap().by.as_deref()), (LoanState::Expired, None));
    }
    assert!(busy(&samir, van.id).await.is_empty());
}

async fn what_is_to_do_is_on_the_first_page(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let (lender, borrower_id) = (van.organisation.id, borrower.id);
    let to_do = async |client: &Client, organisation| -> Vec<LoanId> {
        let today: Today = client.get(&format!("{}?organisation={organisation}", paths::TODAY)).await.read(200);
        today.loans.into_iter().map(|loan| loan.id).collect()
    };
    let far = lent(&samir, &loan_of(van.id, borrower.id, 100, 110)).await.id;
    let near = lent(&samir, &loan_of(van.id, borrower.id, 20, 60)).await.id;
    assert_eq!(to_do(&camille, lender).await, [near, far], "both are to answer");
    assert!(to_do(&samir, borrower_id).await.is_empty(), "who has asked waits");
    for loan in [far, near] {
        step(&camille, loan, LoanAction::Accept).await;
    }
    for (client, organisation) in [(&camille, lender), (&samir, borrower_id)] {
        assert_eq!(to_do(client, organisation).await, [near], "what begins within a day");
    }
    server.clock.advance(20 * HOUR);
    step(&camille, near, LoanAction::HandOut).await;
    assert!(to_do(&samir, borrower_id).await.is_empty(), "it is out, and due in forty hours");
    server.clock.advance(41 * HOUR);
    for (client, organisation) in [(&camille, lender), (&samir, borrower_id)] {
        assert_eq!(to_do(client, organisation).await, [near], "late");
    }
    step(&camille, near, LoanAction::TakeBack).await;
    assert!(to_do(&camille, lender).await.is_empty());
}

async fn what_does_not_fit_is_refused(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let wish = |from, until| loan_of(van.id, borrower.id, from, until);
    let fields = async |body, expected: &[(&str, &str)]| samir.post(paths::LOANS, &body).await.refused_fields(expected);
    fields(wish(-1, 5), &[("/starts_at", "in_the_past")]).await;
    fields(wish(5, 5), &[("/ends_at", "before_start")]).await;
    fields(wish(0, 15 * 24), &[("/ends_at", "loan_too_long")]).await;
    fields(wish(401 * 24, 402 * 24), &[("/starts_at", "too_late")]).await;
    let mut unconfirmed = wish(1, 5);
    unconfirmed["confirmed"] = json!(["insurance_proof"]);
    fields(unconfirmed, &[("/confirmed", "required")]).await;
    let own = loan_between(van.id, van.organisation.id, hours(1), hours(5));
    camille.post(paths::LOANS, &own).await.refused(Code::OwnEquipment);
    samir.post(paths::LOANS, &own).await.refused(Code::Forbidden);
    let mut unknown = wish(1, 5);
    unknown["equipment_id"] = json!(Uuid::now_v7());
    samir.post(paths::LOANS, &unknown).await.refused(Code::NotFound);
    let (nothing, silent) = (LoanId(Uuid::now_v7()), json!({ "condition": "damaged" }));
    let damaged = camille.post(&loan_action(nothing, LoanAction::HandOut), &silent).await;
    damaged.refused_fields(&[("/note", "required")]);
    camille.act(&paths::retire_equipment(van.id)).await.expect(200);
    samir.post(paths::LOANS, &wish(1, 5)).await.refused(Code::EquipmentRetired);
    camille.act(&paths::retire_equipment(van.id)).await.refused(Code::EquipmentRetired);
}

async fn loans_are_listed_for_both_sides_and_for_nobody_else(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let other = server.organisation("Autre").approved().at(LIBOURNE).exists().await;
    let stranger = server.coordinator_of(&other).await;
    for n in 0..5 {
        lent(&samir, &loan_of(van.id, borrower.id, n * 10, n * 10 + 5)).await;
    }
    for client in [&camille, &samir, &server.admin().await] {
        let first: LoanPage = client.get(&format!("{}?limit=2", paths::LOANS)).await.read(200);
        let starts: Vec<_> = first.items.iter().map(|loan| loan.starts_at).collect();
        assert_eq!(starts, [hours(40), hours(30)]);
        let cursor = first.next_cursor.unwrap();
        let rest: LoanPage = client.get(&format!("{}?limit=2&cursor={cursor}", paths::LOANS)).await.read(200);
        assert_eq!(rest.items.len(), 2);
    }
    let lends: LoanPage = samir.get(&format!("{}?party=lender", paths::LOANS)).await.read(200);
    assert!(lends.items.is_empty());
    let none: LoanPage = stranger.get(paths::LOANS).await.read(200);
    assert!(none.items.is_empty());
    stranger.get(&format!("{}?organisation={}", paths::LOANS, borrower.id)).await.refused(Code::Forbidden);
    let seen: LoanPage = samir.get(paths::LOANS).await.read(200);
    stranger.get(&paths::loan(seen.items[0].id)).await.refused(Code::NotFound);
}
