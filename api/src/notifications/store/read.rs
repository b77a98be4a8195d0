//! One's own notifications.

use crate::db::expr::literal;
use crate::db::schema::notifications;
use crate::http::{Actor, Cx, Error, page};
use crate::notifications::model::NotificationRow;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::NotificationId;
use shared::notifications::{MAX_UNREAD, NotificationPage, NotificationQuery, UnreadNotifications};
use shared::time::UtcMillis;

/// Text without parameters, word for word the condition of the partial index.
const IS_UNREAD: &str = "read_at IS NULL";

/// The sort key of the last row of a page.
type Key = (i64, NotificationId);

/// A page of the caller's notifications, newest first.
///
/// # Errors
/// 400 for a cursor of another list; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &NotificationQuery) -> Result<NotificationPage, Error> {
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&NotificationQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut rows = notifications::table.filter(notifications::user_id.eq(actor.user_id)).into_boxed();
    if query.unread == Some(true) {
        rows = rows.filter(literal::<Bool>(IS_UNREAD));
    }
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        rows =
            rows.filter(notifications::created_at.le(at).and(notifications::created_at.lt(at).or(notifications::id.lt(id))));
    }
    let rows = rows.order((notifications::created_at.desc(), notifications::id.desc()));
    let rows = rows.limit(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let mut rows: Vec<NotificationRow> = rows.select(NotificationRow::as_select()).load(cx.conn)?;
    let last = page::cut(&mut rows, limit, |row| (row.created_at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    let items = rows.into_iter().map(NotificationRow::shown).collect::<Result<_, _>>()?;
    Ok(NotificationPage { items, next_cursor })
}

/// How many of the caller's notifications are unread, up to a hundred.
///
/// # Errors
/// When the database fails.
pub fn unread(cx: &mut Cx<'_>, actor: &Actor) -> Result<UnreadNotifications, Error> {
    let ids: Vec<NotificationId> = notifications::table
        .filter(notifications::user_id.eq(actor.user_id))
        .filter(literal::<Bool>(IS_UNREAD))
        .order((notifications::created_at.desc(), notifications::id.desc()))
        .limit(i64::from(MAX_UNREAD))
        .select(notifications::id)
        .load(cx.conn)?;
    Ok(UnreadNotifications { count: u32::try_from(ids.len()).unwrap_or(MAX_UNREAD) })
}
