//! How much each caller may ask for: the generic cell rate algorithm, in memory, of bounded size.
//!
//! For each caller one number is kept: the moment at which its allowance will be whole again. A request moves that moment
//! on by its share of the window, and is refused when it would come to lie more than a window ahead.

use shared::ids::UserId;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Microseconds in the window of all policies, a minute.
const WINDOW: u64 = 60_000_000;
/// Locks, so that workers seldom wait for each other.
const SHARDS: usize = 16;
/// Callers that a shard remembers: 16 × 4096 make about 4 MB.
const REMEMBERED: usize = 4096;
/// Microseconds between two searches of a full shard for callers to forget.
const PAUSE: u64 = 1_000_000;

/// One allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its name in the headers.
    pub name: &'static str,
    /// Requests a minute; 0 for no limit.
    pub quota: u32,
}

/// Whose allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Caller {
    /// A person who is logged in.
    Person(UserId),
    /// An address.
    Address(IpAddr),
    /// An address, for writes that need no account.
    PublicWrites(IpAddr),
}

/// What is left after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The allowance.
    pub policy: Policy,
    /// Requests that may come at once.
    pub remaining: u64,
    /// Seconds until all of the allowance is there again, rounded up.
    pub reset_s: u64,
    /// Seconds to wait before the next request, where this one was refused.
    pub refused_for_s: Option<u64>,
}

/// The memory of all callers.
pub struct Limiter {
    shards: [Mutex<Shard>; SHARDS],
    hasher: RandomState,
}

#[derive(Default)]
struct Shard {
    whole_at: HashMap<Caller, u64>,
    swept_at: u64,
}

impl Default for Limiter {
    fn default() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::default()), hasher: RandomState::new() }
    }
}

impl Limiter {
    /// Counts a request of `caller` at `now`, microseconds on a clock that never goes back. `None` where nothing is limited.
    pub fn take(&self, caller: Caller, policy: Policy, now: u64) -> Option<Standing> {
        let share = WINDOW.checked_div(u64::from(policy.quota))?.max(1);
        let shard = self.hasher.hash_one(caller) as usize % SHARDS;
        let mut shard = self.shards.get(shard)?.lock().unwrap_or_else(PoisonError::into_inner);
        let before = shard.whole_at.get(&caller).copied().unwrap_or(now).max(now);
        let after = before + share;
        let refused = after - now > WINDOW;
        if !refused {
            shard.remember(caller, after, now);
        }
        let whole_at = if refused { before } else { after };
        Some(Standing {
            policy,
            remaining: WINDOW.saturating_sub(whole_at - now) / share,
            reset_s: seconds(whole_at - now),
            refused_for_s: refused.then(|| seconds(after - now - WINDOW)),
        })
    }
}

impl Shard {
    /// A caller whose allowance is whole is as good as forgotten. Where a flood of addresses leaves no room, newcomers are
    /// not remembered: this server then limits less, but its memory stays what it is.
    fn remember(&mut self, caller: Caller, whole_at: u64, now: u64) {
        if self.whole_at.len() >= REMEMBERED && now >= self.swept_at + PAUSE {
            self.whole_at.retain(|_, whole_at| *whole_at > now);
            self.swept_at = now;
        }
        if self.whole_at.len() < REMEMBERED || self.whole_at.contains_key(&caller) {
            self.whole_at.insert(caller, whole_at);
        }
    }
}

const fn seconds(micros: u64) -> u64 {
    micros.div_ceil(1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEN: Policy = Policy { name: "ten", quota: 10 };
    const ZOE: Caller = Caller::Person(UserId(uuid::Uuid::nil()));

    #[test]
    fn all_may_come_at_once_and_then_one_each_six_seconds() {
        let limiter = Limiter::default();
        for left in (0..10).rev() {
            assert_eq!(limiter.take(ZOE, TEN, 5).unwrap().remaining, left);
        }
        let refused = limiter.take(ZOE, TEN, 5).unwrap();
        assert_eq!((refused.remaining, refused.reset_s, refused.refused_for_s), (0, 60, Some(6)));
        assert_eq!(limiter.take(ZOE, TEN, 6_000_005).unwrap().refused_for_s, None);
        assert!(limiter.take(ZOE, TEN, 6_000_005).unwrap().refused_for_s.is_some());
        let other = Caller::Address([10, 0, 0, 1].into());
        assert_eq!(limiter.take(other, TEN, 6_000_005).unwrap().remaining, 9);
    }

    #[test]
    fn no_quota_is_no_limit() {
        assert_eq!(Limiter::default().take(ZOE, Policy { name: "none", quota: 0 }, 0), None);
    }

    #[test]
    fn memory_is_bounded_and_comes_back() {
        let limiter = Limiter::default();
        let flood = |from: u32, now| {
            for n in from..from + 200_000 {
                limiter.take(Caller::Address(std::net::Ipv4Addr::from_bits(n).into()), TEN, now);
            }
            limiter.shards.iter().map(|shard| shard.lock().unwrap().whole_at.len()).sum::<usize>()
        };
        assert_eq!(flood(0, 0), SHARDS * REMEMBERED);
        assert_eq!(flood(1 << 20, WINDOW), SHARDS * REMEMBERED);
        assert_eq!(limiter.take(Caller::Address([0, 16, 0, 0].into()), TEN, WINDOW).unwrap().remaining, 8);
    }

    proptest! {
        /// In no minute does anybody get more than twice the quota: what was saved up, and what grew meanwhile.
        #[test]
        fn nobody_gets_more_than_the_allowance(quota in 1_u32..50, gaps in prop::collection::vec(0_u64..3_000_000, 1..400)) {
            let (limiter, policy) = (Limiter::default(), Policy { name: "any", quota });
            let mut now = 0;
            let mut admitted = Vec::new();
            for gap in gaps {
                now += gap;
                let standing = limiter.take(ZOE, policy, now).unwrap();
                prop_assert!(standing.remaining <= u64::from(quota) && standing.reset_s <= 60);
                if standing.refused_for_s.is_none() {
                    admitted.push(now);
                }
            }
            for start in &admitted {
                let within = admitted.iter().filter(|at| *at >= start && **at < start + WINDOW).count();
                prop_assert!(within <= 2 * quota as usize, "{within} in a minute");
            }
        }
    }
}
