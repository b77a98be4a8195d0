//! The lists of routes and rounds and the table of what they brought, and what is asked while a round is begun, noted and
//! received.

use super::crowd::collecting::COLLECTOR;
use super::questions;
use serde_json::{Value, json};
use shared::collection_rounds::{CollectionRound, CollectionRoundPage, CollectionRoutePage};
use shared::ids::{CollectionRoundId, OrganisationId, SiteId};
use shared::organisations::Role;
use shared::paths;
use tests::fixtures::{
    bread_of, cold_enough, collected, finished, note_stop, noted, nothing_given, route_at, route_kept, set_out, yoghurt_of,
};
use tests::{Backend, Client, TestServer};

/// Routes and rounds with each filter, as a member of an organisation of the crowd, as somebody who has joined two, and as
/// the administrator who sees all; a round of one's own from its beginning to its end.
pub async fn read(server: &TestServer, member: &Client, admin: &Client, site: SiteId) {
    let collector = server.stranger().await;
    server.join(collector.user_id(), OrganisationId(COLLECTOR), Role::Volunteer).await;
    for client in [&collector, admin] {
        read_routes(client).await;
        read_rounds(client).await;
        let time = format!("organisation={COLLECTOR}&from=2026-02-01&until=2026-11-24");
        let table = client.get(&format!("{}?{time}", paths::COLLECTION_TABLE)).await.expect(200);
        assert!(table.text.lines().count() > 1, "nothing of the crowd in the table: {}", table.text);
    }
    run(member, site).await;
    questions_are_as_many(server, member, admin, site).await;
}

async fn read_routes(client: &Client) {
    let of_one = format!("organisation={COLLECTOR}");
    for query in ["limit=1", "limit=1&retired=true", "limit=20", &of_one, &format!("{of_one}&retired=true")] {
        let path = format!("{}?{query}", paths::COLLECTION_ROUTES);
        let page: CollectionRoutePage = client.get(&path).await.read(200);
        let route = page.items.first().unwrap_or_else(|| panic!("{path} finds nothing in the crowd"));
        client.get(&paths::collection_route(route.id)).await.expect(200);
        if let Some(cursor) = &page.next_cursor {
            client.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
    }
}

async fn read_rounds(client: &Client) {
    let one: CollectionRoundPage =
        client.get(&format!("{}?organisation={COLLECTOR}&limit=1", paths::COLLECTION_ROUNDS)).await.read(200);
    let route = one.items[0].route_id.expect("a round of a route");
    let time = "from=2026-02-01&until=2026-11-24";
    let filters = ["state=open", "state=done", "state=cancelled", "from=2026-02-01", "until=2026-11-24", time];
    let mut queries: Vec<String> =
        vec![String::new(), format!("&route={route}"), format!("&route={route}&{time}&state=done")];
    queries.extend(filters.map(|filter| format!("&{filter}")));
    let of_one: Vec<String> = queries.iter().map(|query| format!("&organisation={COLLECTOR}{query}")).collect();
    for query in queries.into_iter().chain(of_one) {
        let path = format!("{}?limit=1{query}", paths::COLLECTION_ROUNDS);
        let page: CollectionRoundPage = client.get(&path).await.read(200);
        let round = page.items.first().unwrap_or_else(|| panic!("{path} finds nothing in the crowd"));
        client.get(&paths::collection_round(round.id)).await.expect(200);
        if let Some(cursor) = &page.next_cursor {
            client.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
    }
}

/// A route is kept and changed; its round is begun, noted, changed and received, another one is called off.
async fn run(member: &Client, site: SiteId) {
    let any = member.with_header("if-match", "*");
    let route = route_kept(member, &route_at(site, OrganisationId(COLLECTOR))).await.id;
    let stops = json!({ "stops": [{ "donor_id": COLLECTOR }, { "donor_name": "Primeur" }] });
    any.patch(&paths::collection_route(route), &stops).await.expect(200);
    let round = set_out(member, route).await.id;
    member.post(paths::COLLECTION_ROUNDS, &json!({ "route_id": route })).await.expect(409);
    noted(member, round, 1, &collected(&[bread_of(9_000), yoghurt_of(5_000)])).await;
    noted(member, round, 1, &collected(&[yoghurt_of(4_000)])).await;
    noted(member, round, 2, &nothing_given()).await;
    any.patch(&paths::collection_round(round), &json!({ "add_stop": { "donor_name": "Halle" } })).await.expect(200);
    finished(member, round, &cold_enough()).await;
    let other = json!({ "site_id": site, "stops": [{ "donor_name": "Collège" }] });
    let other: CollectionRound = member.post(paths::COLLECTION_ROUNDS, &other).await.read(201);
    member.act(&paths::cancel_collection_round(other.id)).await.expect(200);
}

/// A round of so many shops, each of which gave two things.
async fn round_of(member: &Client, site: SiteId, shops: i64) -> CollectionRoundId {
    let stops: Vec<Value> = (0..shops).map(|_| json!({ "donor_id": COLLECTOR })).collect();
    let body = json!({ "site_id": site, "stops": stops });
    let round: CollectionRound = member.post(paths::COLLECTION_ROUNDS, &body).await.read(201);
    for number in 1..=shops {
        let record = collected(&[bread_of(1_000), yoghurt_of(1_000)]);
        note_stop(member, round.id, number, 0, &record).await.expect(200);
    }
    round.id
}

/// A page of one and a page of twenty, a round of one stop and one of twelve: the database is asked as often.
async fn questions_are_as_many(server: &TestServer, member: &Client, admin: &Client, site: SiteId) {
    let quote = match server.state.db.backend() {
        Backend::Sqlite => '`',
        Backend::Postgres => '"',
    };
    let (short, long) = (round_of(member, site, 1).await, round_of(member, site, 12).await);
    let pairs = [
        [1, 20].map(|limit| (admin, format!("{}?state=done&limit={limit}", paths::COLLECTION_ROUNDS))),
        [1, 20].map(|limit| (admin, format!("{}?limit={limit}", paths::COLLECTION_ROUTES))),
        [short, long].map(|round| (member, paths::collection_round(round))),
    ];
    for pair in pairs {
        let mut counts = Vec::new();
        for (client, path) in &pair {
            let before = questions(quote, "collection_");
            client.get(path).await.expect(200);
            counts.push(questions(quote, "collection_").saturating_sub(before));
        }
        assert!(counts[0] > 0 && counts[0] == counts[1], "{counts:?} questions for {} and {}", pair[0].1, pair[1].1);
    }
}
