//! Answers by the link of a mail, which whoever holds it can give.

use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::notifications::{Facts, NamedOffer};
use shared::paths;

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let token = link(world).await;
    match operation {
        "find_answer" => Request::get(paths::answer(&token), Side::Taker),
        "take_answer" => {
            let wanted = json!({ "site_id": world.taker.organisation.site(), "grams": 1_000 });
            Request::post(paths::take_answer(&token), &wanted, Side::Taker)
        }
        "decline_answer" => Request::post(paths::decline_answer(&token), &json!({}), Side::Taker),
        other => unknown(other),
    }
}

/// The secret of a link that was sent to the taker's coordinator, without its mail.
async fn link(world: &World<'_>) -> String {
    let offer = Some(NamedOffer { id: published(world).await, title: String::new() });
    let (person, organisation) = (world.taker.coordinator.user_id(), world.taker.organisation.id);
    let facts = Facts { offer, ..Facts::default() };
    let state = &world.server.state;
    let made = state.write(move |cx| api::answers::store::link(cx, person, organisation, &facts)).await;
    made.unwrap().unwrap()
}
