//! Lots that the giver has received.

use super::unknown;
use crate::permissions::{Request, Side, World};
use reqwest::Method;
use serde_json::json;
use shared::paths;
use shared::stock::Lot;
use tests::fixtures::{freezing, lot_at, movement, received, tins_at};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let (side, giver) = (Side::Giver, &world.giver);
    let (site, id) = (giver.organisation.site(), giver.organisation.id);
    match operation {
        "list_lots" => Request::get(format!("{}?organisation={id}", paths::LOTS), side),
        "list_lots_csv" => Request::get(format!("{}?organisation={id}", paths::LOT_CSV), side),
        "list_lots_xlsx" => Request::get(format!("{}?organisation={id}", paths::LOT_XLSX), side),
        "create_lot" => Request::post(paths::LOTS, &lot_at(site), side),
        "receive_lots" => Request::post(paths::LOT_BATCH, &json!({ "rows": [lot_at(site), tins_at(site)] }), side),
        "receive_lot_table" => {
            let file = "Catégorie;Produit;Poids\nconserves;Thon;12\n".as_bytes().to_vec();
            let sheet = Request::of(Method::POST, format!("{}?site={site}", paths::LOT_IMPORT), side);
            Request { body: Some(("text/csv", file)), ..sheet }
        }
        "find_lot_import_template" => Request::get(paths::LOT_IMPORT_TEMPLATE, side),
        "find_stock" => Request::get(format!("{}?organisation={id}", paths::STOCK), side),
        "find_stock_pick" => {
            let wish = format!("site={site}&category=dairy&grams=5000");
            Request::get(format!("{}?{wish}", paths::STOCK_PICK), side)
        }
        "check_lot" => {
            let tins = received(&giver.coordinator, &tins_at(site)).await;
            let good = json!({ "packaging_intact": true, "storage_kept": true, "traceable": true });
            Request::post(paths::check_lot(tins.id), &good, side)
        }
        other => of_a_lot(&received(&giver.coordinator, &lot_at(site)).await, other, side),
    }
}

/// What is done with 100 kg of yoghurt.
fn of_a_lot(lot: &Lot, operation: &str, side: Side) -> Request {
    match operation {
        "find_lot" => Request::get(paths::lot(lot.id), side),
        "update_lot" => Request::patch(paths::lot(lot.id), &json!({ "title": "Yaourts vanille" }), side),
        "update_lot_status" => {
            let held = json!({ "status": "on_hold", "cause": "doubt" });
            Request::post(paths::lot_status(lot.id), &held, side).with_header("if-match", "*")
        }
        "list_lot_movements" => Request::get(paths::lot_movements(lot.id), side),
        "create_lot_movement" => {
            Request::post(paths::lot_movements(lot.id), &movement("distribute", lot.site.id, 1_000), side)
        }
        "freeze_lot" => Request::post(paths::freeze_lot(lot.id), &freezing(lot.site.id, 1_000), side),
        "find_lot_trace" => Request::get(paths::lot_trace(lot.id), side),
        "find_offer_draft" => Request::get(paths::lot_offer_draft(lot.id), side),
        "reverse_stock_movement" => {
            let arrival = lot.movements.items.first().expect("the line of its arrival").id;
            Request::post(paths::reverse_stock_movement(arrival), &json!({}), side)
        }
        other => unknown(other),
    }
}
