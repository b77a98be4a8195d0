//! Who sees what of a tour, and the lists.

use super::{act, agree, cast, with_shop};
use shared::organisations::Role;
use shared::paths;
use shared::problem::Code;
use shared::time::HOUR;
use shared::tours::{Tour, TourAction, TourPage, TourParty, TourState};
use tests::fixtures::communes::{ARCACHON, BORDEAUX};
use tests::fixtures::{carried, kg, seen, start, tour_at, tour_of};
use tests::{Client, TestServer, both};

both!(
    the_network_sees_who_goes_and_not_what_is_carried,
    each_side_sees_its_own_load,
    what_is_over_is_for_those_who_took_part,
    tours_are_listed_soonest_first_and_page_by_page,
    one_s_own_are_those_one_plans_drives_and_waits_for,
    whoever_leaves_an_organisation_drives_for_it_no_more,
    tours_near_a_place_come_nearest_first,
);

async fn the_network_sees_who_goes_and_not_what_is_carried(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    let load = carried(&cast.samir, tour.id, claim.id).await;
    agree(&cast.planner, tour.id, load.id).await;
    let other = server.organisation("Ailleurs").approved().at(BORDEAUX).exists().await;
    let outsider = server.volunteer_of(&other).await;
    let shown = seen(&outsider, tour.id).await;
    assert_eq!((shown.loads.len(), shown.stops.len(), shown.parties.len()), (0, 0, 0));
    assert_eq!((shown.driver.is_none(), shown.wants_driver, shown.load_count), (true, false, 1));
    assert_eq!(shown.communes, ["Saint-Emilion", "Coutras"]);
    assert_eq!((shown.free.chilled_grams, shown.organisation.id), (kg(260), cast.carrier.id));
    assert!(shown.actions.is_empty(), "{:?}", shown.actions);
    let path = paths::tour_load_action(tour.id, load.id, shared::tours::TourLoadAction::Accept);
    outsider.act(&path).await.refused(Code::NotFound);
    outsider.get(&paths::tour_suggestions(tour.id)).await.refused(Code::Forbidden);
    // The administrator looks on.
    let admin = seen(&server.admin().await, tour.id).await;
    assert_eq!((admin.loads.len(), admin.parties.as_slice()), (1, [TourParty::Observer].as_slice()));
    assert!(admin.loads[0].pickup_code.is_none() && admin.loads[0].drop_code.is_none());
    assert!(admin.actions.is_empty() && admin.loads[0].actions.is_empty());
    // Whoever belongs to no approved organisation sees nothing.
    server.stranger().await.get(&paths::tour(tour.id)).await.refused(Code::NotFound);
    server.stranger().await.get(paths::TOURS).await.refused(Code::OrganisationNotApproved);
}

async fn each_side_sees_its_own_load(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    let load = carried(&cast.samir, tour.id, claim.id).await;
    agree(&cast.planner, tour.id, load.id).await;
    with_shop(&cast.planner, tour.id, 25).await;
    let all = seen(&cast.planner, tour.id).await;
    // What the shop gives is for the carrier itself.
    let sides = [TourParty::Carrier, TourParty::Driver, TourParty::Receiver];
    assert_eq!((all.loads.len(), all.parties.as_slice()), (2, sides.as_slice()));
    assert!(all.stops.iter().all(|stop| stop.aboard_grams.is_some()));
    let own = seen(&cast.samir, tour.id).await;
    assert_eq!((own.loads.len(), own.parties.as_slice()), (1, [TourParty::Receiver].as_slice()));
    let tasks: Vec<_> = own.stops.iter().flat_map(|stop| &stop.tasks).collect();
    assert!(tasks.len() == 2 && tasks.iter().all(|task| task.load_id == load.id), "{tasks:?}");
    assert!(own.stops.iter().all(|stop| stop.aboard_grams.is_none()));
    assert_eq!(own.driver.expect("who comes").id, cast.planner.user_id());
    let (gives, takes) = (seen(&cast.camille, tour.id).await, seen(&cast.samir, tour.id).await);
    assert!(gives.loads[0].pickup_code.is_some() && gives.loads[0].drop_code.is_none());
    assert!(takes.loads[0].pickup_code.is_none() && takes.loads[0].drop_code.is_some());
    let page: TourPage = cast.planner.get(paths::TOURS).await.read(200);
    assert!(page.items[0].loads.is_empty() && page.items[0].stops.is_empty(), "lists are lean");
}

async fn what_is_over_is_for_those_who_took_part(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    carried(&cast.samir, tour.id, claim.id).await;
    let other = server.organisation("Ailleurs").approved().at(BORDEAUX).exists().await;
    let outsider = server.volunteer_of(&other).await;
    let why = serde_json::json!({ "reason": "Camionnette en panne" });
    cast.planner.post(&paths::tour_action(tour.id, TourAction::Cancel), &why).await.expect(200);
    outsider.get(&paths::tour(tour.id)).await.refused(Code::NotFound);
    assert_eq!(seen(&cast.samir, tour.id).await.reason.as_deref(), Some("Camionnette en panne"));
    let list = async |client: &Client, query: &str| {
        client.get(&format!("{}?{query}", paths::TOURS)).await.read::<TourPage>(200).items.len()
    };
    assert_eq!(list(&outsider, "state=cancelled").await, 0);
    assert_eq!(list(&cast.samir, "state=cancelled").await, 0);
    assert_eq!(list(&cast.samir, "state=cancelled&mine=true").await, 1);
    assert_eq!(list(&cast.planner, &format!("organisation={}", cast.carrier.id)).await, 1);
    assert_eq!(list(&cast.samir, &format!("organisation={}", cast.carrier.id)).await, 0);
}

/// All of a list, page by page.
async fn all(client: &Client, query: &str) -> Vec<Tour> {
    let (mut tours, mut path) = (Vec::new(), format!("{}?limit=2&{query}", paths::TOURS));
    loop {
        let page: TourPage = client.get(&path).await.read(200);
        assert!(page.items.len() <= 2);
        tours.extend(page.items);
        let Some(cursor) = page.next_cursor else { return tours };
        path = format!("{}?limit=2&{query}&cursor={cursor}", paths::TOURS);
    }
}

async fn tours_are_listed_soonest_first_and_page_by_page(server: &TestServer) {
    let cast = cast(server).await;
    let mut made = Vec::new();
    for hours in [50, 26, 98, 26, 74] {
        let mut body = tour_at(cast.carrier.site());
        body["leaves_at"] = serde_json::json!(start().plus(hours * HOUR));
        body["back_by"] = serde_json::json!(start().plus((hours + 4) * HOUR));
        made.push(tour_of(&cast.planner, &body).await);
    }
    made.sort_by_key(|tour| (tour.leaves_at, tour.id));
    let expected: Vec<_> = made.iter().map(|tour| tour.id).collect();
    let ids = |tours: Vec<Tour>| tours.into_iter().map(|tour| tour.id).collect::<Vec<_>>();
    assert_eq!(ids(all(&cast.samir, "").await), expected);
    assert_eq!(ids(all(&cast.planner, "mine=true").await), expected);
    let day = format!("from={}&until={}", start().plus(40 * HOUR), start().plus(80 * HOUR));
    assert_eq!(ids(all(&cast.samir, &day).await), expected[2..4]);
    act(&cast.camille, expected[0], TourAction::Drive).await.expect(200);
    assert_eq!(ids(all(&cast.samir, "wants_driver=true").await), expected[1..]);
    act(&cast.camille, expected[0], TourAction::Start).await.expect(200);
    assert_eq!(ids(all(&cast.samir, "state=running").await), expected[..1]);
    let other = cast.samir.get(&format!("{}?limit=1", paths::TOURS)).await.read::<TourPage>(200);
    let cursor = other.next_cursor.expect("more");
    cast.samir.get(&format!("{}?mine=true&cursor={cursor}", paths::TOURS)).await.refused(Code::CursorMismatch);
}

async fn one_s_own_are_those_one_plans_drives_and_waits_for(server: &TestServer) {
    let cast = cast(server).await;
    let (waits, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    carried(&cast.samir, waits.id, claim.id).await;
    let drives = tour_of(&cast.planner, &tour_at(cast.carrier.site())).await;
    act(&cast.samir, drives.id, TourAction::Drive).await.expect(200);
    let plans = tour_of(&cast.samir, &tour_at(cast.taker.site())).await;
    let neither = cast.tour().await;
    let mut own: Vec<_> = all(&cast.samir, "mine=true").await.into_iter().map(|tour| tour.id).collect();
    own.sort_unstable();
    let mut expected = vec![waits.id, drives.id, plans.id];
    expected.sort_unstable();
    assert_eq!(own, expected);
    assert_eq!(all(&cast.camille, "mine=true").await.len(), 1, "what the giver waits for");
    assert!(all(&cast.samir, "").await.iter().any(|tour| tour.id == neither.id && tour.state == TourState::Planned));
}

async fn whoever_leaves_an_organisation_drives_for_it_no_more(server: &TestServer) {
    let cast = cast(server).await;
    // The first by name: the one for which Samir drives.
    let former = server.organisation("Ailleurs").approved().at(BORDEAUX).exists().await;
    server.join(cast.samir.user_id(), former.id, Role::Volunteer).await;
    for _ in 0..3 {
        let tour = tour_of(&cast.planner, &tour_at(cast.carrier.site())).await;
        let driven: Tour = act(&cast.samir, tour.id, TourAction::Drive).await.read(200);
        assert_eq!(driven.driver.expect("Samir").organisation.id, former.id);
    }
    let keeper = server.coordinator_of(&former).await;
    keeper.delete(&paths::member(former.id, cast.samir.user_id())).await.expect(204);
    let mut later = tour_at(cast.carrier.site());
    later["leaves_at"] = serde_json::json!(start().plus(50 * HOUR));
    later["back_by"] = serde_json::json!(start().plus(54 * HOUR));
    let later = tour_of(&cast.planner, &later).await;
    act(&cast.samir, later.id, TourAction::Drive).await.expect(200);
    // A page of two, and more tours than that which are Samir's no more come before it.
    let own: Vec<_> = all(&cast.samir, "mine=true").await.into_iter().map(|tour| tour.id).collect();
    assert_eq!(own, [later.id]);
}

async fn tours_near_a_place_come_nearest_first(server: &TestServer) {
    let cast = cast(server).await;
    let far = server.organisation("Bassin").approved().at(ARCACHON).exists().await;
    let far = tour_of(&server.coordinator_of(&far).await, &tour_at(far.site())).await;
    let near = cast.tour().await;
    let from = format!("near_site={}", cast.taker.site());
    let wide = all(&cast.samir, &format!("{from}&within_km=150")).await;
    assert_eq!(wide.iter().map(|tour| tour.id).collect::<Vec<_>>(), [near.id, far.id]);
    assert!(wide[0].distance_metres.is_some_and(|metres| (14_000..17_000).contains(&metres)), "{wide:?}");
    assert_eq!(all(&cast.samir, &from).await.len(), 1, "within fifty kilometres");
    let mine = cast.samir.get(&format!("{}?{from}&mine=true", paths::TOURS)).await;
    mine.refused_fields(&[("?mine", "not_allowed")]);
}
