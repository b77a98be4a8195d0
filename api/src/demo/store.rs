//! Queries that only the demonstration needs.

use crate::accounts::rules::email_key;
use crate::db::expr::any_of;
use crate::db::schema::{
    allocation_rounds, claims, collection_rounds, collection_routes, conversation_mails, equipment, lot_balances, needs,
    notifications, offers, organisations, outbox, sites, skill_listings, standing_requests, tours, users, weekly_activities,
};
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::claims::ClaimState;
use shared::collection_rounds::CollectionRoundState;
use shared::ids::{
    AllocationRoundId, ClaimId, CollectionRoundId, CollectionRouteId, OfferId, OrganisationId, SiteId, UserId,
};
use shared::needs::NeedStatus;
use shared::offers::OfferStatus;
use shared::rounds::RoundStatus;
use shared::time::UtcMillis;
use shared::tours::TourState;

/// Source keys of the demonstration's organisations begin so.
const MARK: &str = "demo/";
/// Addresses of its accounts end so.
const ADDRESSES: &str = "%@demo.example.org";

fn source_key(key: &str) -> String {
    format!("{MARK}{key}")
}

/// The demonstration's organisation of this key.
pub(super) fn organisation(cx: &mut Cx<'_>, key: &str) -> Result<Option<OrganisationId>, Error> {
    let known = organisations::table.filter(organisations::source_key.eq(source_key(key))).select(organisations::id);
    Ok(known.first(cx.conn).optional()?)
}

/// Marks an organisation as the demonstration's.
pub(super) fn mark(cx: &mut Cx<'_>, id: OrganisationId, key: &str) -> Result<(), Error> {
    diesel::update(organisations::table.find(id)).set(organisations::source_key.eq(source_key(key))).execute(cx.conn)?;
    Ok(())
}

/// How many organisations are the demonstration's, and how many are not.
pub(super) fn counts(cx: &mut Cx<'_>) -> Result<(i64, i64), Error> {
    let all: i64 = organisations::table.count().get_result(cx.conn)?;
    let demo = organisations::table.filter(organisations::source_key.like(format!("{MARK}%")));
    let demo: i64 = demo.count().get_result(cx.conn)?;
    Ok((demo, all - demo))
}

/// The account of an e-mail address.
pub(super) fn user(cx: &mut Cx<'_>, email: &str) -> Result<Option<UserId>, Error> {
    let account = users::table.filter(users::email_key.eq(email_key(email))).select(users::id);
    Ok(account.first(cx.conn).optional()?)
}

/// An organisation's site of this name.
pub(super) fn site(cx: &mut Cx<'_>, organisation: OrganisationId, name: &str) -> Result<Option<SiteId>, Error> {
    let site = sites::table.filter(sites::organisation_id.eq(organisation)).filter(sites::name.eq(name));
    Ok(site.select(sites::id).first(cx.conn).optional()?)
}

/// How many offers of the demonstration can be claimed now.
pub(super) fn open_offers(cx: &mut Cx<'_>) -> Result<i64, Error> {
    let open = offers::table
        .inner_join(organisations::table)
        .filter(organisations::source_key.like(format!("{MARK}%")))
        .filter(offers::status.eq(OfferStatus::Open))
        .filter(offers::closes_at.gt(cx.now));
    Ok(open.count().get_result(cx.conn)?)
}

/// Whether the demonstration's organisations have nothing to lend yet.
pub(super) fn lends_nothing(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let lent = equipment::table.inner_join(organisations::table).filter(organisations::source_key.like(format!("{MARK}%")));
    Ok(lent.count().get_result::<i64>(cx.conn)? == 0)
}

/// Whether the demonstration's organisations offer and look for no skill yet.
pub(super) fn knows_nothing(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let listed = skill_listings::table.inner_join(organisations::table);
    let listed = listed.filter(organisations::source_key.like(format!("{MARK}%")));
    Ok(listed.count().get_result::<i64>(cx.conn)? == 0)
}

/// Below this many lots that can still be given the warehouse is filled again.
const ENOUGH_LOTS: i64 = 10;

/// Whether the demonstration's organisations have few lots that can still be given.
pub(super) fn stores_little(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let today = crate::offers::today(cx.now, cx.settings.time_zone);
    let fresh = lot_balances::table
        .inner_join(organisations::table)
        .filter(organisations::source_key.like(format!("{MARK}%")))
        .filter(lot_balances::grams.gt(0))
        .filter(lot_balances::due_on.ge(today));
    Ok(fresh.count().get_result::<i64>(cx.conn)? < ENOUGH_LOTS)
}

/// Whether the demonstration's sites have counted nobody yet.
pub(super) fn counts_nothing(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let counted = weekly_activities::table.inner_join(organisations::table);
    let counted = counted.filter(organisations::source_key.like(format!("{MARK}%")));
    Ok(counted.count().get_result::<i64>(cx.conn)? == 0)
}

/// Whether the demonstration's sites have never said what they need in every round.
pub(super) fn asks_for_nothing(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let asking = standing_requests::table
        .inner_join(organisations::table.on(organisations::id.eq(standing_requests::organisation_id)))
        .filter(organisations::source_key.like(format!("{MARK}%")));
    Ok(asking.count().get_result::<i64>(cx.conn)? == 0)
}

/// Whether no round of the demonstration is to be fetched today or later.
pub(super) fn shares_nothing_ahead(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let today = crate::offers::today(cx.now, cx.settings.time_zone);
    let ahead = allocation_rounds::table
        .inner_join(organisations::table.on(organisations::id.eq(allocation_rounds::organisation_id)))
        .filter(organisations::source_key.like(format!("{MARK}%")))
        .filter(allocation_rounds::fetched_on.ge(today));
    Ok(ahead.count().get_result::<i64>(cx.conn)? == 0)
}

/// Rounds of the demonstration whose day is over, and which are neither closed nor given up; whether each is published.
pub(super) fn rounds_of_the_past(cx: &mut Cx<'_>) -> Result<Vec<(AllocationRoundId, bool)>, Error> {
    let today = crate::offers::today(cx.now, cx.settings.time_zone);
    let open = [RoundStatus::Draft, RoundStatus::Computed, RoundStatus::Adjusted, RoundStatus::Published];
    let past: Vec<(AllocationRoundId, RoundStatus)> = allocation_rounds::table
        .inner_join(organisations::table.on(organisations::id.eq(allocation_rounds::organisation_id)))
        .filter(organisations::source_key.like(format!("{MARK}%")))
        .filter(any_of(allocation_rounds::status, open))
        .filter(allocation_rounds::fetched_on.lt(today))
        .order(allocation_rounds::id)
        .select((allocation_rounds::id, allocation_rounds::status))
        .load(cx.conn)?;
    Ok(past.into_iter().map(|(id, status)| (id, status == RoundStatus::Published)).collect())
}

/// Whether no collection round of the demonstration is of today.
pub(super) fn collects_nothing_today(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let today = crate::offers::today(cx.now, cx.settings.time_zone);
    let begun = collection_rounds::table
        .inner_join(organisations::table)
        .filter(organisations::source_key.like(format!("{MARK}%")))
        .filter(collection_rounds::day.eq(today));
    Ok(begun.count().get_result::<i64>(cx.conn)? == 0)
}

/// The collection route to a site with this title.
pub(super) fn collection_route(cx: &mut Cx<'_>, site: SiteId, title: &str) -> Result<Option<CollectionRouteId>, Error> {
    let known = collection_routes::table
        .filter(collection_routes::site_id.eq(site))
        .filter(collection_routes::title.eq(title))
        .select(collection_routes::id);
    Ok(known.first(cx.conn).optional()?)
}

/// The collection rounds to a site whose day is over, and which nobody has ended.
pub(super) fn open_collections_of_the_past(cx: &mut Cx<'_>, site: SiteId) -> Result<Vec<CollectionRoundId>, Error> {
    let today = crate::offers::today(cx.now, cx.settings.time_zone);
    let open = collection_rounds::table
        .filter(collection_rounds::site_id.eq(site))
        .filter(collection_rounds::state.eq(CollectionRoundState::Open))
        .filter(collection_rounds::day.lt(today))
        .order(collection_rounds::id)
        .select(collection_rounds::id);
    Ok(open.load(cx.conn)?)
}

/// Whether the demonstration's organisations have no tour ahead or on the road.
pub(super) fn drives_nowhere(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let open = tours::table
        .inner_join(organisations::table)
        .filter(organisations::source_key.like(format!("{MARK}%")))
        .filter(tours::state.eq(TourState::Planned).or(tours::state.eq(TourState::Running)))
        .filter(tours::lapses_at.gt(cx.now));
    Ok(open.count().get_result::<i64>(cx.conn)? == 0)
}

/// The newest claim for a site, of an offer of the demonstration with this title, whose food waits to be fetched.
pub(super) fn claim_to_fetch(cx: &mut Cx<'_>, title: &str, site: SiteId) -> Result<Option<ClaimId>, Error> {
    let waiting = claims::table
        .inner_join(offers::table.inner_join(organisations::table))
        .filter(organisations::source_key.like(format!("{MARK}%")))
        .filter(offers::title.eq(title))
        .filter(claims::taker_site_id.eq(site))
        .filter(claims::state.eq(ClaimState::Accepted).or(claims::state.eq(ClaimState::Ready)))
        .filter(claims::lapses_at.gt(cx.now))
        .order(claims::id.desc())
        .select(claims::id);
    Ok(waiting.first(cx.conn).optional()?)
}

/// How many needs of the demonstration are open now.
pub(super) fn open_needs(cx: &mut Cx<'_>) -> Result<i64, Error> {
    let open = needs::table
        .inner_join(organisations::table)
        .filter(organisations::source_key.like(format!("{MARK}%")))
        .filter(needs::status.eq(NeedStatus::Open))
        .filter(needs::closes_at.gt(cx.now));
    Ok(open.count().get_result(cx.conn)?)
}

/// The newest offer of the demonstration with this title that can be claimed now.
pub(super) fn open_offer(cx: &mut Cx<'_>, title: &str) -> Result<Option<OfferId>, Error> {
    let open = offers::table
        .inner_join(organisations::table)
        .filter(organisations::source_key.like(format!("{MARK}%")))
        .filter(offers::title.eq(title))
        .filter(offers::status.eq(OfferStatus::Open))
        .filter(offers::closes_at.gt(cx.now))
        .order((offers::published_at.desc(), offers::id.desc()))
        .select(offers::id);
    Ok(open.first(cx.conn).optional()?)
}

/// Takes back the mails that playing the past has written: nobody reads them, and the addresses do not exist.
pub(super) fn forget_mails(cx: &mut Cx<'_>) -> Result<(), Error> {
    let unsent = outbox::table.filter(outbox::sent_at.is_null()).filter(outbox::recipient.like(ADDRESSES));
    diesel::delete(unsent).execute(cx.conn)?;
    // What was said in the past is due at once; what real people say beside the demonstration waits for its ten minutes.
    diesel::delete(conversation_mails::table.filter(conversation_mails::due_at.le(cx.now))).execute(cx.conn)?;
    let people = users::table.filter(users::email.like(ADDRESSES)).select(users::id);
    let people: Vec<UserId> = people.load(cx.conn)?;
    let told = notifications::table
        .filter(any_of(notifications::user_id, people))
        .filter(notifications::created_at.lt(cx.now))
        .filter(notifications::mail_due_at.is_not_null());
    diesel::update(told).set(notifications::mail_due_at.eq(None::<UtcMillis>)).execute(cx.conn)?;
    Ok(())
}
