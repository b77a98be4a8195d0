//! Records in the database.

mod count;
mod help;

pub use help::{exchanges, median as exchange_median};

use crate::db::expr::{any_id, any_of};
use crate::db::schema::{needs, network_figures, organisation_records as records, record_changes as changes};
use crate::db::steady::{self, Planning};
use crate::engine::matching::{Record, Standing};
use crate::http::{Cx, Error};
use crate::on_backend;
use diesel::prelude::*;
use help::Help;
use shared::ids::OrganisationId;
use shared::needs::NeedStatus;
use shared::time::{HOUR, UtcMillis};
use shared::units::Grams;
use std::collections::HashMap;
use uuid::Uuid;

/// Name of the median in the table of figures.
const MEDIAN: &str = "received_28_days_median_grams";
/// How long a record or the median stays good when nothing happens.
const LASTS: i64 = HOUR;
/// Records that are counted at one look. For longer lists PostgreSQL reads whole tables.
const BATCH: usize = 16;

/// A row of `organisation_records`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = records)]
struct RecordRow {
    organisation_id: OrganisationId,
    received_grams: Grams,
    given_grams: Grams,
    kept: i64,
    ended: i64,
    fairness: i64,
    follow_through: i64,
    merit: i64,
    borrowed: i64,
    lent: i64,
    borrowings_kept: i64,
    borrowings_ended: i64,
    helped_minutes: i64,
    gave_minutes: i64,
    sessions_kept: i64,
    sessions_ended: i64,
    counted_at: UtcMillis,
}

impl RecordRow {
    fn of(organisation_id: OrganisationId, record: &Record, help: &Help, median: Grams, now: UtcMillis) -> Self {
        let standing = Standing::of(record, median);
        let Record { received, given, kept, ended } = *record;
        let Help { equipment, skills } = *help;
        Self {
            organisation_id,
            received_grams: received,
            given_grams: given,
            kept,
            ended,
            fairness: standing.fairness,
            follow_through: standing.follow_through,
            merit: standing.merit(),
            borrowed: equipment.received,
            lent: equipment.given,
            borrowings_kept: equipment.kept,
            borrowings_ended: equipment.ended,
            helped_minutes: skills.received,
            gave_minutes: skills.given,
            sessions_kept: skills.kept,
            sessions_ended: skills.ended,
            counted_at: now,
        }
    }

    const fn record(&self) -> Record {
        Record { received: self.received_grams, given: self.given_grams, kept: self.kept, ended: self.ended }
    }

    const fn standing(&self) -> Standing {
        Standing { fairness: self.fairness, follow_through: self.follow_through }
    }

    const fn known(&self) -> (OrganisationId, (Record, Standing)) {
        (self.organisation_id, (self.record(), self.standing()))
    }
}

/// What is kept of organisations, and what it says of them.
pub type Records = HashMap<OrganisationId, (Record, Standing)>;

/// Notes that what some organisations have received, given or kept changes with this transaction. Lines are only added,
/// so nobody waits for anybody.
///
/// # Errors
/// When the database fails.
pub fn change(cx: &mut Cx<'_>, organisations: &[OrganisationId]) -> Result<(), Error> {
    for organisation in organisations {
        let line = (changes::id.eq(Uuid::now_v7().as_bytes().to_vec()), changes::organisation_id.eq(*organisation));
        diesel::insert_into(changes::table).values(line).execute(cx.conn)?;
    }
    Ok(())
}

/// The merit of an organisation that publishes a need; its record is counted where there is none yet.
///
/// # Errors
/// When the database fails.
pub fn merit(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<i64, Error> {
    let known: Option<i64> = records::table.find(organisation).select(records::merit).first(cx.conn).optional()?;
    match known {
        Some(merit) => Ok(merit),
        None => {
            count(cx, &[organisation])?;
            Ok(records::table.find(organisation).select(records::merit).first(cx.conn)?)
        }
    }
}

/// What is kept of organisations, and what it says of them. Nothing of those that have never said what they need.
///
/// # Errors
/// When the database fails.
pub fn of(cx: &mut Cx<'_>, ids: &[OrganisationId]) -> Result<Records, Error> {
    let rows = records::table.filter(any_of(records::organisation_id, ids.iter().copied()));
    let rows: Vec<RecordRow> = rows.select(RecordRow::as_select()).load(cx.conn)?;
    Ok(rows.iter().map(RecordRow::known).collect())
}

/// The same, as the last question of work that is [planned once](steady::planned_once): its first row takes the setting
/// back.
///
/// # Errors
/// When the database fails.
pub fn of_last(cx: &mut Cx<'_>, ids: &[OrganisationId]) -> Result<(Records, Planning), Error> {
    let backend = cx.conn.backend();
    let rows = records::table.filter(any_id(backend, "organisation_records.organisation_id", ids.iter().map(|id| id.0)));
    let rows: Vec<(RecordRow, String)> = rows.select((RecordRow::as_select(), steady::ending(backend))).load(cx.conn)?;
    let planning = if rows.is_empty() { Planning::Once } else { Planning::Usual };
    Ok((rows.iter().map(|(row, _)| row.known()).collect(), planning))
}

/// Counts the records that have changed and those that are an hour old, some at a time; the median of the network first.
///
/// # Errors
/// When the database fails.
pub fn count_due(cx: &mut Cx<'_>) -> Result<(), Error> {
    count_median(cx)?;
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let lines: Vec<(Vec<u8>, OrganisationId)> =
        changes::table.order(changes::id).limit(limit).select((changes::id, changes::organisation_id)).load(cx.conn)?;
    let (lines, mut due): (Vec<Vec<u8>>, Vec<OrganisationId>) = lines.into_iter().unzip();
    let old = records::table.filter(records::counted_at.le(cx.now.plus(-LASTS))).order(records::counted_at);
    due.extend(old.limit(limit).select(records::organisation_id).load::<OrganisationId>(cx.conn)?);
    due.sort_unstable();
    due.dedup();
    for some in due.chunks(BATCH) {
        count(cx, some)?;
    }
    diesel::delete(changes::table.filter(any_of(changes::id, lines))).execute(cx.conn)?;
    help::count_medians(cx)
}

/// Counts records and keeps them, with their merit beside each open need. What is no longer open never is again.
fn count(cx: &mut Cx<'_>, ids: &[OrganisationId]) -> Result<(), Error> {
    let (median, now) = (median(cx)?, cx.now);
    let before = of(cx, ids)?;
    let help = help::count(cx, ids)?;
    for (id, record) in count::count(cx, ids)? {
        let row = RecordRow::of(id, &record, help.get(&id).unwrap_or(&Help::default()), median, now);
        on_backend!(cx.conn, conn => diesel::insert_into(records::table)
            .values(row)
            .on_conflict(records::organisation_id)
            .do_update()
            .set(row)
            .execute(conn))?;
        if before.get(&id).is_none_or(|(_, standing)| *standing != row.standing()) {
            let theirs = needs::table.filter(needs::organisation_id.eq(id)).filter(needs::status.eq(NeedStatus::Open));
            diesel::update(theirs).set(needs::merit.eq(row.merit)).execute(cx.conn)?;
        }
    }
    Ok(())
}

/// The median of what organisations have received in 28 days; nothing before the worker has first counted it.
fn median(cx: &mut Cx<'_>) -> Result<Grams, Error> {
    Ok(Grams(figure(cx, MEDIAN)?))
}

/// Counts the median anew when it is an hour old.
fn count_median(cx: &mut Cx<'_>) -> Result<(), Error> {
    if is_fresh(cx, MEDIAN)? {
        return Ok(());
    }
    let value = count::median(cx)?.0;
    keep(cx, MEDIAN, value)
}

/// A figure of the network; nothing before the worker has first counted it.
fn figure(cx: &mut Cx<'_>, name: &'static str) -> Result<i64, Error> {
    let counted = network_figures::table.find(name).select(network_figures::value).first(cx.conn).optional()?;
    Ok(counted.unwrap_or(0))
}

/// Whether a figure was counted within the hour.
fn is_fresh(cx: &mut Cx<'_>, name: &'static str) -> Result<bool, Error> {
    let counted: Option<UtcMillis> =
        network_figures::table.find(name).select(network_figures::counted_at).first(cx.conn).optional()?;
    Ok(counted.is_some_and(|at| at > cx.now.plus(-LASTS)))
}

fn keep(cx: &mut Cx<'_>, name: &'static str, value: i64) -> Result<(), Error> {
    let figure = (network_figures::name.eq(name), network_figures::value.eq(value), network_figures::counted_at.eq(cx.now));
    on_backend!(cx.conn, conn => diesel::insert_into(network_figures::table)
        .values(figure)
        .on_conflict(network_figures::name)
        .do_update()
        .set((network_figures::value.eq(value), network_figures::counted_at.eq(cx.now)))
        .execute(conn))?;
    Ok(())
}
