//! Sites that do not declare: they are no gap and nobody is reminded of them, and what they have declared counts.

use super::reminders::{told, work};
use super::sums::{declared_of, sums};
use crate::world::World;
use serde_json::json;
use shared::audit::AuditPage;
use shared::ids::SiteId;
use shared::organisations::OrganisationKind;
use shared::paths;
use shared::problem::Code;
use shared::sites::{NewSite, Site, SiteKind};
use shared::time::DAY;
use shared::today::Today;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, declared, people, site_at, week, weeks_of};
use tests::{Client, TestServer, both};

both!(
    who_stores_or_gives_is_not_expected_unless_somebody_says_so,
    a_site_that_is_switched_off_is_no_gap_and_what_it_has_declared_stays,
    nobody_is_reminded_of_a_site_until_it_is_switched_on_again,
    who_manages_the_site_switches_it,
);

/// Says whether a site declares, as the version that was seen.
async fn switch(client: &Client, site: SiteId, seen: i64, on: bool) -> Site {
    client.with_if_match(seen).patch(&paths::site(site), &json!({ "declares_activity": on })).await.read(200)
}

async fn added(client: &Client, organisation: &TestOrganisation, new: &NewSite) -> Site {
    client.post(&paths::sites_of(organisation.id), new).await.read(201)
}

async fn who_stores_or_gives_is_not_expected_unless_somebody_says_so(server: &TestServer) {
    let shop = server.organisation("Supermarché").kind(OrganisationKind::Donor).approved().exists().await;
    let restos = server.organisation("Restos du Cœur").approved().exists().await;
    let admin = server.admin().await;
    let warehouse = NewSite { kind: SiteKind::Warehouse, ..site_at(COUTRAS) };
    assert!(added(&admin, &restos, &site_at(COUTRAS)).await.declares_activity);
    assert!(!added(&admin, &restos, &warehouse).await.declares_activity);
    assert!(!added(&admin, &shop, &site_at(LIBOURNE)).await.declares_activity);
    let said = NewSite { declares_activity: Some(true), ..warehouse };
    let site = added(&admin, &shop, &said).await;
    assert!(site.declares_activity);
    let moved = admin.with_if_match(1).patch(&paths::site(site.id), &json!({ "kind": "office" })).await.read::<Site>(200);
    assert!(moved.declares_activity, "what was said stays");
}

async fn a_site_that_is_switched_off_is_no_gap_and_what_it_has_declared_stays(server: &TestServer) {
    let world = World::of(server).await;
    let (site, nadia) = (world.taker.site(), server.coordinator_of(&world.taker).await);
    declared(&world.samir, site, week("2026-W47"), &people(10)).await;
    declared(&world.camille, world.giver.site(), week("2026-W47"), &people(5)).await;
    server.clock.advance(14 * DAY);
    let now = sums(&world.samir, paths::NETWORK_ACTIVITY).await;
    assert_eq!((declared_of(&now, "2026-W47"), declared_of(&now, "2026-W48")), ((2, 2), (0, 2)));
    assert_eq!(lacking_today(&world.samir, &world.taker).await, 1);
    assert!(!switch(&nadia, site, 1, false).await.declares_activity);
    let now = sums(&world.samir, paths::NETWORK_ACTIVITY).await;
    assert_eq!((declared_of(&now, "2026-W47"), declared_of(&now, "2026-W48")), ((2, 2), (0, 1)));
    assert_eq!(now.iter().filter_map(|sums| sums.people_total).collect::<Vec<_>>(), [15], "what was declared counts");
    let own = sums(&world.samir, &paths::organisation_activity(world.taker.id)).await;
    assert_eq!((declared_of(&own, "2026-W47"), declared_of(&own, "2026-W49")), ((1, 1), (0, 0)));
    let page = weeks_of(&world.samir, site).await;
    assert_eq!((page.is_expected, page.missing.len(), page.items.len(), page.can_declare), (false, 0, 1, true));
    assert_eq!(lacking_today(&world.samir, &world.taker).await, 0);
    declared(&world.samir, site, week("2026-W49"), &people(3)).await;
    let now = sums(&world.samir, paths::NETWORK_ACTIVITY).await;
    assert_eq!(declared_of(&now, "2026-W49"), (1, 2), "who declares all the same is counted");
    switch(&nadia, site, 2, true).await;
    let now = sums(&world.samir, paths::NETWORK_ACTIVITY).await;
    assert_eq!((declared_of(&now, "2026-W48"), declared_of(&now, "2026-W49")), ((0, 2), (1, 2)));
    assert_eq!(weeks_of(&world.samir, site).await.missing, [week("2026-W48")]);
}

/// Of how many sites the first page says that last week is missing.
async fn lacking_today(client: &Client, organisation: &TestOrganisation) -> usize {
    let today: Today = client.get(&format!("{}?organisation={}", paths::TODAY, organisation.id)).await.read(200);
    today.activity_missing.len()
}

async fn nobody_is_reminded_of_a_site_until_it_is_switched_on_again(server: &TestServer) {
    let world = World::of(server).await;
    let nadia = server.coordinator_of(&world.taker).await;
    let other = added(&nadia, &world.taker, &site_at(LIBOURNE)).await;
    for site in [world.taker.site(), other.id] {
        declared(&nadia, site, week("2026-W48"), &people(40)).await;
        switch(&nadia, site, 1, false).await;
    }
    // From a Tuesday at ten to the Monday after next.
    server.clock.advance(13 * DAY);
    work(server).await;
    assert!(told(&nadia).await.is_empty());
    switch(&nadia, other.id, 2, true).await;
    server.clock.advance(7 * DAY);
    work(server).await;
    let once = (week("2026-W50"), Some(1), Some("Antenne de Libourne".to_owned()));
    assert_eq!(told(&nadia).await, [once], "of the one that declares again");
}

async fn who_manages_the_site_switches_it(server: &TestServer) {
    let world = World::of(server).await;
    let (path, off) = (paths::site(world.taker.site()), json!({ "declares_activity": false }));
    for client in [&world.samir, &world.camille, &server.coordinator_of(&world.giver).await] {
        client.with_if_match(1).patch(&path, &off).await.refused(Code::Forbidden);
    }
    let nadia = server.coordinator_of(&world.taker).await;
    nadia.patch(&path, &off).await.refused(Code::PreconditionRequired);
    switch(&nadia, world.taker.site(), 1, false).await;
    nadia.with_if_match(1).patch(&path, &json!({ "declares_activity": true })).await.refused(Code::PreconditionFailed);
    nadia.with_if_match(2).patch(&path, &json!({ "declares_activity": "non" })).await.expect(422);
    let audit = format!("{}?operation=update_site", paths::AUDIT);
    assert_eq!(server.admin().await.get(&audit).await.read::<AuditPage>(200).items.len(), 1);
    switch(&server.admin().await, world.taker.site(), 2, true).await;
}
