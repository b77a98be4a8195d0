//! Shops on the way of a tour: they are no sites of the network, so a load says itself where they are.

use super::adding;
use crate::communes;
use crate::db::Conn;
use crate::db::schema::commune_postcodes;
use crate::http::{Actor, Cx, Error};
use crate::sites;
use crate::tours::model::{LoadRow, TourRow};
use diesel::prelude::*;
use shared::ids::SiteId;
use shared::text::tidy;
use shared::tours::NewShopPickup;

/// What a shop gives, to be fetched for the tour's organisation.
///
/// # Errors
/// 422 for an unknown commune, postcode or site, a place that nobody knows, a window that ends before it begins.
pub(super) fn load(cx: &mut Cx<'_>, actor: &Actor, tour: &TourRow, shop: &NewShopPickup) -> Result<LoadRow, Error> {
    let to = destination(cx, actor, tour, shop.site_id)?;
    let commune = communes::store::find(cx.conn, &shop.insee_code)?;
    let commune = commune.ok_or_else(|| Error::invalid("/shop/insee_code", "unknown"))?;
    let postcode = postcode(cx.conn, &shop.insee_code, shop.postcode.as_deref())?;
    let position = shop.position.or_else(|| commune.position());
    let position = position.ok_or_else(|| Error::invalid("/shop/position", "position_unknown"))?;
    if shop.window.is_some_and(|window| window.ends_at <= window.starts_at) {
        return Err(Error::invalid("/shop/window", "before_start"));
    }
    let load = LoadRow {
        shop_address: shop.address.as_deref().and_then(tidy),
        shop_postcode: Some(postcode),
        shop_insee_code: Some(commune.insee_code),
        shop_latitude: Some(position.latitude),
        shop_longitude: Some(position.longitude),
        window_starts_at: shop.window.map(|window| window.starts_at),
        window_ends_at: shop.window.map(|window| window.ends_at),
        grams: shop.grams,
        temperature_class: shop.temperature_class,
        note: shop.note.as_deref().and_then(tidy),
        ..adding::of_shop(cx, actor, tour, shop.name.trim().to_owned(), to)?
    };
    adding::placed(cx, &load, "/shop/site_id")?;
    Ok(load)
}

/// Where it goes: a site of the tour's organisation, where the tour ends unless another is named.
fn destination(cx: &mut Cx<'_>, actor: &Actor, tour: &TourRow, named: Option<SiteId>) -> Result<SiteId, Error> {
    let Some(id) = named else { return Ok(tour.site_id) };
    let site = sites::store::find(cx, actor, id).ok().filter(|site| site.organisation.id == tour.organisation_id);
    site.map(|site| site.id).ok_or_else(|| Error::invalid("/shop/site_id", "unknown"))
}

/// The commune's postcode: the wish where the commune has it, its first one without a wish.
fn postcode(conn: &mut Conn, insee_code: &str, wish: Option<&str>) -> Result<String, Error> {
    let known: Vec<String> = commune_postcodes::table
        .filter(commune_postcodes::insee_code.eq(insee_code))
        .order(commune_postcodes::postcode)
        .select(commune_postcodes::postcode)
        .load(conn)?;
    let found = match wish {
        Some(wish) => known.into_iter().find(|postcode| postcode == wish),
        None => known.into_iter().next(),
    };
    found.ok_or_else(|| Error::invalid("/shop/postcode", "unknown"))
}
