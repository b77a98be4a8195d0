//! Organisations: admission, profile, who sees them.

use serde_json::json;
use shared::ids::OrganisationId;
use shared::organisations::{Organisation, OrganisationPage, OrganisationStatus, Role};
use shared::paths;
use shared::problem::Code;
use tests::{TestServer, both, snapshots};
use uuid::Uuid;

both!(
    the_administrator_admits_an_organisation_once,
    a_refusal_says_why,
    only_the_administrator_decides,
    a_pending_organisation_is_seen_by_its_own_and_the_administrator,
    members_list_approved_organisations_by_name,
    only_the_administrator_lists_by_status,
    a_coordinator_keeps_the_profile,
    only_coordinators_and_the_administrator_edit,
    a_member_registers_another_organisation,
);

async fn the_administrator_admits_an_organisation_once(server: &TestServer) {
    let epicerie = server.organisation("Épicerie sociale de Libourne").exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let admin = server.admin().await;
    let answer = admin.act(&paths::approve_organisation(epicerie.id)).await.expect(200);
    snapshots::matches("organisation_approved", &answer);
    let mail = server.outbox().await.pop().unwrap();
    assert!(mail.body.contains("acceptée"), "{}", mail.body);
    admin.act(&paths::approve_organisation(epicerie.id)).await.refused(Code::AlreadyDecided);
    let refuse = admin.post(&paths::refuse_organisation(epicerie.id), &json!({ "reason": "Doublon" })).await;
    refuse.refused(Code::AlreadyDecided);
    let seen: Organisation = coordinator.get(&paths::organisation(epicerie.id)).await.read(200);
    assert_eq!((seen.status, seen.decided_at), (OrganisationStatus::Approved, Some(server.now())));
    admin.act(&paths::approve_organisation(OrganisationId(Uuid::now_v7()))).await.refused(Code::NotFound);
}

async fn a_refusal_says_why(server: &TestServer) {
    let other = server.organisation("Traiteur Dupont").exists().await;
    let coordinator = server.coordinator_of(&other).await;
    let admin = server.admin().await;
    let refuse = paths::refuse_organisation(other.id);
    admin.post(&refuse, &json!({ "reason": "x" })).await.refused_fields(&[("/reason", "too_short")]);
    let answer = admin.post(&refuse, &json!({ "reason": " Activité commerciale " })).await.expect(200);
    snapshots::matches("organisation_refused", &answer);
    let seen: Organisation = coordinator.get(&paths::organisation(other.id)).await.read(200);
    assert_eq!(seen.decision_reason.as_deref(), Some("Activité commerciale"));
    assert!(!seen.can_manage);
    let me: shared::accounts::Me = coordinator.get(paths::ME).await.read(200);
    assert_eq!(me.memberships[0].decision_reason.as_deref(), Some("Activité commerciale"));
    assert!(server.outbox().await.pop().unwrap().body.contains("Activité commerciale"));
}

async fn only_the_administrator_decides(server: &TestServer) {
    let pending = server.organisation("En attente").exists().await;
    let approved = server.organisation("Admise").approved().exists().await;
    let (approve, refuse) = (paths::approve_organisation(pending.id), paths::refuse_organisation(pending.id));
    let why = json!({ "reason": "Doublon" });
    let stranger = server.coordinator_of(&approved).await;
    let own = server.coordinator_of(&pending).await;
    for (client, code) in [(server.anonymous(), Code::Unauthenticated), (stranger, Code::NotFound), (own, Code::Forbidden)] {
        client.act(&approve).await.refused(code);
        client.post(&refuse, &why).await.refused(code);
    }
}

async fn a_pending_organisation_is_seen_by_its_own_and_the_administrator(server: &TestServer) {
    let pending = server.organisation("En attente").exists().await;
    let approved = server.organisation("Admise").approved().exists().await;
    let path = paths::organisation(pending.id);
    server.anonymous().get(&path).await.refused(Code::Unauthenticated);
    server.volunteer_of(&approved).await.get(&path).await.refused(Code::NotFound);
    server.stranger().await.get(&path).await.refused(Code::NotFound);
    let own = server.coordinator_of(&pending).await;
    assert!(own.get(&path).await.read::<Organisation>(200).can_manage, "it prepares itself while it waits");
    own.get(&paths::organisation(approved.id)).await.refused(Code::NotFound);
    assert!(server.admin().await.get(&path).await.read::<Organisation>(200).can_manage);
    let volunteer = server.volunteer_of(&approved).await;
    let answer = volunteer.get(&paths::organisation(approved.id)).await;
    snapshots::matches("organisation", &answer);
    assert!(!answer.read::<Organisation>(200).can_manage);
}

async fn members_list_approved_organisations_by_name(server: &TestServer) {
    for name in ["Secours", "épicerie", "Zèbre", "Étoile", "Banque"] {
        server.organisation(name).approved().exists().await;
    }
    let restos = server.organisation("Restos").approved().exists().await;
    server.organisation("En attente").exists().await;
    let page: OrganisationPage = server.volunteer_of(&restos).await.get(paths::ORGANISATIONS).await.read(200);
    let names: Vec<&str> = page.items.iter().map(|organisation| organisation.name.as_str()).collect();
    assert_eq!(names, ["Banque", "épicerie", "Étoile", "Restos", "Secours", "Zèbre"]);
    server.anonymous().get(paths::ORGANISATIONS).await.refused(Code::Unauthenticated);
    server.stranger().await.get(paths::ORGANISATIONS).await.refused(Code::OrganisationNotApproved);
}

async fn only_the_administrator_lists_by_status(server: &TestServer) {
    let approved = server.organisation("Admise").approved().exists().await;
    server.organisation("En attente").exists().await;
    let pending = format!("{}?status=pending", paths::ORGANISATIONS);
    let volunteer = server.volunteer_of(&approved).await;
    volunteer.get(&pending).await.refused(Code::Forbidden);
    volunteer.get(&format!("{}?status=approved", paths::ORGANISATIONS)).await.expect(200);
    let page: OrganisationPage = server.admin().await.get(&pending).await.read(200);
    assert_eq!(page.items.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(), ["En attente"]);
    let all: OrganisationPage = server.admin().await.get(paths::ORGANISATIONS).await.read(200);
    assert_eq!(all.items.len(), 2);
}

async fn a_coordinator_keeps_the_profile(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let path = paths::organisation(epicerie.id);
    let patch =
        json!({ "name": " Épicerie de Libourne ", "phone": "05 57 00 00 00", "website": "https://epicerie.example.org" });
    coordinator.patch(&path, &patch).await.refused(Code::PreconditionRequired);
    let edited: Organisation = coordinator.with_if_match(1).patch(&path, &patch).await.read(200);
    assert_eq!((edited.name.as_str(), edited.version), ("Épicerie de Libourne", 2));
    let erased: Organisation = coordinator.with_if_match(2).patch(&path, &json!({ "phone": null })).await.read(200);
    assert_eq!((erased.phone, erased.website.is_some()), (None, true));
    coordinator.with_if_match(2).patch(&path, &json!({ "phone": null })).await.refused(Code::PreconditionFailed);
    let wrong = coordinator.with_if_match(3).patch(&path, &json!({ "website": "ftp://x", "siret": "1" })).await;
    wrong.refused_fields(&[("/website", "url"), ("/siret", "siret")]);
    coordinator.with_if_match(3).patch(&path, &json!({ "status": "approved" })).await.refused(Code::Invalid);
}

async fn only_coordinators_and_the_administrator_edit(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let other = server.organisation("Autre").approved().exists().await;
    let path = paths::organisation(epicerie.id);
    let patch = json!({ "phone": "05 57 00 00 00" });
    server.anonymous().with_if_match(1).patch(&path, &patch).await.refused(Code::Unauthenticated);
    for client in [server.volunteer_of(&epicerie).await, server.coordinator_of(&other).await] {
        client.with_if_match(1).patch(&path, &patch).await.refused(Code::Forbidden);
    }
    server.admin().await.with_if_match(1).patch(&path, &patch).await.expect(200);
}

async fn a_member_registers_another_organisation(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let new = json!({ "name": "Banque alimentaire", "kind": "food_bank" });
    server.anonymous().post(paths::ORGANISATIONS, &new).await.refused(Code::Unauthenticated);
    let answer = coordinator.post(paths::ORGANISATIONS, &new).await;
    snapshots::matches("organisation_created", &answer);
    let created: Organisation = answer.clone().read(201);
    assert_eq!(answer.header("location"), paths::organisation(created.id));
    assert!(created.can_manage);
    let me: shared::accounts::Me = coordinator.get(paths::ME).await.read(200);
    let roles: Vec<_> = me.memberships.iter().map(|m| (m.status, m.role)).collect();
    assert_eq!(roles, [(OrganisationStatus::Pending, Role::Coordinator), (OrganisationStatus::Approved, Role::Coordinator)]);
    let answer = coordinator.post(paths::ORGANISATIONS, &json!({ "name": "X", "kind": "food_bank" })).await;
    answer.refused_fields(&[("/name", "too_short")]);
}
