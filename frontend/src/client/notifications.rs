//! What the person is told of.

use super::{Call, Failure, token};
use crate::hooks::Content;
use gloo_net::http::{RequestBuilder, Response};
use shared::ids::NotificationId;
use shared::notifications::{
    MailsPreview, NotificationPage, NotificationPreferences, NotificationQuery, UnreadNotifications,
};
use shared::paths;

impl Content for NotificationPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for NotificationPreferences {}

impl Content for MailsPreview {}

/// A page of the person's notifications.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: NotificationQuery) -> Result<NotificationPage, Failure> {
    Call::get_with(paths::NOTIFICATIONS, &query).fetch().await
}

/// How many are unread.
///
/// # Errors
/// See [`Failure`].
pub async fn find_unread() -> Result<UnreadNotifications, Failure> {
    token::ensure().await?;
    Call::get(paths::UNREAD_NOTIFICATIONS).fetch().await
}

/// Marks one as read.
///
/// # Errors
/// `not_found`.
pub async fn read(id: NotificationId) -> Result<(), Failure> {
    Call::post(&paths::read_notification(id)).done().await
}

/// Marks all as read.
///
/// # Errors
/// See [`Failure`].
pub async fn read_all() -> Result<(), Failure> {
    Call::post(paths::READ_ALL_NOTIFICATIONS).done().await
}

/// What the person wants to be told.
///
/// # Errors
/// See [`Failure`].
pub async fn preferences() -> Result<NotificationPreferences, Failure> {
    Call::get(paths::NOTIFICATION_PREFERENCES).fetch().await
}

/// Changes what the person wants to be told.
///
/// # Errors
/// See [`Failure`].
pub async fn replace_preferences(wanted: NotificationPreferences) -> Result<NotificationPreferences, Failure> {
    Call::put(paths::NOTIFICATION_PREFERENCES).json(&wanted).fetch().await
}

/// Whether mails are sent to the person of a mail's link.
///
/// # Errors
/// `not_found`.
pub async fn find_mails(token: &str) -> Result<MailsPreview, Failure> {
    Call::get(&paths::notification_mails(token)).anonymous().fetch().await
}

/// Stops the mails to the person of a mail's link.
///
/// # Errors
/// `not_found`.
pub async fn stop_mails(token: &str) -> Result<MailsPreview, Failure> {
    Call::post(&paths::stop_notification_mails(token)).anonymous().fetch().await
}

/// Opens the stream, after the last notification that was seen. An `EventSource` could send no access token, so the body
/// of an ordinary answer is read as it comes.
///
/// # Errors
/// Where it does not open: offline, nobody is logged in, or not for this person.
pub async fn watch(last: Option<NotificationId>) -> Result<Response, Failure> {
    token::ensure().await?;
    let response = open(last).await?;
    if response.status() == 401 && token::refresh().await? {
        return open(last).await.and_then(opened);
    }
    opened(response)
}

async fn open(last: Option<NotificationId>) -> Result<Response, Failure> {
    let mut request = RequestBuilder::new(paths::NOTIFICATION_STREAM).header("Accept", "text/event-stream");
    if let Some(token) = token::access() {
        request = request.header("Authorization", &format!("Bearer {token}"));
    }
    if let Some(last) = last {
        request = request.header("Last-Event-ID", &last.to_string());
    }
    request.build().map_err(|_| Failure::Unreadable)?.send().await.map_err(|_| Failure::Offline)
}

fn opened(response: Response) -> Result<Response, Failure> {
    if response.ok() { Ok(response) } else { Err(Failure::Unreadable) }
}
