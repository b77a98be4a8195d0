//! Endpoints of notifications.

use super::store;
use super::streams::Beginning;
use crate::http::{Error, Identity, LastEventId, Live, NoContent, Paged, Private, State, Valid, ValidQuery};
use crate::openapi::{PublicFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, post, put};
use shared::ids::NotificationId;
use shared::notifications::{
    MailsPreview, NotificationPage, NotificationPreferences, NotificationQuery, UnreadNotifications,
};

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
        let watched = store::Watched::by(actor, me);
        let (repeated, known) = store::since(cx, actor, last.0)?;
        Ok(Beginning { watched, repeated, known })
    });
    let beginning = begin.await?;
    state.streams.open(&state, beginning).map(Live)
}

/// Find what the caller wants to be told.
///
/// Each kind with its way, and the hours for mails.
#[utoipa::path(
    tag = "notifications",
    security(("bearer" = [])),
    responses((status = 200, body = NotificationPreferences, description = "The preferences"), ReadFailures)
)]
#[get("/notifications/preferences")]
pub async fn find_notification_preferences(state: State, me: Identity) -> Result<Private<NotificationPreferences>, Error> {
    state.read_as(me, store::preferences).await.map(Private)
}

/// Replace what the caller wants to be told.
///
/// Kinds that are left out are as usual. Mails that were due already come as they were due, unless no mail of their kind
/// is wanted any more.
#[utoipa::path(
    tag = "notifications",
    security(("bearer" = [])),
    request_body = NotificationPreferences,
    responses((status = 200, body = NotificationPreferences, description = "As they are now"), WriteFailures)
)]
#[put("/notifications/preferences")]
pub async fn replace_notification_preferences(
    state: State,
    me: Identity,
    wanted: Valid<NotificationPreferences>,
) -> Result<Private<NotificationPreferences>, Error> {
    state.write_as(me, move |cx, actor| store::replace(cx, actor, &wanted.0)).await.map(Private)
}

/// Find whose mails a link stops.
///
/// For the page on which they are stopped; needs no token but the link's.
#[utoipa::path(
    tag = "notifications",
    security(()),
    params(("token" = String, Path, description = "From the link in the mail")),
    responses((status = 200, body = MailsPreview, description = "Whether mails are sent"), PublicFailures)
)]
#[get("/notifications/mails/{token}")]
pub async fn find_notification_mails(state: State, token: Path<String>) -> Result<Private<MailsPreview>, Error> {
    state.read(move |cx| store::find_mails(cx, &token)).await.map(Private)
}

/// Stop the mails of notifications.
///
/// The application still tells. Needs no token but the link's, and may be repeated; mail programs send it by themselves
/// when their button is pressed (RFC 8058).
#[utoipa::path(
    tag = "notifications",
    security(()),
    params(("token" = String, Path, description = "From the link in the mail")),
    responses((status = 200, body = MailsPreview, description = "Stopped"), PublicFailures)
)]
#[post("/notifications/mails/{token}/stop")]
pub async fn stop_notification_mails(state: State, token: Path<String>) -> Result<Private<MailsPreview>, Error> {
    let stopped = state.write_open(|(owner, _)| Some(*owner), move |cx| store::stop_mails(cx, &token)).await?;
    Ok(Private(stopped.1))
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
