//! The link that answers an offer, by SMS as well.

use super::{World, called, links_of};
use reqwest::Method;
use shared::answers::AnswerSheet;
use shared::network::Network;
use shared::notifications::NotificationPreferences;
use shared::paths;
use shared::problem::Code;
use tests::{Client, TestServer, both};

both!(an_sms_brings_the_link_of_the_mail, without_a_gateway_there_is_no_sms, a_number_is_checked_and_can_be_taken_back,);

async fn put(client: &Client, number: Option<&str>) -> tests::Answer {
    let wanted = NotificationPreferences { sms_to: number.map(str::to_owned), ..NotificationPreferences::default() };
    let text = serde_json::to_string(&wanted).unwrap();
    client.send_text(Method::PUT, paths::NOTIFICATION_PREFERENCES, Some("application/json"), &text).await
}

async fn an_sms_brings_the_link_of_the_mail(server: &TestServer) {
    let backend = server.state.db.backend();
    let server = TestServer::start_with(backend, |settings| settings.sms.command = "gateway".to_owned()).await;
    let world = World::of(&server).await;
    let told: Network = server.anonymous().get(paths::NETWORK).await.read(200);
    assert!(told.sends_sms);
    put(&world.samir, Some("06 12.34 56-78")).await.expect(200);
    called(&server, &world).await;
    let link = links_of(&server, &world.samir).await.remove(0);
    let sms = server.mail_to("sms:0612345678").await;
    assert!(sms.body.starts_with("Épicerie propose « "), "{}", sms.body);
    assert!(sms.body.ends_with(&format!("Répondre oui ou non : {}/repondre/{link}", server.state.settings.public_url)));
    let sheet: AnswerSheet = server.anonymous().get(&paths::answer(&link)).await.read(200);
    assert_eq!(sheet.organisation.id, world.taker.id);
    server.finish().await;
}

async fn without_a_gateway_there_is_no_sms(server: &TestServer) {
    let world = World::of(server).await;
    let told: Network = server.anonymous().get(paths::NETWORK).await.read(200);
    assert!(!told.sends_sms);
    put(&world.samir, Some("06 12 34 56 78")).await.expect(200);
    called(server, &world).await;
    assert_eq!(links_of(server, &world.samir).await.len(), 1, "the mail goes as ever");
    assert!(server.outbox().await.iter().all(|mail| !mail.recipient.starts_with("sms:")));
}

async fn a_number_is_checked_and_can_be_taken_back(server: &TestServer) {
    let world = World::of(server).await;
    let refused = put(&world.samir, Some("06 12")).await.refused(Code::Invalid);
    assert_eq!(refused.errors[0].pointer, "/sms_to");
    let kept: NotificationPreferences = put(&world.samir, Some("+33 6 12 34 56 78")).await.read(200);
    assert_eq!(kept.sms_to.as_deref(), Some("+33 6 12 34 56 78"));
    let kept: NotificationPreferences = put(&world.samir, None).await.read(200);
    assert_eq!(kept.sms_to, None);
}
