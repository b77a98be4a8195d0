//! What fits: by weight, by class, by time.

use super::{Cast, agree, cast, shop, try_carry, with_shop};
use serde_json::json;
use shared::paths;
use shared::problem::Code;
use shared::time::HOUR;
use shared::tours::{MAX_TOUR_LOADS, TourLoadState};
use shared::units::TemperatureClass;
use tests::fixtures::communes::{ARCACHON, LIBOURNE};
use tests::fixtures::{accepted, carried, day, kg, offer_at, seen, start, tour_at, tour_of};
use tests::{TestServer, both};

both!(
    each_class_has_its_room,
    what_does_not_fit_at_once_is_carried_one_after_the_other,
    what_cannot_be_fetched_then_is_not_carried,
    what_takes_too_long_is_not_carried,
    a_tour_has_so_many_loads_and_no_more,
    what_a_shop_gives_is_described,
);

async fn each_class_has_its_room(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let much = offer_at(cast.giver.site()).of(kg(500));
    let much = accepted(&cast.camille, much, &cast.samir, cast.taker.site(), kg(310)).await;
    let full = try_carry(&cast.samir, tour.id, much.id).await.refused(Code::TourFull);
    assert_eq!((&full.params["temperature_class"], &full.params["lacking_grams"]), (&json!("chilled"), &json!(10_000)));
    let frozen = offer_at(cast.giver.site()).category("frozen.vegetables").kept(TemperatureClass::Frozen);
    let frozen = frozen.best_before(day(90));
    let frozen = accepted(&cast.camille, frozen, &cast.samir, cast.taker.site(), kg(100)).await;
    let load = carried(&cast.samir, tour.id, frozen.id).await;
    agree(&cast.planner, tour.id, load.id).await;
    let bread = cast.bread(kg(750)).await;
    // There are 700 kg left beside the frozen food; fetched one after the other both fit.
    let load = carried(&cast.samir, tour.id, bread.id).await;
    let both = agree(&cast.planner, tour.id, load.id).await;
    assert_eq!((both.free.max_grams, both.free.frozen_grams), (kg(50), kg(0)));
    let mut dry = tour_at(cast.carrier.site());
    dry["capacity"] = json!({ "max_grams": 900_000 });
    let dry = tour_of(&cast.planner, &dry).await;
    let yoghurt = cast.yoghurt(kg(1)).await;
    let cold = try_carry(&cast.samir, dry.id, yoghurt.id).await.refused(Code::TourFull);
    assert_eq!(cold.params["temperature_class"], "chilled", "a van without cold carries nothing chilled");
}

async fn what_does_not_fit_at_once_is_carried_one_after_the_other(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    with_shop(&cast.planner, tour.id, 500).await;
    let second = with_shop(&cast.planner, tour.id, 500).await;
    assert_eq!(second.state, TourLoadState::Planned);
    let now = seen(&cast.planner, tour.id).await;
    assert_eq!((now.free.max_grams, now.load_count), (kg(300), 2), "never more than 500 kg at once");
    assert!(now.stops.iter().all(|stop| stop.aboard_grams.is_some_and(|aboard| aboard <= kg(500))));
    cast.planner.post(&paths::tour_loads(tour.id), &shop(801)).await.refused(Code::TourFull);
}

async fn what_cannot_be_fetched_then_is_not_carried(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let claim_at = async |from, until| {
        let offer = offer_at(cast.giver.site()).fetched_in(from, until);
        accepted(&cast.camille, offer, &cast.samir, cast.taker.site(), kg(10)).await
    };
    let evening = claim_at(32, 34).await;
    try_carry(&cast.samir, tour.id, evening.id).await.refused(Code::TourElsewhen);
    // The window ends when the tour leaves.
    let early = claim_at(20, 23).await;
    let late = try_carry(&cast.samir, tour.id, early.id).await.refused(Code::TourLate);
    assert!(late.params["minutes"].as_i64().is_some_and(|minutes| (5..60).contains(&minutes)), "{:?}", late.params);
    // Whoever comes before the window waits.
    let noon = claim_at(27, 28).await;
    let load = carried(&cast.samir, tour.id, noon.id).await;
    let planned = agree(&cast.planner, tour.id, load.id).await;
    assert!(planned.stops[0].leaves_at > start().plus(27 * HOUR), "{:?}", planned.stops);
    assert!(planned.stops[0].arrives_at < start().plus(24 * HOUR));
}

async fn what_takes_too_long_is_not_carried(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = tour_at(cast.carrier.site());
    body["back_by"] = json!(start().plus(25 * HOUR));
    let short = tour_of(&cast.planner, &body).await;
    let mut far = shop(10);
    far["shop"]["insee_code"] = json!(ARCACHON.insee_code);
    let late = cast.planner.post(&paths::tour_loads(short.id), &far).await.refused(Code::TourLate);
    assert!(late.params["minutes"].as_i64().is_some_and(|minutes| minutes > 60), "{:?}", late.params);
    let long = cast.tour().await;
    cast.planner.post(&paths::tour_loads(long.id), &far).await.expect(201);
    assert_eq!(seen(&cast.planner, long.id).await.communes, ["Arcachon", LIBOURNE.name]);
}

async fn a_tour_has_so_many_loads_and_no_more(server: &TestServer) {
    let Cast { planner, carrier, .. } = cast(server).await;
    let mut body = tour_at(carrier.site());
    body["back_by"] = json!(start().plus(46 * HOUR));
    let tour = tour_of(&planner, &body).await;
    for _ in 0..MAX_TOUR_LOADS {
        with_shop(&planner, tour.id, 1).await;
    }
    let more = planner.post(&paths::tour_loads(tour.id), &shop(1)).await.refused(Code::TooManyTourLoads);
    assert_eq!(more.params["max"], MAX_TOUR_LOADS);
}

async fn what_a_shop_gives_is_described(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let path = paths::tour_loads(tour.id);
    let refused = async |member: &str, value: serde_json::Value, field: &str, code: &str| {
        let mut body = shop(10);
        body["shop"][member] = value;
        cast.planner.post(&path, &body).await.refused_fields(&[(field, code)]);
    };
    refused("insee_code", json!("99999"), "/shop/insee_code", "unknown").await;
    refused("postcode", json!("33000"), "/shop/postcode", "unknown").await;
    refused("site_id", json!(cast.taker.site()), "/shop/site_id", "unknown").await;
    let window = json!({ "starts_at": start().plus(26 * HOUR), "ends_at": start().plus(25 * HOUR) });
    refused("window", window, "/shop/window", "before_start").await;
    refused("grams", json!(0), "/shop/grams", "too_small").await;
    cast.planner.post(&path, &json!({})).await.refused_fields(&[("/claim_id", "required")]);
    let claim = cast.yoghurt(kg(1)).await;
    let two = json!({ "claim_id": claim.id, "shop": shop(1)["shop"] });
    cast.planner.post(&path, &two).await.refused_fields(&[("/claim_id", "one_load_only")]);
    let mut later = shop(10);
    later["shop"]["window"] = json!({ "starts_at": start().plus(40 * HOUR), "ends_at": start().plus(41 * HOUR) });
    cast.planner.post(&path, &later).await.refused(Code::TourElsewhen);
    // Another's tour fetches nothing from one's own shops.
    cast.samir.post(&path, &shop(10)).await.refused(Code::Forbidden);
}
