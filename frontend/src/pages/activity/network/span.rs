//! Which weeks the page of the network asks for, and which of them it shows.

use shared::activity::{MAX_SUMMED_WEEKS, USUAL_WEEKS};
use shared::iso_week::IsoWeek;

/// The week that is shown, among the twelve that are asked for at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The week that is shown.
    pub week: IsoWeek,
    /// The first one of those around it.
    pub from: IsoWeek,
    /// The last one of those around it.
    pub to: IsoWeek,
    /// The week that it is.
    pub present: IsoWeek,
}

impl Span {
    /// With the week that was asked for, else the last one that is over. The twelve stay the same from one of them to the
    /// next, so that going from week to week seldom asks the server.
    #[must_use]
    pub fn of(asked: Option<IsoWeek>, present: IsoWeek) -> Self {
        let week = asked.unwrap_or_else(|| present.plus(-1)).clamp(oldest(present), present);
        let ago = week.until(present) / USUAL_WEEKS * USUAL_WEEKS;
        let to = present.plus(-ago);
        Self { week, from: to.plus(1 - USUAL_WEEKS), to, present }
    }

    /// The week before; none where it is too long ago.
    #[must_use]
    pub fn before(self) -> Option<IsoWeek> {
        Some(self.week.plus(-1)).filter(|week| *week >= oldest(self.present))
    }

    /// The week after; none where it is to come.
    #[must_use]
    pub fn after(self) -> Option<IsoWeek> {
        Some(self.week.plus(1)).filter(|week| *week <= self.present)
    }

    /// Whether the week that is shown is not over yet.
    #[must_use]
    pub fn is_under_way(self) -> bool {
        self.week == self.present
    }
}

/// The first week that is shown: two years ago.
fn oldest(present: IsoWeek) -> IsoWeek {
    present.plus(1 - MAX_SUMMED_WEEKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(text: &str) -> IsoWeek {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_week_that_is_over_is_shown_among_the_last_twelve() {
        let now = week("2026-W48");
        let span = Span::of(None, now);
        assert_eq!((span.week, span.from, span.to), (week("2026-W47"), week("2026-W37"), now));
        assert_eq!((span.before(), span.after()), (Some(week("2026-W46")), Some(now)));
        assert!(!span.is_under_way() && Span::of(Some(now), now).is_under_way());
    }

    #[test]
    fn the_twelve_stay_until_one_before_them_is_shown() {
        let now = week("2026-W48");
        let first = Span::of(Some(week("2026-W37")), now);
        assert_eq!((first.from, first.to), (week("2026-W37"), now));
        let before = Span::of(first.before(), now);
        assert_eq!((before.week, before.from, before.to), (week("2026-W36"), week("2026-W25"), week("2026-W36")));
    }

    #[test]
    fn there_is_a_first_week_and_a_last_one() {
        let now = week("2026-W48");
        let last = Span::of(Some(week("2027-W10")), now);
        assert_eq!((last.week, last.after()), (now, None));
        let first = Span::of(Some(week("2001-W01")), now);
        assert_eq!((first.week, first.before()), (week("2024-W47"), None));
    }
}
