//! The filters of the log, kept in the page's address.

use crate::i18n::zone;
use crate::routes::Route;
use chrono::{Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use shared::audit::{AuditExport, AuditQuery};
use shared::ids::{OrganisationId, UserId};
use shared::time::UtcMillis;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// What the address says; all that is left out is not filtered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AuditAddress {
    /// Who.
    #[serde(rename = "personne", default, skip_serializing_if = "Option::is_none")]
    pub person: Option<UserId>,
    /// The person's name, so that the filter can be shown without asking the server.
    #[serde(rename = "nom", default, skip_serializing_if = "Option::is_none")]
    pub person_name: Option<String>,
    /// For which organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// What.
    #[serde(rename = "action", default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// From this day on.
    #[serde(rename = "du", default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// To this day, which counts too.
    #[serde(rename = "au", default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

impl AuditAddress {
    /// The filters as the server knows them.
    pub fn filters(&self) -> AuditExport {
        let day_after = self.to.and_then(|day| day.checked_add_days(Days::new(1)));
        AuditExport {
            person: self.person,
            organisation: self.organisation,
            operation: self.operation.clone(),
            object: None,
            from: self.from.map(midnight),
            until: day_after.map(midnight),
        }
    }

    /// The question for one page.
    pub fn query(&self, cursor: Option<String>) -> AuditQuery {
        AuditQuery { cursor, ..self.filters().into() }
    }
}

/// When a day begins on the network's clocks.
fn midnight(day: NaiveDate) -> UtcMillis {
    zone::instant(day.and_time(NaiveTime::MIN))
}

/// The address, and how to change it.
#[derive(Clone, PartialEq)]
pub struct Steering {
    /// What it says now.
    pub address: AuditAddress,
    /// Goes to another one.
    pub go: Callback<AuditAddress>,
}

/// The filters in the address of this page.
#[hook]
pub fn use_audit_address() -> Steering {
    let navigator = use_navigator();
    // An address that cannot be read, as from another version, is one without filters.
    let address = use_location().and_then(|location| location.query::<AuditAddress>().ok()).unwrap_or_default();
    let go = Callback::from(move |address: AuditAddress| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.push_with_query(&Route::Audit, &address);
        }
    });
    Steering { address, go }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        let address = AuditAddress {
            person: "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10".parse().ok(),
            person_name: Some("Nadia Ferrand".to_owned()),
            organisation: None,
            operation: Some("accept_claim".to_owned()),
            from: NaiveDate::from_ymd_opt(2026, 11, 1),
            to: None,
        };
        let written = serde_urlencoded::to_string(&address).unwrap();
        assert!(written.contains("action=accept_claim&du=2026-11-01"), "{written}");
        assert_eq!(serde_urlencoded::from_str::<AuditAddress>(&written).unwrap(), address);
    }
}
