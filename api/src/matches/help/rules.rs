//! Why equipment or a skill fits, in words that the browser has sentences for.

use crate::engine::matching::help::{Exchange, Helped, Likeness, Span, Want};
use crate::matches::rules::{ENOUGH_PROMISES, LESS, SOON};
use shared::matches::WHOLE;
use shared::matches::help::{HelpFit, HelpKind, HelpReason, HelpReasonKind};
use shared::time::UtcMillis;

/// When it could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// The item is free then.
    Free(Span),
    /// So many times of the week suit both.
    Common(i64),
    /// One of the two has named no times.
    ToAgree,
}

/// What is known of two things that fit.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// What they are.
    pub kind: HelpKind,
    /// How they are related.
    pub likeness: Likeness,
    /// How well they fit.
    pub helped: Helped,
    /// Between them in a straight line, metres.
    pub metres: i64,
    /// Whether it is done from afar.
    pub remote: bool,
    /// When it could be.
    pub time: Time,
}

/// How well they fit, with the reasons, in the order of the parts.
#[must_use]
pub fn explained(found: &Match, want: &Want, exchange: &Exchange, now: UtcMillis) -> HelpFit {
    let Match { kind, likeness, helped, metres, remote, time } = *found;
    let reasons = [
        Some(HelpReason::of(related(kind, likeness))),
        timed(time, helped.parts.quantity),
        Some(if remote {
            HelpReason::of(HelpReasonKind::Remote)
        } else {
            HelpReason { metres: Some(metres), ..HelpReason::of(HelpReasonKind::Distance) }
        }),
        pressing(want, now),
        lagging(helped.parts.fairness),
        (exchange.ended >= ENOUGH_PROMISES && exchange.kept >= exchange.ended)
            .then_some(HelpReason::of(HelpReasonKind::Reliable)),
    ];
    let free = if let Time::Free(span) = time { Some(span) } else { None };
    HelpFit {
        score: helped.score,
        parts: helped.parts,
        distance_m: metres,
        starts_at: free.map(|span| span.from),
        ends_at: free.map(|span| span.until),
        reasons: reasons.into_iter().flatten().collect(),
    }
}

const fn related(kind: HelpKind, likeness: Likeness) -> HelpReasonKind {
    match (kind, likeness) {
        (_, Likeness::Same) => HelpReasonKind::KindSame,
        (HelpKind::Equipment, Likeness::Near) => HelpReasonKind::KindSubstitute,
        (HelpKind::Skill, Likeness::Near) => HelpReasonKind::TopicSame,
    }
}

fn timed(time: Time, share: i64) -> Option<HelpReason> {
    match time {
        Time::Free(Span { from, until }) => {
            let kind = if share >= WHOLE { HelpReasonKind::FreeAllTime } else { HelpReasonKind::FreePart };
            Some(HelpReason { starts_at: Some(from), ends_at: Some(until), ..HelpReason::of(kind) })
        }
        Time::Common(0) => None,
        Time::Common(count) => Some(HelpReason { count: Some(count), ..HelpReason::of(HelpReasonKind::TimesInCommon) }),
        Time::ToAgree => Some(HelpReason::of(HelpReasonKind::TimesToAgree)),
    }
}

fn pressing(want: &Want, now: UtcMillis) -> Option<HelpReason> {
    if want.urgent {
        return Some(HelpReason::of(HelpReasonKind::Urgent));
    }
    let due = want.due.filter(|due| *due <= now.plus(SOON))?;
    Some(HelpReason { starts_at: Some(due), ..HelpReason::of(HelpReasonKind::NeededSoon) })
}

fn lagging(fairness: i64) -> Option<HelpReason> {
    match fairness {
        most if most >= LESS.1 => Some(HelpReason::of(HelpReasonKind::HelpedLeast)),
        some if some >= LESS.0 => Some(HelpReason::of(HelpReasonKind::HelpedLess)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_true_by_itself() {
        let free = Time::Free(Span { from: UtcMillis(1), until: UtcMillis(2) });
        let kinds = [timed(free, 10_000), timed(free, 9_999), timed(Time::Common(0), 0), timed(Time::ToAgree, 5_000)];
        let kinds = kinds.map(|reason| reason.map(|reason| reason.kind));
        let expected =
            [Some(HelpReasonKind::FreeAllTime), Some(HelpReasonKind::FreePart), None, Some(HelpReasonKind::TimesToAgree)];
        assert_eq!(kinds, expected);
        assert_eq!(timed(Time::Common(2), 5_000).and_then(|reason| reason.count), Some(2));
        let lags = [999, 1_000, 5_000].map(|part| lagging(part).map(|reason| reason.kind));
        assert_eq!(lags, [None, Some(HelpReasonKind::HelpedLess), Some(HelpReasonKind::HelpedLeast)]);
        assert_eq!(related(HelpKind::Skill, Likeness::Near), HelpReasonKind::TopicSame);
    }
}
