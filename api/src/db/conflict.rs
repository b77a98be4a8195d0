//! Which unique key a write ran into. SQLite tells only columns, PostgreSQL only the constraint's name.

use diesel::result::{DatabaseErrorKind, Error};

/// A unique key that a person or another request can run into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UniqueKey {
    /// One account per e-mail.
    UserEmail,
    /// One membership per person and organisation.
    Membership,
    /// One organisation per number of an establishment.
    EstablishmentNumber,
    /// One organisation per number of an association.
    AssociationNumber,
    /// One tour at a time per claim.
    CarriedClaim,
    /// One tour at a time per loan and way.
    CarriedLoan,
    /// One collection round a day per route.
    RoundOfDay,
}

impl UniqueKey {
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::UserEmail => ("users.email_key", "users_email_key"),
            Self::Membership => ("memberships.organisation_id, memberships.user_id", "memberships_pkey"),
            Self::EstablishmentNumber => ("organisations.siret", "organisations_siret"),
            Self::AssociationNumber => ("organisations.rna", "organisations_rna"),
            Self::CarriedClaim => ("tour_loads.claim_id", "tour_loads_claim_once"),
            Self::CarriedLoan => ("tour_loads.loan_id, tour_loads.leg", "tour_loads_loan_once"),
            Self::RoundOfDay => ("collection_rounds.route_id, collection_rounds.day", "collection_rounds_route_once"),
        }
    }

    /// Whether `error` is a violation of this key.
    #[must_use]
    pub fn is_violated_by(self, error: &Error) -> bool {
        let Error::DatabaseError(DatabaseErrorKind::UniqueViolation, info) = error else {
            return false;
        };
        let (columns, constraint) = self.names();
        info.constraint_name().map_or_else(
            || info.message().strip_prefix("UNIQUE constraint failed: ") == Some(columns),
            |name| name == constraint,
        )
    }
}
