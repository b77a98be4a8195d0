//! Telling people, and what they have read.

use super::preferences::of_people;
use crate::db::schema::notifications;
use crate::http::{Actor, Cx, Error};
use crate::notifications::model::News;
use crate::notifications::rules::hours::{after_quiet, mail_due};
use crate::on_backend;
use diesel::prelude::*;
use shared::ids::{NotificationId, OrganisationId, UserId};
use shared::notifications::{NotificationKind, NotificationPreferences, Way};
use uuid::Uuid;

/// Tells people, within the caller's write transaction. Who was told of the same cause already is not told again.
/// Returns how many were told.
///
/// # Errors
/// When the database fails.
pub fn tell_people(cx: &mut Cx<'_>, people: &[UserId], news: &News) -> Result<usize, Error> {
    // A step has a mail of its own, with more to say, for those who want one at once.
    let facts = &news.facts;
    let is_freed = news.kind == NotificationKind::EquipmentFreed;
    let has_own_mail = facts.claim_id.is_some() || facts.loan_id.is_some() || is_freed;
    tell(cx, people, news, has_own_mail)
}

/// As [`tell_people`], of what has a mail of its own for those who want one at once.
///
/// # Errors
/// When the database fails.
pub fn tell_beside_mail(cx: &mut Cx<'_>, people: &[UserId], news: &News) -> Result<usize, Error> {
    tell(cx, people, news, true)
}

fn tell(cx: &mut Cx<'_>, people: &[UserId], news: &News, has_own_mail: bool) -> Result<usize, Error> {
    let facts = serde_json::to_string(&news.facts).map_err(|error| Error::Internal(error.to_string()))?;
    let wanted = of_people(cx, people)?;
    let mut told = 0;
    for person in people {
        let usual = NotificationPreferences::default();
        let wanted = wanted.get(person).unwrap_or(&usual);
        let way = wanted.way(news.kind);
        if way == Way::Off {
            continue;
        }
        let way = if way == Way::AtOnce && has_own_mail { Way::App } else { way };
        let zone = cx.settings.time_zone;
        let mail_due_at = match way {
            // Whoever must answer in time has the mail at once, whether a browser is open or not.
            Way::AtOnce if news.facts.answer_by.is_some() => Some(after_quiet(cx.now, wanted, zone)),
            way => mail_due(way, wanted, cx.now, zone),
        };
        let row = (
            notifications::id.eq(NotificationId(Uuid::now_v7())),
            notifications::user_id.eq(person),
            notifications::organisation_id.eq(news.organisation_id),
            notifications::kind.eq(news.kind),
            notifications::cause.eq(&news.cause),
            notifications::facts.eq(&facts),
            notifications::created_at.eq(cx.now),
            notifications::mail_due_at.eq(mail_due_at),
        );
        told += on_backend!(cx.conn, conn => diesel::insert_into(notifications::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(conn))?;
    }
    Ok(told)
}

/// The caller has read a notification; nothing changes where that was so already.
///
/// # Errors
/// 404 when the caller has no such notification.
pub fn read(cx: &mut Cx<'_>, actor: &Actor, id: NotificationId) -> Result<(), Error> {
    let own = notifications::table.find(id).filter(notifications::user_id.eq(actor.user_id));
    let first = diesel::update(own.filter(notifications::read_at.is_null()));
    if first.set(notifications::read_at.eq(cx.now)).execute(cx.conn)? == 1 {
        return Ok(());
    }
    let known: Option<NotificationId> = own.select(notifications::id).first(cx.conn).optional()?;
    known.map(|_| ()).ok_or_else(Error::not_found)
}

/// The caller has read all that there is until now.
///
/// # Errors
/// When the database fails.
pub fn read_all(cx: &mut Cx<'_>, actor: &Actor) -> Result<(), Error> {
    let unread = notifications::table
        .filter(notifications::user_id.eq(actor.user_id))
        .filter(notifications::created_at.le(cx.now))
        .filter(notifications::read_at.is_null());
    diesel::update(unread).set(notifications::read_at.eq(cx.now)).execute(cx.conn)?;
    Ok(())
}

/// Takes an organisation's notifications from a person who belongs to it no more: they tell what its members alone know.
///
/// # Errors
/// When the database fails.
pub fn take_from(cx: &mut Cx<'_>, person: UserId, organisation: OrganisationId) -> Result<(), Error> {
    let told = notifications::table
        .filter(notifications::user_id.eq(person))
        .filter(notifications::organisation_id.eq(organisation));
    diesel::delete(told).execute(cx.conn)?;
    Ok(())
}
