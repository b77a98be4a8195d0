//! Who publishes, claims and hands over while the server dies and comes back.

use super::super::random;
use super::history::{History, Told};
use api::clock::Clock;
use serde::Serialize;
use serde_json::{Value, json};
use shared::claims::{Claim, ClaimAction, ClaimState};
use shared::offers::Offer;
use shared::paths::{self, claim_action};
use shared::time::{DAY, HOUR};
use shared::units::TemperatureClass;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tests::clients::session_of;
use tests::database::TestDatabase;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, claim_of, day, kg, offer_at, start};
use tests::{Backend, TestServer};

/// How long somebody tries.
const PATIENCE: Duration = Duration::from_secs(60);

/// A giver, a taker, and one person of each with a token that outlasts the test.
pub struct World {
    pub http: reqwest::Client,
    base: String,
    giver: (TestOrganisation, String),
    taker: (TestOrganisation, String),
}

impl World {
    /// Made by a server in this process, which then leaves the database.
    pub async fn prepare(backend: Backend) -> (Self, TestDatabase) {
        let server = TestServer::start(backend).await;
        let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
        let (camille, samir) = (server.volunteer_of(&giver).await.user_id(), server.volunteer_of(&taker).await.user_id());
        let token = |user| server.state.keys.sign(user, session_of(user), Clock::System.now()).unwrap();
        let (giver, taker) = ((giver, token(camille)), (taker, token(samir)));
        let http = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
        (Self { http, base: String::new(), giver, taker }, server.leave().await)
    }

    /// The same, with the address at which the server will be.
    pub fn at(self, base: String) -> Self {
        Self { base, ..self }
    }

    async fn get(&self, token: &str, path: &str) -> Value {
        let started = Instant::now();
        loop {
            if let Ok(answer) = self.http.get(format!("{}{path}", self.base)).bearer_auth(token).send().await
                && answer.status() == 200
                && let Ok(body) = answer.json().await
            {
                return body;
            }
            assert!(started.elapsed() < PATIENCE, "nobody answers GET {path}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Sends a write until it is acknowledged; `None` where its connection broke and the person gives up. A repeated
    /// request that finds its own effect (409) was acknowledged before.
    async fn post(&self, token: &str, path: &str, key: &str, body: &impl Serialize) -> Option<Value> {
        let started = Instant::now();
        let mut is_repeated = false;
        loop {
            let request = self.http.post(format!("{}{path}", self.base)).bearer_auth(token);
            match request.header("idempotency-key", key).json(body).send().await {
                Ok(answer) => match (answer.status().as_u16(), answer.json::<Value>().await) {
                    (200 | 201, Ok(body)) => return Some(body),
                    (409, Ok(body)) if is_repeated => return Some(body),
                    (503, _) | (_, Err(_)) => {}
                    (status, Ok(body)) => panic!("POST {path}: {status} {body}"),
                },
                Err(_) if random(4) == 0 => return None,
                Err(_) => {}
            }
            is_repeated = true;
            assert!(started.elapsed() < PATIENCE, "nobody answers POST {path}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// One offer after the other is published, claimed and handed over.
pub async fn work(world: Arc<World>, history: Arc<History>, person: usize) {
    for number in 0.. {
        if history.over.load(Ordering::SeqCst) {
            return;
        }
        let name = format!("{person}-{number}");
        let Some(offer) = publish(&world, &history, &format!("Offre {name}")).await else { continue };
        for part in 0..2 {
            hand_over(&world, &history, &offer, &format!("Demande {name}-{part}")).await;
        }
    }
}

async fn publish(world: &World, history: &History, title: &str) -> Option<Offer> {
    let (giver, token) = &world.giver;
    let from_start = (Clock::System.now().0 - start().0) / HOUR;
    let days = u64::try_from((Clock::System.now().0 - start().0) / DAY).unwrap_or_default();
    let new = offer_at(giver.site()).titled(title).of(kg(10)).kept(TemperatureClass::Ambient).best_before(day(days + 90));
    let new = new.fetched_in(from_start + 24, from_start + 27).body();
    history.offers.lock().unwrap().insert(title.to_owned(), Told::Unknown);
    let answer = world.post(token, paths::OFFERS, title, &new).await?;
    history.offers.lock().unwrap().insert(title.to_owned(), Told::Acknowledged);
    Some(serde_json::from_value(answer).unwrap())
}

/// A claim, the giver's consent, and the hand-over with its code.
async fn hand_over(world: &World, history: &History, offer: &Offer, message: &str) -> Option<()> {
    let ((_, camille), (taker, samir)) = (&world.giver, &world.taker);
    let grams = kg(1 + i64::try_from(random(4)).unwrap());
    let wish = claim_of(offer.id, taker.site()).of(grams).saying(message).body();
    history.claims.lock().unwrap().insert(message.to_owned(), (Told::Unknown, grams.0));
    let claim: Claim = serde_json::from_value(world.post(samir, paths::CLAIMS, message, &wish).await?).unwrap();
    history.claims.lock().unwrap().insert(message.to_owned(), (Told::Acknowledged, grams.0));
    world.post(camille, &claim_action(claim.id, ClaimAction::Accept), message, &json!({})).await?;
    history.steps.lock().unwrap().insert(message.to_owned(), ClaimState::Accepted);
    let code = world.get(camille, &paths::claim(claim.id)).await["handover_code"].clone();
    let told = json!({ "code": code });
    world.post(samir, &claim_action(claim.id, ClaimAction::Collect), &format!("{message} !"), &told).await?;
    history.steps.lock().unwrap().insert(message.to_owned(), ClaimState::Collected);
    Some(())
}
