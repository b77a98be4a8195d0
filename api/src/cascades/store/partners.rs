//! Regular partners of sites.

use crate::db::schema::partners;
use crate::http::{Actor, Cx, Error};
use crate::{organisations, sites};
use diesel::prelude::*;
use shared::cascades::{NewPartners, PartnerList};
use shared::ids::{OrganisationId, SiteId};
use shared::organisations::OrganisationStatus;
use shared::text::fold;

/// The regular partners of a site, by name.
///
/// # Errors
/// 404 when there is no such site for the caller; 403 for who neither belongs to its organisation nor administers the
/// network.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, id: SiteId) -> Result<PartnerList, Error> {
    let site = sites::store::find(cx, actor, id)?;
    if !actor.network_admin && !actor.belongs_to(site.organisation.id) {
        return Err(Error::forbidden());
    }
    shown(cx, id)
}

fn shown(cx: &mut Cx<'_>, id: SiteId) -> Result<PartnerList, Error> {
    let ids = of(cx, id)?;
    let mut items: Vec<_> = organisations::store::summaries(cx.conn, &ids)?.into_values().collect();
    items.sort_by_cached_key(|organisation| (fold(&organisation.name), organisation.id));
    Ok(PartnerList { items })
}

/// The regular partners of a site.
pub(super) fn of(cx: &mut Cx<'_>, id: SiteId) -> Result<Vec<OrganisationId>, Error> {
    let rows = partners::table.filter(partners::site_id.eq(id)).order(partners::organisation_id);
    Ok(rows.select(partners::organisation_id).load(cx.conn)?)
}

/// Names the regular partners of a site, in place of those before.
///
/// # Errors
/// 404, 403; 422 for an organisation that is not approved, or the site's own.
pub fn replace(cx: &mut Cx<'_>, actor: &Actor, id: SiteId, new: &NewPartners) -> Result<PartnerList, Error> {
    let site = sites::store::find(cx, actor, id)?;
    actor.manage(site.organisation.id)?;
    let mut chosen = new.organisation_ids.clone();
    chosen.sort_unstable();
    chosen.dedup();
    for organisation in &chosen {
        let found = organisations::store::find(cx, actor, *organisation).ok();
        let approved = found.is_some_and(|found| found.status == OrganisationStatus::Approved);
        if !approved || *organisation == site.organisation.id {
            let place = new.organisation_ids.iter().position(|one| one == organisation).unwrap_or_default();
            return Err(Error::invalid(&format!("/organisation_ids/{place}"), "unknown"));
        }
    }
    diesel::delete(partners::table.filter(partners::site_id.eq(id))).execute(cx.conn)?;
    for organisation in chosen {
        let row = (partners::site_id.eq(id), partners::organisation_id.eq(organisation));
        diesel::insert_into(partners::table).values(row).execute(cx.conn)?;
    }
    shown(cx, id)
}
