//! Who is told of an offer or a need, and when the next ones are. Pure.

pub mod hours;

use shared::ids::OrganisationId;
use shared::time::{DAY, MINUTE, UtcMillis};

/// The most organisations that are told of one offer or need at a time.
pub const ROUND: usize = 5;

/// How long after a round the next organisations are told, while something is left, in milliseconds.
pub const WIDEN_AFTER: i64 = 20 * MINUTE;

/// How far back it counts how often an organisation was told, in milliseconds.
pub const MEMORY: i64 = 7 * DAY;

/// What each time that an organisation was told in [`MEMORY`] takes from its score, in ten thousandths.
const EACH_TIME: i64 = 300;

/// Times that count.
const MOST_TIMES: i64 = 10;

/// What having been told this very moment takes besides, in ten thousandths; less and less during a day.
const JUST_NOW: i64 = 2_000;

/// An organisation that could be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub organisation: OrganisationId,
    /// How well its best match fits, 0 to 10 000.
    pub score: i64,
    /// How often it was told of matches in [`MEMORY`].
    pub times: i64,
    /// When it was told last.
    pub last: Option<UtcMillis>,
}

impl Candidate {
    /// Its score, less what recent notices take: 300 for each of the last seven days, ten at most, and up to 2 000 for
    /// the last one, which is forgotten evenly within a day.
    fn standing(&self, now: UtcMillis) -> i64 {
        let ago = self.last.map_or(DAY, |last| now.0.saturating_sub(last.0).clamp(0, DAY));
        self.score - EACH_TIME * self.times.clamp(0, MOST_TIMES) - JUST_NOW * (DAY - ago) / DAY
    }
}

/// The organisations of the next round, at most [`ROUND`].
///
/// Those that fit best come first, but whoever was told often or a moment ago lets others go before: of two that fit
/// alike, the one that has heard less. Nobody is left out by it, since the round after takes the next ones. Where two stand
/// alike the identifier decides, so that all copies choose alike.
#[must_use]
pub fn next_round(candidates: &[Candidate], now: UtcMillis) -> Vec<OrganisationId> {
    let mut candidates = candidates.to_vec();
    candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.standing(now)), candidate.organisation));
    candidates.iter().take(ROUND).map(|candidate| candidate.organisation).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::HOUR;
    use uuid::Uuid;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    fn organisation(n: u128) -> OrganisationId {
        OrganisationId(Uuid::from_u128(n))
    }

    fn candidate(n: u128, score: i64) -> Candidate {
        Candidate { organisation: organisation(n), score, times: 0, last: None }
    }

    #[test]
    fn a_round_is_the_five_that_fit_best() {
        let candidates: Vec<_> = (1..=8).map(|n| candidate(n, 1_000 * i64::try_from(n).unwrap())).collect();
        let round = next_round(&candidates, NOW);
        assert_eq!(round, [8, 7, 6, 5, 4].map(organisation));
        assert_eq!(next_round(&candidates[..2], NOW), [2, 1].map(organisation));
        assert!(next_round(&[], NOW).is_empty());
    }

    #[test]
    fn whoever_was_told_often_is_told_later() {
        let often = Candidate { times: 4, last: Some(NOW.plus(-2 * DAY)), ..candidate(1, 7_000) };
        let seldom = Candidate { times: 1, last: Some(NOW.plus(-2 * DAY)), ..candidate(2, 6_200) };
        assert_eq!(next_round(&[often, seldom], NOW), [2, 1].map(organisation));
        let better = Candidate { score: 7_200, ..often };
        assert_eq!(next_round(&[better, seldom], NOW), [1, 2].map(organisation), "a much better match goes first");
        let countless = Candidate { times: 1_000, ..often };
        assert_eq!(countless.standing(NOW), 4_000);
    }

    #[test]
    fn whoever_was_told_a_moment_ago_lets_others_go_before_for_a_day() {
        let told = |hours: i64| Candidate { last: Some(NOW.plus(-hours * HOUR)), ..candidate(1, 6_000) };
        assert_eq!([0, 6, 12, 24, 100].map(|hours| told(hours).standing(NOW)), [4_000, 4_500, 5_000, 6_000, 6_000]);
        let ahead = Candidate { last: Some(NOW.plus(HOUR)), ..candidate(1, 6_000) };
        assert_eq!(ahead.standing(NOW), 4_000, "another copy's clock");
    }

    #[test]
    fn where_two_stand_alike_all_copies_choose_alike() {
        let candidates = [candidate(2, 5_000), candidate(1, 5_000)];
        assert_eq!(next_round(&candidates, NOW), [1, 2].map(organisation));
    }
}
