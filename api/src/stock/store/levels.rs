//! Sums of what an organisation has, and what to take first.

use super::list::{Key, beyond, holder, in_order, key, present};
use super::read::{rows, summaries};
use crate::db::expr::{any_of, literal};
use crate::db::schema::lot_balances as balances;
use crate::http::{Actor, Cx, Error};
use crate::offers::today;
use crate::stock::model::{BalanceRow, LotRow};
use crate::stock::rules;
use crate::{categories, organisations, sites};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{LotId, SiteId};
use shared::stock::{
    LotMovementKind, LotStatus, MAX_LOT_GRAMS, PickLine, PickList, PickQuery, Stock, StockQuery, StockTotal,
};
use shared::units::Grams;
use std::collections::BTreeMap;

/// Balances that are looked at in one go, and the most lines of a pick list.
const LINES: usize = 100;

/// Category, site, what is there and what of it is promised, status, and the day it must leave.
type Amount = (String, SiteId, (Grams, Grams), LotStatus, NaiveDate);

/// What an organisation has, by category and site. It is one read of its index, added up here: a warehouse has some thousand
/// lots.
///
/// # Errors
/// 404 for an organisation that the caller does not see, 403 for one to which he or she does not belong.
pub fn stock(cx: &mut Cx<'_>, actor: &Actor, query: &StockQuery) -> Result<Stock, Error> {
    let organisation = holder(cx, actor, query.organisation)?;
    let amounts = (balances::grams, balances::reserved_grams);
    let found: Vec<Amount> = present()
        .filter(balances::organisation_id.eq(organisation))
        .select((balances::category_code, balances::site_id, amounts, balances::status, balances::due_on))
        .load(cx.conn)?;
    let today = today(cx.now, cx.settings.time_zone);
    let within = |days: u64, day: NaiveDate| {
        today.checked_add_days(Days::new(days)).is_some_and(|last| (today..=last).contains(&day))
    };
    let mut totals: BTreeMap<(String, SiteId), StockTotal> = BTreeMap::new();
    for (category, site_id, (grams, reserved), status, day) in found {
        let total = totals.entry((category, site_id)).or_insert_with_key(|(category, site_id)| nothing(category, *site_id));
        let add = |sum: &mut Grams, counts: bool| *sum = if counts { sum.plus(grams) } else { *sum };
        add(&mut total.grams, true);
        add(&mut total.held_grams, !status.may_leave());
        total.reserved_grams = total.reserved_grams.plus(reserved);
        add(&mut total.past_grams, day < today);
        add(&mut total.within_3_days_grams, within(3, day));
        add(&mut total.within_7_days_grams, within(7, day));
        total.lots += 1;
    }
    let mut site_ids: Vec<SiteId> = totals.keys().map(|(_, site)| *site).collect();
    site_ids.sort_unstable();
    site_ids.dedup();
    let mut sites: Vec<_> = sites::store::summaries(cx.conn, &site_ids)?.into_values().collect();
    sites.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let owner = organisations::store::summaries(cx.conn, &[organisation])?.remove(&organisation);
    Ok(Stock { organisation: owner.ok_or_else(Error::not_found)?, sites, totals: totals.into_values().collect() })
}

fn nothing(category: &str, site_id: SiteId) -> StockTotal {
    let none = Grams::ZERO;
    StockTotal {
        category: category.to_owned(),
        site_id,
        grams: none,
        held_grams: none,
        reserved_grams: none,
        past_grams: none,
        within_3_days_grams: none,
        within_7_days_grams: none,
        lots: 0,
    }
}

/// What to take at a site: what must leave first comes first, and only what may leave and is not promised in a round.
///
/// # Errors
/// 403 for another organisation's site; 422 for what is missing or unknown.
pub fn pick(cx: &mut Cx<'_>, actor: &Actor, query: &PickQuery) -> Result<PickList, Error> {
    let (site, codes, wish) = wish(query)?;
    let found = sites::store::find(cx, actor, site).map_err(|_| Error::invalid("?site", "unknown"))?;
    if !actor.network_admin && !actor.belongs_to(found.organisation.id) {
        return Err(Error::forbidden());
    }
    let mut list = PickList {
        site: sites::store::summaries(cx.conn, &[site])?.remove(&site).ok_or_else(Error::not_found)?,
        lines: Vec::new(),
        lacking_grams: wish,
    };
    let mut after: Option<Key> = None;
    loop {
        let mut select = present().filter(balances::site_id.eq(site)).filter(any_of(balances::category_code, codes.clone()));
        select = select.filter(literal::<Bool>("lot_balances.status = 'approved'"));
        if let Some(key) = after {
            select = beyond(select, key);
        }
        let batch: Vec<BalanceRow> = in_order(select, LINES).select(BalanceRow::as_select()).load(cx.conn)?;
        after = batch.last().map(key);
        let is_last = batch.len() < LINES;
        take(cx, &mut list, batch)?;
        if is_last || list.lacking_grams <= Grams::ZERO || list.lines.len() >= LINES {
            return Ok(list);
        }
    }
}

/// Where, of which categories, and how much.
fn wish(query: &PickQuery) -> Result<(SiteId, Vec<&'static str>, Grams), Error> {
    let site = query.site.ok_or_else(|| Error::invalid("?site", "required"))?;
    let codes = categories::asked(query.category.as_deref())?.ok_or_else(|| Error::invalid("?category", "required"))?;
    match query.grams {
        None => Err(Error::invalid("?grams", "required")),
        Some(..1) => Err(Error::invalid("?grams", "too_small")),
        Some(grams) if grams > MAX_LOT_GRAMS => Err(Error::invalid("?grams", "too_large")),
        Some(grams) => Ok((site, codes, Grams(grams))),
    }
}

/// Takes from these balances what is still lacking.
fn take(cx: &mut Cx<'_>, list: &mut PickList, batch: Vec<BalanceRow>) -> Result<(), Error> {
    let ids: Vec<LotId> = batch.iter().map(|row| row.lot_id).collect();
    let lots = rows(cx.conn, &ids)?;
    let mut taken: Vec<(BalanceRow, &LotRow, Grams)> = Vec::new();
    for balance in batch {
        if list.lacking_grams <= Grams::ZERO || list.lines.len() + taken.len() >= LINES {
            break;
        }
        let Some(lot) = lots.get(&balance.lot_id) else { continue };
        let free = balance.left().free();
        if free <= Grams::ZERO {
            continue;
        }
        if rules::movable(LotMovementKind::Distribute, &lot.facts(cx.settings.time_zone), cx.now).is_err() {
            continue;
        }
        let grams = rules::picked(list.lacking_grams, free, lot.grams_per_unit);
        list.lacking_grams = list.lacking_grams.minus(grams);
        taken.push((balance, lot, grams));
    }
    let of_taken: Vec<&LotRow> = taken.iter().map(|(_, lot, _)| *lot).collect();
    let named = summaries(cx.conn, &of_taken)?;
    let lines = taken.into_iter().zip(named).map(|((balance, _, grams), lot)| PickLine {
        lot,
        grams,
        there_grams: balance.left().free(),
        shelf: balance.shelf,
    });
    list.lines.extend(lines);
    Ok(())
}
