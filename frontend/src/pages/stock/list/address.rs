//! The filters of the list in its address.

use crate::i18n::zone;
use crate::pages::stock::place::Place;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use shared::ids::{OrganisationId, SiteId};
use shared::stock::{FundingSource, LotStatus, StockLineQuery, StockTableQuery};
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// What the address says; all that is left out is not filtered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockAddress {
    /// Words of title, batch number or barcode.
    #[serde(rename = "texte", default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// At this site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Of this category and what is below it.
    #[serde(rename = "categorie", default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Of this status.
    #[serde(rename = "etat", default, skip_serializing_if = "Option::is_none")]
    pub status: Option<LotStatus>,
    /// Paid for by this.
    #[serde(rename = "financement", default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<FundingSource>,
    /// With a date within so many days, or over.
    #[serde(rename = "jours", default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

impl StockAddress {
    /// The question for the list.
    #[must_use]
    pub fn query(&self, us: OrganisationId) -> StockLineQuery {
        self.filters(us).into()
    }

    /// The filters as the server knows them.
    #[must_use]
    pub fn filters(&self, us: OrganisationId) -> StockTableQuery {
        self.filters_on(zone::today(), us)
    }

    fn filters_on(&self, today: NaiveDate, us: OrganisationId) -> StockTableQuery {
        StockTableQuery {
            organisation: Some(us),
            site: self.site,
            category: self.category.clone(),
            status: self.status,
            funding_source: self.funding,
            text: self.text.clone(),
            until: self.days.and_then(|days| today.checked_add_days(Days::new(u64::from(days)))),
        }
    }

    /// Whether anything narrows the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        *self != Self::default()
    }
}

/// The address, and how to change it.
#[derive(Clone, PartialEq)]
pub struct Steering {
    /// What it says now.
    pub address: StockAddress,
    /// Goes to another one; "back" returns.
    pub go: Callback<StockAddress>,
    /// Goes to another one in place of this: for what changes with every letter.
    pub refine: Callback<StockAddress>,
}

/// The filters in the address of the list.
#[hook]
pub fn use_stock_address() -> Steering {
    let navigator = use_navigator();
    // An address that cannot be read, as from another version, is one without filters.
    let address = use_location().and_then(|location| location.query::<StockAddress>().ok()).unwrap_or_default();
    let to = |replace: bool| {
        let navigator = navigator.clone();
        Callback::from(move |address: StockAddress| {
            if let Some(navigator) = &navigator {
                let list = Place::List.route();
                // Fails only for addresses that cannot be written, which these can.
                let _ = if replace {
                    navigator.replace_with_query(&list, &address)
                } else {
                    navigator.push_with_query(&list, &address)
                };
            }
        })
    };
    let (go, refine) = (to(false), to(true));
    Steering { address, go, refine }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        let address = StockAddress {
            text: Some("yaourt".to_owned()),
            category: Some("dairy".to_owned()),
            status: Some(LotStatus::OnHold),
            funding: Some(FundingSource::EsfPlus),
            days: Some(3),
            ..StockAddress::default()
        };
        let written = serde_urlencoded::to_string(&address).unwrap();
        assert_eq!(written, "texte=yaourt&categorie=dairy&etat=on_hold&financement=esf_plus&jours=3");
        assert_eq!(serde_urlencoded::from_str::<StockAddress>(&written).unwrap(), address);
        assert!(!StockAddress::default().is_narrowed());
    }

    #[test]
    fn days_are_asked_for_by_their_date() {
        let us = OrganisationId(uuid::Uuid::nil());
        let address = StockAddress { days: Some(7), ..StockAddress::default() };
        let filters = address.filters_on("2026-11-29".parse().unwrap(), us);
        assert_eq!((filters.until, filters.organisation), ("2026-12-06".parse().ok(), Some(us)));
    }
}
