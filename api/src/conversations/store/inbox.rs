//! The conversations of the caller's organisations.

use super::about::shown;
use crate::conversations::model::{ConversationRow, MessageRow};
use crate::db::Conn;
use crate::db::expr::{any_of, literal, sum_i64};
use crate::db::schema::{conversation_marks as marks, conversations, messages};
use crate::http::{Actor, Cx, Error, page};
use crate::{claims, loans, organisations, skill_sessions};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::conversations::{Conversation, ConversationPage, ConversationQuery, Subject, Unread, UnreadQuery};
use shared::ids::{ConversationId, MessageId, OrganisationId};
use shared::time::UtcMillis;
use std::collections::HashMap;

/// The sort key of the last row of a page.
type Key = (i64, ConversationId);

/// Word for word the condition of the partial index.
const UNREAD: &str = "conversation_marks.unread > 0";

/// How many messages the caller has not read.
///
/// # Errors
/// 403 for another organisation's.
pub fn unread(cx: &mut Cx<'_>, actor: &Actor, query: &UnreadQuery) -> Result<Unread, Error> {
    let mut told = marks::table.into_boxed().filter(marks::user_id.eq(actor.user_id)).filter(literal::<Bool>(UNREAD));
    if let Some(organisation) = query.organisation {
        if !actor.belongs_to(organisation) {
            return Err(Error::forbidden());
        }
        told = told.filter(marks::organisation_id.eq(organisation));
    }
    Ok(Unread { messages: told.select(sum_i64("conversation_marks.unread")).first(cx.conn)? })
}

/// A page of the conversations of the caller's organisations, what was said last first.
///
/// # Errors
/// 400 for a cursor of another list; 403 for another organisation's; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &ConversationQuery) -> Result<ConversationPage, Error> {
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&ConversationQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let own: Vec<OrganisationId> = match query.organisation {
        Some(id) if actor.belongs_to(id) => vec![id],
        Some(_) => return Err(Error::forbidden()),
        None => actor.memberships.iter().map(|membership| membership.organisation_id).collect(),
    };
    let mut keys: Vec<Key> = if query.unread == Some(true) {
        with_unread(cx.conn, actor, &own, after, limit + 1)?
    } else {
        newest(cx.conn, &own, after, limit + 1)?
    };
    let last = page::cut(&mut keys, limit, |key| *key);
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    let ids: Vec<ConversationId> = keys.into_iter().map(|(_, id)| id).collect();
    Ok(ConversationPage { items: assemble(cx, actor, &own, &ids)?, next_cursor })
}

/// What was said last: each organisation's conversations come in order from the index of each side.
fn newest(conn: &mut Conn, own: &[OrganisationId], after: Option<Key>, size: usize) -> Result<Vec<Key>, Error> {
    let mut keys: Vec<Key> = Vec::new();
    for (organisation, gives) in own.iter().flat_map(|id| [(*id, true), (*id, false)]) {
        let mut rows = conversations::table.into_boxed();
        rows = if gives {
            rows.filter(conversations::giving_id.eq(organisation))
        } else {
            rows.filter(conversations::taking_id.eq(organisation))
        };
        if let Some((at, id)) = after {
            let at = UtcMillis(at);
            let before = conversations::last_at.lt(at).or(conversations::id.lt(id));
            rows = rows.filter(conversations::last_at.le(at).and(before));
        }
        let rows = rows.order((conversations::last_at.desc(), conversations::id.desc()));
        let rows = rows.limit(i64::try_from(size).unwrap_or(i64::MAX));
        keys.extend(rows.select((conversations::last_at, conversations::id)).load::<Key>(conn)?);
    }
    keys.sort_unstable_by(|one, other| other.cmp(one));
    keys.dedup();
    Ok(keys)
}

/// Those with something unread, the newest of it first.
fn with_unread(
    conn: &mut Conn,
    actor: &Actor,
    own: &[OrganisationId],
    after: Option<Key>,
    size: usize,
) -> Result<Vec<Key>, Error> {
    let mut rows = marks::table
        .into_boxed()
        .filter(marks::user_id.eq(actor.user_id))
        .filter(literal::<Bool>(UNREAD))
        .filter(any_of(marks::organisation_id, own.to_vec()));
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        rows = rows.filter(marks::told_at.le(at).and(marks::told_at.lt(at).or(marks::conversation_id.lt(id))));
    }
    let rows = rows.order((marks::told_at.desc(), marks::conversation_id.desc()));
    let rows = rows.limit(i64::try_from(size).unwrap_or(i64::MAX));
    Ok(rows.select((marks::told_at, marks::conversation_id)).load(conn)?)
}

/// The wire's form of conversations, in this order; a fixed number of queries however many there are.
fn assemble(
    cx: &mut Cx<'_>,
    actor: &Actor,
    own: &[OrganisationId],
    ids: &[ConversationId],
) -> Result<Vec<Conversation>, Error> {
    let rows: Vec<ConversationRow> = conversations::table
        .filter(any_of(conversations::id, ids.to_vec()))
        .select(ConversationRow::as_select())
        .load(cx.conn)?;
    let last: Vec<MessageId> = rows.iter().map(|row| row.last_message_id).collect();
    let last = messages::table.filter(any_of(messages::id, last)).select(MessageRow::as_select()).load(cx.conn)?;
    let mut last: HashMap<MessageId, _> = shown(cx, actor, last)?.into_iter().map(|message| (message.id, message)).collect();
    let unread: Vec<(ConversationId, i64)> = marks::table
        .filter(marks::user_id.eq(actor.user_id))
        .filter(any_of(marks::conversation_id, ids.to_vec()))
        .select((marks::conversation_id, marks::unread))
        .load(cx.conn)?;
    let unread: HashMap<ConversationId, i64> = unread.into_iter().collect();
    let subjects = subjects(cx.conn, &rows)?;
    let both: Vec<_> = rows.iter().flat_map(|row| [row.giving_id, row.taking_id]).collect();
    let names = organisations::store::summaries(cx.conn, &both)?;
    let mut rows: HashMap<ConversationId, ConversationRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let conversations = ids.iter().filter_map(|id| rows.remove(id)).map(|row| {
        let missing = || Error::Internal(format!("conversation {} without its subject, sides or messages", row.id));
        let ours = if own.contains(&row.giving_id) { row.giving_id } else { row.taking_id };
        Ok(Conversation {
            id: row.id,
            subject: subjects.get(&row.id).cloned().ok_or_else(missing)?,
            organisation: names.get(&ours).cloned().ok_or_else(missing)?,
            other: names.get(&row.other_than(ours)).cloned().ok_or_else(missing)?,
            last_message: last.remove(&row.last_message_id).ok_or_else(missing)?,
            unread: unread.get(&row.id).copied().unwrap_or_default(),
        })
    });
    conversations.collect()
}

fn subjects(conn: &mut Conn, rows: &[ConversationRow]) -> Result<HashMap<ConversationId, Subject>, Error> {
    let claim_ids: Vec<_> = rows.iter().filter_map(|row| row.claim_id).collect();
    let loan_ids: Vec<_> = rows.iter().filter_map(|row| row.loan_id).collect();
    let claims = claims::store::subjects(conn, &claim_ids)?;
    let session_ids: Vec<_> = rows.iter().filter_map(|row| row.skill_session_id).collect();
    let loans = loans::store::subjects(conn, &loan_ids)?;
    let sessions = skill_sessions::store::subjects(conn, &session_ids)?;
    let subject = |row: &ConversationRow| {
        let claim = row.claim_id.and_then(|id| claims.get(&id));
        let loan = row.loan_id.and_then(|id| loans.get(&id));
        let session = row.skill_session_id.and_then(|id| sessions.get(&id));
        let titles = [claim.map(|(title, _)| title), loan.map(|(title, _)| title), session.map(|(title, _)| title)];
        let title = titles.into_iter().flatten().next()?;
        Some(Subject {
            claim_id: row.claim_id,
            claim_state: claim.map(|(_, state)| *state),
            loan_id: row.loan_id,
            loan_state: loan.map(|(_, state)| *state),
            skill_session_id: row.skill_session_id,
            skill_session_state: session.map(|(_, state)| *state),
            title: title.clone(),
        })
    };
    Ok(rows.iter().filter_map(|row| Some((row.id, subject(row)?))).collect())
}
