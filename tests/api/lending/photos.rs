//! Photos of what is lent, and of its condition when it changes hands.

use super::{Pair, pair, step};
use crate::photos::png;
use api::events::housekeeping;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;
use shared::equipment::{Equipment, EquipmentPage};
use shared::loans::LoanAction;
use shared::paths;
use shared::photos::{HandlingMoment, LoanPhotos, Photo};
use shared::problem::Code;
use shared::time::DAY;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{lent, loan_of};
use tests::{Answer, Client, TestServer, both};

both!(
    an_item_shows_its_photos_and_says_what_is_on_them,
    an_item_has_six_photos_at_most_however_they_race,
    the_condition_is_photographed_by_both_sides_and_seen_by_nobody_else,
    photos_of_lending_are_kept_while_they_are_shown,
);

async fn send(client: &Client, path: &str, file: Vec<u8>) -> Answer {
    // The client's word for the type is wrong on purpose: nobody asks it.
    client.send_bytes(Method::POST, path, Some(("text/plain", file))).await
}

async fn an_item_shows_its_photos_and_says_what_is_on_them(server: &TestServer) {
    let Pair { camille, samir, van, .. } = pair(server).await;
    let path = paths::photos_of_equipment(van.id);
    let first: Photo = send(&camille, &path, png(2_000, 1_000)).await.read(201);
    let second: Photo = send(&camille, &path, png(50, 50)).await.read(201);
    assert_eq!((first.width, first.height), (1_600, 800));
    send(&samir, &path, png(60, 60)).await.refused(Code::Forbidden);
    send(&camille, &path, b"<svg/>".to_vec()).await.refused(Code::NoPicture);
    let described = json!({ "alt": " La caisse, porte ouverte " });
    let one = paths::photo_of_equipment(van.id, second.id);
    samir.patch(&one, &described).await.refused(Code::Forbidden);
    camille.patch(&one, &described).await.expect(200);
    let seen: Equipment = samir.get(&paths::equipment(van.id)).await.read(200);
    let photos: Vec<_> = seen.photos.iter().map(|one| (one.photo.id, one.alt.as_deref())).collect();
    assert_eq!(photos, [(first.id, None), (second.id, Some("La caisse, porte ouverte"))]);
    let listed: EquipmentPage = samir.get(paths::EQUIPMENT).await.read(200);
    assert_eq!((listed.items[0].photo, listed.items[0].photos.len()), (Some(first.id), 0));
    samir.get(&paths::thumbnail(first.id)).await.expect(200);
    camille.delete(&paths::photo_of_equipment(van.id, first.id)).await.expect(204);
    camille.delete(&paths::photo_of_equipment(van.id, first.id)).await.refused(Code::NotFound);
    samir.get(&paths::photo(first.id)).await.refused(Code::NotFound);
    let seen: Equipment = samir.get(&paths::equipment(van.id)).await.read(200);
    assert_eq!(seen.photo, Some(second.id));
    camille.act(&paths::retire_equipment(van.id)).await.expect(200);
    send(&camille, &path, png(70, 70)).await.refused(Code::EquipmentRetired);
}

async fn an_item_has_six_photos_at_most_however_they_race(server: &TestServer) {
    let Pair { camille, van, .. } = pair(server).await;
    let path = paths::photos_of_equipment(van.id);
    let answers = join_all((1..=9).map(|size| send(&camille, &path, png(size * 10, 10)))).await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(409)), (6, 3));
}

async fn the_condition_is_photographed_by_both_sides_and_seen_by_nobody_else(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 0, 48)).await.id;
    let (out, back) = (HandlingMoment::Out, HandlingMoment::Back);
    let at = |moment| paths::loan_photos_at(loan, moment);
    send(&camille, &at(out), png(40, 40)).await.refused(Code::LoanState);
    step(&camille, loan, LoanAction::Accept).await;
    let going: Photo = send(&camille, &at(out), png(40, 40)).await.read(201);
    send(&camille, &at(back), png(41, 40)).await.refused(Code::LoanState);
    step(&camille, loan, LoanAction::HandOut).await;
    let coming: Photo = send(&samir, &at(back), png(41, 40)).await.read(201);
    let seen: LoanPhotos = samir.get(&paths::loan_photos(loan)).await.read(200);
    assert_eq!((seen.out, seen.back, seen.can_add), (vec![going], vec![coming], vec![out, back]));
    step(&camille, loan, LoanAction::TakeBack).await;
    send(&samir, &at(out), png(42, 40)).await.refused(Code::LoanState);
    for side in [&camille, &samir] {
        side.get(&paths::photo(going.id)).await.expect(200);
    }
    let other = server.organisation("Autre").approved().at(LIBOURNE).exists().await;
    let stranger = server.coordinator_of(&other).await;
    stranger.get(&paths::photo(going.id)).await.refused(Code::NotFound);
    stranger.get(&paths::loan_photos(loan)).await.refused(Code::NotFound);
    send(&stranger, &at(back), png(43, 40)).await.refused(Code::NotFound);
}

async fn photos_of_lending_are_kept_while_they_are_shown(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 0, 48)).await.id;
    step(&camille, loan, LoanAction::Accept).await;
    let item: Photo = send(&camille, &paths::photos_of_equipment(van.id), png(40, 40)).await.read(201);
    let gone: Photo = send(&camille, &paths::photos_of_equipment(van.id), png(50, 40)).await.read(201);
    let proof: Photo = send(&samir, &paths::loan_photos_at(loan, HandlingMoment::Out), png(60, 40)).await.read(201);
    camille.delete(&paths::photo_of_equipment(van.id, gone.id)).await.expect(204);
    server.clock.advance(DAY);
    assert_eq!(housekeeping::run(&server.state).await.unwrap(), 1, "what hangs on nothing");
    for photo in [item, proof] {
        camille.get(&paths::photo(photo.id)).await.expect(200);
    }
}
