//! The weeks as a table: what was declared and what is missing, of those sites whose declarations one may read.

use crate::world::World;
use serde_json::json;
use shared::organisations::Role;
use shared::paths;
use shared::problem::Code;
use tests::fixtures::{declared, people, week};
use tests::{Client, TestServer, both};

both!(
    a_table_has_what_was_declared_and_what_is_missing,
    each_reads_the_sites_of_his_or_her_organisations,
    a_site_that_does_not_declare_has_no_gaps_in_it,
    its_range_is_checked,
);

/// The lines below the heading, of the weeks 47 and 48.
async fn lines(client: &Client) -> Vec<String> {
    let answer = client.get(&format!("{}?from=2026-W47&to=2026-W48", paths::NETWORK_ACTIVITY_CSV)).await.expect(200);
    answer.text.lines().skip(1).map(str::to_owned).collect()
}

/// Week, organisation, and whether it is declared, of each line.
async fn told(client: &Client) -> Vec<[String; 3]> {
    let of = |line: &String| {
        let cells: Vec<&str> = line.split(';').collect();
        [cells[0], cells[2], cells[5]].map(str::to_owned)
    };
    lines(client).await.iter().map(of).collect()
}

/// The taker has declared week 47, the giver week 48.
async fn counted(world: &World) {
    let counts = json!({ "households": 12, "people": { "under_3": 2, "from_65": 9 }, "meals": 0 });
    declared(&world.samir, world.taker.site(), week("2026-W47"), &counts).await;
    declared(&world.camille, world.giver.site(), week("2026-W48"), &people(6)).await;
}

async fn a_table_has_what_was_declared_and_what_is_missing(server: &TestServer) {
    let world = World::of(server).await;
    counted(&world).await;
    let answer = world.samir.get(paths::NETWORK_ACTIVITY_CSV).await.expect(200);
    assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("text/csv; charset=utf-8", "no-store"));
    assert!(answer.header("content-disposition").contains("weeks.csv"));
    assert!(answer.text.contains("Semaine;Lundi;Organisation;Site;Identifiant du site;Déclarée;Foyers;Moins de 3 ans;"));
    let english = world.samir.with_header("accept-language", "en").get(paths::NETWORK_ACTIVITY_CSV).await.expect(200);
    assert!(english.text.starts_with("Week,Monday,Organisation,Site,Identifier of the site,Declared,Households,Under 3,"));
    let (own, site) = (lines(&world.samir).await, world.taker.site());
    let [before, now] = own.as_slice() else { panic!("two weeks: {own:?}") };
    let declared = format!("2026-W47;16/11/2026;Restos du Cœur;Antenne de Coutras;{site};oui;12;2;;;;9;11;0;;;24/11/2026;");
    let missing = format!("2026-W48;23/11/2026;Restos du Cœur;Antenne de Coutras;{site};non;;;;;;;;;;;;");
    assert_eq!((before, now), (&declared, &missing));
}

async fn each_reads_the_sites_of_his_or_her_organisations(server: &TestServer) {
    let world = World::of(server).await;
    counted(&world).await;
    let row = |week: &str, organisation: &str, declared: &str| [week, organisation, declared].map(str::to_owned);
    let of_giver = row("2026-W48", "Épicerie", "oui");
    let of_taker = [row("2026-W47", "Restos du Cœur", "oui"), row("2026-W48", "Restos du Cœur", "non")];
    assert_eq!(told(&world.camille).await, std::slice::from_ref(&of_giver));
    assert_eq!(told(&world.samir).await, of_taker);
    let [before, missing] = of_taker;
    let all = [before, of_giver, missing];
    assert_eq!(told(&server.admin().await).await, all, "by week, then by name");
    let of_both = server.stranger().await;
    for organisation in [world.giver.id, world.taker.id] {
        server.join(of_both.user_id(), organisation, Role::Volunteer).await;
    }
    assert_eq!(told(&of_both).await, all);
    server.stranger().await.get(paths::NETWORK_ACTIVITY_CSV).await.refused(Code::OrganisationNotApproved);
}

async fn a_site_that_does_not_declare_has_no_gaps_in_it(server: &TestServer) {
    let world = World::of(server).await;
    counted(&world).await;
    let nadia = server.coordinator_of(&world.taker).await.with_if_match(1);
    let off = json!({ "declares_activity": false });
    nadia.patch(&paths::site(world.taker.site()), &off).await.expect(200);
    assert_eq!(told(&world.samir).await, [["2026-W47", "Restos du Cœur", "oui"].map(str::to_owned)]);
}

async fn its_range_is_checked(server: &TestServer) {
    let world = World::of(server).await;
    let asked = async |query: &str| world.samir.get(&format!("{}?{query}", paths::NETWORK_ACTIVITY_CSV)).await;
    asked("from=2026-W48&to=2026-W47").await.refused_fields(&[("?to", "dates_order")]);
    asked("from=2025-W47&to=2026-W48").await.refused_fields(&[("?from", "too_many")]);
    asked("from=2025-W48&to=2026-W48").await.expect(200);
    assert_eq!(asked("from=2026-W49&to=2026-W53").await.expect(200).text.lines().count(), 1, "what is to come is no gap");
    asked("week=2026-W48").await.refused(Code::Malformed);
}
