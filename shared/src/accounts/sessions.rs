//! Where a person is logged in.

use crate::ids::SessionId;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// One log-in of a person, on one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Identifier.
    pub id: SessionId,
    /// Browser and system, where they are known; else what the device calls itself. Left out when it said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Firefox, Android"))]
    pub device: Option<String>,
    /// Since when.
    pub opened_at: UtcMillis,
    /// When it last got a new access token: about when it was last used.
    pub used_at: UtcMillis,
    /// Whether this very request belongs to it.
    pub current: bool,
}

/// A person's sessions, the one last used first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionList {
    /// The sessions; at most a hundred.
    pub items: Vec<Session>,
}
