//! Photos of offers, of what is lent and of messages.

use super::conversations::{about_claim, about_loan, about_session};
use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use crate::photos::png;
use reqwest::Method;
use serde_json::json;
use shared::loans::LoanAction;
use shared::paths;
use shared::photos::{HandlingMoment, Photo};
use tests::fixtures::{lent, loan_of, van_of};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let side = Side::Giver;
    if operation.ends_with("message_photo") {
        return of_messages(world, operation).await;
    }
    if operation.contains("equipment") || operation.contains("loan") {
        return of_lending(world, operation).await;
    }
    let offer = published(world).await;
    let add = Request::of(Method::POST, paths::photos_of(offer), Side::Giver);
    let add = Request { body: Some(("image/png", png(40, 20))), ..add };
    if operation == "create_photo" {
        return add;
    }
    let sent = world.giver.coordinator.send_bytes(add.method, &add.path, add.body).await;
    let photo: Photo = sent.read(201);
    match operation {
        "delete_photo" => Request::delete(paths::photo_of(offer, photo.id), side),
        "find_photo" => Request::get(paths::photo(photo.id), side),
        "find_thumbnail" => Request::get(paths::thumbnail(photo.id), side),
        other => unknown(other),
    }
}

async fn of_lending(world: &World<'_>, operation: &str) -> Request {
    let (lender, borrower) = (&world.giver.coordinator, &world.taker.coordinator);
    let item = van_of(lender, world.giver.organisation.site()).await.id;
    let file = Some(("image/png", png(40, 20)));
    if operation.ends_with("loan_photo") || operation.ends_with("loan_photos") {
        let loan = lent(borrower, &loan_of(item, world.taker.organisation.id, 1, 5)).await.id;
        lender.act(&paths::loan_action(loan, LoanAction::Accept)).await.expect(200);
        return match operation {
            "list_loan_photos" => Request::get(paths::loan_photos(loan), Side::Taker),
            "create_loan_photo" => {
                let path = paths::loan_photos_at(loan, HandlingMoment::Out);
                Request { body: file, ..Request::of(Method::POST, path, Side::Taker) }
            }
            other => unknown(other),
        };
    }
    let path = paths::photos_of_equipment(item);
    if operation == "create_equipment_photo" {
        return Request { body: file, ..Request::of(Method::POST, path, Side::Giver) };
    }
    let photo: Photo = lender.send_bytes(Method::POST, &path, file).await.read(201);
    let path = paths::photo_of_equipment(item, photo.id);
    match operation {
        "update_equipment_photo" => Request::patch(path, &json!({ "alt": "La caisse" }), Side::Giver),
        "delete_equipment_photo" => Request::delete(path, Side::Giver),
        other => unknown(other),
    }
}

async fn of_messages(world: &World<'_>, operation: &str) -> Request {
    let messages = match operation {
        "create_claim_message_photo" => about_claim(world).await,
        "create_loan_message_photo" => about_loan(world).await,
        "create_skill_session_message_photo" => about_session(world).await,
        other => unknown(other),
    };
    let add = Request::of(Method::POST, paths::message_photos(&messages), Side::Taker);
    Request { body: Some(("image/png", png(40, 20))), ..add }
}
