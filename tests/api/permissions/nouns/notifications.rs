//! What the giver's coordinator is told.

use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use shared::notifications::NotificationPage;
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
        other => unknown(other),
    }
}
