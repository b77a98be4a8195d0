//! Endpoints of offers.

use super::{search, store};
use crate::http::{Created, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::ids::OfferId;
use shared::offers::{NewBestBeforeCheck, NewFreezing, NewOffer, Offer, OfferCopy, OfferPage, OfferPatch, OfferQuery};
use shared::paths;

/// List offers.
///
/// The board: open offers of the network with something left, near a place or not, filtered, ordered by distance,
/// publication or closing time. With `organisation` set to one of the caller's own and the order `newest`, also its
/// withdrawn and closed ones.
#[utoipa::path(
    tag = "offers",
    security(("bearer" = [])),
    params(OfferQuery),
    responses((status = 200, body = OfferPage, description = "A page of offers"), ReadFailures)
)]
#[get("/offers")]
pub async fn list_offers(state: State, me: Identity, query: ValidQuery<OfferQuery>) -> Result<Paged<OfferPage>, Error> {
    let pace = search::pace(&query.0);
    state.read_at_as(pace, me, move |cx, actor| search::list(cx, actor, &query.0)).await.map(Paged)
}

/// Publish an offer.
///
/// Food at one of the caller's sites. Never after its use-by date (`use_by_past`); after its best-before date with a
/// check that it passed (`best_before_unchecked`, `check_failed`); frozen food with the day of freezing. With `lot_id` it
/// says what the lot says (`differs_from_lot`), and what it offers is kept of the lot: 409 `lot_status`, `stock_short` or
/// `reserved_for_round` when less of that is free. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "offers",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewOffer,
    responses((status = 201, body = Offer, description = "Published"), WriteFailures)
)]
#[post("/offers")]
pub async fn create_offer(state: State, me: Identity, once: Once, new: Valid<NewOffer>) -> Result<Created<Offer>, Error> {
    let offer = state.write_once(me, once, new.0, store::publish).await?;
    Ok(Created { location: Some(paths::offer(offer.id)), value: offer })
}

/// Find an offer.
///
/// Withdrawn and closed ones too: claims point to them.
#[utoipa::path(
    tag = "offers",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer")),
    responses(
        (status = 200, body = Offer, description = "The offer", headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/offers/{id}")]
pub async fn find_offer(state: State, me: Identity, id: Path<OfferId>) -> Result<Tagged<Offer>, Error> {
    state.read_brief_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit an offer.
///
/// Needs `If-Match` with the version that was seen. What is claimed stays claimed: the total cannot fall below it
/// (`below_claimed`), nor rise above what is free of its lot (409 `stock_short`, `reserved_for_round`). A withdrawn or
/// closed offer is 409 `offer_closed`.
#[utoipa::path(
    tag = "offers",
    security(("bearer" = [])),
    params(
        ("id" = OfferId, Path, description = "The offer"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = OfferPatch,
    responses((status = 200, body = Offer, description = "The offer as it is now"), EditFailures)
)]
#[patch("/offers/{id}")]
pub async fn update_offer(
    state: State,
    me: Identity,
    id: Path<OfferId>,
    seen: IfMatch,
    patch: Valid<OfferPatch>,
) -> Result<Tagged<Offer>, Error> {
    state.write_as(me, move |cx, actor| store::edit(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}

/// Withdraw an offer.
///
/// It leaves the board. Claims that wait for an answer are declined; those that were accepted stay promised.
/// Withdrawing what is withdrawn or closed is 409 `offer_closed`.
#[utoipa::path(
    tag = "offers",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer")),
    responses((status = 200, body = Offer, description = "The offer, withdrawn"), WriteFailures)
)]
#[post("/offers/{id}/withdraw")]
pub async fn withdraw_offer(state: State, me: Identity, id: Path<OfferId>) -> Result<Tagged<Offer>, Error> {
    state.write_as(me, move |cx, actor| store::withdraw(cx, actor, *id)).await.map(Tagged)
}

/// Copy an offer.
///
/// A new offer of other food, and of no lot, at the same site with all that does not age: product, allergens, remarks, photos, visibility. Dates and
/// windows are typed anew. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "offers",
    security(("bearer" = [])),
    params(
        ("id" = OfferId, Path, description = "The older offer, whatever its state"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = OfferCopy,
    responses((status = 201, body = Offer, description = "Published"), WriteFailures)
)]
#[post("/offers/{id}/copy")]
pub async fn copy_offer(
    state: State,
    me: Identity,
    once: Once,
    id: Path<OfferId>,
    told: Valid<OfferCopy>,
) -> Result<Created<Offer>, Error> {
    let copied = state.write_once(me, once, told.0, move |cx, actor, told| store::copy(cx, actor, *id, told));
    let offer = copied.await?;
    Ok(Created { location: Some(paths::offer(offer.id)), value: offer })
}

/// Check an offer.
///
/// The giver has looked at food whose best-before date is over, or soon will be: recorded with who and when, and shown to
/// the takers. Without a check that passed, nobody can claim or fetch it after that date (`best_before_unchecked`).
#[utoipa::path(
    tag = "offers",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer")),
    request_body = NewBestBeforeCheck,
    responses((status = 200, body = Offer, description = "The offer with its checks"), EditFailures)
)]
#[post("/offers/{id}/check")]
pub async fn check_offer(
    state: State,
    me: Identity,
    id: Path<OfferId>,
    told: Valid<NewBestBeforeCheck>,
) -> Result<Tagged<Offer>, Error> {
    state.write_as(me, move |cx, actor| store::check(cx, actor, *id, &told.0)).await.map(Tagged)
}

/// Freeze an offer.
///
/// The giver has frozen what it offers: its class becomes `frozen`, its printed date gives way to the limit of frozen
/// food. 409 `already_frozen`, or `offer_claimed` once somebody counts on it as it was. Food of a lot is frozen in stock: 422
/// `frozen_in_stock`.
#[utoipa::path(
    tag = "offers",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer")),
    request_body = NewFreezing,
    responses((status = 200, body = Offer, description = "The offer, frozen"), EditFailures)
)]
#[post("/offers/{id}/freeze")]
pub async fn freeze_offer(
    state: State,
    me: Identity,
    id: Path<OfferId>,
    told: Valid<NewFreezing>,
) -> Result<Tagged<Offer>, Error> {
    state.write_as(me, move |cx, actor| store::freeze(cx, actor, *id, &told.0)).await.map(Tagged)
}
