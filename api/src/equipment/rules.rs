//! Times that an item is taken, and what its borrowers confirm.

use shared::equipment::Requirement;
use shared::problem::{Code, Problem};
use shared::time::UtcMillis;

/// A time, its end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// From when.
    pub starts_at: UtcMillis,
    /// Until when.
    pub ends_at: UtcMillis,
}

impl Period {
    /// What the caller is told whose wish meets this time, which is taken.
    #[must_use]
    pub fn refusal(self) -> Problem {
        Problem::of(Code::EquipmentBusy)
            .with("busy_from", self.starts_at.to_string())
            .with("busy_until", self.ends_at.to_string())
    }
}

/// Requirements as bits, in the order of their words.
#[must_use]
pub fn bits_of(requirements: &[Requirement]) -> i64 {
    let bit = |(number, one): (usize, &Requirement)| if requirements.contains(one) { 1 << number } else { 0 };
    Requirement::ALL.iter().enumerate().map(bit).sum()
}

/// The requirements that bits stand for.
#[must_use]
pub fn requirements_of(bits: i64) -> Vec<Requirement> {
    let each = Requirement::ALL.iter().enumerate();
    each.filter(|(number, _)| bits & (1 << number) != 0).map(|(_, one)| *one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_come_back_from_their_bits() {
        for bits in 0..8 {
            assert_eq!(bits_of(&requirements_of(bits)), bits);
        }
        assert_eq!(bits_of(&[Requirement::InsuranceProof, Requirement::InsuranceProof]), 2);
    }
}
