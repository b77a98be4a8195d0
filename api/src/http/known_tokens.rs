//! Access tokens that were verified a moment ago: checking a signature costs more than reading an offer, and a page
//! sends the same token with each request. Whether the session goes on is read with the memberships each time.

use super::Identity;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use shared::time::{MINUTE, SECOND, UtcMillis};
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// Tokens that are kept; when there are more, all are verified once more.
const MAX_TOKENS: usize = 4_096;

/// A token is verified again after this, so that a key that was retired ends its tokens within it.
const VERIFY_AGAIN: i64 = MINUTE;

/// Longest token that is kept, bytes: nobody fills the memory with what he or she sends.
const MAX_LENGTH: usize = 1_024;

/// Verified tokens and whose they are.
#[derive(Default)]
pub struct KnownTokens(RwLock<HashMap<String, Known>>);

#[derive(Clone, Copy)]
struct Known {
    identity: Identity,
    verified_at: UtcMillis,
    /// The end of the token, or of our trust in the verification.
    until: UtcMillis,
}

#[derive(Deserialize)]
struct Lifetime {
    exp: i64,
}

impl KnownTokens {
    /// Whose token this is, by memory or else by `verify`.
    pub fn identify(&self, token: &str, now: UtcMillis, verify: impl FnOnce() -> Option<Identity>) -> Option<Identity> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(token).copied();
        // Before `verified_at`, the clock was set back: trust nothing.
        if let Some(known) = known.filter(|known| (known.verified_at.0..known.until.0).contains(&now.0)) {
            return Some(known.identity);
        }
        let identity = verify()?;
        if let Some(ends) = end_of(token).filter(|_| token.len() <= MAX_LENGTH) {
            let until = UtcMillis(ends.0.min(now.plus(VERIFY_AGAIN).0));
            let mut tokens = self.0.write().unwrap_or_else(PoisonError::into_inner);
            if tokens.len() >= MAX_TOKENS {
                tokens.clear();
            }
            tokens.insert(token.to_owned(), Known { identity, verified_at: now, until });
        }
        Some(identity)
    }
}

/// When a token, which has been verified, ends.
fn end_of(token: &str) -> Option<UtcMillis> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let Lifetime { exp } = serde_json::from_slice(&payload).ok()?;
    Some(UtcMillis(exp.checked_mul(SECOND)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::{SessionId, UserId};
    use uuid::Uuid;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    fn token(ends: UtcMillis) -> String {
        format!("head.{}.signature", URL_SAFE_NO_PAD.encode(format!("{{\"exp\":{}}}", ends.0 / SECOND)))
    }

    fn identity() -> Identity {
        Identity { user_id: UserId(Uuid::nil()), session_id: SessionId(Uuid::nil()) }
    }

    /// Whether the token was let in, and whether that took a verification.
    fn ask(tokens: &KnownTokens, token: &str, now: UtcMillis, good: bool) -> (bool, bool) {
        let mut verified = false;
        let found = tokens.identify(token, now, || {
            verified = true;
            good.then(identity)
        });
        (found.is_some(), verified)
    }

    #[test]
    fn a_token_is_verified_once_a_minute_and_never_outlives_its_end() {
        let (tokens, token) = (KnownTokens::default(), token(NOW.plus(MINUTE + 30 * SECOND)));
        assert_eq!(ask(&tokens, &token, NOW, true), (true, true));
        assert_eq!(ask(&tokens, &token, NOW.plus(MINUTE - 1), false), (true, false));
        assert_eq!(ask(&tokens, &token, NOW.plus(MINUTE), true), (true, true));
        assert_eq!(ask(&tokens, &token, NOW.plus(MINUTE + 30 * SECOND), false), (false, true), "it is over");
        assert_eq!(ask(&tokens, &token, NOW.plus(-1), false), (false, true), "the clock was set back");
    }

    #[test]
    fn what_was_refused_is_asked_again_and_the_memory_is_bounded() {
        let tokens = KnownTokens::default();
        let forged = token(NOW.plus(MINUTE));
        assert_eq!(ask(&tokens, &forged, NOW, false), (false, true));
        assert_eq!(ask(&tokens, &forged, NOW, false), (false, true));
        for number in 0..2 * MAX_TOKENS {
            ask(&tokens, &format!("{number}{forged}"), NOW, true);
        }
        assert!(tokens.0.read().unwrap().len() <= MAX_TOKENS);
    }
}
