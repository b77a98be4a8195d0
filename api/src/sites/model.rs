//! Rows of sites, and how they become what the wire shows.

use super::rules;
use crate::db::schema::{communes, organisations, sites};
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::{OrganisationId, SiteId};
use shared::organisations::{OrganisationKind, OrganisationStatus, OrganisationSummary};
use shared::sites::{PositionSource, Site, SiteKind, SiteSummary, Storage, Transport};
use shared::time::UtcMillis;

/// The part of a site that lists of other things show.
#[derive(Queryable, Selectable)]
#[diesel(table_name = sites)]
pub(super) struct SummaryRow {
    pub id: SiteId,
    name: String,
    address: Option<String>,
    postcode: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

/// A site as stored.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = sites, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct SiteRow {
    pub id: SiteId,
    pub organisation_id: OrganisationId,
    pub name: String,
    pub name_key: String,
    pub kind: SiteKind,
    pub address: Option<String>,
    pub insee_code: String,
    pub postcode: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub position_source: Option<PositionSource>,
    pub phone: Option<String>,
    pub opening_hours: Option<String>,
    pub storage_ambient_kg: i64,
    pub storage_chilled_kg: i64,
    pub storage_frozen_kg: i64,
    pub transport: Transport,
    pub distribution_days: i64,
    pub reach_km: i64,
    pub version: i64,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

/// Whose a site is.
#[derive(Queryable, Selectable)]
#[diesel(table_name = organisations)]
pub(super) struct OwnerRow {
    pub id: OrganisationId,
    name: String,
    kind: OrganisationKind,
    pub status: OrganisationStatus,
}

/// In which commune a site is.
#[derive(Queryable, Selectable)]
#[diesel(table_name = communes)]
pub(super) struct CommuneRow {
    name: String,
}

fn position(latitude: Option<f64>, longitude: Option<f64>) -> Option<Position> {
    Some(Position { latitude: latitude?, longitude: longitude? })
}

impl SummaryRow {
    pub fn into_summary(self, commune: CommuneRow) -> SiteSummary {
        let Self { id, name, address, postcode, latitude, longitude } = self;
        SiteSummary { id, name, address, postcode, commune: commune.name, position: position(latitude, longitude) }
    }
}

impl SiteRow {
    /// The position, where one is known.
    pub fn position(&self) -> Option<Position> {
        position(self.latitude, self.longitude)
    }

    pub fn into_site(self, owner: OwnerRow, commune: CommuneRow) -> Site {
        let OwnerRow { id: owner_id, name: owner_name, kind: owner_kind, status: _ } = owner;
        let position = self.position();
        Site {
            id: self.id,
            organisation: OrganisationSummary { id: owner_id, name: owner_name, kind: owner_kind },
            name: self.name,
            kind: self.kind,
            address: self.address,
            insee_code: self.insee_code,
            commune: commune.name,
            postcode: self.postcode,
            position,
            position_source: self.position_source,
            phone: self.phone,
            opening_hours: self.opening_hours,
            storage: Storage {
                ambient_kg: self.storage_ambient_kg,
                chilled_kg: self.storage_chilled_kg,
                frozen_kg: self.storage_frozen_kg,
            },
            transport: self.transport,
            distribution_days: rules::days_of(self.distribution_days),
            reach_km: self.reach_km,
            version: self.version,
        }
    }
}
