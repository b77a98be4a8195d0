//! What the giver and the taker of a claim, the lender and the borrower of an item, write to each other.

use super::claims::claim;
use super::skill_sessions::session;
use super::unknown;
use crate::permissions::{Request, Side, World};
use reqwest::Method;
use serde_json::json;
use shared::claims::ClaimState;
use shared::conversations::Message;
use shared::paths;
use tests::fixtures::{lent, loan_of, van_of};

pub async fn about_claim(world: &World<'_>) -> String {
    paths::messages_of_claim(claim(world, ClaimState::Requested).await.id)
}

pub async fn about_loan(world: &World<'_>) -> String {
    let item = van_of(&world.giver.coordinator, world.giver.organisation.site()).await.id;
    let wish = loan_of(item, world.taker.organisation.id, 1, 5);
    paths::messages_of_loan(lent(&world.taker.coordinator, &wish).await.id)
}

pub async fn about_session(world: &World<'_>) -> String {
    paths::messages_of_skill_session(session(world).await.id)
}

/// Written by the taker's coordinator.
async fn written(world: &World<'_>, path: &str) -> Message {
    world.taker.coordinator.post(path, &said()).await.read(201)
}

fn said() -> serde_json::Value {
    json!({ "text": "Y a-t-il une rampe pour le diable ?" })
}

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let read = async |path: String| {
        let up_to = written(world, &path).await.id;
        Request::of(Method::PUT, paths::read_mark(&path), Side::Taker).with_json(&json!({ "up_to": up_to }))
    };
    match operation {
        "list_claim_messages" => Request::get(about_claim(world).await, Side::Taker),
        "create_claim_message" => Request::post(about_claim(world).await, &said(), Side::Taker),
        "read_claim_messages" => read(about_claim(world).await).await,
        "list_loan_messages" => Request::get(about_loan(world).await, Side::Taker),
        "create_loan_message" => Request::post(about_loan(world).await, &said(), Side::Taker),
        "read_loan_messages" => read(about_loan(world).await).await,
        "list_skill_session_messages" => Request::get(about_session(world).await, Side::Taker),
        "create_skill_session_message" => Request::post(about_session(world).await, &said(), Side::Taker),
        "read_skill_session_messages" => read(about_session(world).await).await,
        "withdraw_message" => {
            let message = written(world, &about_claim(world).await).await;
            Request::act(paths::withdraw_message(message.id), Side::Taker)
        }
        "list_conversations" => Request::get(paths::CONVERSATIONS, Side::Taker),
        "find_unread_messages" => Request::get(paths::UNREAD, Side::Taker),
        other => unknown(other),
    }
}
