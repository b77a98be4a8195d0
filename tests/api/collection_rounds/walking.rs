//! Eighty things happen in no order: whatever was noted and noted anew, what is received is what the last records say.

use super::{Cast, cast, stock};
use serde_json::{Value, json};
use shared::collection_rounds::CollectionRound;
use shared::ids::CollectionRoundId;
use shared::paths;
use shared::problem::Code;
use std::collections::BTreeMap;
use tests::fixtures::{
    bread_of, cold_enough, collected, collection_as, finished, fish_of, note_stop, nothing_given, yoghurt_of,
};
use tests::{TestServer, both, invariants};

both!(what_is_received_is_what_was_noted_last);

/// How many things happen.
const STEPS: usize = 80;
/// How many stops each round has.
const STOPS: i64 = 5;

/// Numbers in an order that is the same each time (Marsaglia's xorshift, 2003).
struct Dice(u64);

impl Dice {
    /// A number below this one.
    fn below(&mut self, end: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// What was said of a stop last: its version, and what its shop gave.
#[derive(Clone, Debug, Default)]
struct Said {
    version: i64,
    foods: Vec<i64>,
}

struct Walk {
    cast: Cast,
    dice: Dice,
    /// Those that are open, by what was said of each stop.
    open: BTreeMap<CollectionRoundId, Vec<Said>>,
    /// What finished rounds brought, thing by thing.
    received: Vec<i64>,
    refused: usize,
}

impl Walk {
    async fn begin(&mut self) {
        let shops = vec![json!({ "donor_name": "Boutique" }); usize::try_from(STOPS).unwrap()];
        let body = json!({ "site_id": self.cast.grocery.site(), "stops": shops });
        let round: CollectionRound = self.cast.samir.post(paths::COLLECTION_ROUNDS, &body).await.read(201);
        self.open.insert(round.id, vec![Said::default(); usize::try_from(STOPS).unwrap()]);
    }

    fn round(&mut self) -> Option<CollectionRoundId> {
        let rounds: Vec<CollectionRoundId> = self.open.keys().copied().collect();
        let place = self.dice.below(i64::try_from(rounds.len()).unwrap());
        rounds.get(usize::try_from(place).unwrap()).copied()
    }

    /// A record of chance, and what it says that the shop gave.
    fn record(&mut self) -> (Value, Vec<i64>) {
        match self.dice.below(6) {
            0 => (nothing_given(), Vec::new()),
            1 => (json!({ "state": "missed", "note": "Fermé" }), Vec::new()),
            2 => (json!({ "state": "planned" }), Vec::new()),
            _ => {
                let grams: Vec<i64> = (0..=self.dice.below(3)).map(|_| 1 + self.dice.below(20_000)).collect();
                let kinds = [bread_of, yoghurt_of, fish_of];
                let foods: Vec<Value> = grams.iter().zip(kinds).map(|(grams, food)| food(*grams)).collect();
                (collected(&foods), grams)
            }
        }
    }

    async fn note(&mut self) {
        let Some(round) = self.round() else { return };
        let (number, (record, foods)) = (1 + self.dice.below(STOPS), self.record());
        // One in four has seen another version.
        let late = self.dice.below(4) == 0;
        let who = if self.dice.below(2) == 0 { &self.cast.samir } else { &self.cast.jeanne };
        let said = &mut self.open.get_mut(&round).expect("a round that is open")[usize::try_from(number - 1).unwrap()];
        let seen = if late { said.version + 1 } else { said.version };
        let answer = note_stop(who, round, number, seen, &record).await;
        if late {
            answer.refused(Code::PreconditionFailed);
            self.refused += 1;
        } else {
            answer.expect(200);
            *said = Said { version: said.version + 1, foods };
        }
    }

    async fn finish(&mut self) {
        let Some(round) = self.round() else { return };
        let said = self.open.remove(&round).expect("a round that is open");
        let brought: Vec<i64> = said.iter().flat_map(|stop| stop.foods.clone()).collect();
        let done = finished(&self.cast.jeanne, round, &cold_enough()).await;
        let told: Vec<i64> = done.stops.iter().flat_map(|stop| &stop.foods).map(|food| food.grams.0).collect();
        assert_eq!((told, done.grams.0), (brought.clone(), brought.iter().sum::<i64>()), "{done:?}");
        self.received.extend(brought);
    }

    async fn cancel(&mut self) {
        let Some(round) = self.round() else { return };
        self.cast.samir.act(&paths::cancel_collection_round(round)).await.expect(200);
        self.open.remove(&round);
    }

    async fn step(&mut self) {
        match self.dice.below(16) {
            0 | 1 => self.begin().await,
            2 => self.finish().await,
            3 if self.open.len() > 2 => self.cancel().await,
            _ => self.note().await,
        }
    }
}

async fn what_is_received_is_what_was_noted_last(server: &TestServer) {
    let cast = cast(server).await;
    let dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut walk = Walk { cast, dice, open: BTreeMap::new(), received: Vec::new(), refused: 0 };
    walk.begin().await;
    walk.begin().await;
    for _ in 0..STEPS {
        walk.step().await;
    }
    for (round, said) in &walk.open {
        let seen = collection_as(&walk.cast.nadia, *round).await;
        let versions: Vec<i64> = seen.stops.iter().map(|stop| stop.version).collect();
        assert_eq!(versions, said.iter().map(|stop| stop.version).collect::<Vec<_>>());
        assert_eq!(seen.grams.0, said.iter().flat_map(|stop| &stop.foods).sum::<i64>());
    }
    while !walk.open.is_empty() {
        walk.finish().await;
    }
    invariants::check(&mut server.database().connect());
    let mut found: Vec<i64> = stock(&walk.cast.nadia).await.iter().map(|lot| lot.received_grams.0).collect();
    found.sort_unstable();
    walk.received.sort_unstable();
    assert!(found.len() > 10 && walk.refused > 3, "{} lots, {} refused: the walk goes nowhere", found.len(), walk.refused);
    assert_eq!(found, walk.received);
}
