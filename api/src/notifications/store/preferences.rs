//! What people want to be told. Who has chosen nothing has no rows.

use crate::accounts::secret::Secret;
use crate::db::expr::any_of;
use crate::db::schema::{notification_hours, notification_wishes};
use crate::http::{Actor, Cx, Error};
use crate::on_backend;
use diesel::prelude::*;
use shared::ids::UserId;
use shared::notifications::{MailsPreview, NotificationKind, NotificationPreferences, Way, Wish};
use std::collections::HashMap;

/// What the caller wants to be told, every kind once.
///
/// # Errors
/// When the database fails.
pub fn preferences(cx: &mut Cx<'_>, actor: &Actor) -> Result<NotificationPreferences, Error> {
    Ok(of_people(cx, &[actor.user_id])?.remove(&actor.user_id).unwrap_or_default())
}

/// What each of these people wants; those who have chosen nothing are left out.
///
/// # Errors
/// When the database fails.
pub(super) fn of_people(cx: &mut Cx<'_>, people: &[UserId]) -> Result<HashMap<UserId, NotificationPreferences>, Error> {
    let hours: Vec<(UserId, i64, i64, i64, Option<String>)> = notification_hours::table
        .filter(any_of(notification_hours::user_id, people.iter().copied()))
        .select((
            notification_hours::user_id,
            notification_hours::daily_hour,
            notification_hours::quiet_from,
            notification_hours::quiet_until,
            notification_hours::sms_to,
        ))
        .load(cx.conn)?;
    let chosen: Vec<(UserId, NotificationKind, Way)> =
        notification_wishes::table.filter(any_of(notification_wishes::user_id, people.iter().copied())).load(cx.conn)?;
    let mut found: HashMap<UserId, NotificationPreferences> = HashMap::new();
    for (person, daily_hour, quiet_from, quiet_until, sms_to) in hours {
        let [daily_hour, quiet_from, quiet_until] =
            [daily_hour, quiet_from, quiet_until].map(|hour| u32::try_from(hour).unwrap_or_default());
        let usual = NotificationPreferences::default();
        found.insert(person, NotificationPreferences { daily_hour, quiet_from, quiet_until, sms_to, ..usual });
    }
    for (person, kind, way) in chosen {
        let wishes = &mut found.entry(person).or_default().wishes;
        wishes.iter_mut().filter(|wish| wish.kind == kind).for_each(|wish| wish.way = way);
    }
    Ok(found)
}

/// The caller wants to be told like this from now on.
///
/// # Errors
/// When the database fails.
pub fn replace(cx: &mut Cx<'_>, actor: &Actor, wanted: &NotificationPreferences) -> Result<NotificationPreferences, Error> {
    stop_token(cx, actor.user_id)?;
    diesel::update(notification_hours::table.find(actor.user_id))
        .set((
            notification_hours::daily_hour.eq(i64::from(wanted.daily_hour)),
            notification_hours::quiet_from.eq(i64::from(wanted.quiet_from)),
            notification_hours::quiet_until.eq(i64::from(wanted.quiet_until)),
            notification_hours::sms_to.eq(&wanted.sms_to),
        ))
        .execute(cx.conn)?;
    let own = notification_wishes::table.filter(notification_wishes::user_id.eq(actor.user_id));
    diesel::delete(own).execute(cx.conn)?;
    for kind in NotificationKind::ALL {
        let way = wanted.way(*kind);
        if way != kind.usual_way() {
            choose(cx, actor.user_id, Wish { kind: *kind, way })?;
        }
    }
    preferences(cx, actor)
}

fn choose(cx: &mut Cx<'_>, person: UserId, wish: Wish) -> Result<(), Error> {
    diesel::delete(notification_wishes::table.find((person, wish.kind))).execute(cx.conn)?;
    let row = (
        notification_wishes::user_id.eq(person),
        notification_wishes::kind.eq(wish.kind),
        notification_wishes::way.eq(wish.way),
    );
    diesel::insert_into(notification_wishes::table).values(row).execute(cx.conn)?;
    Ok(())
}

/// The secret of the link that stops a person's mails; made where there is none yet.
///
/// # Errors
/// When the database fails.
pub(super) fn stop_token(cx: &mut Cx<'_>, person: UserId) -> Result<String, Error> {
    let usual = NotificationPreferences::default();
    let row = (
        notification_hours::user_id.eq(person),
        notification_hours::daily_hour.eq(i64::from(usual.daily_hour)),
        notification_hours::quiet_from.eq(i64::from(usual.quiet_from)),
        notification_hours::quiet_until.eq(i64::from(usual.quiet_until)),
        notification_hours::stop_token.eq(Secret::random()?.reveal().to_owned()),
    );
    on_backend!(cx.conn, conn => diesel::insert_into(notification_hours::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(notification_hours::table.find(person).select(notification_hours::stop_token).first(cx.conn)?)
}

/// Whether whoever holds this link gets mails of notifications.
///
/// # Errors
/// 404 when the link is none of ours.
pub fn find_mails(cx: &mut Cx<'_>, token: &str) -> Result<MailsPreview, Error> {
    let person = owner(cx, token)?;
    let preferences = of_people(cx, &[person])?.remove(&person).unwrap_or_default();
    let any = preferences.wishes.iter().any(|wish| sends(wish.way));
    Ok(MailsPreview { any })
}

/// No more mails of notifications to the owner of this link; the application still tells. Also answers whose it is.
///
/// # Errors
/// 404 when the link is none of ours.
pub fn stop_mails(cx: &mut Cx<'_>, token: &str) -> Result<(UserId, MailsPreview), Error> {
    let person = owner(cx, token)?;
    let preferences = of_people(cx, &[person])?.remove(&person).unwrap_or_default();
    for wish in preferences.wishes.into_iter().filter(|wish| sends(wish.way)) {
        choose(cx, person, Wish { way: Way::App, ..wish })?;
    }
    Ok((person, MailsPreview { any: false }))
}

fn owner(cx: &mut Cx<'_>, token: &str) -> Result<UserId, Error> {
    let link = notification_hours::table.filter(notification_hours::stop_token.eq(token));
    link.select(notification_hours::user_id).first(cx.conn).optional()?.ok_or_else(Error::not_found)
}

const fn sends(way: Way) -> bool {
    matches!(way, Way::AtOnce | Way::Daily)
}
