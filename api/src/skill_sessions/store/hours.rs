//! The hours, double entry: each booking is a line of the side that gave and one of the side that was given. Nothing is
//! changed or deleted; a line that takes back another is a line too.

use super::talk::subjects;
use crate::db::Conn;
use crate::db::expr::sum_i64;
use crate::db::schema::skill_hours as hours;
use crate::http::{Actor, Cx, Error, page};
use crate::skill_sessions::model::{HoursRow, SessionRow};
use crate::skill_sessions::rules;
use crate::{organisations, records};
use diesel::prelude::*;
use shared::ids::{OrganisationId, SkillSessionId, UserId};
use shared::skill_sessions::{HoursWarning, SkillHours, SkillHoursEntry, SkillHoursQuery};
use shared::time::UtcMillis;

/// Books the hours of a session that both sides have confirmed, unless there are none to count.
///
/// # Errors
/// When the database fails; also when they were booked before, which the key refuses.
pub(super) fn book(cx: &mut Cx<'_>, row: &SessionRow, by: UserId) -> Result<(), Error> {
    write(cx, row, by, false)
}

/// Takes back what was booked for a session.
///
/// # Errors
/// As [`book`].
pub(super) fn take_back(cx: &mut Cx<'_>, row: &SessionRow, by: UserId) -> Result<(), Error> {
    write(cx, row, by, true)
}

fn write(cx: &mut Cx<'_>, row: &SessionRow, user_id: UserId, reversal: bool) -> Result<(), Error> {
    let Some(minutes) = row.counted_minutes() else { return Ok(()) };
    let given = if reversal { -minutes } else { minutes };
    for (organisation_id, other_id, minutes) in
        [(row.giver_id, row.receiver_id, given), (row.receiver_id, row.giver_id, -given)]
    {
        let line = HoursRow { session_id: row.id, organisation_id, reversal, other_id, minutes, at: cx.now, user_id };
        diesel::insert_into(hours::table).values(&line).execute(cx.conn)?;
    }
    records::store::change(cx, &[row.giver_id, row.receiver_id])
}

fn balance(conn: &mut Conn, organisation: OrganisationId) -> Result<i64, Error> {
    let own = hours::table.filter(hours::organisation_id.eq(organisation));
    Ok(own.select(sum_i64("skill_hours.minutes")).first(conn)?)
}

/// What the balance of an organisation says.
///
/// # Errors
/// When the database fails.
pub(super) fn warning(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<Option<HoursWarning>, Error> {
    Ok(rules::warning(balance(cx.conn, organisation)?, cx.settings.skills.warn_at_minutes()))
}

/// The sort key of the last line of a page.
type Key = (i64, SkillSessionId, bool);

/// The hours of an organisation, for its members and the administrator: the balance and a page of lines, the newest first.
///
/// # Errors
/// 404 when the caller does not see the organisation, 403 when he or she does not belong to it; 400 for a cursor of another
/// list; 422 for a wrong limit.
pub fn list(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    query: &SkillHoursQuery,
) -> Result<SkillHours, Error> {
    organisations::store::find(cx, actor, organisation)?;
    if !actor.network_admin && !actor.belongs_to(organisation) {
        return Err(Error::forbidden());
    }
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&organisation)?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut rows = lines(cx.conn, organisation, after, limit + 1)?;
    let last = page::cut(&mut rows, limit, |row| (row.at.0, row.session_id, row.reversal));
    let balance_minutes = balance(cx.conn, organisation)?;
    let warn_at_minutes = cx.settings.skills.warn_at_minutes();
    Ok(SkillHours {
        balance_minutes,
        warn_at_minutes,
        warning: rules::warning(balance_minutes, warn_at_minutes),
        items: assemble(cx.conn, rows)?,
        next_cursor: last.map(|key| page::encode(filters, key)).transpose()?,
    })
}

fn lines(conn: &mut Conn, organisation: OrganisationId, after: Option<Key>, size: usize) -> Result<Vec<HoursRow>, Error> {
    let mut rows = hours::table.into_boxed().filter(hours::organisation_id.eq(organisation));
    if let Some((at, session, reversal)) = after {
        let at = UtcMillis(at);
        let same = hours::session_id.eq(session).and(hours::reversal.lt(reversal));
        let before = hours::at.lt(at).or(hours::session_id.lt(session)).or(same);
        rows = rows.filter(hours::at.le(at).and(before));
    }
    let rows = rows.order((hours::at.desc(), hours::session_id.desc(), hours::reversal.desc()));
    let rows = rows.limit(i64::try_from(size).unwrap_or(i64::MAX));
    Ok(rows.select(HoursRow::as_select()).load(conn)?)
}

fn assemble(conn: &mut Conn, rows: Vec<HoursRow>) -> Result<Vec<SkillHoursEntry>, Error> {
    let sessions: Vec<_> = rows.iter().map(|row| row.session_id).collect();
    let others: Vec<_> = rows.iter().map(|row| row.other_id).collect();
    let subjects = subjects(conn, &sessions)?;
    let others = organisations::store::summaries(conn, &others)?;
    let entries = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("hours of session {} without session or organisation", row.session_id));
        Ok(SkillHoursEntry {
            session_id: row.session_id,
            at: row.at,
            title: subjects.get(&row.session_id).map(|(title, _)| title.clone()).ok_or_else(missing)?,
            other: others.get(&row.other_id).cloned().ok_or_else(missing)?,
            minutes: row.minutes,
            reversal: row.reversal,
        })
    });
    entries.collect()
}
