//! Whether a link can still be used. Pure.

use shared::answers::AnswerKind;
use shared::offers::OfferStatus;
use shared::problem::{Code, Problem};
use shared::time::UtcMillis;
use shared::units::Grams;

/// Why a link answers nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// It was answered with.
    Used(AnswerKind),
    /// The offer is withdrawn or its time is over.
    Closed,
    /// Nothing of the offer is left.
    Exhausted,
    /// The person belongs to the organisation no more.
    Removed,
}

impl Over {
    /// What the bearer is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        let why = match self {
            Self::Used(answer) => answer.as_str(),
            Self::Closed => "closed",
            Self::Exhausted => "exhausted",
            Self::Removed => "removed",
        };
        Problem::of(Code::LinkOver).with("why", why)
    }
}

/// What counts of a link's offer.
#[derive(Clone, Copy, Debug)]
pub struct Offered {
    /// Whether it is open.
    pub status: OfferStatus,
    /// When it closes: the link ends with it.
    pub closes_at: UtcMillis,
    /// What is left.
    pub left: Grams,
}

/// Whether a link can be used now.
///
/// # Errors
/// What speaks against it; of several things the one that the bearer did.
pub fn usable(used: Option<AnswerKind>, is_member: bool, offer: Offered, now: UtcMillis) -> Result<(), Over> {
    match used {
        _ if !is_member => Err(Over::Removed),
        Some(answer) => Err(Over::Used(answer)),
        None if offer.status != OfferStatus::Open || offer.closes_at <= now => Err(Over::Closed),
        None if offer.left <= Grams::ZERO => Err(Over::Exhausted),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    #[test]
    fn a_link_ends_with_its_answer_its_offer_and_its_membership() {
        let open = Offered { status: OfferStatus::Open, closes_at: NOW.plus(1), left: Grams(1) };
        assert_eq!(usable(None, true, open, NOW), Ok(()));
        assert_eq!(usable(None, true, open, NOW.plus(1)), Err(Over::Closed));
        assert_eq!(usable(None, true, Offered { status: OfferStatus::Withdrawn, ..open }, NOW), Err(Over::Closed));
        assert_eq!(usable(None, true, Offered { left: Grams::ZERO, ..open }, NOW), Err(Over::Exhausted));
        assert_eq!(usable(Some(AnswerKind::Take), true, open, NOW), Err(Over::Used(AnswerKind::Take)));
        assert_eq!(usable(None, false, open, NOW), Err(Over::Removed));
        let taken = Offered { left: Grams::ZERO, ..open };
        assert_eq!(usable(Some(AnswerKind::Take), true, taken, NOW), Err(Over::Used(AnswerKind::Take)), "she took the rest");
    }
}
