//! Reading one conversation.

use super::about::{conversation, shown, sides};
use super::marks::unread_of;
use crate::conversations::model::{About, ConversationRow, MessageRow};
use crate::conversations::rules;
use crate::db::Conn;
use crate::db::schema::messages;
use crate::http::{Actor, Cx, Error, page};
use diesel::prelude::*;
use shared::conversations::{MessagePage, MessageQuery};

/// A page of what is said about something.
///
/// # Errors
/// 404 when the caller does not see what it is about; 400 for a cursor of another list; 422 for a wrong limit.
pub fn messages(cx: &mut Cx<'_>, actor: &Actor, about: About, query: &MessageQuery) -> Result<MessagePage, Error> {
    let sides = sides(cx.conn, actor, about)?;
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&(about, MessageQuery { cursor: None, limit: None, ..query.clone() }))?;
    let older_than: Option<i64> = page::decode(filters, query.cursor.as_deref())?;
    let may_write =
        rules::write(sides.ended_at, cx.now).is_ok() && sides.both().into_iter().any(|side| actor.can_act_for(side));
    let mut answer = MessagePage {
        items: Vec::new(),
        next_cursor: None,
        version: 0,
        unread: 0,
        may_write,
        writable_until: rules::writable_until(sides.ended_at),
    };
    if let Some(row) = conversation(cx.conn, about)? {
        answer.version = row.version;
        answer.unread = unread_of(cx.conn, actor, row.id)?;
        let rows = match query.after {
            Some(after) => {
                let rows = changed(cx.conn, &row, after, limit)?;
                // Where more has changed than a page holds, the next question goes on from here.
                answer.version = rows.get(limit - 1).map_or(row.version, |last| last.version);
                rows
            }
            None => {
                let mut rows = newest(cx.conn, &row, older_than, limit + 1)?;
                let last = page::cut(&mut rows, limit, |row| row.number);
                answer.next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
                rows
            }
        };
        answer.items = shown(cx, actor, rows)?;
    }
    Ok(answer)
}

fn newest(
    conn: &mut Conn,
    conversation: &ConversationRow,
    older_than: Option<i64>,
    size: usize,
) -> Result<Vec<MessageRow>, Error> {
    let rows = messages::table
        .filter(messages::conversation_id.eq(conversation.id))
        .filter(messages::number.lt(older_than.unwrap_or(i64::MAX)))
        .order(messages::number.desc())
        .limit(i64::try_from(size).unwrap_or(i64::MAX));
    Ok(rows.select(MessageRow::as_select()).load(conn)?)
}

fn changed(conn: &mut Conn, conversation: &ConversationRow, after: i64, size: usize) -> Result<Vec<MessageRow>, Error> {
    let rows = messages::table
        .filter(messages::conversation_id.eq(conversation.id))
        .filter(messages::version.gt(after))
        .order(messages::version)
        .limit(i64::try_from(size).unwrap_or(i64::MAX));
    Ok(rows.select(MessageRow::as_select()).load(conn)?)
}
