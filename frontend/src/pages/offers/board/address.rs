//! The filters of a board, of offers, of needs or of equipment, kept in the page's address. Its words are French: people read and share addresses.

use crate::routes::Route;
use serde::{Deserialize, Serialize};
use shared::ids::{OrganisationId, SiteId};
use shared::offers::{OfferQuery, OfferSort};
use shared::sites::Site;
use shared::units::TemperatureClass;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// What the address says. Everything that is left out has its usual value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BoardAddress {
    /// Words looked for.
    #[serde(rename = "texte", default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Code of a category.
    #[serde(rename = "categorie", default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// How the food is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature: Option<TemperatureClass>,
    /// From where distances count; left out: the organisation's first site.
    #[serde(rename = "pres", default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// INSEE code, where the origin is a commune.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// Its name, so that the address can be shown without asking the server.
    #[serde(rename = "lieu", default, skip_serializing_if = "Option::is_none")]
    pub commune_name: Option<String>,
    /// Where the origin is one of the organisation's sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// At most this far.
    #[serde(rename = "km", default, skip_serializing_if = "Option::is_none")]
    pub within_km: Option<u32>,
    /// Order.
    #[serde(rename = "tri", default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<OfferSort>,
    /// Whose offers.
    #[serde(rename = "de", default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<Whose>,
    /// Which needs alone; means nothing to offers.
    #[serde(rename = "besoins", default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Only>,
    /// What a phone shows.
    #[serde(rename = "vue", default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
}

/// From where distances count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// One of the organisation's sites.
    #[serde(rename = "site")]
    Site,
    /// A commune.
    #[serde(rename = "commune")]
    Commune,
    /// From nowhere: the whole network.
    #[serde(rename = "reseau")]
    Anywhere,
}

/// Whose offers are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    /// Everybody's that can be claimed.
    #[default]
    #[serde(rename = "reseau")]
    Network,
    /// Our own, those that are over too.
    #[serde(rename = "nous")]
    Ours,
}

/// Which needs alone are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Only {
    /// Those that cannot wait.
    #[serde(rename = "urgents")]
    Urgent,
    /// Those that come once.
    #[serde(rename = "ponctuels")]
    Once,
    /// Those of every week.
    #[serde(rename = "reguliers")]
    Weekly,
}

/// What a phone shows; a desk has room for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// The list.
    #[default]
    #[serde(rename = "liste")]
    List,
    /// The map.
    #[serde(rename = "carte")]
    Map,
}

/// From where and how far a search goes, as the server is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Near {
    /// From one of our sites.
    pub site: Option<SiteId>,
    /// From a commune: its INSEE code.
    pub commune: Option<String>,
    /// At most this far; nothing from nowhere.
    pub within_km: Option<u32>,
}

/// From where distances count, resolved.
#[derive(Clone, Debug, PartialEq)]
pub enum Place<'a> {
    /// Our site.
    Site(&'a Site),
    /// A commune: INSEE code and name.
    Commune(String, String),
    /// Nowhere.
    Anywhere,
}

impl BoardAddress {
    /// From where distances count. Our own offers are wherever they are.
    pub fn place<'a>(&self, sites: &'a [Site]) -> Place<'a> {
        match (self.origin, &self.commune) {
            _ if self.is_ours() => Place::Anywhere,
            (Some(Origin::Anywhere), _) => Place::Anywhere,
            (Some(Origin::Commune), Some(code)) => {
                Place::Commune(code.clone(), self.commune_name.clone().unwrap_or_else(|| code.clone()))
            }
            _ => {
                let named = self.site.and_then(|id| sites.iter().find(|site| site.id == id));
                let usual = sites.iter().find(|site| site.position.is_some());
                named.or(usual).map_or(Place::Anywhere, Place::Site)
            }
        }
    }

    /// How far a search goes, km.
    pub fn within(&self) -> u32 {
        self.within_km.unwrap_or(shared::geo::SEARCH_KM)
    }

    /// From where and how far a search goes.
    pub fn near(&self, sites: &[Site]) -> Near {
        let within_km = Some(self.within());
        match self.place(sites) {
            Place::Site(site) => Near { site: Some(site.id), commune: None, within_km },
            Place::Commune(code, _) => Near { site: None, commune: Some(code), within_km },
            Place::Anywhere => Near::default(),
        }
    }

    /// The order that is in force.
    pub fn order(&self, place: &Place<'_>) -> OfferSort {
        match (self.sort, place) {
            (None | Some(OfferSort::Distance), Place::Anywhere) => OfferSort::Newest,
            (None, _) => OfferSort::Distance,
            (Some(sort), _) => sort,
        }
    }

    /// The question to the server.
    pub fn query(&self, sites: &[Site], us: OrganisationId) -> OfferQuery {
        let near = self.near(sites);
        OfferQuery {
            near_site: near.site,
            near_commune: near.commune,
            within_km: near.within_km,
            text: self.text.clone(),
            category: self.category.clone(),
            temperature_class: self.temperature,
            organisation: self.is_ours().then_some(us),
            sort: Some(self.order(&self.place(sites))),
            limit: None,
            cursor: None,
        }
    }

    /// Whether anything but place and order narrows the list.
    pub fn is_narrowed(&self) -> bool {
        self.text.is_some() || self.category.is_some() || self.temperature.is_some() || self.only.is_some()
    }

    /// Whether only our own are listed.
    pub fn is_ours(&self) -> bool {
        self.whose == Some(Whose::Ours)
    }

    /// The same without all that narrows the list but place and order.
    #[must_use]
    pub fn unfiltered(&self) -> Self {
        Self { text: None, category: None, temperature: None, only: None, ..self.clone() }
    }

    /// The same from nowhere.
    #[must_use]
    pub fn anywhere(&self) -> Self {
        let nowhere = Self { commune: None, commune_name: None, site: None, within_km: None, ..self.clone() };
        Self { origin: Some(Origin::Anywhere), ..nowhere }
    }
}

/// The address, and how to change it.
#[derive(Clone, PartialEq)]
pub struct Steering {
    /// Which board.
    pub board: Route,
    /// What it says now.
    pub address: BoardAddress,
    /// Goes to another one; "back" returns.
    pub go: Callback<BoardAddress>,
    /// Goes to another one in place of this: for what changes with every letter.
    pub refine: Callback<BoardAddress>,
}

/// The filters in the address of a board.
#[hook]
pub fn use_board_address(board: Route) -> Steering {
    let navigator = use_navigator();
    // An address that cannot be read, as from another version, is one without filters.
    let address = use_location().and_then(|location| location.query::<BoardAddress>().ok()).unwrap_or_default();
    let to = |replace: bool| {
        let (navigator, board) = (navigator.clone(), board.clone());
        Callback::from(move |address: BoardAddress| {
            if let Some(navigator) = &navigator {
                // Fails only for addresses that cannot be written, which these can.
                let _ = if replace {
                    navigator.replace_with_query(&board, &address)
                } else {
                    navigator.push_with_query(&board, &address)
                };
            }
        })
    };
    let (go, refine) = (to(false), to(true));
    Steering { board, address, go, refine }
}

/// Both halves of a board's address, as pairs of names and values: what all boards have, and what is asked of one alone.
pub fn pairs(board: &BoardAddress, wish: &impl Serialize) -> Vec<(String, String)> {
    let pairs = |text: Result<String, _>| text.ok().and_then(|text| serde_urlencoded::from_str(&text).ok());
    let halves = [serde_urlencoded::to_string(board), serde_urlencoded::to_string(wish)];
    halves.into_iter().filter_map(pairs).flat_map(|half: Vec<(String, String)>| half).collect()
}

/// Goes to a board's address as [`pairs`] has it; with `true` in place of this one.
#[hook]
pub fn use_way(board: Route) -> Callback<(Vec<(String, String)>, bool)> {
    let navigator = use_navigator();
    Callback::from(move |(query, replace): (Vec<(String, String)>, bool)| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = if replace {
                navigator.replace_with_query(&board, &query)
            } else {
                navigator.push_with_query(&board, &query)
            };
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        let address = BoardAddress {
            text: Some("yaourt nature".to_owned()),
            temperature: Some(TemperatureClass::Chilled),
            origin: Some(Origin::Commune),
            commune: Some("33243".to_owned()),
            within_km: Some(25),
            sort: Some(OfferSort::Closing),
            view: Some(View::Map),
            ..BoardAddress::default()
        };
        let written = serde_urlencoded::to_string(&address).unwrap();
        assert_eq!(
            written,
            "texte=yaourt+nature&temperature=chilled&pres=commune&commune=33243&km=25&tri=closing&vue=carte"
        );
        assert_eq!(serde_urlencoded::from_str::<BoardAddress>(&written).unwrap(), address);
        assert_eq!(serde_urlencoded::to_string(BoardAddress::default()).unwrap(), "");
    }
}
