//! A new offer made from an older one. It is of other food, and so of no lot, whatever the older one was of.

use super::{publish, read};
use crate::http::{Actor, Cx, Error};
use crate::offers::OfferRow;
use crate::photos;
use shared::cascades::FirstCalled;
use shared::ids::OfferId;
use shared::offers::{NewOffer, Offer, OfferCopy};
use shared::products::Allergen;

/// Publishes what an older offer of the caller's organisation said, with new dates and windows.
///
/// # Errors
/// 404 when there is none; 403 for another organisation's offer; 422 as for a new one.
pub fn copy(cx: &mut Cx<'_>, actor: &Actor, id: OfferId, told: &OfferCopy) -> Result<Offer, Error> {
    actor.see_network()?;
    let older = read::load(cx.conn, id)?;
    actor.act_for(older.organisation_id)?;
    let offer = publish(cx, actor, &renewed(older, told))?;
    photos::store::share(cx.conn, id, offer.id)?;
    read::find(cx, actor, offer.id)
}

fn renewed(older: OfferRow, told: &OfferCopy) -> NewOffer {
    NewOffer {
        site_id: older.site_id,
        category: older.category_code,
        title: older.title,
        remarks: older.remarks,
        unit: older.unit,
        grams_per_unit: older.grams_per_unit,
        total_grams: told.total_grams.unwrap_or(older.total_grams),
        temperature_class: older.temperature_class,
        use_by: told.use_by,
        best_before: told.best_before,
        best_before_check: told.best_before_check.clone(),
        frozen_on: None,
        product_name: older.product_name,
        gtin: older.gtin,
        allergens: older.allergens.map(Allergen::of_bits),
        visibility: older.visibility,
        pickup_windows: told.pickup_windows.clone(),
        first: FirstCalled::default(),
        lot_id: None,
    }
}
