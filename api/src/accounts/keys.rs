//! Access tokens: short JWTs signed with Ed25519, whose keys live in the database so that every copy of the server
//! knows them.

use crate::db::Conn;
use crate::db::schema::signing_keys;
use diesel::prelude::*;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::{EncodePrivateKey, EncodePublicKey, spki::der::pem::LineEnding};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use shared::ids::UserId;
use shared::time::{SECOND, UtcMillis};
use std::collections::HashMap;
use uuid::Uuid;

/// How long an access token is good for. Short, because it cannot be called back; memberships are read anew with each
/// request anyway.
pub const LIFETIME_SECONDS: i64 = 600;

/// Who made the token and for whom: nobody else's tokens are taken.
const ISSUER: &str = "maillage";

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: UserId,
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

/// The keys of access tokens: one signs, all that are not retired verify.
#[derive(Clone)]
pub struct Keys {
    kid: String,
    signing: EncodingKey,
    verifying: HashMap<String, DecodingKey>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = signing_keys)]
struct KeyRow {
    kid: String,
    private_pem: String,
    public_pem: String,
    created_at: UtcMillis,
}

impl Keys {
    /// Reads the keys, and makes the first one in a new installation. Within a write transaction, so that two copies
    /// that start together agree.
    ///
    /// # Errors
    /// When the database fails or a stored key cannot be read.
    pub fn load_or_make(conn: &mut Conn, now: UtcMillis) -> Result<Self, KeyTrouble> {
        let mut rows: Vec<KeyRow> = signing_keys::table
            .filter(signing_keys::retired_at.is_null())
            .order((signing_keys::created_at.desc(), signing_keys::kid))
            .select((signing_keys::kid, signing_keys::private_pem, signing_keys::public_pem, signing_keys::created_at))
            .load(conn)?;
        if rows.is_empty() {
            let row = KeyRow::make(now)?;
            diesel::insert_into(signing_keys::table).values(&row).execute(conn)?;
            rows.push(row);
        }
        Self::from_rows(&rows)
    }

    fn from_rows(rows: &[KeyRow]) -> Result<Self, KeyTrouble> {
        let unreadable = |error: jsonwebtoken::errors::Error| KeyTrouble(error.to_string());
        let newest = rows.first().ok_or_else(|| KeyTrouble("there is none".to_owned()))?;
        let signing = EncodingKey::from_ed_pem(newest.private_pem.as_bytes()).map_err(unreadable)?;
        let verifying = rows
            .iter()
            .map(|row| Ok((row.kid.clone(), DecodingKey::from_ed_pem(row.public_pem.as_bytes()).map_err(unreadable)?)))
            .collect::<Result<_, KeyTrouble>>()?;
        Ok(Self { kid: newest.kid.clone(), signing, verifying })
    }

    /// A new access token.
    ///
    /// # Errors
    /// When the key cannot sign, which is a mistake of ours.
    pub fn sign(&self, user_id: UserId, now: UtcMillis) -> Result<String, KeyTrouble> {
        let iat = now.0 / SECOND;
        let claims =
            Claims { sub: user_id, iss: ISSUER.to_owned(), aud: ISSUER.to_owned(), iat, exp: iat + LIFETIME_SECONDS };
        let header = Header { kid: Some(self.kid.clone()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &self.signing).map_err(|error| KeyTrouble(error.to_string()))
    }

    /// Whose token this is; `None` when it is forged, over, from elsewhere or signed by a retired key.
    #[must_use]
    pub fn verify(&self, token: &str, now: UtcMillis) -> Option<UserId> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let key = self.verifying.get(&kid)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[ISSUER]);
        validation.set_issuer(&[ISSUER]);
        // The library asks the machine's clock; ours may be a test's. Compared below, without leeway.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, key, &validation).ok()?.claims;
        (claims.exp > now.0 / SECOND).then_some(claims.sub)
    }
}

impl KeyRow {
    fn make(now: UtcMillis) -> Result<Self, KeyTrouble> {
        let mut seed = [0_u8; 32];
        getrandom::fill(&mut seed).map_err(|error| KeyTrouble(error.to_string()))?;
        let key = SigningKey::from_bytes(&seed);
        let private_pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|error| KeyTrouble(error.to_string()))?.to_string();
        let public_pem =
            key.verifying_key().to_public_key_pem(LineEnding::LF).map_err(|error| KeyTrouble(error.to_string()))?;
        Ok(Self { kid: Uuid::now_v7().simple().to_string(), private_pem, public_pem, created_at: now })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    fn keys() -> Keys {
        Keys::from_rows(&[KeyRow::make(NOW).unwrap()]).unwrap()
    }

    #[test]
    fn a_token_is_good_until_it_ends() {
        let keys = keys();
        let user = UserId(Uuid::now_v7());
        let token = keys.sign(user, NOW).unwrap();
        assert_eq!(keys.verify(&token, NOW), Some(user));
        assert_eq!(keys.verify(&token, NOW.plus((LIFETIME_SECONDS - 1) * SECOND)), Some(user));
        assert_eq!(keys.verify(&token, NOW.plus(LIFETIME_SECONDS * SECOND)), None);
    }

    #[test]
    fn tokens_of_others_are_refused() {
        let (ours, theirs) = (keys(), keys());
        let token = theirs.sign(UserId(Uuid::now_v7()), NOW).unwrap();
        assert_eq!(ours.verify(&token, NOW), None);
        let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIwMTkzMmMwNy05M2M0LTdjM2EtOWQ2Ny02ZTFmMWMyZjlhMTAifQ.";
        assert_eq!(ours.verify(unsigned, NOW), None);
        assert_eq!(ours.verify("", NOW), None);
    }

    #[test]
    fn a_token_of_another_algorithm_with_our_key_id_is_refused() {
        let keys = keys();
        let claims = Claims {
            sub: UserId(Uuid::now_v7()),
            iss: ISSUER.to_owned(),
            aud: ISSUER.to_owned(),
            iat: NOW.0 / SECOND,
            exp: NOW.0 / SECOND + 60,
        };
        let header = Header { kid: Some(keys.kid.clone()), ..Header::new(Algorithm::HS256) };
        let forged = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(b"public key")).unwrap();
        assert_eq!(keys.verify(&forged, NOW), None);
    }
}
