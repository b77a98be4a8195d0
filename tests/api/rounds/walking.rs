//! Sixty things happen in no order, and after each of them all must hold that must hold.

use super::{Cast, cast};
use serde_json::json;
use shared::ids::AllocationRoundId;
use shared::paths;
use shared::problem::Code;
use shared::rounds::{LineStatus, RoundLine, Workbench};
use shared::stock::Lot;
use tests::fixtures::{answer_to, begun, handed, lot_at, lot_of, movement, published, received, tins_at, workbench};
use tests::{Answer, TestServer, both, invariants};

both!(whatever_happens_nothing_is_promised_twice,);

/// How many things happen.
const STEPS: usize = 60;

/// Numbers in an order that is the same each time (Marsaglia's xorshift, 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below this one.
    fn below(&mut self, end: i64) -> i64 {
        i64::try_from(self.roll() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// One of these.
    fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(usize::try_from(self.below(i64::try_from(of.len()).unwrap())).unwrap())
    }
}

struct Walk {
    cast: Cast,
    dice: Dice,
    /// Those that are published and not closed.
    rounds: Vec<AllocationRoundId>,
    lots: Vec<Lot>,
}

/// Fails unless it was done, or refused for one of these reasons.
#[track_caller]
fn done_or(answer: Answer, status: u16, reasons: &[Code]) {
    if answer.status != status {
        let code = answer.body["code"].as_str().unwrap_or_default().to_owned();
        assert!(reasons.iter().any(|reason| reason.as_str() == code), "{} answered {}", answer.what, answer.text);
    }
}

impl Walk {
    /// A round that is published.
    fn round(&mut self) -> Option<AllocationRoundId> {
        self.dice.one(&self.rounds).copied()
    }

    /// A line that waits, with its round.
    async fn waiting(&mut self) -> Option<(Workbench, RoundLine)> {
        let round = self.round()?;
        let bench = workbench(&self.cast.nadia, round).await;
        let waits = |line: &&RoundLine| matches!(line.status, Some(LineStatus::Proposed | LineStatus::Accepted));
        let waiting: Vec<RoundLine> = bench.lines.iter().filter(waits).cloned().collect();
        let line = self.dice.one(&waiting).cloned()?;
        Some((bench, line))
    }

    async fn publish(&mut self) {
        if self.rounds.len() < 3 {
            let round = begun(&self.cast.nadia, self.cast.bank.id).await.id;
            published(&self.cast.nadia, round).await;
            self.rounds.push(round);
        }
    }

    async fn answer(&mut self) {
        let Some((bench, line)) = self.waiting().await else { return };
        let site = bench.recipients[line.recipient as usize].site.id;
        let of_all = [&self.cast.restos, &self.cast.croix, &self.cast.grocery];
        let who = &of_all.into_iter().find(|one| one.site == site).expect("a partner").who;
        let how = if self.dice.below(3) == 0 { "accept" } else { "refuse" };
        let body = answer_to(site, &bench.lots[line.lot as usize], how);
        who.post(&paths::round_answers(bench.round.id), &body).await.expect(200);
    }

    async fn hand_over(&mut self) {
        let Some((bench, line)) = self.waiting().await else { return };
        let site = bench.recipients[line.recipient as usize].site.id;
        let all = line.kg * 1_000;
        let grams = if self.dice.below(2) == 0 { all } else { self.dice.below(all + 1) };
        let body = handed(site, &bench.lots[line.lot as usize], grams, Some("supply"));
        let answer = self.cast.camille.post(&paths::round_hand_overs(bench.round.id), &body).await;
        done_or(answer, 200, &[Code::StockShort]);
    }

    async fn close(&mut self) {
        if let Some(round) = self.round() {
            self.cast.nadia.act(&paths::close_round(round)).await.expect(200);
            self.rounds.retain(|other| *other != round);
        }
    }

    async fn receive(&mut self) {
        let at = self.cast.bank.site();
        let body = if self.dice.below(2) == 0 { tins_at(at) } else { lot_at(at) };
        self.lots.push(received(&self.cast.camille, &body).await);
    }

    /// Something leaves the food bank's stock, or is counted anew.
    async fn move_stock(&mut self) {
        let (at, camille) = (self.cast.bank.site(), self.cast.camille.clone());
        let id = self.dice.one(&self.lots).expect("a lot").id;
        let places = lot_of(&self.cast.nadia, id).await.places;
        let there = places.iter().find(|place| place.site.id == at).map_or(0, |place| place.grams.0);
        let grams = 1 + self.dice.below(there);
        let body = match self.dice.below(3) {
            0 => movement("distribute", at, grams),
            1 => json!({ "kind": "waste", "site_id": at, "grams": grams, "reason": "spoiled" }),
            _ => {
                let counted = there - grams / 4 + self.dice.below(5_000);
                json!({ "kind": "adjust", "site_id": at, "counted_grams": counted.max(0) })
            }
        };
        let answer = camille.post(&paths::lot_movements(id), &body).await;
        done_or(answer, 201, &[Code::StockShort, Code::ReservedForRound, Code::Invalid]);
    }

    async fn step(&mut self) {
        match self.dice.below(12) {
            0 | 1 => self.publish().await,
            2..=4 => self.answer().await,
            5..=7 => self.hand_over().await,
            8 => self.close().await,
            9 => self.receive().await,
            _ => self.move_stock().await,
        }
    }
}

async fn whatever_happens_nothing_is_promised_twice(server: &TestServer) {
    let cast = cast(server).await;
    let lots = vec![cast.tins.clone(), cast.yoghurt.clone()];
    let mut walk = Walk { cast, dice: Dice(0x9e37_79b9_7f4a_7c15), rounds: Vec::new(), lots };
    walk.publish().await;
    for _ in 0..STEPS {
        walk.step().await;
        invariants::check(&mut server.database().connect());
    }
    let [lines, fetched] = counts(server);
    assert!(lines > 0 && fetched > 0, "{fetched} lines of {lines} were fetched: the walk goes nowhere");
}

/// How many lines there were, and how many of them were fetched.
fn counts(server: &TestServer) -> [i64; 2] {
    use api::db::schema::round_deliveries as deliveries;
    use diesel::prelude::*;
    let mut conn = server.database().connect();
    let fetched = deliveries::table.filter(deliveries::status.eq(LineStatus::HandedOver));
    [deliveries::table.count().get_result(&mut conn).unwrap(), fetched.count().get_result(&mut conn).unwrap()]
}
