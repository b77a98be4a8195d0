//! The ledger under load of chance: whatever is booked, refused and taken back, every balance is the sum of its lines and
//! none is below zero; and a recall finds exactly those whom a replay of what was done finds.

use super::cast;
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
use tests::fixtures::{lot_at, received};
use tests::{TestServer, both};

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

    /// Every site that has ever received food of a lot that was not taken back, or at which stock-takes found more than they
    /// missed: a replay of what was done.
    fn recipients(&self, lot: LotId) -> BTreeSet<SiteId> {
        let standing = self.booked.iter().filter(|line| line.lot == lot && !line.reversed);
        let (mut had, mut counted) = (BTreeSet::new(), BTreeMap::<SiteId, i64>::new());
        for line in standing {
            match line.kind {
                StockMovementKind::Reverse => {}
                StockMovementKind::Adjust => {
                    for (account, change) in [(line.from, -line.grams), (line.to, line.grams)] {
                        if let Some(site) = account.site() {
                            *counted.entry(site).or_default() += change;
                        }
                    }
                }
                _ => had.extend(line.to.site()),
            }
        }
        had.extend(counted.into_iter().filter(|(_, grams)| *grams > 0).map(|(site, _)| site));
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

async fn chance_never_breaks_the_books(server: &TestServer) {
    let cast = cast(server).await;
    let other = server.organisation("Secours").approved().at(COUTRAS).exists().await;
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
    for step in 0..240 {
        let lot = chance.of(&lots);
        let of_lot: Vec<usize> = (0..model.booked.len()).filter(|n| model.booked[*n].lot == lot).collect();
        let undone = (chance.below(5) == 0).then(|| chance.of(&of_lot));
        let undone = undone.filter(|n| !model.booked[*n].reversed && model.booked[*n].kind != StockMovementKind::Reverse);
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
    balances_are_those_of(server, &model);
    for lot in lots {
        let recall = cast.nadia.post(paths::RECALLS, &json!({ "lot_id": lot, "reason": "Listéria" })).await;
        let recall: Recall = recall.read(201);
        let called: BTreeSet<SiteId> = recall.notices.iter().map(|notice| notice.site.id).collect();
        assert_eq!(called, model.recipients(lot), "who received some of lot {lot}");
        for notice in &recall.notices {
            let account = site(notice.organisation.id, notice.site.id);
            assert_eq!(notice.remaining_grams.0, model.has(lot, account), "what {} has", notice.site.name);
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
