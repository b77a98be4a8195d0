//! Open needs, spread over the network's sites, or all in one cell.

use super::bulk::{Bulk, bytes, text};
use super::network::{Network, RECEIVER, neighbourhood_m, standing};
use crate::random::Random;
use anyhow::{Context, Result};
use api::categories;
use api::db::{Backend, Conn};
use api::engine::cells;
use shared::categories::Category;
use shared::time::HOUR;
use uuid::Uuid;

/// Writes `count` open needs; with `crowded` all of them where the first member is, else where their sites are.
pub fn write(conn: &mut Conn, network: &Network, count: usize, crowded: bool) -> Result<()> {
    let sqlite = conn.backend() == Backend::Sqlite;
    let all: Vec<&Category> = categories::tree().all().iter().collect();
    let columns = "needs (id, organisation_id, site_id, category_code, title, temperature_classes, kind, status, \
        occurrence, closes_at, wanted_grams, promised_grams, received_grams, published_by, published_at, updated_at, \
        latitude, longitude, cell, version, merit, neighbourhood_m, receiver)";
    let mut needs = Bulk::into(conn, columns)?;
    let mut random = Random::seeded(if crowded { 77 } else { 76 });
    for number in 0..count {
        let owner = random.below(network.members.len());
        let member = network.members.get(owner).context("a member")?;
        let at = if crowded { network.members.first().context("a member")? } else { member };
        let place = network.communes.get(at.commune).context("a commune")?.position;
        let category = random.one(&all).context("a category")?;
        let closes = network.now.0 + i64::try_from(1 + random.below(14 * 24)).unwrap_or(1) * HOUR;
        let grams = 1_000 * (5 + random.below(195));
        let id = Uuid::from_u128((u128::from(crowded) << 64) | u128::try_from(number + 1).unwrap_or(1));
        let [id, organisation, site, user] = [id, member.organisation, member.site, member.user].map(|id| bytes(sqlite, id));
        let now = network.now.0;
        let rest = format!(
            "7,'once','open',1,{closes},{grams},0,0,{user},{now},{now},{:.6},{:.6},{},1,{},{},{}",
            place.latitude,
            place.longitude,
            cells::cell(place),
            standing(owner).merit(),
            neighbourhood_m(owner),
            RECEIVER.packed(),
        );
        needs.row(&[id, organisation, site, text(&category.code), text(&format!("Besoin {number}")), rest])?;
    }
    needs.finish()
}
