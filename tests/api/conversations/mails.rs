//! Mails about what was said: few, soon, and not to those who have read it.

use super::{RAMP, Talk, mark, pictured, said, showing};
use api::events::worker;
use futures_util::future::join_all;
use serde_json::json;
use shared::paths;
use shared::time::MINUTE;
use tests::mails::OutboxMail;
use tests::{Client, TestServer, both};

both!(
    several_messages_are_one_mail,
    each_side_hears_of_the_other,
    who_has_read_it_gets_no_mail,
    what_is_taken_back_in_time_is_never_mailed,
    several_workers_write_one_mail,
    photos_are_told_in_words,
);

fn address(client: &Client) -> String {
    format!("{}@example.org", client.user_id().0.simple())
}

/// The mails about messages to this person.
async fn told(server: &TestServer, client: &Client) -> Vec<OutboxMail> {
    worker::run_once(&server.state).await;
    let sent = server.outbox().await.into_iter();
    sent.filter(|mail| mail.recipient == address(client) && mail.subject.contains("vous écrit")).collect()
}

/// As [`told`], before the mails leave and their text is gone.
async fn planned(server: &TestServer, client: &Client) -> Vec<OutboxMail> {
    let count = server.state.write(|cx| api::conversations::store::send_due(cx, 100)).await;
    count.unwrap();
    let waiting = server.outbox().await.into_iter();
    waiting.filter(|mail| mail.recipient == address(client) && mail.subject.contains("vous écrit")).collect()
}

async fn several_messages_are_one_mail(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let colleague = server.coordinator_of(&talk.giver).await;
    let volunteer = server.volunteer_of(&talk.giver).await;
    said(&talk.nadia, &talk.path(), RAMP).await;
    server.clock.advance(5 * MINUTE);
    said(&talk.nadia, &talk.path(), "Sinon je viens à deux.").await;
    assert!(planned(server, &talk.camille).await.is_empty(), "it waits for what else is said");
    server.clock.advance(5 * MINUTE);
    for client in [&talk.camille, &colleague] {
        let mails = planned(server, client).await;
        assert_eq!(mails.len(), 1, "{mails:?}");
        let OutboxMail { subject, body, .. } = &mails[0];
        assert_eq!(subject, "Restos du Cœur de Coutras vous écrit : Yaourts nature");
        let (first, second) = (body.find(RAMP).unwrap(), body.find("Sinon je viens à deux.").unwrap());
        assert!(first < second && body.contains(&format!("/reservations/{}", talk.claim.id)), "{body}");
    }
    assert!(planned(server, &volunteer).await.is_empty(), "as for the claim: who manages");
    // What was told is not told again; what comes later is.
    assert_eq!(told(server, &talk.camille).await.len(), 1);
    server.clock.advance(MINUTE);
    said(&talk.nadia, &talk.path(), "Je suis en route.").await;
    server.clock.advance(10 * MINUTE);
    let mails = planned(server, &talk.camille).await;
    assert_eq!(mails.len(), 2);
    assert!(mails[1].body.contains("en route") && !mails[1].body.contains(RAMP), "{}", mails[1].body);
}

async fn each_side_hears_of_the_other(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let loan = talk.loan().await;
    said(&talk.camille, &talk.path(), "Venez par la cour.").await;
    said(&talk.camille, &paths::messages_of_loan(loan.id), "Le plein est fait.").await;
    server.clock.advance(10 * MINUTE);
    let mails = planned(server, &talk.nadia).await;
    assert_eq!(mails.len(), 2, "one for the claim, one for the loan");
    assert!(mails.iter().any(|mail| mail.body.contains(&format!("/prets/{}", loan.id))), "{mails:?}");
    assert!(told(server, &talk.camille).await.is_empty(), "not to who wrote");
}

async fn who_has_read_it_gets_no_mail(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let colleague = server.coordinator_of(&talk.giver).await;
    let first = said(&talk.nadia, &talk.path(), RAMP).await;
    said(&talk.nadia, &talk.path(), "Alors ?").await;
    mark(&talk.camille, &talk.path(), first.id).await.expect(204);
    server.clock.advance(10 * MINUTE);
    let mails = planned(server, &talk.camille).await;
    assert!(mails.len() == 1 && !mails[0].body.contains(RAMP), "{mails:?}");
    assert!(planned(server, &colleague).await[0].body.contains(RAMP));
    let last = said(&talk.nadia, &talk.path(), "Je pars.").await;
    mark(&talk.camille, &talk.path(), last.id).await.expect(204);
    server.clock.advance(10 * MINUTE);
    assert_eq!(planned(server, &talk.camille).await.len(), 1);
}

async fn what_is_taken_back_in_time_is_never_mailed(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let only = said(&talk.nadia, &talk.path(), RAMP).await;
    talk.nadia.act(&paths::withdraw_message(only.id)).await.expect(200);
    server.clock.advance(10 * MINUTE);
    assert!(planned(server, &talk.camille).await.is_empty());
}

async fn several_workers_write_one_mail(server: &TestServer) {
    let talk = Talk::begins(server).await;
    said(&talk.nadia, &talk.path(), RAMP).await;
    server.clock.advance(10 * MINUTE);
    join_all((0..4).map(|_| worker::run_once(&server.state))).await;
    assert_eq!(told(server, &talk.camille).await.len(), 1);
}

async fn photos_are_told_in_words(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let mut photos = Vec::new();
    for width in [50, 60, 70] {
        photos.push(pictured(&talk.nadia, &path, width).await);
    }
    talk.nadia.post(&path, &showing(&photos[..1])).await.expect(201);
    let two = json!({ "text": RAMP, "photos": [{ "id": photos[1].id }, { "id": photos[2].id, "alt": "Le diable" }] });
    talk.nadia.post(&path, &two).await.expect(201);
    server.clock.advance(10 * MINUTE);
    let mails = planned(server, &talk.camille).await;
    let body = &mails[0].body;
    let (first, second) = (body.find("a envoyé une photo.").unwrap(), body.find(RAMP).unwrap());
    assert!(mails.len() == 1 && first < second && body.contains("(avec 2 photos)"), "{body}");
}
