//! Rows of organisations.

use super::rules::Profile;
use crate::db::schema::organisations;
use crate::http::Actor;
use diesel::prelude::*;
use shared::ids::OrganisationId;
use shared::organisations::{Organisation, OrganisationKind, OrganisationStatus};
use shared::time::UtcMillis;

/// An organisation as stored.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations, treat_none_as_default_value = false)]
pub(super) struct OrganisationRow {
    pub id: OrganisationId,
    pub name: String,
    pub name_key: String,
    pub kind: OrganisationKind,
    pub status: OrganisationStatus,
    pub decision_reason: Option<String>,
    pub decided_at: Option<UtcMillis>,
    pub description: Option<String>,
    pub phone: Option<String>,
    pub website: Option<String>,
    pub siret: Option<String>,
    pub rna: Option<String>,
    pub version: i64,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

/// What an edit writes.
#[derive(AsChangeset)]
#[diesel(table_name = organisations, treat_none_as_null = true)]
pub(super) struct ProfileChanges {
    name: String,
    name_key: String,
    description: Option<String>,
    phone: Option<String>,
    website: Option<String>,
    siret: Option<String>,
    rna: Option<String>,
    version: i64,
    updated_at: UtcMillis,
}

impl OrganisationRow {
    /// A new organisation that waits for its admission.
    pub fn pending(id: OrganisationId, kind: OrganisationKind, profile: Profile, now: UtcMillis) -> Self {
        let name_key = profile.name_key();
        let Profile { name, description, phone, website, siret, rna } = profile;
        Self {
            id,
            name,
            name_key,
            kind,
            status: OrganisationStatus::Pending,
            decision_reason: None,
            decided_at: None,
            description,
            phone,
            website,
            siret,
            rna,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// What it says of itself.
    pub fn into_profile(self) -> Profile {
        let Self { name, description, phone, website, siret, rna, .. } = self;
        Profile { name, description, phone, website, siret, rna }
    }

    /// As `actor` sees it.
    pub fn into_organisation(self, actor: &Actor) -> Organisation {
        let Self {
            id,
            name,
            name_key: _,
            kind,
            status,
            decision_reason,
            decided_at,
            description,
            phone,
            website,
            siret,
            rna,
            version,
            created_at,
            updated_at: _,
        } = self;
        let can_manage = actor.can_manage(id);
        Organisation {
            id,
            name,
            kind,
            status,
            decision_reason,
            decided_at,
            description,
            phone,
            website,
            siret,
            rna,
            created_at,
            version,
            can_manage,
        }
    }
}

impl ProfileChanges {
    /// The next version.
    pub fn new(profile: Profile, seen: i64, now: UtcMillis) -> Self {
        let name_key = profile.name_key();
        let Profile { name, description, phone, website, siret, rna } = profile;
        Self { name, name_key, description, phone, website, siret, rna, version: seen.saturating_add(1), updated_at: now }
    }
}
