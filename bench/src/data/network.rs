//! Communes, organisations, people and sites.

use super::Size;
use super::bulk::{Bulk, bytes, text, truth};
use crate::random::Random;
use anyhow::{Result, anyhow};
use api::accounts::password;
use api::db::schema::organisations;
use api::db::{Backend, Conn};
use api::engine::cells;
use api::engine::matching::{Receiver, Standing};
use diesel::prelude::*;
use shared::geo::Position;
use shared::sites::Storage;
use shared::time::UtcMillis;
use uuid::Uuid;

/// Everybody's password.
pub const PASSWORD: &str = "quatre mots au hasard";

/// Metropolitan France without its corners, degrees: south, north, west, east.
const LAND: (f64, f64, f64, f64) = (43.3, 49.7, -1.3, 6.8);

/// A commune, with its one organisation's number where it has one.
#[derive(Clone, Debug)]
pub struct Commune {
    pub insee_code: String,
    pub name: String,
    pub position: Position,
}

/// An organisation with its one site and its coordinator.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    pub organisation: Uuid,
    pub user: Uuid,
    pub site: Uuid,
    /// Index of its commune.
    pub commune: usize,
}

/// The whole network but its offers.
#[derive(Clone, Debug)]
pub struct Network {
    pub size: Size,
    pub communes: Vec<Commune>,
    pub members: Vec<Member>,
    /// The instant at which it was made: offers are dated before and after it.
    pub now: UtcMillis,
}

/// What the record of an organisation says: half of them have received as much as others, the rest lag more or less.
pub fn standing(number: usize) -> Standing {
    let spread = |step: usize| i64::try_from(number * step % 10_007 % 10_000).unwrap_or(0);
    Standing { fairness: (2 * spread(7_919) - 10_000).max(0), follow_through: 6_000 + spread(6_997) * 2 / 5 }
}

/// What each site can keep, and how far it drives.
pub const RECEIVER: Receiver =
    Receiver { storage: Storage { ambient_kg: 9_000, chilled_kg: 9_000, frozen_kg: 9_000 }, reach_m: 50_000 };

/// What is far around a site: 4 to 20 km.
pub fn neighbourhood_m(number: usize) -> i64 {
    4_000 + i64::try_from(number * 5_003 % 16_001).unwrap_or(0)
}

impl Network {
    pub fn of(size: Size) -> Self {
        let mut random = Random::seeded(1);
        let (south, north, west, east) = LAND;
        // Offers of 150 organisations lie as close together as those of 10 000: a network is a region, or a country.
        let share = (f64::from(u32::try_from(size.organisations).unwrap_or(u32::MAX)) / 10_000.0).sqrt();
        let (north, east) = ((north - south).mul_add(share, south), (east - west).mul_add(share, west));
        let communes = (0..size.organisations).map(|number| Commune {
            insee_code: format!("B{number:05}"),
            name: format!("Commune {number}"),
            position: Position { latitude: random.between(south, north), longitude: random.between(west, east) },
        });
        let communes = communes.collect();
        let mut id = |kind: u64, number: usize| id_of(&mut random, kind, number);
        let members = (0..size.organisations)
            .map(|number| Member { organisation: id(1, number), user: id(2, number), site: id(3, number), commune: number })
            .collect();
        Self { size, communes, members, now: chrono::Utc::now().into() }
    }

    /// The log-in of an organisation's coordinator.
    pub fn email(number: usize) -> String {
        format!("u{number}@bench.example.org")
    }

    pub(super) fn write(&self, conn: &mut Conn) -> Result<()> {
        self.write_communes(conn)?;
        self.write_people(conn)?;
        self.write_records(conn)?;
        self.write_sites(conn)
    }

    fn write_communes(&self, conn: &mut Conn) -> Result<()> {
        let columns = "communes (insee_code, name, name_key, department, latitude, longitude)";
        let mut communes = Bulk::into(conn, columns)?;
        for commune in &self.communes {
            let Commune { insee_code, name, position } = commune;
            communes.row(&[
                text(insee_code),
                text(name),
                text(&name.to_lowercase()),
                text("99"),
                format!("{:.6}", position.latitude),
                format!("{:.6}", position.longitude),
            ])?;
        }
        communes.finish()
    }

    fn write_people(&self, conn: &mut Conn) -> Result<()> {
        let sqlite = conn.backend() == Backend::Sqlite;
        let hash = password::hash_here(PASSWORD).map_err(|error| anyhow!("{error}"))?;
        let (now, no) = (self.now.0.to_string(), truth(sqlite, false));
        let columns = "users (id, email, email_key, name, password_hash, locale, network_admin, created_at)";
        let mut users = Bulk::into(conn, columns)?;
        for (number, member) in self.members.iter().enumerate() {
            let email = text(&Self::email(number));
            let name = text(&format!("Personne {number}"));
            let [hash, locale] = [text(&hash), text("fr")];
            users.row(&[bytes(sqlite, member.user), email.clone(), email, name, hash, locale, no.clone(), now.clone()])?;
        }
        users.finish()?;
        let columns = "organisations (id, name, name_key, kind, status, version, created_at, updated_at)";
        let mut organisations = Bulk::into(conn, columns)?;
        for (number, member) in self.members.iter().enumerate() {
            let [name, key] = [text(&format!("Organisation {number}")), text(&format!("organisation {number}"))];
            let [kind, status] = [text("association"), text("approved")];
            let id = bytes(sqlite, member.organisation);
            organisations.row(&[id, name, key, kind, status, "1".to_owned(), now.clone(), now.clone()])?;
        }
        organisations.finish()?;
        let mut memberships = Bulk::into(conn, "memberships (organisation_id, user_id, role, created_at)")?;
        for member in &self.members {
            let [organisation, user] = [member.organisation, member.user].map(|id| bytes(sqlite, id));
            memberships.row(&[organisation, user, text("coordinator"), now.clone()])?;
        }
        memberships.finish()
    }

    /// Counted for this hour, so that the worker does not count while the measurement runs.
    fn write_records(&self, conn: &mut Conn) -> Result<()> {
        let sqlite = conn.backend() == Backend::Sqlite;
        let columns = "organisation_records (organisation_id, received_grams, given_grams, kept, ended, fairness, \
            follow_through, merit, counted_at)";
        let mut records = Bulk::into(conn, columns)?;
        for (number, member) in self.members.iter().enumerate() {
            let standing = standing(number);
            let Standing { fairness, follow_through } = standing;
            let rest = format!("0,0,0,0,{fairness},{follow_through},{},{}", standing.merit(), self.now.0);
            records.row(&[bytes(sqlite, member.organisation), rest])?;
        }
        records.finish()
    }

    fn write_sites(&self, conn: &mut Conn) -> Result<()> {
        let sqlite = conn.backend() == Backend::Sqlite;
        let columns = "sites (id, organisation_id, name, name_key, kind, insee_code, postcode, latitude, longitude, \
            position_source, storage_ambient_kg, storage_chilled_kg, storage_frozen_kg, transport, distribution_days, \
            reach_km, version, created_at, updated_at, cell, neighbourhood_m, declares_activity)";
        let mut sites = Bulk::into(conn, columns)?;
        // Stores: nobody counts people there.
        let (now, no) = (self.now.0, truth(sqlite, false));
        for (number, member) in self.members.iter().enumerate() {
            let Some(commune) = self.communes.get(member.commune) else { continue };
            let Position { latitude, longitude } = commune.position;
            let cell = cells::cell(commune.position);
            // Counted already: else the worker would count while the measurement runs.
            let far = neighbourhood_m(number);
            let Receiver { storage: Storage { ambient_kg, chilled_kg, frozen_kg }, reach_m } = RECEIVER;
            let rest = format!(
                "{latitude:.6},{longitude:.6},'given',{ambient_kg},{chilled_kg},{frozen_kg},'van',0,{},1,{now},{now},{cell},\
                 {far},{no}",
                reach_m / 1_000,
            );
            let [id, owner] = [member.site, member.organisation].map(|id| bytes(sqlite, id));
            let [name, key] = [text(&format!("Site {number}")), text(&format!("site {number}"))];
            sites.row(&[id, owner, name, key, text("storage_site"), text(&commune.insee_code), text("33000"), rest])?;
        }
        sites.finish()
    }
}

/// When the network in the database was made; `None` while there is none.
pub(super) fn made_at(conn: &mut Conn) -> Result<Option<UtcMillis>> {
    Ok(organisations::table.select(diesel::dsl::min(organisations::created_at)).first(conn)?)
}

/// An identifier that says what it is of, in the form of a UUID of version 7.
fn id_of(random: &mut Random, kind: u64, number: usize) -> Uuid {
    let time = (kind << 40) | u64::try_from(number).unwrap_or(0);
    let mut bytes = [0_u8; 10];
    bytes.iter_mut().for_each(|byte| *byte = random.next().to_le_bytes()[0]);
    uuid::Builder::from_unix_timestamp_millis(time, &bytes).into_uuid()
}
