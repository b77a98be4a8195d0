//! Photos of offers: what comes in, who sees them, and what becomes of those that nobody needs.

use api::accounts::session::LOOK_COOKIE;
use api::events::housekeeping;
use futures_util::future::join_all;
use image::{DynamicImage, ImageFormat, RgbImage};
use reqwest::Method;
use shared::ids::OfferId;
use shared::offers::{Offer, OfferPage};
use shared::paths;
use shared::photos::{MAX_BYTES, Photo};
use shared::problem::Code;
use shared::time::DAY;
use std::io::Cursor;
use tests::clients::session_of;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{day, offer_at};
use tests::{Answer, Client, TestServer, both};

both!(
    a_photo_is_added_shown_and_kept_by_clients,
    a_browser_shows_photos_by_the_cookie_of_its_session_and_opens_nothing_else,
    only_pictures_come_in,
    an_offer_has_four_photos_at_most_however_they_race,
    a_photo_nobody_shows_is_forgotten,
);

/// A PNG of this size, in a colour that its size gives.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let colour = image::Rgb([u8::try_from(width % 256).unwrap(), 120, 40]);
    let mut file = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, colour));
    picture.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

async fn add(client: &Client, offer: OfferId, file: Vec<u8>) -> Answer {
    // The client's word for the type is wrong on purpose: nobody asks it.
    client.send_bytes(Method::POST, &paths::photos_of(offer), Some(("text/plain", file))).await
}

async fn a_photo_is_added_shown_and_kept_by_clients(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let photo: Photo = add(&camille, offer.id, png(2_000, 1_000)).await.read(201);
    let second: Photo = add(&camille, offer.id, png(50, 50)).await.read(201);
    let again: Photo = add(&camille, offer.id, png(2_000, 1_000)).await.read(201);
    assert_eq!((photo, photo.width, photo.height), (again, 1_600, 800));
    let shown: Offer = camille.get(&paths::offer(offer.id)).await.read(200);
    assert_eq!((shown.photo, shown.details.unwrap().photos), (Some(photo.id), vec![photo, second]));
    let listed: OfferPage = camille.get(paths::OFFERS).await.read(200);
    assert_eq!((listed.items[0].photo, listed.items[0].details.clone()), (Some(photo.id), None));
    let file = camille.get(&paths::thumbnail(photo.id)).await.expect(200);
    assert_eq!(file.header("content-type"), "image/jpeg");
    assert!(file.header("cache-control").contains("immutable"));
    camille.with_header("if-none-match", file.header("etag")).get(&paths::photo(photo.id)).await.expect(304);
    camille.delete(&paths::photo_of(offer.id, photo.id)).await.expect(204);
    camille.delete(&paths::photo_of(offer.id, photo.id)).await.refused(Code::NotFound);
    let shown: Offer = camille.get(&paths::offer(offer.id)).await.read(200);
    assert_eq!(shown.photo, Some(second.id));
    camille.get(&paths::photo(photo.id)).await.refused(Code::NotFound);
}

async fn a_browser_shows_photos_by_the_cookie_of_its_session_and_opens_nothing_else(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let photo: Photo = add(&camille, offer.id, png(50, 50)).await.read(201);
    let (session, now) = (session_of(camille.user_id()), server.now());
    let keys = &server.state.keys;
    let browser = |token: &str| server.anonymous().with_header("cookie", &format!("{LOOK_COOKIE}={token}"));
    let look = keys.sign_look(camille.user_id(), session, now).unwrap();
    browser(&look).get(&paths::thumbnail(photo.id)).await.expect(200);
    browser(&look).get(&paths::photo(photo.id)).await.expect(200);
    // For photos alone, as a cookie alone; and an access token is no cookie.
    browser(&look).get(paths::OFFERS).await.refused(Code::Unauthenticated);
    browser(&look).delete(&paths::photo_of(offer.id, photo.id)).await.refused(Code::Unauthenticated);
    server.anonymous().with_token(&look).get(&paths::photo(photo.id)).await.refused(Code::Unauthenticated);
    let access = keys.sign(camille.user_id(), session, now).unwrap();
    browser(&access).get(&paths::photo(photo.id)).await.refused(Code::Unauthenticated);
    let over = keys.sign_look(camille.user_id(), session, now.plus(-DAY)).unwrap();
    browser(&over).get(&paths::photo(photo.id)).await.refused(Code::Unauthenticated);
    camille.delete(paths::SESSIONS).await.expect(204);
    browser(&look).get(&paths::photo(photo.id)).await.refused(Code::Unauthenticated);
}

async fn only_pictures_come_in(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    add(&camille, offer.id, Vec::new()).await.refused(Code::NoPicture);
    add(&camille, offer.id, b"<svg onload='alert(1)'/>".to_vec()).await.refused(Code::NoPicture);
    let whole = png(300, 300);
    add(&camille, offer.id, whole[..whole.len() / 2].to_vec()).await.refused(Code::PictureUnreadable);
    add(&camille, offer.id, vec![0; MAX_BYTES + 1]).await.refused(Code::TooLarge);
    camille.act(&paths::withdraw_offer(offer.id)).await.expect(200);
    add(&camille, offer.id, whole).await.refused(Code::OfferClosed);
}

async fn an_offer_has_four_photos_at_most_however_they_race(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let answers = join_all((1..=8).map(|size| add(&camille, offer.id, png(size * 10, 10)))).await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(409)), (4, 4));
    let shown: Offer = camille.get(&paths::offer(offer.id)).await.read(200);
    assert_eq!(shown.details.unwrap().photos.len(), 4);
}

async fn a_photo_nobody_shows_is_forgotten(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let shared: Photo = add(&camille, offer.id, png(30, 30)).await.read(201);
    let alone: Photo = add(&camille, offer.id, png(60, 30)).await.read(201);
    camille.delete(&paths::photo_of(offer.id, alone.id)).await.expect(204);
    let again = serde_json::json!({ "use_by": day(3), "pickup_windows": offer.pickup_windows });
    let copy: Offer = camille.post(&paths::copy_offer(offer.id), &again).await.read(201);
    assert_eq!(copy.photo, Some(shared.id));
    camille.delete(&paths::photo_of(offer.id, shared.id)).await.expect(204);
    assert_eq!(housekeeping::run(&server.state).await.unwrap(), 0, "kept for a day");
    server.clock.advance(DAY);
    assert_eq!(housekeeping::run(&server.state).await.unwrap(), 1);
    camille.get(&paths::photo(shared.id)).await.expect(200);
}
