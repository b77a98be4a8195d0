//! A saved search is a view of the board: from the board's address to filters, and back.

use crate::pages::offers::board::{BoardAddress, Origin};
use shared::saved_searches::{SavedFilters, SavedSearch};
use shared::sites::Site;

/// What the board shows, to be kept. From where distances count is settled now: another first site later must not move
/// the search.
pub fn filters_of(address: &BoardAddress, sites: &[Site]) -> SavedFilters {
    let near = address.near(sites);
    SavedFilters {
        near_site: near.site,
        near_commune: near.commune,
        within_km: near.within_km,
        text: address.text.clone(),
        category: address.category.clone(),
        temperature_class: address.temperature,
        organisation: None,
        sort: address.sort,
    }
}

/// The board's address that shows what a search finds.
pub fn address_of(search: &SavedSearch) -> BoardAddress {
    let filters = &search.filters;
    let origin = match (filters.near_site, &filters.near_commune) {
        (Some(_), _) => Origin::Site,
        (None, Some(_)) => Origin::Commune,
        (None, None) => Origin::Anywhere,
    };
    BoardAddress {
        text: filters.text.clone(),
        category: filters.category.clone(),
        temperature: filters.temperature_class,
        origin: Some(origin),
        commune: filters.near_commune.clone(),
        commune_name: filters.near_commune.as_ref().and(search.place.clone()),
        site: filters.near_site,
        within_km: filters.within_km,
        sort: filters.sort,
        ..BoardAddress::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::saved_searches::Alert;
    use shared::time::UtcMillis;
    use shared::units::TemperatureClass;

    #[test]
    fn a_kept_search_opens_the_board_that_it_was_kept_from() {
        let address = BoardAddress {
            text: Some("yaourt".to_owned()),
            temperature: Some(TemperatureClass::Chilled),
            origin: Some(Origin::Commune),
            commune: Some("33243".to_owned()),
            commune_name: Some("Libourne".to_owned()),
            within_km: Some(25),
            ..BoardAddress::default()
        };
        let search = SavedSearch {
            id: "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10".parse().unwrap(),
            name: "Laitages".to_owned(),
            filters: filters_of(&address, &[]),
            place: Some("Libourne".to_owned()),
            alert: Alert::Off,
            alert_hour: 7,
            new_count: 0,
            looked_at: UtcMillis(0),
            created_at: UtcMillis(0),
            version: 1,
        };
        assert_eq!(address_of(&search), address);
    }
}
