//! What is published of a round: how much, how urgent, how far, how even.

use crate::macros::text_enum;
use crate::units::Grams;
use serde::{Deserialize, Serialize};

text_enum! {
    /// A rule by which food is shared out.
    pub enum AllocationRule {
        /// Ours: all that can be handed out, urgent food first, the lowest share as high as it can be.
        Fairest = "fairest",
        /// Whoever comes first takes all it asks for.
        FirstCome = "first_come",
        /// Each lot in proportion to what is asked for, once.
        ProRata = "pro_rata",
        /// The same, and what is left over again, until nothing moves.
        ProRataShared = "pro_rata_shared",
    }
}

/// Figures of a round. Levels and indices are in millionths: 1 000 000 is all that somebody should have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundFigures {
    /// Food in all lots, kg.
    pub available_kg: i64,
    /// Food handed out, kg.
    pub kg: i64,
    /// Food whose date is at most three days away, kg.
    pub urgent_available_kg: i64,
    /// Of that, handed out, kg.
    pub urgent_kg: i64,
    /// The way of every kilogram, in kilogram-kilometres.
    pub kg_km: i64,
    /// The lowest level.
    pub lowest: i64,
    /// The level below which one recipient in ten is.
    pub tenth: i64,
    /// The level below which half of the recipients are.
    pub median: i64,
    /// How uneven the levels of all people served are: 0, all alike (Gini, 1912).
    pub gini: i64,
    /// How even the levels of recipients are: 1 000 000, all alike (Jain, Chiu and Hawe, 1984).
    pub jain: i64,
    /// Recipients at a lower level than somebody else who holds food that they could have used.
    pub envious: i64,
}

/// What another rule would have made of the same round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BaselineFigures {
    /// The rule.
    #[cfg_attr(feature = "openapi", schema(example = "pro_rata"))]
    pub rule: AllocationRule,
    /// Its figures.
    pub figures: RoundFigures,
}

/// The level of a site in a round, without its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundLevel {
    /// Before this round, in millionths.
    pub before: i64,
    /// With it, in millionths.
    pub level: i64,
    /// People served there in a week.
    pub people: i64,
}

/// How fair a round is, for every member of the network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundStatement {
    /// As it is, after refusals.
    pub figures: RoundFigures,
    /// How often something was refused since the round was published. Everybody keeps what they have then, so that levels
    /// need not be the fairest any more.
    pub refusals: i64,
    /// As other rules would have made it, first come first.
    pub baselines: Vec<BaselineFigures>,
    /// The levels of all recipients, the lowest first.
    pub levels: Vec<RoundLevel>,
    /// What the food bank had to throw away in the four weeks before.
    pub lost_grams: Grams,
    /// Over how many rounds levels are counted (W).
    pub window: i64,
    /// How far a share may be from the fairest one (ε), kg.
    pub tolerance_kg: i64,
    /// What one person should have in a round, kg.
    pub ration_kg: i64,
}

/// A tenth of the sites, or one where they are fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenth {
    /// How many sites.
    pub sites: usize,
    /// People whom they serve in a week.
    pub people: i64,
    /// Their lowest level.
    pub from: i64,
    /// Their highest.
    pub to: i64,
}

/// Levels, the lowest first, in ten parts.
#[must_use]
pub fn tenths(levels: &[RoundLevel]) -> Vec<Tenth> {
    let count = levels.len();
    let parts = (0..10).filter_map(|part| levels.get(part * count / 10..(part + 1) * count / 10));
    parts.filter_map(tenth).collect()
}

fn tenth(part: &[RoundLevel]) -> Option<Tenth> {
    let (first, last) = (part.first()?, part.last()?);
    let people = part.iter().map(|level| level.people).sum();
    Some(Tenth { sites: part.len(), people, from: first.level, to: last.level })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(count: i64) -> Vec<RoundLevel> {
        (0..count).map(|level| RoundLevel { before: 0, level, people: 10 }).collect()
    }

    #[test]
    fn every_site_is_in_one_tenth() {
        for count in [0, 1, 7, 10, 11, 150] {
            let tenths = tenths(&levels(count));
            assert_eq!(tenths.iter().map(|tenth| tenth.sites).sum::<usize>(), usize::try_from(count).unwrap());
            assert!(tenths.len() <= 10 && tenths.is_sorted_by_key(|tenth| tenth.from));
        }
        let last = tenths(&levels(150)).pop();
        assert_eq!(last, Some(Tenth { sites: 15, people: 150, from: 135, to: 149 }));
    }
}
