//! Many at once: whatever they try, each session is booked at most once, nobody is agreed for two at a time, and all hours
//! add up to nothing.

use super::{Pair, balance, confirm, pair, step, try_step};
use api::db::schema::{skill_hours, skill_sessions};
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::json;
use shared::ids::SkillSessionId;
use shared::paths;
use shared::problem::Code;
use shared::skill_sessions::{SkillSession, SkillSessionAction, SkillSessionState};
use shared::time::UtcMillis;
use tests::fixtures::{proposed, repair_at, session_of, skill_of};
use tests::{TestServer, both};

both!(
    both_sides_confirm_at_once_and_it_is_booked_once,
    sixteen_overlapping_sessions_of_one_person_and_one_is_agreed,
    random_steps_keep_the_hours_right,
);

async fn both_sides_confirm_at_once_and_it_is_booked_once(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, accounts } = pair(server).await;
    for round in 0..6 {
        let id = proposed(&samir, &session_of(accounts.id, receiver.id, 1 + round * 3)).await.id;
        step(&camille, id, SkillSessionAction::Agree).await;
        // Two alone must both be taken: the second waits for the first. Of many, those that come after the end are told.
        let each = if round < 3 { 1 } else { 8 };
        let sides = (0..each).flat_map(|_| [camille.clone(), samir.clone()]);
        let sent = sides
            .map(|client| async move { try_step(&client, id, SkillSessionAction::Confirm, json!({ "minutes": 60 })).await });
        let answers = join_all(sent).await;
        let taken = answers.iter().filter(|answer| answer.status == 200).count();
        assert!(taken >= 2 && (each > 1 || taken == 2), "{taken} of {}", answers.len());
        for answer in answers.into_iter().filter(|answer| answer.status != 200) {
            answer.refused(Code::SkillSessionState);
        }
        assert_eq!(balance(&camille, giver.id).await, (round + 1) * 60);
        assert_eq!(balance(&samir, receiver.id).await, -(round + 1) * 60);
    }
}

async fn sixteen_overlapping_sessions_of_one_person_and_one_is_agreed(server: &TestServer) {
    let Pair { receiver, camille, samir, accounts, .. } = pair(server).await;
    let mut wishes = Vec::new();
    for _ in 0..16 {
        wishes.push(proposed(&samir, &session_of(accounts.id, receiver.id, 30)).await.id);
    }
    let sent = wishes.into_iter().map(|id| {
        let camille = camille.clone();
        async move { try_step(&camille, id, SkillSessionAction::Agree, json!({})).await }
    });
    let (won, lost): (Vec<_>, Vec<_>) = join_all(sent).await.into_iter().partition(|answer| answer.status == 200);
    assert_eq!(won.len(), 1);
    for answer in lost {
        answer.refused(Code::PersonBusy);
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

async fn random_steps_keep_the_hours_right(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, accounts } = pair(server).await;
    // Both ways: each side helps the other.
    let wish = skill_of(&camille, &repair_at(giver.site())).await;
    let mut dice = Dice(2026);
    let mut known: Vec<SkillSessionId> = Vec::new();
    let (mut taken, mut refused) = (0, 0);
    for round in 0..30 {
        for _ in 0..2 {
            let (listing, hour) = (if dice.below(2) == 0 { accounts.id } else { wish.id }, 1 + dice.below(400));
            let answer = samir.post(paths::SKILL_SESSIONS, &session_of(listing, receiver.id, hour)).await;
            match answer.status {
                201 => known.push(answer.read::<SkillSession>(201).id),
                _ => drop(answer.refused(Code::PersonBusy)),
            }
        }
        let steps: Vec<_> = (0..18)
            .map(|_| {
                // Mostly what was proposed lately, so that steps meet on the same session.
                let back = usize::try_from(dice.below(4)).unwrap().min(known.len() - 1);
                let id = known[known.len() - 1 - back];
                let client = if dice.below(2) == 0 { &camille } else { &samir };
                let (action, body) = match dice.below(24) {
                    0..=7 => (SkillSessionAction::Agree, json!({})),
                    8 => (SkillSessionAction::Cancel, json!({ "reason": "Empêchement" })),
                    9 => (SkillSessionAction::Decline, json!({ "reason": "Empêchement" })),
                    10..=12 => (SkillSessionAction::Reverse, json!({ "reason": "Erreur" })),
                    _ => (
                        SkillSessionAction::Confirm,
                        json!({ "minutes": if dice.below(5) == 0 { 0 } else { 60 + 30 * (dice.below(4) / 3) } }),
                    ),
                };
                (client, id, action, body)
            })
            .collect();
        let sent = steps.into_iter().map(|(client, id, action, body)| try_step(client, id, action, body));
        let mut answers = join_all(sent).await;
        if round == 15 {
            // Whoever wins the races above, what is done by now is taken back once.
            for id in &known {
                answers.push(try_step(&camille, *id, SkillSessionAction::Reverse, json!({ "reason": "Erreur" })).await);
            }
        }
        for answer in answers {
            match answer.status {
                200 => taken += 1,
                403 | 409 => refused += 1,
                other => panic!("{other}: {}", answer.body),
            }
        }
        let all = balance(&camille, giver.id).await + balance(&samir, receiver.id).await;
        assert_eq!(all, 0);
        assert!(never_two_at_once(server), "somebody is agreed for two sessions at once");
    }
    assert!(taken > 60 && refused > 60, "{taken} taken, {refused} refused: the dice try nothing");
    let mut conn = server.database().connect();
    let (booked, reversed): (i64, i64) = (
        skill_hours::table.filter(skill_hours::reversal.eq(false)).count().get_result(&mut conn).unwrap(),
        skill_hours::table.filter(skill_hours::reversal.eq(true)).count().get_result(&mut conn).unwrap(),
    );
    assert!(booked > 0 && reversed > 0, "{booked} lines booked, {reversed} taken back: the dice try nothing");
    // What each session has to do with its lines is looked at after every test.
    let last = proposed(&samir, &session_of(accounts.id, receiver.id, 900)).await.id;
    step(&camille, last, SkillSessionAction::Agree).await;
    confirm(&samir, last, 30).await;
}

fn never_two_at_once(server: &TestServer) -> bool {
    let mut conn = server.database().connect();
    let holding = [SkillSessionState::Agreed, SkillSessionState::ToSettle, SkillSessionState::Done];
    let agreed: Vec<(Option<shared::ids::UserId>, UtcMillis, UtcMillis)> = skill_sessions::table
        .filter(skill_sessions::state.eq_any(holding))
        .order((skill_sessions::person_id, skill_sessions::starts_at))
        .select((skill_sessions::person_id, skill_sessions::starts_at, skill_sessions::ends_at))
        .load(&mut conn)
        .unwrap();
    agreed.windows(2).all(|two| two[0].0 != two[1].0 || two[0].2 <= two[1].1)
}
