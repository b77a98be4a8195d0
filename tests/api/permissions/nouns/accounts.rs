//! People and their sessions.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::{Value, json};
use shared::paths;
use uuid::Uuid;

const PASSWORD: &str = "quatre mots au hasard";

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
        other => unknown(other),
    }
}
