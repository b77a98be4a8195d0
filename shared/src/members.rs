//! The people of an organisation, and invitations of new ones.

use crate::accounts::Locale;
use crate::check;
use crate::ids::{InvitationId, UserId};
use crate::organisations::{OrganisationSummary, Role};
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// A person who belongs to an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// Identifier.
    pub user_id: UserId,
    /// Name.
    pub name: String,
    /// E-mail; only members of the same organisation see it.
    pub email: String,
    /// What the person may do.
    pub role: Role,
    /// Since when.
    pub joined_at: UtcMillis,
}

/// The members of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberList {
    /// By name.
    pub items: Vec<Member>,
}

/// A member's new role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({ "role": "coordinator" })))]
#[serde(deny_unknown_fields)]
pub struct MemberPatch {
    /// What the person may do from now on.
    #[garde(skip)]
    pub role: Role,
}

/// Whom the administrator makes a coordinator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// E-mail of the person's account.
    #[garde(custom(|value: &String, ctx: &()| check::email(value, ctx)))]
    #[cfg_attr(feature = "openapi", schema(example = "benevole@epicerie.example.org", format = Email, max_length = 254))]
    pub email: String,
}

/// An invitation to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// Whom to invite.
    #[garde(custom(|value: &String, ctx: &()| check::email(value, ctx)))]
    #[cfg_attr(feature = "openapi", schema(example = "benevole@epicerie.example.org", format = Email, max_length = 254))]
    pub email: String,
    /// What the person will be able to do.
    #[garde(skip)]
    pub role: Role,
}

/// An invitation that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Identifier.
    pub id: InvitationId,
    /// Who is invited.
    pub email: String,
    /// As what.
    pub role: Role,
    /// When it was sent.
    pub created_at: UtcMillis,
    /// Until when it can be accepted.
    pub valid_until: UtcMillis,
    /// The link, shown once to the one who invites; only a hash of it is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// Invitations that wait for their answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationList {
    /// Newest first.
    pub items: Vec<Invitation>,
}

/// What the invited person sees before accepting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationPreview {
    /// Into which organisation.
    pub organisation: OrganisationSummary,
    /// By whom.
    pub invited_by: String,
    /// Who is invited.
    pub email: String,
    /// As what.
    pub role: Role,
    /// Whether an account with this e-mail exists: then its password is asked for instead of a new one.
    pub account_exists: bool,
}

/// The invited person accepts: with a name and a new password, or with the password of the account that exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationAcceptance {
    /// Name; left out where the account exists.
    #[garde(inner(custom(check::text(1, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Samir Benali", min_length = 1, max_length = 120))]
    pub name: Option<String>,
    /// The new password, or the existing account's.
    #[garde(custom(|value: &String, ctx: &()| check::password(value, ctx)))]
    #[cfg_attr(feature = "openapi", schema(min_length = 10, max_length = 200))]
    pub password: String,
    /// Language of mails to this person.
    #[garde(skip)]
    pub locale: Locale,
    /// Code of the second factor, where the existing account has one: see [`crate::accounts::Login`].
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "492039", max_length = 40))]
    pub code: Option<String>,
}
