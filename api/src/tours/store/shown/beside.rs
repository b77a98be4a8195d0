//! What stands beside tours and loads when they are shown, read at once.

use crate::accounts::store::users;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::communes;
use crate::equipment::{self, EquipmentRow};
use crate::http::Error;
use crate::tours::model::{LoadRow, TourRow};
use crate::{organisations, sites};
use diesel::prelude::*;
use shared::equipment::EquipmentSummary;
use shared::ids::{EquipmentId, OrganisationId, SiteId, TourId, UserId};
use shared::organisations::OrganisationSummary;
use shared::sites::SiteSummary;
use shared::tours::TourPlace;
use std::collections::HashMap;

/// Names and places.
pub struct Beside {
    organisations: HashMap<OrganisationId, OrganisationSummary>,
    sites: HashMap<SiteId, SiteSummary>,
    equipment: HashMap<EquipmentId, EquipmentRow>,
    people: HashMap<UserId, String>,
    communes: HashMap<String, String>,
}

impl Beside {
    /// Reads what these tours and their loads need.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load<'r>(
        conn: &mut Conn,
        rows: impl Iterator<Item = &'r TourRow> + Clone,
        loads: &HashMap<TourId, Vec<LoadRow>>,
    ) -> Result<Self, Error> {
        let all: Vec<&LoadRow> = loads.values().flatten().collect();
        let owners = rows.clone().flat_map(|row| std::iter::once(row.organisation_id).chain(row.driver_organisation_id));
        let sides = all.iter().flat_map(|load| std::iter::once(load.receiver_id).chain(load.sender_id));
        let organisation_ids: Vec<OrganisationId> = unique(owners.chain(sides));
        let ends = all.iter().flat_map(|load| std::iter::once(load.to_site_id).chain(load.from_site_id));
        let site_ids: Vec<SiteId> = unique(rows.clone().map(|row| row.site_id).chain(ends));
        let equipment_ids: Vec<EquipmentId> = unique(rows.clone().filter_map(|row| row.equipment_id));
        Ok(Self {
            organisations: organisations::store::summaries(conn, &organisation_ids)?,
            sites: sites::store::summaries(conn, &site_ids)?,
            equipment: equipment::store::rows(conn, &equipment_ids)?,
            people: users::names(conn, rows.filter_map(|row| row.driver_id).collect())?,
            communes: shop_communes(conn, all.iter().copied())?,
        })
    }

    /// An organisation.
    ///
    /// # Errors
    /// When there is none, which is a mistake of ours.
    pub fn organisation(&self, id: OrganisationId) -> Result<OrganisationSummary, Error> {
        let missing = || Error::Internal(format!("a tour without organisation {id}"));
        self.organisations.get(&id).cloned().ok_or_else(missing)
    }

    /// A site.
    ///
    /// # Errors
    /// When there is none, which is a mistake of ours.
    pub fn site(&self, id: SiteId) -> Result<SiteSummary, Error> {
        self.sites.get(&id).cloned().ok_or_else(|| Error::Internal(format!("a tour without site {id}")))
    }

    /// An item.
    pub fn equipment(&self, id: EquipmentId) -> Option<EquipmentSummary> {
        self.equipment.get(&id).map(EquipmentRow::summary)
    }

    /// Name of a person.
    pub fn name(&self, id: UserId) -> String {
        self.people.get(&id).cloned().unwrap_or_default()
    }

    /// Where a load is fetched.
    ///
    /// # Errors
    /// As [`Self::site`].
    pub fn from(&self, load: &LoadRow) -> Result<TourPlace, Error> {
        load.from_site_id.map_or_else(|| Ok(self.shop(load)), |id| self.site(id).map(place))
    }

    /// Where a load goes.
    ///
    /// # Errors
    /// As [`Self::site`].
    pub fn to(&self, load: &LoadRow) -> Result<TourPlace, Error> {
        self.site(load.to_site_id).map(place)
    }

    fn shop(&self, load: &LoadRow) -> TourPlace {
        let commune = load.shop_insee_code.as_ref().and_then(|code| self.communes.get(code));
        TourPlace {
            site_id: None,
            name: load.title.clone(),
            address: load.shop_address.clone(),
            postcode: load.shop_postcode.clone().unwrap_or_default(),
            commune: commune.cloned().unwrap_or_default(),
            position: load.shop_position(),
        }
    }
}

/// A site as a place of a tour.
pub fn place(site: SiteSummary) -> TourPlace {
    let SiteSummary { id, name, address, postcode, commune, position } = site;
    TourPlace { site_id: Some(id), name, address, postcode, commune, position }
}

fn unique<T: Ord>(ids: impl Iterator<Item = T>) -> Vec<T> {
    let mut ids: Vec<T> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Names of the communes in which shops are, by INSEE code.
///
/// # Errors
/// When the database fails.
pub fn shop_communes<'l>(
    conn: &mut Conn,
    loads: impl Iterator<Item = &'l LoadRow>,
) -> Result<HashMap<String, String>, Error> {
    let codes: Vec<String> = unique(loads.filter_map(|load| load.shop_insee_code.clone()));
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, String)> = communes::table
        .filter(any_of(communes::insee_code, codes))
        .select((communes::insee_code, communes::name))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
