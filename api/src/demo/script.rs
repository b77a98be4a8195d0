//! What the demonstration is made of: data in this binary, in the API's own types where there are some.

use crate::http::Error;
use figment::Figment;
use figment::providers::{Format, Toml};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::accounts::Locale;
use shared::claims::{ClaimAction, Party};
use shared::cold_chain::DeciCelsius;
use shared::local_time::LocalTime;
use shared::organisations::{NewOrganisation, Role};
use shared::sites::{NewSite, Weekday};
use shared::units::{Grams, TemperatureClass, Unit};
use std::collections::BTreeMap;

/// Communes that the demonstration's sites lie in, for databases without the country's.
pub(super) const COMMUNES: &str = include_str!("communes.csv");

/// Who takes part.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Network {
    pub accounts: Vec<Account>,
    /// By key.
    pub organisations: BTreeMap<String, Member>,
}

/// An account that is printed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub email: String,
    pub name: String,
    pub locale: Locale,
    /// Key of the organisation.
    pub organisation: Option<String>,
    pub role: Option<Role>,
    #[serde(default)]
    pub network_admin: bool,
    /// What to print beside it.
    pub title: String,
}

/// An organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    /// Name of its coordinator.
    pub coordinator: String,
    /// Whether it still waits for its admission.
    #[serde(default)]
    pub pending: bool,
    pub profile: NewOrganisation,
    /// By key.
    pub sites: BTreeMap<String, NewSite>,
}

/// The food.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Food {
    pub offers: Vec<Offered>,
}

/// An offer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Offered {
    /// Keys of organisation and site.
    pub site: String,
    pub hours_ago: i64,
    pub category: String,
    pub title: String,
    pub remarks: Option<String>,
    #[serde(default = "kilogram")]
    pub unit: Unit,
    #[serde(default = "one_kilogram")]
    pub grams_per_unit: i64,
    /// In units.
    pub quantity: i64,
    #[serde(default = "ambient")]
    pub temperature_class: TemperatureClass,
    pub use_by_days: Option<i64>,
    pub best_before_days: Option<i64>,
    pub windows: Vec<Window>,
    #[serde(default)]
    pub claims: Vec<Claimed>,
}

const fn kilogram() -> Unit {
    Unit::Kilogram
}

const fn one_kilogram() -> i64 {
    1_000
}

const fn ambient() -> TemperatureClass {
    TemperatureClass::Ambient
}

/// A pick-up window in local hours.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Window {
    pub day: i64,
    pub from: u32,
    pub to: u32,
}

/// A claim and its life.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claimed {
    /// Keys of the taker and its site.
    pub site: String,
    pub grams: Grams,
    pub message: Option<String>,
    /// The request first, then what followed.
    pub steps: Vec<Step>,
    /// What the two sides write to each other, the first first.
    #[serde(default)]
    pub messages: Vec<Written>,
}

/// A message about a claim.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub by: Party,
    pub hours_ago: i64,
    pub text: String,
}

/// A step of a claim's life.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub action: Act,
    pub hours_ago: i64,
    pub reason: Option<String>,
    /// Tenths of a degree.
    pub temperature: Option<DeciCelsius>,
    pub received_grams: Option<Grams>,
}

/// The request, or a step of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Act {
    Request(Request),
    Step(ClaimAction),
}

/// The word for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Request {
    Request,
}

/// What is lacking.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lacking {
    pub needs: Vec<Needed>,
}

/// A need: once in so many days, or every week.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Needed {
    /// Keys of organisation and site.
    pub site: String,
    pub hours_ago: i64,
    pub category: String,
    pub title: String,
    pub remarks: Option<String>,
    pub grams: Option<Grams>,
    pub people: Option<i64>,
    pub in_days: Option<i64>,
    #[serde(default)]
    pub hour: u32,
    pub weekday: Option<Weekday>,
    pub time: Option<LocalTime>,
    #[serde(default)]
    pub urgent: bool,
    pub pickup_km: Option<i64>,
    #[serde(default)]
    pub answers: Vec<Proposed>,
}

/// A giver's proposal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proposed {
    /// Keys of the giver and its site.
    pub giver: String,
    /// Title of its offer.
    pub offer: String,
    pub grams: Grams,
    pub message: Option<String>,
}

impl Offered {
    /// Whether its last window lies ahead.
    pub fn is_fresh(&self) -> bool {
        self.windows.iter().any(|window| window.day > 0)
    }
}

/// Reads who takes part.
pub(super) fn network() -> Result<Network, Error> {
    read(include_str!("network.toml"))
}

/// Reads the food.
pub(super) fn food() -> Result<Food, Error> {
    read(include_str!("offers.toml"))
}

/// Reads what is lacking.
pub(super) fn needs() -> Result<Lacking, Error> {
    read(include_str!("needs.toml"))
}

/// Reads one of the demonstration's files.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    Figment::from(Toml::string(text)).extract().map_err(|error| Error::Internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::categories;
    use garde::Validate;

    #[test]
    fn everybody_is_somebody_that_the_api_would_take() {
        let network = network().unwrap();
        assert!(network.organisations.len() >= 12);
        for member in network.organisations.values() {
            member.profile.validate().unwrap();
            for site in member.sites.values() {
                site.validate().unwrap();
            }
        }
        for account in &network.accounts {
            let known = account.organisation.as_ref().is_none_or(|key| network.organisations.contains_key(key));
            assert!(known && account.email.ends_with("@demo.example.org"), "{}", account.email);
        }
    }

    #[test]
    fn every_offer_and_need_is_of_a_known_site_and_category() {
        let (network, food) = (network().unwrap(), food().unwrap());
        let known = |keys: &str| {
            let (member, site) = keys.split_once('/').unwrap();
            network.organisations[member].sites.contains_key(site)
        };
        for offer in &food.offers {
            assert!(known(&offer.site) && categories::tree().exists(&offer.category), "{}", offer.title);
            assert!(offer.claims.iter().all(|claim| known(&claim.site)), "{}", offer.title);
        }
        assert!(food.offers.iter().filter(|offer| offer.is_fresh()).count() >= 25);
        for need in &needs().unwrap().needs {
            assert!(known(&need.site) && categories::tree().exists(&need.category), "{}", need.title);
            let offered = |title: &String| food.offers.iter().any(|offer| offer.title == *title && offer.is_fresh());
            assert!(need.answers.iter().all(|answer| known(&answer.giver) && offered(&answer.offer)), "{}", need.title);
        }
    }
}
