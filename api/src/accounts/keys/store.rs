//! Signing keys in the database.

use super::{FAREWELL, HANDOVER, Key, KeyTrouble};
use crate::db::Conn;
use crate::db::schema::signing_keys;
use diesel::prelude::*;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::{EncodePrivateKey, EncodePublicKey, spki::der::pem::LineEnding};
use jsonwebtoken::{DecodingKey, EncodingKey};
use shared::time::UtcMillis;
use uuid::Uuid;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = signing_keys)]
pub(super) struct KeyRow {
    pub kid: String,
    pub private_pem: String,
    pub public_pem: String,
    pub created_at: UtcMillis,
    pub retired_at: Option<UtcMillis>,
}

impl KeyRow {
    pub(super) fn make(now: UtcMillis) -> Result<Self, KeyTrouble> {
        let mut seed = [0_u8; 32];
        getrandom::fill(&mut seed).map_err(|error| KeyTrouble(error.to_string()))?;
        let key = SigningKey::from_bytes(&seed);
        let private_pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|error| KeyTrouble(error.to_string()))?.to_string();
        let public_pem =
            key.verifying_key().to_public_key_pem(LineEnding::LF).map_err(|error| KeyTrouble(error.to_string()))?;
        Ok(Self { kid: Uuid::now_v7().simple().to_string(), private_pem, public_pem, created_at: now, retired_at: None })
    }

    pub(super) fn read(self) -> Result<Key, KeyTrouble> {
        let unreadable = |error: jsonwebtoken::errors::Error| KeyTrouble(error.to_string());
        Ok(Key {
            signing: EncodingKey::from_ed_pem(self.private_pem.as_bytes()).map_err(unreadable)?,
            verifying: DecodingKey::from_ed_pem(self.public_pem.as_bytes()).map_err(unreadable)?,
            signs_from: self.created_at.plus(HANDOVER),
            retired_at: self.retired_at,
            kid: self.kid,
        })
    }
}

/// All keys, newest first.
pub(super) fn load(conn: &mut Conn) -> Result<Vec<Key>, KeyTrouble> {
    let newest_first = signing_keys::table.order((signing_keys::created_at.desc(), signing_keys::kid.desc()));
    let rows: Vec<KeyRow> = newest_first.select(KeyRow::as_select()).load(conn)?;
    rows.into_iter().map(KeyRow::read).collect()
}

pub(super) fn load_or_make(conn: &mut Conn, now: UtcMillis) -> Result<Vec<Key>, KeyTrouble> {
    let keys = load(conn)?;
    if keys.is_empty() { Ok(vec![insert(conn, now)?.read()?]) } else { Ok(keys) }
}

fn insert(conn: &mut Conn, now: UtcMillis) -> Result<KeyRow, KeyTrouble> {
    let row = KeyRow::make(now)?;
    diesel::insert_into(signing_keys::table).values(&row).execute(conn)?;
    Ok(row)
}

/// Makes a key in place of the ones so far, which verify until the tokens they sign have ended. Returns its `kid`.
///
/// # Errors
/// When the database fails.
pub fn rotate(conn: &mut Conn, now: UtcMillis) -> Result<String, KeyTrouble> {
    let current = signing_keys::table.filter(signing_keys::retired_at.is_null());
    diesel::update(current).set(signing_keys::retired_at.eq(now.plus(FAREWELL))).execute(conn)?;
    Ok(insert(conn, now)?.kid)
}

/// [`rotate`]s when the current key is older than `max_age` milliseconds, and throws away keys whose time is over.
/// Returns how many keys came and went.
///
/// # Errors
/// When the database fails.
pub fn rotate_if_old(conn: &mut Conn, now: UtcMillis, max_age: i64) -> Result<usize, KeyTrouble> {
    let over = signing_keys::table.filter(signing_keys::retired_at.le(now));
    let gone = diesel::delete(over).execute(conn)?;
    // Guarded by the age itself: of two copies that look together, one retires the old key and makes the new one.
    let old = signing_keys::table
        .filter(signing_keys::retired_at.is_null())
        .filter(signing_keys::created_at.le(now.plus(-max_age)));
    let retired = diesel::update(old).set(signing_keys::retired_at.eq(now.plus(FAREWELL))).execute(conn)?;
    if retired == 0 {
        return Ok(gone);
    }
    insert(conn, now)?;
    Ok(gone + 1)
}
