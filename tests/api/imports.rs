//! Real public data goes in, twice, and changes nothing the second time.

use api::imports::{Report, communes, outline, sites};
use shared::communes::CommuneList;
use shared::network::Network;
use shared::organisations::OrganisationPage;
use shared::paths;
use shared::sites::{Site, SitePage};
use shared::time::MINUTE;
use std::sync::Arc;
use tests::{TestServer, both, project};

both!(
    every_commune_of_the_country,
    the_communes_of_the_department_and_the_sites_of_two_networks,
    an_import_keeps_what_people_have_edited,
    unusable_rows_are_told_with_their_line,
    the_outline_is_served,
);

/// A file of the public data; `None`, told aloud, where this machine has none.
fn public(name: &str) -> Option<String> {
    let Some(folder) = project::public_data() else {
        eprintln!("skipped: there is no ../shared/data with {name} beside the checkout");
        return None;
    };
    Some(project::read(&folder.join(name)))
}

async fn import_communes(server: &TestServer, text: &str) -> Report {
    let communes = Arc::new(communes::parse(text).unwrap());
    server.state.write(move |cx| communes::import(cx, &communes, &|_, _| ())).await.unwrap()
}

async fn import_sites(server: &TestServer, text: &str) -> Report {
    let sites = Arc::new(sites::parse(text).unwrap());
    server.state.write(move |cx| sites::import(cx, &sites)).await.unwrap()
}

async fn every_commune_of_the_country(server: &TestServer) {
    let Some(communes) = public("communes-france.csv") else {
        return;
    };
    let first = import_communes(server, &communes).await;
    let told = first.created + first.changed + first.unchanged + first.unusable.len();
    assert_eq!(told, communes.lines().count() - 1, "every row is imported or told");
    assert!(first.created > 36_000 && first.unusable.len() < 10, "{first}");
    let again = import_communes(server, &communes).await;
    assert_eq!((again.created, again.changed), (0, 0), "a second run changes nothing");
    let found: CommuneList = server.anonymous().get(&format!("{}?text=st+andre+de+cubz", paths::COMMUNES)).await.read(200);
    assert_eq!(found.items[0].insee_code, "33366");
}

async fn the_communes_of_the_department_and_the_sites_of_two_networks(server: &TestServer) {
    let (Some(communes), Some(sites)) = (public("communes-gironde.csv"), public("food-aid-sites-gironde-2015.csv")) else {
        return;
    };
    let first = import_communes(server, &communes).await;
    assert_eq!(first.created + first.changed + first.unchanged + first.unusable.len(), communes.lines().count() - 1);
    assert!(first.created > 500, "{first}");
    let again = import_communes(server, &communes).await;
    assert_eq!((again.created, again.changed), (0, 0), "{again}");
    let first = import_sites(server, &sites).await;
    let told = first.skipped.len() + first.unusable.len();
    assert_eq!(first.created + told, sites.lines().count() - 1, "every row is imported or told\n{first}");
    assert!(first.created >= 45, "{first}");
    let again = import_sites(server, &sites).await;
    assert_eq!((again.created, again.changed, again.unchanged), (0, 0, first.created), "{again}");
    let admin = server.admin().await;
    let networks: OrganisationPage = admin.get(paths::ORGANISATIONS).await.read(200);
    assert_eq!(networks.items.len(), 2, "one organisation per network");
    let page: SitePage = admin.get(&format!("{}?limit=100", paths::SITES)).await.read(200);
    assert_eq!(page.items.len(), first.created);
    let placed = page.items.iter().filter(|site| site.position.is_some()).count();
    assert!(placed * 10 >= page.items.len() * 9, "only {placed} of {} have a place", page.items.len());
}

async fn an_import_keeps_what_people_have_edited(server: &TestServer) {
    let (Some(communes), Some(sites)) = (public("communes-gironde.csv"), public("food-aid-sites-gironde-2015.csv")) else {
        return;
    };
    import_communes(server, &communes).await;
    let first = import_sites(server, &sites).await;
    let admin = server.admin().await;
    server.clock.advance(MINUTE);
    let site: Site = admin.get(paths::SITES).await.read::<SitePage>(200).items.remove(0);
    let patch = serde_json::json!({ "name": "Le nom que tout le monde lui donne" });
    admin.with_if_match(site.version).patch(&paths::site(site.id), &patch).await.expect(200);
    let again = import_sites(server, &sites).await;
    assert_eq!((again.changed, again.skipped.len()), (0, first.skipped.len() + 1), "{again}");
    let kept: Site = admin.get(&paths::site(site.id)).await.read(200);
    assert_eq!(kept.name, "Le nom que tout le monde lui donne");
}

async fn unusable_rows_are_told_with_their_line(server: &TestServer) {
    let text = "insee_code,name,postcodes,department,latitude,longitude\n\
        33001,Abzac,33230,33,45.02,-0.12\n\
        3300,Sans code,33000,33,,\n\
        33003,Sans code postal,,33,,\n\
        33001,Encore Abzac,33230,33,,\n";
    let report = import_communes(server, text).await;
    assert_eq!(report.created, 1, "{report}");
    assert_eq!(report.unusable.iter().map(|remark| remark.line).collect::<Vec<_>>(), [3, 4, 5], "{report}");
    assert!(report.unusable.iter().all(|remark| !remark.text.is_empty()));
    let found: CommuneList = server.anonymous().get(&format!("{}?text=abzac", paths::COMMUNES)).await.read(200);
    assert_eq!(found.items.len(), 1);
    assert!(communes::parse("name,code\nLibourne,33243\n").is_err(), "another table is refused as a whole");
}

async fn the_outline_is_served(server: &TestServer) {
    let Some(text) = public("gironde.geojson") else {
        return;
    };
    let outline = Arc::new(outline::parse(&text).unwrap());
    server.state.write(move |cx| outline::save(cx, &outline)).await.unwrap();
    let served = server.anonymous().get(paths::OUTLINE).await.expect(200);
    assert_eq!(served.body, serde_json::from_str::<serde_json::Value>(&text).unwrap());
    assert!(server.anonymous().get(paths::NETWORK).await.read::<Network>(200).has_outline);
}
