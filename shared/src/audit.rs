//! Who did what: the administrator's log.

use crate::ids::{AuditId, OrganisationId, UserId};
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The person of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPerson {
    /// Identifier.
    pub id: UserId,
    /// The name as it is now; left out once the account is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// One write that somebody did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Identifier.
    pub id: AuditId,
    /// When.
    pub at: UtcMillis,
    /// Who; left out where nobody is known, as after a log-in with an unknown e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<AuditPerson>,
    /// For which organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationSummary>,
    /// What: an operation of this document.
    #[cfg_attr(feature = "openapi", schema(example = "accept_claim"))]
    pub operation: String,
    /// Of what kind the object is: the noun of its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "claims"))]
    pub object_kind: Option<String>,
    /// To what it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<Uuid>,
    /// The person to whom it was done, where the object is one: whose role was changed, who was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affected: Option<AuditPerson>,
    /// The request: also in its answer's `X-Request-Id` and in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<Uuid>,
    /// What came of it, in a word or two, where the operation does not tell: `wrong_code`, `volunteer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "wrong_code"))]
    pub detail: Option<String>,
}

page_of!(
    /// A page of the log, newest first.
    AuditPage,
    AuditEntry
);

/// Which entries to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AuditQuery {
    /// Only what this person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<UserId>,
    /// Only what was done for this organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only this operation, by its id in this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub operation: Option<String>,
    /// Only what was done to this thing, by its identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Uuid>,
    /// Not before this instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UtcMillis>,
    /// Before this instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<UtcMillis>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Which entries to export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AuditExport {
    /// Only what this person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<UserId>,
    /// Only what was done for this organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only this operation, by its id in this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub operation: Option<String>,
    /// Only what was done to this thing, by its identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Uuid>,
    /// Not before this instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UtcMillis>,
    /// Before this instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<UtcMillis>,
}

impl From<AuditExport> for AuditQuery {
    fn from(filters: AuditExport) -> Self {
        let AuditExport { person, organisation, operation, object, from, until } = filters;
        Self { person, organisation, operation, object, from, until, limit: None, cursor: None }
    }
}
