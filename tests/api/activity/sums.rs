//! Sums over the sites of an organisation and of the network, with those that have not declared beside them.

use crate::world::World;
use serde_json::json;
use shared::activity::{ActivitySums, WeekSums};
use shared::paths;
use shared::problem::Code;
use shared::sites::Site;
use shared::time::DAY;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{declared, people, site_at, week};
use tests::{Client, TestServer, both};

both!(an_organisations_sites_are_summed_with_their_gaps, the_network_is_summed_for_its_members, a_range_is_checked,);

/// The sums at an address.
pub async fn sums(client: &Client, path: &str) -> Vec<WeekSums> {
    client.get(path).await.read::<ActivitySums>(200).weeks
}

/// How many sites have declared a week, of how many.
pub fn declared_of(weeks: &[WeekSums], name: &str) -> (i64, i64) {
    let found = weeks.iter().find(|sums| sums.week == week(name)).unwrap_or_else(|| panic!("no {name}: {weeks:?}"));
    (found.sites_declared, found.sites_expected)
}

async fn an_organisations_sites_are_summed_with_their_gaps(server: &TestServer) {
    let world = World::of(server).await;
    let nadia = server.coordinator_of(&world.taker).await;
    let other: Site = nadia.post(&paths::sites_of(world.taker.id), &site_at(LIBOURNE)).await.read(201);
    let site = world.taker.site();
    declared(&nadia, site, week("2026-W47"), &people(10)).await;
    let path = paths::organisation_activity(world.taker.id);
    let now = sums(&world.samir, &path).await;
    assert_eq!((now.len(), now[0].week, now[11].week), (12, week("2026-W37"), week("2026-W48")));
    assert_eq!((declared_of(&now, "2026-W46"), declared_of(&now, "2026-W47")), ((0, 0), (1, 1)));
    assert_eq!(declared_of(&now, "2026-W48"), (0, 1), "the other one is asked from its first whole week on");
    assert_eq!((now[11].people_total, now[11].counts.is_empty()), (None, true), "nothing is guessed");
    server.clock.advance(14 * DAY);
    declared(&nadia, site, week("2026-W49"), &people(20)).await;
    assert_eq!(declared_of(&sums(&world.samir, &path).await, "2026-W49"), (1, 2));
    declared(&nadia, other.id, week("2026-W49"), &json!({ "people": { "under_3": 5 }, "meals": 0 })).await;
    let later = sums(&world.samir, &format!("{path}?from=2026-W49&to=2026-W49")).await;
    let [both_of_them] = later.as_slice() else { panic!("{later:?}") };
    assert_eq!((both_of_them.sites_declared, both_of_them.sites_expected, both_of_them.people_total), (2, 2, Some(25)));
    assert_eq!((both_of_them.counts.meals, both_of_them.counts.visits), (Some(0), None));
    let by = &both_of_them.counted_by;
    assert_eq!(
        (by.people.get("under_3"), by.people.get("from_26_to_64"), by.meals, by.visits),
        (Some(1), Some(1), Some(1), None)
    );
    world.camille.get(&path).await.refused(Code::Forbidden);
    assert_eq!(sums(&server.admin().await, &path).await.len(), 12);
}

async fn the_network_is_summed_for_its_members(server: &TestServer) {
    let world = World::of(server).await;
    let bank = server.organisation("En attente").at(LIBOURNE).exists().await;
    declared(&world.samir, world.taker.site(), week("2026-W47"), &people(10)).await;
    declared(&world.camille, world.giver.site(), week("2026-W47"), &people(5)).await;
    declared(&world.camille, world.giver.site(), week("2026-W48"), &people(6)).await;
    let now = sums(&world.samir, paths::NETWORK_ACTIVITY).await;
    assert_eq!((declared_of(&now, "2026-W47"), declared_of(&now, "2026-W48")), ((2, 2), (1, 2)));
    let totals: Vec<_> = now.iter().filter_map(|sums| sums.people_total).collect();
    assert_eq!(totals, [15, 6]);
    // Who is not admitted is not expected, and who is suspended no longer is; what it has counted stays.
    let why = json!({ "reason": "Contrôle en cours" });
    server.admin().await.post(&paths::suspend_organisation(world.taker.id), &why).await.expect(200);
    let now = sums(&world.camille, paths::NETWORK_ACTIVITY).await;
    assert_eq!((declared_of(&now, "2026-W47"), declared_of(&now, "2026-W48")), ((2, 2), (1, 1)));
    world.samir.get(paths::NETWORK_ACTIVITY).await.refused(Code::OrganisationSuspended);
    let waiting = server.coordinator_of(&bank).await;
    waiting.get(paths::NETWORK_ACTIVITY).await.refused(Code::OrganisationNotApproved);
}

async fn a_range_is_checked(server: &TestServer) {
    let world = World::of(server).await;
    let asked = async |query: &str| world.samir.get(&format!("{}?{query}", paths::NETWORK_ACTIVITY)).await;
    asked("from=2026-W48&to=2026-W47").await.refused_fields(&[("?to", "dates_order")]);
    asked("from=2024-W46&to=2026-W48").await.refused_fields(&[("?from", "too_many")]);
    asked("from=2026-W54").await.refused(Code::Malformed);
    asked("week=2026-W48").await.refused(Code::Malformed);
    let year: ActivitySums = asked("from=2026-W01&to=2026-W53").await.read(200);
    assert_eq!(year.weeks.len(), 53);
    let before: ActivitySums = asked("to=2026-W10").await.read(200);
    assert_eq!((before.weeks.len(), before.weeks[0].week), (12, week("2025-W51")));
}
