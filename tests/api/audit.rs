//! Who did what, for the administrator.

use diesel::connection::SimpleConnection;
use serde_json::json;
use shared::audit::{AuditEntry, AuditPage, AuditQuery};
use shared::claims::ClaimAction;
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::DAY;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{claim_of, offer_at};
use tests::{Client, TestServer, both};

both!(
    an_entry_tells_who_when_what_to_what_and_for_whom,
    a_removal_tells_who_was_removed,
    filters_and_pages,
    a_repeated_request_has_one_entry_and_a_refusal_none,
    a_wrong_code_is_told,
    no_secret_of_an_address_is_kept,
    a_spreadsheet_finds_no_formula,
    nobody_changes_or_empties_the_log,
    the_log_is_forgotten_after_its_time,
);

async fn entries(admin: &Client, query: &AuditQuery) -> Vec<AuditEntry> {
    admin.get_with(paths::AUDIT, query).await.read::<AuditPage>(200).items
}

async fn all(admin: &Client) -> Vec<AuditEntry> {
    entries(admin, &AuditQuery { limit: Some(100), ..AuditQuery::default() }).await
}

async fn an_entry_tells_who_when_what_to_what_and_for_whom(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let (camille, admin) = (server.volunteer_of(&giver).await, server.admin().await);
    server.clock.advance(5_000);
    let answer = offer_at(giver.site()).sent_by(&camille).await.expect(201);
    let newest = all(&admin).await.remove(0);
    assert_eq!(newest.at, server.now());
    assert_eq!(newest.person.as_ref().map(|person| person.id), Some(camille.user_id()));
    assert_eq!(newest.organisation.map(|organisation| organisation.name).as_deref(), Some("Épicerie"));
    assert_eq!((newest.operation.as_str(), newest.object_kind.as_deref()), ("create_offer", Some("offers")));
    assert_eq!(newest.object_id.map(|id| id.to_string()).as_deref(), answer.body["id"].as_str());
    assert_eq!(newest.request_id.map(|id| id.to_string()).as_deref(), Some(answer.header("x-request-id")));
    assert_eq!(admin.get(paths::AUDIT).await.header("cache-control"), "no-store");
    server.anonymous().get(paths::AUDIT).await.refused(Code::Unauthenticated);
    camille.get(paths::AUDIT).await.refused(Code::Forbidden);
}

async fn a_removal_tells_who_was_removed(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let (ana, admin) = (server.volunteer_of(&giver).await, server.admin().await);
    let camille = server.coordinator_of(&giver).await;
    camille.delete(&paths::member(giver.id, ana.user_id())).await.expect(204);
    let newest = all(&admin).await.remove(0);
    let affected = newest.affected.expect("a person");
    assert_eq!((newest.operation.as_str(), affected.id), ("remove_member", ana.user_id()));
    assert!(affected.name.is_some());
}

async fn filters_and_pages(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let (camille, ana, admin) = (server.volunteer_of(&giver).await, server.volunteer_of(&giver).await, server.admin().await);
    for _ in 0..3 {
        let offer = offer_at(giver.site()).published_by(&camille).await;
        server.clock.advance(1_000);
        ana.act(&paths::withdraw_offer(offer.id)).await.expect(200);
    }
    let middle = server.now();
    let last = offer_at(giver.site()).published_by(&ana).await;
    let count = async |query: AuditQuery| entries(&admin, &query).await.len();
    let none = AuditQuery::default;
    assert_eq!(count(AuditQuery { person: Some(camille.user_id()), ..none() }).await, 3);
    assert_eq!(
        count(AuditQuery { person: Some(ana.user_id()), operation: Some("create_offer".to_owned()), ..none() }).await,
        1
    );
    assert_eq!(
        count(AuditQuery { organisation: Some(giver.id), operation: Some("withdraw_offer".to_owned()), ..none() }).await,
        3
    );
    assert_eq!(count(AuditQuery { object: Some(last.id.0), ..none() }).await, 1);
    assert_eq!(count(AuditQuery { organisation: Some(giver.id), from: Some(middle), ..none() }).await, 2);
    let before = AuditQuery { until: Some(middle), operation: Some("create_offer".to_owned()), ..none() };
    assert_eq!(count(before).await, 3);
    let mut query = AuditQuery { organisation: Some(giver.id), limit: Some(2), ..none() };
    let whole = entries(&admin, &AuditQuery { limit: Some(100), ..query.clone() }).await;
    let mut paged = Vec::new();
    loop {
        let page: AuditPage = admin.get_with(paths::AUDIT, &query).await.read(200);
        paged.extend(page.items);
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            break;
        }
    }
    assert_eq!(paged, whole);
    assert!(paged.is_sorted_by(|a, b| (a.at, a.id) > (b.at, b.id)));
}

async fn a_repeated_request_has_one_entry_and_a_refusal_none(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let (camille, admin) = (server.volunteer_of(&giver).await, server.admin().await);
    let before = all(&admin).await.len();
    let once = camille.with_idempotency_key("mardi");
    for _ in 0..3 {
        offer_at(giver.site()).sent_by(&once).await.expect(201);
    }
    camille.delete(&paths::site(giver.site())).await;
    assert_eq!(all(&admin).await.len(), before + 1);
}

async fn a_wrong_code_is_told(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let claim = claim_of(offer.id, taker.site()).made_by(&samir).await;
    let accepted = camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200).body;
    let wrong = if accepted["handover_code"] == "0000" { "0001" } else { "0000" };
    let told = json!({ "code": wrong, "temperature_decidegrees": 20 });
    samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.refused(Code::WrongCode);
    let newest = all(&server.admin().await).await.remove(0);
    assert_eq!((newest.operation.as_str(), newest.detail.as_deref()), ("collect_claim", Some("wrong_code")));
    assert_eq!(newest.object_id, Some(claim.id.0));
}

async fn no_secret_of_an_address_is_kept(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let (camille, admin) = (server.coordinator_of(&epicerie).await, server.admin().await);
    let new = json!({ "email": "ana@example.org", "role": "volunteer" });
    let sent = camille.post(&paths::invitations(epicerie.id), &new).await.expect(201).body;
    let token = sent["link"].as_str().unwrap().rsplit('/').next().unwrap();
    let acceptance = json!({ "name": "Ana", "password": "quatre mots au hasard", "locale": "fr" });
    server.anonymous().post(&paths::accept_invitation(token), &acceptance).await.expect(200);
    let log = admin.get(paths::AUDIT).await.expect(200).text;
    assert!(log.contains("accept_invitation"), "{log}");
    for secret in [token, "quatre mots", "ana@example.org"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}

async fn a_spreadsheet_finds_no_formula(server: &TestServer) {
    let evil = server.organisation("=HYPERLINK(\"http://evil\")").approved().at(LIBOURNE).exists().await;
    let (camille, admin) = (server.volunteer_of(&evil).await, server.admin().await);
    offer_at(evil.site()).published_by(&camille).await;
    let answer = admin.get(&format!("{}?operation=create_offer", paths::AUDIT_CSV)).await.expect(200);
    assert!(answer.header("content-type").starts_with("text/csv"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let lines: Vec<&str> = answer.text.lines().collect();
    assert_eq!(lines.len(), 2, "{}", answer.text);
    assert!(lines[0].starts_with("at,person,person_id,"), "{}", lines[0]);
    assert!(lines[1].contains(",\"'=HYPERLINK(\"\"http://evil\"\")\","), "{}", lines[1]);
    camille.get(paths::AUDIT_CSV).await.refused(Code::Forbidden);
}

async fn nobody_changes_or_empties_the_log(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    offer_at(giver.site()).published_by(&server.volunteer_of(&giver).await).await;
    let admin = server.admin().await;
    let before = all(&admin).await;
    let mut conn = server.database().connect();
    for sql in
        ["UPDATE audit_entries SET detail = 'x'", "DELETE FROM audit_entries", "UPDATE audit_horizon SET keep_from = -1"]
    {
        let refused = conn.batch_execute(sql).expect_err(sql);
        assert!(refused.to_string().contains("audit"), "{sql}: {refused}");
    }
    assert_eq!(all(&admin).await, before);
}

async fn the_log_is_forgotten_after_its_time(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let (camille, admin) = (server.volunteer_of(&giver).await, server.admin().await);
    offer_at(giver.site()).published_by(&camille).await;
    server.clock.advance(365 * DAY);
    api::events::housekeeping::run(&server.state).await.expect("housekeeping");
    let kept = all(&admin).await;
    assert!(!kept.is_empty(), "on its last day it is still there");
    server.clock.advance(1);
    camille.patch(paths::ME, &json!({ "locale": "en" })).await.expect(200);
    api::events::housekeeping::run(&server.state).await.expect("housekeeping");
    let operations: Vec<String> = all(&admin).await.into_iter().map(|entry| entry.operation).collect();
    assert_eq!(operations, ["update_me"]);
}
