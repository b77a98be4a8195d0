//! What everybody in a part would get if only the part's total limited them: kilogram by kilogram to who has the lowest
//! level before it.

use super::super::figures::Level;

/// Binary places of a trial level. An entitlement has fewer, so that no two kilograms of one claim lie between neighbours.
const PLACES: u32 = 32;

/// One recipient's claim to a part's food.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    /// Entitlement, kg.
    pub weight: i64,
    /// Received before, kg.
    pub received: i64,
    /// What it can take at most, kg.
    pub ceiling: i64,
    /// Among equals the smaller one comes first.
    pub tie: u64,
}

impl Claim {
    /// How many kilograms come before the trial level `level`: those that are given at a lower one.
    pub fn before(&self, level: i128) -> i64 {
        let kg = (level * i128::from(self.weight) + ((1 << PLACES) - 1)) >> PLACES;
        let kg = (kg - i128::from(self.received)).clamp(0, i128::from(self.ceiling));
        i64::try_from(kg).unwrap_or(self.ceiling)
    }

    /// A trial level that is not below the level after all that it can take.
    fn last(&self) -> i128 {
        trial(i128::from(self.received) + i128::from(self.ceiling), i128::from(self.weight)) + 1
    }
}

/// A level as a trial level, rounded down.
const fn trial(kg: i128, weight: i128) -> i128 {
    (kg << PLACES) / weight
}

fn given(claims: &[Claim], level: i128) -> i64 {
    claims.iter().map(|claim| claim.before(level)).sum()
}

/// The highest trial level before which at most `total` come, where more come before a higher one.
fn level(claims: &[Claim], total: i64) -> i128 {
    let (received, weight) = claims
        .iter()
        .fold((0, 0), |(kg, weight), claim| (kg + i128::from(claim.received), weight + i128::from(claim.weight)));
    let highest = claims.iter().map(Claim::last).max().unwrap_or(0);
    // Without ceilings and rounding it would be the common level: look around it first.
    let guess = trial(received + i128::from(total), weight.max(1)).clamp(0, highest);
    let (mut low, mut high) = (0, highest + 1);
    let mut step = (guess >> 8).max(1);
    let mut at = guess;
    while high - low > 1 {
        if given(claims, at) <= total {
            low = at;
        } else {
            high = at;
        }
        let near = if low == at { low + step } else { high - step };
        step = (step * 4).min(highest + 1);
        at = if low < near && near < high && step < high - low { near } else { i128::midpoint(low, high) };
    }
    low
}

/// The share of each claim when `total` is shared out and nothing else is in the way. The shares add up to the total, or to
/// all that can be taken where that is less.
///
/// Which kilogram comes first is a strict order: by the level before it, then by who it is. Of any set of possible shares
/// that is closed to exchange (a base of an integral polymatroid), the first kilograms in this order are the one that is
/// leximin in whole kilograms (Groenevelt, 1991; Frank and Murota, 2022).
pub(super) fn targets(claims: &[Claim], total: i64) -> Vec<i64> {
    let low = level(claims, total);
    let mut shares: Vec<i64> = claims.iter().map(|claim| claim.before(low)).collect();
    let mut rest = total - shares.iter().sum::<i64>();
    let mut next: Vec<((Level, u64), &mut i64)> = claims
        .iter()
        .zip(&mut shares)
        .filter(|(claim, share)| claim.before(low + 1) > **share)
        .map(|(claim, share)| ((Level { kg: claim.received + *share, of: claim.weight }, claim.tie), share))
        .collect();
    next.sort_unstable_by_key(|(before, _)| *before);
    for (_, share) in next {
        if rest > 0 {
            *share += 1;
            rest -= 1;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_that_differ_by_less_than_a_trial_level_are_told_apart() {
        let claim = |received, weight, tie| Claim { weight, received, ceiling: 5, tie };
        // 1 − 0.95·10⁻⁹ and 1 − 1.00·10⁻⁹.
        let claims = [claim(1_049_999_999, 1_050_000_000, 1), claim(1_999_999_998, 2_000_000_000, 2)];
        assert_eq!(targets(&claims, 1), [0, 1]);
        let equals = [claim(3, 6, 2), claim(1, 2, 1)];
        assert_eq!(targets(&equals, 1), [0, 1]);
        assert_eq!(targets(&equals, 100), [5, 5]);
        assert!(targets(&[], 0).is_empty());
    }
}
