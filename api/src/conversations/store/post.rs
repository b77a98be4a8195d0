//! Writing messages and taking them back.

use super::about::{conversation, message, shown, sides};
use super::{marks, told};
use crate::conversations::model::{About, ConversationRow, MessageRow, Sides};
use crate::conversations::rules;
use crate::db::schema::{conversations, messages};
use crate::http::{Actor, Cx, Error, Permit};
use crate::on_backend;
use crate::photos::store::messages as photos;
use diesel::prelude::*;
use shared::conversations::{Message, NewMessage};
use shared::ids::{ConversationId, MessageId};
use uuid::Uuid;

/// Between whom the caller may write about something, and in whose name.
///
/// # Errors
/// 404 when the caller does not see what it is about; 403 for who acts for neither side; 409 when it was over too long ago.
pub fn may_write(cx: &mut Cx<'_>, actor: &Actor, about: About) -> Result<(Sides, Permit), Error> {
    let sides = sides(cx.conn, actor, about)?;
    let permit = permit(actor, &sides)?;
    rules::write(sides.ended_at, cx.now).map_err(|refusal| refusal.problem())?;
    Ok((sides, permit))
}

/// Writes to the other side.
///
/// # Errors
/// As [`may_write`]; 422 for photos that do not wait for this message.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, about: About, new: &NewMessage) -> Result<Message, Error> {
    let (sides, permit) = may_write(cx, actor, about)?;
    photos::check(cx.conn, about, permit.user_id(), &new.photos)?;
    let id = MessageId(Uuid::now_v7());
    let place = take_place(cx, about, &sides, id)?;
    let row = MessageRow {
        id,
        conversation_id: place.id,
        number: place.last_number,
        version: place.version,
        organisation_id: permit.organisation_id(),
        author_id: permit.user_id(),
        text: Some(new.text.as_deref().map_or("", str::trim).to_owned()),
        created_at: cx.now,
        withdrawn_at: None,
    };
    diesel::insert_into(messages::table).values(&row).execute(cx.conn)?;
    photos::attach(cx.conn, about, permit.user_id(), id, &new.photos)?;
    let other = place.other_than(permit.organisation_id());
    marks::tell(cx, &row, other)?;
    told::plan(cx, &row, other)?;
    shown(cx, actor, vec![row])?.pop().ok_or_else(Error::not_found)
}

/// In whose name the caller writes: of somebody who belongs to both sides, the first that may.
fn permit(actor: &Actor, sides: &Sides) -> Result<Permit, Error> {
    let own: Vec<_> = sides.both().into_iter().filter(|side| actor.belongs_to(*side)).collect();
    let writes = own.iter().find(|side| actor.can_act_for(**side)).or_else(|| own.first());
    actor.act_for(*writes.ok_or_else(Error::forbidden)?)
}

/// Makes room for a message at the end. Whoever writes at the same time waits for the row, so numbers are without gaps.
fn take_place(cx: &mut Cx<'_>, about: About, sides: &Sides, id: MessageId) -> Result<ConversationRow, Error> {
    let (claim_id, loan_id, skill_session_id) = match about {
        About::Claim(id) => (Some(id), None, None),
        About::Loan(id) => (None, Some(id), None),
        About::SkillSession(id) => (None, None, Some(id)),
    };
    let new = ConversationRow {
        id: ConversationId(Uuid::now_v7()),
        claim_id,
        loan_id,
        skill_session_id,
        giving_id: sides.giving,
        taking_id: sides.taking,
        last_number: 0,
        last_message_id: id,
        last_at: cx.now,
        version: 0,
    };
    if conversation(cx.conn, about)?.is_none() {
        on_backend!(cx.conn, conn => diesel::insert_into(conversations::table)
            .values(&new)
            .on_conflict_do_nothing()
            .execute(conn))?;
    }
    let known = conversation(cx.conn, about)?.ok_or_else(Error::not_found)?;
    let change = (
        conversations::last_number.eq(conversations::last_number + 1),
        conversations::version.eq(conversations::version + 1),
        conversations::last_message_id.eq(id),
        conversations::last_at.eq(cx.now),
    );
    diesel::update(conversations::table.find(known.id)).set(change).execute(cx.conn)?;
    Ok(conversations::table.find(known.id).select(ConversationRow::as_select()).first(cx.conn)?)
}

/// Takes a message back: its text and photos are gone, its place stays. Once more changes nothing.
///
/// # Errors
/// 404 when the caller does not see it; 403 for others than its author; 409 when it is too old.
pub fn withdraw(cx: &mut Cx<'_>, actor: &Actor, id: MessageId) -> Result<Message, Error> {
    let row = message(cx.conn, id)?;
    let place = conversations::table.find(row.conversation_id);
    let known: ConversationRow = place.select(ConversationRow::as_select()).first(cx.conn)?;
    sides(cx.conn, actor, known.about().ok_or_else(Error::not_found)?)?;
    rules::withdraw(row.author_id == actor.user_id, row.created_at, cx.now).map_err(|refusal| refusal.problem())?;
    actor.finish_for(row.organisation_id)?;
    // First, because it waits for whoever writes or withdraws here now.
    diesel::update(place).set(conversations::version.eq(conversations::version + 1)).execute(cx.conn)?;
    let version: i64 = place.select(conversations::version).first(cx.conn)?;
    let change = (messages::text.eq(None::<String>), messages::withdrawn_at.eq(cx.now), messages::version.eq(version));
    let standing = messages::table.find(id).filter(messages::withdrawn_at.is_null());
    if diesel::update(standing).set(change).execute(cx.conn)? == 1 {
        photos::withdraw(cx.conn, id)?;
        marks::untell(cx, &row)?;
    }
    let row = message(cx.conn, id)?;
    shown(cx, actor, vec![row])?.pop().ok_or_else(Error::not_found)
}
