//! For whom a page is: everybody, who is logged in, whose organisation is admitted and not suspended.

use super::Route;

impl Route {
    /// Whether the page is for everybody; all others ask for a log-in first.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        matches!(self, Self::Landing | Self::Login | Self::Register | Self::Forgotten | Self::NotFound) || self.has_secret()
    }

    /// Whether the page is that of a link in a mail. It stands for itself, whoever is logged in.
    #[must_use]
    pub const fn has_secret(&self) -> bool {
        matches!(
            self,
            Self::Invitation { .. }
                | Self::Reset { .. }
                | Self::ConfirmEmail { .. }
                | Self::Alert { .. }
                | Self::StopMails { .. }
                | Self::Answer { .. }
        )
    }

    /// Whether the page needs an admitted organisation.
    #[must_use]
    pub const fn needs_admission(&self) -> bool {
        !self.is_public()
            && !matches!(
                self,
                Self::Administration
                    | Self::Audit
                    | Self::SynonymsTree
                    | Self::Synonyms { .. }
                    | Self::Reports { .. }
                    | Self::Stock { .. }
                    | Self::Rounds { .. }
                    | Self::Activity { .. }
                    | Self::Account
                    | Self::Outbox
                    | Self::Notifications
                    | Self::Organisation
                    | Self::Members
            )
    }

    /// Whether the page is a form that a suspended organisation cannot send.
    #[must_use]
    pub const fn only_writes(&self) -> bool {
        matches!(
            self,
            Self::PublishOffer
                | Self::EditOffer { .. }
                | Self::CopyOffer { .. }
                | Self::PlanRecurringSurplus
                | Self::EditRecurringSurplus { .. }
                | Self::PublishNeed
                | Self::EditNeed { .. }
                | Self::AddItem
                | Self::EditItem { .. }
                | Self::NewSite
        )
    }
}
