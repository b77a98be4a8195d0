//! How long a step lasts, who is called next, and who gets how much. Pure.

use crate::notifications::after_quiet;
use chrono_tz::Tz;
use shared::ids::OrganisationId;
use shared::notifications::NotificationPreferences;
use shared::offers::OfferStatus;
use shared::problem::{Code, Problem};
use shared::time::{HOUR, MINUTE, UtcMillis};
use shared::units::{Grams, Unit};
use std::cmp::Reverse;

/// How many of those that fit best are called at a time.
pub const WAVE: usize = 5;
/// The part of the time left that a step takes: a quarter, so that each step is shorter than the one before.
const SHARE: i64 = 4;
/// The shortest step: nobody can answer sooner. Where less is left, everybody is asked.
const SHORTEST: i64 = 10 * MINUTE;
/// The longest step.
const LONGEST: i64 = 4 * HOUR;

/// Why a wish, or the end of a cascade, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The organisation was not called (yet).
    NotYetOpen {
        /// When the present step is decided.
        until: UtcMillis,
    },
    /// The offer is open to everybody: it is claimed, not wished for.
    Over,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::NotYetOpen { until } => Problem::of(Code::NotYetOpen).with("until", until.to_string()),
            Self::Over => Problem::of(Code::CascadeOver),
        }
    }
}

/// When a step that begins now is decided; `None` where too little time is left for one. `deadline` is when the offer
/// closes.
///
/// A quarter of the time left, between ten minutes and four hours, so that steps grow shorter as the date nears. The quiet
/// hours of the network's nights do not count, unless half of the time left would be gone by then: food does not wait.
#[must_use]
pub fn step_end(now: UtcMillis, deadline: UtcMillis, zone: Tz) -> Option<UtcMillis> {
    let left = deadline.0.saturating_sub(now.0);
    let length = (left / SHARE).clamp(SHORTEST, LONGEST);
    if length > left {
        return None;
    }
    let awake = awake_after(now, length, zone);
    Some(if awake.0 <= now.0.saturating_add(left / 2) { awake } else { now.plus(length) })
}

/// The instant by which so much time outside of the quiet hours has passed.
fn awake_after(now: UtcMillis, length: i64, zone: Tz) -> UtcMillis {
    let usual = NotificationPreferences::default();
    let (mut at, mut rest) = (after_quiet(now, &usual, zone), length);
    // Minute by minute where nights lie between: four hours have at most one night, or a change of clocks.
    while rest > 0 {
        let step = rest.min(MINUTE);
        let next = after_quiet(at.plus(step), &usual, zone);
        if next != at.plus(step) {
            // Night fell: what is left of the step goes on in the morning.
            rest -= step;
            at = next;
            continue;
        }
        (at, rest) = (next, rest - step);
    }
    at
}

/// What counts of an offer when it is decided who gets how much.
#[derive(Clone, Copy, Debug)]
pub struct Supply {
    /// Whether it is open.
    pub status: OfferStatus,
    /// When it closes.
    pub closes_at: UtcMillis,
    /// What is left.
    pub left: Grams,
    /// What it is counted in.
    pub unit: Unit,
    /// Weight of one unit.
    pub piece: Grams,
}

impl Supply {
    /// What can be given now.
    #[must_use]
    pub fn available(&self, now: UtcMillis) -> Grams {
        if self.status == OfferStatus::Open && self.closes_at > now { self.left } else { Grams::ZERO }
    }
}

/// What an organisation wishes, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Who.
    pub organisation: OrganisationId,
    /// How much.
    pub grams: Grams,
    /// Whether it is a regular partner.
    pub is_partner: bool,
    /// How well the offer fits it.
    pub score: i64,
}

/// How much each gets, in the order of the wishes.
///
/// Where there is enough, all get what they wish. Where there is not, regular partners come first and then those that the
/// offer fits best, each with its whole wish as long as it lasts; the one at which it runs out gets the rest, in whole
/// units. When somebody has answered never matters; of two that stand alike the identifier decides.
#[must_use]
pub fn decide(available: Grams, unit: Unit, piece: Grams, wishes: &[Wish]) -> Vec<Grams> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    let standing =
        |place: &usize| wishes.get(*place).map(|wish| (Reverse((wish.is_partner, wish.score)), wish.organisation));
    order.sort_by_key(standing);
    let (mut left, mut granted) = (available, vec![Grams::ZERO; wishes.len()]);
    for place in order {
        let (Some(wish), Some(grant)) = (wishes.get(place), granted.get_mut(place)) else { continue };
        *grant = if wish.grams <= left { wish.grams } else { whole(left, unit, piece) };
        left = left.minus(*grant);
    }
    granted
}

/// What of a rest can be given: whole units, or all of it where it is weighed.
fn whole(left: Grams, unit: Unit, piece: Grams) -> Grams {
    match unit {
        Unit::Kilogram => Grams(left.0.max(0)),
        _ => Grams(left.0.max(0) / piece.0.max(1) * piece.0.max(1)),
    }
}

/// Somebody who could be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub organisation: OrganisationId,
    /// Whether it is a regular partner.
    pub is_partner: bool,
    /// How well the offer fits it.
    pub score: i64,
}

/// Who is called next, of those who were not called yet: all regular partners, then the best a few at a time. Empty where
/// nobody is left but everybody.
#[must_use]
pub fn next_wave(candidates: &[Candidate]) -> Vec<Candidate> {
    let partners: Vec<Candidate> = candidates.iter().copied().filter(|one| one.is_partner).collect();
    if !partners.is_empty() {
        return partners;
    }
    let mut best = candidates.to_vec();
    best.sort_by_key(|one| (Reverse(one.score), one.organisation));
    best.truncate(WAVE);
    best
}

#[cfg(test)]
mod tests;
