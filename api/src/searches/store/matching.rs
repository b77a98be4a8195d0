//! Offers that were published or edited, held against the saved searches. The queue is part of the publication; its row
//! goes in the transaction that writes hits and mails, so each offer is matched once however many servers share the work.

use super::SavedSearchRow;
use super::alerts::tell;
use super::write::{ANY, organisation_anchor};
use crate::accounts::store::users;
use crate::db::full_text;
use crate::db::schema::{offers, offers_to_match, saved_search_anchors, saved_search_hits, saved_searches};
use crate::http::{Actor, Cx, Error};
use crate::on_backend;
use crate::searches::mails::{self, Line};
use diesel::prelude::*;
use shared::ids::{OfferId, OrganisationId, UserId};
use shared::saved_searches::Alert;
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};

/// An offer that is matched.
struct Fresh {
    id: OfferId,
    organisation_id: OrganisationId,
    title: String,
    tokens: String,
}

/// Matches offers that wait for it, the longest waiting first. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn match_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let waiting: Vec<(OfferId, UtcMillis)> =
        offers_to_match::table.order((offers_to_match::queued_at, offers_to_match::offer_id)).limit(limit).load(cx.conn)?;
    let mut done = 0;
    for (id, queued_at) in waiting {
        // Whoever takes the row matches the offer; an edit meanwhile queues it again.
        let own = offers_to_match::table.find(id).filter(offers_to_match::queued_at.eq(queued_at));
        if diesel::delete(own).execute(cx.conn)? == 1 {
            match_offer(cx, id)?;
            done += 1;
        }
    }
    Ok(done)
}

fn match_offer(cx: &mut Cx<'_>, id: OfferId) -> Result<(), Error> {
    let (organisation_id, title) = offers::table.find(id).select((offers::organisation_id, offers::title)).first(cx.conn)?;
    let fresh = Fresh { id, organisation_id, title, tokens: full_text::tokens(cx.conn, id)? };
    let mut people: HashMap<UserId, Actor> = HashMap::new();
    for search in asked_for(cx, &fresh)? {
        let user_id = search.user_id;
        let actor = match people.get(&user_id) {
            Some(actor) => actor.clone(),
            None => people.entry(user_id).or_insert(Actor::of(cx.conn, user_id)?).clone(),
        };
        if finds(cx, &actor, &search, &fresh)? && record(cx, &search, &fresh)? && search.alert == Alert::AtOnce {
            alert(cx, &search, &fresh)?;
        }
    }
    Ok(())
}

/// The searches that this offer may satisfy: those that are anchored to something that it has.
fn asked_for(cx: &mut Cx<'_>, fresh: &Fresh) -> Result<Vec<SavedSearchRow>, Error> {
    let own = organisation_anchor(fresh.organisation_id);
    let anchors: HashSet<&str> = fresh.tokens.split(' ').chain([ANY, own.as_str()]).collect();
    let ids = saved_search_anchors::table
        .filter(saved_search_anchors::anchor.eq_any(anchors))
        .select(saved_search_anchors::search_id);
    let rows = saved_searches::table.filter(saved_searches::id.eq_any(ids)).order(saved_searches::id);
    Ok(rows.select(SavedSearchRow::as_select()).load(cx.conn)?)
}

/// Whether the board would show the offer to this person under these filters. Never the person's own organisation's.
fn finds(cx: &mut Cx<'_>, actor: &Actor, search: &SavedSearchRow, fresh: &Fresh) -> Result<bool, Error> {
    if actor.belongs_to(fresh.organisation_id) || actor.see_network().is_err() {
        return Ok(false);
    }
    let text: crate::engine::text_query::TextQuery =
        serde_json::from_str(&search.text_query).map_err(|error| Error::Internal(error.to_string()))?;
    let tokens: HashSet<&str> = fresh.tokens.split(' ').collect();
    Ok(text.holds_for(&tokens) && crate::offers::is_found(cx, actor, &search.filters()?.to_query(), fresh.id)?)
}

/// Remembers the hit; `false` when it was known.
fn record(cx: &mut Cx<'_>, search: &SavedSearchRow, fresh: &Fresh) -> Result<bool, Error> {
    let row = (
        saved_search_hits::search_id.eq(search.id),
        saved_search_hits::offer_id.eq(fresh.id),
        saved_search_hits::matched_at.eq(cx.now),
    );
    let written = on_backend!(cx.conn, conn => diesel::insert_into(saved_search_hits::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(written == 1)
}

fn alert(cx: &mut Cx<'_>, search: &SavedSearchRow, fresh: &Fresh) -> Result<(), Error> {
    if tell(cx, search.user_id, fresh.id)? {
        let to = users::recipient(cx.conn, search.user_id)?;
        let line = Line { id: fresh.id, title: fresh.title.clone() };
        mails::found(cx, &to, &search.name, &search.stop_token, &[line])?;
    }
    Ok(())
}
