//! Paths of notifications.

use crate::ids::NotificationId;

/// Path of the caller's notifications.
pub const NOTIFICATIONS: &str = "/api/v1/notifications";
/// Path of the number of notifications that the caller has not read.
pub const UNREAD_NOTIFICATIONS: &str = "/api/v1/notifications/unread";
/// Path that marks all of the caller's notifications as read.
pub const READ_ALL_NOTIFICATIONS: &str = "/api/v1/notifications/read_all";
/// Path of what the caller wants to be told.
pub const NOTIFICATION_PREFERENCES: &str = "/api/v1/notifications/preferences";
/// Path of the stream of the caller's notifications.
pub const NOTIFICATION_STREAM: &str = "/api/v1/notifications/stream";

/// Mails of notifications, for whoever holds the link of one.
#[must_use]
pub fn notification_mails(token: &str) -> String {
    format!("{NOTIFICATIONS}/mails/{token}")
}

/// The end of mails of notifications, for whoever holds the link of one.
#[must_use]
pub fn stop_notification_mails(token: &str) -> String {
    format!("{NOTIFICATIONS}/mails/{token}/stop")
}

/// Marks one notification as read.
#[must_use]
pub fn read_notification(id: NotificationId) -> String {
    format!("{NOTIFICATIONS}/{id}/read")
}
