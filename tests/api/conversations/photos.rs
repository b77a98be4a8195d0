//! Photos of messages: who sends them, who sees them, and until when.

use super::{Talk, inbox, pictured, send, showing, texts, thread, unread};
use crate::photos::png;
use api::db::schema::organisations;
use api::events::housekeeping;
use diesel::prelude::*;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;
use shared::claims::ClaimAction;
use shared::conversations::{Message, MessagePage};
use shared::ids::{ClaimId, PhotoId};
use shared::organisations::OrganisationStatus;
use shared::paths::{self, claim_action};
use shared::photos::{MAX_BYTES, Photo};
use shared::problem::Code;
use shared::time::DAY;
use tests::fixtures::{accounts_at, proposed, session_of, skill_of};
use tests::{Client, TestServer, both};
use uuid::Uuid;

both!(
    photos_go_with_a_message_and_are_seen_by_both_sides_and_nobody_else,
    a_message_may_be_photos_alone_and_has_four_at_most,
    only_ones_own_photos_for_this_very_thing_go_along,
    a_photo_that_is_sent_again_is_still_one,
    a_photo_goes_with_one_of_the_messages_that_race_for_it,
    a_withdrawn_message_shows_its_photos_to_nobody,
    loans_and_sessions_are_shown_as_well,
    only_pictures_come_in,
    who_may_not_write_sends_no_photo,
    what_no_message_takes_along_is_forgotten,
    people_change_their_minds_about_photos,
);

/// The photos of a message.
fn shown(message: &Message) -> Vec<Photo> {
    message.photos.iter().map(|one| one.photo).collect()
}

async fn sees(client: &Client, photo: Photo) {
    client.get(&paths::photo(photo.id)).await.expect(200);
    client.get(&paths::thumbnail(photo.id)).await.expect(200);
}

async fn sees_nothing(client: &Client, photo: Photo) {
    client.get(&paths::photo(photo.id)).await.refused(Code::NotFound);
    client.get(&paths::thumbnail(photo.id)).await.refused(Code::NotFound);
}

async fn photos_go_with_a_message_and_are_seen_by_both_sides_and_nobody_else(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let elsewhere = server.organisation("Secours populaire").approved().exists().await;
    let (stranger, admin) = (server.coordinator_of(&elsewhere).await, server.admin().await);
    let ramp: Photo = send(&talk.nadia, &path, png(2_000, 1_000)).await.read(201);
    assert_eq!((ramp.width, ramp.height), (1_600, 800));
    sees(&talk.nadia, ramp).await;
    sees_nothing(&talk.camille, ramp).await;
    assert!(thread(&talk.camille, &path).await.items.is_empty(), "nothing is said yet");

    let new = json!({ "text": " Voici la rampe ", "photos": [{ "id": ramp.id, "alt": " La rampe, à droite " }] });
    let written: Message = talk.nadia.post(&path, &new).await.read(201);
    assert_eq!((written.text.as_deref(), shown(&written)), (Some("Voici la rampe"), vec![ramp]));
    let volunteer = server.volunteer_of(&talk.giver).await;
    for client in [&talk.camille, &talk.nadia, &volunteer, &admin] {
        let seen = thread(client, &path).await.items.remove(0);
        assert_eq!((shown(&seen), seen.photos[0].alt.as_deref()), (vec![ramp], Some("La rampe, à droite")));
        sees(client, ramp).await;
    }
    // It can be taken back: nobody keeps it without asking.
    let file = talk.camille.get(&paths::photo(ramp.id)).await.expect(200);
    assert_eq!((file.header("content-type"), file.header("cache-control")), ("image/jpeg", "private, no-cache"));
    talk.camille.with_header("if-none-match", file.header("etag")).get(&paths::photo(ramp.id)).await.expect(304);

    sees_nothing(&stranger, ramp).await;
    send(&stranger, &path, png(30, 30)).await.refused(Code::NotFound);
    send(&admin, &path, png(30, 30)).await.refused(Code::Forbidden);
    server.anonymous().get(&paths::photo(ramp.id)).await.refused(Code::Unauthenticated);
}

async fn a_message_may_be_photos_alone_and_has_four_at_most(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let (nadia, path) = (&talk.nadia, talk.path());
    let mut photos = Vec::new();
    for width in [50, 60, 70, 80, 90] {
        photos.push(pictured(nadia, &path, width).await);
    }
    for nothing in [json!({}), json!({ "text": null }), json!({ "photos": [] })] {
        nadia.post(&path, &nothing).await.refused_fields(&[("/text", "required")]);
    }
    let blank = json!({ "text": " ", "photos": [{ "id": photos[0].id }] });
    nadia.post(&path, &blank).await.refused_fields(&[("/text", "required")]);
    nadia.post(&path, &showing(&photos)).await.refused_fields(&[("/photos", "too_many")]);
    let long = json!({ "photos": [{ "id": photos[0].id, "alt": "é".repeat(201) }] });
    nadia.post(&path, &long).await.refused_fields(&[("/photos/0/alt", "too_long")]);

    photos.reverse();
    let four: Message = nadia.post(&path, &showing(&photos[..4])).await.read(201);
    assert_eq!((four.text.as_deref(), shown(&four)), (None, photos[..4].to_vec()), "in its author's order");
    let fifth: Message = nadia.post(&path, &showing(&photos[4..])).await.read(201);
    assert_eq!(shown(&fifth), photos[4..]);
    assert_eq!(unread(&talk.camille).await, 2);
    let last = inbox(&talk.camille, "").await.remove(0).last_message;
    assert_eq!((last.text.as_deref(), shown(&last)), (None, photos[4..].to_vec()), "what the list tells");
    let page = thread(&talk.camille, &path).await;
    assert_eq!(page.items.iter().map(shown).collect::<Vec<_>>(), [photos[4..].to_vec(), photos[..4].to_vec()]);
}

async fn unknown(client: &Client, path: &str, place: &str, photos: &[Photo]) {
    client.post(path, &showing(photos)).await.refused_fields(&[(place, "unknown")]);
}

async fn only_ones_own_photos_for_this_very_thing_go_along(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let (nadia, path) = (&talk.nadia, talk.path());
    let own = pictured(nadia, &path, 50).await;
    let made_up = Photo { id: PhotoId(Uuid::from_u128(7)), ..own };
    unknown(nadia, &path, "/photos/1/id", &[own, made_up]).await;
    unknown(nadia, &path, "/photos/1/id", &[own, own]).await;
    let colleague = server.coordinator_of(&talk.taker).await;
    unknown(&colleague, &path, "/photos/0/id", &[own]).await;
    unknown(&talk.camille, &path, "/photos/0/id", &[own]).await;
    let of_loan = pictured(nadia, &paths::messages_of_loan(talk.loan().await.id), 60).await;
    unknown(nadia, &path, "/photos/0/id", &[of_loan]).await;
    let (board, file) = (paths::photos_of(talk.claim.offer.id), Some(("image/png", png(70, 40))));
    let on_board: Photo = talk.camille.send_bytes(Method::POST, &board, file).await.read(201);
    unknown(nadia, &path, "/photos/0/id", &[on_board]).await;
    assert_eq!(thread(nadia, &path).await.version, 0, "a refusal writes nothing");

    nadia.post(&path, &showing(&[own])).await.expect(201);
    unknown(nadia, &path, "/photos/0/id", &[own]).await;
    // Whoever wants to show the same once more sends it once more.
    assert_eq!(pictured(nadia, &path, 50).await, own);
    nadia.post(&path, &showing(&[own])).await.expect(201);
    assert_eq!(thread(&talk.camille, &path).await.items.iter().map(shown).collect::<Vec<_>>(), [[own], [own]]);
}

async fn a_photo_that_is_sent_again_is_still_one(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let photo = pictured(&talk.nadia, &path, 50).await;
    assert_eq!(pictured(&talk.nadia, &path, 50).await, photo);
    let nadia = talk.nadia.with_idempotency_key("une-fois");
    let first: Message = nadia.post(&path, &showing(&[photo])).await.read(201);
    // The answer was lost on its way, and the browser begins anew with the photo.
    assert_eq!(pictured(&talk.nadia, &path, 50).await, photo);
    let again: Message = nadia.post(&path, &showing(&[photo])).await.read(201);
    assert_eq!((again.id, shown(&again)), (first.id, vec![photo]));
    let page = thread(&talk.camille, &path).await;
    assert_eq!((page.items.len(), page.unread, shown(&page.items[0])), (1, 1, vec![photo]));
}

async fn a_photo_goes_with_one_of_the_messages_that_race_for_it(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let photo = pictured(&talk.nadia, &path, 50).await;
    let new = showing(&[photo]);
    let answers = join_all((0..6).map(|_| talk.nadia.post(&path, &new))).await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(422)), (1, 5));
    let page = thread(&talk.camille, &path).await;
    assert_eq!((page.items.len(), page.version, page.unread), (1, 1, 1));
}

async fn a_withdrawn_message_shows_its_photos_to_nobody(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let (path, admin) = (talk.path(), server.admin().await);
    let photos = [pictured(&talk.nadia, &path, 50).await, pictured(&talk.nadia, &path, 60).await];
    let written: Message = talk.nadia.post(&path, &showing(&photos)).await.read(201);
    let version = thread(&talk.camille, &path).await.version;
    sees(&talk.camille, photos[1]).await;
    let gone: Message = talk.nadia.act(&paths::withdraw_message(written.id)).await.read(200);
    assert!(gone.withdrawn_at.is_some() && gone.photos.is_empty(), "{gone:?}");
    for client in [&talk.camille, &talk.nadia, &admin] {
        for photo in photos {
            sees_nothing(client, photo).await;
        }
        let page = thread(client, &path).await;
        assert_eq!((texts(&page), page.items[0].photos.len()), (vec![None], 0), "its place stays");
    }
    let news: MessagePage = talk.camille.get(&format!("{path}?after={version}")).await.read(200);
    assert_eq!((news.items[0].id, news.items[0].photos.len()), (written.id, 0));
    assert_eq!(unread(&talk.camille).await, 0);
    server.clock.advance(DAY);
    assert_eq!(housekeeping::run(&server.state).await.unwrap(), 2, "the files go as well");
}

async fn loans_and_sessions_are_shown_as_well(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let accounts = skill_of(&talk.camille, &accounts_at(talk.giver.site())).await;
    let session = proposed(&talk.nadia, &session_of(accounts.id, talk.taker.id, 24)).await;
    let elsewhere = server.organisation("Secours populaire").approved().exists().await;
    let stranger = server.coordinator_of(&elsewhere).await;
    let loan = paths::messages_of_loan(talk.loan().await.id);
    for (width, path) in [(50, loan), (60, paths::messages_of_skill_session(session.id))] {
        let photo = pictured(&talk.nadia, &path, width).await;
        talk.nadia.post(&path, &showing(&[photo])).await.expect(201);
        assert_eq!(shown(&thread(&talk.camille, &path).await.items[0]), [photo]);
        sees(&talk.camille, photo).await;
        sees_nothing(&stranger, photo).await;
        send(&stranger, &path, png(30, 30)).await.refused(Code::NotFound);
    }
}

async fn only_pictures_come_in(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    send(&talk.nadia, &path, Vec::new()).await.refused(Code::NoPicture);
    send(&talk.nadia, &path, b"<svg onload='alert(1)'/>".to_vec()).await.refused(Code::NoPicture);
    let whole = png(300, 300);
    send(&talk.nadia, &path, whole[..whole.len() / 2].to_vec()).await.refused(Code::PictureUnreadable);
    send(&talk.nadia, &path, vec![0; MAX_BYTES + 1]).await.refused(Code::TooLarge);
    let nowhere = paths::messages_of_claim(ClaimId(Uuid::from_u128(7)));
    send(&talk.nadia, &nowhere, whole).await.refused(Code::NotFound);
}

async fn who_may_not_write_sends_no_photo(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let photo = pictured(&talk.nadia, &path, 50).await;
    talk.nadia.post(&path, &showing(&[photo])).await.expect(201);
    let waiting = pictured(&talk.nadia, &path, 60).await;
    let why = json!({ "reason": "Plus besoin" });
    talk.nadia.post(&claim_action(talk.claim.id, ClaimAction::Cancel), &why).await.expect(200);
    let (id, suspended) = (talk.taker.id, organisations::status.eq(OrganisationStatus::Suspended));
    server.write(move |cx| diesel::update(organisations::table.find(id)).set(suspended).execute(cx.conn)).await;
    send(&talk.nadia, &path, png(70, 40)).await.refused(Code::OrganisationSuspended);
    talk.nadia.post(&path, &showing(&[waiting])).await.refused(Code::OrganisationSuspended);
    sees(&talk.nadia, photo).await;
    server.clock.advance(30 * DAY);
    send(&talk.camille, &path, png(70, 40)).await.refused(Code::ConversationClosed);
    sees(&talk.camille, photo).await;
}

async fn what_no_message_takes_along_is_forgotten(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let (said, unsaid) = (pictured(&talk.nadia, &path, 50).await, pictured(&talk.nadia, &path, 60).await);
    talk.nadia.post(&path, &showing(&[said])).await.expect(201);
    assert_eq!(housekeeping::run(&server.state).await.unwrap(), 0, "kept for a day");
    server.clock.advance(DAY);
    assert_eq!(housekeeping::run(&server.state).await.unwrap(), 1);
    sees(&talk.camille, said).await;
    sees_nothing(&talk.nadia, unsaid).await;
    talk.nadia.post(&path, &showing(&[unsaid])).await.refused_fields(&[("/photos/0/id", "unknown")]);
}

async fn people_change_their_minds_about_photos(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let path = talk.path();
    let mut photos = Vec::new();
    for width in 50..71 {
        photos.push(pictured(&talk.nadia, &path, width).await);
        server.clock.advance(1);
    }
    // Twenty wait, the first of twenty-one does not any more.
    talk.nadia.post(&path, &showing(&photos[..1])).await.refused_fields(&[("/photos/0/id", "unknown")]);
    let kept: Message = talk.nadia.post(&path, &showing(&[photos[1], photos[20]])).await.read(201);
    assert_eq!(shown(&kept), [photos[1], photos[20]]);
}
