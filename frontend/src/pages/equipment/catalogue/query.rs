//! From the filters in the address to the question to the server.

use super::address::Catalogue;
use crate::i18n::zone;
use crate::pages::offers::board::Place;
use shared::equipment::EquipmentQuery;
use shared::ids::OrganisationId;
use shared::sites::Site;

/// The question to the server.
#[must_use]
pub fn query(catalogue: &Catalogue, sites: &[Site], us: OrganisationId) -> EquipmentQuery {
    let address = &catalogue.steering.address;
    let place = address.place(sites);
    let (near_site, near_commune) = match &place {
        Place::Site(site) => (Some(site.id), None),
        Place::Commune(code, _) => (None, Some(code.clone())),
        Place::Anywhere => (None, None),
    };
    let days = catalogue.wish.days();
    EquipmentQuery {
        kind: catalogue.wish.kind,
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
