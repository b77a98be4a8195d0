//! Volunteers who publish while something breaks, and what they remember of it.

use reqwest::StatusCode;
use shared::paths;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{TestOrganisation, offer_at};
use tests::{Client, TestServer};
use tokio::task::JoinSet;

/// Publishers at the same time.
const PEOPLE: usize = 8;

/// What the publishers were told.
#[derive(Default)]
pub struct Memory {
    /// Titles whose publication was acknowledged.
    pub acknowledged: Mutex<BTreeSet<String>>,
    /// How often they were told to come back.
    pub busy: Mutex<usize>,
}

/// Publishers at work.
pub struct Load {
    memory: Arc<Memory>,
    over: Arc<AtomicBool>,
    people: JoinSet<()>,
    reader: Client,
}

impl Load {
    /// Each publishes one offer after the other, and repeats what was refused with 503 until it is taken.
    pub async fn begin(server: &TestServer) -> Self {
        let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
        let (memory, over) = (Arc::new(Memory::default()), Arc::new(AtomicBool::new(false)));
        let mut people = JoinSet::new();
        for person in 0..PEOPLE {
            let client = server.volunteer_of(&giver).await;
            let (memory, over, giver) = (Arc::clone(&memory), Arc::clone(&over), giver.clone());
            people.spawn(async move {
                for number in 0.. {
                    if over.load(Ordering::SeqCst) {
                        return;
                    }
                    publish(&client, &giver, &format!("Offre {person}-{number}"), &memory).await;
                }
            });
        }
        Self { memory, over, people, reader: server.admin().await }
    }

    /// How many publications have been acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.memory.acknowledged.lock().unwrap().len()
    }

    /// How often somebody was told to come back.
    pub fn refused(&self) -> usize {
        *self.memory.busy.lock().unwrap()
    }

    /// Waits until one more is acknowledged and returns how long that took.
    pub async fn next_success(&self) -> Duration {
        let (before, started) = (self.acknowledged(), std::time::Instant::now());
        while self.acknowledged() <= before {
            assert!(started.elapsed() < Duration::from_secs(20), "it does not recover");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        started.elapsed()
    }

    /// Lets everybody finish, and fails unless each acknowledged offer is there exactly once and no other is there.
    pub async fn end(mut self) -> (usize, usize) {
        self.over.store(true, Ordering::SeqCst);
        while let Some(person) = self.people.join_next().await {
            person.unwrap();
        }
        let told = self.memory.acknowledged.lock().unwrap().clone();
        let mut found = Vec::new();
        let mut next = format!("{}?limit=100", paths::OFFERS);
        loop {
            let page = self.reader.get(&next).await.expect(200).body;
            found.extend(page["items"].as_array().unwrap().iter().map(|offer| offer["title"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            next = format!("{}?limit=100&cursor={cursor}", paths::OFFERS);
        }
        assert_eq!(found.len(), told.len(), "offers that were published twice, or lost");
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), told);
        let busy = *self.memory.busy.lock().unwrap();
        (told.len(), busy)
    }
}

async fn publish(client: &Client, giver: &TestOrganisation, title: &str, memory: &Memory) {
    let client = client.with_idempotency_key(title);
    loop {
        let answer = offer_at(giver.site()).titled(title).sent_by(&client).await;
        match StatusCode::from_u16(answer.status).unwrap() {
            StatusCode::CREATED => {
                memory.acknowledged.lock().unwrap().insert(title.to_owned());
                return;
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                assert!(answer.header("retry-after").parse::<u32>().is_ok(), "503 without Retry-After");
                *memory.busy.lock().unwrap() += 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            status => panic!("{status}: {}", answer.text),
        }
    }
}
