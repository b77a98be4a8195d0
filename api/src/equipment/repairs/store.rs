//! Repairs in the database. Whoever reports or ends one holds the item's calendar: a booking comes before or after. Until
//! when the item cannot be lent stands on its row, where bookings and the catalogue read it.

use crate::db::schema::{equipment, equipment_repairs as repairs, loans, users};
use crate::equipment::store::{hold, load, visible};
use crate::equipment::{EquipmentRow, UNTIL_FURTHER_NOTICE, waits};
use crate::http::{Actor, Cx, Error};
use crate::loans::LoanRow;
use crate::loans::news::{self, Told};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{EquipmentId, LoanId, RepairId, UserId};
use shared::loans::LoanState;
use shared::notifications::{LoanNews, NotificationKind};
use shared::problem::{Code, Problem};
use shared::repairs::{NewRepair, Repair, RepairDone, Repairs};
use shared::time::UtcMillis;
use uuid::Uuid;

/// The most that are shown.
const SHOWN: i64 = 100;

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = repairs, treat_none_as_default_value = false)]
struct RepairRow {
    id: RepairId,
    equipment_id: EquipmentId,
    loan_id: Option<LoanId>,
    what: String,
    lendable: bool,
    expected_at: Option<UtcMillis>,
    opened_by: UserId,
    opened_at: UtcMillis,
    done: Option<String>,
    closed_by: Option<UserId>,
    closed_at: Option<UtcMillis>,
}

/// What is and was broken, the latest first.
///
/// # Errors
/// 404; 403 for those who do not belong to its owner.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId) -> Result<Repairs, Error> {
    let item = visible(cx.conn, actor, id)?;
    if !actor.belongs_to(item.organisation_id) && !actor.network_admin {
        return Err(Error::forbidden());
    }
    let rows: Vec<(RepairRow, String)> = repairs::table
        .inner_join(users::table)
        .filter(repairs::equipment_id.eq(id))
        .order((repairs::opened_at.desc(), repairs::id.desc()))
        .limit(SHOWN)
        .select((RepairRow::as_select(), users::name))
        .load(cx.conn)?;
    let shown = rows.into_iter().map(|(row, by)| Repair {
        id: row.id,
        what: row.what,
        lendable: row.lendable,
        expected_at: row.expected_at,
        loan_id: row.loan_id,
        by,
        opened_at: row.opened_at,
        done: row.done,
        closed_at: row.closed_at,
    });
    Ok(Repairs { items: shown.collect(), can_change: actor.can_act_for(item.organisation_id) })
}

/// Reports that something is broken.
///
/// # Errors
/// 404; 403; 422 where it should be ready already.
pub fn open(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId, new: &NewRepair) -> Result<Repairs, Error> {
    let item = visible(cx.conn, actor, id)?;
    let permit = actor.act_for(item.organisation_id)?;
    if new.expected_at.is_some_and(|at| at <= cx.now) {
        return Err(Error::invalid("/expected_at", "in_the_past"));
    }
    hold(cx.conn, id)?;
    let repair = report(cx, &item, new, permit.user_id(), None)?;
    actor.trace.made(repair.0);
    list(cx, actor, id)
}

/// Writes a repair down, and warns those who have the item next where it cannot be lent. The caller holds the item's
/// calendar.
///
/// # Errors
/// When the database fails.
pub fn report(
    cx: &mut Cx<'_>,
    item: &EquipmentRow,
    new: &NewRepair,
    by: UserId,
    loan: Option<LoanId>,
) -> Result<RepairId, Error> {
    let row = RepairRow {
        id: RepairId(Uuid::now_v7()),
        equipment_id: item.id,
        loan_id: loan,
        what: new.what.trim().to_owned(),
        lendable: new.lendable,
        expected_at: new.expected_at,
        opened_by: by,
        opened_at: cx.now,
        done: None,
        closed_by: None,
        closed_at: None,
    };
    diesel::insert_into(repairs::table).values(&row).execute(cx.conn)?;
    count(cx, item.id)?;
    if !row.lendable {
        warn(cx, &row)?;
    }
    Ok(row.id)
}

/// Ends a repair: from then on the item can be lent again, unless something else is broken.
///
/// # Errors
/// 404; 403; 409 once it is ended.
pub fn end(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId, repair: RepairId, told: &RepairDone) -> Result<Repairs, Error> {
    let item = visible(cx.conn, actor, id)?;
    let permit = actor.act_for(item.organisation_id)?;
    hold(cx.conn, id)?;
    let this = repairs::table.find(repair).filter(repairs::equipment_id.eq(id));
    let known: Option<Option<UtcMillis>> = this.select(repairs::closed_at).first(cx.conn).optional()?;
    if known.ok_or_else(Error::not_found)?.is_some() {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    let done = (repairs::done.eq(told.done.trim()), repairs::closed_by.eq(permit.user_id()), repairs::closed_at.eq(cx.now));
    diesel::update(this).set(done).execute(cx.conn)?;
    count(cx, id)?;
    waits::store::advance(cx, id)?;
    list(cx, actor, id)
}

/// What whoever asks for the item, or wants to hand it out, is told.
#[must_use]
pub fn refusal(item: &EquipmentRow) -> Problem {
    let known = item.repair_until.filter(|until| *until != UNTIL_FURTHER_NOTICE);
    let problem = Problem::of(Code::EquipmentInRepair);
    match known {
        Some(until) => problem.with("busy_until", until.to_string()),
        None => problem,
    }
}

/// Writes onto the item until when it cannot be lent.
fn count(cx: &mut Cx<'_>, id: EquipmentId) -> Result<(), Error> {
    let keeping: Vec<Option<UtcMillis>> = repairs::table
        .filter(repairs::equipment_id.eq(id))
        .filter(repairs::closed_at.is_null())
        .filter(repairs::lendable.eq(false))
        .select(repairs::expected_at)
        .load(cx.conn)?;
    let until = keeping.into_iter().map(|expected| expected.unwrap_or(UNTIL_FURTHER_NOTICE)).max();
    let version = load(cx.conn, id)?.version;
    diesel::update(equipment::table.find(id))
        .set((equipment::repair_until.eq(until), equipment::updated_at.eq(cx.now), equipment::version.eq(version + 1)))
        .execute(cx.conn)?;
    Ok(())
}

/// Those who have asked for the item, or are to have it, before it should be ready.
fn warn(cx: &mut Cx<'_>, repair: &RepairRow) -> Result<(), Error> {
    let until = repair.expected_at.unwrap_or(UNTIL_FURTHER_NOTICE);
    let waiting: Vec<LoanRow> = loans::table
        .filter(loans::equipment_id.eq(repair.equipment_id))
        // Word for word the condition of the partial index; of those that it holds, the ones that are still to come.
        .filter(sql::<Bool>("loans.state IN ('requested', 'accepted', 'out', 'returned')"))
        .filter(loans::busy_until.gt(cx.now))
        .filter(loans::starts_at.lt(until))
        .order(loans::starts_at)
        .select(LoanRow::as_select())
        .load(cx.conn)?;
    for loan in waiting.iter().filter(|loan| matches!(loan.state, LoanState::Requested | LoanState::Accepted)) {
        let cause = format!("loan:{}:in_repair:{}", loan.id, repair.id);
        let told = Told {
            to: loan.borrower_id,
            other: loan.lender_id,
            kind: NotificationKind::LoanStepped,
            news: LoanNews::InRepair,
            cause: &cause,
            said: Some(&repair.what),
        };
        news::tell(cx, loan, &told)?;
    }
    Ok(())
}
