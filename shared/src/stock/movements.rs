//! Movements of stock: the lines of the ledger.

use super::lots::{MAX_LOT_GRAMS, check_note};
use crate::check;
use crate::cold_chain::{DeciCelsius, check_reading};
use crate::ids::{ClaimId, LotId, SiteId, StockMovementId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use crate::units::Grams;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a line of the ledger is.
    pub enum StockMovementKind {
        /// Food arrived: from a donor to a site.
        Receive = "receive",
        /// From a site to another one of the same organisation; what is recalled also from another organisation's back to
        /// where it arrived.
        Transfer = "transfer",
        /// From a food bank's site to a recipient's, as an allocation round has promised it.
        Allocate = "allocate",
        /// From an organisation's site to another organisation's, or back to its donor.
        HandOver = "hand_over",
        /// Given to people.
        Distribute = "distribute",
        /// Thrown away, with a reason.
        Waste = "waste",
        /// What a stock-take found too much or too little.
        Adjust = "adjust",
        /// Lost on the way between two organisations.
        Loss = "loss",
        /// Frozen where it lies: it leaves its lot by one line, and begins another lot by the next.
        Freeze = "freeze",
        /// Takes back another line.
        Reverse = "reverse",
    }
}

text_enum! {
    /// What people book by themselves. Reception, loss on the way and reversal have requests of their own.
    pub enum LotMovementKind {
        /// To another site of the same organisation.
        Transfer = "transfer",
        /// To a site of another organisation.
        HandOver = "hand_over",
        /// To people.
        Distribute = "distribute",
        /// Thrown away.
        Waste = "waste",
        /// Counted: the difference is booked.
        Adjust = "adjust",
    }
}

text_enum! {
    /// From where, or where to, food goes.
    pub enum StockAccountKind {
        /// Who gave or sold it.
        Donor = "donor",
        /// A site of an organisation: what is there is its balance, which is never below zero.
        Site = "site",
        /// People in need.
        Distributed = "distributed",
        /// What was thrown away.
        Waste = "waste",
        /// What stock-takes found too much or too little.
        Adjustment = "adjustment",
        /// What was lost on the way between two organisations.
        Loss = "loss",
        /// What was frozen of one lot and is another lot since: as much comes out of it as goes in.
        Freezing = "freezing",
    }
}

text_enum! {
    /// Why food is thrown away.
    pub enum WasteReason {
        /// Its date is over.
        Expired = "expired",
        /// Packaging or food is damaged.
        Damaged = "damaged",
        /// It was too warm.
        ColdChain = "cold_chain",
        /// It has gone bad.
        Spoiled = "spoiled",
        /// Insects or rodents.
        Pest = "pest",
        /// It was recalled.
        Recall = "recall",
        /// Something else, which the note tells.
        Other = "other",
    }
}

impl StockMovementKind {
    /// By which food changes hands between organisations.
    pub const GIVING: [Self; 2] = [Self::HandOver, Self::Allocate];
}

impl LotMovementKind {
    /// The line that it becomes.
    #[must_use]
    pub const fn line(self) -> StockMovementKind {
        match self {
            Self::Transfer => StockMovementKind::Transfer,
            Self::HandOver => StockMovementKind::HandOver,
            Self::Distribute => StockMovementKind::Distribute,
            Self::Waste => StockMovementKind::Waste,
            Self::Adjust => StockMovementKind::Adjust,
        }
    }

    /// Whether it goes to a site.
    #[must_use]
    pub const fn has_destination(self) -> bool {
        matches!(self, Self::Transfer | Self::HandOver)
    }
}

/// Something that happened to a lot at one of the caller's sites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLotMovement {
    /// What.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "distribute"))]
    pub kind: LotMovementKind,
    /// From which site, or which site was counted.
    #[garde(skip)]
    pub site_id: SiteId,
    /// To which site; for `transfer` and `hand_over` alone, which need it.
    #[garde(custom(check_destination(self.kind)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_site_id: Option<SiteId>,
    /// How much; for all but `adjust`, which need it.
    #[garde(custom(check_grams(self.kind)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 12_000, minimum = 1, maximum = 100_000_000))]
    pub grams: Option<Grams>,
    /// What was counted at the site; for `adjust` alone, which needs it.
    #[garde(custom(check_counted(self.kind)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = 0, maximum = 100_000_000))]
    pub counted_grams: Option<Grams>,
    /// Why; for `waste` alone, which needs it.
    #[garde(custom(check_reason(self.kind)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<WasteReason>,
    /// What there is to say of it; needed where the reason is `other`.
    #[garde(custom(check_note(self.reason == Some(WasteReason::Other))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub note: Option<String>,
    /// Temperature of the food in tenths of a degree Celsius; needed where chilled or frozen food is handed over.
    #[garde(inner(custom(check_reading)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = -600, maximum = 600))]
    pub temperature_decidegrees: Option<DeciCelsius>,
    /// Where it is put; for `transfer` alone.
    #[garde(inner(custom(check::text(0, 60))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 60))]
    pub shelf: Option<String>,
}

/// Something that is there exactly where it is needed.
fn check_presence(there: bool, needed: bool) -> garde::Result {
    match (there, needed) {
        (false, true) => Err(garde::Error::new("required")),
        (true, false) => Err(garde::Error::new("not_allowed")),
        _ => Ok(()),
    }
}

fn check_destination(kind: LotMovementKind) -> impl Fn(&Option<SiteId>, &()) -> garde::Result {
    move |site, ()| check_presence(site.is_some(), kind.has_destination())
}

fn check_grams(kind: LotMovementKind) -> impl Fn(&Option<Grams>, &()) -> garde::Result {
    move |grams, ctx| {
        check_presence(grams.is_some(), kind != LotMovementKind::Adjust)?;
        grams.map_or(Ok(()), |grams| check::between(1, MAX_LOT_GRAMS)(&grams.0, ctx))
    }
}

fn check_counted(kind: LotMovementKind) -> impl Fn(&Option<Grams>, &()) -> garde::Result {
    move |grams, ctx| {
        check_presence(grams.is_some(), kind == LotMovementKind::Adjust)?;
        grams.map_or(Ok(()), |grams| check::between(0, MAX_LOT_GRAMS)(&grams.0, ctx))
    }
}

fn check_reason(kind: LotMovementKind) -> impl Fn(&Option<WasteReason>, &()) -> garde::Result {
    move |reason, ()| match (reason, kind) {
        (None, LotMovementKind::Waste) => Err(garde::Error::new("reason_required")),
        (Some(_), LotMovementKind::Waste) | (None, _) => Ok(()),
        (Some(_), _) => Err(garde::Error::new("not_allowed")),
    }
}

/// Why a line is taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReversal {
    /// What there is to say of it.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Saisi deux fois", max_length = 500))]
    pub note: Option<String>,
}

/// One side of a movement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockAccount {
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "site"))]
    pub kind: StockAccountKind,
    /// Whose site, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationSummary>,
    /// Which site, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteSummary>,
}

/// A line of the ledger. It never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockMovement {
    /// Identifier.
    pub id: StockMovementId,
    /// Which lot.
    pub lot_id: LotId,
    /// When it was booked.
    pub at: UtcMillis,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "distribute"))]
    pub kind: StockMovementKind,
    /// How much.
    pub grams: Grams,
    /// From where.
    pub from: StockAccount,
    /// Where to.
    pub to: StockAccount,
    /// Why it was thrown away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<WasteReason>,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Temperature of the food, where it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_decidegrees: Option<DeciCelsius>,
    /// Name of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Nadia Roussel"))]
    pub by: Option<String>,
    /// The claim by which it changed hands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_id: Option<ClaimId>,
    /// The line that it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverses_id: Option<StockMovementId>,
    /// The line that takes it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversed_by: Option<StockMovementId>,
    /// Whether the caller may take it back, as far as is known without trying.
    pub can_reverse: bool,
}

page_of!(
    /// A page of a lot's movements, the latest first.
    StockMovementPage,
    StockMovement
);

/// Which movements to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StockMovementQuery {
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn of(kind: LotMovementKind) -> NewLotMovement {
        NewLotMovement {
            kind,
            site_id: SiteId(Uuid::from_u128(1)),
            to_site_id: None,
            grams: None,
            counted_grams: None,
            reason: None,
            note: None,
            temperature_decidegrees: None,
            shelf: None,
        }
    }

    #[test]
    fn each_kind_has_its_own_members() {
        use LotMovementKind::{Adjust, Distribute, HandOver, Transfer, Waste};
        let to_site_id = Some(SiteId(Uuid::from_u128(2)));
        let (grams, counted_grams) = (Some(Grams(500)), Some(Grams::ZERO));
        assert!(NewLotMovement { grams, ..of(Distribute) }.validate().is_ok());
        assert!(NewLotMovement { grams, to_site_id, ..of(Transfer) }.validate().is_ok());
        assert!(NewLotMovement { grams, to_site_id, ..of(HandOver) }.validate().is_ok());
        assert!(NewLotMovement { counted_grams, ..of(Adjust) }.validate().is_ok());
        assert!(NewLotMovement { grams, ..of(Transfer) }.validate().is_err(), "where to?");
        assert!(NewLotMovement { grams, to_site_id, ..of(Distribute) }.validate().is_err(), "people are no site");
        assert!(NewLotMovement { grams, ..of(Adjust) }.validate().is_err(), "what was counted?");
        assert!(NewLotMovement { grams, ..of(Waste) }.validate().is_err(), "why?");
        assert!(NewLotMovement { grams: Some(Grams::ZERO), ..of(Distribute) }.validate().is_err(), "nothing is no movement");
    }

    #[test]
    fn another_reason_is_told_in_words() {
        let waste = NewLotMovement { grams: Some(Grams(500)), ..of(LotMovementKind::Waste) };
        assert!(NewLotMovement { reason: Some(WasteReason::Pest), ..waste.clone() }.validate().is_ok());
        let other = NewLotMovement { reason: Some(WasteReason::Other), ..waste };
        assert!(other.validate().is_err());
        assert!(NewLotMovement { note: Some("Palette tombée".to_owned()), ..other }.validate().is_ok());
    }
}
