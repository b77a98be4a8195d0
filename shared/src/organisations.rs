//! Organisations: what they are, where they stand, what they say of themselves.

use crate::check;
use crate::ids::OrganisationId;
use crate::macros::text_enum;
pub use crate::members::{
    Invitation, InvitationAcceptance, InvitationList, InvitationPreview, Member, MemberList, NewInvitation,
};
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
    /// What the administrator decides about an organisation.
    pub enum OrganisationAction {
        /// Admits it.
        Approve = "approve",
        /// Does not admit it.
        Refuse = "refuse",
        /// Bars it after its admission.
        Suspend = "suspend",
        /// Lifts the suspension.
        Reinstate = "reinstate",
    }
}

impl OrganisationStatus {
    /// Where an organisation stands after a decision; `None` when the decision cannot be taken from here.
    #[must_use]
    pub const fn after(self, action: OrganisationAction) -> Option<Self> {
        match (self, action) {
            (Self::Pending, OrganisationAction::Approve) | (Self::Suspended, OrganisationAction::Reinstate) => {
                Some(Self::Approved)
            }
            (Self::Pending, OrganisationAction::Refuse) => Some(Self::Refused),
            (Self::Approved, OrganisationAction::Suspend) => Some(Self::Suspended),
            _ => None,
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    proptest! {
        /// Whatever is decided in whatever order: who was refused stays out, who is in was approved and is barred by a
        /// suspension alone, and the same decision never counts twice in a row.
        #[test]
        fn an_organisation_is_in_exactly_from_its_approval_to_a_suspension(
            decisions in proptest::collection::vec(select(OrganisationAction::ALL), 0..20),
        ) {
            use OrganisationStatus::{Approved, Pending, Refused, Suspended};
            let mut status = Pending;
            let mut taken = Vec::new();
            for decision in decisions {
                let Some(next) = status.after(decision) else { continue };
                prop_assert_ne!(next, status);
                prop_assert_ne!(next, Pending);
                prop_assert_ne!(status, Refused);
                taken.push(decision);
                status = next;
            }
            let last = taken.last().copied();
            prop_assert_eq!(status == Approved, matches!(last, Some(OrganisationAction::Approve | OrganisationAction::Reinstate)));
            prop_assert_eq!(status == Suspended, last == Some(OrganisationAction::Suspend));
            prop_assert_eq!(status == Refused, last == Some(OrganisationAction::Refuse));
            prop_assert!(taken.iter().filter(|decision| **decision == OrganisationAction::Approve).count() <= 1);
        }
    }
}
