//! Access tokens: short JWTs signed with Ed25519. The keys live in the database, so that every copy of the server knows
//! them; they are replaced by age or on command, while tokens of the old key go on until they end by themselves.

mod store;
#[cfg(test)]
mod tests;

pub use store::{rotate, rotate_if_old};

use crate::db::Conn;
use crate::http::{Error, State};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use shared::ids::{SessionId, UserId};
use shared::time::{MINUTE, SECOND, UtcMillis};
use std::sync::{Arc, PoisonError, RwLock};

/// How long an access token is good for. Short, because what it says of the person is not asked again; the session and
/// the memberships are read anew with each request anyway.
pub const LIFETIME_SECONDS: i64 = 600;

/// How long a look at photos is good for after the last log-in or refresh. Longer than an access token, because a page that
/// lies open fetches pictures as they come into view; whether the session goes on is read with each of them.
pub const LOOK_SECONDS: i64 = 86_400;

/// How long a new key only verifies, in milliseconds: the time in which every copy of the server learns of it, so that
/// none meets a token whose key it does not know.
pub const HANDOVER: i64 = MINUTE;

/// How long a replaced key still verifies, in milliseconds: it signs through the hand-over, and what it signed lives on.
const FAREWELL: i64 = HANDOVER + LIFETIME_SECONDS * SECOND + MINUTE;

/// Who made the token and for whom: nobody else's tokens are taken.
const ISSUER: &str = "maillage";

/// What a look is for: it opens nothing else, and an access token is none.
const PHOTOS: &str = "maillage/photos";

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: UserId,
    sid: SessionId,
    iss: String,
    aud: String,
    /// Seconds since 1970, as the standard has it.
    iat: i64,
    exp: i64,
}

/// The keys could not be read or made.
#[derive(Debug)]
pub struct KeyTrouble(String);

impl std::fmt::Display for KeyTrouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "signing keys: {}", self.0)
    }
}

impl std::error::Error for KeyTrouble {}

impl From<diesel::result::Error> for KeyTrouble {
    fn from(error: diesel::result::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<KeyTrouble> for Error {
    fn from(trouble: KeyTrouble) -> Self {
        Self::Internal(trouble.to_string())
    }
}

/// One key.
struct Key {
    kid: String,
    signing: EncodingKey,
    verifying: DecodingKey,
    signs_from: UtcMillis,
    retired_at: Option<UtcMillis>,
}

/// The keys of access tokens: one signs, all that are not retired verify. Clones share what [`Keys::reload`] reads.
#[derive(Clone)]
pub struct Keys(Arc<RwLock<Vec<Key>>>);

impl Keys {
    /// Reads the keys, and makes the first one in a new installation. Within a write transaction, so that two copies
    /// that start together agree.
    ///
    /// # Errors
    /// When the database fails or a stored key cannot be read.
    pub fn load_or_make(conn: &mut Conn, now: UtcMillis) -> Result<Self, KeyTrouble> {
        Ok(Self(Arc::new(RwLock::new(store::load_or_make(conn, now)?))))
    }

    /// Reads the keys again: another copy, or the command line, may have made a new one.
    ///
    /// # Errors
    /// When the database fails or a stored key cannot be read; then the keys stay as they were.
    pub async fn reload(state: &State) -> Result<(), Error> {
        let rows = state.read(|cx| Ok(store::load(cx.conn)?)).await?;
        if !rows.is_empty() {
            *state.keys.0.write().unwrap_or_else(PoisonError::into_inner) = rows;
        }
        Ok(())
    }

    /// A new access token of a person's session.
    ///
    /// # Errors
    /// When the key cannot sign, which is a mistake of ours.
    pub fn sign(&self, user_id: UserId, session_id: SessionId, now: UtcMillis) -> Result<String, KeyTrouble> {
        self.sign_for((ISSUER, LIFETIME_SECONDS), user_id, session_id, now)
    }

    /// A token with which a person's browser fetches photos, and nothing else.
    ///
    /// # Errors
    /// As [`Self::sign`].
    pub fn sign_look(&self, user_id: UserId, session_id: SessionId, now: UtcMillis) -> Result<String, KeyTrouble> {
        self.sign_for((PHOTOS, LOOK_SECONDS), user_id, session_id, now)
    }

    fn sign_for(
        &self,
        (audience, lifetime_s): (&str, i64),
        user_id: UserId,
        session_id: SessionId,
        now: UtcMillis,
    ) -> Result<String, KeyTrouble> {
        let keys = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let key = signing(&keys, now).ok_or_else(|| KeyTrouble("there is none".to_owned()))?;
        let iat = now.0 / SECOND;
        let (iss, aud) = (ISSUER.to_owned(), audience.to_owned());
        let claims = Claims { sub: user_id, sid: session_id, iss, aud, iat, exp: iat + lifetime_s };
        let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &key.signing).map_err(|error| KeyTrouble(error.to_string()))
    }

    /// Whose token this is, and of which session; `None` when it is forged, over, from elsewhere or signed by a key that
    /// is retired or not ours.
    #[must_use]
    pub fn verify(&self, token: &str, now: UtcMillis) -> Option<(UserId, SessionId)> {
        self.verify_for(ISSUER, token, now)
    }

    /// As [`Self::verify`], of a token that [`Self::sign_look`] made.
    #[must_use]
    pub fn verify_look(&self, token: &str, now: UtcMillis) -> Option<(UserId, SessionId)> {
        self.verify_for(PHOTOS, token, now)
    }

    fn verify_for(&self, audience: &str, token: &str, now: UtcMillis) -> Option<(UserId, SessionId)> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let keys = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let key = keys.iter().find(|key| key.kid == kid && key.retired_at.is_none_or(|end| end > now))?;
        // The algorithm is ours to say and never the token's.
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[audience]);
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        // The library asks the machine's clock; ours may be a test's. Compared below, without leeway.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key.verifying, &validation).ok()?.claims;
        (claims.exp > now.0 / SECOND).then_some((claims.sub, claims.sid))
    }
}

/// The newest key whose hand-over is done; where there is none, the oldest: nobody can know a better one.
fn signing(newest_first: &[Key], now: UtcMillis) -> Option<&Key> {
    newest_first.iter().find(|key| key.signs_from <= now).or_else(|| newest_first.last())
}
