//! What sites do with recalled food, until everything is accounted for.

use super::read::{self, lots_of, visible};
use crate::db::expr::any_of;
use crate::db::schema::{lot_balances as balances, recall_notices as notices, recalls};
use crate::http::{Actor, Cx, Error};
use crate::stock::model::{LotRow, NoticeRow};
use crate::stock::rules::Refusal;
use crate::stock::rules::flow::Account;
use crate::stock::store::ledger::{self, Movement};
use diesel::prelude::*;
use shared::ids::{LotId, RecallId, SiteId, UserId};
use shared::stock::{Recall, RecallAcknowledgement, StockMovementKind, WasteReason};
use shared::text::tidy;
use shared::time::UtcMillis;
use shared::units::Grams;
use std::collections::BTreeSet;

/// Tells what a site has done with what it still had. The books follow: nothing of a recalled lot moves otherwise.
///
/// # Errors
/// 404; 403 for another organisation's site; 409 `recall_closed`, or `stock_short` when more is accounted for than is there;
/// 422 for a site that received nothing.
pub fn acknowledge(cx: &mut Cx<'_>, actor: &Actor, id: RecallId, told: &RecallAcknowledgement) -> Result<Recall, Error> {
    let (_, found) = visible(cx.conn, actor, id)?;
    let notice = found.into_iter().find(|notice| notice.site_id == told.site_id);
    let notice = notice.ok_or_else(|| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.finish_for(notice.organisation_id)?;
    hold(cx, id)?;
    let (lots, left) = there(cx, id, told.site_id)?;
    if told.counted() > left {
        return Err(Refusal::CountedTooMuch { left }.into());
    }
    let here = Account::Site { organisation: notice.organisation_id, site: notice.site_id };
    let brought_to = book(cx, lots, here, told, permit.user_id())?;
    answered(cx, id, told, permit.user_id(), left.minus(told.counted()))?;
    for site in brought_to {
        // It has something again.
        let there = notices::table.find((id, site));
        diesel::update(there).set(notices::settled_at.eq(None::<UtcMillis>)).execute(cx.conn)?;
    }
    close_if_settled(cx, id)?;
    read::find(cx, actor, id)
}

/// Holds a recall until the end of the transaction: answers come one after the other.
fn hold(cx: &mut Cx<'_>, id: RecallId) -> Result<(), Error> {
    let open = recalls::table.find(id).filter(recalls::closed_at.is_null());
    let held = diesel::update(open)
        .set((recalls::version.eq(recalls::version + 1), recalls::updated_at.eq(cx.now)))
        .execute(cx.conn)?;
    if held == 1 { Ok(()) } else { Err(Refusal::RecallClosed.into()) }
}

/// The lots of which the site has something, held, with how much; and the sum.
fn there(cx: &mut Cx<'_>, id: RecallId, site: SiteId) -> Result<(Vec<(LotRow, Grams)>, Grams), Error> {
    let ids = lots_of(cx.conn, id)?;
    let with_some: Vec<LotId> = balances::table
        .filter(balances::site_id.eq(site))
        .filter(any_of(balances::lot_id, ids))
        .filter(balances::grams.gt(Grams::ZERO))
        .order(balances::lot_id)
        .select(balances::lot_id)
        .load(cx.conn)?;
    let (mut lots, mut sum) = (Vec::new(), Grams::ZERO);
    for id in with_some {
        let lot = ledger::hold(cx, id)?;
        let grams = ledger::left(cx.conn, id, site)?.unwrap_or_default().grams;
        sum = sum.plus(grams);
        lots.push((lot, grams));
    }
    Ok((lots, sum))
}

/// Books what was told, lot by lot; to which sites something was brought back.
fn book(
    cx: &mut Cx<'_>,
    mut lots: Vec<(LotRow, Grams)>,
    here: Account,
    told: &RecallAcknowledgement,
    by: UserId,
) -> Result<BTreeSet<SiteId>, Error> {
    let note = told.note.as_deref().and_then(tidy);
    let mut brought_to = BTreeSet::new();
    let parts =
        [(told.used_grams, Fate::Used), (told.destroyed_grams, Fate::Destroyed), (told.returned_grams, Fate::Returned)];
    for (mut grams, fate) in parts {
        for (lot, left) in &mut lots {
            let part = grams.min(*left);
            if part <= Grams::ZERO {
                continue;
            }
            let line = fate.line(lot, here, part, by);
            ledger::book(cx, lot, &Movement { note: note.as_deref(), ..line })?;
            brought_to.extend(line.to.site());
            (grams, *left) = (grams.minus(part), left.minus(part));
        }
    }
    Ok(brought_to)
}

/// What became of a part.
#[derive(Clone, Copy)]
enum Fate {
    Used,
    Destroyed,
    Returned,
}

impl Fate {
    /// The line that says so. What is brought back goes to where the lot arrived, and from there to its donor.
    fn line(self, lot: &LotRow, here: Account, grams: Grams, by: UserId) -> Movement<'static> {
        let origin = Account::Site { organisation: lot.organisation_id, site: lot.site_id };
        match self {
            Self::Used => Movement::plain(StockMovementKind::Distribute, grams, here, Account::Distributed, by),
            Self::Destroyed => {
                let waste = Movement::plain(StockMovementKind::Waste, grams, here, Account::Waste, by);
                Movement { reason: Some(WasteReason::Recall), ..waste }
            }
            Self::Returned if here == origin => {
                Movement::plain(StockMovementKind::HandOver, grams, here, Account::Donor, by)
            }
            // No hand-over: nobody has given it, and nobody has received it.
            Self::Returned => Movement::plain(StockMovementKind::Transfer, grams, here, origin, by),
        }
    }
}

/// Writes what was told on the site's notice, which is settled where nothing is left.
fn answered(cx: &mut Cx<'_>, id: RecallId, told: &RecallAcknowledgement, by: UserId, left: Grams) -> Result<(), Error> {
    let row = notices::table.find((id, told.site_id));
    let row: NoticeRow = row.select(NoticeRow::as_select()).first(cx.conn)?;
    let settled_at = (left == Grams::ZERO).then_some(cx.now);
    diesel::update(notices::table.find((id, told.site_id)))
        .set((
            notices::returned_grams.eq(row.returned_grams.plus(told.returned_grams)),
            notices::destroyed_grams.eq(row.destroyed_grams.plus(told.destroyed_grams)),
            notices::used_grams.eq(row.used_grams.plus(told.used_grams)),
            notices::acknowledged_at.eq(row.acknowledged_at.or(Some(cx.now))),
            notices::acknowledged_by.eq(Some(by)),
            notices::note.eq(told.note.as_deref().and_then(tidy).or(row.note)),
            notices::settled_at.eq(settled_at),
        ))
        .execute(cx.conn)?;
    Ok(())
}

/// Closes a recall once none of its sites is open.
///
/// # Errors
/// When the database fails.
pub(super) fn close_if_settled(cx: &mut Cx<'_>, id: RecallId) -> Result<(), Error> {
    let open = notices::table.filter(notices::recall_id.eq(id)).filter(notices::settled_at.is_null());
    let open: i64 = open.count().get_result(cx.conn)?;
    if open == 0 {
        diesel::update(recalls::table.find(id)).set(recalls::closed_at.eq(Some(cx.now))).execute(cx.conn)?;
    }
    Ok(())
}
