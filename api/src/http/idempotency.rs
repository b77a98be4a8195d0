//! `Idempotency-Key`: a write sent twice over a bad network happens once.

use super::{Actor, Cx, Error};
use crate::db::schema::idempotency_keys;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use shared::ids::UserId;
use shared::problem::{Code, Problem};
use std::future::{Ready, ready};

/// The key that a request came with, if any, and what it was sent to.
#[derive(Clone, Debug)]
pub struct Once {
    key: Option<String>,
    route: String,
}

/// Longest key that is kept.
const MAX_KEY: usize = 200;

impl FromRequest for Once {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request))
    }
}

fn read(request: &HttpRequest) -> Result<Once, Error> {
    let route = format!("{} {}", request.method(), request.path());
    let Some(value) = request.headers().get("idempotency-key") else {
        return Ok(Once { key: None, route });
    };
    // The draft says a quoted string; many clients send a bare one. Both are the same key.
    let key = value.to_str().unwrap_or_default().trim().trim_matches('"').to_owned();
    if key.is_empty() || key.len() > MAX_KEY {
        let problem = Problem::of(Code::Malformed).detailed("Idempotency-Key must have 1 to 200 ASCII characters");
        return Err(problem.into());
    }
    Ok(Once { key: Some(key), route })
}

#[derive(Insertable)]
#[diesel(table_name = idempotency_keys)]
struct NewKeyRow<'k> {
    user_id: UserId,
    key: &'k str,
    request_hash: &'k [u8],
    body: &'k str,
    created_at: shared::time::UtcMillis,
}

impl Once {
    /// A fingerprint of the request: route and body.
    ///
    /// # Errors
    /// When the body cannot be written as JSON, which is a mistake of ours.
    pub fn hash(&self, request: &impl Serialize) -> Result<Vec<u8>, Error> {
        let body = serde_json::to_vec(request).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Sha256::new().chain_update(&self.route).chain_update([0]).chain_update(&body).finalize().to_vec())
    }

    /// Runs `work` unless this key has an answer already; then gives that one. Answer and effect are written in one
    /// transaction, so there is never one without the other; of two requests at once the second waits for the first.
    ///
    /// # Errors
    /// What `work` returns; 422 when the key was used for another request.
    pub fn run<T: Serialize + DeserializeOwned>(
        &self,
        cx: &mut Cx<'_>,
        actor: &Actor,
        hash: &[u8],
        work: impl FnOnce(&mut Cx<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let Some(key) = &self.key else {
            return work(cx);
        };
        // Before anything is read: what the first one has done would have the second one refused, as done already.
        cx.conn.hold_word(&format!("once {} {key}", actor.user_id))?;
        let known = idempotency_keys::table
            .find((actor.user_id, key))
            .select((idempotency_keys::request_hash, idempotency_keys::body))
            .first::<(Vec<u8>, String)>(cx.conn)
            .optional()?;
        if let Some((known_hash, body)) = known {
            if known_hash != hash {
                return Err(Problem::of(Code::IdempotencyKeyReused).into());
            }
            actor.trace.repeat();
            return serde_json::from_str(&body).map_err(|error| Error::Internal(error.to_string()));
        }
        let answer = work(cx)?;
        let body = serde_json::to_string(&answer).map_err(|error| Error::Internal(error.to_string()))?;
        let row = NewKeyRow { user_id: actor.user_id, key, request_hash: hash, body: &body, created_at: cx.now };
        diesel::insert_into(idempotency_keys::table).values(&row).execute(cx.conn)?;
        Ok(answer)
    }
}
