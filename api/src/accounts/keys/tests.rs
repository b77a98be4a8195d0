//! What a token may be and what it may not.

use super::store::KeyRow;
use super::*;
use uuid::Uuid;

const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

fn keys_of(rows: Vec<KeyRow>) -> Keys {
    Keys(Arc::new(RwLock::new(rows.into_iter().map(|row| row.read().unwrap()).collect())))
}

fn keys() -> Keys {
    keys_of(vec![KeyRow::make(NOW).unwrap()])
}

fn somebody() -> (UserId, SessionId) {
    (UserId(Uuid::now_v7()), SessionId(Uuid::now_v7()))
}

fn kid(keys: &Keys) -> String {
    keys.0.read().unwrap()[0].kid.clone()
}

/// What we would sign, for a token that is wrong in one thing.
fn claims() -> Claims {
    let (sub, sid) = somebody();
    let iat = NOW.0 / SECOND;
    Claims { sub, sid, iss: ISSUER.to_owned(), aud: ISSUER.to_owned(), iat, exp: iat + 60 }
}

fn signed_by(keys: &Keys, header: &Header, claims: &Claims) -> String {
    jsonwebtoken::encode(header, claims, &keys.0.read().unwrap()[0].signing).unwrap()
}

#[test]
fn a_token_is_good_until_it_ends() {
    let keys = keys();
    let (user, session) = somebody();
    let token = keys.sign(user, session, NOW).unwrap();
    assert_eq!(keys.verify(&token, NOW), Some((user, session)));
    assert_eq!(keys.verify(&token, NOW.plus((LIFETIME_SECONDS - 1) * SECOND)), Some((user, session)));
    assert_eq!(keys.verify(&token, NOW.plus(LIFETIME_SECONDS * SECOND)), None);
}

#[test]
fn tokens_of_others_are_refused() {
    let (ours, theirs) = (keys(), keys());
    let (user, session) = somebody();
    let unknown_kid = theirs.sign(user, session, NOW).unwrap();
    assert_eq!(ours.verify(&unknown_kid, NOW), None);
    let our_kid = Header { kid: Some(kid(&ours)), ..Header::new(Algorithm::EdDSA) };
    assert_eq!(ours.verify(&signed_by(&theirs, &our_kid, &claims()), NOW), None);
    assert!(ours.verify(&signed_by(&ours, &our_kid, &claims()), NOW).is_some(), "the same by our key");
    let no_kid = Header::new(Algorithm::EdDSA);
    assert_eq!(ours.verify(&signed_by(&ours, &no_kid, &claims()), NOW), None);
    assert_eq!(ours.verify("", NOW), None);
}

#[test]
fn another_issuer_and_another_audience_are_refused() {
    let keys = keys();
    let header = Header { kid: Some(kid(&keys)), ..Header::new(Algorithm::EdDSA) };
    let elsewhere = "https://login.example.org".to_owned();
    let issuer = Claims { iss: elsewhere.clone(), ..claims() };
    assert_eq!(keys.verify(&signed_by(&keys, &header, &issuer), NOW), None);
    let audience = Claims { aud: elsewhere, ..claims() };
    assert_eq!(keys.verify(&signed_by(&keys, &header, &audience), NOW), None);
}

#[test]
fn a_token_signed_with_our_public_key_as_a_password_is_refused() {
    let row = KeyRow::make(NOW).unwrap();
    let (id, public) = (row.kid.clone(), row.public_pem.clone());
    let keys = keys_of(vec![row]);
    let header = Header { kid: Some(id), ..Header::new(Algorithm::HS256) };
    let forged = jsonwebtoken::encode(&header, &claims(), &EncodingKey::from_secret(public.as_bytes())).unwrap();
    assert_eq!(keys.verify(&forged, NOW), None);
}

#[test]
fn a_new_key_first_verifies_then_signs_and_the_old_one_leaves_when_its_tokens_are_over() {
    let rotated = NOW.plus(90 * MINUTE);
    let retired_at = Some(rotated.plus(FAREWELL));
    let (old, new) = (KeyRow { retired_at, ..KeyRow::make(NOW).unwrap() }, KeyRow::make(rotated).unwrap());
    let (old_kid, new_kid) = (old.kid.clone(), new.kid.clone());
    let keys = keys_of(vec![new, old]);
    let (user, session) = somebody();
    let signer = |now| jsonwebtoken::decode_header(keys.sign(user, session, now).unwrap()).unwrap().kid.unwrap();
    assert_eq!(signer(rotated.plus(HANDOVER - 1)), old_kid);
    assert_eq!(signer(rotated.plus(HANDOVER)), new_kid);
    let last = rotated.plus(HANDOVER - 1);
    let token = keys.sign(user, session, last).unwrap();
    assert!(keys.verify(&token, last.plus((LIFETIME_SECONDS - 1) * SECOND)).is_some(), "until it ends by itself");
    let header = Header { kid: Some(old_kid), ..Header::new(Algorithm::EdDSA) };
    let long = Claims { exp: i64::MAX, ..claims() };
    let eternal = jsonwebtoken::encode(&header, &long, &keys.0.read().unwrap()[1].signing).unwrap();
    assert!(keys.verify(&eternal, rotated.plus(FAREWELL - 1)).is_some());
    assert_eq!(keys.verify(&eternal, rotated.plus(FAREWELL)), None, "a retired key signs for nobody");
}
