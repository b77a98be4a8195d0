//! One conversation: who sees and writes what, until when.

use super::{RAMP, Talk, said, texts, thread};
use api::db::schema::organisations;
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::json;
use shared::claims::ClaimAction;
use shared::conversations::{Message, MessagePage};
use shared::loans::LoanAction;
use shared::organisations::OrganisationStatus;
use shared::paths::{self, claim_action, loan_action};
use shared::problem::Code;
use shared::time::{DAY, HOUR, MINUTE};
use std::collections::BTreeSet;
use tests::{TestServer, both};

both!(
    both_sides_see_the_whole_thread_and_nobody_else,
    a_loan_is_talked_about_as_well,
    text_is_kept_byte_for_byte,
    what_is_no_message_is_refused,
    a_message_sent_twice_is_one,
    a_message_is_taken_back_within_a_quarter_of_an_hour,
    three_hundred_messages_are_read_in_pages,
    an_open_page_asks_cheaply_for_what_is_new,
    sixty_four_write_at_once_and_none_is_lost,
    people_write_for_thirty_days_after_the_end,
    a_suspended_organisation_reads_and_does_not_write,
    the_audit_log_says_who_wrote_and_not_what,
);

async fn both_sides_see_the_whole_thread_and_nobody_else(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let empty = thread(&talk.nadia, &path).await;
    assert_eq!((empty.items.len(), empty.version, empty.may_write), (0, 0, true));
    let asked = said(&talk.nadia, &path, RAMP).await;
    assert_eq!((asked.ours, asked.organisation.id), (true, talk.taker.id));
    said(&talk.camille, &path, "Oui, à droite du quai.").await;
    let later = server.volunteer_of(&talk.giver).await;
    for client in [&talk.nadia, &talk.camille, &later] {
        assert_eq!(texts(&thread(client, &path).await), [Some(RAMP), Some("Oui, à droite du quai.")]);
    }
    let seen = thread(&later, &path).await;
    let sides: Vec<_> = seen.items.iter().rev().map(|message| (message.organisation.id, message.ours)).collect();
    assert_eq!(sides, [(talk.taker.id, false), (talk.giver.id, true)]);
    assert!(seen.items.iter().all(|message| message.withdraw_until.is_none()), "nobody else takes it back");
    assert!(seen.items[1].author.contains("Coordination"), "{}", seen.items[1].author);

    let elsewhere = server.organisation("Secours populaire").approved().exists().await;
    let stranger = server.coordinator_of(&elsewhere).await;
    stranger.get(&path).await.refused(Code::NotFound);
    stranger.post(&path, &json!({ "text": "Bonjour" })).await.refused(Code::NotFound);
    stranger.act(&paths::withdraw_message(asked.id)).await.refused(Code::NotFound);
    server.anonymous().get(&path).await.refused(Code::Unauthenticated);
    let admin = server.admin().await;
    let observed = thread(&admin, &path).await;
    assert_eq!((observed.items.len(), observed.may_write), (2, false));
    admin.post(&path, &json!({ "text": "Bonjour" })).await.refused(Code::Forbidden);
}

async fn a_loan_is_talked_about_as_well(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let loan = talk.loan().await;
    let path = paths::messages_of_loan(loan.id);
    said(&talk.nadia, &path, "Faut-il le permis remorque ?").await;
    said(&talk.camille, &path, "Non.").await;
    assert_eq!(texts(&thread(&talk.nadia, &path).await), [Some("Faut-il le permis remorque ?"), Some("Non.")]);
    assert!(thread(&talk.nadia, &talk.path()).await.items.is_empty(), "the claim has its own");
    let elsewhere = server.organisation("Secours populaire").approved().exists().await;
    server.coordinator_of(&elsewhere).await.get(&path).await.refused(Code::NotFound);
}

async fn text_is_kept_byte_for_byte(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let kept = [
        "Où ? À l’entrée n°\u{a0}2 — « Cœur » e\u{301}",
        "👩🏽‍🌾🥖 ok 👍🏽",
        "<script>alert(1)</script> <b>gras</b> &amp; {{x}}",
        "'; DROP TABLE messages; -- \\ %s $1 ?",
        "une\r\ndeux\tlignes",
        "مرحبا \u{202e}x",
    ];
    for text in kept {
        let written = said(&talk.nadia, &talk.path(), &format!(" \n{text}\n ")).await;
        assert_eq!(written.text.as_deref(), Some(text));
    }
    assert_eq!(texts(&thread(&talk.camille, &talk.path()).await), kept.map(Some));
}

async fn what_is_no_message_is_refused(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let long = "é".repeat(2_001);
    for (text, code) in [("", "required"), (" \n\t", "required"), ("a\u{0}b", "control_character"), (&long, "too_long")] {
        talk.nadia.post(&talk.path(), &json!({ "text": text })).await.refused_fields(&[("/text", code)]);
    }
    said(&talk.nadia, &talk.path(), &"é".repeat(2_000)).await;
    let forged = json!({ "text": "Bonjour", "organisation_id": talk.giver.id });
    talk.nadia.post(&talk.path(), &forged).await.refused(Code::Invalid);
    talk.nadia.get(&format!("{}?limit=101", talk.path())).await.refused_fields(&[("?limit", "too_large")]);
    talk.nadia.get(&format!("{}?cursor=x", talk.path())).await.refused(Code::CursorMismatch);
}

async fn a_message_sent_twice_is_one(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let nadia = talk.nadia.with_idempotency_key("une-fois");
    let first = said(&nadia, &talk.path(), RAMP).await;
    let again = said(&nadia, &talk.path(), RAMP).await;
    assert_eq!((first.id, thread(&talk.camille, &talk.path()).await.items.len()), (again.id, 1));
    nadia.post(&talk.path(), &json!({ "text": "Autre chose" })).await.refused(Code::IdempotencyKeyReused);
}

async fn a_message_is_taken_back_within_a_quarter_of_an_hour(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let first = said(&talk.nadia, &talk.path(), "Mot de passe : 1234").await;
    assert_eq!(first.withdraw_until, Some(server.now().plus(15 * MINUTE)));
    said(&talk.nadia, &talk.path(), RAMP).await;
    let colleague = server.coordinator_of(&talk.taker).await;
    colleague.act(&paths::withdraw_message(first.id)).await.refused(Code::Forbidden);
    talk.camille.act(&paths::withdraw_message(first.id)).await.refused(Code::Forbidden);
    server.clock.advance(15 * MINUTE - 1);
    let gone: Message = talk.nadia.act(&paths::withdraw_message(first.id)).await.read(200);
    assert_eq!((gone.text.as_deref(), gone.withdraw_until), (None, None));
    assert_eq!(texts(&thread(&talk.camille, &talk.path()).await), [None, Some(RAMP)], "its place stays");
    let again: Message = talk.nadia.act(&paths::withdraw_message(first.id)).await.read(200);
    assert_eq!(again.withdrawn_at, gone.withdrawn_at);
    server.clock.advance(1);
    let second = thread(&talk.nadia, &talk.path()).await.items[0].clone();
    assert_eq!(second.withdraw_until, None);
    let late = talk.nadia.act(&paths::withdraw_message(second.id)).await.refused(Code::WithdrawalOver);
    assert!(late.params.contains_key("withdraw_until"), "{late:?}");
}

async fn three_hundred_messages_are_read_in_pages(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    for number in 0..300 {
        let author = if number % 2 == 0 { &talk.nadia } else { &talk.camille };
        said(author, &path, &format!("Message {number}")).await;
    }
    let mut found = Vec::new();
    let mut next = Some(format!("{path}?limit=70"));
    let mut sizes = Vec::new();
    while let Some(address) = next {
        let answer = talk.nadia.get(&address).await;
        let link = answer.header("link").to_owned();
        let page: MessagePage = answer.read(200);
        sizes.push(page.items.len());
        found.extend(page.items.iter().map(|message| message.text.clone().unwrap()));
        next = page.next_cursor.as_ref().map(|cursor| format!("{path}?limit=70&cursor={cursor}"));
        assert_eq!(next.as_ref().map(|next| format!("<{next}>; rel=\"next\"")).unwrap_or_default(), link);
        // What is written meanwhile moves nothing.
        said(&talk.camille, &path, "Entre-temps").await;
    }
    assert_eq!(sizes, [70, 70, 70, 70, 20]);
    found.reverse();
    assert_eq!(found, (0..300).map(|number| format!("Message {number}")).collect::<Vec<_>>());
}

async fn an_open_page_asks_cheaply_for_what_is_new(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let first = said(&talk.nadia, &path, RAMP).await;
    let open = talk.camille.get(&path).await;
    let tag = open.header("etag").to_owned();
    let version = open.read::<MessagePage>(200).version;
    let poll = format!("{path}?after={version}");
    let known = talk.camille.with_header("if-none-match", &tag);
    let nothing = known.get(&poll).await;
    assert_eq!((nothing.status, nothing.text.as_str()), (304, ""));

    said(&talk.nadia, &path, "Sinon je viens à deux.").await;
    talk.nadia.act(&paths::withdraw_message(first.id)).await.expect(200);
    let news: MessagePage = known.get(&poll).await.read(200);
    let changed: Vec<_> = news.items.iter().map(|message| message.text.as_deref()).collect();
    assert_eq!(changed, [Some("Sinon je viens à deux."), None], "in the order in which it happened");
    assert_eq!(news.items[1].id, first.id);
    assert_eq!(thread(&talk.camille, &format!("{path}?after={}", news.version)).await.items.len(), 0);
    // More than a page: each answer says from where to go on.
    let some = thread(&talk.camille, &format!("{path}?after=0&limit=1")).await;
    let rest = thread(&talk.camille, &format!("{path}?after={}&limit=1", some.version)).await;
    assert_eq!((some.items.len(), rest.items[0].id, rest.version), (1, first.id, news.version));
}

async fn sixty_four_write_at_once_and_none_is_lost(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let sent = (0..64).map(|number| {
        let (author, path) = (if number % 2 == 0 { talk.nadia.clone() } else { talk.camille.clone() }, path.clone());
        async move { said(&author, &path, &format!("n° {number}")).await }
    });
    let ids: BTreeSet<_> = join_all(sent).await.into_iter().map(|message| message.id).collect();
    let page = thread(&talk.nadia, &format!("{path}?limit=100")).await;
    assert_eq!(page.items.iter().map(|message| message.id).collect::<BTreeSet<_>>(), ids);
    assert_eq!((page.version, page.unread), (64, 32));
}

async fn people_write_for_thirty_days_after_the_end(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let loan = talk.loan().await;
    let why = json!({ "reason": "Plus besoin" });
    talk.nadia.post(&claim_action(talk.claim.id, ClaimAction::Cancel), &why).await.expect(200);
    server.clock.advance(HOUR);
    talk.camille.post(&loan_action(loan.id, LoanAction::Decline), &why).await.expect(200);
    let about_loan = paths::messages_of_loan(loan.id);
    server.clock.advance(30 * DAY - HOUR - 1);
    said(&talk.nadia, &talk.path(), "Merci quand même !").await;
    let open = thread(&talk.nadia, &talk.path()).await;
    assert_eq!((open.may_write, open.writable_until), (true, Some(server.now().plus(1))));
    let tag = talk.nadia.get(&talk.path()).await.header("etag").to_owned();
    server.clock.advance(1);
    let refused = talk.nadia.post(&talk.path(), &json!({ "text": "Encore moi" })).await.refused(Code::ConversationClosed);
    assert!(refused.params.contains_key("writable_until"), "{refused:?}");
    let closed: MessagePage = talk.nadia.with_header("if-none-match", &tag).get(&talk.path()).await.read(200);
    assert_eq!((closed.may_write, closed.items.len()), (false, 1), "it stays to be read");
    said(&talk.camille, &about_loan, "À une autre fois.").await;
    server.clock.advance(HOUR);
    talk.camille.post(&about_loan, &json!({ "text": "Trop tard" })).await.refused(Code::ConversationClosed);
}

async fn a_suspended_organisation_reads_and_does_not_write(server: &TestServer) {
    let talk = Talk::begins(server).await;
    said(&talk.camille, &talk.path(), "À demain").await;
    let (id, suspended) = (talk.taker.id, organisations::status.eq(OrganisationStatus::Suspended));
    server.write(move |cx| diesel::update(organisations::table.find(id)).set(suspended).execute(cx.conn)).await;
    let seen = thread(&talk.nadia, &talk.path()).await;
    assert_eq!((texts(&seen), seen.may_write), (vec![Some("À demain")], false));
    let refused = talk.nadia.post(&talk.path(), &json!({ "text": RAMP })).await;
    refused.refused(Code::OrganisationSuspended);
}

async fn the_audit_log_says_who_wrote_and_not_what(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let message = said(&talk.nadia, &talk.path(), RAMP).await;
    talk.nadia.act(&paths::withdraw_message(message.id)).await.expect(200);
    let admin = server.admin().await;
    let log = admin.get(&format!("{}?object={}", paths::AUDIT, message.id)).await.expect(200);
    let entries = log.body["items"].as_array().unwrap();
    let operations: Vec<_> = entries.iter().map(|entry| entry["operation"].as_str().unwrap()).collect();
    assert_eq!(operations, ["withdraw_message", "create_claim_message"]);
    let all = admin.get(&format!("{}?limit=100", paths::AUDIT)).await.expect(200);
    assert!(!all.text.contains("rampe"), "{}", all.text);
}
