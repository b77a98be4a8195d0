//! From the filters in the address to the question to the server.

use crate::i18n::zone;
use crate::pages::offers::board::{BoardAddress, Place};
use chrono::NaiveDate;
use shared::equipment::EquipmentQuery;
use shared::ids::OrganisationId;
use shared::sites::Site;

/// The first and the last day on which the item is wanted; one day alone where one alone is said.
#[must_use]
pub fn days(address: &BoardAddress) -> Option<(NaiveDate, NaiveDate)> {
    let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<NaiveDate>().ok());
    let (from, until) = (day(&address.free_from), day(&address.free_until));
    let first = from.or(until)?;
    Some((first, until.unwrap_or(first).max(first)))
}

/// The question to the server.
#[must_use]
pub fn query(address: &BoardAddress, sites: &[Site], us: OrganisationId) -> EquipmentQuery {
    let place = address.place(sites);
    let (near_site, near_commune) = match &place {
        Place::Site(site) => (Some(site.id), None),
        Place::Commune(code, _) => (None, Some(code.clone())),
        Place::Anywhere => (None, None),
    };
    let days = days(address);
    EquipmentQuery {
        kind: address.kind,
        organisation: address.is_ours().then_some(us),
        near_site,
        near_commune,
        within_km: (place != Place::Anywhere).then(|| address.within()),
        free_from: days.map(|(first, _)| zone::midnight(first)),
        free_until: days.map(|(_, last)| zone::midnight(last.succ_opt().unwrap_or(last))),
        limit: None,
        cursor: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_alone_is_meant_from_its_beginning_to_its_end() {
        let address = |from: Option<&str>, until: Option<&str>| BoardAddress {
            free_from: from.map(str::to_owned),
            free_until: until.map(str::to_owned),
            ..BoardAddress::default()
        };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(days(&address(None, None)), None);
        assert_eq!(days(&address(Some("demain"), None)), None);
        assert_eq!(days(&address(None, Some("2026-12-02"))), Some((day("2026-12-02"), day("2026-12-02"))));
        assert_eq!(days(&address(Some("2026-12-01"), Some("2026-12-03"))), Some((day("2026-12-01"), day("2026-12-03"))));
        assert_eq!(days(&address(Some("2026-12-05"), Some("2026-12-03"))), Some((day("2026-12-05"), day("2026-12-05"))));
    }
}
