//! Endpoints of cascades.

use super::store;
use crate::http::{Error, Identity, Once, Private, State, Valid};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, post, put};
use shared::cascades::{Cascade, CascadeDecline, NewPartners, NewWish, PartnerList};
use shared::ids::{OfferId, SiteId};

/// Find how far the cascade of an offer is.
///
/// Who is asked now, and when it is decided who gets how much. `calls` are those of the caller's own organisations, for the
/// giver all. The cascade of an offer that is proposed to everybody at once is over.
#[utoipa::path(
    tag = "cascades",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer")),
    responses((status = 200, body = Cascade, description = "How far it is"), ReadFailures)
)]
#[get("/offers/{id}/cascade")]
pub async fn find_cascade(state: State, me: Identity, id: Path<OfferId>) -> Result<Private<Cascade>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Private)
}

/// Wish for part of an offer whose cascade runs.
///
/// For an organisation that was called. When the step ends, or all have answered, it is decided by rule who gets how much:
/// all, where there is enough, else regular partners first and then those that fit best. Answering first gains nothing. A
/// second wish in the same step takes the first one's place. 409 `not_yet_open` (with `until`), `cascade_over`; else as for a
/// claim.
#[utoipa::path(
    tag = "cascades",
    security(("bearer" = [])),
    params(
        ("id" = OfferId, Path, description = "The offer"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewWish,
    responses((status = 200, body = Cascade, description = "With the wish"), WriteFailures)
)]
#[post("/offers/{id}/cascade/wishes")]
pub async fn create_wish(
    state: State,
    me: Identity,
    id: Path<OfferId>,
    once: Once,
    new: Valid<NewWish>,
) -> Result<Private<Cascade>, Error> {
    state.write_once(me, once, new.0, move |cx, actor, new| store::wish(cx, actor, *id, new)).await.map(Private)
}

/// Say "no, thank you" to an offer whose cascade runs.
///
/// For an organisation that was called; what it wished in this step is taken back. 409 `not_yet_open`, `cascade_over`.
#[utoipa::path(
    tag = "cascades",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer")),
    request_body = CascadeDecline,
    responses((status = 200, body = Cascade, description = "With the answer"), WriteFailures)
)]
#[post("/offers/{id}/cascade/decline")]
pub async fn decline_cascade(
    state: State,
    me: Identity,
    id: Path<OfferId>,
    said: Valid<CascadeDecline>,
) -> Result<Private<Cascade>, Error> {
    state.write_as(me, move |cx, actor| store::decline(cx, actor, *id, said.0)).await.map(Private)
}

/// Open an offer to everybody.
///
/// For its giver. What is wished so far is decided first, within seconds. 409 `cascade_over`.
#[utoipa::path(
    tag = "cascades",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer")),
    responses((status = 200, body = Cascade, description = "It ends now"), WriteFailures)
)]
#[post("/offers/{id}/cascade/end")]
pub async fn end_cascade(state: State, me: Identity, id: Path<OfferId>) -> Result<Private<Cascade>, Error> {
    state.write_as(me, move |cx, actor| store::end(cx, actor, *id)).await.map(Private)
}

/// List the regular partners of a site.
///
/// Those to whom its offers can be proposed first. For members of its organisation and the administrator.
#[utoipa::path(
    tag = "cascades",
    security(("bearer" = [])),
    params(("id" = SiteId, Path, description = "The site")),
    responses((status = 200, body = PartnerList, description = "By name"), ReadFailures)
)]
#[get("/sites/{id}/partners")]
pub async fn list_partners(state: State, me: Identity, id: Path<SiteId>) -> Result<Private<PartnerList>, Error> {
    state.read_as(me, move |cx, actor| store::partners(cx, actor, *id)).await.map(Private)
}

/// Replace the regular partners of a site.
///
/// For the coordinators of its organisation and the administrator. 422 `/organisation_ids/0` `unknown` for one that is not
/// approved, or the site's own.
#[utoipa::path(
    tag = "cascades",
    security(("bearer" = [])),
    params(("id" = SiteId, Path, description = "The site")),
    request_body = NewPartners,
    responses((status = 200, body = PartnerList, description = "As they are now"), WriteFailures)
)]
#[put("/sites/{id}/partners")]
pub async fn replace_partners(
    state: State,
    me: Identity,
    id: Path<SiteId>,
    new: Valid<NewPartners>,
) -> Result<Private<PartnerList>, Error> {
    state.write_as(me, move |cx, actor| store::replace_partners(cx, actor, *id, &new.0)).await.map(Private)
}
