//! The ledger under load of chance: whatever is booked, refused, frozen and taken back, every balance is the sum of its lines
//! and none is below zero; and a recall finds exactly those whom a replay of what was done finds.

use super::cast;
use api::http::Error;
use api::stock::Account;
use api::stock::store::ledger::{self, Movement};
use diesel::prelude::*;
use serde_json::json;
use shared::ids::{LotId, SiteId, StockMovementId, UserId};
use shared::paths;
use shared::problem::Code;
use shared::stock::{Lot, Recall, StockMovementKind, WasteReason};
use shared::units::Grams;
use std::collections::{BTreeMap, BTreeSet};
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{freezing, lot_at, received};
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

/// One line of chance: what, how much, from where to where.
fn line(chance: &mut Chance, places: &[Account], stocked: &[Account]) -> (StockMovementKind, i64, Account, Account) {
    use StockMovementKind::{Adjust, Distribute, HandOver, Transfer, Waste};
    // Mostly from where there is some, and not always.
    let here = if stocked.is_empty() || chance.below(4) == 0 { chance.of(places) } else { chance.of(stocked) };
    let mut there = chance.of(places);
    while there == here {
        there = chance.of(places);
    }
    let grams = i64::try_from(1 + chance.below(12_000)).unwrap();
    match chance.below(10) {
        0..5 if here.organisation() == there.organisation() => (Transfer, grams, here, there),
        0..5 => (HandOver, grams, here, there),
        5 | 6 => (Distribute, grams, here, Account::Distributed),
        7 => (Waste, grams, here, Account::Waste),
        8 => (Adjust, grams, here, Account::Adjustment),
        _ => (Adjust, grams, Account::Adjustment, here),
    }
}

async fn book(
    server: &TestServer,
    lot: LotId,
    (kind, grams, from, to): (StockMovementKind, i64, Account, Account),
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

/// Freezes some of a lot, as the people of a site do. Returns what it is then; `None` where less was there.
async fn freeze(model: &mut Model, lot: LotId, here: Account, grams: i64, by: &Client) -> Option<LotId> {
    let answer = by.post(&paths::freeze_lot(lot), &freezing(here.site().expect("a site"), grams)).await;
    if answer.status != 201 {
        answer.refused(Code::StockShort);
        assert!(model.has(lot, here) < grams, "{grams} g were not frozen");
        return None;
    }
    let part: Lot = answer.read(201);
    assert!(model.has(lot, here) >= grams, "{grams} g were frozen of nothing");
    // Neither line is ever taken back.
    let (id, kind) = (part.movements.items[0].id, StockMovementKind::Freeze);
    model.add(Booked { id, lot, kind, grams, from: here, to: Account::Freezing, reversed: false });
    model.add(Booked { id, lot: part.id, kind, grams, from: Account::Freezing, to: here, reversed: false });
    model.frozen.insert(part.id, lot);
    Some(part.id)
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
    let by = cast.nadia.user_id();
    let mut model = Model::default();
    let mut lots = Vec::new();
    for _ in 0..3 {
        let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
        let arrival = &lot.movements.items[0];
        let (kind, grams, from, to) = (StockMovementKind::Receive, 100_000, Account::Donor, places[0]);
        model.add(Booked { id: arrival.id, lot: lot.id, kind, grams, from, to, reversed: false });
        lots.push(lot.id);
    }
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut refused = 0;
    for step in 0..280 {
        let lot = chance.of(&lots);
        // What is frozen is not frozen again, and nobody freezes where it has never been.
        let known: Vec<usize> = (0..places.len()).filter(|n| model.balances.contains_key(&(lot, places[*n]))).collect();
        if lots.len() < 8 && chance.below(8) == 0 && !model.frozen.contains_key(&lot) {
            let at = chance.of(&known);
            let by = [&cast.camille, &cast.camille, &cast.samir, &paul][at];
            let grams = i64::try_from(1 + chance.below(20_000)).unwrap();
            match freeze(&mut model, lot, places[at], grams, by).await {
                Some(part) => lots.push(part),
                None => refused += 1,
            }
            continue;
        }
        let of_lot: Vec<usize> = (0..model.booked.len()).filter(|n| model.booked[*n].lot == lot).collect();
        let undone = (chance.below(5) == 0).then(|| chance.of(&of_lot));
        let for_good = [StockMovementKind::Reverse, StockMovementKind::Freeze];
        let undone = undone.filter(|n| !model.booked[*n].reversed && !for_good.contains(&model.booked[*n].kind));
        let stocked: Vec<Account> = places.into_iter().filter(|place| model.has(lot, *place) > 0).collect();
        let (kind, grams, from, to) = match undone {
            Some(n) => (StockMovementKind::Reverse, model.booked[n].grams, model.booked[n].to, model.booked[n].from),
            None => line(&mut chance, &places, &stocked),
        };
        let reverses = undone.map(|n| model.booked[n].id);
        match book(server, lot, (kind, grams, from, to), reverses, by).await {
            Ok(id) => {
                assert!(model.has(lot, from) >= grams, "step {step}: {kind} of {grams} g came from nowhere");
                model.add(Booked { id, lot, kind, grams, from, to, reversed: false });
                if let Some(n) = undone {
                    model.booked[n].reversed = true;
                }
            }
            Err(error) => {
                assert_eq!(error.problem().code, Code::StockShort, "step {step}: {error}");
                assert!(model.has(lot, from) < grams, "step {step}: {kind} of {grams} g was refused");
                refused += 1;
            }
        }
    }
    assert!(refused > 10 && model.booked.len() > 80, "chance did little: {refused} refused, {} booked", model.booked.len());
    assert!(model.frozen.len() >= 4, "only {} lots were frozen", model.frozen.len());
    balances_are_those_of(server, &model);
    for lot in lots {
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
            let account = site(notice.organisation.id, notice.site.id);
            let there: i64 = family.iter().map(|lot| model.has(*lot, account)).sum();
            assert_eq!(notice.remaining_grams.0, there, "what {} has", notice.site.name);
        }
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
