//! Offers, all open, in the order in which they would have been published.

use super::bulk::{Bulk, bytes, text};
use super::network::Network;
use crate::random::Random;
use anyhow::{Context, Result};
use api::categories;
use api::db::{Backend, Conn};
use api::engine::{analyser, cells};
use shared::categories::Category;
use shared::time::{DAY, HOUR, MINUTE};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Words that titles are made of: what, and how it comes.
const GOODS: [&str; 24] = [
    "Yaourts nature",
    "Pommes de terre",
    "Baguettes",
    "Lait demi-écrémé",
    "Conserves de haricots",
    "Pâtes",
    "Riz",
    "Carottes",
    "Poulet",
    "Fromage blanc",
    "Petits pots",
    "Couches",
    "Salades",
    "Bananes",
    "Compotes",
    "Œufs",
    "Jambon",
    "Beurre",
    "Pizzas surgelées",
    "Soupes",
    "Huile de tournesol",
    "Café",
    "Lentilles",
    "Thon à l'huile",
];
const FORMS: [&str; 16] = [
    "en vrac",
    "par cartons",
    "biologiques",
    "du jour",
    "de la veille",
    "en barquettes",
    "premier prix",
    "locaux",
    "à trier",
    "en bocaux",
    "par palettes",
    "individuels",
    "familiaux",
    "sans sucre",
    "du maraîcher",
    "en filets",
];

/// The identifier of the `number`th offer, which readers need to ask for it.
pub fn id(network: &Network, number: usize) -> Uuid {
    let mut random = Random::seeded(0x0ffe_0000_u64.wrapping_add(u64::try_from(number).unwrap_or(0)));
    let mut bytes = [0_u8; 10];
    bytes.iter_mut().for_each(|byte| *byte = random.next().to_le_bytes()[0]);
    let at = u64::try_from(published_at(network, number)).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(at, &bytes).into_uuid()
}

/// One after the other over thirty days.
fn published_at(network: &Network, number: usize) -> i64 {
    let step = 30 * DAY / i64::try_from(network.size.offers.max(1)).unwrap_or(1);
    let age = i64::try_from(network.size.offers.saturating_sub(number)).unwrap_or(0);
    network.now.0 - age * step - MINUTE
}

/// Which member has published the `number`th offer.
pub fn giver(network: &Network, number: usize) -> usize {
    Random::seeded(u64::try_from(number).unwrap_or(0)).below(network.members.len())
}

pub(super) fn write(conn: &mut Conn, network: &Network) -> Result<()> {
    let sqlite = conn.backend() == Backend::Sqlite;
    let leaves: Vec<&Category> = categories::tree().all().iter().filter(|each| each.code.contains('.')).collect();
    let columns = "offers (id, organisation_id, site_id, category_code, title, unit, grams_per_unit, total_grams, \
        left_grams, temperature_class, best_before, status, published_by, published_at, updated_at, closes_at, latitude, \
        longitude, cell, version)";
    let mut offers = Bulk::into(conn, columns)?;
    let mut documents = Vec::with_capacity(network.size.offers);
    let mut known = HashMap::new();
    for number in 0..network.size.offers {
        let mut random = Random::seeded(u64::try_from(number).unwrap_or(0) ^ 0xabcd);
        let member = network.members.get(giver(network, number)).context("a member")?;
        let commune = network.communes.get(member.commune).context("a commune")?;
        let category = random.one(&leaves).context("a category")?;
        let title = (random.below(GOODS.len()), random.below(FORMS.len()));
        let words = known.entry((title, category.code.as_str())).or_insert_with(|| document(title, &category.code));
        documents.push(format!("{} {}", words, analyser::stems(&commune.name).join(" ")));
        let at = published_at(network, number);
        let closes = network.now.0 + 4 * DAY + i64::try_from(random.below(1_000)).unwrap_or(0) * HOUR / 4;
        let grams = 1_000 * (100 + random.below(900));
        let [id, owner, site, user] =
            [id(network, number), member.organisation, member.site, member.user].map(|id| bytes(sqlite, id));
        let place = commune.position;
        let rest = format!(
            "'kilogram',1000,{grams},{grams},'{}',NULL,'open',{user},{at},{at},{closes},{:.6},{:.6},{},1",
            category.temperature_class,
            place.latitude,
            place.longitude,
            cells::cell(place)
        );
        offers.row(&[id, owner, site, text(&category.code), text(&words_of(title)), rest])?;
    }
    offers.finish()?;
    write_windows(conn, network, sqlite)?;
    let mut rows = Bulk::into(conn, "offer_documents (offer_id, stems)")?;
    for (number, words) in documents.iter().enumerate() {
        rows.row(&[bytes(sqlite, id(network, number)), text(words)])?;
    }
    rows.finish()?;
    write_postings(conn, network, &documents)
}

/// In the order of their key, which writes each page of the table once.
fn write_postings(conn: &mut Conn, network: &Network, documents: &[String]) -> Result<()> {
    let sqlite = conn.backend() == Backend::Sqlite;
    let mut postings = BTreeMap::<&str, BTreeSet<(i64, Uuid)>>::new();
    for (number, document) in documents.iter().enumerate() {
        let member = network.members.get(giver(network, number)).context("a member")?;
        let cell = cells::cell(network.communes.get(member.commune).context("a commune")?.position);
        let id = id(network, number);
        for token in document.split(' ') {
            postings.entry(token).or_default().insert((cell, id));
        }
    }
    let mut rows = Bulk::into(conn, "offer_postings (token, cell, offer_id)")?;
    for (token, offers) in postings {
        for (cell, id) in offers {
            rows.row(&[text(token), cell.to_string(), bytes(sqlite, id)])?;
        }
    }
    rows.finish()
}

fn write_windows(conn: &mut Conn, network: &Network, sqlite: bool) -> Result<()> {
    let mut windows = Bulk::into(conn, "pickup_windows (offer_id, starts_at, ends_at)")?;
    let (from, to) = (network.now.0 + DAY, network.now.0 + 4 * DAY);
    for number in 0..network.size.offers {
        windows.row(&[bytes(sqlite, id(network, number)), from.to_string(), to.to_string()])?;
    }
    windows.finish()
}

fn words_of((good, form): (usize, usize)) -> String {
    let [good, form] = [GOODS.get(good), FORMS.get(form)].map(|word| word.copied().unwrap_or_default());
    format!("{good} {form}")
}

/// What the server's own publishing would index, but for the commune.
fn document(title: (usize, usize), category: &str) -> String {
    let category = categories::path(category).map(categories::token);
    analyser::stems(&words_of(title)).into_iter().chain(category).collect::<Vec<_>>().join(" ")
}
