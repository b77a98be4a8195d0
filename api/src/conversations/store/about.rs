//! From a claim or loan to its conversation.

use crate::conversations::model::{About, ConversationRow, MessageRow, Sides};
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{conversations, messages, users};
use crate::http::{Actor, Cx, Error};
use crate::{claims, loans, organisations};
use diesel::prelude::*;
use shared::conversations::Message;
use shared::ids::{MessageId, UserId};
use std::collections::HashMap;

/// Between whom something is that the caller may see.
///
/// # Errors
/// 404 when there is no such thing or it is between others.
pub fn sides(conn: &mut Conn, actor: &Actor, about: About) -> Result<Sides, Error> {
    match about {
        About::Claim(id) => claims::store::sides(conn, actor, id),
        About::Loan(id) => loans::store::sides(conn, actor, id),
    }
}

/// What has been said about something; `None` while nothing has.
///
/// # Errors
/// When the database fails.
pub fn conversation(conn: &mut Conn, about: About) -> Result<Option<ConversationRow>, Error> {
    let rows = conversations::table.into_boxed();
    let rows = match about {
        About::Claim(id) => rows.filter(conversations::claim_id.eq(id)),
        About::Loan(id) => rows.filter(conversations::loan_id.eq(id)),
    };
    Ok(rows.select(ConversationRow::as_select()).first(conn).optional()?)
}

/// A message, whoever asks.
///
/// # Errors
/// 404 when there is none.
pub fn message(conn: &mut Conn, id: MessageId) -> Result<MessageRow, Error> {
    messages::table.find(id).select(MessageRow::as_select()).first(conn).optional()?.ok_or_else(Error::not_found)
}

/// The wire's form of messages, in the same order.
///
/// # Errors
/// When the database fails.
pub fn shown(cx: &mut Cx<'_>, actor: &Actor, rows: Vec<MessageRow>) -> Result<Vec<Message>, Error> {
    let organisation_ids: Vec<_> = rows.iter().map(|row| row.organisation_id).collect();
    let organisations = organisations::store::summaries(cx.conn, &organisation_ids)?;
    let names = names(cx.conn, rows.iter().map(|row| row.author_id).collect())?;
    let now = cx.now;
    let shown = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("message {} without its author or organisation", row.id));
        let author = names.get(&row.author_id).cloned().ok_or_else(missing)?;
        let organisation = organisations.get(&row.organisation_id).cloned().ok_or_else(missing)?;
        Ok(row.shown(author, organisation, actor, now))
    });
    shown.collect()
}

/// Names of people.
///
/// # Errors
/// When the database fails.
pub fn names(conn: &mut Conn, mut ids: Vec<UserId>) -> Result<HashMap<UserId, String>, Error> {
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<(UserId, String)> =
        users::table.filter(any_of(users::id, ids)).select((users::id, users::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}
