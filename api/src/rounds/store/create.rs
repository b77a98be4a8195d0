//! Beginning a round: all that the food bank has and that may leave is in it, and all sites that ask for something in every
//! round.

use super::standing::{self, Asking};
use super::{access, find};
use crate::db::Conn;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{
    allocation_rounds as rounds, lot_balances as balances, lots, round_lots, round_recipients as recipients, round_requests,
};
use crate::http::{Actor, Cx, Error};
use crate::offers::today;
use crate::on_backend;
use crate::rounds::model::{RecipientRow, RequestRow, Round, RoundLotRow};
use crate::rounds::rules::draft::{self, Dates};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{AllocationRoundId, AllocationScheduleId, LotId, OrganisationId, SiteId, UserId};
use shared::rounds::{AllocationRound, NewAllocationRound, RoundStatus, USUAL_WINDOW};
use shared::stock::LotStatus;
use shared::time::UtcMillis;
use shared::units::Grams;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Rows of one insertion; none has more than a dozen values.
const INSERTED: usize = 200;

/// The entitlement of a site that no round was for, percent of its number of people.
const USUAL_FACTOR: i64 = 100;

/// Begins a round, for who coordinates its food bank.
///
/// # Errors
/// 403 unless the caller coordinates an approved food bank; 422 for a day that is over or too far away.
pub fn begin(cx: &mut Cx<'_>, actor: &Actor, new: &NewAllocationRound) -> Result<AllocationRound, Error> {
    let permit = access::coordinate(actor, new.organisation_id)?;
    let round = create(cx, new, Some(permit.user_id()), None)?;
    find::find(cx, actor, round.id)
}

/// Begins a round, for a person or for a schedule: whether they may was asked before.
///
/// # Errors
/// 422 for a day that is over or too far away.
pub fn create(
    cx: &mut Cx<'_>,
    new: &NewAllocationRound,
    author: Option<UserId>,
    schedule_id: Option<AllocationScheduleId>,
) -> Result<Round, Error> {
    draft::day(new.fetched_on, today(cx.now, cx.settings.time_zone))?;
    draft::until(new.requests_until, cx.now)?;
    let round = row(new, author, schedule_id, cx.now);
    diesel::insert_into(rounds::table).values(&round).execute(cx.conn)?;
    let lots = add_lots(cx, &round)?;
    let holders: BTreeSet<SiteId> = lots.iter().map(|lot| lot.site_id).collect();
    let mut asking = standing::of_approved(cx.conn, None)?;
    asking.retain(|site| !holders.contains(&site.site_id));
    let sites: Vec<(SiteId, OrganisationId)> = asking.iter().map(|site| (site.site_id, site.organisation_id)).collect();
    take_in(cx.conn, &round, &sites, &asking)?;
    Ok(round)
}

/// Takes sites, each with whose it is, into a round, with what they ask for in every round.
///
/// # Errors
/// When the database fails.
pub(super) fn take_in(
    conn: &mut Conn,
    round: &Round,
    sites: &[(SiteId, OrganisationId)],
    asking: &[Asking],
) -> Result<(), Error> {
    let factors = factors(conn, round.organisation_id)?;
    let rows = sites.iter().map(|(site, owner)| {
        let factor = factors.get(site).copied().unwrap_or(USUAL_FACTOR);
        recipient(round.id, *site, *owner, factor)
    });
    let rows: Vec<RecipientRow> = rows.collect();
    add_recipients(conn, &rows)?;
    let wishes: Vec<RequestRow> = asking.iter().flat_map(|site| site.requests(round.id)).collect();
    add_requests(conn, &wishes)
}

fn row(
    new: &NewAllocationRound,
    created_by: Option<UserId>,
    schedule_id: Option<AllocationScheduleId>,
    now: UtcMillis,
) -> Round {
    Round {
        id: AllocationRoundId(Uuid::now_v7()),
        organisation_id: new.organisation_id,
        title: new.title.trim().to_owned(),
        status: RoundStatus::Draft,
        fetched_on: new.fetched_on,
        window_rounds: new.window.unwrap_or(USUAL_WINDOW),
        tolerance_kg: new.tolerance_kg.unwrap_or(0),
        requests_until: new.requests_until,
        revision: None,
        figures: None,
        created_by,
        created_at: now,
        schedule_id,
        compute_due_at: schedule_id.map(|_| now),
        published_by: None,
        published_at: None,
        closed_by: None,
        closed_at: None,
        updated_at: now,
        version: 1,
    }
}

/// A site that takes part.
const fn recipient(
    round_id: AllocationRoundId,
    site_id: SiteId,
    organisation_id: OrganisationId,
    factor_percent: i64,
) -> RecipientRow {
    RecipientRow {
        round_id,
        site_id,
        organisation_id,
        takes_part: true,
        reason: None,
        factor_percent,
        kg: None,
        level: None,
    }
}

/// All that the food bank has and that may leave.
fn add_lots(cx: &mut Cx<'_>, round: &Round) -> Result<Vec<RoundLotRow>, Error> {
    let there = available(cx, round, None)?;
    let rows = there.into_iter().map(|((lot_id, site_id), kg)| RoundLotRow { round_id: round.id, lot_id, site_id, kg });
    let rows: Vec<RoundLotRow> = rows.collect();
    for chunk in rows.chunks(INSERTED) {
        let chunk: Vec<&RoundLotRow> = chunk.iter().collect();
        on_backend!(cx.conn, conn => diesel::insert_into(round_lots::table).values(chunk).execute(conn))?;
    }
    Ok(rows)
}

/// What a food bank has of its lots, or of these, that may leave on a round's day: the whole kilograms at each site that no
/// other round has promised, at least one.
///
/// # Errors
/// When the database fails.
pub(super) fn available(
    cx: &mut Cx<'_>,
    round: &Round,
    named: Option<&[LotId]>,
) -> Result<BTreeMap<(LotId, SiteId), i64>, Error> {
    type Printed = (Option<NaiveDate>, Option<NaiveDate>, Option<UtcMillis>);
    let mut select = balances::table
        .inner_join(lots::table.on(lots::id.eq(balances::lot_id)))
        // Text without parameters, word for word the condition of the partial indexes.
        .filter(literal::<Bool>("lot_balances.grams > 0"))
        .filter(balances::organisation_id.eq(round.organisation_id))
        .filter(balances::status.eq(LotStatus::Approved))
        .into_boxed();
    if let Some(named) = named {
        select = select.filter(any_of(balances::lot_id, named.iter().copied()));
    }
    let printed = (lots::use_by, lots::best_before, lots::best_before_checked_at);
    let columns = (balances::lot_id, balances::site_id, balances::grams, balances::reserved_grams, printed);
    let rows: Vec<(LotId, SiteId, Grams, Grams, Printed)> = select.select(columns).load(cx.conn)?;
    let (day, zone) = (round.fetched_on, cx.settings.time_zone);
    let lasting = rows.into_iter().filter_map(|(lot, site, grams, reserved, (use_by, best_before, checked_at))| {
        let dates = Dates { use_by, best_before, checked: checked_at.is_some() };
        let kg = draft::whole_kg(grams, reserved);
        (kg > 0 && draft::lasts_until(dates, day, zone)).then_some(((lot, site), kg))
    });
    Ok(lasting.collect())
}

/// The factors of the food bank's last round that was told.
fn factors(conn: &mut Conn, food_bank: OrganisationId) -> Result<HashMap<SiteId, i64>, Error> {
    let last: Option<AllocationRoundId> = rounds::table
        .filter(rounds::organisation_id.eq(food_bank))
        .filter(any_of(rounds::status, [RoundStatus::Published, RoundStatus::Closed]))
        .order((rounds::fetched_on.desc(), rounds::id.desc()))
        .select(rounds::id)
        .first(conn)
        .optional()?;
    let Some(last) = last else { return Ok(HashMap::new()) };
    let known = recipients::table.filter(recipients::round_id.eq(last));
    let known: Vec<(SiteId, i64)> = known.select((recipients::site_id, recipients::factor_percent)).load(conn)?;
    Ok(known.into_iter().collect())
}

/// Writes sites that a round is for.
fn add_recipients(conn: &mut Conn, rows: &[RecipientRow]) -> Result<(), Error> {
    for chunk in rows.chunks(INSERTED) {
        let chunk: Vec<&RecipientRow> = chunk.iter().collect();
        on_backend!(conn, inner => diesel::insert_into(recipients::table).values(chunk).execute(inner))?;
    }
    Ok(())
}

/// Writes what sites ask for in a round.
///
/// # Errors
/// When the database fails.
pub(super) fn add_requests(conn: &mut Conn, rows: &[RequestRow]) -> Result<(), Error> {
    for chunk in rows.chunks(INSERTED) {
        let chunk: Vec<&RequestRow> = chunk.iter().collect();
        on_backend!(conn, inner => diesel::insert_into(round_requests::table).values(chunk).execute(inner))?;
    }
    Ok(())
}
