//! Every page and its address. Addresses are French words: people read and share them.

mod access;

use shared::ids::{ClaimId, EquipmentId, LoanId, NeedId, OfferId, RecurringSurplusId, SiteId};
use std::collections::HashMap;
use yew_router::Routable;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// What this is, for whom.
    Landing,
    /// Log-in.
    Login,
    /// Registration of an organisation with its first coordinator.
    Register,
    /// Acceptance of an invitation.
    Invitation {
        /// The secret of the link.
        token: String,
    },
    /// Somebody has forgotten the password.
    Forgotten,
    /// A new password, by the link of the mail.
    Reset {
        /// The secret of the link.
        token: String,
    },
    /// A new e-mail, by the link of the mail to it.
    ConfirmEmail {
        /// The secret of the link.
        token: String,
    },
    /// What should I do now?
    Today,
    /// The board of offers.
    Offers,
    /// A new offer.
    PublishOffer,
    /// One offer.
    Offer {
        /// Which.
        id: OfferId,
    },
    /// Changes to an offer.
    EditOffer {
        /// Which.
        id: OfferId,
    },
    /// An older offer, published again.
    CopyOffer {
        /// Which.
        id: OfferId,
    },
    /// Our surpluses that come back every week.
    RecurringSurpluses,
    /// A new one.
    PlanRecurringSurplus,
    /// One of them.
    RecurringSurplus {
        /// Which.
        id: RecurringSurplusId,
    },
    /// Changes to one of them.
    EditRecurringSurplus {
        /// Which.
        id: RecurringSurplusId,
    },
    /// The board of needs.
    Needs,
    /// A new need.
    PublishNeed,
    /// One need.
    Need {
        /// Which.
        id: NeedId,
    },
    /// Changes to a need.
    EditNeed {
        /// Which.
        id: NeedId,
    },
    /// The person's saved searches.
    Searches,
    /// What the board shows, to be kept as a search.
    KeepSearch,
    /// An alert, by the link of its mail.
    Alert {
        /// The secret of the link.
        token: String,
    },
    /// Claims, given and taken.
    Claims,
    /// One claim.
    Claim {
        /// Which.
        id: ClaimId,
    },
    /// What organisations lend each other.
    Equipment,
    /// A new item to lend.
    AddItem,
    /// One item.
    Item {
        /// Which.
        id: EquipmentId,
    },
    /// Changes to an item.
    EditItem {
        /// Which.
        id: EquipmentId,
    },
    /// What organisations look for to borrow: one address with all that is below it, which the pages themselves tell apart.
    EquipmentNeeds {
        /// What follows.
        path: String,
    },
    /// Skills, their sessions and hours: one address with all that is below it, which the pages themselves tell apart.
    Skills {
        /// What follows.
        path: String,
    },
    /// Shared tours: one address with all that is below it, which the pages themselves tell apart.
    Tours {
        /// What follows.
        path: String,
    },
    /// The stock, its lots and recalls: one address with all that is below it, which the pages themselves tell apart.
    Stock {
        /// What follows.
        path: String,
    },
    /// Allocation rounds: one address with all that is below it, which the pages themselves tell apart.
    Rounds {
        /// What follows.
        path: String,
    },
    /// Collection rounds: one address with all that is below it, which the pages themselves tell apart.
    Collecting {
        /// What follows.
        path: String,
    },
    /// Weekly activity: one address with all that is below it, which the pages themselves tell apart.
    Activity {
        /// What follows.
        path: String,
    },
    /// What organisations write to each other.
    Messages,
    /// Loans, given and taken.
    Loans,
    /// One loan.
    Loan {
        /// Which.
        id: LoanId,
    },
    /// What is reported to the administrator: one address with all that is below it, which the pages themselves tell apart.
    Reports {
        /// What follows.
        path: String,
    },
    /// The current organisation.
    Organisation,
    /// A new site.
    NewSite,
    /// One site.
    Site {
        /// Which.
        id: SiteId,
    },
    /// Members and invitations.
    Members,
    /// The administrator's approvals.
    Administration,
    /// Who did what, for the administrator.
    Audit,
    /// Categories with the ways to their synonyms, for the administrator.
    SynonymsTree,
    /// Synonyms of one category, for the administrator.
    Synonyms {
        /// Code of the category.
        code: String,
    },
    /// The logged-in person.
    Account,
    /// An offer to answer without logging in, by the link of a mail.
    Answer {
        /// The secret of the link.
        token: String,
    },
    /// What the person was told of.
    Notifications,
    /// The end of notifications' mails, by the link of one.
    StopMails {
        /// The secret of the link.
        token: String,
    },
    /// What waits on this device for the network.
    Outbox,
    /// No page has this address.
    NotFound,
}

impl Route {
    fn at(segments: &[&str]) -> Option<Self> {
        let route = match *segments {
            [] => Self::Landing,
            ["connexion"] => Self::Login,
            ["inscription"] => Self::Register,
            ["invitation", token] => Self::Invitation { token: token.to_owned() },
            ["mot-de-passe-oublie" | "forgotten"] => Self::Forgotten,
            ["reset", token] => Self::Reset { token: token.to_owned() },
            ["email", token] => Self::ConfirmEmail { token: token.to_owned() },
            ["aujourdhui"] => Self::Today,
            ["offres"] => Self::Offers,
            ["offres", "publier"] => Self::PublishOffer,
            ["offres", "regulieres"] => Self::RecurringSurpluses,
            ["offres", "regulieres", "prevoir"] => Self::PlanRecurringSurplus,
            ["offres", "regulieres", id] => Self::RecurringSurplus { id: id.parse().ok()? },
            ["offres", "regulieres", id, "modifier"] => Self::EditRecurringSurplus { id: id.parse().ok()? },
            ["offres", id] => Self::Offer { id: id.parse().ok()? },
            ["offres", id, "modifier"] => Self::EditOffer { id: id.parse().ok()? },
            ["offres", id, "copier"] => Self::CopyOffer { id: id.parse().ok()? },
            ["besoins"] => Self::Needs,
            ["besoins", "publier"] => Self::PublishNeed,
            ["besoins", id] => Self::Need { id: id.parse().ok()? },
            ["besoins", id, "modifier"] => Self::EditNeed { id: id.parse().ok()? },
            ["recherches"] => Self::Searches,
            ["recherches", "garder"] => Self::KeepSearch,
            ["alertes", token] => Self::Alert { token: token.to_owned() },
            ["reservations"] => Self::Claims,
            ["reservations", id] => Self::Claim { id: id.parse().ok()? },
            ["materiel"] => Self::Equipment,
            ["materiel", "ajouter"] => Self::AddItem,
            ["materiel", "besoins", ref rest @ ..] => Self::EquipmentNeeds { path: rest.join("/") },
            ["materiel", id] => Self::Item { id: id.parse().ok()? },
            ["materiel", id, "modifier"] => Self::EditItem { id: id.parse().ok()? },
            ["savoir-faire", ref rest @ ..] => Self::Skills { path: rest.join("/") },
            ["tournees", ref rest @ ..] => Self::Tours { path: rest.join("/") },
            ["stock", ref rest @ ..] => Self::Stock { path: rest.join("/") },
            ["repartitions", ref rest @ ..] => Self::Rounds { path: rest.join("/") },
            ["ramasses", ref rest @ ..] => Self::Collecting { path: rest.join("/") },
            ["activite", ref rest @ ..] => Self::Activity { path: rest.join("/") },
            ["messages"] => Self::Messages,
            ["prets"] => Self::Loans,
            ["prets", id] => Self::Loan { id: id.parse().ok()? },
            ["signalements", ref rest @ ..] => Self::Reports { path: rest.join("/") },
            ["organisation"] => Self::Organisation,
            ["organisation", "membres"] => Self::Members,
            ["organisation", "sites", "nouveau"] => Self::NewSite,
            ["organisation", "sites", id] => Self::Site { id: id.parse().ok()? },
            ["administration"] => Self::Administration,
            ["administration", "journal"] => Self::Audit,
            ["administration", "categories"] => Self::SynonymsTree,
            ["administration", "categories", code] => Self::Synonyms { code: code.to_owned() },
            ["compte"] => Self::Account,
            ["envois"] => Self::Outbox,
            ["notifications"] => Self::Notifications,
            ["notifications", "arreter", token] => Self::StopMails { token: token.to_owned() },
            ["repondre", token] => Self::Answer { token: token.to_owned() },
            _ => return None,
        };
        Some(route)
    }
}

/// Written out instead of derived: the derived one brings a matcher of patterns that is ten times as large.
impl Routable for Route {
    fn recognize(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        Some(Self::at(&segments).unwrap_or(Self::NotFound))
    }

    fn from_path(path: &str, _: &HashMap<&str, &str>) -> Option<Self> {
        Self::recognize(path)
    }

    fn to_path(&self) -> String {
        match self {
            Self::Landing => "/".to_owned(),
            Self::Login => "/connexion".to_owned(),
            Self::Register => "/inscription".to_owned(),
            Self::Invitation { token } => format!("/invitation/{token}"),
            Self::Forgotten => "/mot-de-passe-oublie".to_owned(),
            Self::Reset { token } => format!("/reset/{token}"),
            Self::ConfirmEmail { token } => format!("/email/{token}"),
            Self::Today => "/aujourdhui".to_owned(),
            Self::Offers => "/offres".to_owned(),
            Self::PublishOffer => "/offres/publier".to_owned(),
            Self::Offer { id } => format!("/offres/{id}"),
            Self::EditOffer { id } => format!("/offres/{id}/modifier"),
            Self::CopyOffer { id } => format!("/offres/{id}/copier"),
            Self::RecurringSurpluses => "/offres/regulieres".to_owned(),
            Self::PlanRecurringSurplus => "/offres/regulieres/prevoir".to_owned(),
            Self::RecurringSurplus { id } => format!("/offres/regulieres/{id}"),
            Self::EditRecurringSurplus { id } => format!("/offres/regulieres/{id}/modifier"),
            Self::Needs => "/besoins".to_owned(),
            Self::PublishNeed => "/besoins/publier".to_owned(),
            Self::Need { id } => format!("/besoins/{id}"),
            Self::EditNeed { id } => format!("/besoins/{id}/modifier"),
            Self::Searches => "/recherches".to_owned(),
            Self::KeepSearch => "/recherches/garder".to_owned(),
            Self::Alert { token } => format!("/alertes/{token}"),
            Self::Claims => "/reservations".to_owned(),
            Self::Claim { id } => format!("/reservations/{id}"),
            Self::Equipment => "/materiel".to_owned(),
            Self::AddItem => "/materiel/ajouter".to_owned(),
            Self::Item { id } => format!("/materiel/{id}"),
            Self::EditItem { id } => format!("/materiel/{id}/modifier"),
            Self::EquipmentNeeds { path } => format!("/materiel/besoins/{path}").trim_end_matches('/').to_owned(),
            Self::Skills { path } => format!("/savoir-faire/{path}").trim_end_matches('/').to_owned(),
            Self::Tours { path } => format!("/tournees/{path}").trim_end_matches('/').to_owned(),
            Self::Stock { path } => format!("/stock/{path}").trim_end_matches('/').to_owned(),
            Self::Rounds { path } => format!("/repartitions/{path}").trim_end_matches('/').to_owned(),
            Self::Collecting { path } => format!("/ramasses/{path}").trim_end_matches('/').to_owned(),
            Self::Activity { path } => format!("/activite/{path}").trim_end_matches('/').to_owned(),
            Self::Messages => "/messages".to_owned(),
            Self::Loans => "/prets".to_owned(),
            Self::Loan { id } => format!("/prets/{id}"),
            Self::Reports { path } => format!("/signalements/{path}").trim_end_matches('/').to_owned(),
            Self::Organisation => "/organisation".to_owned(),
            Self::NewSite => "/organisation/sites/nouveau".to_owned(),
            Self::Site { id } => format!("/organisation/sites/{id}"),
            Self::Members => "/organisation/membres".to_owned(),
            Self::Administration => "/administration".to_owned(),
            Self::Audit => "/administration/journal".to_owned(),
            Self::SynonymsTree => "/administration/categories".to_owned(),
            Self::Synonyms { code } => format!("/administration/categories/{code}"),
            Self::Account => "/compte".to_owned(),
            Self::Outbox => "/envois".to_owned(),
            Self::Notifications => "/notifications".to_owned(),
            Self::StopMails { token } => format!("/notifications/arreter/{token}"),
            Self::Answer { token } => format!("/repondre/{token}"),
            Self::NotFound => "/introuvable".to_owned(),
        }
    }

    fn routes() -> Vec<&'static str> {
        Vec::new()
    }

    fn not_found_route() -> Option<Self> {
        Some(Self::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let id = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10";
        let (offer, claim, site, need) =
            (id.parse().unwrap(), id.parse().unwrap(), id.parse().unwrap(), id.parse().unwrap());
        let (surplus, item, loan) = (id.parse().unwrap(), id.parse().unwrap(), id.parse().unwrap());
        let routes = [
            Route::Landing,
            Route::Login,
            Route::Register,
            Route::Invitation { token: "abc".to_owned() },
            Route::Forgotten,
            Route::Reset { token: "abc".to_owned() },
            Route::ConfirmEmail { token: "abc".to_owned() },
            Route::Today,
            Route::Offers,
            Route::PublishOffer,
            Route::Offer { id: offer },
            Route::EditOffer { id: offer },
            Route::CopyOffer { id: offer },
            Route::RecurringSurpluses,
            Route::PlanRecurringSurplus,
            Route::RecurringSurplus { id: surplus },
            Route::EditRecurringSurplus { id: surplus },
            Route::Needs,
            Route::PublishNeed,
            Route::Need { id: need },
            Route::EditNeed { id: need },
            Route::Searches,
            Route::KeepSearch,
            Route::Alert { token: "abc".to_owned() },
            Route::Claims,
            Route::Claim { id: claim },
            Route::Equipment,
            Route::AddItem,
            Route::Item { id: item },
            Route::EditItem { id: item },
            Route::EquipmentNeeds { path: String::new() },
            Route::EquipmentNeeds { path: format!("{id}/modifier") },
            Route::Messages,
            Route::Loans,
            Route::Loan { id: loan },
            Route::Tours { path: String::new() },
            Route::Tours { path: format!("{id}/modifier") },
            Route::Stock { path: String::new() },
            Route::Stock { path: format!("lots/{id}") },
            Route::Rounds { path: String::new() },
            Route::Rounds { path: format!("{id}/equite") },
            Route::Collecting { path: String::new() },
            Route::Collecting { path: format!("{id}/magasins/3") },
            Route::Activity { path: String::new() },
            Route::Activity { path: format!("{id}/2026-W48") },
            Route::Skills { path: String::new() },
            Route::Skills { path: format!("seances/{id}") },
            Route::Reports { path: String::new() },
            Route::Reports { path: "nouveau".to_owned() },
            Route::Organisation,
            Route::NewSite,
            Route::Site { id: site },
            Route::Members,
            Route::Administration,
            Route::Audit,
            Route::SynonymsTree,
            Route::Synonyms { code: "baby.jars".to_owned() },
            Route::Account,
            Route::Outbox,
            Route::Notifications,
            Route::StopMails { token: "abc".to_owned() },
            Route::Answer { token: "abc".to_owned() },
        ];
        for route in routes {
            assert_eq!(Route::recognize(&route.to_path()), Some(route));
        }
    }

    #[test]
    fn what_is_no_identifier_is_no_page() {
        assert_eq!(Route::recognize("/offres/demain"), Some(Route::NotFound));
        assert_eq!(Route::recognize("/offres/"), Some(Route::Offers));
    }
}
