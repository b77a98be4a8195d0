//! What the people were told, and how it is compared with what is there.

use api::db::Conn;
use api::db::schema::{claims, offers};
use diesel::prelude::*;
use shared::claims::ClaimState;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use tests::invariants;

/// What became of one request, by the name that it carries into the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The answer came.
    Acknowledged,
    /// The connection broke, and nobody asked again.
    Unknown,
}

/// All that the people know.
#[derive(Default)]
pub struct History {
    /// Set when it is enough.
    pub over: AtomicBool,
    /// Offers by title.
    pub offers: Mutex<BTreeMap<String, Told>>,
    /// Claims by message, with their grams.
    pub claims: Mutex<BTreeMap<String, (Told, i64)>>,
    /// The furthest state that was acknowledged, of claims by message.
    pub steps: Mutex<BTreeMap<String, ClaimState>>,
}

impl History {
    /// How many writes have been acknowledged.
    pub fn writes(&self) -> usize {
        let offers = self.offers.lock().unwrap().values().filter(|told| **told == Told::Acknowledged).count();
        let claims = self.claims.lock().unwrap().values().filter(|(told, _)| *told == Told::Acknowledged).count();
        let steps = self.steps.lock().unwrap();
        offers + claims + steps.values().map(|state| if *state == ClaimState::Accepted { 1 } else { 2 }).sum::<usize>()
    }

    /// For people.
    pub fn told(&self) -> String {
        let writes = self.writes();
        let unknown = |told: &Told| *told == Told::Unknown;
        let offers = self.offers.lock().unwrap();
        let claims = self.claims.lock().unwrap();
        let lost =
            offers.values().filter(|told| unknown(told)).count() + claims.values().filter(|(told, _)| unknown(told)).count();
        let handed = self.steps.lock().unwrap().values().filter(|state| **state == ClaimState::Collected).count();
        format!(
            "{writes} writes acknowledged ({} offers, {} claims, {handed} hand-overs), {lost} given up",
            offers.len(),
            claims.len()
        )
    }

    /// Acknowledged is there, once; the rest is whole or absent; the quantities are those of the claims.
    pub fn compare(&self, conn: &mut Conn) {
        self.compare_offers(conn);
        self.compare_claims(conn);
        invariants::check(conn);
    }

    fn compare_offers(&self, conn: &mut Conn) {
        let titles: Vec<String> = offers::table.select(offers::title).load(conn).unwrap();
        let found = counted(titles);
        let told = self.offers.lock().unwrap();
        for (title, told) in &*told {
            let times = found.get(title).copied().unwrap_or_default();
            assert!(times == 1 || times == 0 && *told == Told::Unknown, "{title}, {told:?}, is there {times} times");
        }
        assert!(found.keys().all(|title| told.contains_key(title)), "offers that nobody published");
    }

    fn compare_claims(&self, conn: &mut Conn) {
        let rows: Vec<(Option<String>, i64, ClaimState)> =
            claims::table.select((claims::message, claims::grams, claims::state)).load(conn).unwrap();
        let rows: Vec<_> = rows.into_iter().map(|(message, grams, state)| (message.unwrap(), grams, state)).collect();
        let found = counted(rows.iter().map(|(message, ..)| message.clone()).collect());
        let (told, steps) = (self.claims.lock().unwrap(), self.steps.lock().unwrap());
        for (message, (told, _)) in &*told {
            let times = found.get(message).copied().unwrap_or_default();
            assert!(times == 1 || times == 0 && *told == Told::Unknown, "{message}, {told:?}, is there {times} times");
        }
        for (message, grams, state) in rows {
            assert_eq!(told.get(&message).map(|(_, wished)| *wished), Some(grams), "{message}");
            let reached = steps.get(&message).copied().unwrap_or(ClaimState::Requested);
            assert!(rank(state) >= rank(reached), "{message} is {state}, was acknowledged as {reached}");
        }
    }
}

/// How far a claim has come on the way that these people take.
fn rank(state: ClaimState) -> usize {
    [ClaimState::Requested, ClaimState::Accepted, ClaimState::Collected].iter().position(|one| *one == state).unwrap()
}

fn counted(names: Vec<String>) -> BTreeMap<String, usize> {
    names.into_iter().fold(BTreeMap::new(), |mut found, name| {
        *found.entry(name).or_default() += 1;
        found
    })
}
