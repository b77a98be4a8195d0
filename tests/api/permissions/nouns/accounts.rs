//! People and their sessions.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::{Value, json};
use shared::accounts::{Me, SessionList};
use shared::ids::SessionId;
use shared::paths;
use tests::fixtures::PASSWORD;
use uuid::Uuid;

/// A person with a password, for what needs one.
struct Registered {
    email: String,
    /// The refresh cookie.
    cookie: String,
}

fn registration(email: &str) -> Value {
    json!({ "name": "Ana", "email": email, "password": PASSWORD, "locale": "fr",
        "organisation": { "name": "Nouvelle", "kind": "association" } })
}

fn new_email() -> String {
    format!("{}@example.org", Uuid::now_v7().simple())
}

async fn registered(world: &World<'_>) -> Registered {
    let email = new_email();
    let answer = world.server.anonymous().post(paths::REGISTER, &registration(&email)).await.expect(201);
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    Registered { email, cookie }
}

/// The secret of the link in the only mail to this address.
async fn secret(world: &World<'_>, address: &str, before: &str) -> String {
    let mails = world.server.outbox().await.into_iter().filter(|mail| mail.recipient == address);
    let mut secrets = mails.filter_map(|mail| Some(mail.body.split_once(before)?.1.lines().next()?.to_owned()));
    secrets.next().expect("a mail with a link")
}

async fn reset_secret(world: &World<'_>) -> String {
    let email = registered(world).await.email;
    world.server.anonymous().post(paths::PASSWORD_RESETS, &json!({ "email": email })).await.expect(202);
    world.server.state.write(api::accounts::store::passwords::answer_resets).await.unwrap();
    secret(world, &email, "/reset/").await
}

/// A session of the giver's coordinator on another device.
async fn second_session(world: &World<'_>) -> SessionId {
    let coordinator = &world.giver.coordinator;
    let email = coordinator.get(paths::ME).await.read::<Me>(200).user.email;
    world.server.anonymous().post(paths::LOGIN, &json!({ "email": email, "password": PASSWORD })).await.expect(200);
    let sessions: SessionList = coordinator.get(paths::SESSIONS).await.read(200);
    sessions.items.into_iter().find(|session| !session.current).expect("the second session").id
}

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let side = Side::Giver;
    match operation {
        "register" => Request::post(paths::REGISTER, &registration(&new_email()), side),
        "log_in" => {
            let email = registered(world).await.email;
            Request::post(paths::LOGIN, &json!({ "email": email, "password": PASSWORD }), side)
        }
        "refresh_session" => Request::act(paths::REFRESH, side).with_header("cookie", registered(world).await.cookie),
        "log_out" => Request::act(paths::LOGOUT, side).with_header("cookie", registered(world).await.cookie),
        "find_me" => Request::get(paths::ME, side),
        "update_me" => Request::patch(paths::ME, &json!({ "locale": "en" }), side),
        _ => identity(world, operation, side).await,
    }
}

async fn identity(world: &World<'_>, operation: &str, side: Side) -> Request {
    let change = json!({ "email": new_email(), "password": PASSWORD });
    match operation {
        "list_sessions" => Request::get(paths::SESSIONS, side),
        "delete_session" => Request::delete(paths::session(second_session(world).await), side),
        "delete_sessions" => Request::delete(paths::SESSIONS, side),
        "create_password_reset" => Request::post(paths::PASSWORD_RESETS, &json!({ "email": new_email() }), side),
        "accept_password_reset" => {
            let path = paths::accept_password_reset(&reset_secret(world).await);
            Request::post(path, &json!({ "password": PASSWORD }), side)
        }
        "create_email_change" => Request::post(paths::EMAIL_CHANGES, &change, side),
        "accept_email_change" => {
            world.giver.coordinator.post(paths::EMAIL_CHANGES, &change).await.expect(202);
            let address = change["email"].as_str().unwrap();
            Request::act(paths::accept_email_change(&secret(world, address, "/email/").await), side)
        }
        "create_second_factor" => Request::post(paths::SECOND_FACTOR, &json!({ "password": PASSWORD }), side),
        "accept_second_factor" => Request::post(paths::ACCEPT_SECOND_FACTOR, &json!({ "code": "000000" }), side),
        "replace_recovery_codes" => {
            let new = json!({ "password": PASSWORD, "code": "000000" });
            Request::post(paths::RECOVERY_CODES, &new, side)
        }
        "remove_second_factor" => {
            let removal = json!({ "password": PASSWORD, "code": "000000" });
            Request::post(paths::REMOVE_SECOND_FACTOR, &removal, side)
        }
        "update_password" => {
            let change = json!({ "current_password": PASSWORD, "new_password": "cinq mots pris au hasard" });
            Request::post(paths::PASSWORD, &change, side)
        }
        other => unknown(other),
    }
}
