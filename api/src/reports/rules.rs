//! About whom somebody may report what, how often, and when a report is over. Pure.

use shared::ids::OrganisationId;
use shared::problem::{Code, Problem};
use shared::reports::MAX_OPEN_REPORTS;
use shared::time::UtcMillis;

/// Why a report, or its end, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is about one of the caller's own organisations.
    OwnOrganisation,
    /// The organisation has nothing to do with what is reported.
    NotConcerned,
    /// As many of the caller's reports wait as may.
    TooMany,
    /// It is closed already.
    Closed,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::OwnOrganisation => Problem::invalid_field("/about_organisation_id", "own_organisation"),
            Self::NotConcerned => Problem::invalid_field("/about_organisation_id", "not_concerned"),
            Self::TooMany => Problem::of(Code::TooManyReports).with("max", MAX_OPEN_REPORTS),
            Self::Closed => Problem::of(Code::ReportClosed),
        }
    }
}

/// Whose matter it is that is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// It is between two organisations.
    Between(OrganisationId, OrganisationId),
    /// It is one organisation's, and everybody sees it.
    Of(OrganisationId),
}

/// The organisation whose members may report `about`; `None` where it is any other.
///
/// # Errors
/// [`Refusal::NotConcerned`].
pub fn reporting(matter: Matter, about: OrganisationId) -> Result<Option<OrganisationId>, Refusal> {
    match matter {
        Matter::Between(one, other) if one == about => Ok(Some(other)),
        Matter::Between(one, other) if other == about => Ok(Some(one)),
        Matter::Of(owner) if owner == about => Ok(None),
        _ => Err(Refusal::NotConcerned),
    }
}

/// Whether somebody with so many open reports may write one more.
///
/// # Errors
/// [`Refusal::TooMany`].
pub fn one_more(open: i64) -> Result<(), Refusal> {
    let open = usize::try_from(open).unwrap_or(usize::MAX);
    if open < MAX_OPEN_REPORTS { Ok(()) } else { Err(Refusal::TooMany) }
}

/// Whether a report can be closed.
///
/// # Errors
/// [`Refusal::Closed`].
pub const fn close(closed_at: Option<UtcMillis>) -> Result<(), Refusal> {
    if closed_at.is_none() { Ok(()) } else { Err(Refusal::Closed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_is_between_two_is_reported_by_the_other_one() {
        let organisation = |n| OrganisationId(Uuid::from_u128(n));
        let (giver, taker, stranger) = (organisation(1), organisation(2), organisation(3));
        let between = Matter::Between(giver, taker);
        assert_eq!(reporting(between, giver), Ok(Some(taker)));
        assert_eq!(reporting(between, taker), Ok(Some(giver)));
        assert_eq!(reporting(between, stranger), Err(Refusal::NotConcerned));
        assert_eq!(reporting(Matter::Of(giver), giver), Ok(None));
        assert_eq!(reporting(Matter::Of(giver), taker), Err(Refusal::NotConcerned));
    }

    #[test]
    fn a_tenth_report_is_the_last_that_waits() {
        assert_eq!((one_more(9), one_more(10)), (Ok(()), Err(Refusal::TooMany)));
    }

    #[test]
    fn a_report_is_closed_once() {
        assert_eq!((close(None), close(Some(UtcMillis(1)))), (Ok(()), Err(Refusal::Closed)));
    }
}
