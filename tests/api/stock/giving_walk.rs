//! Eighty things happen to the offers of two lots in no order. After each of them what is kept of the lots is what is
//! promised, stock is the sum of its lines, and what changed hands is in the ledger once.

use super::giving::draft;
use super::{Cast, cast};
use serde_json::json;
use shared::claims::{Claim, ClaimAction};
use shared::ids::{ClaimId, LotId};
use shared::offers::{NewOffer, Offer};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::HOUR;
use shared::units::Grams;
use tests::fixtures::{claim_of, lot_at, lot_of, movement, received};
use tests::{Answer, TestServer, both, invariants};

both!(whatever_happens_what_is_offered_is_kept,);

/// How many things happen.
const STEPS: usize = 80;

/// Numbers in an order that is the same each time (Marsaglia's xorshift, 2003).
struct Dice(u64);

impl Dice {
    /// A number below this one.
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }

    /// One of these.
    fn one<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        of.get(usize::try_from(self.below(u64::try_from(of.len()).unwrap())).unwrap()).cloned()
    }

    /// Up to so many kilograms, in halves.
    fn grams(&mut self, kilograms: u64) -> Grams {
        Grams(500 * i64::try_from(1 + self.below(2 * kilograms)).unwrap())
    }
}

struct Walk {
    cast: Cast,
    dice: Dice,
    lots: Vec<LotId>,
    offers: Vec<Offer>,
    claims: Vec<ClaimId>,
    fetched: usize,
}

/// Fails unless it was done, or refused for one of these reasons.
#[track_caller]
fn done_or(answer: &Answer, status: u16, reasons: &[Code]) -> bool {
    if answer.status != status {
        let code = answer.body["code"].as_str().unwrap_or_default();
        assert!(reasons.iter().any(|reason| reason.as_str() == code), "{} answered {}", answer.what, answer.text);
    }
    answer.status == status
}

impl Walk {
    async fn offer(&mut self) {
        let Some(lot) = self.dice.one(&self.lots) else { return };
        let free = self.cast.camille.get(&paths::lot_offer_draft(lot)).await;
        if !done_or(&free, 200, &[Code::StockShort, Code::ReservedForRound]) {
            return;
        }
        let new = NewOffer { total_grams: self.dice.grams(40), ..draft(&self.cast.camille, lot).await };
        let answer = self.cast.camille.post(paths::OFFERS, &new).await;
        if done_or(&answer, 201, &[Code::StockShort, Code::ReservedForRound]) {
            self.offers.push(answer.read(201));
        }
    }

    async fn edit(&mut self) {
        let Some(offer) = self.dice.one(&self.offers) else { return };
        let version = self.cast.camille.get(&paths::offer(offer.id)).await.read::<Offer>(200).version;
        let change = json!({ "total_grams": self.dice.grams(50) });
        let answer = self.cast.camille.with_if_match(version).patch(&paths::offer(offer.id), &change).await;
        done_or(&answer, 200, &[Code::StockShort, Code::ReservedForRound, Code::OfferClosed, Code::Invalid]);
    }

    async fn withdraw(&mut self) {
        let Some(offer) = self.dice.one(&self.offers) else { return };
        let answer = self.cast.camille.act(&paths::withdraw_offer(offer.id)).await;
        done_or(&answer, 200, &[Code::OfferClosed]);
    }

    async fn claim(&mut self) {
        let Some(offer) = self.dice.one(&self.offers) else { return };
        let wish = claim_of(offer.id, self.cast.association.site()).of(self.dice.grams(15));
        let answer = wish.sent_by(&self.cast.samir).await;
        if done_or(&answer, 201, &[Code::OfferExhausted, Code::OfferClosed]) {
            self.claims.push(answer.read::<Claim>(201).id);
        }
    }

    async fn accept(&mut self) {
        let Some(claim) = self.dice.one(&self.claims) else { return };
        let answer = self.cast.camille.act(&claim_action(claim, ClaimAction::Accept)).await;
        done_or(&answer, 200, &[Code::ClaimState]);
    }

    async fn call_off(&mut self) {
        let Some(claim) = self.dice.one(&self.claims) else { return };
        let why = json!({ "reason": "Changement de plan" });
        let answer = self.cast.camille.post(&claim_action(claim, ClaimAction::Cancel), &why).await;
        done_or(&answer, 200, &[Code::ClaimState]);
    }

    async fn fetch(&mut self) {
        let Some(claim) = self.dice.one(&self.claims) else { return };
        let seen: Claim = self.cast.camille.get(&paths::claim(claim)).await.read(200);
        let Some(code) = seen.handover_code else { return };
        let told = json!({ "code": code, "temperature_decidegrees": 35 });
        let answer = self.cast.samir.post(&claim_action(claim, ClaimAction::Collect), &told).await;
        if !done_or(&answer, 200, &[Code::StockShort, Code::ClaimState]) {
            return;
        }
        self.fetched += 1;
        let less = json!({ "received_grams": seen.grams.0 - 100, "reason": "Pots percés" });
        self.cast.samir.post(&claim_action(claim, ClaimAction::Receive), &less).await.expect(200);
    }

    /// Something leaves the food bank's stock otherwise, or is counted anew.
    async fn move_stock(&mut self) {
        let Some(lot) = self.dice.one(&self.lots) else { return };
        let here = self.cast.bank.site();
        let places = lot_of(&self.cast.nadia, lot).await.places;
        let there = places.iter().find(|place| place.site.id == here).map_or(0, |place| place.grams.0);
        let grams = self.dice.grams(20).0;
        let body = match self.dice.below(4) {
            0 | 1 => movement("distribute", here, grams),
            2 => json!({ "kind": "waste", "site_id": here, "grams": grams, "reason": "spoiled" }),
            _ => json!({ "kind": "adjust", "site_id": here, "counted_grams": there + grams }),
        };
        let answer = self.cast.camille.post(&paths::lot_movements(lot), &body).await;
        done_or(&answer, 201, &[Code::StockShort, Code::ReservedForRound]);
    }

    async fn step(&mut self, server: &TestServer) {
        match self.dice.below(16) {
            0..=2 => self.offer().await,
            3 => self.edit().await,
            4 => self.withdraw().await,
            5..=7 => self.claim().await,
            8 | 9 => self.accept().await,
            10 => self.call_off().await,
            11 | 12 => self.fetch().await,
            13 | 14 => self.move_stock().await,
            _ => {
                server.clock.advance(HOUR / 2);
                server.state.write(api::offers::store::close_due).await.expect("closing");
                server.state.write(|cx| api::claims::store::lapse_due(cx, 100)).await.expect("lapsing");
            }
        }
    }
}

async fn whatever_happens_what_is_offered_is_kept(server: &TestServer) {
    let cast = cast(server).await;
    let mut lots = Vec::new();
    for _ in 0..2 {
        lots.push(received(&cast.camille, &lot_at(cast.bank.site())).await.id);
    }
    let dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut walk = Walk { cast, dice, lots, offers: Vec::new(), claims: Vec::new(), fetched: 0 };
    for _ in 0..STEPS {
        walk.step(server).await;
        invariants::check(&mut server.database().connect());
    }
    assert!(walk.claims.len() > 3 && walk.fetched > 0, "{} of {} were fetched", walk.fetched, walk.claims.len());
}
