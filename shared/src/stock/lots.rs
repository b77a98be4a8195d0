//! What people write about lots.

use crate::check;
use crate::cold_chain::{DeciCelsius, check_reading};
use crate::ids::{LotId, OrganisationId, SiteId};
use crate::macros::text_enum;
use crate::offers::{check_one_date, check_unit_weight};
use crate::patch::nullable;
use crate::products;
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass, Unit};
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// The most that one lot may hold: 100 t, more than any lorry brings.
pub const MAX_LOT_GRAMS: i64 = Grams::OFFER_MAX.0;
/// The most lots that are received by one request.
pub const MAX_BATCH: usize = 500;

text_enum! {
    /// Who paid for the food. It stays visible wherever the lot goes: lots of public programmes are accounted for apart.
    pub enum FundingSource {
        /// A gift in kind.
        Gift = "gift",
        /// The State's purchases for social groceries.
        State = "state",
        /// The EU programme FSE+ ("SEAA").
        EsfPlus = "esf_plus",
        /// Bought by the organisation.
        Purchase = "purchase",
    }
}

text_enum! {
    /// Whether a lot may leave.
    pub enum LotStatus {
        /// It may.
        Approved = "approved",
        /// It waits for somebody to decide.
        OnHold = "on_hold",
        /// It is kept apart, because something may be wrong with it.
        Quarantined = "quarantined",
        /// It is recalled: nothing of it is used, and all of it is accounted for (see recalls).
        Recalled = "recalled",
    }
}

impl LotStatus {
    /// Whether food of such a lot may leave otherwise than as waste.
    #[must_use]
    pub const fn may_leave(self) -> bool {
        matches!(self, Self::Approved)
    }
}

text_enum! {
    /// Why a lot has its status.
    pub enum LotStatusCause {
        /// It arrived as it should.
        Received = "received",
        /// It arrived too warm.
        ColdChain = "cold_chain",
        /// Packaging or food is damaged.
        Damaged = "damaged",
        /// Something is missing or does not agree: papers, labels, counts.
        Doubt = "doubt",
        /// Its producer, or an authority, recalls it.
        Recall = "recall",
        /// Somebody has looked at it, and it is good.
        Checked = "checked",
        /// Something else, which the note tells.
        Other = "other",
    }
}

/// Food that arrived: one origin, one date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLot {
    /// Where it arrived; its organisation is the one that receives it.
    #[garde(skip)]
    pub site_id: SiteId,
    /// Who gave or sold it, where that is an organisation of the network. Not together with `donor_name`.
    #[garde(custom(check_one_donor(&self.donor_name)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor_id: Option<OrganisationId>,
    /// Who gave or sold it, by name.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Maraîcher de Saint-Loubès", min_length = 2, max_length = 120))]
    pub donor_name: Option<String>,
    /// Code of its category.
    #[garde(custom(check::text(1, 60)))]
    #[cfg_attr(feature = "openapi", schema(example = "dairy.yoghurt", min_length = 1, max_length = 60))]
    pub category: String,
    /// What it is, in a few words.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature, pots de 125 g", min_length = 2, max_length = 120))]
    pub title: String,
    /// Number of its barcode, 8, 12, 13 or 14 digits.
    #[garde(inner(custom(|value: &String, ctx: &()| products::check_gtin(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "3017620422003"))]
    pub gtin: Option<String>,
    /// The producer's batch number, as printed.
    #[garde(inner(custom(check::text(1, 60))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "L26312A", min_length = 1, max_length = 60))]
    pub lot_number: Option<String>,
    /// What it is counted in.
    #[garde(skip)]
    pub unit: Unit,
    /// Weight of one unit; 1 000 where the unit is the kilogram.
    #[garde(custom(check_unit_weight(&self.unit)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 1000, minimum = 1, maximum = 2_000_000))]
    pub grams_per_unit: Grams,
    /// All of it, in grams: a whole number of units unless the unit is the kilogram.
    #[garde(custom(crate::offers::check_total(&self.unit, &self.grams_per_unit)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 120_000, minimum = 1, maximum = 100_000_000))]
    pub grams: Grams,
    /// DLC: unsafe after this day, not past. Not together with `best_before`.
    #[garde(custom(check_one_date(&self.best_before)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<NaiveDate>,
    /// DDM: still edible after this day, and given only once somebody has checked it.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// It was frozen on this day, by its donor or here: `use_by` and `best_before` are then those printed on it, `use_by`
    /// not before this day, and the class is `frozen`. The answer has the limit that counts from then on.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_on: Option<NaiveDate>,
    /// Who paid for it.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "gift"))]
    pub funding_source: FundingSource,
    /// How it must be kept.
    #[garde(skip)]
    pub temperature_class: TemperatureClass,
    /// Temperature on arrival in tenths of a degree Celsius; needed for chilled and frozen food. What is too warm is
    /// received and put on hold.
    #[garde(custom(check_arrival(&self.temperature_class)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 35, minimum = -600, maximum = 600))]
    pub temperature_decidegrees: Option<DeciCelsius>,
    /// Where in the store it is put.
    #[garde(inner(custom(check::text(0, 60))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Chambre froide 2, étagère B", max_length = 60))]
    pub shelf: Option<String>,
    /// What else there is to say.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub note: Option<String>,
    /// When it arrived, at most 31 days ago; left out: now.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<UtcMillis>,
}

fn check_one_donor(name: &Option<String>) -> impl Fn(&Option<OrganisationId>, &()) -> garde::Result {
    let named = name.is_some();
    move |donor, ()| if named && donor.is_some() { Err(garde::Error::new("one_donor_only")) } else { Ok(()) }
}

fn check_arrival(class: &TemperatureClass) -> impl Fn(&Option<DeciCelsius>, &()) -> garde::Result {
    let needed = *class != TemperatureClass::Ambient;
    move |reading, ctx| match reading {
        Some(reading) => check_reading(reading, ctx),
        None if needed => Err(garde::Error::new("temperature_required")),
        None => Ok(()),
    }
}

/// Lots that arrived together: all of them are received, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LotBatch {
    /// At most 500. What is wrong with the third one is told at `/rows/2/…`.
    #[garde(custom(check::count(1, MAX_BATCH)), dive)]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub rows: Vec<NewLot>,
}

/// What came of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotReceipt {
    /// The lots, in the order of the rows.
    pub lot_ids: Vec<LotId>,
    /// All of them together.
    pub grams: Grams,
    /// How many were put on hold, because they arrived too warm or their product is recalled.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub held: u32,
}

/// Changes to a lot; `null` erases. The dates are its coordinators' to change; where it stands is said by whoever has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LotPatch {
    /// New title.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Number of its barcode.
    #[garde(inner(inner(custom(|value: &String, ctx: &()| products::check_gtin(value, ctx)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub gtin: Option<Option<String>>,
    /// The producer's batch number.
    #[garde(inner(inner(custom(check::text(1, 60)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub lot_number: Option<Option<String>>,
    /// What else there is to say.
    #[garde(inner(inner(custom(check::text(0, 500)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub note: Option<Option<String>>,
    /// DLC, by a coordinator. Not together with `best_before`; not for food that was frozen.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub use_by: Option<Option<NaiveDate>>,
    /// DDM, by a coordinator. Checks of the date before count no more.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub best_before: Option<Option<NaiveDate>>,
    /// Where in the store it is, at `site_id`.
    #[garde(inner(inner(custom(check::text(0, 60)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub shelf: Option<Option<String>>,
    /// The site whose shelf is meant; left out: where the lot arrived.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
}

impl LotPatch {
    /// Whether it changes nothing but the shelf.
    #[must_use]
    pub const fn is_shelf_only(&self) -> bool {
        let Self { title, gtin, lot_number, note, use_by, best_before, shelf: _, site_id: _ } = self;
        title.is_none()
            && gtin.is_none()
            && lot_number.is_none()
            && note.is_none()
            && use_by.is_none()
            && best_before.is_none()
    }

    /// Whether it changes a date.
    #[must_use]
    pub const fn changes_dates(&self) -> bool {
        self.use_by.is_some() || self.best_before.is_some()
    }
}

/// A lot's new status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLotStatus {
    /// Which; `recalled` is a recall's alone.
    #[garde(custom(check_status))]
    #[cfg_attr(feature = "openapi", schema(example = "quarantined"))]
    pub status: LotStatus,
    /// Why.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "damaged"))]
    pub cause: LotStatusCause,
    /// What there is to say of it; needed where the cause is `other`.
    #[garde(custom(check_note(self.cause == LotStatusCause::Other)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Cartons écrasés, à trier", max_length = 500))]
    pub note: Option<String>,
}

fn check_status(status: &LotStatus, (): &()) -> garde::Result {
    if *status == LotStatus::Recalled { Err(garde::Error::new("not_allowed")) } else { Ok(()) }
}

/// A note of at most 500 characters, and of at least 3 where it is `needed`.
pub(super) fn check_note(needed: bool) -> impl Fn(&Option<String>, &()) -> garde::Result {
    move |note, ctx| match note {
        Some(text) => check::text(if needed { 3 } else { 0 }, 500)(text, ctx),
        None if needed => Err(garde::Error::new("required")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn yoghurt() -> NewLot {
        NewLot {
            site_id: SiteId(Uuid::from_u128(1)),
            donor_id: None,
            donor_name: None,
            category: "dairy.yoghurt".to_owned(),
            title: "Yaourts".to_owned(),
            gtin: None,
            lot_number: None,
            unit: Unit::Kilogram,
            grams_per_unit: Grams(1_000),
            grams: Grams(12_500),
            use_by: None,
            best_before: None,
            frozen_on: None,
            funding_source: FundingSource::Gift,
            temperature_class: TemperatureClass::Chilled,
            temperature_decidegrees: Some(DeciCelsius(40)),
            shelf: None,
            note: None,
            received_at: None,
        }
    }

    #[test]
    fn cold_food_arrives_with_a_temperature() {
        assert!(yoghurt().validate().is_ok());
        assert!(NewLot { temperature_decidegrees: None, ..yoghurt() }.validate().is_err());
        let ambient = TemperatureClass::Ambient;
        assert!(NewLot { temperature_decidegrees: None, temperature_class: ambient, ..yoghurt() }.validate().is_ok());
        assert!(NewLot { temperature_decidegrees: Some(DeciCelsius(601)), ..yoghurt() }.validate().is_err());
    }

    #[test]
    fn a_lot_has_one_donor_and_one_date() {
        let donor = Some(OrganisationId(Uuid::from_u128(2)));
        assert!(NewLot { donor_id: donor, ..yoghurt() }.validate().is_ok());
        assert!(NewLot { donor_id: donor, donor_name: Some("Ferme".to_owned()), ..yoghurt() }.validate().is_err());
        let day = NaiveDate::from_ymd_opt(2026, 12, 1);
        assert!(NewLot { use_by: day, best_before: day, ..yoghurt() }.validate().is_err());
    }

    #[test]
    fn what_is_wrong_with_a_row_is_told_at_the_row() {
        let wrong = NewLot { title: String::new(), ..yoghurt() };
        let report = LotBatch { rows: vec![yoghurt(), wrong] }.validate().unwrap_err();
        let errors = crate::problem::FieldError::from_report(&report);
        assert_eq!((errors[0].pointer.as_str(), errors[0].code.as_str()), ("/rows/1/title", "required"));
        assert!(LotBatch { rows: Vec::new() }.validate().is_err());
    }

    #[test]
    fn nobody_recalls_a_lot_by_its_status() {
        let of =
            |status, cause, note: Option<&str>| NewLotStatus { status, cause, note: note.map(str::to_owned) }.validate();
        assert!(of(LotStatus::OnHold, LotStatusCause::Doubt, None).is_ok());
        assert!(of(LotStatus::Recalled, LotStatusCause::Recall, None).is_err());
        assert!(of(LotStatus::OnHold, LotStatusCause::Other, None).is_err());
        assert!(of(LotStatus::OnHold, LotStatusCause::Other, Some("À trier")).is_ok());
    }
}
