//! What members report to the administrator: who may, who sees it, and how it is closed.

use serde_json::{Value, json};
use shared::audit::AuditPage;
use shared::ids::{OrganisationId, UserId};
use shared::paths;
use shared::problem::Code;
use shared::reports::{MAX_OPEN_REPORTS, Report, ReportOutcome, ReportPage, ReportState};
use shared::time::MINUTE;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{accounts_at, claim_of, lent, loan_of, offer_at, proposed, session_of, skill_of, van_of};
use tests::{Answer, Client, TestServer, both};
use uuid::Uuid;

use crate::world::World;

both!(
    the_administrator_hears_of_a_report_and_its_author_of_the_answer,
    whom_a_report_is_about_never_sees_it,
    whatever_is_between_two_is_reported_by_either,
    what_is_none_of_ones_business_is_not_reported,
    a_suspended_organisation_reports_and_a_pending_one_does_not,
    what_does_not_fit_is_named,
    nobody_has_more_than_ten_open_reports,
    reports_are_listed_by_state_the_newest_first,
    a_report_is_closed_once_by_who_has_seen_it,
);

/// The body of a report; none is about which thing where it is about the organisation itself.
fn report_of(about: OrganisationId, subject: &str, id: Option<Uuid>) -> Value {
    let mut body = json!({
        "about_organisation_id": about, "subject": subject, "reason": "no_show", "text": " Personne n'est venu mardi. ",
    });
    if let Some(id) = id {
        body["subject_id"] = json!(id);
    }
    body
}

async fn send(client: &Client, body: &Value) -> Answer {
    client.post(paths::REPORTS, body).await
}

async fn reported(client: &Client, about: OrganisationId) -> Report {
    send(client, &report_of(about, "organisation", None)).await.read(201)
}

async fn close(client: &Client, report: &Report) -> Answer {
    let closing = json!({ "outcome": "warned", "answer": " Ils préviendront. " });
    client.with_if_match(report.version).post(&paths::close_report(report.id), &closing).await
}

async fn listed(client: &Client, query: &str) -> ReportPage {
    client.get(&format!("{}{query}", paths::REPORTS)).await.read(200)
}

fn address(user: UserId) -> String {
    format!("{}@example.org", user.0.simple())
}

async fn claimed(world: &World) -> Uuid {
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    claim_of(offer.id, world.taker.site()).made_by(&world.samir).await.id.0
}

async fn the_administrator_hears_of_a_report_and_its_author_of_the_answer(server: &TestServer) {
    let (world, admin) = (World::of(server).await, server.admin().await);
    let body = report_of(world.giver.id, "claim", Some(claimed(&world).await));
    let answer = send(&world.samir, &body).await;
    let report: Report = answer.clone().read(201);
    assert_eq!(answer.header("location"), paths::report(report.id));
    assert_eq!((report.about.id, report.organisation.id), (world.giver.id, world.taker.id));
    assert_eq!((report.text.as_str(), report.state), ("Personne n'est venu mardi.", ReportState::Open));
    assert_eq!((report.reported_at, report.version), (server.now(), 1));
    let mail = server.mail_to(&address(admin.user_id())).await;
    assert_eq!(mail.subject, "Signalement : Épicerie");
    assert!(mail.body.contains("Personne n'est venu mardi."), "{}", mail.body);
    assert!(mail.body.contains(&address(world.samir.user_id())), "{}", mail.body);

    server.clock.advance(MINUTE);
    let closed: Report = close(&admin, &report).await.read(200);
    assert_eq!((closed.state, closed.outcome), (ReportState::Closed, Some(ReportOutcome::Warned)));
    assert_eq!((closed.answer.as_deref(), closed.closed_at), (Some("Ils préviendront."), Some(server.now())));
    assert_eq!(closed.version, 2);
    let mail = server.outbox().await.pop().unwrap();
    assert_eq!(mail.recipient, address(world.samir.user_id()));
    assert!(mail.body.contains("Ils préviendront."), "{}", mail.body);
    let answer = world.samir.get(&paths::report(report.id)).await;
    assert_eq!(answer.header("etag"), "\"2\"");
    assert_eq!(answer.read::<Report>(200), closed);

    let log: AuditPage = admin.get(&format!("{}?object={}", paths::AUDIT, report.id)).await.read(200);
    let operations: Vec<_> = log.items.iter().map(|entry| entry.operation.as_str()).collect();
    assert_eq!(operations, ["close_report", "create_report"]);
}

async fn whom_a_report_is_about_never_sees_it(server: &TestServer) {
    let (world, admin) = (World::of(server).await, server.admin().await);
    let coordinator = server.coordinator_of(&world.giver).await;
    let before = server.outbox().await.len();
    let report = reported(&world.samir, world.giver.id).await;
    close(&admin, &report).await.expect(200);
    let colleague = server.coordinator_of(&world.taker).await;
    for client in [&world.camille, &coordinator, &colleague] {
        client.get(&paths::report(report.id)).await.refused(Code::NotFound);
        assert!(listed(client, "").await.items.is_empty());
        close(client, &report).await.refused(Code::NotFound);
    }
    let told: Vec<String> = server.outbox().await.into_iter().skip(before).map(|mail| mail.recipient).collect();
    assert_eq!(told, [address(admin.user_id()), address(world.samir.user_id())]);
    close(&world.samir, &report).await.refused(Code::Forbidden);
    assert_eq!(listed(&admin, "").await.items.len(), 1);
}

async fn whatever_is_between_two_is_reported_by_either(server: &TestServer) {
    let world = World::of(server).await;
    let (giver, taker) = (&world.giver, &world.taker);
    let claim = claimed(&world).await;
    let van = van_of(&world.camille, giver.site()).await;
    let loan = lent(&world.samir, &loan_of(van.id, taker.id, 24, 30)).await.id.0;
    let accounts = skill_of(&world.camille, &accounts_at(giver.site())).await;
    let session = proposed(&world.samir, &session_of(accounts.id, taker.id, 24)).await.id.0;
    for (subject, id) in [("claim", claim), ("loan", loan), ("skill_session", session)] {
        for (client, about, own) in [(&world.samir, giver.id, taker.id), (&world.camille, taker.id, giver.id)] {
            let report: Report = send(client, &report_of(about, subject, Some(id))).await.read(201);
            assert_eq!((report.about.id, report.organisation.id), (about, own), "{subject}");
            assert_eq!(report.subject_id.map(|id| id.0), Some(id), "{subject}");
        }
    }
    let offer = offer_at(giver.site()).published_by(&world.camille).await;
    send(&world.samir, &report_of(giver.id, "offer", Some(offer.id.0))).await.expect(201);
}

async fn what_is_none_of_ones_business_is_not_reported(server: &TestServer) {
    let world = World::of(server).await;
    let other = server.organisation("Secours").approved().at(LIBOURNE).exists().await;
    let marthe = server.volunteer_of(&other).await;
    let claim = Some(claimed(&world).await);
    send(&marthe, &report_of(world.giver.id, "claim", claim)).await.refused(Code::NotFound);
    let nowhere = Some(Uuid::now_v7());
    for subject in ["claim", "loan", "skill_session", "offer"] {
        send(&world.samir, &report_of(world.giver.id, subject, nowhere)).await.refused(Code::NotFound);
    }
    let unknown = OrganisationId(Uuid::now_v7());
    send(&world.samir, &report_of(unknown, "organisation", None)).await.refused(Code::NotFound);
    let pending = server.organisation("En attente").exists().await;
    send(&world.samir, &report_of(pending.id, "organisation", None)).await.refused(Code::NotFound);
    // The administrator sees the claim, and is on no side of it.
    send(&server.admin().await, &report_of(world.giver.id, "claim", claim)).await.refused(Code::Forbidden);
}

async fn a_suspended_organisation_reports_and_a_pending_one_does_not(server: &TestServer) {
    let world = World::of(server).await;
    let claim = claimed(&world).await;
    let why = json!({ "reason": "Chaîne du froid rompue" });
    server.admin().await.post(&paths::suspend_organisation(world.taker.id), &why).await.expect(200);
    send(&world.samir, &report_of(world.giver.id, "claim", Some(claim))).await.expect(201);
    // The other side goes on seeing the claim, and so whom it is about.
    send(&world.camille, &report_of(world.taker.id, "claim", Some(claim))).await.expect(201);
    let pending = server.organisation("En attente").exists().await;
    let waiting = server.coordinator_of(&pending).await;
    send(&waiting, &report_of(world.giver.id, "organisation", None)).await.refused(Code::NotFound);
    server.stranger().await.get(paths::REPORTS).await.expect(200);
}

async fn what_does_not_fit_is_named(server: &TestServer) {
    let world = World::of(server).await;
    let other = server.organisation("Secours").approved().exists().await;
    let claim = Some(claimed(&world).await);
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let mut short = report_of(world.giver.id, "claim", claim);
    short["text"] = json!("Absent");
    let about = "/about_organisation_id";
    let wrong = [
        (report_of(world.taker.id, "claim", claim), about, "own_organisation"),
        (report_of(world.taker.id, "organisation", None), about, "own_organisation"),
        (report_of(other.id, "claim", claim), about, "not_concerned"),
        (report_of(other.id, "offer", Some(offer.id.0)), about, "not_concerned"),
        (report_of(world.giver.id, "claim", None), "/subject_id", "required"),
        (report_of(world.giver.id, "organisation", claim), "/subject_id", "not_allowed"),
        (short, "/text", "too_short"),
    ];
    for (body, pointer, code) in wrong {
        send(&world.samir, &body).await.refused_fields(&[(pointer, code)]);
    }
    assert!(listed(&world.samir, "").await.items.is_empty());
    assert!(listed(&server.admin().await, "").await.items.is_empty());
}

async fn nobody_has_more_than_ten_open_reports(server: &TestServer) {
    let (world, admin) = (World::of(server).await, server.admin().await);
    let mut last = None;
    for _ in 0..MAX_OPEN_REPORTS {
        last = Some(reported(&world.samir, world.giver.id).await);
    }
    let one_more = report_of(world.giver.id, "organisation", None);
    let refused = send(&world.samir, &one_more).await.refused(Code::TooManyReports);
    assert_eq!(refused.params["max"], MAX_OPEN_REPORTS);
    // Each person's own.
    reported(&server.volunteer_of(&world.taker).await, world.giver.id).await;
    close(&admin, &last.unwrap()).await.expect(200);
    send(&world.samir, &one_more).await.expect(201);
}

async fn reports_are_listed_by_state_the_newest_first(server: &TestServer) {
    let (world, admin) = (World::of(server).await, server.admin().await);
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(reported(&world.samir, world.giver.id).await);
        server.clock.advance(MINUTE);
    }
    let theirs = reported(&world.camille, world.taker.id).await;
    close(&admin, &made[1]).await.expect(200);
    let ids = |page: &ReportPage| page.items.iter().map(|report| report.id).collect::<Vec<_>>();
    assert_eq!(ids(&listed(&world.samir, "").await), [made[2].id, made[1].id, made[0].id]);
    assert_eq!(ids(&listed(&admin, "?state=open").await), [theirs.id, made[2].id, made[0].id]);
    assert_eq!(ids(&listed(&admin, "?state=closed").await), [made[1].id]);
    assert!(ids(&listed(&world.camille, "?state=closed").await).is_empty());
    let first = listed(&admin, "?limit=3").await;
    assert_eq!(ids(&first), [theirs.id, made[2].id, made[1].id]);
    let cursor = first.next_cursor.unwrap();
    let rest = listed(&admin, &format!("?limit=3&cursor={cursor}")).await;
    assert_eq!((ids(&rest), rest.next_cursor), (vec![made[0].id], None));
    let other = format!("{}?state=open&cursor={cursor}", paths::REPORTS);
    admin.get(&other).await.refused(Code::CursorMismatch);
}

async fn a_report_is_closed_once_by_who_has_seen_it(server: &TestServer) {
    let (world, admin) = (World::of(server).await, server.admin().await);
    let report = reported(&world.samir, world.giver.id).await;
    let (path, closing) = (paths::close_report(report.id), json!({ "outcome": "unfounded" }));
    admin.post(&path, &closing).await.refused(Code::PreconditionRequired);
    admin.with_if_match(9).post(&path, &closing).await.refused(Code::PreconditionFailed);
    let closed: Report = admin.with_if_match(1).post(&path, &closing).await.read(200);
    assert_eq!((closed.outcome, closed.answer), (Some(ReportOutcome::Unfounded), None));
    server.another_admin().await.with_if_match(1).post(&path, &closing).await.refused(Code::PreconditionFailed);
    admin.with_if_match(2).post(&path, &closing).await.refused(Code::ReportClosed);
}
