//! Registration, log-in, sessions, and who is logged in.

mod emails;
mod failures;
mod keys;
mod passwords;
mod second_factor;
mod sessions;
mod throttle;

use serde_json::{Value, json};
use shared::accounts::{AccessToken, Locale, Login, Me, Registration};
use shared::organisations::{NewOrganisation, OrganisationKind, OrganisationStatus, Role};
use shared::paths;
use shared::problem::Code;
use shared::time::{DAY, MINUTE, SECOND};
use tests::clients::session_of;
use tests::fixtures::communes::LIBOURNE;
use tests::{Answer, Client, TestServer, both, snapshots};

both!(
    an_organisation_registers_with_its_first_coordinator,
    wrong_fields_of_a_registration_are_named,
    one_address_has_one_account,
    a_wrong_password_and_an_unknown_account_look_alike,
    a_session_goes_on_by_its_cookie_until_log_out,
    a_cookie_used_twice_ends_the_session,
    tabs_that_wake_up_together_stay_logged_in,
    a_session_that_nobody_uses_ends_after_thirty_days,
    an_access_token_is_good_for_ten_minutes,
    what_is_no_token_of_ours_is_refused,
    a_person_changes_name_and_language,
    a_suspension_takes_effect_at_once,
);

const PASSWORD: &str = "quatre mots au hasard";

fn registration(email: &str) -> Registration {
    Registration {
        name: " Camille Dubos ".to_owned(),
        email: email.to_owned(),
        password: PASSWORD.to_owned(),
        locale: Locale::French,
        organisation: NewOrganisation {
            name: "Épicerie sociale de Libourne".to_owned(),
            kind: OrganisationKind::SocialGrocery,
            description: None,
            phone: Some("05 57 00 00 00".to_owned()),
            website: None,
            siret: Some("73282932000074".to_owned()),
            rna: Some("W332000001".to_owned()),
        },
    }
}

/// Somebody with an account, logged in in a browser of his or her own.
async fn registered(server: &TestServer, email: &str) -> Client {
    let browser = server.browser();
    let mut registration = registration(email);
    // A number belongs to one organisation, and several people may register here.
    (registration.organisation.siret, registration.organisation.rna) = (None, None);
    let token = token(browser.post(paths::REGISTER, &registration).await, 201);
    browser.with_token(&token)
}

/// What stands behind `before` in the newest mail to this address that has it: the secret of its link.
async fn secret(server: &TestServer, address: &str, before: &str) -> Option<String> {
    let newest_first = server.outbox().await.into_iter().rev();
    let mut mails = newest_first.filter(|mail| mail.recipient == address);
    mails.find_map(|mail| Some(mail.body.split_once(before)?.1.lines().next()?.to_owned()))
}

async fn log_in(client: &Client, email: &str, password: &str) -> Answer {
    client.post(paths::LOGIN, &Login { email: email.to_owned(), password: password.to_owned(), code: None }).await
}

fn token(answer: Answer, status: u16) -> String {
    answer.read::<AccessToken>(status).access_token
}

async fn an_organisation_registers_with_its_first_coordinator(server: &TestServer) {
    let admin = server.admin().await;
    let browser = server.browser();
    let answer = browser.post(paths::REGISTER, &registration("Camille@Epicerie.example.org")).await;
    snapshots::matches("registered", &answer);
    let camille = browser.with_token(&token(answer, 201));
    let me = camille.get(paths::ME).await;
    snapshots::matches("me", &me);
    let me: Me = me.read(200);
    assert_eq!((me.user.name.as_str(), me.user.network_admin), ("Camille Dubos", false));
    let membership = &me.memberships[0];
    assert_eq!((membership.status, membership.role), (OrganisationStatus::Pending, Role::Coordinator));
    camille.get(paths::OFFERS).await.refused(Code::OrganisationNotApproved);
    let welcome = server.mail_to("Camille@Epicerie.example.org").await;
    assert!(welcome.body.starts_with("Bonjour Camille Dubos"), "{}", welcome.body);
    let asked = server.outbox().await.into_iter().find(|mail| mail.body.contains("/administration"));
    assert!(asked.is_some(), "the administrator learns that there is something to decide");
    admin.act(&paths::approve_organisation(membership.organisation.id)).await.expect(200);
    camille.get(paths::OFFERS).await.expect(200);
    let again = server.browser();
    let logged_in = log_in(&again, " camille@epicerie.EXAMPLE.org", PASSWORD).await;
    snapshots::matches("logged_in", &logged_in);
    let camille = again.with_token(&token(logged_in, 200));
    assert_eq!(camille.get(paths::ME).await.read::<Me>(200).memberships[0].status, OrganisationStatus::Approved);
}

async fn wrong_fields_of_a_registration_are_named(server: &TestServer) {
    let wrong = [
        ("/name", json!("  "), "/name", "required"),
        ("/email", json!("camille"), "/email", "email"),
        ("/password", json!("trop court"[..9].to_owned()), "/password", "too_short"),
        ("/organisation/name", json!("É"), "/organisation/name", "too_short"),
        ("/organisation/phone", json!("appelez"), "/organisation/phone", "phone"),
        ("/organisation/siret", json!("123"), "/organisation/siret", "siret"),
        ("/organisation/rna", json!("332"), "/organisation/rna", "rna"),
    ];
    for (member, value, pointer, code) in wrong {
        let mut body = serde_json::to_value(registration("camille@example.org")).unwrap();
        let changed = body.pointer_mut(member);
        *changed.unwrap_or_else(|| panic!("{member}")) = value;
        server.anonymous().post(paths::REGISTER, &body).await.refused_fields(&[(pointer, code)]);
    }
    let mut body = serde_json::to_value(registration("camille@example.org")).unwrap();
    body["organisation"]["kind"] = json!("company");
    server.anonymous().post(paths::REGISTER, &body).await.refused(Code::Invalid);
    assert!(server.outbox().await.is_empty());
}

async fn one_address_has_one_account(server: &TestServer) {
    let anonymous = server.anonymous();
    anonymous.post(paths::REGISTER, &registration("camille@example.org")).await.expect(201);
    let answer = anonymous.post(paths::REGISTER, &registration("CAMILLE@example.org")).await;
    snapshots::matches("email_taken", &answer);
    answer.refused(Code::EmailTaken);
    let page = server.admin().await.get("/api/v1/organisations?status=pending").await.expect(200);
    assert_eq!(page.body["items"].as_array().unwrap().len(), 1, "nothing is half-registered");
}

async fn a_wrong_password_and_an_unknown_account_look_alike(server: &TestServer) {
    let anonymous = server.anonymous();
    anonymous.post(paths::REGISTER, &registration("camille@example.org")).await.expect(201);
    let mut wrong =
        log_in(&anonymous, "camille@example.org", "quatre mots au bazar").await.refused(Code::InvalidCredentials);
    let unknown = log_in(&anonymous, "nobody@example.org", PASSWORD).await;
    snapshots::matches("invalid_credentials", &unknown);
    let unknown = unknown.refused(Code::InvalidCredentials);
    wrong.instance.clone_from(&unknown.instance);
    assert_eq!(wrong, unknown);
}

async fn a_session_goes_on_by_its_cookie_until_log_out(server: &TestServer) {
    let browser = server.browser();
    browser.act(paths::REFRESH).await.refused(Code::SessionExpired);
    browser.post(paths::REGISTER, &registration("camille@example.org")).await.expect(201);
    for _ in 0..3 {
        server.clock.advance(DAY);
        let answer = browser.act(paths::REFRESH).await;
        snapshots::matches("refreshed", &answer);
        browser.with_token(&token(answer, 200)).get(paths::ME).await.expect(200);
    }
    let answer = browser.act(paths::LOGOUT).await.expect(204);
    snapshots::matches("logged_out", &answer);
    browser.act(paths::REFRESH).await.refused(Code::SessionExpired);
    browser.act(paths::LOGOUT).await.expect(204);
}

/// The refresh cookie of an answer, as a request would send it.
fn cookie(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    cookie.split(';').next().unwrap().to_owned()
}

async fn a_cookie_used_twice_ends_the_session(server: &TestServer) {
    let anonymous = server.anonymous();
    let first = cookie(&anonymous.post(paths::REGISTER, &registration("camille@example.org")).await.expect(201));
    let with = |cookie: &str| anonymous.with_header("cookie", cookie);
    let second = cookie(&with(&first).act(paths::REFRESH).await.expect(200));
    assert_ne!(first, second);
    server.clock.advance(31 * SECOND);
    with(&first).act(paths::REFRESH).await.refused(Code::SessionExpired);
    with(&second).act(paths::REFRESH).await.refused(Code::SessionExpired);
    let other = cookie(&log_in(&anonymous, "camille@example.org", PASSWORD).await.expect(200));
    with(&first).act(paths::REFRESH).await.refused(Code::SessionExpired);
    with(&other).act(paths::REFRESH).await.expect(200);
}

async fn tabs_that_wake_up_together_stay_logged_in(server: &TestServer) {
    let anonymous = server.anonymous();
    let first = cookie(&anonymous.post(paths::REGISTER, &registration("camille@example.org")).await.expect(201));
    let with = |cookie: &str| anonymous.with_header("cookie", cookie);
    let mut tabs = Vec::new();
    for _ in 0..5 {
        tabs.push(cookie(&with(&first).act(paths::REFRESH).await.expect(200)));
        server.clock.advance(5 * SECOND);
    }
    for tab in tabs {
        with(&tab).act(paths::REFRESH).await.expect(200);
    }
}

async fn a_session_that_nobody_uses_ends_after_thirty_days(server: &TestServer) {
    let browser = server.browser();
    browser.post(paths::REGISTER, &registration("camille@example.org")).await.expect(201);
    server.clock.advance(30 * DAY - 1);
    browser.act(paths::REFRESH).await.expect(200);
    server.clock.advance(30 * DAY);
    browser.act(paths::REFRESH).await.refused(Code::SessionExpired);
}

async fn an_access_token_is_good_for_ten_minutes(server: &TestServer) {
    let anonymous = server.anonymous();
    let token = token(anonymous.post(paths::REGISTER, &registration("camille@example.org")).await, 201);
    let camille = anonymous.with_token(&token);
    server.clock.advance(10 * MINUTE - SECOND);
    camille.get(paths::ME).await.expect(200);
    server.clock.advance(SECOND);
    let answer = camille.get(paths::ME).await;
    snapshots::matches("unauthenticated", &answer);
    answer.refused(Code::Unauthenticated);
}

async fn what_is_no_token_of_ours_is_refused(server: &TestServer) {
    let somebody = server.stranger().await;
    let good = server.state.keys.sign(somebody.user_id(), session_of(somebody.user_id()), server.now()).unwrap();
    let (body, signature) = good.rsplit_once('.').unwrap();
    let forged = format!("{body}.{}{}", &signature[1..], &signature[..1]);
    for token in ["", "x", "a.b.c", &forged, &format!("{good}x")] {
        server.anonymous().with_token(token).get(paths::ME).await.refused(Code::Unauthenticated);
    }
    let basic = server.anonymous().with_header("authorization", &format!("Basic {good}"));
    basic.get(paths::ME).await.refused(Code::Unauthenticated);
    server.anonymous().with_header("authorization", &format!("bearer {good}")).get(paths::ME).await.expect(200);
    let nobody = shared::ids::UserId(uuid::Uuid::now_v7());
    let nobody = server.state.keys.sign(nobody, session_of(nobody), server.now()).unwrap();
    server.anonymous().with_token(&nobody).get(paths::OFFERS).await.refused(Code::Unauthenticated);
}

async fn a_person_changes_name_and_language(server: &TestServer) {
    let somebody = server.stranger().await;
    let me: Me = somebody.patch(paths::ME, &json!({ "name": " Samir ", "locale": "en" })).await.read(200);
    assert_eq!((me.user.name.as_str(), me.user.locale), ("Samir", Locale::English));
    let me: Me = somebody.patch(paths::ME, &json!({})).await.read(200);
    assert_eq!(me.user.name, "Samir");
    somebody.patch(paths::ME, &json!({ "name": "" })).await.refused_fields(&[("/name", "required")]);
    somebody.patch(paths::ME, &json!({ "network_admin": true })).await.refused(Code::Invalid);
    somebody.patch(paths::ME, &Value::Null).await.refused(Code::Invalid);
    server.anonymous().patch(paths::ME, &json!({})).await.refused(Code::Unauthenticated);
}

async fn a_suspension_takes_effect_at_once(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&epicerie).await;
    camille.get(paths::OFFERS).await.expect(200);
    let id = epicerie.id;
    server
        .write(move |cx| {
            use api::db::schema::organisations::dsl::{organisations, status};
            use diesel::prelude::*;
            diesel::update(organisations.find(id)).set(status.eq(OrganisationStatus::Suspended)).execute(cx.conn)
        })
        .await;
    camille.get(paths::OFFERS).await.refused(Code::OrganisationSuspended);
}
