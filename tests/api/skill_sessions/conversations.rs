//! What both sides of a session write to each other.

use super::{Pair, pair, step};
use api::events::worker;
use serde_json::json;
use shared::conversations::{ConversationPage, Message, MessagePage, Unread};
use shared::paths;
use shared::problem::Code;
use shared::skill_sessions::{SkillSessionAction, SkillSessionState};
use shared::time::{DAY, MINUTE};
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{proposed, session_of};
use tests::{TestServer, both};

both!(both_sides_of_a_session_write_to_each_other);

async fn both_sides_of_a_session_write_to_each_other(server: &TestServer) {
    let Pair { receiver, camille, samir, accounts, .. } = pair(server).await;
    let id = proposed(&samir, &session_of(accounts.id, receiver.id, 24)).await.id;
    let path = paths::messages_of_skill_session(id);
    let written: Message = samir.post(&path, &json!({ "text": "Faut-il apporter les factures ?" })).await.read(201);
    assert_eq!(written.number, 1);
    let unread: Unread = camille.get(paths::UNREAD).await.read(200);
    assert_eq!(unread.messages, 1);
    let page: ConversationPage = camille.get(paths::CONVERSATIONS).await.read(200);
    let subject = &page.items[0].subject;
    assert_eq!((subject.skill_session_id, subject.skill_session_state), (Some(id), Some(SkillSessionState::Proposed)));
    assert_eq!(subject.title, "Comptes annuels");
    server.clock.advance(11 * MINUTE);
    worker::run_once(&server.state).await;
    let email = format!("{}@example.org", camille.user_id().0.simple());
    // A mail that has left keeps its subject alone.
    let mails = server.outbox().await;
    let subject = "Restos vous écrit : Comptes annuels";
    assert!(mails.iter().any(|mail| mail.subject == subject && mail.recipient == email), "{mails:?}");

    let stranger = server.organisation("Ailleurs").approved().at(LIBOURNE).exists().await;
    server.coordinator_of(&stranger).await.get(&path).await.refused(Code::NotFound);
    step(&camille, id, SkillSessionAction::Decline).await;
    camille.post(&path, &json!({ "text": "Désolée." })).await.expect(201);
    server.clock.advance(31 * DAY);
    let page: MessagePage = samir.get(&path).await.read(200);
    assert_eq!((page.items.len(), page.may_write), (2, false));
    samir.post(&path, &json!({ "text": "Tant pis" })).await.refused(Code::ConversationClosed);
}
