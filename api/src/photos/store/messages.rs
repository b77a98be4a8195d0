//! Photos of messages: sent by who is about to write, taken along by the message, gone when it is taken back.

use super::keep;
use crate::conversations::{self, About};
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{message_photos, message_uploads as uploads, photos};
use crate::engine::pictures::Picture;
use crate::http::{Actor, Cx, Error};
use crate::on_backend;
use diesel::prelude::*;
use shared::conversations::{MessagePhoto, NewMessagePhoto};
use shared::ids::{MessageId, PhotoId, UserId};
use shared::photos::Photo;
use shared::text::tidy;
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};

/// How many photos of one person wait for a message about one thing. More than a message takes, because people change their
/// minds; beyond, the oldest goes.
const MOST_WAITING: usize = 20;

/// Keeps a photo for the caller's next message about something; sent again, it is still one.
///
/// # Errors
/// As for the message itself: 404, 403, 409.
pub fn add(cx: &mut Cx<'_>, actor: &Actor, about: About, picture: &Picture) -> Result<Photo, Error> {
    conversations::store::may_write(cx, actor, about)?;
    let photo = keep(cx, picture)?;
    let row = (
        uploads::about_id.eq(about.id()),
        uploads::user_id.eq(actor.user_id),
        uploads::photo_id.eq(photo.id),
        uploads::uploaded_at.eq(cx.now),
    );
    on_backend!(cx.conn, conn => diesel::insert_into(uploads::table)
        .values(row)
        .on_conflict((uploads::about_id, uploads::user_id, uploads::photo_id))
        .do_update()
        .set(uploads::uploaded_at.eq(cx.now))
        .execute(conn))?;
    make_room(cx.conn, about, actor.user_id, photo.id)?;
    Ok(photo)
}

/// Lets go of the oldest beyond [`MOST_WAITING`], never of the newest.
fn make_room(conn: &mut Conn, about: About, author: UserId, newest: PhotoId) -> Result<(), Error> {
    let others = uploads::table
        .filter(uploads::about_id.eq(about.id()))
        .filter(uploads::user_id.eq(author))
        .filter(uploads::photo_id.ne(newest));
    let others: Vec<PhotoId> = others.order(uploads::uploaded_at.desc()).select(uploads::photo_id).load(conn)?;
    for surplus in others.into_iter().skip(MOST_WAITING - 1) {
        diesel::delete(uploads::table.find((about.id(), author, surplus))).execute(conn)?;
    }
    Ok(())
}

/// Refuses photos that do not wait for a message of this person about this thing.
///
/// # Errors
/// 422 for the first of them, and for one that is named twice.
pub fn check(conn: &mut Conn, about: About, author: UserId, new: &[NewMessagePhoto]) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let waiting = uploads::table.filter(uploads::about_id.eq(about.id())).filter(uploads::user_id.eq(author));
    let waiting: Vec<PhotoId> = waiting.select(uploads::photo_id).load(conn)?;
    let mut waiting: HashSet<PhotoId> = waiting.into_iter().collect();
    match (0..).zip(new).find(|(_, photo)| !waiting.remove(&photo.id)) {
        Some((at, _)) => Err(unknown(at)),
        None => Ok(()),
    }
}

/// Gives a message the photos that have waited for it.
///
/// # Errors
/// 422 when one does not wait any more, because another message was faster.
pub fn attach(
    conn: &mut Conn,
    about: About,
    author: UserId,
    message: MessageId,
    new: &[NewMessagePhoto],
) -> Result<(), Error> {
    for (position, photo) in (0..).zip(new) {
        if diesel::delete(uploads::table.find((about.id(), author, photo.id))).execute(conn)? != 1 {
            return Err(unknown(position));
        }
        let row = (
            message_photos::message_id.eq(message),
            message_photos::position.eq(position),
            message_photos::photo_id.eq(photo.id),
            message_photos::alt.eq(photo.alt.as_deref().and_then(tidy)),
        );
        diesel::insert_into(message_photos::table).values(row).execute(conn)?;
    }
    Ok(())
}

fn unknown(position: i64) -> Error {
    Error::invalid(&format!("/photos/{position}/id"), "unknown")
}

/// The photos of messages, in their order; of those that have some.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, ids: &[MessageId]) -> Result<HashMap<MessageId, Vec<MessagePhoto>>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(MessageId, PhotoId, Option<String>)> = message_photos::table
        .filter(any_of(message_photos::message_id, ids.iter().copied()))
        .order((message_photos::message_id, message_photos::position))
        .select((message_photos::message_id, message_photos::photo_id, message_photos::alt))
        .load(conn)?;
    // Asked apart: most messages have none, and PostgreSQL would read all photos to join them.
    let known = sizes(conn, rows.iter().map(|(_, id, _)| *id).collect())?;
    let mut shown: HashMap<MessageId, Vec<MessagePhoto>> = HashMap::new();
    for (message, id, alt) in rows {
        if let Some(photo) = known.get(&id) {
            shown.entry(message).or_default().push(MessagePhoto { photo: *photo, alt });
        }
    }
    Ok(shown)
}

fn sizes(conn: &mut Conn, ids: Vec<PhotoId>) -> Result<HashMap<PhotoId, Photo>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(PhotoId, i64, i64)> =
        photos::table.filter(any_of(photos::id, ids)).select((photos::id, photos::width, photos::height)).load(conn)?;
    Ok(rows.into_iter().map(|(id, width, height)| (id, Photo { id, width, height })).collect())
}

/// A message is taken back: nothing of it is to be seen any more.
///
/// # Errors
/// When the database fails.
pub fn withdraw(conn: &mut Conn, message: MessageId) -> Result<(), Error> {
    diesel::delete(message_photos::table.filter(message_photos::message_id.eq(message))).execute(conn)?;
    Ok(())
}

/// Whether a message that the caller sees shows the photo, or one of the caller's own will.
///
/// # Errors
/// When the database fails.
pub(super) fn is_shown(conn: &mut Conn, actor: &Actor, id: PhotoId) -> Result<bool, Error> {
    let own = uploads::table.filter(uploads::photo_id.eq(id)).filter(uploads::user_id.eq(actor.user_id));
    let own: i64 = own.count().get_result(conn)?;
    let showing = message_photos::table.filter(message_photos::photo_id.eq(id));
    let showing: Vec<MessageId> = showing.select(message_photos::message_id).load(conn)?;
    Ok(own > 0 || (!showing.is_empty() && conversations::store::sees_any(conn, actor, &showing)?))
}

/// Forgets what was sent before an instant and taken along by no message.
///
/// # Errors
/// When the database fails.
pub(super) fn forget_unsent(conn: &mut Conn, before: UtcMillis) -> Result<(), Error> {
    diesel::delete(uploads::table.filter(uploads::uploaded_at.le(before))).execute(conn)?;
    Ok(())
}
