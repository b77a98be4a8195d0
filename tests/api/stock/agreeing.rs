//! An offer of a lot says what the lot says, gives no more than is free of it, and follows it when it changes.

use super::cast;
use super::giving::{at, draft, offered};
use futures_util::future::join_all;
use serde_json::json;
use shared::claims::{Claim, ClaimAction};
use shared::offers::{NewOffer, Offer, OfferStatus};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::stock::{Lot, LotStatus};
use shared::units::TemperatureClass;
use tests::fixtures::{claim_of, day, freezing, frozen, kg, lot_at, lot_of, received, tins_at};
use tests::{Client, TestServer, both};

both!(
    an_offer_says_what_its_lot_says,
    an_offer_gives_what_its_site_has_of_the_lot,
    what_was_frozen_is_offered_as_it_is,
    an_offer_grows_as_far_as_its_lot,
    an_offer_follows_the_dates_of_its_lot,
    what_is_claimed_while_offers_end_is_kept_once,
    a_check_is_the_lots,
    a_copy_is_of_no_lot,
);

async fn changed(client: &Client, offer: &Offer, change: &serde_json::Value) -> tests::Answer {
    let version = client.get(&paths::offer(offer.id)).await.read::<Offer>(200).version;
    client.with_if_match(version).patch(&paths::offer(offer.id), change).await
}

async fn an_offer_says_what_its_lot_says(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = lot_at(cast.bank.site());
    body["gtin"] = json!("3017620422003");
    let lot = received(&cast.camille, &body).await;
    let good = draft(&cast.camille, lot.id).await;
    assert_eq!((good.lot_id, good.gtin.as_deref()), (Some(lot.id), Some("03017620422003")));
    let send = async |new: NewOffer| cast.camille.post(paths::OFFERS, &new).await;
    let differs = |pointer: &'static str| [(pointer, "differs_from_lot")];
    let other = NewOffer { category: "dairy".to_owned(), ..good.clone() };
    send(other).await.refused_fields(&differs("/category"));
    let warm = NewOffer { temperature_class: TemperatureClass::Ambient, ..good.clone() };
    send(warm).await.refused_fields(&differs("/temperature_class"));
    send(NewOffer { use_by: Some(day(6)), ..good.clone() }).await.refused_fields(&differs("/use_by"));
    let undated = NewOffer { use_by: None, best_before: Some(day(5)), ..good.clone() };
    undated_is_refused(send(undated).await);
    send(NewOffer { gtin: Some("96385074".to_owned()), ..good.clone() }).await.refused_fields(&differs("/gtin"));
    let check = serde_json::from_value(json!({ "packaging_intact": true, "storage_kept": true, "traceable": true }));
    let checked = NewOffer { best_before_check: Some(check.unwrap()), ..good.clone() };
    send(checked).await.refused_fields(&[("/best_before_check", "checked_on_lot")]);
    assert_eq!(at(&cast.camille, lot.id, cast.bank.site()).await, (kg(100), kg(0)), "what was refused keeps nothing");
    // A barcode that is not said is the lot's; title and the rest are the giver's own.
    let named = NewOffer { gtin: None, title: "Yaourts de la ferme".to_owned(), total_grams: kg(20), ..good };
    let offer: Offer = send(named).await.read(201);
    assert_eq!((offer.gtin.as_deref(), offer.title.as_str()), (Some("03017620422003"), "Yaourts de la ferme"));
    for change in [json!({ "use_by": day(6) }), json!({ "use_by": null, "best_before": day(9) })] {
        let answer = changed(&cast.camille, &offer, &change).await;
        assert_eq!(answer.body["errors"][0]["code"], json!("differs_from_lot"), "{}", answer.text);
    }
    changed(&cast.camille, &offer, &json!({ "category": "dairy" })).await.refused_fields(&differs("/category"));
    changed(&cast.camille, &offer, &json!({ "title": "Yaourts" })).await.expect(200);
    let today = json!({ "frozen_on": day(0) });
    let refused = cast.camille.post(&paths::freeze_offer(offer.id), &today).await;
    refused.refused_fields(&[("/frozen_on", "frozen_in_stock")]);
}

fn undated_is_refused(answer: tests::Answer) {
    answer.refused_fields(&[("/use_by", "differs_from_lot"), ("/best_before", "differs_from_lot")]);
}

async fn an_offer_gives_what_its_site_has_of_the_lot(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let good = draft(&cast.camille, lot.id).await;
    let unknown = [("/lot_id", "unknown")];
    let elsewhere = NewOffer { site_id: cast.cellar, ..good.clone() };
    cast.camille.post(paths::OFFERS, &elsewhere).await.refused_fields(&unknown);
    let theirs = NewOffer { site_id: cast.association.site(), ..good.clone() };
    cast.samir.post(paths::OFFERS, &theirs).await.refused_fields(&unknown);
    let invented = NewOffer { lot_id: Some(shared::ids::LotId(uuid::Uuid::now_v7())), ..good.clone() };
    cast.camille.post(paths::OFFERS, &invented).await.refused_fields(&unknown);
    cast.samir.post(paths::OFFERS, &good).await.refused(Code::Forbidden);
    let much = NewOffer { total_grams: kg(101), ..good.clone() };
    let refused = cast.camille.post(paths::OFFERS, &much).await.refused(Code::StockShort);
    assert_eq!(refused.params["left_grams"], json!(100_000));
    let hold = json!({ "status": "on_hold", "cause": "doubt" });
    let held: Lot = cast.nadia.with_if_match(lot.version).post(&paths::lot_status(lot.id), &hold).await.read(200);
    assert_eq!(held.status, LotStatus::OnHold);
    cast.camille.post(paths::OFFERS, &good).await.refused(Code::LotStatus);
}

async fn what_was_frozen_is_offered_as_it_is(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let part = frozen(&cast.camille, lot.id, &freezing(cast.bank.site(), 20_000)).await;
    let offer = offered(&cast.camille, part.id, kg(20)).await;
    assert_eq!((offer.temperature_class, offer.use_by), (TemperatureClass::Frozen, part.use_by));
    assert_eq!((offer.frozen_on, offer.lot_id), (part.frozen_on, Some(part.id)));
    assert_eq!(at(&cast.camille, part.id, cast.bank.site()).await, (kg(20), kg(20)));
    assert_eq!(at(&cast.camille, lot.id, cast.bank.site()).await, (kg(80), kg(0)));
}

async fn an_offer_grows_as_far_as_its_lot(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let offer = offered(&cast.camille, lot.id, kg(60)).await;
    let total = |grams: i64| json!({ "total_grams": grams });
    let promised = async || at(&cast.camille, lot.id, cast.bank.site()).await.1;
    changed(&cast.camille, &offer, &total(90_000)).await.expect(200);
    assert_eq!(promised().await, kg(90));
    let refused = changed(&cast.camille, &offer, &total(100_001)).await.refused(Code::ReservedForRound);
    assert_eq!(refused.params["left_grams"], json!(10_000));
    changed(&cast.camille, &offer, &total(200_000)).await.refused(Code::StockShort);
    assert_eq!(promised().await, kg(90));
    changed(&cast.camille, &offer, &total(30_000)).await.expect(200);
    assert_eq!(promised().await, kg(30));
}

async fn an_offer_follows_the_dates_of_its_lot(server: &TestServer) {
    let cast = cast(server).await;
    let here = cast.bank.site();
    let lot = received(&cast.camille, &lot_at(here)).await;
    let offer = offered(&cast.camille, lot.id, kg(60)).await;
    let correct = async |change: serde_json::Value| {
        let version = lot_of(&cast.nadia, lot.id).await.version;
        cast.nadia.with_if_match(version).patch(&paths::lot(lot.id), &change).await.expect(200);
        cast.samir.get(&paths::offer(offer.id)).await.read::<Offer>(200)
    };
    let sooner = correct(json!({ "use_by": day(3), "gtin": "3017620422003" })).await;
    assert_eq!((sooner.use_by, sooner.gtin.as_deref()), (Some(day(3)), Some("03017620422003")));
    assert_eq!((sooner.status, sooner.left_grams), (OfferStatus::Open, kg(60)));
    let claim = claim_of(offer.id, cast.association.site()).of(kg(10)).made_by(&cast.samir).await;
    cast.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    let lapses = async || cast.samir.get(&paths::claim(claim.id)).await.read::<Claim>(200).lapses_at;
    // Nobody can fetch it tomorrow any more.
    let gone = correct(json!({ "use_by": day(0) })).await;
    assert_eq!((gone.status, gone.use_by), (OfferStatus::Withdrawn, Some(day(0))));
    assert_eq!(at(&cast.camille, lot.id, here).await, (kg(100), kg(10)));
    // Whoever is to fetch some follows, though it is on the board no more.
    let today = lapses().await;
    let later = correct(json!({ "use_by": day(3) })).await;
    assert_eq!((later.status, later.use_by), (OfferStatus::Withdrawn, Some(day(3))));
    assert!(today.is_some() && today < lapses().await, "the claim ends with the day that counts");
}

async fn what_is_claimed_while_offers_end_is_kept_once(server: &TestServer) {
    let cast = cast(server).await;
    let (here, there) = (cast.bank.site(), cast.association.site());
    let lot = received(&cast.camille, &lot_at(here)).await.id;
    let offer = offered(&cast.camille, lot, kg(60)).await;
    let mut others = Vec::new();
    for _ in 0..12 {
        others.push(paths::withdraw_offer(offered(&cast.camille, lot, kg(1)).await.id));
    }
    let claiming = join_all((0..12).map(|_| claim_of(offer.id, there).of(kg(1)).made_by(&cast.samir)));
    let ending = join_all(others.iter().map(|path| cast.camille.act(path)));
    let (_, ended) = tokio::join!(claiming, ending);
    for answer in ended {
        answer.expect(200);
    }
    assert_eq!(at(&cast.camille, lot, here).await, (kg(100), kg(60)));
}

async fn a_check_is_the_lots(server: &TestServer) {
    let cast = cast(server).await;
    let tins = received(&cast.camille, &tins_at(cast.bank.site())).await;
    let offer = offered(&cast.camille, tins.id, kg(60)).await;
    let good = json!({ "packaging_intact": true, "storage_kept": true, "traceable": true });
    let checked: Offer = cast.camille.post(&paths::check_offer(offer.id), &good).await.read(200);
    assert_eq!(checked.best_before_checked_at, Some(server.now()));
    assert_eq!(checked.details.map(|details| details.best_before_checks.len()), Some(1));
    let lot = lot_of(&cast.camille, tins.id).await;
    assert_eq!((lot.best_before_checked_at, lot.checks.len()), (Some(server.now()), 1));
    let swollen = json!({ "packaging_intact": false, "storage_kept": true, "traceable": true });
    cast.camille.post(&paths::check_lot(tins.id), &swollen).await.expect(200);
    let seen: Offer = cast.samir.get(&paths::offer(offer.id)).await.read(200);
    assert_eq!((seen.best_before_checked_at, seen.status), (None, OfferStatus::Open));
}

async fn a_copy_is_of_no_lot(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let offer = offered(&cast.camille, lot.id, kg(60)).await;
    let told = json!({ "use_by": day(5), "pickup_windows": offer.pickup_windows });
    let copy: Offer = cast.camille.post(&paths::copy_offer(offer.id), &told).await.read(201);
    assert_eq!(copy.lot_id, None);
    assert_eq!(at(&cast.camille, lot.id, cast.bank.site()).await, (kg(100), kg(60)));
}
