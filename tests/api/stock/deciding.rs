//! What is said of lots: edits, statuses, offers made of them, and alerts of what is about to be lost.

use super::cast;
use serde_json::json;
use shared::notifications::{NotificationKind, NotificationPage};
use shared::offers::{NewOffer, Offer};
use shared::paths;
use shared::problem::Code;
use shared::stock::{Lot, LotStatus, LotStatusCause, StockLinePage};
use shared::time::{DAY, HOUR};
use shared::units::{Grams, Unit};
use tests::fixtures::{day, hand_over, kg, lot_at, lot_of, moved, movement, received, start, tins_at};
use tests::{TestServer, both};

both!(
    a_lot_is_edited_by_its_own_and_its_dates_by_coordinators,
    a_shelf_is_that_of_whoever_has_it,
    only_what_is_approved_leaves,
    a_status_needs_the_version_that_was_seen,
    an_offer_is_drafted_of_a_lot,
    what_is_about_to_be_lost_is_told_once_a_day,
);

async fn a_lot_is_edited_by_its_own_and_its_dates_by_coordinators(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let path = paths::lot(lot.id);
    let change = json!({ "title": "Yaourts vanille", "gtin": "3017620422003", "lot_number": "L1", "note": "DLC lisible" });
    let edited: Lot = cast.camille.with_if_match(1).patch(&path, &change).await.read(200);
    assert_eq!((edited.title.as_str(), edited.version), ("Yaourts vanille", 2));
    assert_eq!((edited.gtin.as_deref(), edited.lot_number.as_deref()), (Some("03017620422003"), Some("L1")));
    cast.camille.with_if_match(1).patch(&path, &change).await.refused(Code::PreconditionFailed);
    cast.camille.patch(&path, &change).await.refused(Code::PreconditionRequired);
    let dates = json!({ "use_by": null, "best_before": day(40) });
    cast.camille.with_if_match(2).patch(&path, &dates).await.refused(Code::Forbidden);
    let dated: Lot = cast.nadia.with_if_match(2).patch(&path, &dates).await.read(200);
    assert_eq!((dated.use_by, dated.best_before), (None, Some(day(40))));
    let both = json!({ "use_by": day(3) });
    cast.nadia.with_if_match(3).patch(&path, &both).await.refused_fields(&[("/use_by", "one_date_only")]);
    let soon = format!("{}?until={}", paths::LOTS, day(39));
    let page: StockLinePage = cast.camille.get(&soon).await.read(200);
    assert!(page.items.is_empty(), "the list follows the date");
    let found: StockLinePage = cast.camille.get(&format!("{}?text=vanille", paths::LOTS)).await.read(200);
    assert_eq!(found.items.len(), 1);
    cast.samir.with_if_match(3).patch(&path, &change).await.refused(Code::NotFound);
    let erased: Lot = cast.camille.with_if_match(3).patch(&path, &json!({ "note": null, "gtin": null })).await.read(200);
    assert_eq!((erased.note, erased.gtin), (None, None));
}

async fn a_shelf_is_that_of_whoever_has_it(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    moved(&cast.camille, lot.id, &hand_over(cast.bank.site(), cast.association.site(), 30_000)).await;
    let path = paths::lot(lot.id);
    let theirs = json!({ "shelf": "Frigo du fond", "site_id": cast.association.site() });
    let seen: Lot = cast.samir.with_if_match(2).patch(&path, &theirs).await.read(200);
    assert_eq!(seen.places[0].shelf.as_deref(), Some("Frigo du fond"));
    cast.camille.with_if_match(3).patch(&path, &theirs).await.refused(Code::Forbidden);
    let title = json!({ "title": "À nous", "shelf": "Frigo", "site_id": cast.association.site() });
    cast.samir.with_if_match(3).patch(&path, &title).await.refused(Code::Forbidden);
    cast.samir.with_if_match(3).patch(&path, &json!({})).await.refused(Code::Forbidden);
    let ours: Lot = cast.camille.with_if_match(3).patch(&path, &json!({ "shelf": "A1" })).await.read(200);
    let here = ours.places.iter().find(|place| place.site.id == cast.bank.site()).unwrap();
    assert_eq!(here.shelf.as_deref(), Some("A1"));
}

async fn only_what_is_approved_leaves(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let (path, status) = (paths::lot_movements(lot.id), paths::lot_status(lot.id));
    let apart = json!({ "status": "quarantined", "cause": "doubt", "note": "Étiquettes illisibles" });
    cast.camille.with_if_match(1).post(&status, &apart).await.refused(Code::Forbidden);
    let held: Lot = cast.nadia.with_if_match(1).post(&status, &apart).await.read(200);
    assert_eq!((held.status, held.statuses.len(), held.version), (LotStatus::Quarantined, 2, 2));
    assert_eq!(
        (held.statuses[1].cause, held.statuses[1].note.as_deref()),
        (LotStatusCause::Doubt, Some("Étiquettes illisibles"))
    );
    let (here, there) = (cast.bank.site(), cast.association.site());
    for body in [movement("distribute", here, 1_000), hand_over(here, there, 1_000)] {
        let refused = cast.camille.post(&path, &body).await.refused(Code::LotStatus);
        assert_eq!(refused.params["status"], json!("quarantined"));
    }
    let mut transfer = movement("transfer", here, 1_000);
    transfer["to_site_id"] = json!(cast.cellar);
    moved(&cast.camille, lot.id, &transfer).await;
    let mut waste = movement("waste", here, 1_000);
    waste["reason"] = json!("damaged");
    moved(&cast.camille, lot.id, &waste).await;
    let good = json!({ "status": "approved", "cause": "checked" });
    cast.nadia.with_if_match(4).post(&status, &good).await.expect(200);
    moved(&cast.camille, lot.id, &movement("distribute", here, 1_000)).await;
    let recalled = json!({ "status": "recalled", "cause": "recall" });
    let refused = cast.nadia.with_if_match(6).post(&status, &recalled).await;
    refused.refused_fields(&[("/status", "not_allowed")]);
    let wordless = json!({ "status": "on_hold", "cause": "other" });
    cast.nadia.with_if_match(6).post(&status, &wordless).await.refused_fields(&[("/note", "required")]);
}

async fn a_status_needs_the_version_that_was_seen(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let (path, hold) = (paths::lot_status(lot.id), json!({ "status": "on_hold", "cause": "doubt" }));
    cast.nadia.post(&path, &hold).await.refused(Code::PreconditionRequired);
    moved(&cast.camille, lot.id, &movement("distribute", cast.bank.site(), 1_000)).await;
    cast.nadia.with_if_match(1).post(&path, &hold).await.refused(Code::PreconditionFailed);
    cast.nadia.with_if_match(2).post(&path, &hold).await.expect(200);
    assert_eq!(lot_of(&cast.camille, lot.id).await.status, LotStatus::OnHold);
}

async fn an_offer_is_drafted_of_a_lot(server: &TestServer) {
    let cast = cast(server).await;
    let tins = received(&cast.camille, &tins_at(cast.bank.site())).await;
    moved(&cast.camille, tins.id, &movement("distribute", cast.bank.site(), 1_000)).await;
    let mut draft: NewOffer = cast.camille.get(&paths::lot_offer_draft(tins.id)).await.read(200);
    // 49 whole cartons of the 299 kg that are left.
    assert_eq!((draft.unit, draft.grams_per_unit, draft.total_grams), (Unit::Carton, kg(6), kg(294)));
    assert_eq!((draft.site_id, draft.best_before, draft.use_by), (cast.bank.site(), Some(day(60)), None));
    assert!(draft.pickup_windows.is_empty());
    let window = shared::offers::PickupWindow { starts_at: start().plus(HOUR), ends_at: start().plus(3 * HOUR) };
    draft.pickup_windows.push(window);
    let offer: Offer = cast.camille.post(paths::OFFERS, &draft).await.read(201);
    assert_eq!((offer.total_grams, offer.lot_id), (kg(294), Some(tins.id)));
    cast.samir.get(&paths::lot_offer_draft(tins.id)).await.refused(Code::NotFound);
    server.admin().await.get(&paths::lot_offer_draft(tins.id)).await.refused(Code::Forbidden);
    let hold = json!({ "status": "on_hold", "cause": "doubt" });
    // The offer is written about the lot, too.
    cast.nadia.with_if_match(3).post(&paths::lot_status(tins.id), &hold).await.expect(200);
    cast.camille.get(&paths::lot_offer_draft(tins.id)).await.refused(Code::LotStatus);
}

async fn what_is_about_to_be_lost_is_told_once_a_day(server: &TestServer) {
    let cast = cast(server).await;
    for use_by in [2, 3, 4] {
        let mut body = lot_at(cast.bank.site());
        body["use_by"] = json!(day(use_by));
        received(&cast.camille, &body).await;
    }
    let told = async || -> Vec<(Option<u32>, Option<Grams>)> {
        let page: NotificationPage = cast.nadia.get(paths::NOTIFICATIONS).await.read(200);
        let due = page.items.into_iter().filter(|item| item.kind == NotificationKind::StockDue);
        due.map(|item| (item.facts.count, item.facts.grams)).collect()
    };
    for _ in 0..2 {
        api::events::housekeeping::run(&server.state).await.expect("housekeeping");
    }
    assert_eq!(told().await, [(Some(2), Some(kg(200)))]);
    server.clock.advance(DAY);
    api::events::housekeeping::run(&server.state).await.expect("housekeeping");
    assert_eq!(told().await, [(Some(3), Some(kg(300))), (Some(2), Some(kg(200)))]);
    let nobody: NotificationPage = cast.lea.get(paths::NOTIFICATIONS).await.read(200);
    assert!(nobody.items.is_empty());
}
