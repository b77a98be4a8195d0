//! What the giver's coordinator is told.

use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use api::db::schema::notification_hours;
use diesel::prelude::*;
use reqwest::Method;
use shared::notifications::{NotificationPage, NotificationPreferences};
use shared::paths;
use tests::fixtures::{claim_of, kg};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    match operation {
        "list_notifications" => Request::get(paths::NOTIFICATIONS, Side::Giver),
        "find_unread_notifications" => Request::get(paths::UNREAD_NOTIFICATIONS, Side::Giver),
        "watch_notifications" => Request::get(paths::NOTIFICATION_STREAM, Side::Giver),
        "read_notification" => {
            let claim = claim_of(published(world).await, world.taker.organisation.site()).of(kg(10));
            claim.made_by(&world.taker.coordinator).await;
            let told = world.giver.coordinator.get(paths::NOTIFICATIONS).await.read::<NotificationPage>(200);
            Request::act(paths::read_notification(told.items[0].id), Side::Giver)
        }
        "read_all_notifications" => Request::act(paths::READ_ALL_NOTIFICATIONS, Side::Giver),
        "find_notification_preferences" => Request::get(paths::NOTIFICATION_PREFERENCES, Side::Giver),
        "replace_notification_preferences" => {
            let wanted = NotificationPreferences::default();
            Request::of(Method::PUT, paths::NOTIFICATION_PREFERENCES, Side::Giver).with_json(&wanted)
        }
        "find_notification_mails" => Request::get(paths::notification_mails(&link(world).await), Side::Giver),
        "stop_notification_mails" => Request::act(paths::stop_notification_mails(&link(world).await), Side::Giver),
        other => unknown(other),
    }
}

/// The secret of a mail's link, before there is one.
async fn link(world: &World<'_>) -> String {
    let wanted = serde_json::to_string(&NotificationPreferences::default()).unwrap();
    let coordinator = &world.giver.coordinator;
    let path = paths::NOTIFICATION_PREFERENCES;
    coordinator.send_text(Method::PUT, path, Some("application/json"), &wanted).await.expect(200);
    let own = notification_hours::table.find(coordinator.user_id()).select(notification_hours::stop_token);
    own.first(&mut world.server.database().connect()).unwrap()
}
