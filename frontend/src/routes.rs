//! Every page and its address. Addresses are French words: people read and share them.

use shared::ids::{ClaimId, OfferId, SiteId};
use yew_router::Routable;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    /// What this is, for whom.
    #[at("/")]
    Landing,
    /// Log-in.
    #[at("/connexion")]
    Login,
    /// Registration of an organisation with its first coordinator.
    #[at("/inscription")]
    Register,
    /// Acceptance of an invitation.
    #[at("/invitation/:token")]
    Invitation {
        /// The secret of the link.
        token: String,
    },
    /// What should I do now?
    #[at("/aujourdhui")]
    Today,
    /// The board of offers.
    #[at("/offres")]
    Offers,
    /// A new offer.
    #[at("/offres/publier")]
    PublishOffer,
    /// One offer.
    #[at("/offres/:id")]
    Offer {
        /// Which.
        id: OfferId,
    },
    /// Changes to an offer.
    #[at("/offres/:id/modifier")]
    EditOffer {
        /// Which.
        id: OfferId,
    },
    /// Claims, given and taken.
    #[at("/reservations")]
    Claims,
    /// One claim.
    #[at("/reservations/:id")]
    Claim {
        /// Which.
        id: ClaimId,
    },
    /// The current organisation.
    #[at("/organisation")]
    Organisation,
    /// A new site.
    #[at("/organisation/sites/nouveau")]
    NewSite,
    /// One site.
    #[at("/organisation/sites/:id")]
    Site {
        /// Which.
        id: SiteId,
    },
    /// Members and invitations.
    #[at("/organisation/membres")]
    Members,
    /// The administrator's approvals.
    #[at("/administration")]
    Administration,
    /// The logged-in person.
    #[at("/compte")]
    Account,
    /// No page has this address.
    #[not_found]
    #[at("/introuvable")]
    NotFound,
}

impl Route {
    /// Whether the page is for everybody; all others ask for a log-in first.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        matches!(self, Self::Landing | Self::Login | Self::Register | Self::Invitation { .. } | Self::NotFound)
    }

    /// Whether the page needs an admitted organisation.
    #[must_use]
    pub const fn needs_admission(&self) -> bool {
        !self.is_public() && !matches!(self, Self::Administration | Self::Account | Self::Organisation | Self::Members)
    }
}
