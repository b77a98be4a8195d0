//! What two organisations write to each other about a claim or a loan.

mod mails;
mod photos;
mod thread;
mod unread;

use crate::photos::png;
use reqwest::Method;
use serde_json::{Value, json};
use shared::claims::Claim;
use shared::conversations::{Conversation, ConversationPage, Message, MessagePage, Unread};
use shared::ids::MessageId;
use shared::loans::Loan;
use shared::paths;
use shared::photos::Photo;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, claim_of, kg, lent, loan_of, offer_at, van_of};
use tests::{Answer, Client, TestServer};

const RAMP: &str = "Y a-t-il une rampe pour le diable ?";

/// A grocery in Libourne and one in Coutras that has claimed yoghurt of it.
struct Talk {
    giver: TestOrganisation,
    taker: TestOrganisation,
    camille: Client,
    nadia: Client,
    claim: Claim,
}

impl Talk {
    async fn begins(server: &TestServer) -> Self {
        let giver = server.organisation("Épicerie sociale de Libourne").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Restos du Cœur de Coutras").approved().at(COUTRAS).exists().await;
        let (camille, nadia) = (server.coordinator_of(&giver).await, server.coordinator_of(&taker).await);
        let offer = offer_at(giver.site()).published_by(&camille).await;
        let claim = claim_of(offer.id, taker.site()).of(kg(40)).made_by(&nadia).await;
        Self { giver, taker, camille, nadia, claim }
    }

    /// Where one writes about the claim.
    fn path(&self) -> String {
        paths::messages_of_claim(self.claim.id)
    }

    /// A van of the giver's that the taker wants to borrow.
    async fn loan(&self) -> Loan {
        let van = van_of(&self.camille, self.giver.site()).await;
        lent(&self.nadia, &loan_of(van.id, self.taker.id, 24, 48)).await
    }
}

async fn said(client: &Client, path: &str, text: &str) -> Message {
    client.post(path, &json!({ "text": text })).await.read(201)
}

/// Sends a file for a message about what `path` is about.
async fn send(client: &Client, path: &str, file: Vec<u8>) -> Answer {
    // The client's word for the type is wrong on purpose: nobody asks it.
    client.send_bytes(Method::POST, &paths::message_photos(path), Some(("text/plain", file))).await
}

/// A photo for a message, another one for each width.
async fn pictured(client: &Client, path: &str, width: u32) -> Photo {
    send(client, path, png(width, 40)).await.read(201)
}

/// A message of photos alone.
fn showing(photos: &[Photo]) -> Value {
    let photos: Vec<Value> = photos.iter().map(|photo| json!({ "id": photo.id })).collect();
    json!({ "photos": photos })
}

async fn thread(client: &Client, path: &str) -> MessagePage {
    client.get(path).await.read(200)
}

/// The texts of a thread as it is read, the first first.
fn texts(page: &MessagePage) -> Vec<Option<&str>> {
    page.items.iter().rev().map(|message| message.text.as_deref()).collect()
}

async fn mark(client: &Client, path: &str, up_to: MessageId) -> Answer {
    let body = serde_json::to_vec(&json!({ "up_to": up_to })).unwrap();
    client.send_bytes(Method::PUT, &paths::read_mark(path), Some(("application/json", body))).await
}

async fn unread(client: &Client) -> i64 {
    client.get(paths::UNREAD).await.read::<Unread>(200).messages
}

async fn inbox(client: &Client, query: &str) -> Vec<Conversation> {
    client.get(&format!("{}{query}", paths::CONVERSATIONS)).await.read::<ConversationPage>(200).items
}
