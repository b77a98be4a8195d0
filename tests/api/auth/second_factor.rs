//! The second factor.

use super::{PASSWORD, registered, token};
use api::accounts::totp;
use api::db::schema::second_factors;
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::json;
use shared::accounts::{Me, RecoveryCodes, SecondFactorSetup, SecondFactorStatus};
use shared::audit::AuditPage;
use shared::organisations::Role;
use shared::paths;
use shared::problem::Code;
use shared::time::{MINUTE, SECOND};
use tests::{Answer, Client, TestServer, both};

both!(
    log_in_asks_for_a_code_from_the_first_one_on,
    a_code_serves_once,
    one_code_sent_eight_times_logs_in_once,
    a_recovery_code_replaces_the_app_once,
    a_wrong_code_is_told_in_the_audit_log,
    new_recovery_codes_take_the_place_of_the_old_ones,
    it_is_switched_off_by_password_and_code,
    codes_are_not_to_be_guessed,
    administrators_are_advised_to_use_it,
    an_invitation_asks_for_the_code_too,
);

const EMAIL: &str = "camille@example.org";
/// Half a minute: the time of one code.
const STEP: i64 = 30 * SECOND;

/// The code that the only app of this test shows now.
async fn code(server: &TestServer) -> String {
    let secret =
        server.state.read(|cx| Ok(second_factors::table.select(second_factors::secret).first::<Vec<u8>>(cx.conn)?));
    totp::code_at(&secret.await.unwrap(), server.now()).unwrap()
}

async fn start(client: &Client) -> SecondFactorSetup {
    client.post(paths::SECOND_FACTOR, &json!({ "password": PASSWORD })).await.read(200)
}

/// Somebody with a second factor, the recovery codes, and half a minute later.
async fn with_second_factor(server: &TestServer) -> (Client, Vec<String>) {
    let camille = registered(server, EMAIL).await;
    start(&camille).await;
    let codes = camille.post(paths::ACCEPT_SECOND_FACTOR, &json!({ "code": code(server).await })).await;
    server.clock.advance(STEP);
    (camille, codes.read::<RecoveryCodes>(200).recovery_codes)
}

async fn log_in(client: &Client, code: Option<&str>) -> Answer {
    let mut body = json!({ "email": EMAIL, "password": PASSWORD });
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    client.post(paths::LOGIN, &body).await
}

async fn status(client: &Client) -> SecondFactorStatus {
    client.get(paths::ME).await.read::<Me>(200).second_factor
}

async fn log_in_asks_for_a_code_from_the_first_one_on(server: &TestServer) {
    let camille = registered(server, EMAIL).await;
    camille.post(paths::ACCEPT_SECOND_FACTOR, &json!({ "code": "123456" })).await.refused(Code::SecondFactorOff);
    let wrong = camille.post(paths::SECOND_FACTOR, &json!({ "password": "quatre mots au bazar" })).await;
    wrong.refused_fields(&[("/password", "wrong_password")]);
    let first = start(&camille).await;
    let answer = camille.post(paths::SECOND_FACTOR, &json!({ "password": PASSWORD })).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let setup: SecondFactorSetup = answer.read(200);
    assert_ne!(first.secret, setup.secret, "a new start takes the place of the old one");
    assert!(setup.otpauth_uri.contains(&setup.secret) && setup.qr_svg.starts_with("<svg"), "{setup:?}");
    log_in(&server.anonymous(), None).await.expect(200);
    let wrong = camille.post(paths::ACCEPT_SECOND_FACTOR, &json!({ "code": "000000" })).await;
    wrong.refused_fields(&[("/code", "wrong_second_factor")]);
    let right = json!({ "code": code(server).await });
    let codes: RecoveryCodes = camille.post(paths::ACCEPT_SECOND_FACTOR, &right).await.read(200);
    assert_eq!(codes.recovery_codes.len(), 10);
    assert_eq!(status(&camille).await, SecondFactorStatus { enabled: true, advised: false, recovery_codes_left: 10 });
    assert_eq!(server.outbox().await.pop().unwrap().subject, "Double authentification activée");
    log_in(&server.anonymous(), None).await.refused(Code::SecondFactorRequired);
    log_in(&server.anonymous(), Some("000000")).await.refused(Code::SecondFactorWrong);
    server.clock.advance(STEP);
    log_in(&server.anonymous(), Some(&code(server).await)).await.expect(200);
    camille.post(paths::SECOND_FACTOR, &json!({ "password": PASSWORD })).await.refused(Code::SecondFactorOn);
    camille.post(paths::ACCEPT_SECOND_FACTOR, &right).await.refused(Code::SecondFactorOn);
}

async fn a_code_serves_once(server: &TestServer) {
    let camille = registered(server, EMAIL).await;
    start(&camille).await;
    let first = code(server).await;
    camille.post(paths::ACCEPT_SECOND_FACTOR, &json!({ "code": first })).await.expect(200);
    log_in(&server.anonymous(), Some(&first)).await.refused(Code::SecondFactorWrong);
    server.clock.advance(STEP);
    let next = code(server).await;
    log_in(&server.anonymous(), Some(&next)).await.expect(200);
    log_in(&server.anonymous(), Some(&next)).await.refused(Code::SecondFactorWrong);
    log_in(&server.anonymous(), Some(&first)).await.refused(Code::SecondFactorWrong);
    server.clock.advance(STEP);
    log_in(&server.anonymous(), Some(&next)).await.refused(Code::SecondFactorWrong);
}

async fn one_code_sent_eight_times_logs_in_once(server: &TestServer) {
    let (_, recovery) = with_second_factor(server).await;
    let code = code(server).await;
    for code in [code.as_str(), recovery[0].as_str()] {
        let stranger = server.anonymous();
        let answers = join_all((0..8).map(|_| log_in(&stranger, Some(code)))).await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
        assert_eq!(won.len(), 1);
        for answer in lost {
            answer.refused(Code::SecondFactorWrong);
        }
        server.clock.advance(10 * MINUTE);
    }
}

async fn a_recovery_code_replaces_the_app_once(server: &TestServer) {
    let (camille, codes) = with_second_factor(server).await;
    let typed = codes[3].to_uppercase().replace('-', " ");
    let browser = server.browser();
    let logged_in = token(log_in(&browser, Some(&typed)).await, 200);
    assert_eq!(status(&browser.with_token(&logged_in)).await.recovery_codes_left, 9);
    log_in(&server.anonymous(), Some(&codes[3])).await.refused(Code::SecondFactorWrong);
    log_in(&server.anonymous(), Some("")).await.refused(Code::SecondFactorWrong);
    camille.get(paths::ME).await.expect(200);
}

async fn a_wrong_code_is_told_in_the_audit_log(server: &TestServer) {
    let (camille, _) = with_second_factor(server).await;
    log_in(&server.anonymous(), None).await.refused(Code::SecondFactorRequired);
    log_in(&server.anonymous(), Some("000000")).await.refused(Code::SecondFactorWrong);
    let page: AuditPage = server.admin().await.get(&format!("{}?operation=log_in", paths::AUDIT)).await.read(200);
    let failed: Vec<_> = page.items.iter().filter(|entry| entry.detail.is_some()).collect();
    assert_eq!(failed.len(), 1, "asking for the code is no failure: {failed:?}");
    assert_eq!(failed[0].detail.as_deref(), Some("second_factor_wrong 127.0.0.1"));
    let camille = camille.get(paths::ME).await.read::<Me>(200).user.id;
    assert_eq!(failed[0].person.as_ref().map(|person| person.id), Some(camille));
}

async fn new_recovery_codes_take_the_place_of_the_old_ones(server: &TestServer) {
    let (camille, old) = with_second_factor(server).await;
    let ask = async |password: &str, code: &str| {
        camille.post(paths::RECOVERY_CODES, &json!({ "password": password, "code": code })).await
    };
    ask("quatre mots au bazar", &old[0]).await.refused_fields(&[("/password", "wrong_password")]);
    ask(PASSWORD, "000000").await.refused_fields(&[("/code", "wrong_second_factor")]);
    assert_eq!(status(&camille).await.recovery_codes_left, 10);
    let answer = ask(PASSWORD, &old[0]).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let new = answer.read::<RecoveryCodes>(200).recovery_codes;
    assert!(new.len() == 10 && new.iter().all(|code| !old.contains(code)));
    assert_eq!(status(&camille).await.recovery_codes_left, 10);
    assert_eq!(server.outbox().await.pop().unwrap().subject, "Nouveaux codes de secours");
    log_in(&server.anonymous(), Some(&old[1])).await.refused(Code::SecondFactorWrong);
    log_in(&server.anonymous(), Some(&new[1])).await.expect(200);
    ask(PASSWORD, &old[2]).await.refused_fields(&[("/code", "wrong_second_factor")]);
    // The app goes on as before.
    log_in(&server.anonymous(), Some(&code(server).await)).await.expect(200);
}

async fn it_is_switched_off_by_password_and_code(server: &TestServer) {
    let (camille, codes) = with_second_factor(server).await;
    let remove = |password: &str, code: &str| json!({ "password": password, "code": code });
    let wrong = camille.post(paths::REMOVE_SECOND_FACTOR, &remove("quatre mots au bazar", &codes[0])).await;
    wrong.refused_fields(&[("/password", "wrong_password")]);
    let wrong = camille.post(paths::REMOVE_SECOND_FACTOR, &remove(PASSWORD, "000000")).await;
    wrong.refused_fields(&[("/code", "wrong_second_factor")]);
    let right = remove(PASSWORD, &code(server).await);
    camille.post(paths::REMOVE_SECOND_FACTOR, &right).await.expect(204);
    camille.post(paths::REMOVE_SECOND_FACTOR, &right).await.refused(Code::SecondFactorOff);
    assert_eq!(status(&camille).await, SecondFactorStatus::default());
    log_in(&server.anonymous(), None).await.expect(200);
}

async fn codes_are_not_to_be_guessed(server: &TestServer) {
    let (camille, _) = with_second_factor(server).await;
    for guess in 0..10 {
        log_in(&server.anonymous(), Some(&format!("{guess:06}"))).await.refused(Code::SecondFactorWrong);
    }
    log_in(&server.anonymous(), Some(&code(server).await)).await.refused(Code::TooManyAttempts);
    for guess in 0..10 {
        let guess = json!({ "password": PASSWORD, "code": format!("{guess:06}") });
        camille.post(paths::REMOVE_SECOND_FACTOR, &guess).await.refused_fields(&[("/code", "wrong_second_factor")]);
    }
    let right = json!({ "password": PASSWORD, "code": code(server).await });
    camille.post(paths::REMOVE_SECOND_FACTOR, &right).await.refused(Code::TooManyAttempts);
}

async fn administrators_are_advised_to_use_it(server: &TestServer) {
    assert!(status(&server.admin().await).await.advised);
    assert!(!status(&server.stranger().await).await.advised);
}

async fn an_invitation_asks_for_the_code_too(server: &TestServer) {
    with_second_factor(server).await;
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let new = json!({ "email": EMAIL, "role": Role::Volunteer });
    coordinator.post(&paths::invitations(epicerie.id), &new).await.expect(201);
    let secret = super::secret(server, EMAIL, "/invitation/").await.unwrap();
    let accept = paths::accept_invitation(&secret);
    let without = json!({ "password": PASSWORD, "locale": "fr" });
    server.anonymous().post(&accept, &without).await.refused(Code::SecondFactorRequired);
    let with = json!({ "password": PASSWORD, "locale": "fr", "code": code(server).await });
    server.anonymous().post(&accept, &with).await.expect(200);
}
