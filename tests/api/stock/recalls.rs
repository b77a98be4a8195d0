//! Recalls: who received any of it is called, and answers until everything is accounted for.

use super::{Cast, cast};
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::ids::SiteId;
use shared::notifications::{NotificationKind, NotificationPage};
use shared::paths;
use shared::problem::Code;
use shared::stock::{
    Lot, LotStatus, LotStatusCause, Recall, RecallNotice, RecallPage, StockAccountKind, StockMovementKind, WasteReason,
};
use shared::time::HOUR;
use shared::today::Today;
use shared::units::Grams;
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{hand_over, kg, lot_at, lot_of, moved, movement, received};
use tests::{Client, TestServer, both};

both!(
    a_recall_calls_everybody_who_received_any_of_it,
    a_recall_is_answered_until_nothing_is_left,
    a_product_is_recalled_with_and_without_its_number,
    nothing_of_a_recalled_lot_moves_by_itself,
    only_food_banks_and_the_administrator_recall,
    recalls_are_listed_for_those_whom_they_concern,
    what_is_given_back_does_not_count_as_received,
    what_is_brought_back_was_neither_given_nor_received,
);

async fn recalled(client: &Client, body: &Value) -> Recall {
    client.post(paths::RECALLS, body).await.read(201)
}

async fn recall_of(client: &Client, recall: &Recall) -> Recall {
    client.get(&paths::recall(recall.id)).await.read(200)
}

fn notice(recall: &Recall, site: SiteId) -> &RecallNotice {
    recall.notices.iter().find(|notice| notice.site.id == site).expect("a notice")
}

/// 100 kg at the food bank, of which 30 went to the association, which has given away 10.
async fn handed_on(cast: &Cast) -> Lot {
    let mut body = lot_at(cast.bank.site());
    (body["gtin"], body["lot_number"]) = (json!("3017620422003"), json!("L-26 312"));
    let lot = received(&cast.camille, &body).await;
    moved(&cast.camille, lot.id, &hand_over(cast.bank.site(), cast.association.site(), 30_000)).await;
    moved(&cast.samir, lot.id, &movement("distribute", cast.association.site(), 10_000)).await;
    lot_of(&cast.camille, lot.id).await
}

const WHY: &str = "Présence possible de listéria";

async fn a_recall_calls_everybody_who_received_any_of_it(server: &TestServer) {
    let cast = cast(server).await;
    let lot = handed_on(&cast).await;
    let bystander = server.organisation("Voisins").approved().at(COUTRAS).exists().await;
    let neighbour = server.coordinator_of(&bystander).await;
    let recall = recalled(&cast.nadia, &json!({ "lot_id": lot.id, "reason": WHY })).await;
    assert_eq!((recall.title.as_str(), recall.lots.len(), recall.notice_count), ("Yaourts nature", 1, 2));
    assert_eq!((recall.organisation.as_ref().unwrap().id, recall.closed_at), (cast.bank.id, None));
    let (ours, theirs) = (notice(&recall, cast.bank.site()), notice(&recall, cast.association.site()));
    assert_eq!((ours.received_grams, ours.remaining_grams, ours.can_acknowledge), (kg(100), kg(70), true));
    assert_eq!((theirs.received_grams, theirs.remaining_grams, theirs.can_acknowledge), (kg(30), kg(20), false));
    let seen = lot_of(&cast.samir, lot.id).await;
    assert_eq!((seen.status, seen.statuses[1].cause), (LotStatus::Recalled, LotStatusCause::Recall));
    assert_eq!(seen.statuses[1].note.as_deref(), Some(WHY));
    for client in [&cast.samir, &cast.lea] {
        let told: NotificationPage = client.get(paths::NOTIFICATIONS).await.read(200);
        let news = told.items.iter().find(|item| item.kind == NotificationKind::Recall).expect("the recall");
        assert_eq!((news.facts.recall_id, news.facts.grams), (Some(recall.id), Some(kg(30))));
        assert_eq!(recall_of(client, &recall).await.notices.len(), 1, "its own part");
    }
    let nothing: NotificationPage = neighbour.get(paths::NOTIFICATIONS).await.read(200);
    assert!(nothing.items.is_empty());
    neighbour.get(&paths::recall(recall.id)).await.refused(Code::NotFound);
    let mails = server.outbox().await;
    let mails: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("Rappel de produit")).collect();
    assert_eq!(mails.len(), 2, "one coordinator of each: {mails:#?}");
    assert!(mails.iter().all(|mail| mail.body.contains(WHY) && mail.body.contains("/stock/rappels/")));
    assert!(mails.iter().all(|mail| mail.body.contains("« Yaourts nature ». Votre organisation")), "{mails:#?}");
}

async fn a_recall_is_answered_until_nothing_is_left(server: &TestServer) {
    let cast = cast(server).await;
    let lot = handed_on(&cast).await;
    let recall = recalled(&cast.nadia, &json!({ "lot_id": lot.id, "reason": WHY })).await;
    let (here, there) = (cast.bank.site(), cast.association.site());
    let path = paths::acknowledge_recall(recall.id);
    let much = json!({ "site_id": there, "destroyed_grams": 20_001 });
    let refused = cast.samir.post(&path, &much).await.refused(Code::StockShort);
    assert_eq!(refused.params["left_grams"], json!(20_000));
    cast.samir.post(&path, &json!({ "site_id": here })).await.refused_fields(&[("/site_id", "unknown")]);
    cast.nadia.post(&path, &json!({ "site_id": there })).await.refused(Code::Forbidden);
    // "We know, and have destroyed some of it."
    let part = json!({ "site_id": there, "destroyed_grams": 5_000, "used_grams": 3_000, "note": "Reste au frigo" });
    let answered: Recall = cast.samir.post(&path, &part).await.read(200);
    let of_them = notice(&answered, there);
    assert_eq!((of_them.destroyed_grams, of_them.used_grams, of_them.left_grams), (kg(5), kg(3), kg(12)));
    assert_eq!((of_them.settled_at, of_them.acknowledged_at), (None, Some(server.now())));
    server.clock.advance(HOUR);
    let rest = json!({ "site_id": there, "returned_grams": 12_000 });
    let answered: Recall = cast.samir.post(&path, &rest).await.read(200);
    let of_them = notice(&answered, there);
    assert_eq!((of_them.returned_grams, of_them.left_grams, of_them.settled_at), (kg(12), kg(0), Some(server.now())));
    assert!(!of_them.can_acknowledge);
    // What came back is the food bank's to account for.
    let whole = recall_of(&cast.nadia, &recall).await;
    assert_eq!((notice(&whole, here).left_grams, whole.settled_count, whole.closed_at), (kg(82), 1, None));
    let first = json!({ "site_id": here, "destroyed_grams": 70_000 });
    let _: Recall = cast.camille.post(&path, &first).await.read(200);
    let last = json!({ "site_id": here, "returned_grams": 12_000 });
    let _: Recall = cast.camille.post(&path, &last).await.read(200);
    let closed = recall_of(&cast.nadia, &recall).await;
    assert_eq!((closed.settled_count, closed.closed_at), (2, Some(server.now())));
    cast.camille.post(&path, &json!({ "site_id": here })).await.refused(Code::RecallClosed);
    let books = lot_of(&cast.nadia, lot.id).await;
    assert_eq!(books.left_grams, kg(0));
    let lines: Vec<_> =
        books.movements.items.iter().map(|line| (line.kind, line.to.kind, line.grams, line.reason)).collect();
    let destroyed = (StockMovementKind::Waste, StockAccountKind::Waste, kg(70), Some(WasteReason::Recall));
    let to_donor = (StockMovementKind::HandOver, StockAccountKind::Donor, kg(12), None);
    let used = (StockMovementKind::Distribute, StockAccountKind::Distributed, kg(3), None);
    let back = (StockMovementKind::Transfer, StockAccountKind::Site, kg(12), None);
    assert!([destroyed, to_donor, used, back].iter().all(|line| lines.contains(line)), "{lines:?}");
    assert_eq!(
        (notice(&closed, there).received_grams, notice(&closed, there).remaining_grams),
        (kg(30), kg(20)),
        "as it was"
    );
}

async fn a_product_is_recalled_with_and_without_its_number(server: &TestServer) {
    let cast = cast(server).await;
    let lot = async |gtin: Option<&str>, number: Option<&str>| {
        let mut body = lot_at(cast.bank.site());
        (body["gtin"], body["lot_number"]) = (json!(gtin), json!(number));
        received(&cast.camille, &body).await.id
    };
    let product = Some("3017620422003");
    let (meant, spelt) = (lot(product, Some("L-26 312")).await, lot(product, Some("l26312")).await);
    let (unknown, other) = (lot(product, None).await, lot(product, Some("L-99")).await);
    let bare = lot(None, Some("L-26 312")).await;
    let body = json!({ "gtin": "3017620422003", "lot_number": "L26.312", "reason": WHY });
    let recall = recalled(&cast.nadia, &body).await;
    let mut found: Vec<_> = recall.lots.iter().map(|lot| lot.id).collect();
    found.sort_unstable();
    assert_eq!(found, [meant, spelt, unknown], "a lot without a number may be one of them");
    for id in [other, bare] {
        assert_eq!(lot_of(&cast.camille, id).await.status, LotStatus::Approved);
    }
    // What arrives later of that product waits until somebody has looked at it.
    let late = lot(product, Some("L26312")).await;
    let late = lot_of(&cast.camille, late).await;
    assert_eq!((late.status, late.statuses[0].cause), (LotStatus::OnHold, LotStatusCause::Recall));
    let mail = server.outbox().await.into_iter().find(|mail| mail.subject.contains("Rappel de produit")).expect("a mail");
    assert!(mail.body.contains("« Yaourts nature » (code-barres 03017620422003, lot L26.312)."), "{}", mail.body);
    let all = recalled(&server.admin().await, &json!({ "gtin": "3017620422003", "reason": WHY })).await;
    assert_eq!((all.lots.len(), all.organisation), (5, None));
    let nowhere = json!({ "gtin": "96385074", "reason": WHY });
    cast.nadia.post(paths::RECALLS, &nowhere).await.refused_fields(&[("/gtin", "unknown")]);
    let nothing = json!({ "lot_id": uuid::Uuid::now_v7(), "reason": WHY });
    cast.nadia.post(paths::RECALLS, &nothing).await.refused_fields(&[("/lot_id", "unknown")]);
    cast.nadia.post(paths::RECALLS, &json!({ "reason": WHY })).await.refused_fields(&[("/lot_id", "required")]);
}

async fn nothing_of_a_recalled_lot_moves_by_itself(server: &TestServer) {
    let cast = cast(server).await;
    let lot = handed_on(&cast).await;
    recalled(&cast.nadia, &json!({ "lot_id": lot.id, "reason": WHY })).await;
    let (path, site) = (paths::lot_movements(lot.id), cast.bank.site());
    let (mut waste, mut transfer) = (movement("waste", site, 1_000), movement("transfer", site, 1_000));
    (waste["reason"], transfer["to_site_id"]) = (json!("recall"), json!(cast.cellar));
    let adjust = json!({ "kind": "adjust", "site_id": site, "counted_grams": 0 });
    for body in [movement("distribute", site, 1_000), waste, transfer, adjust] {
        cast.camille.post(&path, &body).await.refused(Code::LotStatus);
    }
    let arrival = paths::reverse_stock_movement(lot.movements.items.last().unwrap().id);
    cast.nadia.post(&arrival, &json!({})).await.refused(Code::LotStatus);
    let version = lot_of(&cast.nadia, lot.id).await.version;
    let again = json!({ "status": "approved", "cause": "checked" });
    cast.nadia.with_if_match(version).post(&paths::lot_status(lot.id), &again).await.refused(Code::LotStatus);
}

async fn only_food_banks_and_the_administrator_recall(server: &TestServer) {
    let cast = cast(server).await;
    let lot = handed_on(&cast).await;
    let body = json!({ "lot_id": lot.id, "reason": WHY });
    for client in [&cast.camille, &cast.samir, &cast.lea] {
        client.post(paths::RECALLS, &body).await.refused(Code::Forbidden);
    }
    let once = cast.nadia.with_idempotency_key("rappel de midi");
    let (one, same) = (recalled(&once, &body).await, recalled(&once, &body).await);
    assert_eq!(one.id, same.id);
}

async fn recalls_are_listed_for_those_whom_they_concern(server: &TestServer) {
    let cast = cast(server).await;
    let titles = async |client: &Client, query: &str| -> Vec<(i64, bool)> {
        let page: RecallPage = client.get(&format!("{}?{query}", paths::RECALLS)).await.read(200);
        page.items.into_iter().map(|item| (item.notice_count, item.closed_at.is_some())).collect()
    };
    let ours = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let closed = recalled(&cast.nadia, &json!({ "lot_id": ours.id, "reason": WHY })).await;
    let all = json!({ "site_id": cast.bank.site(), "destroyed_grams": 100_000 });
    cast.camille.post(&paths::acknowledge_recall(closed.id), &all).await.expect(200);
    server.clock.advance(HOUR);
    let shared_lot = handed_on(&cast).await;
    recalled(&cast.nadia, &json!({ "lot_id": shared_lot.id, "reason": WHY })).await;
    for client in [&cast.nadia, &server.admin().await] {
        assert_eq!(titles(client, "").await, [(2, false), (1, true)]);
        assert_eq!(titles(client, "open=true").await, [(2, false)]);
    }
    assert_eq!(titles(&cast.camille, "").await, [(1, false), (1, true)], "its own part of each");
    assert_eq!(titles(&cast.samir, "").await, [(1, false)]);
    assert_eq!(titles(&cast.samir, "open=true").await, [(1, false)]);
    let first: RecallPage = cast.camille.get(&format!("{}?limit=1", paths::RECALLS)).await.read(200);
    let next = format!("limit=1&cursor={}", first.next_cursor.unwrap());
    assert_eq!(titles(&cast.camille, &next).await, [(1, true)]);
    assert!(titles(&server.stranger().await, "").await.is_empty());
}

async fn what_is_given_back_does_not_count_as_received(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let mut transfer = movement("transfer", cast.bank.site(), 30_000);
    transfer["to_site_id"] = json!(cast.cellar);
    let mistake = moved(&cast.camille, lot.id, &transfer).await;
    cast.nadia.post(&paths::reverse_stock_movement(mistake.id), &json!({})).await.expect(200);
    let recall = recalled(&cast.nadia, &json!({ "lot_id": lot.id, "reason": WHY })).await;
    let sites: Vec<_> = recall.notices.iter().map(|notice| notice.site.id).collect();
    assert_eq!(sites, [cast.bank.site()], "the cellar never had any");
}

async fn what_is_brought_back_was_neither_given_nor_received(server: &TestServer) {
    use api::db::schema::organisation_records as records;
    let cast = cast(server).await;
    let lot = handed_on(&cast).await;
    let recall = recalled(&cast.nadia, &json!({ "lot_id": lot.id, "reason": WHY })).await;
    let path = paths::acknowledge_recall(recall.id);
    let back = |site: SiteId, grams: i64| json!({ "site_id": site, "returned_grams": grams });
    cast.samir.post(&path, &back(cast.association.site(), 20_000)).await.expect(200);
    cast.camille.post(&path, &back(cast.bank.site(), 90_000)).await.expect(200);
    let (bank, association) = (cast.bank.id, cast.association.id);
    for (client, id, given, received) in [(&cast.camille, bank, kg(30), kg(0)), (&cast.samir, association, kg(0), kg(30))] {
        let today: Today = client.get(&format!("{}?organisation={id}", paths::TODAY)).await.read(200);
        assert_eq!((today.figures.given_grams, today.figures.received_grams), (given, received), "{id}");
        let counting = server.state.write(move |cx| {
            api::records::store::merit(cx, id)?;
            let figures = records::table.find(id).select((records::given_grams, records::received_grams));
            Ok(figures.first::<(Grams, Grams)>(cx.conn)?)
        });
        assert_eq!(counting.await.unwrap(), (given, received), "{id}");
    }
}
