//! Endpoints of notifications.

use super::store;
use super::streams::Beginning;
use crate::http::{Error, Identity, LastEventId, Live, NoContent, Paged, Private, State, ValidQuery};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, post};
use shared::ids::NotificationId;
use shared::notifications::{NotificationPage, NotificationQuery, UnreadNotifications};

/// List the caller's notifications.
///
/// Newest first, with the facts of which the page makes its sentence.
#[utoipa::path(
    tag = "notifications",
    security(("bearer" = [])),
    params(NotificationQuery),
    responses((status = 200, body = NotificationPage, description = "A page of notifications"), ReadFailures)
)]
#[get("/notifications")]
pub async fn list_notifications(
    state: State,
    me: Identity,
    query: ValidQuery<NotificationQuery>,
) -> Result<Paged<NotificationPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Count the caller's unread notifications.
///
/// Up to a hundred.
#[utoipa::path(
    tag = "notifications",
    security(("bearer" = [])),
    responses((status = 200, body = UnreadNotifications, description = "How many"), ReadFailures)
)]
#[get("/notifications/unread")]
pub async fn find_unread_notifications(state: State, me: Identity) -> Result<Private<UnreadNotifications>, Error> {
    state.read_as(me, store::unread).await.map(Private)
}

/// Watch the caller's notifications.
///
/// Server-sent events: each `notification` event carries one as JSON, within about a second of its being written. With
/// `Last-Event-ID` those since that one are repeated first; some may come twice, their `id` tells. The stream ends when the
/// session does, when the caller's organisations change, and when the server stops. A person's sixth stream ends the first.
#[utoipa::path(
    tag = "notifications",
    security(("bearer" = [])),
    params(("Last-Event-ID" = Option<NotificationId>, Header, description = "The last notification that was seen")),
    responses((status = 200, body = String, content_type = "text/event-stream", description = "Events"), ReadFailures)
)]
#[get("/notifications/stream")]
pub async fn watch_notifications(state: State, me: Identity, last: LastEventId<NotificationId>) -> Result<Live, Error> {
    let begin = state.read_as(me, move |cx, actor| {
        let watched = store::Watched::by(actor, me)?;
        let (repeated, known) = store::since(cx, actor, last.0)?;
        Ok(Beginning { watched, repeated, known })
    });
    let beginning = begin.await?;
    state.streams.open(&state, beginning).map(Live)
}

/// Mark a notification as read.
///
/// May be repeated. Somebody else's is 404.
#[utoipa::path(
    tag = "notifications",
    security(("bearer" = [])),
    params(("id" = NotificationId, Path, description = "The notification")),
    responses((status = 204, description = "Read"), WriteFailures)
)]
#[post("/notifications/{id}/read")]
pub async fn read_notification(state: State, me: Identity, id: Path<NotificationId>) -> Result<NoContent, Error> {
    state.write_as(me, move |cx, actor| store::read(cx, actor, *id)).await.map(|()| NoContent)
}

/// Mark all of the caller's notifications as read.
///
/// Those that there are until now.
#[utoipa::path(
    tag = "notifications",
    security(("bearer" = [])),
    responses((status = 204, description = "Read"), WriteFailures)
)]
#[post("/notifications/read_all")]
pub async fn read_all_notifications(state: State, me: Identity) -> Result<NoContent, Error> {
    state.write_as(me, store::read_all).await.map(|()| NoContent)
}
