//! What each person has not read yet.

use super::about::{conversation, message, sides};
use crate::conversations::model::{About, MessageRow};
use crate::db::Conn;
use crate::db::expr::{Value, statement};
use crate::db::schema::{conversation_marks as marks, messages};
use crate::http::{Actor, Cx, Error};
use diesel::prelude::*;
use shared::ids::{ConversationId, MessageId, OrganisationId, UserId};

/// How many messages of a conversation the caller has not read.
///
/// # Errors
/// When the database fails.
pub(super) fn unread_of(conn: &mut Conn, actor: &Actor, id: ConversationId) -> Result<i64, Error> {
    let unread = marks::table.find((actor.user_id, id)).select(marks::unread).first(conn).optional()?;
    Ok(unread.unwrap_or_default())
}

/// Counts a new message as unread for the members of the organisation that it is for, but not for who wrote it.
///
/// # Errors
/// When the database fails.
pub(super) fn tell(cx: &mut Cx<'_>, new: &MessageRow, to: OrganisationId) -> Result<(), Error> {
    let bytes = |id: uuid::Uuid| Value::Bytes(id.as_bytes().to_vec());
    let sql = "INSERT INTO conversation_marks (user_id, conversation_id, organisation_id, read_number, unread, told_at) \
        SELECT user_id, ?, organisation_id, ?, 1, ? FROM memberships WHERE organisation_id = ? AND user_id <> ? \
        ON CONFLICT (user_id, conversation_id) DO UPDATE SET unread = conversation_marks.unread + 1, \
        told_at = excluded.told_at";
    let values = vec![
        bytes(new.conversation_id.0),
        Value::Whole(new.number - 1),
        Value::Whole(new.created_at.0),
        bytes(to.0),
        bytes(new.author_id.0),
    ];
    statement::<()>(sql, values).execute(cx.conn)?;
    Ok(())
}

/// Takes a withdrawn message off what is unread.
///
/// # Errors
/// When the database fails.
pub(super) fn untell(cx: &mut Cx<'_>, withdrawn: &MessageRow) -> Result<(), Error> {
    let unread = marks::table
        .filter(marks::conversation_id.eq(withdrawn.conversation_id))
        .filter(marks::organisation_id.ne(withdrawn.organisation_id))
        .filter(marks::read_number.lt(withdrawn.number))
        .filter(marks::unread.gt(0));
    diesel::update(unread).set(marks::unread.eq(marks::unread - 1)).execute(cx.conn)?;
    Ok(())
}

/// The caller has read everything up to a message. What was read stays so: an older message than before changes nothing.
///
/// # Errors
/// 404 when the caller does not see what it is about; 403 for who belongs to neither side; 422 when the message is
/// another conversation's.
pub fn read(cx: &mut Cx<'_>, actor: &Actor, about: About, up_to: MessageId) -> Result<(), Error> {
    let sides = sides(cx.conn, actor, about)?;
    let own = sides.both().into_iter().find(|side| actor.belongs_to(*side)).ok_or_else(Error::forbidden)?;
    actor.finish_for(own)?;
    let unknown = || Error::invalid("/up_to", "unknown");
    let conversation = conversation(cx.conn, about)?.ok_or_else(unknown)?;
    let last = message(cx.conn, up_to).ok().filter(|last| last.conversation_id == conversation.id).ok_or_else(unknown)?;
    let Some((organisation, read_number)) = mark(cx.conn, actor.user_id, conversation.id)? else {
        // Nobody has told this person anything.
        return Ok(());
    };
    if last.number <= read_number {
        return Ok(());
    }
    let unread: i64 = messages::table
        .filter(messages::conversation_id.eq(conversation.id))
        .filter(messages::number.gt(last.number))
        .filter(messages::organisation_id.ne(organisation))
        .filter(messages::withdrawn_at.is_null())
        .count()
        .get_result(cx.conn)?;
    let own = marks::table.find((actor.user_id, conversation.id));
    diesel::update(own).set((marks::read_number.eq(last.number), marks::unread.eq(unread))).execute(cx.conn)?;
    Ok(())
}

/// As whose member a person is told of a conversation, and up to which message he or she has read.
///
/// # Errors
/// When the database fails.
pub(super) fn mark(conn: &mut Conn, user: UserId, id: ConversationId) -> Result<Option<(OrganisationId, i64)>, Error> {
    let columns = (marks::organisation_id, marks::read_number);
    Ok(marks::table.find((user, id)).select(columns).first(conn).optional()?)
}

/// Whoever leaves an organisation has nothing left to read there.
///
/// # Errors
/// When the database fails.
pub fn forget_marks(cx: &mut Cx<'_>, organisation: OrganisationId, person: UserId) -> Result<(), Error> {
    let theirs = marks::table.filter(marks::user_id.eq(person)).filter(marks::organisation_id.eq(organisation));
    diesel::delete(theirs).execute(cx.conn)?;
    Ok(())
}
