//! What people write when they plan a tour and when they are on the road.

use super::{LoanLeg, TourVisit};
use crate::check;
use crate::cold_chain::{DeciCelsius, check_reading};
use crate::geo::Position;
use crate::ids::{ClaimId, EquipmentId, LoanId, SiteId, UserId};
use crate::offers::PickupWindow;
use crate::patch::nullable;
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass};
use garde::Validate;
use serde::{Deserialize, Serialize};

/// The most that one tour carries, grams: 44 t, the heaviest lorry.
pub const MAX_TOUR_GRAMS: i64 = 44_000_000;
/// The most loads that one tour has at a time, those that wait for an answer included.
pub const MAX_TOUR_LOADS: usize = 20;

/// What a vehicle can carry, or what is free on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TourCapacity {
    /// In all.
    #[garde(custom(weight(0)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 800_000, minimum = 0, maximum = 44_000_000))]
    pub max_grams: Grams,
    /// Of it refrigerated, at most `max_grams`; 0: no chilled food.
    #[garde(custom(weight(0)))]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 300_000, minimum = 0, maximum = 44_000_000))]
    pub chilled_grams: Grams,
    /// Of it deep-frozen, at most `max_grams`; 0: no frozen food.
    #[garde(custom(weight(0)))]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 100_000, minimum = 0, maximum = 44_000_000))]
    pub frozen_grams: Grams,
}

/// A weight from `min` to what a lorry carries.
fn weight(min: i64) -> impl Fn(&Grams, &()) -> garde::Result {
    move |value, ctx| check::between(min, MAX_TOUR_GRAMS)(&value.0, ctx)
}

/// A tour to be planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewTour {
    /// Where it starts and ends; its organisation is the tour's.
    #[garde(skip)]
    pub site_id: SiteId,
    /// What it is called; left out: after its commune.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Tournée du samedi", min_length = 2, max_length = 120))]
    pub title: Option<String>,
    /// When it leaves, not in the past, at most 90 days ahead.
    #[garde(skip)]
    pub leaves_at: UtcMillis,
    /// When it has to be back, at most 24 hours later.
    #[garde(skip)]
    pub back_by: UtcMillis,
    /// With which vehicle.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Camionnette frigorifique", min_length = 2, max_length = 120))]
    pub vehicle: String,
    /// The vehicle in the catalogue of equipment: a van or trailer of the organisation, or one that it borrows at that
    /// time.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment_id: Option<EquipmentId>,
    /// What it can carry, above 0 in all.
    #[garde(dive)]
    pub capacity: TourCapacity,
    /// What there is to say; the whole network reads it.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Hayon, deux bénévoles à bord", max_length = 500))]
    pub note: Option<String>,
    /// Who drives: a member of the organisation. Left out: somebody is looked for.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub driver_id: Option<UserId>,
}

/// Changes to a planned tour; `null` erases. Its loads stay, so what would leave no room or time for them is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TourPatch {
    /// Another site of the same organisation.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// New title.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it leaves.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves_at: Option<UtcMillis>,
    /// When it has to be back.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_by: Option<UtcMillis>,
    /// Another vehicle.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<String>,
    /// The vehicle in the catalogue of equipment.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub equipment_id: Option<Option<EquipmentId>>,
    /// What it can carry, as a whole.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<TourCapacity>,
    /// New note.
    #[garde(inner(inner(custom(check::text(0, 500)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub note: Option<Option<String>>,
    /// Who drives: a member of the organisation; `null`: somebody is looked for.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub driver_id: Option<Option<UserId>>,
}

/// Something to carry: exactly one of a claim, a loan and a shop.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewTourLoad {
    /// The food of an accepted claim. Its taker asks for it, or the tour's organisation proposes it.
    #[garde(custom(check_one(&self.loan, &self.shop)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_id: Option<ClaimId>,
    /// The item of a loan. Lender or borrower ask for it, or the tour's organisation proposes it.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan: Option<NewLoanLeg>,
    /// What a shop gives to the tour's own organisation.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shop: Option<NewShopPickup>,
}

fn check_one(loan: &Option<NewLoanLeg>, shop: &Option<NewShopPickup>) -> impl Fn(&Option<ClaimId>, &()) -> garde::Result {
    let others = usize::from(loan.is_some()) + usize::from(shop.is_some());
    move |claim, ()| match others + usize::from(claim.is_some()) {
        0 => Err(garde::Error::new("required")),
        1 => Ok(()),
        _ => Err(garde::Error::new("one_load_only")),
    }
}

/// The item of a loan, one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLoanLeg {
    /// The loan.
    #[garde(skip)]
    pub loan_id: LoanId,
    /// Which way.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "out"))]
    pub leg: LoanLeg,
    /// Where the borrower has it: one of the borrower's sites; left out: its first one.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// How heavy it is, if that matters.
    #[garde(inner(custom(weight(0))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 25_000, minimum = 0, maximum = 44_000_000))]
    pub grams: Option<Grams>,
}

/// What a shop gives, to be fetched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewShopPickup {
    /// Name of the shop.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Boulangerie des Allées", min_length = 2, max_length = 120))]
    pub name: String,
    /// Street and number.
    #[garde(inner(custom(check::text(0, 200))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "12, allées Robert-Boulin", max_length = 200))]
    pub address: Option<String>,
    /// INSEE code of its commune.
    #[garde(custom(check::text(5, 5)))]
    #[cfg_attr(feature = "openapi", schema(example = "33243", min_length = 5, max_length = 5))]
    pub insee_code: String,
    /// Postcode; where it is left out the commune's first one.
    #[garde(inner(custom(|value: &String, ctx: &()| check::postcode(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "33500"))]
    pub postcode: Option<String>,
    /// Where it is; where it is left out the commune's centre.
    #[garde(inner(custom(check::position)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// About how much it will be.
    #[garde(custom(weight(1)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 30_000, minimum = 1, maximum = 44_000_000))]
    pub grams: Grams,
    /// How it must be kept.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "ambient"))]
    pub temperature_class: TemperatureClass,
    /// When it can be fetched, overlapping the tour; left out: at any time of the tour.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<PickupWindow>,
    /// Where it goes: a site of the tour's organisation; left out: where the tour ends.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// What there is to say: the door, whom to ask for.
    #[garde(inner(custom(check::text(0, 300))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Entrée par la cour, demander Mme Roy", max_length = 300))]
    pub note: Option<String>,
}

/// The stops of a tour in another order: each load's pick-up and drop once, the pick-up first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TourStopOrder {
    /// The tasks of all stops, in the order in which they are done.
    #[garde(custom(check::count(0, 2 * MAX_TOUR_LOADS)))]
    pub tasks: Vec<TourVisit>,
}

/// What the driver tells when something is fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TourCollection {
    /// The code that the sender shows, where the load needs one.
    #[garde(inner(custom(check::text(1, 20))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "4827", min_length = 1, max_length = 20))]
    pub code: Option<String>,
    /// Temperature of the food in tenths of a degree Celsius; needed for chilled and frozen food.
    #[garde(inner(custom(check_reading)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 35, minimum = -600, maximum = 600))]
    pub temperature_decidegrees: Option<DeciCelsius>,
    /// How much a shop has really given; for shops alone.
    #[garde(inner(custom(weight(0))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 28_000, minimum = 0, maximum = 44_000_000))]
    pub grams: Option<Grams>,
}

/// What the driver tells when something is handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TourDelivery {
    /// The code that the receiver shows, where the load needs one.
    #[garde(inner(custom(check::text(1, 20))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "1093", min_length = 1, max_length = 20))]
    pub code: Option<String>,
    /// Temperature of the food in tenths of a degree Celsius; needed for chilled and frozen food.
    #[garde(inner(custom(check_reading)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 42, minimum = -600, maximum = 600))]
    pub temperature_decidegrees: Option<DeciCelsius>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_load_is_exactly_one_thing() {
        let claim_id = Some(ClaimId(Uuid::from_u128(1)));
        let leg = NewLoanLeg { loan_id: LoanId(Uuid::from_u128(2)), leg: LoanLeg::Out, site_id: None, grams: None };
        assert!(NewTourLoad::default().validate().is_err());
        assert!(NewTourLoad { claim_id, ..NewTourLoad::default() }.validate().is_ok());
        assert!(NewTourLoad { loan: Some(leg), ..NewTourLoad::default() }.validate().is_ok());
        assert!(NewTourLoad { claim_id, loan: Some(leg), shop: None }.validate().is_err());
    }

    #[test]
    fn nothing_heavier_than_a_lorry_is_planned() {
        let of = |max: i64| TourCapacity { max_grams: Grams(max), ..TourCapacity::default() }.validate();
        assert!(of(MAX_TOUR_GRAMS).is_ok());
        assert!(of(MAX_TOUR_GRAMS + 1).is_err());
        assert!(of(-1).is_err());
    }
}
