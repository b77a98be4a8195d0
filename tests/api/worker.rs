//! What the server does by itself: mails leave, offers close, claims end, old things are thrown away.

use api::events::{housekeeping, worker};
use shared::claims::{Claim, ClaimAction, ClaimState};
use shared::offers::{Offer, OfferStatus};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::{DAY, HOUR, MINUTE};
use std::path::Path;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{claim_of, kg, offer_at};
use tests::{TestServer, both};

both!(
    mails_leave_once_and_can_be_read,
    two_workers_send_each_mail_once,
    a_mail_that_cannot_leave_is_tried_again_later,
    time_closes_offers_and_ends_claims,
    old_answers_and_sessions_are_forgotten,
);

/// The mails in the folder, by name of file.
fn mails(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// An organisation that waits, with a coordinator, is approved: one mail.
async fn one_mail(server: &TestServer) {
    let epicerie = server.organisation("Épicerie sociale").exists().await;
    server.coordinator_of(&epicerie).await;
    server.admin().await.act(&paths::approve_organisation(epicerie.id)).await.expect(200);
    assert_eq!(server.outbox().await.len(), 1);
}

async fn mails_leave_once_and_can_be_read(server: &TestServer) {
    one_mail(server).await;
    assert!(mails(&server.mail_folder()).is_empty());
    assert_eq!(worker::run_once(&server.state).await, 1);
    assert_eq!(worker::run_once(&server.state).await, 0);
    let sent = mails(&server.mail_folder());
    assert_eq!(sent.len(), 1);
    assert!(sent[0].contains("Content-Type: text/plain; charset=utf-8"), "{}", sent[0]);
    assert!(sent[0].contains("Épicerie sociale"), "a person can read it: {}", sent[0]);
    assert!(sent[0].contains("Content-Type: text/html; charset=utf-8"), "{}", sent[0]);
}

async fn two_workers_send_each_mail_once(server: &TestServer) {
    for _ in 0..5 {
        let epicerie = server.organisation("Épicerie").exists().await;
        server.coordinator_of(&epicerie).await;
        server.admin().await.act(&paths::approve_organisation(epicerie.id)).await.expect(200);
    }
    let sent = futures_util::future::join_all((0..4).map(|_| worker::run_once(&server.state))).await;
    assert_eq!((sent.iter().sum::<usize>(), mails(&server.mail_folder()).len()), (5, 5), "{sent:?}");
}

async fn a_mail_that_cannot_leave_is_tried_again_later(server: &TestServer) {
    one_mail(server).await;
    // A file where the folder should be: nothing can be written.
    std::fs::write(server.mail_folder(), "").unwrap();
    assert_eq!(worker::run_once(&server.state).await, 0);
    std::fs::remove_file(server.mail_folder()).unwrap();
    assert_eq!(worker::run_once(&server.state).await, 0, "not at once");
    server.clock.advance(MINUTE);
    assert_eq!(worker::run_once(&server.state).await, 1);
}

async fn time_closes_offers_and_ends_claims(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
    let offer = offer_at(giver.site()).undated().fetched_in(1, 3).published_by(&camille).await;
    let waiting = claim_of(offer.id, taker.site()).of(kg(10)).made_by(&samir).await;
    let promised = claim_of(offer.id, taker.site()).of(kg(20)).made_by(&samir).await;
    camille.act(&claim_action(promised.id, ClaimAction::Accept)).await.expect(200);
    let claim = async |id| samir.get(&paths::claim(id)).await.read::<Claim>(200).state;
    server.clock.advance(3 * HOUR);
    worker::run_once(&server.state).await;
    let closed: Offer = samir.get(&paths::offer(offer.id)).await.read(200);
    assert_eq!((closed.status, closed.left_grams), (OfferStatus::Closed, kg(100)));
    assert_eq!((claim(waiting.id).await, claim(promised.id).await), (ClaimState::Expired, ClaimState::Accepted));
    server.clock.advance(12 * HOUR);
    worker::run_once(&server.state).await;
    assert_eq!(claim(promised.id).await, ClaimState::Expired);
    assert!(server.outbox().await.iter().any(|mail| mail.recipient.contains('@')));
}

async fn old_answers_and_sessions_are_forgotten(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let once = server.volunteer_of(&giver).await.with_idempotency_key("mardi");
    offer_at(giver.site()).published_by(&once).await;
    server.clock.advance(DAY - 1);
    assert_eq!(housekeeping::run(&server.state).await.unwrap(), 0);
    offer_at(giver.site()).of(kg(7)).sent_by(&once).await.refused(Code::IdempotencyKeyReused);
    server.clock.advance(1);
    assert_eq!(housekeeping::run(&server.state).await.unwrap(), 1);
    offer_at(giver.site()).of(kg(7)).published_by(&once.with_header("x-note", "a new day")).await;
}
