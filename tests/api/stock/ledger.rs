//! The ledger under load of chance: whatever is booked, refused, frozen and taken back, every balance is the sum of its lines
//! and none is below zero; and a recall finds exactly those whom a replay of what was done finds.
//!
//! What is tried comes in turns, so that all of it is; with which food, where, and how much is chance.

use super::{Cast, cast};
use api::http::Error;
use api::stock::Account;
use api::stock::store::ledger::{self, Movement};
use diesel::prelude::*;
use serde_json::json;
use shared::ids::{LotId, SiteId, StockMovementId, UserId};
use shared::paths;
use shared::problem::Code;
use shared::stock::{Recall, StockMovementKind, WasteReason};
use shared::units::Grams;
use std::collections::{BTreeMap, BTreeSet};
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{freezing, frozen, lot_at, received};
use tests::{Client, TestServer, both};

both!(chance_never_breaks_the_books, a_line_cannot_be_changed_or_deleted);

/// Numbers that look like chance and are the same on every run (Marsaglia's xorshift, 64 bits).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// A weight of 1 g to `most`.
    fn grams(&mut self, most: i64) -> i64 {
        1 + i64::try_from(self.below(usize::try_from(most).unwrap())).unwrap()
    }
}

/// How many things are tried.
const STEPS: usize = 280;
/// Most that a line of chance moves.
const MOST: i64 = 12_000;

/// What is tried in a step.
#[derive(Clone, Copy, PartialEq)]
enum Turn {
    /// A line for which enough is there.
    Enough,
    /// A line for which it is not.
    TooMuch,
    /// An earlier line is taken back; what it brought may be gone.
    TakeBack,
    /// Some is frozen.
    Freeze,
}

impl Turn {
    const fn of(step: usize) -> Self {
        match step % 40 {
            5 => Self::Freeze,
            0 | 10 | 20 | 30 => Self::TooMuch,
            n if n % 5 == 2 => Self::TakeBack,
            _ => Self::Enough,
        }
    }
}

/// What was booked, as the test remembers it.
#[derive(Clone, Copy, Debug)]
struct Booked {
    id: StockMovementId,
    lot: LotId,
    kind: StockMovementKind,
    grams: i64,
    from: Account,
    to: Account,
    reversed: bool,
}

/// What each place has of each lot, counted by adding up.
#[derive(Default)]
struct Model {
    balances: BTreeMap<(LotId, Account), i64>,
    booked: Vec<Booked>,
    /// Of which lot each frozen one was frozen.
    frozen: BTreeMap<LotId, LotId>,
}

impl Model {
    fn has(&self, lot: LotId, account: Account) -> i64 {
        match account {
            Account::Site { .. } => self.balances.get(&(lot, account)).copied().unwrap_or_default(),
            // Outside of the sites there is no limit.
            _ => i64::MAX,
        }
    }

    fn add(&mut self, line: Booked) {
        for (account, change) in [(line.from, -line.grams), (line.to, line.grams)] {
            if matches!(account, Account::Site { .. }) {
                *self.balances.entry((line.lot, account)).or_default() += change;
            }
        }
        self.booked.push(line);
    }

    /// The places that have some of a lot.
    fn stocked(&self, lot: LotId, places: &[Account]) -> Vec<Account> {
        places.iter().copied().filter(|place| self.has(lot, *place) > 0).collect()
    }

    /// The lines of a lot that can be taken back, as far as there is enough.
    fn undoable(&self, lot: LotId) -> Vec<usize> {
        let for_good =
            |line: &Booked| line.reversed || matches!(line.kind, StockMovementKind::Reverse | StockMovementKind::Freeze);
        (0..self.booked.len()).filter(|n| self.booked[*n].lot == lot && !for_good(&self.booked[*n])).collect()
    }

    /// A lot, and what was frozen of it.
    fn family(&self, lot: LotId) -> BTreeSet<LotId> {
        let parts = self.frozen.iter().filter(|(_, from)| **from == lot).map(|(part, _)| *part);
        parts.chain([lot]).collect()
    }

    /// Every site that has ever received food of a family that was not taken back, or at which stock-takes found more than
    /// they missed: a replay of what was done. What was frozen of one of them and is another of them is where it was.
    fn recipients(&self, family: &BTreeSet<LotId>) -> BTreeSet<SiteId> {
        let standing = self.booked.iter().filter(|line| family.contains(&line.lot) && !line.reversed);
        let mut had = BTreeSet::new();
        let (mut counted, mut frozen) = (BTreeMap::<SiteId, i64>::new(), BTreeMap::<SiteId, i64>::new());
        for line in standing {
            let sums = match line.kind {
                StockMovementKind::Reverse => continue,
                StockMovementKind::Adjust => &mut counted,
                StockMovementKind::Freeze => &mut frozen,
                _ => {
                    had.extend(line.to.site());
                    continue;
                }
            };
            for (account, change) in [(line.from, -line.grams), (line.to, line.grams)] {
                if let Some(site) = account.site() {
                    *sums.entry(site).or_default() += change;
                }
            }
        }
        had.extend(counted.into_iter().chain(frozen).filter(|(_, grams)| *grams > 0).map(|(site, _)| site));
        had
    }
}

/// What, how much, from where to where.
type Line = (StockMovementKind, i64, Account, Account);

/// A way of chance out of a place: what it is, and where to.
fn way(chance: &mut Chance, here: Account, places: &[Account]) -> (StockMovementKind, Account) {
    use StockMovementKind::{Adjust, Distribute, HandOver, Transfer, Waste};
    let mut there = chance.of(places);
    while there == here {
        there = chance.of(places);
    }
    match chance.below(9) {
        0..5 if here.organisation() == there.organisation() => (Transfer, there),
        0..5 => (HandOver, there),
        5 | 6 => (Distribute, Account::Distributed),
        7 => (Waste, Account::Waste),
        _ => (Adjust, Account::Adjustment),
    }
}

/// A line for which enough is there: some of what a place has, now and then all of it, or what a stock-take finds.
fn enough(chance: &mut Chance, model: &Model, lot: LotId, places: &[Account]) -> Line {
    let stocked = model.stocked(lot, places);
    if stocked.is_empty() || chance.below(10) == 0 {
        return (StockMovementKind::Adjust, chance.grams(MOST), Account::Adjustment, chance.of(places));
    }
    let here = chance.of(&stocked);
    let (has, (kind, to)) = (model.has(lot, here), way(chance, here, places));
    let grams = if chance.below(5) == 0 { has } else { chance.grams(has.min(MOST)) };
    (kind, grams, here, to)
}

/// A line for which it is not, often by a gram; where nothing ever was, too.
fn too_much(chance: &mut Chance, model: &Model, lot: LotId, places: &[Account]) -> Line {
    let here = chance.of(places);
    let (kind, to) = way(chance, here, places);
    let more = if chance.below(2) == 0 { 1 } else { chance.grams(MOST) };
    (kind, model.has(lot, here) + more, here, to)
}

async fn book(
    server: &TestServer,
    lot: LotId,
    (kind, grams, from, to): Line,
    reverses: Option<StockMovementId>,
    by: UserId,
) -> Result<StockMovementId, Error> {
    let booking = server.state.write(move |cx| {
        let held = ledger::hold(cx, lot)?;
        let reason = (kind == StockMovementKind::Waste).then_some(WasteReason::Spoiled);
        let line = Movement { reason, reverses, ..Movement::plain(kind, Grams(grams), from, to, by) };
        Ok(ledger::book(cx, &held, &line)?.id)
    });
    booking.await
}

/// Books a line, which takes back the one of this number, and notes it; refused where less is there, and only there.
async fn tried(server: &TestServer, model: &mut Model, lot: LotId, line: Line, undone: Option<usize>, by: UserId) {
    let (kind, grams, from, to) = line;
    let is_there = model.has(lot, from) >= grams;
    let reverses = undone.map(|n| model.booked[n].id);
    match book(server, lot, line, reverses, by).await {
        Ok(id) => {
            assert!(is_there, "{kind} of {grams} g of lot {lot} came from nowhere");
            model.add(Booked { id, lot, kind, grams, from, to, reversed: false });
            if let Some(n) = undone {
                model.booked[n].reversed = true;
            }
        }
        Err(error) => {
            assert_eq!(error.problem().code, Code::StockShort, "{error}");
            assert!(!is_there, "{kind} of {grams} g of lot {lot} was refused");
        }
    }
}

/// Freezes some of what a place has of a lot, as its people do. What it is then.
async fn freeze(model: &mut Model, lot: LotId, here: Account, grams: i64, by: &Client) -> LotId {
    let part = frozen(by, lot, &freezing(here.site().expect("a site"), grams)).await;
    // Neither line is ever taken back.
    let (id, kind) = (part.movements.items[0].id, StockMovementKind::Freeze);
    model.add(Booked { id, lot, kind, grams, from: here, to: Account::Freezing, reversed: false });
    model.add(Booked { id, lot: part.id, kind, grams, from: Account::Freezing, to: here, reversed: false });
    model.frozen.insert(part.id, lot);
    part.id
}

async fn chance_never_breaks_the_books(server: &TestServer) {
    let cast = cast(server).await;
    let other = server.organisation("Secours").approved().at(COUTRAS).exists().await;
    let paul = server.volunteer_of(&other).await;
    let site = |organisation, site| Account::Site { organisation, site };
    let places = [
        site(cast.bank.id, cast.bank.site()),
        site(cast.bank.id, cast.cellar),
        site(cast.association.id, cast.association.site()),
        site(other.id, other.site()),
    ];
    let people = [&cast.camille, &cast.camille, &cast.samir, &paul];
    let by = cast.nadia.user_id();
    let mut model = Model::default();
    let mut arrived = Vec::new();
    for _ in 0..3 {
        let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
        let arrival = &lot.movements.items[0];
        let (kind, grams, from, to) = (StockMovementKind::Receive, 100_000, Account::Donor, places[0]);
        model.add(Booked { id: arrival.id, lot: lot.id, kind, grams, from, to, reversed: false });
        arrived.push(lot.id);
    }
    let mut lots = arrived.clone();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for step in 0..STEPS {
        let turn = Turn::of(step);
        // What is frozen is not frozen again.
        let choices = if turn == Turn::Freeze { &arrived } else { &lots };
        let lot = chance.of(choices);
        if turn == Turn::Freeze {
            if model.stocked(lot, &places).is_empty() {
                // A stock-take finds some first.
                let found = enough(&mut chance, &model, lot, &places);
                tried(server, &mut model, lot, found, None, by).await;
            }
            let here = chance.of(&model.stocked(lot, &places));
            let at = places.iter().position(|place| *place == here).expect("one of the places");
            let grams = chance.grams(model.has(lot, here).min(MOST));
            lots.push(freeze(&mut model, lot, here, grams, people[at]).await);
            continue;
        }
        let undoable = model.undoable(lot);
        let undone = (turn == Turn::TakeBack && !undoable.is_empty()).then(|| chance.of(&undoable));
        let line = match undone.map(|n| model.booked[n]) {
            Some(line) => (StockMovementKind::Reverse, line.grams, line.to, line.from),
            None if turn == Turn::TooMuch => too_much(&mut chance, &model, lot, &places),
            None => enough(&mut chance, &model, lot, &places),
        };
        tried(server, &mut model, lot, line, undone, by).await;
    }
    balances_are_those_of(server, &model);
    for lot in lots {
        a_recall_finds_whoever_had_some(&cast, &model, lot).await;
    }
}

async fn a_recall_finds_whoever_had_some(cast: &Cast, model: &Model, lot: LotId) {
    let recall = cast.nadia.post(paths::RECALLS, &json!({ "lot_id": lot, "reason": "Listéria" })).await;
    let recall: Recall = recall.read(201);
    let called: BTreeSet<SiteId> = recall.notices.iter().map(|notice| notice.site.id).collect();
    let family = model.family(lot);
    let mut recipients = model.recipients(&family);
    if family.iter().any(|lot| model.frozen.contains_key(lot)) {
        // Where it arrived: what is frozen is brought back there.
        recipients.insert(cast.bank.site());
    }
    assert_eq!(called, recipients, "who received some of lot {lot}");
    for notice in &recall.notices {
        let account = Account::Site { organisation: notice.organisation.id, site: notice.site.id };
        let there: i64 = family.iter().map(|lot| model.has(*lot, account)).sum();
        assert_eq!(notice.remaining_grams.0, there, "what {} has", notice.site.name);
    }
}

/// The database's balances are those of the model, and none is below zero.
fn balances_are_those_of(server: &TestServer, model: &Model) {
    use api::db::schema::lot_balances as balances;
    let mut conn = server.database().connect();
    let found: Vec<(LotId, SiteId, i64)> = balances::table
        .select((balances::lot_id, balances::site_id, balances::grams))
        .load(&mut conn)
        .expect("the balances");
    assert!(found.iter().all(|(.., grams)| *grams >= 0), "{found:?}");
    let found: BTreeMap<(LotId, SiteId), i64> = found.into_iter().map(|(lot, site, grams)| ((lot, site), grams)).collect();
    for ((lot, account), grams) in &model.balances {
        let key = (*lot, account.site().expect("a site"));
        assert_eq!(found.get(&key).copied().unwrap_or_default(), *grams, "of lot {lot} at {account:?}");
    }
}

async fn a_line_cannot_be_changed_or_deleted(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let mut conn = server.database().connect();
    for sql in [
        "UPDATE stock_movements SET grams = 1",
        "DELETE FROM stock_movements",
        "UPDATE lot_statuses SET status = 'recalled'",
        "DELETE FROM lot_statuses",
    ] {
        let refused = diesel::sql_query(sql).execute(&mut conn).expect_err(sql);
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
    assert_eq!(left_of(&mut conn, lot.id), 100_000);
}

fn left_of(conn: &mut api::db::Conn, lot: LotId) -> i64 {
    use api::db::schema::lot_balances as balances;
    balances::table.filter(balances::lot_id.eq(lot)).select(balances::grams).first(conn).expect("a balance")
}
