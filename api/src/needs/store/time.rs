//! What time does to needs: one that comes once closes, a standing one goes on to its next week.

use super::read::load;
use crate::db::expr::literal;
use crate::db::schema::{need_occurrences, needs};
use crate::http::{Cx, Error};
use crate::needs::NeedRow;
use crate::needs::model::OccurrenceRow;
use crate::needs::rules::next_deadline;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::NeedId;
use shared::needs::NeedStatus;
use shared::time::UtcMillis;
use shared::units::Grams;

/// A need as it is now, for a write: time may have ended its occurrence although no worker has come by yet.
///
/// # Errors
/// 404 when there is none.
pub fn current(cx: &mut Cx<'_>, id: NeedId) -> Result<NeedRow, Error> {
    let row = load(cx.conn, id)?;
    if row.status != NeedStatus::Open || row.closes_at > cx.now {
        return Ok(row);
    }
    advance(cx, &row)?;
    load(cx.conn, id)
}

/// Ends the occurrences whose time is over, at most `limit`, and tells how many.
///
/// # Errors
/// When the database fails.
pub fn advance_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<NeedRow> = needs::table
        // Text without parameters, word for word the condition of the partial index.
        .filter(literal::<Bool>("needs.status = 'open'"))
        .filter(needs::closes_at.le(cx.now))
        .order(needs::closes_at)
        .limit(limit)
        .select(NeedRow::as_select())
        .load(cx.conn)?;
    let mut advanced = 0;
    for row in &due {
        advanced += usize::from(advance(cx, row)?);
    }
    Ok(advanced)
}

/// Ends a need's present occurrence; `false` when another server was faster. Weeks in which no server ran are skipped:
/// the next one is counted from now, by the pattern alone.
fn advance(cx: &mut Cx<'_>, row: &NeedRow) -> Result<bool, Error> {
    let next = row.pattern().and_then(|pattern| next_deadline(&pattern, cx.now, cx.settings.time_zone));
    match next {
        Some(closes_at) => roll_over(cx, row, closes_at),
        None => close(cx, row),
    }
}

fn close(cx: &mut Cx<'_>, row: &NeedRow) -> Result<bool, Error> {
    let as_seen = needs::table.find(row.id).filter(needs::version.eq(row.version));
    let changed = diesel::update(as_seen)
        .set((needs::status.eq(NeedStatus::Closed), needs::updated_at.eq(cx.now), needs::version.eq(needs::version + 1)))
        .execute(cx.conn)?;
    Ok(changed == 1)
}

fn roll_over(cx: &mut Cx<'_>, row: &NeedRow, closes_at: UtcMillis) -> Result<bool, Error> {
    // The version is that of the sums that go into the past week: a claim in between makes this change nothing.
    let as_seen = needs::table.find(row.id).filter(needs::version.eq(row.version));
    let changed = diesel::update(as_seen)
        .set((
            needs::occurrence.eq(needs::occurrence + 1),
            needs::closes_at.eq(closes_at),
            needs::promised_grams.eq(Grams::ZERO),
            needs::received_grams.eq(Grams::ZERO),
            needs::updated_at.eq(cx.now),
            needs::version.eq(needs::version + 1),
        ))
        .execute(cx.conn)?;
    if changed == 1 {
        let past = OccurrenceRow {
            need_id: row.id,
            number: row.occurrence,
            closes_at: row.closes_at,
            wanted_grams: row.wanted_grams,
            promised_grams: row.promised_grams,
            received_grams: row.received_grams,
        };
        diesel::insert_into(need_occurrences::table).values(past).execute(cx.conn)?;
    }
    Ok(changed == 1)
}
