//! Sessions in which one organisation helps another: proposed, agreed, confirmed by both, and their hours booked once.

mod conversations;
mod racing;

use api::db::schema::skill_hours;
use api::events::worker;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::ids::{OrganisationId, SkillSessionId};
use shared::notifications::{NotificationKind, NotificationPage};
use shared::paths::{self, skill_session_action};
use shared::problem::Code;
use shared::skill_sessions::{
    HoursWarning, SkillHours, SkillSession, SkillSessionAction, SkillSessionPage, SkillSessionParty, SkillSessionState,
};
use shared::skills::SkillListing;
use shared::time::{DAY, HOUR};
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, accounts_at, proposed, repair_at, session_of, skill_of, start};
use tests::{Answer, Client, TestServer, both};

both!(
    an_accountant_is_asked_agrees_and_both_balances_move,
    figures_that_differ_wait_until_both_say_the_same,
    who_looks_for_help_is_offered_it,
    nobody_is_agreed_for_two_sessions_at_once,
    hours_are_given_up_by_a_coordinator_of_the_giving_side,
    what_nobody_answers_ends_and_what_nobody_confirms_is_asked_about,
    what_is_not_counted_and_what_did_not_take_place_has_no_line,
    a_balance_warns_and_never_blocks,
    the_database_keeps_the_lines_as_they_are,
    what_does_not_fit_is_refused,
    sessions_and_hours_are_listed_for_both_sides_and_for_nobody_else,
);

/// Who helps with accounts, and who is helped.
pub struct Pair {
    pub giver: TestOrganisation,
    pub receiver: TestOrganisation,
    pub camille: Client,
    pub samir: Client,
    pub accounts: SkillListing,
}

pub async fn pair(server: &TestServer) -> Pair {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let receiver = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.coordinator_of(&giver).await, server.coordinator_of(&receiver).await);
    let accounts = skill_of(&camille, &accounts_at(giver.site())).await;
    Pair { giver, receiver, camille, samir, accounts }
}

pub async fn try_step(client: &Client, id: SkillSessionId, action: SkillSessionAction, body: Value) -> Answer {
    client.post(&skill_session_action(id, action), &body).await
}

pub async fn step(client: &Client, id: SkillSessionId, action: SkillSessionAction) -> SkillSession {
    let body = if action == SkillSessionAction::Agree { json!({}) } else { json!({ "reason": "Empêchement" }) };
    try_step(client, id, action, body).await.read(200)
}

pub async fn confirm(client: &Client, id: SkillSessionId, minutes: i64) -> SkillSession {
    try_step(client, id, SkillSessionAction::Confirm, json!({ "minutes": minutes })).await.read(200)
}

pub async fn balance(client: &Client, organisation: OrganisationId) -> i64 {
    let hours: SkillHours = client.get(&paths::skill_hours(organisation)).await.read(200);
    hours.balance_minutes
}

/// What a person was told, the newest first.
async fn told(client: &Client) -> Vec<(NotificationKind, Option<SkillSessionState>)> {
    let page: NotificationPage = client.get(paths::NOTIFICATIONS).await.read(200);
    page.items.into_iter().map(|one| (one.kind, one.facts.skill_session_state)).collect()
}

async fn an_accountant_is_asked_agrees_and_both_balances_move(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, accounts } = pair(server).await;
    let mut wish = session_of(accounts.id, receiver.id, 24);
    (wish["site_id"], wish["note"]) = (json!(receiver.site()), json!(" Notre trésorier est là "));
    let asked = proposed(&samir, &wish).await;
    assert_eq!((asked.state, asked.proposed_by), (SkillSessionState::Proposed, SkillSessionParty::Receiver));
    assert_eq!((asked.giver.id, asked.receiver.id, asked.person.clone()), (giver.id, receiver.id, None));
    assert_eq!((asked.party, asked.actions), (SkillSessionParty::Receiver, vec![SkillSessionAction::Cancel]));
    assert_eq!((asked.answer_by, asked.note.as_deref()), (Some(start().plus(24 * HOUR)), Some("Notre trésorier est là")));
    assert_eq!(told(&camille).await, [(NotificationKind::SkillAsked, Some(SkillSessionState::Proposed))]);
    let refused = try_step(&samir, asked.id, SkillSessionAction::Agree, json!({})).await;
    refused.refused(Code::Forbidden);

    let agreed = step(&camille, asked.id, SkillSessionAction::Agree).await;
    assert_eq!(agreed.person.unwrap().id, camille.user_id(), "who agrees comes, where nobody else is named");
    assert_eq!(agreed.actions, [SkillSessionAction::Cancel, SkillSessionAction::Confirm]);
    assert_eq!(told(&samir).await, [(NotificationKind::SkillStepped, Some(SkillSessionState::Agreed))]);

    server.clock.advance(27 * HOUR);
    let one = confirm(&samir, asked.id, 135).await;
    assert_eq!((one.state, one.receiver_minutes, one.giver_minutes), (SkillSessionState::Agreed, Some(135), None));
    assert_eq!((balance(&camille, giver.id).await, balance(&samir, receiver.id).await), (0, 0), "one side is not enough");
    assert_eq!(told(&camille).await[0], (NotificationKind::SkillDue, Some(SkillSessionState::Agreed)));
    let done = confirm(&camille, asked.id, 135).await;
    assert_eq!(done.state, SkillSessionState::Done);
    assert_eq!((balance(&camille, giver.id).await, balance(&samir, receiver.id).await), (135, -135));
    let way: Vec<_> = done.events.iter().map(|event| (event.state, event.minutes)).collect();
    let (agreed, done) = (SkillSessionState::Agreed, SkillSessionState::Done);
    let expected = [(SkillSessionState::Proposed, None), (agreed, None), (agreed, Some(135)), (done, Some(135))];
    assert_eq!(way, expected);
    assert_eq!(told(&samir).await[0], (NotificationKind::SkillStepped, Some(done)));
    let again = try_step(&camille, asked.id, SkillSessionAction::Confirm, json!({ "minutes": 200 })).await;
    again.refused(Code::SkillSessionState);
}

async fn figures_that_differ_wait_until_both_say_the_same(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, accounts } = pair(server).await;
    let id = proposed(&samir, &session_of(accounts.id, receiver.id, 1)).await.id;
    step(&camille, id, SkillSessionAction::Agree).await;
    confirm(&camille, id, 180).await;
    let changed_mind = confirm(&camille, id, 150).await;
    assert_eq!((changed_mind.state, changed_mind.giver_minutes), (SkillSessionState::Agreed, Some(150)));
    try_step(&samir, id, SkillSessionAction::Cancel, json!({ "reason": "Non" })).await.refused(Code::SkillSessionState);
    let differing = confirm(&samir, id, 120).await;
    assert_eq!(differing.state, SkillSessionState::ToSettle);
    assert_eq!(balance(&camille, giver.id).await, 0);
    assert_eq!(told(&camille).await[0], (NotificationKind::SkillDue, Some(SkillSessionState::ToSettle)));
    let settled = confirm(&samir, id, 150).await;
    assert_eq!(settled.state, SkillSessionState::Done);
    assert_eq!((balance(&camille, giver.id).await, balance(&samir, receiver.id).await), (150, -150));
}

async fn who_looks_for_help_is_offered_it(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, .. } = pair(server).await;
    let odile = server.volunteer_of(&giver).await;
    let wish = skill_of(&samir, &repair_at(receiver.site())).await;
    let mut offer = session_of(wish.id, giver.id, 10);
    offer["person_id"] = json!(samir.user_id());
    camille.post(paths::SKILL_SESSIONS, &offer).await.refused_fields(&[("/person_id", "unknown")]);
    offer["person_id"] = json!(odile.user_id());
    let offered = proposed(&camille, &offer).await;
    assert_eq!((offered.giver.id, offered.proposed_by), (giver.id, SkillSessionParty::Giver));
    let other = try_step(&samir, offered.id, SkillSessionAction::Agree, json!({ "person_id": samir.user_id() })).await;
    other.refused_fields(&[("/person_id", "not_allowed")]);
    let agreed = step(&samir, offered.id, SkillSessionAction::Agree).await;
    assert_eq!(agreed.person.unwrap().id, odile.user_id());
    assert_eq!(told(&odile).await[0].0, NotificationKind::SkillStepped, "who comes hears of it");
}

async fn nobody_is_agreed_for_two_sessions_at_once(server: &TestServer) {
    let Pair { receiver, camille, samir, accounts, giver } = pair(server).await;
    let odile = server.volunteer_of(&giver).await;
    let first = proposed(&samir, &session_of(accounts.id, receiver.id, 10)).await.id;
    let meets = proposed(&samir, &session_of(accounts.id, receiver.id, 11)).await.id;
    let follows = proposed(&samir, &session_of(accounts.id, receiver.id, 12)).await.id;
    step(&camille, first, SkillSessionAction::Agree).await;
    let busy = try_step(&camille, meets, SkillSessionAction::Agree, json!({})).await.refused(Code::PersonBusy);
    assert_eq!(busy.params["busy_until"], json!(start().plus(12 * HOUR)));
    step(&camille, follows, SkillSessionAction::Agree).await;
    let other: SkillSession =
        try_step(&camille, meets, SkillSessionAction::Agree, json!({ "person_id": odile.user_id() })).await.read(200);
    assert_eq!(other.person.unwrap().id, odile.user_id());
    step(&samir, first, SkillSessionAction::Cancel).await;
    let free_again = proposed(&samir, &session_of(accounts.id, receiver.id, 10)).await.id;
    step(&camille, free_again, SkillSessionAction::Agree).await;
}

async fn hours_are_given_up_by_a_coordinator_of_the_giving_side(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, accounts } = pair(server).await;
    let volunteer = server.volunteer_of(&giver).await;
    let id = proposed(&samir, &session_of(accounts.id, receiver.id, 1)).await.id;
    step(&camille, id, SkillSessionAction::Agree).await;
    confirm(&samir, id, 60).await;
    confirm(&camille, id, 60).await;
    let why = json!({ "reason": "Erreur de saisie" });
    for client in [&volunteer, &samir] {
        try_step(client, id, SkillSessionAction::Reverse, why.clone()).await.refused(Code::Forbidden);
    }
    let reversed: SkillSession = try_step(&camille, id, SkillSessionAction::Reverse, why.clone()).await.read(200);
    assert_eq!((reversed.state, reversed.actions.len()), (SkillSessionState::Reversed, 0));
    assert_eq!(reversed.events.last().unwrap().note.as_deref(), Some("Erreur de saisie"));
    try_step(&camille, id, SkillSessionAction::Reverse, why).await.refused(Code::SkillSessionState);
    let hours: SkillHours = samir.get(&paths::skill_hours(receiver.id)).await.read(200);
    let lines: Vec<_> = hours.items.iter().map(|line| (line.minutes, line.reversal)).collect();
    assert_eq!((hours.balance_minutes, lines), (0, vec![(60, true), (-60, false)]));
}

async fn what_nobody_answers_ends_and_what_nobody_confirms_is_asked_about(server: &TestServer) {
    let Pair { receiver, camille, samir, accounts, .. } = pair(server).await;
    let unanswered = proposed(&samir, &session_of(accounts.id, receiver.id, 5)).await.id;
    let agreed = proposed(&samir, &session_of(accounts.id, receiver.id, 6)).await.id;
    step(&camille, agreed, SkillSessionAction::Agree).await;
    server.clock.advance(5 * HOUR);
    let late = try_step(&camille, unanswered, SkillSessionAction::Agree, json!({})).await;
    late.refused(Code::SkillSessionState);
    worker::run_once(&server.state).await;
    let seen: SkillSession = samir.get(&paths::skill_session(unanswered)).await.read(200);
    assert_eq!((seen.state, seen.events.last().unwrap().by.as_deref()), (SkillSessionState::Expired, None));
    for client in [&camille, &samir] {
        assert_eq!(told(client).await[0], (NotificationKind::SkillStepped, Some(SkillSessionState::Expired)));
    }
    confirm(&camille, agreed, 120).await;
    let before = told(&samir).await.len();
    server.clock.advance(3 * HOUR + DAY);
    for _ in 0..2 {
        worker::run_once(&server.state).await;
    }
    let asked = told(&samir).await;
    assert_eq!((asked.len(), asked[0].0), (before + 1, NotificationKind::SkillDue), "once, a day after its end");
    assert_ne!(told(&camille).await[0].0, NotificationKind::SkillDue, "she has confirmed");
}

async fn what_is_not_counted_and_what_did_not_take_place_has_no_line(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, accounts } = pair(server).await;
    for (hour, counted, minutes) in [(1, false, 60), (5, true, 0)] {
        let mut wish = session_of(accounts.id, receiver.id, hour);
        wish["counted"] = json!(counted);
        let id = proposed(&samir, &wish).await.id;
        step(&camille, id, SkillSessionAction::Agree).await;
        confirm(&samir, id, minutes).await;
        assert_eq!(confirm(&camille, id, minutes).await.state, SkillSessionState::Done);
    }
    let hours: SkillHours = camille.get(&paths::skill_hours(giver.id)).await.read(200);
    assert!(hours.items.is_empty() && hours.balance_minutes == 0, "{hours:?}");
}

async fn a_balance_warns_and_never_blocks(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, accounts } = pair(server).await;
    for day in 0..2 {
        let id = proposed(&samir, &session_of(accounts.id, receiver.id, 1 + day * 24)).await.id;
        step(&camille, id, SkillSessionAction::Agree).await;
        confirm(&samir, id, 1_440).await;
        let done = confirm(&camille, id, 1_440).await;
        assert_eq!(done.warning, (day == 1).then_some(HoursWarning::HelpsMuch), "beyond forty hours");
    }
    let hours: SkillHours = samir.get(&paths::skill_hours(receiver.id)).await.read(200);
    assert_eq!((hours.warning, hours.warn_at_minutes), (Some(HoursWarning::HelpedMuch), 2_400));
    let next = proposed(&samir, &session_of(accounts.id, receiver.id, 100)).await;
    assert_eq!(next.warning, Some(HoursWarning::HelpedMuch));
    step(&camille, next.id, SkillSessionAction::Agree).await;
    confirm(&samir, next.id, 60).await;
    confirm(&camille, next.id, 60).await;
    assert_eq!(balance(&camille, giver.id).await, 2_940);
}

async fn the_database_keeps_the_lines_as_they_are(server: &TestServer) {
    let Pair { receiver, camille, samir, accounts, .. } = pair(server).await;
    let id = proposed(&samir, &session_of(accounts.id, receiver.id, 1)).await.id;
    step(&camille, id, SkillSessionAction::Agree).await;
    confirm(&samir, id, 60).await;
    confirm(&camille, id, 60).await;
    let mut conn = server.database().connect();
    let changed = diesel::update(skill_hours::table).set(skill_hours::minutes.eq(1_i64)).execute(&mut conn);
    assert!(changed.unwrap_err().to_string().contains("append-only"));
    let deleted = diesel::delete(skill_hours::table).execute(&mut conn);
    assert!(deleted.unwrap_err().to_string().contains("append-only"));
}

async fn what_does_not_fit_is_refused(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, accounts } = pair(server).await;
    let fields = async |change: &dyn Fn(&mut Value), expected: &[(&str, &str)]| {
        let mut body = session_of(accounts.id, receiver.id, 24);
        change(&mut body);
        samir.post(paths::SKILL_SESSIONS, &body).await.refused_fields(expected);
    };
    let at = |hours: i64| json!(start().plus(hours * HOUR));
    fields(&|body| body["starts_at"] = at(-1), &[("/starts_at", "in_the_past")]).await;
    fields(&|body| body["starts_at"] = at(401 * 24), &[("/starts_at", "too_late")]).await;
    fields(&|body| body["minutes"] = json!(5), &[("/minutes", "too_small")]).await;
    fields(&|body| body["person_id"] = json!(samir.user_id()), &[("/person_id", "not_allowed")]).await;
    let third = server.organisation("Tiers").approved().at(COUTRAS).exists().await;
    fields(&|body| body["site_id"] = json!(third.site()), &[("/site_id", "unknown")]).await;
    let own = session_of(accounts.id, giver.id, 24);
    camille.post(paths::SKILL_SESSIONS, &own).await.refused_fields(&[("/organisation_id", "own_skill")]);
    samir.post(paths::SKILL_SESSIONS, &own).await.refused(Code::Forbidden);
}

async fn sessions_and_hours_are_listed_for_both_sides_and_for_nobody_else(server: &TestServer) {
    let Pair { giver, receiver, camille, samir, accounts } = pair(server).await;
    let mut ids = Vec::new();
    for hour in [1, 5, 9] {
        ids.push(proposed(&samir, &session_of(accounts.id, receiver.id, hour)).await.id);
    }
    ids.reverse();
    step(&camille, ids[0], SkillSessionAction::Agree).await;
    let list = async |client: &Client, query: &str| -> SkillSessionPage {
        client.get(&format!("{}?{query}", paths::SKILL_SESSIONS)).await.read(200)
    };
    let of = |page: SkillSessionPage| page.items.into_iter().map(|one| one.id).collect::<Vec<_>>();
    let first = list(&samir, "limit=2").await;
    let cursor = first.next_cursor.clone().unwrap();
    assert_eq!(of(first), ids[..2], "the latest start first");
    assert_eq!(of(list(&samir, &format!("limit=2&cursor={cursor}")).await), ids[2..]);
    assert_eq!(of(list(&camille, "state=agreed").await), ids[..1]);
    assert!(of(list(&camille, "party=receiver").await).is_empty());
    assert_eq!(of(list(&server.admin().await, "").await), ids);
    let stranger = server.organisation("Ailleurs").approved().at(LIBOURNE).exists().await;
    let stranger = server.coordinator_of(&stranger).await;
    assert!(of(list(&stranger, "").await).is_empty());
    stranger.get(&paths::skill_session(ids[0])).await.refused(Code::NotFound);
    stranger.get(&paths::skill_hours(giver.id)).await.refused(Code::Forbidden);
    stranger.get(&format!("{}?organisation={}", paths::SKILL_SESSIONS, giver.id)).await.refused(Code::Forbidden);
}
