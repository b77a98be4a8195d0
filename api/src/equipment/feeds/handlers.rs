//! Endpoints of calendars for other programs.

use super::store;
use crate::accounts::secret::Secret;
use crate::http::{Created, Error, Identity, NoContent, Private, State, Valid};
use crate::openapi::{PublicFailures, ReadFailures, WriteFailures};
use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse, Responder, delete, get, post};
use sha2::{Digest, Sha256};
use shared::feeds::{CalendarFeed, CalendarFeeds, NewCalendarFeed};
use shared::ids::{FeedId, OrganisationId};

/// A calendar as an answer.
pub struct Ics(String);

impl Responder for Ics {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let digest = Sha256::digest(self.0.as_bytes());
        let etag: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let etag = format!("\"{etag}\"");
        let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let unchanged = known.is_some_and(|tags| tags.split(',').any(|one| one.trim().trim_start_matches("W/") == etag));
        let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((header::ETAG, etag));
        response.insert_header((header::CACHE_CONTROL, "private, max-age=300"));
        response.insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
        if unchanged { response.finish() } else { response.content_type("text/calendar; charset=utf-8").body(self.0) }
    }
}

/// List an organisation's calendar links.
///
/// Without their secrets, which nobody has but who was given them; for those who manage the organisation.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, body = CalendarFeeds, description = "The links"), ReadFailures)
)]
#[get("/organisations/{id}/calendar_feeds")]
pub async fn list_calendar_feeds(
    state: State,
    me: Identity,
    id: Path<OrganisationId>,
) -> Result<Private<CalendarFeeds>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, *id)).await.map(Private)
}

/// Make a calendar link.
///
/// By which any calendar program follows the loans of an item, or all that the organisation lends and borrows, without
/// logging in. The answer alone has its address: only a hash is kept. By those who manage the organisation.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    request_body = NewCalendarFeed,
    responses((status = 201, body = CalendarFeed, description = "The link, with its address"), WriteFailures)
)]
#[post("/organisations/{id}/calendar_feeds")]
pub async fn create_calendar_feed(
    state: State,
    me: Identity,
    id: Path<OrganisationId>,
    new: Valid<NewCalendarFeed>,
) -> Result<Created<CalendarFeed>, Error> {
    let secret = Secret::random()?;
    let made = state.write_as(me, move |cx, actor| store::create(cx, actor, *id, &new.0, &secret)).await?;
    Ok(Created { location: None, value: made })
}

/// Take a calendar link away.
///
/// Whoever has it finds nothing behind it from then on.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(
        ("id" = OrganisationId, Path, description = "The organisation"),
        ("feed" = FeedId, Path, description = "The link")
    ),
    responses((status = 204, description = "Taken away"), WriteFailures)
)]
#[delete("/organisations/{id}/calendar_feeds/{feed}")]
pub async fn delete_calendar_feed(
    state: State,
    me: Identity,
    path: Path<(OrganisationId, FeedId)>,
) -> Result<NoContent, Error> {
    let (id, feed) = path.into_inner();
    state.write_as(me, move |cx, actor| store::delete(cx, actor, id, feed)).await.map(|()| NoContent)
}

/// Read a calendar of loans.
///
/// iCalendar (RFC 5545) for whoever has the link: each loan of the last ninety days and of the time to come, from when
/// until when in UTC, with the names of item and organisations and nothing of persons. Called off: `STATUS:CANCELLED`.
/// Needs no token but the link's.
#[utoipa::path(
    tag = "equipment",
    security(()),
    params(("token" = String, Path, description = "The secret part of the link")),
    responses(
        (status = 200, body = String, content_type = "text/calendar", description = "The calendar"),
        (status = 304, description = "The caller has it"),
        PublicFailures
    )
)]
#[get("/calendar_feeds/{token}/calendar.ics")]
pub async fn find_calendar(state: State, token: Path<String>) -> Result<Ics, Error> {
    state.read(move |cx| store::calendar(cx, &token)).await.map(Ics)
}
