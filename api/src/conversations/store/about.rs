//! From a claim, loan or session to its conversation.

use crate::accounts::store::users;
use crate::conversations::model::{About, ConversationRow, MessageRow, Sides};
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{conversations, messages};
use crate::http::{Actor, Cx, Error};
use crate::photos::store::messages as photos;
use crate::{claims, loans, organisations, skill_sessions};
use diesel::prelude::*;
use shared::conversations::Message;
use shared::ids::{ConversationId, MessageId};

/// Between whom something is that the caller may see.
///
/// # Errors
/// 404 when there is no such thing or it is between others.
pub fn sides(conn: &mut Conn, actor: &Actor, about: About) -> Result<Sides, Error> {
    match about {
        About::Claim(id) => claims::store::sides(conn, actor, id),
        About::Loan(id) => loans::store::sides(conn, actor, id),
        About::SkillSession(id) => skill_sessions::store::sides(conn, actor, id),
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
        About::SkillSession(id) => rows.filter(conversations::skill_session_id.eq(id)),
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

/// Whether the caller sees what one of these messages is about.
///
/// # Errors
/// When the database fails.
pub fn sees_any(conn: &mut Conn, actor: &Actor, ids: &[MessageId]) -> Result<bool, Error> {
    let found = messages::table.filter(any_of(messages::id, ids.iter().copied()));
    let found: Vec<ConversationId> = found.select(messages::conversation_id).load(conn)?;
    let rows = conversations::table.filter(any_of(conversations::id, found));
    let rows: Vec<ConversationRow> = rows.select(ConversationRow::as_select()).load(conn)?;
    Ok(rows.iter().filter_map(ConversationRow::about).any(|about| sides(conn, actor, about).is_ok()))
}

/// The wire's form of messages, in the same order.
///
/// # Errors
/// When the database fails.
pub fn shown(cx: &mut Cx<'_>, actor: &Actor, rows: Vec<MessageRow>) -> Result<Vec<Message>, Error> {
    let organisation_ids: Vec<_> = rows.iter().map(|row| row.organisation_id).collect();
    let organisations = organisations::store::summaries(cx.conn, &organisation_ids)?;
    let names = users::names(cx.conn, rows.iter().map(|row| row.author_id).collect())?;
    let message_ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut photos = photos::of(cx.conn, &message_ids)?;
    let now = cx.now;
    let shown = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("message {} without its author or organisation", row.id));
        let author = names.get(&row.author_id).cloned().ok_or_else(missing)?;
        let organisation = organisations.get(&row.organisation_id).cloned().ok_or_else(missing)?;
        let photos = photos.remove(&row.id).unwrap_or_default();
        Ok(row.shown(author, organisation, photos, actor, now))
    });
    shown.collect()
}
