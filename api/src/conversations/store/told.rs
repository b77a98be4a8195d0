//! Mails about what was said: planned with a message, written by the worker a little later.

use super::marks;
use crate::accounts::store::users;
use crate::claims;
use crate::conversations::mails::{self, Said};
use crate::conversations::model::{About, ConversationRow, MessageRow};
use crate::conversations::rules::MAIL_AFTER;
use crate::db::schema::{conversation_mails as planned, conversations, messages};
use crate::events::mail::Recipient;
use crate::http::{Cx, Error};
use crate::photos::store::messages as photos;
use crate::{loans, on_backend, organisations, skill_sessions};
use diesel::prelude::*;
use shared::ids::{ConversationId, OrganisationId};

/// The most messages of one mail: what is older than these is on the page.
const MOST: i64 = 50;

/// Plans a mail about a message to the organisation that it is for; one that is planned already will tell of this one too.
///
/// # Errors
/// When the database fails.
pub(super) fn plan(cx: &mut Cx<'_>, new: &MessageRow, to: OrganisationId) -> Result<(), Error> {
    let row = (
        planned::conversation_id.eq(new.conversation_id),
        planned::organisation_id.eq(to),
        planned::from_number.eq(new.number),
        planned::due_at.eq(cx.now.plus(MAIL_AFTER)),
    );
    on_backend!(cx.conn, conn => diesel::insert_into(planned::table).values(row).on_conflict_do_nothing().execute(conn))?;
    Ok(())
}

/// Writes the mails that are due, at most `limit`, and tells how many were due. Whoever takes a planned one away writes it
/// in the same transaction: copies of the server share them, and none is written twice.
///
/// # Errors
/// When the database fails.
pub fn send_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<(ConversationId, OrganisationId, i64)> = planned::table
        .filter(planned::due_at.le(cx.now))
        .order(planned::due_at)
        .limit(limit)
        .select((planned::conversation_id, planned::organisation_id, planned::from_number))
        .load(cx.conn)?;
    for (conversation, organisation, from_number) in &due {
        let taken = planned::table.find((conversation, organisation)).filter(planned::from_number.eq(from_number));
        if diesel::delete(taken).execute(cx.conn)? == 1 {
            send(cx, *conversation, *organisation, *from_number)?;
        }
    }
    Ok(due.len())
}

fn send(cx: &mut Cx<'_>, id: ConversationId, to: OrganisationId, from_number: i64) -> Result<(), Error> {
    let row: ConversationRow = conversations::table.find(id).select(ConversationRow::as_select()).first(cx.conn)?;
    let said: Vec<MessageRow> = messages::table
        .filter(messages::conversation_id.eq(id))
        .filter(messages::number.ge(from_number))
        .filter(messages::organisation_id.ne(to))
        .filter(messages::withdrawn_at.is_null())
        .order(messages::number.desc())
        .limit(MOST)
        .select(MessageRow::as_select())
        .load(cx.conn)?;
    let Some(about) = row.about().filter(|_| !said.is_empty()) else {
        return Ok(());
    };
    let (title, recipients) = subject(cx, about, to)?;
    let other = row.other_than(to);
    let other = organisations::store::summaries(cx.conn, &[other])?.remove(&other).ok_or_else(Error::not_found)?;
    let names = users::names(cx.conn, said.iter().map(|message| message.author_id).collect())?;
    let photos = photos::of(cx.conn, &said.iter().map(|message| message.id).collect::<Vec<_>>())?;
    for recipient in recipients {
        let read = read_number(cx, &recipient, id)?;
        // Whoever has read it needs no mail.
        let unread = said.iter().rev().filter(|message| message.number > read);
        let lines: Vec<Said<'_>> = unread
            .map(|message| Said {
                author: names.get(&message.author_id).map_or("", String::as_str),
                text: message.text.as_deref().unwrap_or_default(),
                photos: photos.get(&message.id).map_or(0, Vec::len),
            })
            .collect();
        if !lines.is_empty() {
            mails::said(cx, &recipient, about, &title, &other.name, &lines)?;
        }
    }
    Ok(())
}

/// What it is about, and who hears of that on one of its sides.
fn subject(cx: &mut Cx<'_>, about: About, side: OrganisationId) -> Result<(String, Vec<Recipient>), Error> {
    match about {
        About::Claim(id) => {
            let title = claims::store::subjects(cx.conn, &[id])?.remove(&id).map(|(title, _)| title);
            Ok((title.unwrap_or_default(), claims::recipients(cx, id, side)?))
        }
        About::Loan(id) => {
            let title = loans::store::subjects(cx.conn, &[id])?.remove(&id).map(|(title, _)| title);
            Ok((title.unwrap_or_default(), loans::recipients(cx, side)?))
        }
        About::SkillSession(id) => {
            let title = skill_sessions::store::subjects(cx.conn, &[id])?.remove(&id).map(|(title, _)| title);
            Ok((title.unwrap_or_default(), skill_sessions::recipients(cx, side)?))
        }
    }
}

fn read_number(cx: &mut Cx<'_>, to: &Recipient, id: ConversationId) -> Result<i64, Error> {
    let mark = to.person.map(|person| marks::mark(cx.conn, person, id)).transpose()?.flatten();
    Ok(mark.map_or(0, |(_, read_number)| read_number))
}
