//! From the filters in the address to the question to the server.

use super::address::Catalogue;
use crate::i18n::zone;
use shared::equipment::EquipmentQuery;
use shared::ids::OrganisationId;
use shared::sites::Site;

/// The question to the server.
#[must_use]
pub fn query(catalogue: &Catalogue, sites: &[Site], us: OrganisationId) -> EquipmentQuery {
    let address = &catalogue.steering.address;
    let near = address.near(sites);
    let days = catalogue.wish.days();
    EquipmentQuery {
        kind: catalogue.wish.kind,
        organisation: address.is_ours().then_some(us),
        near_site: near.site,
        near_commune: near.commune,
        within_km: near.within_km,
        free_from: days.map(|(first, _)| zone::midnight(first)),
        free_until: days.map(|(_, last)| zone::midnight(last.succ_opt().unwrap_or(last))),
        limit: None,
        cursor: None,
    }
}
