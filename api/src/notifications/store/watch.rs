//! What those who watch are sent.

use crate::db::expr::any_of;
use crate::db::schema::{memberships, notifications, organisations, sessions};
use crate::http::{Actor, Cx, Error, Identity};
use crate::notifications::model::NotificationRow;
use diesel::prelude::*;
use shared::ids::{NotificationId, OrganisationId, SessionId, UserId};
use shared::notifications::Notification;
use shared::organisations::OrganisationStatus;
use shared::time::{SECOND, UtcMillis};
use std::collections::{HashMap, HashSet};

/// How far back each look goes, in milliseconds. A transaction that was slow, or another server's whose clock is behind,
/// writes rows that are older than some that were seen before.
const WINDOW: i64 = 30 * SECOND;

/// The most notifications that a stream repeats when it is opened again.
const MAX_REPEATED: i64 = 100;

/// A person who watches, and for which organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Who.
    pub user_id: UserId,
    /// In which session.
    pub session_id: SessionId,
    /// The person's approved organisations.
    pub organisations: HashSet<OrganisationId>,
}

impl Watched {
    /// The caller, who may belong to no organisation or to one that is suspended: whoever may read notifications may watch
    /// them, and a browser whose stream was ended for a changed membership is not refused the next one.
    #[must_use]
    pub fn by(actor: &Actor, identity: Identity) -> Self {
        let Identity { user_id, session_id } = identity;
        Self { user_id, session_id, organisations: actor.approved_organisations().collect() }
    }
}

/// A notification that was written lately.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct Fresh {
    /// Which.
    pub id: NotificationId,
    /// Whose.
    pub user_id: UserId,
    /// When.
    pub created_at: UtcMillis,
}

/// Everybody's notifications of the last half minute.
///
/// # Errors
/// When the database fails.
pub fn fresh(cx: &mut Cx<'_>) -> Result<Vec<Fresh>, Error> {
    Ok(notifications::table
        .filter(notifications::created_at.gt(cx.now.plus(-WINDOW)))
        .order((notifications::created_at, notifications::id))
        .select((notifications::id, notifications::user_id, notifications::created_at))
        .load(cx.conn)?)
}

/// These notifications and whose they are, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn of_ids(cx: &mut Cx<'_>, ids: &[NotificationId]) -> Result<Vec<(UserId, Notification)>, Error> {
    let rows: Vec<NotificationRow> = notifications::table
        .filter(any_of(notifications::id, ids.iter().copied()))
        .order((notifications::created_at, notifications::id))
        .select(NotificationRow::as_select())
        .load(cx.conn)?;
    rows.into_iter().map(|row| Ok((row.user_id, row.shown()?))).collect()
}

/// What a stream that is opened repeats, the oldest first: what the caller was told since the last one that he or she has
/// seen; and those of the last half minute, which are not sent again. Some that were seen may be repeated.
///
/// # Errors
/// When the database fails.
pub fn since(
    cx: &mut Cx<'_>,
    actor: &Actor,
    last: Option<NotificationId>,
) -> Result<(Vec<Notification>, HashMap<NotificationId, UtcMillis>), Error> {
    let own = notifications::table.filter(notifications::user_id.eq(actor.user_id));
    let lately = own.filter(notifications::created_at.gt(cx.now.plus(-WINDOW)));
    let known: Vec<(NotificationId, UtcMillis)> =
        lately.select((notifications::id, notifications::created_at)).load(cx.conn)?;
    let Some(last) = last else { return Ok((Vec::new(), known.into_iter().collect())) };
    let seen = own.filter(notifications::id.eq(last)).select(notifications::created_at).first(cx.conn).optional()?;
    let Some(seen) = seen else { return Ok((Vec::new(), known.into_iter().collect())) };
    let seen: UtcMillis = seen;
    let mut rows: Vec<NotificationRow> = own
        .filter(notifications::created_at.ge(seen))
        .filter(notifications::id.ne(last))
        .order((notifications::created_at.desc(), notifications::id.desc()))
        .limit(MAX_REPEATED)
        .select(NotificationRow::as_select())
        .load(cx.conn)?;
    rows.reverse();
    let repeated = rows.into_iter().map(NotificationRow::shown).collect::<Result<_, _>>()?;
    Ok((repeated, known.into_iter().collect()))
}

/// Which of these still watch rightly: the session goes on, and the organisations are those of the beginning.
///
/// # Errors
/// When the database fails.
pub fn still_there(cx: &mut Cx<'_>, watched: &[Watched]) -> Result<HashSet<SessionId>, Error> {
    let going_on = sessions::table.filter(any_of(sessions::id, watched.iter().map(|one| one.session_id)));
    let going_on: HashSet<SessionId> = going_on.select(sessions::id).load(cx.conn)?.into_iter().collect();
    let places: Vec<(UserId, OrganisationId)> = memberships::table
        .inner_join(organisations::table)
        .filter(any_of(memberships::user_id, watched.iter().map(|one| one.user_id)))
        .filter(organisations::status.eq(OrganisationStatus::Approved))
        .select((memberships::user_id, memberships::organisation_id))
        .load(cx.conn)?;
    let mut of_person: HashMap<UserId, HashSet<OrganisationId>> = HashMap::new();
    for (person, organisation) in places {
        of_person.entry(person).or_default().insert(organisation);
    }
    let nowhere = HashSet::new();
    let rightly = watched.iter().filter(|one| {
        going_on.contains(&one.session_id) && of_person.get(&one.user_id).unwrap_or(&nowhere) == &one.organisations
    });
    Ok(rightly.map(|one| one.session_id).collect())
}
