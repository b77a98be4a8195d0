//! Addresses of what is lent and of loans.

use super::{API, ORGANISATIONS};
use crate::ids::{ClosureId, EquipmentId, FeedId, LoanId, OrganisationId, PhotoId, RepairId, WaitId};
use crate::loans::LoanAction;
use crate::photos::HandlingMoment;

/// Path of the catalogue of equipment.
pub const EQUIPMENT: &str = "/api/v1/equipment";
/// Path of the equipment loans.
pub const LOANS: &str = "/api/v1/loans";

/// One item of the catalogue.
#[must_use]
pub fn equipment(id: EquipmentId) -> String {
    format!("{EQUIPMENT}/{id}")
}

/// The end of an item's lending.
#[must_use]
pub fn retire_equipment(id: EquipmentId) -> String {
    format!("{EQUIPMENT}/{id}/retire")
}

/// When an item cannot be had.
#[must_use]
pub fn equipment_calendar(id: EquipmentId) -> String {
    format!("{EQUIPMENT}/{id}/calendar")
}

/// Times in which its owner keeps an item, for a new one.
#[must_use]
pub fn closures_of(id: EquipmentId) -> String {
    format!("{EQUIPMENT}/{id}/closures")
}

/// One time in which its owner keeps an item.
#[must_use]
pub fn closure(id: EquipmentId, closure: ClosureId) -> String {
    format!("{EQUIPMENT}/{id}/closures/{closure}")
}

/// Links by which other programs read an organisation's calendar of loans, for a new one too.
#[must_use]
pub fn calendar_feeds(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/calendar_feeds")
}

/// One such link, to take it away.
#[must_use]
pub fn calendar_feed(id: OrganisationId, feed: FeedId) -> String {
    format!("{ORGANISATIONS}/{id}/calendar_feeds/{feed}")
}

/// The calendar behind such a link.
#[must_use]
pub fn calendar(token: &str) -> String {
    format!("{API}/calendar_feeds/{token}/calendar.ics")
}

/// Those who wait for an item, for a new place too.
#[must_use]
pub fn waits(id: EquipmentId) -> String {
    format!("{EQUIPMENT}/{id}/waits")
}

/// A place in the queue for an item.
#[must_use]
pub fn wait(id: EquipmentId, wait: WaitId) -> String {
    format!("{EQUIPMENT}/{id}/waits/{wait}")
}

/// What is or was broken on an item, for a new report too.
#[must_use]
pub fn repairs(id: EquipmentId) -> String {
    format!("{EQUIPMENT}/{id}/repairs")
}

/// The end of a repair.
#[must_use]
pub fn end_repair(id: EquipmentId, repair: RepairId) -> String {
    format!("{EQUIPMENT}/{id}/repairs/{repair}/end")
}

/// Photos of an item, for a new one.
#[must_use]
pub fn photos_of_equipment(id: EquipmentId) -> String {
    format!("{EQUIPMENT}/{id}/photos")
}

/// One photo of an item, to describe it or take it away.
#[must_use]
pub fn photo_of_equipment(id: EquipmentId, photo: PhotoId) -> String {
    format!("{EQUIPMENT}/{id}/photos/{photo}")
}

/// Photos of a loan's item when it changed hands.
#[must_use]
pub fn loan_photos(id: LoanId) -> String {
    format!("{LOANS}/{id}/photos")
}

/// Photos of a loan's item at one of the two moments, for a new one.
#[must_use]
pub fn loan_photos_at(id: LoanId, moment: HandlingMoment) -> String {
    format!("{LOANS}/{id}/photos/{moment}")
}

/// One loan.
#[must_use]
pub fn loan(id: LoanId) -> String {
    format!("{LOANS}/{id}")
}

/// Wishes to keep a loan's item longer, for a new one too.
#[must_use]
pub fn renewals(id: LoanId) -> String {
    format!("{LOANS}/{id}/renewals")
}

/// The lender's answer to the wish to keep an item longer that waits: `accept` or `decline`.
#[must_use]
pub fn answer_renewal(id: LoanId, number: i64, answer: &str) -> String {
    format!("{LOANS}/{id}/renewals/{number}/{answer}")
}

/// A step on a loan. There is no path for [`LoanAction::Expire`], which nobody does.
#[must_use]
pub fn loan_action(id: LoanId, action: LoanAction) -> String {
    format!("{LOANS}/{id}/{action}")
}
