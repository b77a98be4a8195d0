//! Members go, leave, and get other roles; somebody who manages an organisation always stays.

use serde_json::json;
use shared::members::{Invitation, InvitationList, Member, MemberList};
use shared::organisations::{OrganisationKind, Role};
use shared::paths;
use shared::problem::Code;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{TestOrganisation, offer_at};
use tests::{Client, TestServer, both};

both!(
    a_removed_member_loses_access_at_once_and_is_told,
    a_member_leaves,
    the_last_coordinator_stays,
    a_role_is_changed_and_told,
    two_coordinators_who_remove_each_other_leave_one,
    the_administrator_appoints_a_coordinator,
    a_second_invitation_withdraws_the_first,
    lists_of_people_are_kept_by_no_cache,
    a_number_belongs_to_one_organisation,
);

fn email(person: &Client) -> String {
    format!("{}@example.org", person.user_id().0.simple())
}

async fn members(client: &Client, organisation: &TestOrganisation) -> Vec<(String, Role)> {
    let list: MemberList = client.get(&paths::members(organisation.id)).await.read(200);
    list.items.into_iter().map(|member| (member.email, member.role)).collect()
}

async fn a_removed_member_loses_access_at_once_and_is_told(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let (camille, ana) = (server.coordinator_of(&epicerie).await, server.volunteer_of(&epicerie).await);
    offer_at(epicerie.site()).published_by(&ana).await;
    camille.delete(&paths::member(epicerie.id, ana.user_id())).await.expect(204);
    offer_at(epicerie.site()).sent_by(&ana).await.refused(Code::OrganisationNotApproved);
    ana.get(&paths::organisation(epicerie.id)).await.refused(Code::NotFound);
    ana.get(paths::ME).await.expect(200);
    let mail = server.mail_to(&email(&ana)).await;
    assert!(mail.body.contains("vous a retiré de « Épicerie »"), "{}", mail.body);
    camille.delete(&paths::member(epicerie.id, ana.user_id())).await.refused(Code::NotFound);
}

async fn a_member_leaves(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let (camille, ana) = (server.coordinator_of(&epicerie).await, server.volunteer_of(&epicerie).await);
    ana.act(&paths::leave_organisation(epicerie.id)).await.expect(204);
    assert_eq!(members(&camille, &epicerie).await, [(email(&camille), Role::Coordinator)]);
    ana.act(&paths::leave_organisation(epicerie.id)).await.refused(Code::NotFound);
}

async fn the_last_coordinator_stays(server: &TestServer) {
    let bank = server.organisation("Banque").kind(OrganisationKind::FoodBank).approved().exists().await;
    let camille = server.coordinator_of(&bank).await;
    server.volunteer_of(&bank).await;
    let (admin, seat) = (server.admin().await, paths::member(bank.id, camille.user_id()));
    camille.act(&paths::leave_organisation(bank.id)).await.refused(Code::LastCoordinator);
    camille.delete(&seat).await.refused(Code::LastCoordinator);
    admin.delete(&seat).await.refused(Code::LastCoordinator);
    admin.patch(&seat, &json!({ "role": "volunteer" })).await.refused(Code::LastCoordinator);
    camille.patch(&seat, &json!({ "role": "coordinator" })).await.expect(200);
    server.allocator_of(&bank).await;
    camille.act(&paths::leave_organisation(bank.id)).await.expect(204);
}

async fn a_role_is_changed_and_told(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let (camille, ana) = (server.coordinator_of(&epicerie).await, server.volunteer_of(&epicerie).await);
    let seat = paths::member(epicerie.id, ana.user_id());
    let changed: Member = camille.patch(&seat, &json!({ "role": "coordinator" })).await.read(200);
    assert_eq!((changed.user_id, changed.role), (ana.user_id(), Role::Coordinator));
    assert!(server.mail_to(&email(&ana)).await.subject.contains("coordination"));
    camille.patch(&seat, &json!({ "role": "allocator" })).await.refused_fields(&[("/role", "unknown")]);
    let own: Member = ana.patch(&seat, &json!({ "role": "volunteer" })).await.read(200);
    assert_eq!(own.role, Role::Volunteer);
    ana.patch(&seat, &json!({ "role": "coordinator" })).await.refused(Code::Forbidden);
}

async fn two_coordinators_who_remove_each_other_leave_one(server: &TestServer) {
    for round in 0..20 {
        let organisation = server.organisation(&format!("Épicerie {round}")).approved().exists().await;
        let (one, two) = (server.coordinator_of(&organisation).await, server.coordinator_of(&organisation).await);
        let (seat_one, seat_two) =
            (paths::member(organisation.id, one.user_id()), paths::member(organisation.id, two.user_id()));
        let (first, second) = futures_util::future::join(one.delete(&seat_two), two.delete(&seat_one)).await;
        let removed = [&first, &second].iter().filter(|answer| answer.status == 204).count();
        assert_eq!(removed, 1, "{} {} {} {}", first.status, first.text, second.status, second.text);
        assert!([403, 404].contains(&first.status.max(second.status)), "{} {}", first.text, second.text);
        assert_eq!(members(&server.admin().await, &organisation).await.len(), 1);
    }
}

async fn the_administrator_appoints_a_coordinator(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let (admin, ana, volunteer) = (server.admin().await, server.stranger().await, server.volunteer_of(&epicerie).await);
    let path = paths::coordinators(epicerie.id);
    for person in [&ana, &volunteer] {
        let appointed: Member = admin.post(&path, &json!({ "email": email(person).to_uppercase() })).await.read(200);
        assert_eq!((appointed.user_id, appointed.role), (person.user_id(), Role::Coordinator));
        server.mail_to(&email(person)).await;
    }
    admin.post(&path, &json!({ "email": "nobody@example.org" })).await.refused_fields(&[("/email", "no_account")]);
    ana.get(&paths::invitations(epicerie.id)).await.expect(200);
}

async fn a_second_invitation_withdraws_the_first(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let (camille, path) = (server.coordinator_of(&epicerie).await, paths::invitations(epicerie.id));
    let token = |invitation: &Invitation| invitation.link.as_deref().unwrap().rsplit('/').next().unwrap().to_owned();
    let first: Invitation = camille.post(&path, &json!({ "email": "ana@example.org", "role": "volunteer" })).await.read(201);
    server.clock.advance(1_000);
    let again = json!({ "email": "Ana@example.org", "role": "coordinator" });
    let second: Invitation = camille.post(&path, &again).await.read(201);
    let anonymous = server.anonymous();
    anonymous.get(&paths::invitation(&token(&first))).await.refused(Code::InvitationOver);
    anonymous.get(&paths::invitation(&token(&second))).await.expect(200);
    let open: InvitationList = camille.get(&path).await.read(200);
    assert_eq!(open.items.iter().map(|invitation| invitation.id).collect::<Vec<_>>(), [second.id]);
}

async fn lists_of_people_are_kept_by_no_cache(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let camille = server.coordinator_of(&epicerie).await;
    for path in [paths::members(epicerie.id), paths::invitations(epicerie.id)] {
        assert_eq!(camille.get(&path).await.expect(200).header("cache-control"), "no-store");
    }
}

async fn a_number_belongs_to_one_organisation(server: &TestServer) {
    let (one, two) =
        (server.organisation("Une").approved().exists().await, server.organisation("Deux").approved().exists().await);
    let (camille, samir) = (server.coordinator_of(&one).await, server.coordinator_of(&two).await);
    let numbers = json!({ "siret": "732 829 320 00074", "rna": "w332000001" });
    let stored = camille.with_if_match(1).patch(&paths::organisation(one.id), &numbers).await.expect(200).body;
    assert_eq!((&stored["siret"], &stored["rna"]), (&json!("73282932000074"), &json!("W332000001")));
    for (field, number) in [("siret", "73282932000074"), ("rna", "W332000001")] {
        let patch = json!({ field: number });
        let taken = samir.with_if_match(1).patch(&paths::organisation(two.id), &patch).await.refused(Code::NumberTaken);
        assert_eq!(taken.params["field"], field);
        let new = json!({ "name": "Trois", "kind": "association", field: number });
        samir.post(paths::ORGANISATIONS, &new).await.refused(Code::NumberTaken);
    }
    let refused = server.organisation("Refusée").exists().await;
    let squatter = server.coordinator_of(&refused).await;
    let path = paths::organisation(refused.id);
    squatter.with_if_match(1).patch(&path, &json!({ "siret": "35600000000048" })).await.expect(200);
    let why = json!({ "reason": "Pas son numéro" });
    server.admin().await.post(&paths::refuse_organisation(refused.id), &why).await.expect(200);
    samir.with_if_match(1).patch(&paths::organisation(two.id), &json!({ "siret": "35600000000048" })).await.expect(200);
}
