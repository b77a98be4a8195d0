//! Organisations, their members and invitations.

use crate::accounts::Locale;
use crate::check;
use crate::ids::{InvitationId, OrganisationId, UserId};
use crate::macros::text_enum;
use crate::page::page_of;
use crate::patch::nullable;
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What an organisation is.
    pub enum OrganisationKind {
        /// Association that gives food aid.
        Association = "association",
        /// Social grocery (épicerie sociale ou solidaire).
        SocialGrocery = "social_grocery",
        /// Community kitchen, served meals.
        CommunityKitchen = "community_kitchen",
        /// Municipal social-action centre (CCAS, CIAS).
        MunicipalSocialCentre = "municipal_social_centre",
        /// Regional food bank, the hub of the network.
        FoodBank = "food_bank",
        /// Shop, producer or company that gives.
        Donor = "donor",
    }
}

text_enum! {
    /// Where an organisation stands in its admission.
    pub enum OrganisationStatus {
        /// Registered, waiting for the administrator.
        Pending = "pending",
        /// Admitted.
        Approved = "approved",
        /// Not admitted, with a reason.
        Refused = "refused",
        /// Admitted once, barred now.
        Suspended = "suspended",
    }
}

text_enum! {
    /// What a member may do in an organisation.
    pub enum Role {
        /// Publishes, claims, hands over.
        Volunteer = "volunteer",
        /// All that a volunteer does; also sites, members and the organisation itself.
        Coordinator = "coordinator",
        /// Shares out a food bank's stock; only in a food bank. May all that a coordinator may.
        Allocator = "allocator",
    }
}

impl Role {
    /// Whether this role manages the organisation, its sites and its members.
    #[must_use]
    pub const fn manages(self) -> bool {
        matches!(self, Self::Coordinator | Self::Allocator)
    }

    /// Whether this role exists in an organisation of that kind.
    #[must_use]
    pub const fn exists_in(self, kind: OrganisationKind) -> bool {
        !matches!(self, Self::Allocator) || matches!(kind, OrganisationKind::FoodBank)
    }
}

/// An organisation to be registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewOrganisation {
    /// Name.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Épicerie sociale de Libourne", min_length = 2, max_length = 120))]
    pub name: String,
    /// What it is.
    #[garde(skip)]
    pub kind: OrganisationKind,
    /// What it does, for the other members.
    #[garde(inner(custom(check::text(0, 2000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: Option<String>,
    /// Telephone.
    #[garde(inner(custom(|value: &String, ctx: &()| check::phone(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "05 57 00 00 00"))]
    pub phone: Option<String>,
    /// Web site.
    #[garde(inner(custom(|value: &String, ctx: &()| check::url(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "https://epicerie.example.org", max_length = 300))]
    pub website: Option<String>,
    /// French company number, 14 digits.
    #[garde(inner(custom(|value: &String, ctx: &()| check::establishment_number(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "73282932000074"))]
    pub siret: Option<String>,
    /// French association number, W and nine digits.
    #[garde(inner(custom(|value: &String, ctx: &()| check::association_number(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "W332000001"))]
    pub rna: Option<String>,
}

/// Changes to an organisation; `null` erases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrganisationPatch {
    /// New name.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Épicerie sociale de Libourne", min_length = 2, max_length = 120))]
    pub name: Option<String>,
    /// New description.
    #[garde(inner(inner(custom(check::text(0, 2000)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: Option<Option<String>>,
    /// New telephone.
    #[garde(inner(inner(custom(|value: &String, ctx: &()| check::phone(value, ctx)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub phone: Option<Option<String>>,
    /// New web site.
    #[garde(inner(inner(custom(|value: &String, ctx: &()| check::url(value, ctx)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub website: Option<Option<String>>,
    /// New company number.
    #[garde(inner(inner(custom(|value: &String, ctx: &()| check::establishment_number(value, ctx)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub siret: Option<Option<String>>,
    /// New association number.
    #[garde(inner(inner(custom(|value: &String, ctx: &()| check::association_number(value, ctx)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub rna: Option<Option<String>>,
}

/// An organisation, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganisationSummary {
    /// Identifier.
    pub id: OrganisationId,
    /// Name.
    #[cfg_attr(feature = "openapi", schema(example = "Épicerie sociale de Libourne"))]
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organisation {
    /// Identifier.
    pub id: OrganisationId,
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Where it stands in its admission.
    pub status: OrganisationStatus,
    /// Why it was refused or suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_reason: Option<String>,
    /// When the administrator decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<UtcMillis>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Web site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// French company number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siret: Option<String>,
    /// French association number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rna: Option<String>,
    /// When it registered.
    pub created_at: UtcMillis,
    /// Grows with each change; the ETag.
    pub version: i64,
    /// Whether the caller may change it.
    pub can_manage: bool,
}

page_of!(
    /// A page of organisations, by name.
    OrganisationPage,
    Organisation
);

/// Which organisations to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OrganisationQuery {
    /// Only those of this status. Only the administrator sees others than approved ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<OrganisationStatus>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Why, in a sentence that the other side reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// 3 to 500 characters.
    #[garde(custom(check::text(3, 500)))]
    #[cfg_attr(feature = "openapi", schema(example = "Le camion est en panne", min_length = 3, max_length = 500))]
    pub reason: String,
}

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
}
