//! No list and no search reads a whole table: each query that the lists send is explained on a crowded database.

mod collecting;
mod counting;
mod crowd;
mod growing;
mod helping;
mod literals;
mod reporting;
mod sharing;
mod stocking;
mod touring;
mod wanting;

use api::db::Conn;
use api::http::State;
use diesel::connection::{InstrumentationEvent, set_default_instrumentation};
use diesel::prelude::*;
use diesel::sql_types::Text;
use growing::GROWING;
use shared::conversations::ConversationPage;
use shared::ids::SiteId;
use shared::matches::{DismissalReason, NewDismissal};
use shared::organisations::Role;
use shared::paths;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{need_at, offer_at};
use tests::{Backend, Client, TestServer};

/// Whether questions are noted. Writing down how a crowd is filled in takes longer than filling it in.
static LISTENING: AtomicBool = AtomicBool::new(false);
/// What connections have been asked since, with values.
static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn listen() {
    let listener = || -> Option<Box<dyn diesel::connection::Instrumentation>> {
        Some(Box::new(|event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event
                && LISTENING.load(Ordering::Relaxed)
            {
                ASKED.lock().unwrap().push(query.to_string());
            }
        }))
    };
    set_default_instrumentation(listener).expect("the listener");
}

/// The different queries of growing tables that were asked since the last time.
fn asked(quote: char) -> BTreeSet<String> {
    let asked = std::mem::take(&mut *ASKED.lock().unwrap());
    let reads = |query: &String| {
        let from = |table: &&str| {
            query.contains(&format!("FROM {quote}{table}{quote}")) || query.contains(&format!("FROM {table} "))
        };
        let from_ours = GROWING.iter().any(from);
        // `1=0` is an empty list of identifiers: the database reads nothing.
        query.starts_with("SELECT") && (from_ours || query.contains("FROM (")) && !query.contains("(1=0)")
    };
    asked.into_iter().filter(reads).collect()
}

/// How many questions about tables whose names begin like this were asked since.
fn questions(quote: char, tables: &str) -> usize {
    let from = format!("FROM {quote}{tables}");
    let asked = ASKED.lock().unwrap();
    asked.iter().filter(|query| query.starts_with("SELECT") && query.contains(&from)).count()
}

/// Every list and search, with each filter and order.
async fn read_every_list(member: &Client, admin: &Client, site: &str, organisation: &str) {
    let near = format!("near_commune={}", LIBOURNE.insee_code);
    let mut offers = vec![String::new(), "sort=closing".to_owned(), "category=dairy".to_owned(), "text=yaourt".to_owned()];
    offers.extend([near.clone(), format!("near_site={site}"), format!("{near}&text=yaourt&category=dairy&within_km=20")]);
    offers.extend([format!("{near}&sort=newest&within_km=20"), format!("{near}&sort=closing&within_km=20")]);
    offers.extend([format!("organisation={organisation}"), "temperature_class=chilled".to_owned()]);
    for query in offers {
        let path = format!("{}?{query}", paths::OFFERS);
        for client in [member, admin] {
            let page = client.get(&path).await.expect(200);
            if let Some(cursor) = page.body["next_cursor"].as_str() {
                client.get(&format!("{path}&cursor={cursor}")).await.expect(200);
            }
        }
    }
    let mut needs = vec![String::new(), "sort=closing".to_owned(), "category=dairy".to_owned(), "text=yaourt".to_owned()];
    needs.extend([near.clone(), format!("near_site={site}"), format!("{near}&text=yaourt&category=dairy&within_km=20")]);
    needs.extend([format!("{near}&sort=newest&within_km=20"), format!("{near}&sort=closing&within_km=20")]);
    // Begun, misspelt, another name of a category, a word too many.
    needs.extend(["text=yao", "text=yaort", "text=petits%20pots", "text=yaourt%20framboise"].map(str::to_owned));
    needs.extend([format!("{near}&text=yaort"), "sort=closing&text=yaourt%20framboise".to_owned()]);
    needs.extend(["urgent=true", "urgent=false", "kind=weekly", "temperature_class=chilled"].map(str::to_owned));
    needs.extend([format!("organisation={organisation}"), format!("organisation={organisation}&status=closed")]);
    for query in needs {
        let path = format!("{}?{query}", paths::NEEDS);
        let page = member.get(&path).await.expect(200);
        if let Some(cursor) = page.body["next_cursor"].as_str() {
            member.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
        if let Some(id) = page.body["items"][0]["id"].as_str() {
            member.get(&format!("{}/{id}/occurrences", paths::NEEDS)).await.expect(200);
            member.get(&format!("{}?need={id}", paths::CLAIMS)).await.expect(200);
        }
    }
    for query in ["", "?state=received", "?party=taker", "?limit=1"] {
        for client in [member, admin] {
            let page = client.get(&format!("{}{query}", paths::CLAIMS)).await.expect(200);
            if let Some(cursor) = page.body["next_cursor"].as_str() {
                let separator = if query.is_empty() { '?' } else { '&' };
                client.get(&format!("{}{query}{separator}cursor={cursor}", paths::CLAIMS)).await.expect(200);
            }
        }
    }
    for path in [paths::ORGANISATIONS, paths::SITES] {
        for client in [member, admin] {
            let page = client.get(path).await.expect(200);
            let cursor = page.body["next_cursor"].as_str().expect("more than a page").to_owned();
            client.get(&format!("{path}?cursor={cursor}")).await.expect(200);
        }
    }
    admin.get(&format!("{}?status=pending", paths::ORGANISATIONS)).await.expect(200);
    member.get(&format!("{}?organisation={organisation}", paths::SITES)).await.expect(200);
    member.get(&format!("{}?organisation={organisation}", paths::TODAY)).await.expect(200);
    member.get(&format!("{}/{organisation}/members", paths::ORGANISATIONS)).await.expect(200);
    admin.get(&format!("{}/{organisation}/invitations", paths::ORGANISATIONS)).await.expect(200);
    for text in ["libou", "commune", "335", "33500"] {
        member.get(&format!("{}?text={text}", paths::COMMUNES)).await.expect(200);
    }
    member.get(paths::ME).await.expect(200);
    member.get(paths::SESSIONS).await.expect(200);
    read_what_is_lent(member, admin, organisation).await;
    helping::read(member, admin, organisation).await;
    reporting::read(member, admin).await;
    reporting::read_the_audit_log(admin, organisation).await;
    touring::read(member, admin, site, organisation).await;
    wanting::read(member, organisation, site.parse().expect("a site")).await;
    stocking::read(member, admin, site.parse().expect("a site")).await;
    counting::read(member, admin, organisation, site.parse().expect("a site")).await;
    read_matches(member, site.parse().expect("a site")).await;
    read_cascades(member, site.parse().expect("a site")).await;
}

/// Of an offer that is proposed to a regular partner first, and to those that it fits.
async fn read_cascades(member: &Client, site: SiteId) {
    member.get(&paths::acceptance(site)).await.expect(200);
    member.get(&paths::partners(site)).await.expect(200);
    let offer = offer_at(site).category("bakery").undated().to_partners_first().published_by(member).await;
    member.get(&paths::cascade(offer.id)).await.expect(200);
    member.get(&format!("{}?offer={}", paths::objections(site), offer.id)).await.expect(200);
}

/// Threads of the crowd as the administrator reads them, conversations and what is unread of somebody in the crowd.
async fn read_what_is_said(talker: &Client, admin: &Client) {
    for (noun, list) in [("claims", paths::CLAIMS), ("loans", paths::LOANS), ("sessions", paths::SKILL_SESSIONS)] {
        let page = admin.get(&format!("{list}?limit=1")).await.expect(200);
        let id = page.body["items"][0]["id"].as_str().unwrap_or_else(|| panic!("no {noun} in the crowd")).to_owned();
        let path = format!("{list}/{id}/messages");
        let page = admin.get(&format!("{path}?limit=1")).await.expect(200);
        let cursor = page.body["next_cursor"].as_str().unwrap_or_else(|| panic!("nothing said about {noun}"));
        admin.get(&format!("{path}?limit=1&cursor={cursor}")).await.expect(200);
        admin.get(&format!("{path}?after=2")).await.expect(200);
        let photo = page.body["items"][0]["photos"][0]["id"].as_str();
        let photo = photo.unwrap_or_else(|| panic!("no photo of {noun}")).parse().expect("a photo");
        admin.get(&paths::thumbnail(photo)).await.expect(200);
    }
    for query in ["", "?limit=1", "?unread=true", "?unread=true&limit=1"] {
        let path = format!("{}{query}", paths::CONVERSATIONS);
        let page: ConversationPage = talker.get(&path).await.read(200);
        let last = &page.items.first().unwrap_or_else(|| panic!("{path} finds nothing in the crowd")).last_message;
        if let Some(cursor) = &page.next_cursor {
            talker.get(&format!("{path}{}cursor={cursor}", if query.is_empty() { '?' } else { '&' })).await.expect(200);
        }
        talker.act(&paths::withdraw_message(last.id)).await.expect(403);
    }
    talker.get(paths::UNREAD).await.expect(200);
}

/// The catalogue with each filter and order, a calendar, loans from each side.
async fn read_what_is_lent(member: &Client, admin: &Client, organisation: &str) {
    let near = format!("near_commune={}", LIBOURNE.insee_code);
    let free = "free_from=2026-11-25T00:00:00Z&free_until=2026-11-26T00:00:00Z";
    let mut queries = vec![String::new(), "kind=van".to_owned(), near.clone(), free.to_owned(), format!("{near}&{free}")];
    queries.extend([format!("{near}&kind=van"), format!("organisation={organisation}")]);
    for query in queries {
        let path = format!("{}?{query}", paths::EQUIPMENT);
        let page = member.get(&path).await.expect(200);
        if let Some(cursor) = page.body["next_cursor"].as_str() {
            member.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
        if let Some(id) = page.body["items"][0]["id"].as_str() {
            let calendar =
                format!("{}/{id}/calendar?from=2026-11-25T00:00:00Z&until=2026-12-25T00:00:00Z", paths::EQUIPMENT);
            member.get(&calendar).await.expect(200);
            for of_it in ["", "/waits", "/repairs"] {
                admin.get(&format!("{}/{id}{of_it}", paths::EQUIPMENT)).await.expect(200);
            }
            admin.get(&format!("{}?equipment={id}", paths::LOANS)).await.expect(200);
        }
    }
    let feeds = format!("{}/{organisation}/calendar_feeds", paths::ORGANISATIONS);
    let made = member.post(&feeds, &serde_json::json!({})).await.expect(201);
    let address = made.body["address"].as_str().expect("the address of a new link");
    member.get(&address[address.find("/api/").expect("a path")..]).await.expect(200);
    member.get(&feeds).await.expect(200);
    for query in ["", "?state=returned", "?party=lender", "?limit=1"] {
        for client in [member, admin] {
            let page = client.get(&format!("{}{query}", paths::LOANS)).await.expect(200);
            if let Some(cursor) = page.body["next_cursor"].as_str() {
                let separator = if query.is_empty() { '?' } else { '&' };
                client.get(&format!("{}{query}{separator}cursor={cursor}", paths::LOANS)).await.expect(200);
            }
            if let Some(id) = page.body["items"][0]["id"].as_str() {
                for of_it in ["", "/renewals", "/photos"] {
                    client.get(&format!("{}/{id}{of_it}", paths::LOANS)).await.expect(200);
                }
            }
        }
    }
}

/// Of an offer and a need of one's own, before and after one was dismissed.
async fn read_matches(member: &Client, site: SiteId) {
    let offer = offer_at(site).category("bakery").undated().published_by(member).await;
    let need = need_at(site).category("bakery").published_by(member).await;
    for path in [paths::matches_of_offer(offer.id), paths::matches_of_need(need.id)] {
        let found = member.get(&format!("{path}?limit=20")).await.expect(200);
        assert!(!found.body["items"].as_array().expect("matches").is_empty(), "{path} finds nothing in the crowd");
    }
    let (offer_id, need_id) = (offer.id, need.id);
    let dismissal =
        NewDismissal { offer_id, need_id, organisation_id: offer.organisation.id, reason: DismissalReason::TooFar };
    member.post(paths::DISMISSALS, &dismissal).await.expect(201);
    member.get(&paths::matches_of_offer(offer.id)).await.expect(200);
}

/// What the work has told, with the second page and a stream that comes back.
async fn read_notifications(member: &Client) {
    for query in ["limit=1", "limit=1&unread=true"] {
        let path = format!("{}?{query}", paths::NOTIFICATIONS);
        let page = member.get(&path).await.expect(200);
        if let Some(cursor) = page.body["next_cursor"].as_str() {
            member.get(&format!("{path}&cursor={cursor}")).await.expect(200);
        }
    }
    member.get(paths::UNREAD_NOTIFICATIONS).await.expect(200);
    member.get(paths::NOTIFICATION_PREFERENCES).await.expect(200);
    let told = member.get(paths::NOTIFICATIONS).await.expect(200);
    let last = told.body["items"][0]["id"].as_str().expect("the member was told of a match").to_owned();
    member.act(&format!("{}/{last}/read", paths::NOTIFICATIONS)).await.expect(204);
    member.act(paths::READ_ALL_NOTIFICATIONS).await.expect(204);
    let stream = member.with_header("last-event-id", &last).watch(paths::NOTIFICATION_STREAM).await;
    // Until the server has looked for what is new and for who may still watch.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    drop(stream);
}

/// What the worker looks for by itself, every other second.
async fn work(state: &State) {
    api::events::worker::run_once(state).await;
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    line: String,
}

/// The plan of a query with its values, one step a line.
fn plan(conn: &mut Conn, query: &str) -> Vec<String> {
    let sql = literals::filled(query);
    match conn {
        Conn::Sqlite(conn) => {
            let explained = diesel::sql_query(format!("EXPLAIN QUERY PLAN {}", literals::without_values(query)));
            let steps: Vec<Step> = explained.load(conn).unwrap_or_else(|error| panic!("{query}: {error}"));
            steps.into_iter().map(|step| step.detail).collect()
        }
        Conn::Postgres(conn) => {
            let explained = diesel::sql_query(format!("EXPLAIN (COSTS OFF) {sql}"));
            let lines: Vec<Line> = explained.load(conn).unwrap_or_else(|error| panic!("{sql}: {error}"));
            lines.into_iter().map(|line| line.line).collect()
        }
    }
}

/// Whether a step reads a growing table from one end to the other.
fn reads_all(step: &str) -> bool {
    // Words of a document that was found already are looked up as `q`.
    GROWING.iter().chain(&["q"]).any(|table| {
        let sqlite = step == format!("SCAN {table}");
        let postgres = step.contains(&format!("Seq Scan on {table}"));
        sqlite || postgres
    })
}

async fn every_list_is_read_by_an_index(server: &TestServer) {
    let quote = match server.state.db.backend() {
        Backend::Sqlite => '`',
        Backend::Postgres => '"',
    };
    let mut conn = server.database().connect();
    crowd::fill(&mut conn);
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let (member, admin) = (server.coordinator_of(&giver).await, server.admin().await);
    LISTENING.store(true, Ordering::Relaxed);
    read_every_list(&member, &admin, &giver.site().to_string(), &giver.id.to_string()).await;
    sharing::read(server, &member, &admin).await;
    collecting::read(server, &member, &admin, giver.site()).await;
    let talker = server.stranger().await;
    server.join(talker.user_id(), crowd::talking::TALKING, Role::Volunteer).await;
    crowd::talking::give_marks(&mut conn, talker.user_id());
    read_what_is_said(&talker, &admin).await;
    work(&server.state).await;
    read_notifications(&member).await;
    let queries = asked(quote);
    assert!(queries.len() > 60, "only {} queries: the listener is broken", queries.len());
    let complaints: Vec<String> = queries
        .iter()
        .filter_map(|query| {
            let plan = plan(&mut conn, query);
            plan.iter().any(|step| reads_all(step)).then(|| format!("{query}\n    {}", plan.join("\n    ")))
        })
        .collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), queries.len(), complaints.join("\n\n"));
}

#[test]
fn every_list_is_read_by_an_index_on_sqlite() {
    listen();
    tests::run(Backend::Sqlite, every_list_is_read_by_an_index);
}

#[test]
fn every_list_is_read_by_an_index_on_postgres() {
    listen();
    tests::run(Backend::Postgres, every_list_is_read_by_an_index);
}

#[test]
fn a_plan_that_reads_all_would_be_found() {
    assert!(reads_all("SCAN offers") && reads_all("  ->  Seq Scan on claims"));
    assert!(!reads_all("SCAN offers USING INDEX offers_open_newest") && !reads_all("Seq Scan on categories"));
}
