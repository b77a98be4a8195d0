//! How many wrong passwords and codes are too many: allowances that are used up by attempts and grow back with time.
//!
//! An allowance is one instant, the one at which it will be whole again (the "generic cell rate algorithm" of ITU-T
//! I.371): each attempt moves it on, and an attempt that would move it too far is refused.

use sha2::{Digest, Sha256};
use shared::ids::UserId;
use shared::time::{MINUTE, SECOND, UtcMillis};
use std::net::IpAddr;

/// How many attempts at once, and how long until one of them has grown back, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    burst: i64,
    every: i64,
}

/// Whose attempts are counted together.
#[derive(Clone, Copy, Debug)]
pub enum Bucket<'a> {
    /// Log-ins to an account (or to none: that must not show), from devices that it does not know.
    Account(&'a str),
    /// Log-ins from one address, from devices that the account does not know.
    Address(IpAddr),
    /// Log-ins of a person from a device on which he or she was logged in before: what strangers try does not count here.
    Device(&'a [u8], UserId),
    /// Passwords and codes asked again of somebody who is logged in.
    Person(UserId),
    /// Mails with a reset link to one address.
    ResetMail(&'a str),
    /// Asking for them from one address.
    ResetAddress(IpAddr),
    /// Entries of the audit log about log-ins that failed, to an account or to none.
    FailedLogIn(&'a str),
    /// Changes of e-mail that a person asks for: each writes to an address that may be somebody else's.
    EmailChange(UserId),
}

impl Bucket<'_> {
    /// What it holds.
    #[must_use]
    pub const fn allowance(self) -> Allowance {
        match self {
            Self::Account(_) | Self::Device(..) | Self::Person(_) => Allowance { burst: 10, every: MINUTE },
            // A whole organisation may sit behind one address.
            Self::Address(_) => Allowance { burst: 40, every: 10 * SECOND },
            Self::ResetMail(_) => Allowance { burst: 3, every: 20 * MINUTE },
            // At most ten an hour: the log must not be filled by whoever tries.
            Self::FailedLogIn(_) => Allowance { burst: 5, every: 12 * MINUTE },
            Self::EmailChange(_) => Allowance { burst: 5, every: 20 * MINUTE },
            Self::ResetAddress(_) => Allowance { burst: 20, every: MINUTE },
        }
    }

    /// What it is stored under. A hash, so that the table tells nobody's address.
    #[must_use]
    pub fn key(self) -> Vec<u8> {
        let digest = Sha256::new();
        let digest = match self {
            Self::Account(email) => digest.chain_update(b"account ").chain_update(email),
            Self::Address(address) => digest.chain_update(b"address ").chain_update(address.to_string()),
            Self::Device(device, user) => {
                digest.chain_update(b"device ").chain_update(user.0.as_bytes()).chain_update(device)
            }
            Self::Person(user) => digest.chain_update(b"person ").chain_update(user.0.as_bytes()),
            Self::ResetMail(email) => digest.chain_update(b"reset mail ").chain_update(email),
            Self::FailedLogIn(email) => digest.chain_update(b"failed log-in ").chain_update(email),
            Self::EmailChange(user) => digest.chain_update(b"email change ").chain_update(user.0.as_bytes()),
            Self::ResetAddress(address) => digest.chain_update(b"reset address ").chain_update(address.to_string()),
        };
        digest.finalize().to_vec()
    }
}

impl Allowance {
    /// How much later it is whole after one attempt, in milliseconds.
    #[must_use]
    pub const fn step(self) -> i64 {
        self.every
    }

    /// The latest instant at which it may become whole for one more attempt to be allowed now.
    #[must_use]
    pub const fn limit(self, now: UtcMillis) -> UtcMillis {
        now.plus((self.burst - 1) * self.every)
    }

    /// How long to wait for the next attempt, in whole seconds, when it will be whole at `whole_at`.
    #[must_use]
    pub const fn wait_seconds(self, now: UtcMillis, whole_at: UtcMillis) -> i64 {
        let millis = whole_at.0 - self.limit(now).0;
        if millis <= 0 { 1 } else { (millis + SECOND - 1) / SECOND }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether an attempt at `now` is allowed, and the instant after it: what the store does in SQL.
    fn attempt(allowance: Allowance, whole_at: UtcMillis, now: UtcMillis) -> Option<UtcMillis> {
        (whole_at <= allowance.limit(now)).then(|| UtcMillis(whole_at.0.max(now.0)).plus(allowance.step()))
    }

    proptest! {
        #[test]
        fn never_more_than_the_burst_and_what_has_grown_back(gaps in proptest::collection::vec(0_i64..90_000, 1..200)) {
            let allowance = Bucket::Account("a").allowance();
            let (mut now, mut whole_at, mut allowed) = (UtcMillis(1_000_000), UtcMillis(0), 0);
            let start = now;
            for gap in gaps {
                now = now.plus(gap);
                if let Some(next) = attempt(allowance, whole_at, now) {
                    (whole_at, allowed) = (next, allowed + 1);
                } else {
                    let wait = allowance.wait_seconds(now, whole_at);
                    prop_assert!(wait >= 1);
                    prop_assert!(attempt(allowance, whole_at, now.plus(wait * SECOND)).is_some(), "the wait is long enough");
                }
                prop_assert!(allowed <= 10 + (now.0 - start.0) / MINUTE);
            }
        }
    }

    #[test]
    fn buckets_do_not_share_a_key() {
        let user = UserId(uuid::Uuid::nil());
        let address: IpAddr = "192.0.2.1".parse().unwrap();
        let buckets = [
            Bucket::Account("192.0.2.1"),
            Bucket::Address(address),
            Bucket::Device(b"", user),
            Bucket::Person(user),
            Bucket::EmailChange(user),
            Bucket::FailedLogIn("192.0.2.1"),
            Bucket::ResetMail("192.0.2.1"),
            Bucket::ResetAddress(address),
        ];
        let keys: std::collections::BTreeSet<_> = buckets.iter().map(|bucket| bucket.key()).collect();
        assert_eq!(keys.len(), buckets.len());
    }
}
