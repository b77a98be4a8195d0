//! Reading lots: whoever received a lot into the network sees all of it, whoever got some of it later sees its own places
//! and movements.

use super::freezing::{Links, links};
use super::{giving, ledger, movements};
use crate::accounts::store::users;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{lot_balances as balances, lot_checks, lot_statuses, lots};
use crate::http::{Actor, Cx, Error};
use crate::stock::model::{BalanceRow, CheckRow, LotRow, StatusRow};
use crate::stock::rules;
use crate::stock::rules::flow::Account;
use crate::{organisations, sites};
use diesel::prelude::*;
use shared::ids::{LotId, OrganisationId, SiteId};
use shared::offers::BestBeforeCheck;
use shared::organisations::OrganisationSummary;
use shared::sites::SiteSummary;
use shared::stock::{Lot, LotDonor, LotPlace, LotStatusLine, LotSummary, StockAccount, StockMovementQuery};
use shared::units::Grams;
use std::collections::HashMap;

/// A lot that the caller may see.
pub(super) struct Seen {
    /// The lot.
    pub row: LotRow,
    /// What is left, at the sites that the caller may know: where most is first.
    pub balances: Vec<BalanceRow>,
    /// Whether the caller sees all of it.
    pub all: bool,
}

/// One lot, with its places, its statuses and its latest movements.
///
/// # Errors
/// 404 when there is none that the caller may see.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: LotId) -> Result<Lot, Error> {
    let seen = visible(cx.conn, actor, id)?;
    shown(cx, actor, seen)
}

/// A lot that the caller may see.
///
/// # Errors
/// 404 when there is none.
pub(super) fn visible(conn: &mut Conn, actor: &Actor, id: LotId) -> Result<Seen, Error> {
    let row = ledger::load(conn, id)?;
    let all = actor.network_admin || actor.belongs_to(row.organisation_id);
    let mut places = balances_of(conn, id)?;
    if !all {
        places.retain(|place| actor.belongs_to(place.organisation_id));
    }
    if all || !places.is_empty() { Ok(Seen { row, balances: places, all }) } else { Err(Error::not_found()) }
}

/// What is left of a lot at each site that ever had some, where most is first.
fn balances_of(conn: &mut Conn, id: LotId) -> Result<Vec<BalanceRow>, Error> {
    let rows = balances::table.filter(balances::lot_id.eq(id)).order((balances::grams.desc(), balances::site_id));
    Ok(rows.select(BalanceRow::as_select()).load(conn)?)
}

/// Lots by their identifiers.
///
/// # Errors
/// When the database fails.
pub fn rows(conn: &mut Conn, ids: &[LotId]) -> Result<HashMap<LotId, LotRow>, Error> {
    let rows = lots::table.filter(any_of(lots::id, ids.iter().copied())).select(LotRow::as_select());
    let rows: Vec<LotRow> = rows.load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Lots where only what they are matters, in the same order.
///
/// # Errors
/// When the database fails.
pub fn summaries(conn: &mut Conn, rows: &[&LotRow]) -> Result<Vec<LotSummary>, Error> {
    let owners: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
    let owners = organisations::store::summaries(conn, &owners)?;
    let shown = rows.iter().map(|row| Ok(row.summary(owners.get(&row.organisation_id).cloned().ok_or_else(missing)?)));
    shown.collect()
}

/// Who gave or sold a lot.
///
/// # Errors
/// When the database fails.
pub(super) fn donor(conn: &mut Conn, row: &LotRow) -> Result<Option<LotDonor>, Error> {
    let organisation = match row.donor_id {
        Some(id) => organisations::store::summaries(conn, &[id])?.remove(&id),
        None => None,
    };
    Ok(row.donor(organisation))
}

fn missing() -> Error {
    Error::Internal("a lot without its organisation or site".to_owned())
}

fn shown(cx: &mut Cx<'_>, actor: &Actor, seen: Seen) -> Result<Lot, Error> {
    let movements = movements::of(cx, actor, &seen, &StockMovementQuery::default())?;
    let Links { from, parts } = links(cx.conn, actor, &seen)?;
    let Seen { row, balances, all: _ } = seen;
    let known =
        Known::of(cx.conn, std::iter::once((row.organisation_id, row.site_id)), balances.iter().map(BalanceRow::account))?;
    let (statuses, checks) = (statuses(cx.conn, row.id)?, checks(cx.conn, row.id)?);
    let sites: Vec<SiteId> = balances.iter().map(|balance| balance.site_id).collect();
    let offers = giving::on_board(cx.conn, row.id, &sites)?;
    let donor = donor(cx.conn, &row)?;
    let received_by = users::names(cx.conn, vec![row.received_by])?.remove(&row.received_by);
    let places = balances.iter().map(|balance| place(actor, &known, balance)).collect::<Result<Vec<LotPlace>, Error>>()?;
    let overdue = rules::is_overdue(&row.food(cx.settings.time_zone), cx.now);
    Ok(Lot {
        id: row.id,
        organisation: known.organisation(row.organisation_id)?,
        site: known.site(row.site_id)?,
        donor,
        left_grams: places.iter().fold(Grams::ZERO, |sum, place| sum.plus(place.grams)),
        category: row.category_code,
        title: row.title,
        gtin: row.gtin,
        lot_number: row.lot_number,
        unit: row.unit,
        grams_per_unit: row.grams_per_unit,
        received_grams: row.received_grams,
        use_by: row.use_by,
        best_before: row.best_before,
        best_before_checked_at: row.best_before_checked_at,
        frozen_on: row.frozen_on,
        printed_use_by: row.printed_use_by,
        printed_best_before: row.printed_best_before,
        frozen_from: from,
        frozen_lots: parts,
        overdue,
        funding_source: row.funding_source,
        temperature_class: row.temperature_class,
        temperature_decidegrees: row.temperature_decidegrees,
        note: row.note,
        status: row.status,
        places,
        offers,
        statuses,
        checks,
        movements,
        received_by,
        received_at: row.received_at,
        updated_at: row.updated_at,
        can_edit: actor.can_act_for(row.organisation_id),
        can_decide: actor.can_manage(row.organisation_id),
        version: row.version,
    })
}

fn place(actor: &Actor, known: &Known, balance: &BalanceRow) -> Result<LotPlace, Error> {
    Ok(LotPlace {
        organisation: known.organisation(balance.organisation_id)?,
        site: known.site(balance.site_id)?,
        grams: balance.grams,
        reserved_grams: balance.reserved_grams,
        shelf: balance.shelf.clone(),
        can_move: actor.can_act_for(balance.organisation_id),
    })
}

fn statuses(conn: &mut Conn, id: LotId) -> Result<Vec<LotStatusLine>, Error> {
    let rows = lot_statuses::table.filter(lot_statuses::lot_id.eq(id)).order(lot_statuses::number);
    let rows: Vec<StatusRow> = rows.select(StatusRow::as_select()).load(conn)?;
    let names = users::names(conn, rows.iter().filter_map(|row| row.user_id).collect())?;
    let shown = rows.into_iter().map(|row| {
        let by = row.user_id.and_then(|person| names.get(&person).cloned());
        row.shown(by)
    });
    Ok(shown.collect())
}

fn checks(conn: &mut Conn, id: LotId) -> Result<Vec<BestBeforeCheck>, Error> {
    let rows = lot_checks::table.filter(lot_checks::lot_id.eq(id)).order(lot_checks::number);
    let rows: Vec<CheckRow> = rows.select(CheckRow::as_select()).load(conn)?;
    let names = users::names(conn, rows.iter().map(|row| row.user_id).collect())?;
    let shown = rows.into_iter().map(|row| {
        let by = names.get(&row.user_id).cloned().unwrap_or_default();
        row.shown(by)
    });
    Ok(shown.collect())
}

/// Names of organisations and sites.
pub(super) struct Known {
    organisations: HashMap<OrganisationId, OrganisationSummary>,
    sites: HashMap<SiteId, SiteSummary>,
}

impl Known {
    /// Those of these pairs and accounts.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) fn of(
        conn: &mut Conn,
        pairs: impl Iterator<Item = (OrganisationId, SiteId)>,
        accounts: impl Iterator<Item = Account>,
    ) -> Result<Self, Error> {
        let named = accounts.filter_map(|account| account.organisation().zip(account.site()));
        let (mut owners, mut places): (Vec<OrganisationId>, Vec<SiteId>) = pairs.chain(named).unzip();
        owners.sort_unstable();
        owners.dedup();
        places.sort_unstable();
        places.dedup();
        Ok(Self {
            organisations: organisations::store::summaries(conn, &owners)?,
            sites: sites::store::summaries(conn, &places)?,
        })
    }

    /// The name of an organisation.
    ///
    /// # Errors
    /// When it was not asked for.
    pub(super) fn organisation(&self, id: OrganisationId) -> Result<OrganisationSummary, Error> {
        self.organisations.get(&id).cloned().ok_or_else(missing)
    }

    /// The name of a site.
    ///
    /// # Errors
    /// When it was not asked for.
    pub(super) fn site(&self, id: SiteId) -> Result<SiteSummary, Error> {
        self.sites.get(&id).cloned().ok_or_else(missing)
    }

    /// One side of a line.
    ///
    /// # Errors
    /// When it was not asked for.
    pub(super) fn account(&self, account: Option<Account>) -> Result<StockAccount, Error> {
        let account = account.ok_or_else(missing)?;
        Ok(StockAccount {
            kind: account.kind(),
            organisation: account.organisation().map(|id| self.organisation(id)).transpose()?,
            site: account.site().map(|id| self.site(id)).transpose()?,
        })
    }
}
