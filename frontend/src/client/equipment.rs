//! Equipment that organisations lend each other, and when it is taken.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::equipment::{
    BusyPeriod, CalendarQuery, Equipment, EquipmentCalendar, EquipmentPage, EquipmentPatch, EquipmentQuery, NewClosure,
    NewEquipment,
};
use shared::feeds::{CalendarFeed, CalendarFeeds, NewCalendarFeed};
use shared::ids::{ClosureId, EquipmentId, FeedId, OrganisationId, RepairId, WaitId};
use shared::paths;
use shared::repairs::{NewRepair, RepairDone, Repairs};
use shared::waits::{EquipmentWaits, NewWait};

impl Content for Equipment {}

impl Content for EquipmentCalendar {}

impl Content for EquipmentWaits {}

impl Content for Repairs {}

impl Content for CalendarFeeds {}

impl Content for EquipmentPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of the catalogue.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: EquipmentQuery) -> Result<EquipmentPage, Failure> {
    Call::get_with(paths::EQUIPMENT, &query).fetch().await
}

/// One item.
///
/// # Errors
/// `not_found`.
pub async fn find(id: EquipmentId) -> Result<Equipment, Failure> {
    Call::get(&paths::equipment(id)).fetch().await
}

/// Adds an item. The same item with the same key is added once.
///
/// # Errors
/// `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn create(new: NewEquipment, key: String) -> Result<Equipment, Failure> {
    Call::post(paths::EQUIPMENT).json(&new).once_as(key).fetch().await
}

/// Changes an item.
///
/// # Errors
/// `precondition_failed`, `equipment_retired`, `forbidden`, `invalid`.
pub async fn update(id: EquipmentId, version: i64, patch: EquipmentPatch) -> Result<Equipment, Failure> {
    Call::patch(&paths::equipment(id)).if_match(version).json(&patch).fetch().await
}

/// Lends it no more.
///
/// # Errors
/// `equipment_retired`, `forbidden`.
pub async fn retire(id: EquipmentId) -> Result<Equipment, Failure> {
    Call::post(&paths::retire_equipment(id)).once().fetch().await
}

/// When it cannot be had.
///
/// # Errors
/// `not_found`, `invalid`.
pub async fn calendar(id: EquipmentId, part: CalendarQuery) -> Result<EquipmentCalendar, Failure> {
    Call::get_with(&paths::equipment_calendar(id), &part).fetch().await
}

/// Keeps it for a time.
///
/// # Errors
/// `equipment_busy`, `equipment_retired`, `forbidden`, `invalid`.
pub async fn close(id: EquipmentId, closure: NewClosure) -> Result<BusyPeriod, Failure> {
    Call::post(&paths::closures_of(id)).json(&closure).once().fetch().await
}

/// Gives a time that was kept free again.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn reopen(id: EquipmentId, closure: ClosureId) -> Result<(), Failure> {
    Call::delete(&paths::closure(id, closure)).done().await
}

/// Those who wait for it, as far as it is ours to see.
///
/// # Errors
/// `not_found`.
pub async fn waits(id: EquipmentId) -> Result<EquipmentWaits, Failure> {
    Call::get(&paths::waits(id)).fetch().await
}

/// Waits for days that are taken.
///
/// # Errors
/// `equipment_free`, `already_waiting`, `equipment_retired`, `own_equipment`, `forbidden`, `invalid`.
pub async fn wait(id: EquipmentId, new: NewWait) -> Result<EquipmentWaits, Failure> {
    Call::post(&paths::waits(id)).json(&new).once().fetch().await
}

/// Waits no more.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn stop_waiting(id: EquipmentId, wait: WaitId) -> Result<(), Failure> {
    Call::delete(&paths::wait(id, wait)).done().await
}

/// What is and was broken on it.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn repairs(id: EquipmentId) -> Result<Repairs, Failure> {
    Call::get(&paths::repairs(id)).fetch().await
}

/// Reports that something is broken.
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn report(id: EquipmentId, new: NewRepair) -> Result<Repairs, Failure> {
    Call::post(&paths::repairs(id)).json(&new).once().fetch().await
}

/// Says what was done about it.
///
/// # Errors
/// `not_found`, `precondition_failed` once it is ended, `forbidden`, `invalid`.
pub async fn end_repair(id: EquipmentId, repair: RepairId, told: RepairDone) -> Result<Repairs, Failure> {
    Call::post(&paths::end_repair(id, repair)).json(&told).once().fetch().await
}

/// Links by which other programs read an organisation's calendar of loans.
///
/// # Errors
/// `forbidden`.
pub async fn feeds(organisation: OrganisationId) -> Result<CalendarFeeds, Failure> {
    Call::get(&paths::calendar_feeds(organisation)).fetch().await
}

/// Makes such a link; this answer alone has its address.
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn make_feed(organisation: OrganisationId, new: NewCalendarFeed) -> Result<CalendarFeed, Failure> {
    Call::post(&paths::calendar_feeds(organisation)).json(&new).fetch().await
}

/// Takes such a link away.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn drop_feed(organisation: OrganisationId, feed: FeedId) -> Result<(), Failure> {
    Call::delete(&paths::calendar_feed(organisation, feed)).done().await
}
