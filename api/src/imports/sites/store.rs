//! Imported organisations and sites into the database, only where they differ.

use super::place::Placed;
use super::row::{FoundSite, Network};
use crate::db::schema::{organisations, sites};
use crate::engine::cells;
use crate::http::{Cx, Error};
use crate::imports::Outcome;
use crate::{equipment, equipment_needs, skills};
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::{OrganisationId, SiteId};
use shared::organisations::{OrganisationKind, OrganisationStatus};
use shared::sites::{PositionSource, SiteKind, Transport};
use shared::text::fold;
use shared::time::UtcMillis;
use std::collections::HashMap;
use uuid::Uuid;

/// What the networks are whose sites are imported.
const NETWORK: OrganisationKind = OrganisationKind::Association;

/// What an import knows of a site. The rest (storage, hours …) is for people to add.
#[derive(Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = sites, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Content {
    name: String,
    name_key: String,
    kind: SiteKind,
    address: Option<String>,
    insee_code: String,
    postcode: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    position_source: Option<PositionSource>,
    cell: i64,
    declares_activity: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sites)]
struct Known {
    id: SiteId,
    source_key: Option<String>,
    version: i64,
    created_at: UtcMillis,
    updated_at: UtcMillis,
    #[diesel(embed)]
    content: Content,
}

impl Known {
    /// An import moves both instants, a person's edit only the second.
    fn was_edited(&self) -> bool {
        self.updated_at != self.created_at
    }
}

/// What is in the database from earlier imports.
pub(super) struct Store {
    sites: HashMap<String, Known>,
    organisations: HashMap<Network, OrganisationId>,
}

impl Store {
    pub fn open(cx: &mut Cx<'_>) -> Result<Self, Error> {
        let known: Vec<Known> =
            sites::table.filter(sites::source_key.is_not_null()).select(Known::as_select()).load(cx.conn)?;
        let sites = known.into_iter().filter_map(|site| Some((site.source_key.clone()?, site))).collect();
        Ok(Self { sites, organisations: HashMap::new() })
    }

    /// Writes one site; `None` when people have edited it.
    pub fn write(&mut self, cx: &mut Cx<'_>, site: &FoundSite, placed: Placed) -> Result<Option<Outcome>, Error> {
        let organisation = self.organisation(cx, site.network)?;
        let content = content(site, placed);
        match self.sites.get(&site.source_key) {
            None => insert(cx, organisation, site, &content).map(|()| Some(Outcome::Created)),
            Some(known) if known.content == content => Ok(Some(Outcome::Unchanged)),
            Some(known) if known.was_edited() => Ok(None),
            Some(known) => update(cx, known, &content).map(|()| Some(Outcome::Changed)),
        }
    }

    fn organisation(&mut self, cx: &mut Cx<'_>, network: Network) -> Result<OrganisationId, Error> {
        if let Some(id) = self.organisations.get(&network) {
            return Ok(*id);
        }
        let by_key = organisations::table.filter(organisations::source_key.eq(network.key()));
        let known: Option<OrganisationId> = by_key.select(organisations::id).first(cx.conn).optional()?;
        let id = known.map_or_else(|| insert_organisation(cx, network), Ok)?;
        self.organisations.insert(network, id);
        Ok(id)
    }
}

fn content(site: &FoundSite, placed: Placed) -> Content {
    let (position, position_source) = placed.position.unzip();
    Content {
        name_key: fold(&placed.name),
        name: placed.name,
        kind: site.kind,
        address: site.street.clone(),
        insee_code: placed.insee_code,
        postcode: placed.postcode,
        latitude: position.map(|position| position.latitude),
        longitude: position.map(|position| position.longitude),
        position_source,
        cell: position.map_or(cells::NOWHERE, cells::cell),
        declares_activity: site.kind.declares_activity(NETWORK),
    }
}

fn insert(cx: &mut Cx<'_>, organisation: OrganisationId, site: &FoundSite, content: &Content) -> Result<(), Error> {
    diesel::insert_into(sites::table)
        .values((
            content,
            sites::id.eq(SiteId(Uuid::now_v7())),
            sites::organisation_id.eq(organisation),
            sites::storage_ambient_kg.eq(0),
            sites::storage_chilled_kg.eq(0),
            sites::storage_frozen_kg.eq(0),
            sites::transport.eq(Transport::None),
            sites::distribution_days.eq(0),
            sites::reach_km.eq(0),
            sites::source_key.eq(&site.source_key),
            sites::version.eq(1),
            sites::created_at.eq(cx.now),
            sites::updated_at.eq(cx.now),
        ))
        .execute(cx.conn)?;
    Ok(())
}

fn update(cx: &mut Cx<'_>, known: &Known, content: &Content) -> Result<(), Error> {
    let changes =
        (content, sites::version.eq(known.version + 1), sites::created_at.eq(cx.now), sites::updated_at.eq(cx.now));
    diesel::update(sites::table.find(known.id)).set(changes).execute(cx.conn)?;
    // It may have moved: the worker counts its neighbourhood anew.
    crate::sites::store::forget_neighbourhood(cx, known.id)?;
    let position = content.latitude.zip(content.longitude).and_then(|(lat, lon)| Position::new(lat, lon));
    equipment::store::follow_site(cx, known.id, position)?;
    equipment_needs::store::follow_site(cx, known.id, position)?;
    skills::store::follow_site(cx, known.id, position)
}

/// Approved at once: the administrator who runs the import vouches for the network.
fn insert_organisation(cx: &mut Cx<'_>, network: Network) -> Result<OrganisationId, Error> {
    let id = OrganisationId(Uuid::now_v7());
    diesel::insert_into(organisations::table)
        .values((
            organisations::id.eq(id),
            organisations::name.eq(network.organisation()),
            organisations::name_key.eq(fold(network.organisation())),
            organisations::kind.eq(NETWORK),
            organisations::status.eq(OrganisationStatus::Approved),
            organisations::decided_at.eq(cx.now),
            organisations::source_key.eq(network.key()),
            organisations::version.eq(1),
            organisations::created_at.eq(cx.now),
            organisations::updated_at.eq(cx.now),
        ))
        .execute(cx.conn)?;
    Ok(id)
}
