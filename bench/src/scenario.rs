//! What is asked: the same questions to the product and to the minimal server.

use crate::data::{Network, offers};
use crate::load::{Request, request};
use crate::random::Random;
use anyhow::{Context, Result};
use serde_json::json;
use shared::paths;
use shared::time::{DAY, HOUR, UtcMillis};
use uuid::Uuid;

/// One kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    Newest,
    NearCategory,
    NearText,
    ReadOne,
    Publish,
    Claim,
}

/// Words that people search for, each in a few per cent of the offers; the product does not mind missing accents.
const TEXTS: [&str; 8] =
    ["yaourt", "pommes de terre", "lait", "petits pots", "conserves de haricots", "pain", "surgelees", "carottes locales"];
/// Categories with others below them, as people choose.
const CATEGORIES: [&str; 4] = ["dairy", "fruit_vegetables", "bakery", "meat"];
/// Different requests of one kind; they are sent over and over.
const REQUESTS: usize = 8_192;

/// Who asks, and with which access token.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Index of the member.
    pub member: usize,
    pub token: String,
}

impl Scenario {
    pub const ALL: [Self; 6] = [Self::Newest, Self::NearCategory, Self::NearText, Self::ReadOne, Self::Publish, Self::Claim];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Newest => "list, newest first",
            Self::NearCategory => "near + category",
            Self::NearText => "near + text",
            Self::ReadOne => "read one",
            Self::Publish => "publish",
            Self::Claim => "claim",
        }
    }

    pub const fn is_read(self) -> bool {
        !matches!(self, Self::Publish | Self::Claim)
    }

    /// The requests, in the product's words.
    pub fn requests(self, network: &Network, callers: &[Caller]) -> Result<Vec<Request>> {
        let mut random = Random::seeded(7);
        (0..REQUESTS)
            .map(|number| {
                let caller = callers.get(number % callers.len().max(1)).context("a caller")?;
                let (path, body) = self.question(network, caller.member, &mut random)?;
                let method = if body.is_some() { "POST" } else { "GET" };
                Ok(request(method, &path, Some(&caller.token), body.as_deref()))
            })
            .collect()
    }

    fn question(self, network: &Network, member: usize, random: &mut Random) -> Result<(String, Option<String>)> {
        let near = random.one(&network.communes).context("a commune")?.insee_code.clone();
        let number = random.below(network.size.offers);
        Ok(match self {
            Self::Newest => (paths::OFFERS.to_owned(), None),
            Self::NearCategory => {
                let category = random.one(&categories()).copied().context("a category")?;
                (format!("{}?near_commune={near}&category={category}", paths::OFFERS), None)
            }
            Self::NearText => {
                let text = random.one(&TEXTS).context("a text")?.replace(' ', "%20");
                (format!("{}?near_commune={near}&text={text}", paths::OFFERS), None)
            }
            Self::ReadOne => (format!("{}/{}", paths::OFFERS, offers::id(network, number)), None),
            Self::Publish => (paths::OFFERS.to_owned(), Some(offer(network, member, random)?)),
            Self::Claim => (paths::CLAIMS.to_owned(), Some(claim(network, member, random)?)),
        })
    }
}

/// Those of [`CATEGORIES`] that the tree has.
fn categories() -> Vec<&'static str> {
    let known = CATEGORIES.into_iter().filter(|code| api::categories::tree().exists(code)).collect::<Vec<_>>();
    if known.is_empty() {
        api::categories::tree().all().iter().map(|category| category.code.as_str()).take(4).collect()
    } else {
        known
    }
}

fn site(network: &Network, member: usize) -> Result<Uuid> {
    Ok(network.members.get(member).context("a member")?.site)
}

fn offer(network: &Network, member: usize, random: &mut Random) -> Result<String> {
    let from = UtcMillis(network.now.0 + DAY);
    let windows = json!([{ "starts_at": from, "ends_at": from.plus(3 * HOUR) }]);
    let body = json!({
        "site_id": site(network, member)?, "category": "bakery", "title": format!("Baguettes de la veille {}", random.below(100)),
        "unit": "kilogram", "grams_per_unit": 1_000, "total_grams": 120_000, "temperature_class": "ambient",
        "pickup_windows": windows,
    });
    Ok(body.to_string())
}

/// One kilogram of somebody else's.
fn claim(network: &Network, member: usize, random: &mut Random) -> Result<String> {
    let mut number = random.below(network.size.offers);
    while offers::giver(network, number) == member {
        number = random.below(network.size.offers);
    }
    Ok(json!({ "offer_id": offers::id(network, number), "site_id": site(network, member)?, "grams": 1_000 }).to_string())
}
