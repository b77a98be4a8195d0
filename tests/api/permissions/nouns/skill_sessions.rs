//! Sessions in which the giver helps the taker, who proposes them.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::paths::{self, skill_session_action};
use shared::skill_sessions::{SkillSession, SkillSessionAction};
use std::sync::atomic::{AtomicI64, Ordering};
use tests::fixtures::{accounts_at, proposed, session_of, skill_of};

/// Hours after the first instant, so that nobody is asked for two sessions at once.
static NEXT: AtomicI64 = AtomicI64::new(1);

/// A new one, proposed.
pub async fn session(world: &World<'_>) -> SkillSession {
    let listing = skill_of(&world.giver.coordinator, &accounts_at(world.giver.organisation.site())).await.id;
    let from = NEXT.fetch_add(3, Ordering::Relaxed);
    proposed(&world.taker.coordinator, &session_of(listing, world.taker.organisation.id, from)).await
}

/// A new one that is agreed, and done where both are to have confirmed it.
async fn agreed(world: &World<'_>, done: bool) -> SkillSession {
    let session = session(world).await;
    let (giver, taker) = (&world.giver.coordinator, &world.taker.coordinator);
    giver.post(&skill_session_action(session.id, SkillSessionAction::Agree), &json!({})).await.expect(200);
    if done {
        let confirm = skill_session_action(session.id, SkillSessionAction::Confirm);
        for side in [giver, taker] {
            side.post(&confirm, &json!({ "minutes": 90 })).await.expect(200);
        }
    }
    session
}

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let why = json!({ "reason": "Empêchement" });
    match operation {
        "list_skill_sessions" => Request::get(paths::SKILL_SESSIONS, Side::Taker),
        "create_skill_session" => {
            let listing = skill_of(&world.giver.coordinator, &accounts_at(world.giver.organisation.site())).await.id;
            Request::post(paths::SKILL_SESSIONS, &session_of(listing, world.taker.organisation.id, 1), Side::Taker)
        }
        "find_skill_session" => Request::get(paths::skill_session(session(world).await.id), Side::Taker),
        "agree_skill_session" => {
            let path = skill_session_action(session(world).await.id, SkillSessionAction::Agree);
            Request::post(path, &json!({}), Side::Giver)
        }
        "decline_skill_session" => {
            let path = skill_session_action(session(world).await.id, SkillSessionAction::Decline);
            Request::post(path, &why, Side::Giver)
        }
        "cancel_skill_session" => {
            let path = skill_session_action(session(world).await.id, SkillSessionAction::Cancel);
            Request::post(path, &why, Side::Taker)
        }
        "confirm_skill_session" => {
            let path = skill_session_action(agreed(world, false).await.id, SkillSessionAction::Confirm);
            Request::post(path, &json!({ "minutes": 90 }), Side::Taker)
        }
        "reverse_skill_session" => {
            let path = skill_session_action(agreed(world, true).await.id, SkillSessionAction::Reverse);
            Request::post(path, &why, Side::Giver)
        }
        "list_skill_hours" => Request::get(paths::skill_hours(world.taker.organisation.id), Side::Taker),
        other => unknown(other),
    }
}
