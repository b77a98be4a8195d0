//! Addresses of the API, for the browser and the tests. Relative to the server's root.

mod activity;
mod answering;
mod collecting;
mod lending;
mod notifications;
mod reports;
mod rounds;
mod skills;
mod stock;
mod talking;
mod tours;
mod wanting;

pub use activity::*;
pub use answering::*;
pub use collecting::*;
pub use lending::*;
pub use notifications::*;
pub use reports::*;
pub use rounds::*;
pub use skills::*;
pub use stock::*;
pub use talking::*;
pub use tours::*;
pub use wanting::*;

use crate::claims::ClaimAction;
use crate::ids::{
    ClaimId, DismissalId, InvitationId, NeedId, OfferId, OrganisationId, PhotoId, RecurringSurplusId, SavedSearchId,
    SessionId, SiteId, UserId,
};

/// Prefix of version 1.
pub const API: &str = "/api/v1";

/// Path of registration.
pub const REGISTER: &str = "/api/v1/auth/register";
/// Path of log-in.
pub const LOGIN: &str = "/api/v1/auth/login";
/// Path of the exchange of the refresh cookie for a new access token.
pub const REFRESH: &str = "/api/v1/auth/refresh";
/// Path of log-out.
pub const LOGOUT: &str = "/api/v1/auth/logout";
/// Path of "who am I".
pub const ME: &str = "/api/v1/auth/me";
/// Path of a forgotten password's mail.
pub const PASSWORD_RESETS: &str = "/api/v1/auth/password_resets";
/// Path of a change of password.
pub const PASSWORD: &str = "/api/v1/auth/password";
/// Path of a change of e-mail.
pub const EMAIL_CHANGES: &str = "/api/v1/auth/email_changes";
/// Path of the person's sessions.
pub const SESSIONS: &str = "/api/v1/auth/sessions";
/// Path of the second factor, for its start.
pub const SECOND_FACTOR: &str = "/api/v1/auth/second_factor";
/// Path of the first code, which switches the second factor on.
pub const ACCEPT_SECOND_FACTOR: &str = "/api/v1/auth/second_factor/accept";
/// Path of new recovery codes.
pub const RECOVERY_CODES: &str = "/api/v1/auth/second_factor/recovery_codes";
/// Path of the end of the second factor.
pub const REMOVE_SECOND_FACTOR: &str = "/api/v1/auth/second_factor/remove";
/// Path of this installation's description.
pub const NETWORK: &str = "/api/v1/network";
/// Path of the territory's outline.
pub const OUTLINE: &str = "/api/v1/network/outline.geojson";
/// Path of the commune search.
pub const COMMUNES: &str = "/api/v1/communes";
/// Path of the category tree.
pub const CATEGORIES: &str = "/api/v1/categories";
/// Path of the organisations.
pub const ORGANISATIONS: &str = "/api/v1/organisations";
/// Path of the sites.
pub const SITES: &str = "/api/v1/sites";
/// Path of the offers.
pub const OFFERS: &str = "/api/v1/offers";
/// Path of the caller's saved searches.
pub const SAVED_SEARCHES: &str = "/api/v1/saved_searches";
/// Path of the needs.
pub const NEEDS: &str = "/api/v1/needs";
/// Path of matches that organisations do not want to see again.
pub const DISMISSALS: &str = "/api/v1/matches/dismissals";
/// Path of the claims.
pub const CLAIMS: &str = "/api/v1/claims";
/// Path of the photos.
pub const PHOTOS: &str = "/api/v1/photos";
/// Path of the recurring surpluses.
pub const RECURRING_SURPLUSES: &str = "/api/v1/recurring_surpluses";
/// Path of the first page's answer.
pub const TODAY: &str = "/api/v1/today";

/// Path of the audit log.
pub const AUDIT: &str = "/api/v1/audit";
/// Path of the audit log as a table of comma-separated values.
pub const AUDIT_CSV: &str = "/api/v1/audit.csv";

/// The new password of a reset link.
#[must_use]
pub fn accept_password_reset(token: &str) -> String {
    format!("{PASSWORD_RESETS}/{token}/accept")
}

/// Confirmation of a new e-mail.
#[must_use]
pub fn accept_email_change(token: &str) -> String {
    format!("{EMAIL_CHANGES}/{token}/accept")
}

/// One session of the person.
#[must_use]
pub fn session(id: SessionId) -> String {
    format!("{SESSIONS}/{id}")
}

/// One organisation.
#[must_use]
pub fn organisation(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}")
}

/// Admission of an organisation.
#[must_use]
pub fn approve_organisation(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/approve")
}

/// Refusal of an organisation.
#[must_use]
pub fn refuse_organisation(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/refuse")
}

/// Suspension of an organisation.
#[must_use]
pub fn suspend_organisation(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/suspend")
}

/// End of a suspension.
#[must_use]
pub fn reinstate_organisation(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/reinstate")
}

/// The caller's own leave from an organisation.
#[must_use]
pub fn leave_organisation(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/leave")
}

/// Coordinators of an organisation, for the administrator's appointment of one.
#[must_use]
pub fn coordinators(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/coordinators")
}

/// One member of an organisation.
#[must_use]
pub fn member(id: OrganisationId, person: UserId) -> String {
    format!("{ORGANISATIONS}/{id}/members/{person}")
}

/// Members of an organisation.
#[must_use]
pub fn members(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/members")
}

/// Invitations into an organisation.
#[must_use]
pub fn invitations(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/invitations")
}

/// One invitation into an organisation, for its coordinators.
#[must_use]
pub fn invitation_of(id: OrganisationId, invitation: InvitationId) -> String {
    format!("{ORGANISATIONS}/{id}/invitations/{invitation}")
}

/// An invitation, for the invited person.
#[must_use]
pub fn invitation(token: &str) -> String {
    format!("{API}/invitations/{token}")
}

/// Acceptance of an invitation.
#[must_use]
pub fn accept_invitation(token: &str) -> String {
    format!("{API}/invitations/{token}/accept")
}

/// Sites of an organisation, for a new one.
#[must_use]
pub fn sites_of(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/sites")
}

/// One site.
#[must_use]
pub fn site(id: SiteId) -> String {
    format!("{SITES}/{id}")
}

/// One offer.
#[must_use]
pub fn offer(id: OfferId) -> String {
    format!("{OFFERS}/{id}")
}

/// Withdrawal of an offer.
#[must_use]
pub fn withdraw_offer(id: OfferId) -> String {
    format!("{OFFERS}/{id}/withdraw")
}

/// Words that stand for a category.
#[must_use]
pub fn category_synonyms(code: &str) -> String {
    format!("{CATEGORIES}/{code}/synonyms")
}

/// One saved search.
#[must_use]
pub fn saved_search(id: SavedSearchId) -> String {
    format!("{SAVED_SEARCHES}/{id}")
}

/// A look at what a saved search finds: nothing is new afterwards.
#[must_use]
pub fn look_at_saved_search(id: SavedSearchId) -> String {
    format!("{SAVED_SEARCHES}/{id}/look")
}

/// An alert, for whoever holds the link of its mail.
#[must_use]
pub fn alert(token: &str) -> String {
    format!("{API}/alerts/{token}")
}

/// The end of an alert, for whoever holds the link of its mail.
#[must_use]
pub fn stop_alert(token: &str) -> String {
    format!("{API}/alerts/{token}/stop")
}

/// A copy of an offer.
#[must_use]
pub fn copy_offer(id: OfferId) -> String {
    format!("{OFFERS}/{id}/copy")
}

/// A check of an offer after its best-before day.
#[must_use]
pub fn check_offer(id: OfferId) -> String {
    format!("{OFFERS}/{id}/check")
}

/// Freezing of an offer by its giver.
#[must_use]
pub fn freeze_offer(id: OfferId) -> String {
    format!("{OFFERS}/{id}/freeze")
}

/// Photos of an offer, for a new one.
#[must_use]
pub fn photos_of(id: OfferId) -> String {
    format!("{OFFERS}/{id}/photos")
}

/// One photo of an offer, to take it away.
#[must_use]
pub fn photo_of(id: OfferId, photo: PhotoId) -> String {
    format!("{OFFERS}/{id}/photos/{photo}")
}

/// A photo, to look at.
#[must_use]
pub fn photo(id: PhotoId) -> String {
    format!("{PHOTOS}/{id}")
}

/// A small form of a photo.
#[must_use]
pub fn thumbnail(id: PhotoId) -> String {
    format!("{PHOTOS}/{id}/thumbnail")
}

/// What an organisation has declared about redistribution in time.
#[must_use]
pub fn redistribution(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/redistribution")
}

/// What became of an organisation's promises, for itself.
#[must_use]
pub fn follow_through(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/follow_through")
}

/// One recurring surplus.
#[must_use]
pub fn recurring_surplus(id: RecurringSurplusId) -> String {
    format!("{RECURRING_SURPLUSES}/{id}")
}

/// A step on a recurring surplus: `pause`, `resume`, `end` or `skip`.
#[must_use]
pub fn recurring_step(id: RecurringSurplusId, step: &str) -> String {
    format!("{RECURRING_SURPLUSES}/{id}/{step}")
}

/// Freezing of what a taker has fetched.
#[must_use]
pub fn freeze_claim(id: ClaimId) -> String {
    format!("{CLAIMS}/{id}/freeze")
}

/// One need.
#[must_use]
pub fn need(id: NeedId) -> String {
    format!("{NEEDS}/{id}")
}

/// Withdrawal of a need.
#[must_use]
pub fn withdraw_need(id: NeedId) -> String {
    format!("{NEEDS}/{id}/withdraw")
}

/// Answers to a need, for a new one. Those that there are: [`CLAIMS`] with `need`.
#[must_use]
pub fn answers(id: NeedId) -> String {
    format!("{NEEDS}/{id}/answers")
}

/// The needs that an offer fits best.
#[must_use]
pub fn matches_of_offer(id: OfferId) -> String {
    format!("{OFFERS}/{id}/matches")
}

/// The offers that fit a need best.
#[must_use]
pub fn matches_of_need(id: NeedId) -> String {
    format!("{NEEDS}/{id}/matches")
}

/// A match that an organisation does not want to see again, to want it again.
#[must_use]
pub fn dismissal(id: DismissalId) -> String {
    format!("{DISMISSALS}/{id}")
}

/// Past weeks of a standing need.
#[must_use]
pub fn occurrences(id: NeedId) -> String {
    format!("{NEEDS}/{id}/occurrences")
}

/// One claim.
#[must_use]
pub fn claim(id: ClaimId) -> String {
    format!("{CLAIMS}/{id}")
}

/// A step on a claim. There is no path for [`ClaimAction::Expire`], which nobody does.
#[must_use]
pub fn claim_action(id: ClaimId, action: ClaimAction) -> String {
    format!("{CLAIMS}/{id}/{action}")
}
