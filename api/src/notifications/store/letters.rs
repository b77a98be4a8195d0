//! Mails of what was not read: whoever takes the rows writes the mail, in the same transaction.

use super::preferences::{of_people, stop_token};
use crate::accounts::store::users;
use crate::answers;
use crate::db::schema::notifications;
use crate::events::mail::{Mail, Recipient, queue};
use crate::http::{Cx, Error};
use crate::notifications::mails::{self, Told};
use crate::notifications::model::NotificationRow;
use crate::notifications::rules::hours::after_quiet;
use crate::notifications::sms;
use diesel::prelude::*;
use shared::ids::UserId;
use shared::notifications::{Notification, NotificationKind, Way};
use shared::time::UtcMillis;

/// The most notifications of one mail.
const MAX_LINES: i64 = 50;

/// Writes the mails that are due, one a person. Returns how many people had their turn.
///
/// # Errors
/// When the database fails.
pub fn send_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<UserId> = notifications::table
        .filter(notifications::mail_due_at.is_not_null())
        .filter(notifications::mail_due_at.le(cx.now))
        .order((notifications::mail_due_at, notifications::user_id))
        .limit(limit)
        .select(notifications::user_id)
        .load(cx.conn)?;
    let mut people: Vec<UserId> = Vec::new();
    for person in due {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    for person in &people {
        send(cx, *person)?;
    }
    Ok(people.len())
}

fn send(cx: &mut Cx<'_>, person: UserId) -> Result<(), Error> {
    let due: Vec<(NotificationRow, Option<UtcMillis>)> = notifications::table
        .filter(notifications::mail_due_at.is_not_null())
        .filter(notifications::mail_due_at.le(cx.now))
        .filter(notifications::user_id.eq(person))
        .order((notifications::mail_due_at, notifications::id))
        .limit(MAX_LINES)
        .select((NotificationRow::as_select(), notifications::mail_due_at))
        .load(cx.conn)?;
    let wanted = of_people(cx, &[person])?.remove(&person).unwrap_or_default();
    let mut news = Vec::new();
    for (row, due_at) in due {
        let as_seen = notifications::table.find(row.id).filter(notifications::mail_due_at.eq(due_at));
        let taken = diesel::update(as_seen).set(notifications::mail_due_at.eq(None::<UtcMillis>)).execute(cx.conn)?;
        let shown = row.shown()?;
        // Read meanwhile, or mails of it are wanted no more.
        let is_wanted = shown.read_at.is_none() && matches!(wanted.way(shown.kind), Way::AtOnce | Way::Daily);
        if taken == 1 && is_wanted {
            let answer = answer_link(cx, person, &shown)?;
            news.push(Told { news: shown, answer });
        }
    }
    if news.is_empty() {
        return Ok(());
    }
    let token = stop_token(cx, person)?;
    let to = users::recipient(cx.conn, person)?;
    if let Some(number) = wanted.sms_to.as_deref().filter(|_| cx.settings.sms.is_set()) {
        sms::told(cx, number, to.locale, &news)?;
    }
    mails::told(cx, &to, &token, &news)
}

/// The secret of the link with which the person can answer without logging in, where it is about an offer to take.
fn answer_link(cx: &mut Cx<'_>, person: UserId, news: &Notification) -> Result<Option<String>, Error> {
    if news.kind != NotificationKind::OfferFits {
        return Ok(None);
    }
    answers::store::link(cx, person, news.organisation_id, &news.facts)
}

/// Sends a mail of a step that has its own words, where its recipient wants mails of this kind at once; after the quiet
/// hours, if it is one of them.
///
/// # Errors
/// When the database fails.
pub fn mail(cx: &mut Cx<'_>, to: &Recipient, kind: NotificationKind, mail: Mail) -> Result<(), Error> {
    let Some(person) = to.person else { return queue(cx, mail) };
    let wanted = of_people(cx, &[person])?.remove(&person).unwrap_or_default();
    if wanted.way(kind) != Way::AtOnce {
        return Ok(());
    }
    let not_before = after_quiet(cx.now, &wanted, cx.settings.time_zone);
    queue(cx, Mail { not_before: Some(not_before), ..mail })
}
