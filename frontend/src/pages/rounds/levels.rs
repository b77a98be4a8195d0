//! Levels of a round as lengths: how much of what it should have a site has had over the rounds that count.

/// The level of a site that has had all that it should have, in millionths.
pub const WHOLE: i64 = 1_000_000;

/// Where the scale of levels ends: at the whole, or at the highest where somebody has more, in millionths.
#[must_use]
pub fn top(levels: impl IntoIterator<Item = i64>) -> i64 {
    levels.into_iter().fold(WHOLE, i64::max)
}

/// How far along a scale a level is, percent.
#[must_use]
pub const fn along(level: i64, top: i64) -> i64 {
    if top <= 0 || level <= 0 {
        return 0;
    }
    let percents = level.saturating_mul(100) / top;
    if percents > 100 { 100 } else { percents }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_the_whole_or_at_the_highest() {
        assert_eq!(top([120_000, 410_000]), WHOLE);
        assert_eq!(top([1_600_000, 410_000]), 1_600_000);
        assert_eq!([along(410_000, WHOLE), along(800_000, 1_600_000), along(5, 0), along(9, 3)], [41, 50, 0, 100]);
    }
}
