//! Rows of sites, and how they become what the wire shows.

use super::rules;
use crate::db::schema::{communes, organisations, sites};
use crate::engine::cells;
use crate::engine::matching::Receiver;
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::{OrganisationId, SiteId};
use shared::organisations::{OrganisationKind, OrganisationStatus, OrganisationSummary};
use shared::sites::{NewSite, PositionSource, Site, SiteKind, SiteSummary, Storage, Transport};
use shared::text::{fold, tidy};
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
    pub cell: i64,
    pub declares_activity: bool,
}

/// What an edit leaves alone.
pub(super) struct Kept {
    pub id: SiteId,
    pub organisation_id: OrganisationId,
    /// What that organisation is.
    pub owner: OrganisationKind,
    pub version: i64,
    pub created_at: UtcMillis,
}

/// What depends on the commune.
pub(super) struct Place {
    pub postcode: String,
    pub position: Option<(Position, PositionSource)>,
}

/// Whose a site is.
#[derive(Queryable, Selectable)]
#[diesel(table_name = organisations)]
pub(super) struct OwnerRow {
    pub id: OrganisationId,
    name: String,
    pub kind: OrganisationKind,
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
    pub fn into_summary(self, commune: String) -> SiteSummary {
        let Self { id, name, address, postcode, latitude, longitude } = self;
        SiteSummary { id, name, address, postcode, commune, position: position(latitude, longitude) }
    }
}

impl SiteRow {
    /// A site as stored. Text is trimmed, blank text is none.
    pub fn of(kept: Kept, new: NewSite, place: Place, now: UtcMillis) -> Self {
        let Kept { id, organisation_id, owner, version, created_at } = kept;
        let (position, position_source) = place.position.unzip();
        let usual = new.kind.declares_activity(owner);
        Self {
            id,
            organisation_id,
            name: new.name.trim().to_owned(),
            name_key: fold(&new.name),
            kind: new.kind,
            address: new.address.as_deref().and_then(tidy),
            insee_code: new.insee_code,
            postcode: place.postcode,
            latitude: position.map(|position| position.latitude),
            longitude: position.map(|position| position.longitude),
            position_source,
            phone: new.phone.as_deref().and_then(tidy),
            opening_hours: new.opening_hours,
            storage_ambient_kg: new.storage.ambient_kg,
            storage_chilled_kg: new.storage.chilled_kg,
            storage_frozen_kg: new.storage.frozen_kg,
            transport: new.transport,
            distribution_days: rules::bits_of(&new.distribution_days),
            reach_km: new.reach_km,
            version,
            created_at,
            updated_at: now,
            cell: position.map_or(cells::NOWHERE, cells::cell),
            declares_activity: new.declares_activity.unwrap_or(usual),
        }
    }

    /// The site as if it were new, for a patch to change.
    pub fn as_new(&self) -> NewSite {
        let given = self.position_source == Some(PositionSource::Given);
        NewSite {
            name: self.name.clone(),
            kind: self.kind,
            address: self.address.clone(),
            insee_code: self.insee_code.clone(),
            postcode: Some(self.postcode.clone()),
            position: self.position().filter(|_| given),
            phone: self.phone.clone(),
            opening_hours: self.opening_hours.clone(),
            storage: self.storage(),
            transport: self.transport,
            distribution_days: rules::days_of(self.distribution_days),
            reach_km: self.reach_km,
            declares_activity: Some(self.declares_activity),
        }
    }

    const fn storage(&self) -> Storage {
        Storage {
            ambient_kg: self.storage_ambient_kg,
            chilled_kg: self.storage_chilled_kg,
            frozen_kg: self.storage_frozen_kg,
        }
    }

    /// What counts of it in a match.
    pub const fn receiver(&self) -> Receiver {
        Receiver::of(self.storage(), self.reach_km)
    }

    /// Where it is, if that is known.
    pub fn position(&self) -> Option<Position> {
        position(self.latitude, self.longitude)
    }

    /// As the wire shows it.
    pub fn into_site(self, owner: OwnerRow, commune: CommuneRow) -> Site {
        let OwnerRow { id: owner_id, name: owner_name, kind: owner_kind, status: _ } = owner;
        let (position, storage) = (self.position(), self.storage());
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
            storage,
            transport: self.transport,
            distribution_days: rules::days_of(self.distribution_days),
            reach_km: self.reach_km,
            declares_activity: self.declares_activity,
            version: self.version,
        }
    }
}
