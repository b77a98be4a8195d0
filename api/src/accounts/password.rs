//! Passwords: Argon2id. Hashing takes tens of milliseconds and 19 MiB by intention, so it runs on threads that may
//! block, few at a time, and never inside a transaction.

use crate::http::Error;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use shared::problem::{Code, Problem};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Memory in KiB, passes and lanes: the first recommendation of OWASP's cheat sheet on password storage.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Hashings at one time, for the whole process: they are what an attacker would fill the processors with.
static GATE: Semaphore = Semaphore::const_new(2);

/// How long a request waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// Verified against where there is no account, so that the time of an answer does not tell. It is no password's hash.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn hasher() -> Result<Argon2<'static>, Error> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a password as a PHC string, on this thread: for the command line. Requests use [`hash`].
///
/// # Errors
/// When the machine gives no random numbers.
pub fn hash_here(password: &str) -> Result<String, Error> {
    let hash = hasher()?.hash_password(password.as_bytes()).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(hash.to_string())
}

fn verify_here(password: &str, known: &str) -> Result<bool, Error> {
    let known = PasswordHash::new(known).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(hasher()?.verify_password(password.as_bytes(), &known).is_ok())
}

/// The hash of a password as a PHC string.
///
/// # Errors
/// 503 when too many others wait for the same.
pub async fn hash(password: String) -> Result<String, Error> {
    in_turn(move || hash_here(&password)).await
}

/// Whether `password` is the one of the hash `known`. Without a hash it is not, after the same work.
///
/// # Errors
/// 503 when too many others wait for the same.
pub async fn verify(password: String, known: Option<String>) -> Result<bool, Error> {
    in_turn(move || {
        let matches = verify_here(&password, known.as_deref().unwrap_or(NOBODY))?;
        Ok(matches && known.is_some())
    })
    .await
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    let Ok(Ok(permit)) = tokio::time::timeout(PATIENCE, GATE.acquire()).await else {
        return Err(Problem::of(Code::Busy).into());
    };
    // The permit goes along: a request that is given up would free it while its thread still works.
    let done = actix_web::web::block(move || {
        let _permit = permit;
        work()
    });
    done.await.unwrap_or_else(|error| Err(Error::Internal(error.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_alone() {
        let hash = hash_here("quatre mots au hasard").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_here("quatre mots au hasard", &hash).unwrap());
        assert!(!verify_here("quatre mots au hasarD", &hash).unwrap());
        assert_ne!(hash, hash_here("quatre mots au hasard").unwrap());
    }

    #[actix_web::test]
    async fn nobody_s_password_costs_as_much_and_is_always_wrong() {
        let cost = |hash: &str| Params::try_from(&PasswordHash::new(hash).unwrap()).unwrap();
        assert_eq!(cost(NOBODY), cost(&hash_here("quatre mots au hasard").unwrap()));
        assert!(!verify("quatre mots au hasard".to_owned(), None).await.unwrap());
    }
}
