//! Colleagues: who is in, who is invited, how one comes in.

use serde_json::{Value, json};
use shared::accounts::{AccessToken, Me};
use shared::ids::InvitationId;
use shared::organisations::{Invitation, InvitationList, MemberList, OrganisationKind, Role};
use shared::paths;
use shared::problem::Code;
use shared::time::DAY;
use tests::{TestServer, both, snapshots};
use uuid::Uuid;

both!(
    a_colleague_comes_in_by_a_link,
    a_person_with_an_account_comes_in_with_its_password,
    an_invitation_serves_once_and_not_forever,
    an_invitation_is_taken_back,
    an_invitation_sent_twice_is_one_invitation,
    only_coordinators_and_the_administrator_invite,
    a_role_must_exist_in_the_organisation,
    members_see_their_colleagues,
);

const PASSWORD: &str = "quatre mots au hasard";

/// The secret at the end of a link.
fn secret(invitation: &Invitation) -> &str {
    invitation.link.as_deref().expect("the link is shown once").rsplit('/').next().unwrap()
}

fn acceptance(name: Option<&str>, password: &str) -> Value {
    json!({ "name": name, "password": password, "locale": "fr" })
}

async fn a_colleague_comes_in_by_a_link(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let new = json!({ "email": "Samir@Example.org", "role": "volunteer" });
    let answer = coordinator.post(&paths::invitations(epicerie.id), &new).await;
    snapshots::matches("invitation_sent", &answer);
    let invitation: Invitation = answer.read(201);
    assert_eq!(invitation.valid_until, server.now().plus(14 * DAY));
    let mail = server.mail_to("samir@example.org").await;
    assert!(mail.body.contains(invitation.link.as_deref().unwrap()), "{}", mail.body);
    let path = paths::invitation(secret(&invitation));
    let preview = server.anonymous().get(&path).await.expect(200);
    snapshots::matches("invitation_preview", &preview);
    let accept = paths::accept_invitation(secret(&invitation));
    let browser = server.browser();
    browser.post(&accept, &acceptance(None, PASSWORD)).await.refused_fields(&[("/name", "required")]);
    browser.post(&accept, &acceptance(Some("Samir"), "court")).await.refused_fields(&[("/password", "too_short")]);
    let token: AccessToken = browser.post(&accept, &acceptance(Some("Samir"), PASSWORD)).await.read(200);
    let me: Me = browser.with_token(&token.access_token).get(paths::ME).await.read(200);
    assert_eq!((me.user.email.as_str(), me.memberships[0].role), ("samir@example.org", Role::Volunteer));
    browser.act(paths::REFRESH).await.expect(200);
    let open: InvitationList = coordinator.get(&paths::invitations(epicerie.id)).await.read(200);
    assert!(open.items.is_empty());
}

async fn a_person_with_an_account_comes_in_with_its_password(server: &TestServer) {
    let (one, two) =
        (server.organisation("Une").approved().exists().await, server.organisation("Deux").approved().exists().await);
    let invite = json!({ "email": "samir@example.org", "role": "volunteer" });
    let first: Invitation = server.admin().await.post(&paths::invitations(one.id), &invite).await.read(201);
    let second: Invitation = server.admin().await.post(&paths::invitations(two.id), &invite).await.read(201);
    let anonymous = server.anonymous();
    anonymous.post(&paths::accept_invitation(secret(&first)), &acceptance(Some("Samir"), PASSWORD)).await.expect(200);
    let preview = anonymous.get(&paths::invitation(secret(&second))).await.expect(200);
    assert_eq!(preview.body["account_exists"], true);
    let accept = paths::accept_invitation(secret(&second));
    anonymous.post(&accept, &acceptance(None, "un autre mot de passe")).await.refused(Code::InvalidCredentials);
    let token: AccessToken = anonymous.post(&accept, &acceptance(None, PASSWORD)).await.read(200);
    let me: Me = anonymous.with_token(&token.access_token).get(paths::ME).await.read(200);
    assert_eq!(me.memberships.iter().map(|m| m.organisation.name.as_str()).collect::<Vec<_>>(), ["Deux", "Une"]);
    let again = server.admin().await.post(&paths::invitations(two.id), &invite).await;
    again.refused(Code::AlreadyMember);
}

async fn an_invitation_serves_once_and_not_forever(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let invitations = paths::invitations(epicerie.id);
    let anonymous = server.anonymous();
    let used: Invitation =
        coordinator.post(&invitations, &json!({ "email": "a@example.org", "role": "volunteer" })).await.read(201);
    let old: Invitation =
        coordinator.post(&invitations, &json!({ "email": "b@example.org", "role": "volunteer" })).await.read(201);
    let accept = paths::accept_invitation(secret(&used));
    anonymous.post(&accept, &acceptance(Some("Ana"), PASSWORD)).await.expect(200);
    anonymous.post(&accept, &acceptance(Some("Ana"), PASSWORD)).await.refused(Code::InvitationOver);
    anonymous.get(&paths::invitation("nobody-knows-this")).await.refused(Code::NotFound);
    server.clock.advance(14 * DAY - 1);
    anonymous.get(&paths::invitation(secret(&old))).await.expect(200);
    server.clock.advance(1);
    anonymous.get(&paths::invitation(secret(&old))).await.refused(Code::InvitationOver);
    let late = anonymous.post(&paths::accept_invitation(secret(&old)), &acceptance(Some("Bob"), PASSWORD)).await;
    late.refused(Code::InvitationOver);
    let open: InvitationList = coordinator.get(&invitations).await.read(200);
    assert!(open.items.is_empty());
}

async fn an_invitation_is_taken_back(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let other = server.organisation("Autre").approved().exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let new = json!({ "email": "samir@example.org", "role": "coordinator" });
    let sent: Invitation = coordinator.post(&paths::invitations(epicerie.id), &new).await.read(201);
    let path = paths::invitation_of(epicerie.id, sent.id);
    server.anonymous().delete(&path).await.refused(Code::Unauthenticated);
    server.volunteer_of(&epicerie).await.delete(&path).await.refused(Code::Forbidden);
    let stranger = server.coordinator_of(&other).await;
    stranger.delete(&path).await.refused(Code::Forbidden);
    stranger.delete(&paths::invitation_of(other.id, sent.id)).await.refused(Code::NotFound);
    coordinator.delete(&paths::invitation_of(epicerie.id, InvitationId(Uuid::now_v7()))).await.refused(Code::NotFound);
    let answer = coordinator.get(&paths::invitations(epicerie.id)).await;
    snapshots::matches("invitations", &answer);
    assert!(!answer.text.contains("link"), "a link is shown once");
    coordinator.delete(&path).await.expect(204);
    coordinator.delete(&path).await.refused(Code::NotFound);
    server.anonymous().get(&paths::invitation(secret(&sent))).await.refused(Code::InvitationOver);
}

async fn an_invitation_sent_twice_is_one_invitation(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let once = server.coordinator_of(&epicerie).await.with_idempotency_key("invite-samir");
    let new = json!({ "email": "samir@example.org", "role": "volunteer" });
    let first: Invitation = once.post(&paths::invitations(epicerie.id), &new).await.read(201);
    let again: Invitation = once.post(&paths::invitations(epicerie.id), &new).await.read(201);
    assert_eq!((again.id, again.link), (first.id, None), "the link is not kept");
    server.mail_to("samir@example.org").await;
}

async fn only_coordinators_and_the_administrator_invite(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let pending = server.organisation("En attente").exists().await;
    let other = server.organisation("Autre").approved().exists().await;
    let path = paths::invitations(epicerie.id);
    let new = json!({ "email": "samir@example.org", "role": "volunteer" });
    server.anonymous().post(&path, &new).await.refused(Code::Unauthenticated);
    server.anonymous().get(&path).await.refused(Code::Unauthenticated);
    for client in [server.volunteer_of(&epicerie).await, server.coordinator_of(&other).await] {
        client.post(&path, &new).await.refused(Code::Forbidden);
        client.get(&path).await.refused(Code::Forbidden);
    }
    let hidden = paths::invitations(pending.id);
    server.coordinator_of(&other).await.post(&hidden, &new).await.refused(Code::NotFound);
    server.coordinator_of(&pending).await.post(&hidden, &new).await.expect(201);
    server.admin().await.post(&path, &new).await.expect(201);
    server.admin().await.get(&path).await.expect(200);
}

async fn a_role_must_exist_in_the_organisation(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let bank = server.organisation("Banque alimentaire").kind(OrganisationKind::FoodBank).approved().exists().await;
    let new = json!({ "email": "samir@example.org", "role": "allocator" });
    let admin = server.admin().await;
    admin.post(&paths::invitations(epicerie.id), &new).await.refused_fields(&[("/role", "unknown")]);
    admin.post(&paths::invitations(bank.id), &new).await.expect(201);
    server.allocator_of(&bank).await.post(&paths::invitations(bank.id), &new).await.expect(201);
    let wrong = json!({ "email": "samir", "role": "volunteer" });
    admin.post(&paths::invitations(bank.id), &wrong).await.refused_fields(&[("/email", "email")]);
}

async fn members_see_their_colleagues(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let other = server.organisation("Autre").approved().exists().await;
    let pending = server.organisation("En attente").exists().await;
    let volunteer = server.volunteer_of(&epicerie).await;
    server.coordinator_of(&epicerie).await;
    let path = paths::members(epicerie.id);
    server.anonymous().get(&path).await.refused(Code::Unauthenticated);
    server.coordinator_of(&other).await.get(&path).await.refused(Code::Forbidden);
    server.coordinator_of(&other).await.get(&paths::members(pending.id)).await.refused(Code::NotFound);
    let list: MemberList = volunteer.get(&path).await.read(200);
    let roles: Vec<_> = list.items.iter().map(|member| member.role).collect();
    assert_eq!(roles, [Role::Volunteer, Role::Coordinator], "by name, accents aside");
    assert_eq!(server.admin().await.get(&path).await.read::<MemberList>(200), list);
}
