//! Who may do what: every operation that is not public, tried by nobody, by another organisation, by the one whose
//! matter it is, and by the administrator. An operation without a row here fails.

use reqwest::Method;
use serde_json::{Value, json};
use shared::claims::{Claim, ClaimAction, ClaimState};
use shared::organisations::Invitation;
use shared::paths::{self, claim_action};
use shared::sites::Site;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, claim_of, offer_at, site_at};
use tests::{Client, TestServer, both};

both!(every_operation_knows_whom_to_refuse);

/// Operation, then the status for nobody, for another organisation, for the one whose matter it is (the giver of an
/// offer, the side that takes a step, the coordinator), and for the administrator.
const EXPECTED: [(&str, [u16; 4]); 36] = [
    ("find_me", [401, 200, 200, 200]),
    ("update_me", [401, 200, 200, 200]),
    ("list_organisations", [401, 200, 200, 200]),
    ("create_organisation", [401, 201, 201, 201]),
    ("find_organisation", [401, 200, 200, 200]),
    ("update_organisation", [401, 403, 200, 200]),
    ("approve_organisation", [401, 404, 403, 200]),
    ("refuse_organisation", [401, 404, 403, 200]),
    ("list_members", [401, 403, 200, 200]),
    ("list_invitations", [401, 403, 200, 200]),
    ("create_invitation", [401, 403, 201, 201]),
    ("withdraw_invitation", [401, 403, 204, 204]),
    ("list_sites", [401, 200, 200, 200]),
    ("create_site", [401, 403, 201, 201]),
    ("find_site", [401, 200, 200, 200]),
    ("update_site", [401, 403, 200, 200]),
    ("delete_site", [401, 403, 204, 204]),
    ("list_offers", [401, 200, 200, 200]),
    ("create_offer", [401, 403, 201, 403]),
    ("find_offer", [401, 200, 200, 200]),
    ("update_offer", [401, 403, 200, 403]),
    ("withdraw_offer", [401, 403, 200, 403]),
    ("list_claims", [401, 200, 200, 200]),
    ("create_claim", [401, 403, 201, 403]),
    ("find_claim", [401, 404, 200, 200]),
    ("accept_claim", [401, 404, 200, 403]),
    ("decline_claim", [401, 404, 200, 403]),
    ("ready_claim", [401, 404, 200, 403]),
    ("collect_claim", [401, 404, 200, 403]),
    ("receive_claim", [401, 404, 200, 403]),
    ("cancel_claim", [401, 404, 200, 403]),
    ("find_today", [401, 404, 200, 404]),
    // The other side of a claim sees it and may not take the step; here it stands for "the one whose matter it is".
    ("accept_claim by the taker", [401, 404, 403, 403]),
    ("ready_claim by the taker", [401, 404, 403, 403]),
    ("collect_claim by the giver", [401, 404, 403, 403]),
    ("receive_claim by the giver", [401, 404, 403, 403]),
];

/// A giver and a taker, and somebody who waits for admission.
struct World<'s> {
    server: &'s TestServer,
    giver: TestOrganisation,
    taker: TestOrganisation,
    camille: Client,
    samir: Client,
}

impl<'s> World<'s> {
    async fn of(server: &'s TestServer) -> Self {
        let giver = server.organisation("Donne").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Prend").approved().at(COUTRAS).exists().await;
        let (camille, samir) = (server.coordinator_of(&giver).await, server.coordinator_of(&taker).await);
        Self { server, giver, taker, camille, samir }
    }

    /// A new claim that has come as far as `state`.
    async fn claim(&self, state: ClaimState) -> Claim {
        let offer = offer_at(self.giver.site()).published_by(&self.camille).await;
        let claim = claim_of(offer.id, self.taker.site()).made_by(&self.samir).await;
        if state != ClaimState::Requested {
            self.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
        }
        if state == ClaimState::Collected {
            let told = self.collection(&claim).await;
            self.samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
        }
        claim
    }

    async fn collection(&self, claim: &Claim) -> Value {
        let seen: Claim = self.camille.get(&paths::claim(claim.id)).await.read(200);
        json!({ "code": seen.handover_code, "temperature_decidegrees": 20 })
    }

    /// A request of this operation that is right in everything but perhaps who sends it, about something new; and whose
    /// matter it is.
    async fn request(&self, operation: &str) -> (Method, String, Value, Client) {
        let (name, by) = operation.split_once(" by the ").unwrap_or((operation, ""));
        let (method, path, body, mut owner) = match name.rsplit_once('_').map_or("", |(_, noun)| noun) {
            "me" | "today" => self.person(name),
            "claim" | "claims" => self.step(name).await,
            "offer" | "offers" => self.offer(name).await,
            "site" | "sites" => self.site(name).await,
            _ => self.organisation(name).await,
        };
        match by {
            "giver" => owner = self.camille.clone(),
            "taker" => owner = self.samir.clone(),
            _ => {}
        }
        (method, path, body, owner)
    }

    fn person(&self, name: &str) -> (Method, String, Value, Client) {
        let (method, path, body) = match name {
            "find_me" => (Method::GET, paths::ME.to_owned(), json!(null)),
            "update_me" => (Method::PATCH, paths::ME.to_owned(), json!({ "locale": "en" })),
            "find_today" => (Method::GET, format!("{}?organisation={}", paths::TODAY, self.giver.id), json!(null)),
            other => panic!("{other}: say who may do it, and how it is asked for"),
        };
        (method, path, body, self.camille.clone())
    }

    async fn organisation(&self, name: &str) -> (Method, String, Value, Client) {
        let (own, owner) = (paths::organisation(self.giver.id), self.camille.clone());
        let invitation = json!({ "email": "samir@example.org", "role": "volunteer" });
        let why = json!({ "reason": "Doublon" });
        let (method, path, body) = match name {
            "list_organisations" => (Method::GET, paths::ORGANISATIONS.to_owned(), json!(null)),
            "create_organisation" => {
                (Method::POST, paths::ORGANISATIONS.to_owned(), json!({ "name": "Autre", "kind": "donor" }))
            }
            "find_organisation" => (Method::GET, own, json!(null)),
            "update_organisation" => (Method::PATCH, own, json!({ "phone": null })),
            "approve_organisation" | "refuse_organisation" => {
                let pending = self.server.organisation("En attente").exists().await;
                let owner = self.server.coordinator_of(&pending).await;
                let approves = name == "approve_organisation";
                let decide = if approves { paths::approve_organisation } else { paths::refuse_organisation };
                return (Method::POST, decide(pending.id), why, owner);
            }
            "list_members" => (Method::GET, paths::members(self.giver.id), json!(null)),
            "list_invitations" => (Method::GET, paths::invitations(self.giver.id), json!(null)),
            "create_invitation" => (Method::POST, paths::invitations(self.giver.id), invitation),
            "withdraw_invitation" => {
                let sent: Invitation = owner.post(&paths::invitations(self.giver.id), &invitation).await.read(201);
                (Method::DELETE, paths::invitation_of(self.giver.id, sent.id), json!(null))
            }
            other => panic!("{other}: say who may do it, and how it is asked for"),
        };
        (method, path, body, owner)
    }

    async fn site(&self, name: &str) -> (Method, String, Value, Client) {
        let sites = paths::sites_of(self.giver.id);
        let new = serde_json::to_value(site_at(COUTRAS)).unwrap();
        let unused = async || self.camille.post(&sites, &new).await.read::<Site>(201).id;
        let (method, path, body) = match name {
            "list_sites" => (Method::GET, paths::SITES.to_owned(), json!(null)),
            "create_site" => (Method::POST, sites.clone(), new.clone()),
            "find_site" => (Method::GET, paths::site(self.giver.site()), json!(null)),
            "update_site" => (Method::PATCH, paths::site(self.giver.site()), json!({ "reach_km": 10 })),
            "delete_site" => (Method::DELETE, paths::site(unused().await), json!(null)),
            other => panic!("{other}: say who may do it, and how it is asked for"),
        };
        (method, path, body, self.camille.clone())
    }

    async fn offer(&self, name: &str) -> (Method, String, Value, Client) {
        let sentence = offer_at(self.giver.site());
        let new = serde_json::to_value(sentence.clone().body()).unwrap();
        let published = async || sentence.published_by(&self.camille).await.id;
        let (method, path, body) = match name {
            "list_offers" => (Method::GET, paths::OFFERS.to_owned(), json!(null)),
            "create_offer" => (Method::POST, paths::OFFERS.to_owned(), new),
            "find_offer" => (Method::GET, paths::offer(published().await), json!(null)),
            "update_offer" => (Method::PATCH, paths::offer(published().await), json!({ "title": "Lait" })),
            "withdraw_offer" => (Method::POST, paths::withdraw_offer(published().await), json!(null)),
            other => panic!("{other}: say who may do it, and how it is asked for"),
        };
        (method, path, body, self.camille.clone())
    }

    async fn step(&self, name: &str) -> (Method, String, Value, Client) {
        use ClaimState::{Accepted, Collected, Requested};
        let why = json!({ "reason": "Plus de place" });
        let step = async |action, state, body| (claim_action(self.claim(state).await.id, action), body);
        let (path, body) = match name {
            "list_claims" => return (Method::GET, paths::CLAIMS.to_owned(), json!(null), self.samir.clone()),
            "find_claim" => {
                let claim = self.claim(Requested).await;
                return (Method::GET, paths::claim(claim.id), json!(null), self.samir.clone());
            }
            "create_claim" => {
                let offer = offer_at(self.giver.site()).published_by(&self.camille).await;
                let wish = claim_of(offer.id, self.taker.site()).body();
                (paths::CLAIMS.to_owned(), serde_json::to_value(wish).unwrap())
            }
            "accept_claim" => step(ClaimAction::Accept, Requested, json!(null)).await,
            "decline_claim" => step(ClaimAction::Decline, Requested, why).await,
            "ready_claim" => step(ClaimAction::Ready, Accepted, json!(null)).await,
            "collect_claim" => {
                let claim = self.claim(Accepted).await;
                (claim_action(claim.id, ClaimAction::Collect), self.collection(&claim).await)
            }
            "receive_claim" => step(ClaimAction::Receive, Collected, json!({})).await,
            "cancel_claim" => step(ClaimAction::Cancel, Requested, why).await,
            other => panic!("{other}: say who may do it, and how it is asked for"),
        };
        let gives = matches!(name, "accept_claim" | "decline_claim" | "ready_claim");
        let owner = if gives { &self.camille } else { &self.samir };
        (Method::POST, path, body, owner.clone())
    }
}

/// The operations of the document that need a token.
fn operations() -> Vec<String> {
    let document = serde_json::to_value(api::app::document()).unwrap();
    let paths = document["paths"].as_object().unwrap().clone();
    let operations = paths.values().flat_map(|methods| methods.as_object().unwrap().values());
    let closed = operations.filter(|said| said["security"][0].get("bearer").is_some());
    closed.map(|said| said["operationId"].as_str().unwrap().to_owned()).collect()
}

async fn every_operation_knows_whom_to_refuse(server: &TestServer) {
    for operation in operations() {
        assert!(EXPECTED.iter().any(|(known, _)| *known == operation), "{operation}: say who may do it");
    }
    let world = World::of(server).await;
    let other = server.organisation("Autre").approved().exists().await;
    let (outsider, admin) = (server.coordinator_of(&other).await, server.admin().await);
    for (operation, expected) in EXPECTED {
        for (role, expected) in ["nobody", "another organisation", "its own", "the administrator"].iter().zip(expected) {
            let (method, path, body, owner) = world.request(operation).await;
            let client = match *role {
                "nobody" => server.anonymous(),
                "another organisation" => outsider.clone(),
                "its own" => owner,
                _ => admin.clone(),
            };
            let client = client.with_header("if-match", "*");
            let answer = client.send_text(method, &path, Some("application/json"), &body.to_string()).await;
            assert_eq!(answer.status, expected, "{operation} by {role}: {}", answer.text);
        }
    }
}
