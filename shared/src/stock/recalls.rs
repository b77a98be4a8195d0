//! Recalls: food that must not be eaten is found wherever it went, and accounted for to the last gram.

use super::lots::MAX_LOT_GRAMS;
use super::view::LotSummary;
use crate::check;
use crate::ids::{LotId, RecallId, SiteId};
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::products;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use crate::units::Grams;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// What is recalled: a lot, or a product by its barcode, with or without a batch number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRecall {
    /// This lot. Not together with `gtin`.
    #[garde(custom(check_one(&self.gtin)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_id: Option<LotId>,
    /// All lots with this barcode, whoever received them.
    #[garde(inner(custom(|value: &String, ctx: &()| products::check_gtin(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "3017620422003"))]
    pub gtin: Option<String>,
    /// Of those only the ones with this batch number, and the ones of which nobody has noted it. Only together with `gtin`.
    #[garde(custom(check_number(&self.gtin)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "L26312A", min_length = 1, max_length = 60))]
    pub lot_number: Option<String>,
    /// Why, and what those who have it should do; everybody who received it reads this.
    #[garde(custom(check::text(3, 1000)))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "Présence possible de listéria : ne pas distribuer, détruire ou rapporter.",
            min_length = 3,
            max_length = 1000
        )
    )]
    pub reason: String,
    /// Where the producer or the authority says so.
    #[garde(inner(custom(|value: &String, ctx: &()| check::url(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "https://rappel.conso.gouv.fr/fiche-rappel/12345"))]
    pub url: Option<String>,
}

fn check_one(gtin: &Option<String>) -> impl Fn(&Option<LotId>, &()) -> garde::Result {
    let product = gtin.is_some();
    move |lot, ()| match (lot.is_some(), product) {
        (true, true) => Err(garde::Error::new("one_load_only")),
        (false, false) => Err(garde::Error::new("required")),
        _ => Ok(()),
    }
}

fn check_number(gtin: &Option<String>) -> impl Fn(&Option<String>, &()) -> garde::Result {
    let product = gtin.is_some();
    move |number, ctx| match number {
        Some(_) if !product => Err(garde::Error::new("not_allowed")),
        Some(number) => check::text(1, 60)(number, ctx),
        None => Ok(()),
    }
}

/// What a site has done with the recalled food that it still had. It may be told in several parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecallAcknowledgement {
    /// Which site.
    #[garde(skip)]
    pub site_id: SiteId,
    /// Brought back: to where it once arrived, and from there to its donor.
    #[garde(custom(weight))]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 4_000, minimum = 0, maximum = 100_000_000))]
    pub returned_grams: Grams,
    /// Destroyed.
    #[garde(custom(weight))]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 2_000, minimum = 0, maximum = 100_000_000))]
    pub destroyed_grams: Grams,
    /// Given to people before anybody knew, and not booked until now.
    #[garde(custom(weight))]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 1_000, minimum = 0, maximum = 100_000_000))]
    pub used_grams: Grams,
    /// What there is to say of it.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub note: Option<String>,
}

fn weight(value: &Grams, ctx: &()) -> garde::Result {
    check::between(0, MAX_LOT_GRAMS)(&value.0, ctx)
}

impl RecallAcknowledgement {
    /// All that it accounts for.
    #[must_use]
    pub const fn counted(&self) -> Grams {
        self.returned_grams.plus(self.destroyed_grams).plus(self.used_grams)
    }
}

/// One site that received recalled food, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecallNotice {
    /// Whose site it is.
    pub organisation: OrganisationSummary,
    /// Which site.
    pub site: SiteSummary,
    /// All that it received, whatever became of it.
    pub received_grams: Grams,
    /// What it had when the recall was made.
    pub remaining_grams: Grams,
    /// What it has now, by the books.
    pub left_grams: Grams,
    /// Brought back since.
    pub returned_grams: Grams,
    /// Destroyed since.
    pub destroyed_grams: Grams,
    /// Given to people before anybody knew, and booked since.
    pub used_grams: Grams,
    /// When somebody there first answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged_at: Option<UtcMillis>,
    /// Name of the person who answered last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged_by: Option<String>,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it was answered and nothing was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<UtcMillis>,
    /// Whether the caller may answer it.
    pub can_acknowledge: bool,
}

/// A recall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recall {
    /// Identifier.
    pub id: RecallId,
    /// The food bank that made it; absent where the administrator did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationSummary>,
    /// What it is: title of the lot that was received last.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature, pots de 125 g"))]
    pub title: String,
    /// The barcode, where it is of a product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// The batch number, where it is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_number: Option<String>,
    /// Why, and what to do.
    pub reason: String,
    /// Where the producer or the authority says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The lots; left out in lists. At most 100 of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<LotSummary>,
    /// The sites that received it, as far as the caller may see them, by name; left out in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<RecallNotice>,
    /// How many sites received it, of those that the caller may see.
    #[cfg_attr(feature = "openapi", schema(example = 12))]
    pub notice_count: i64,
    /// How many of these are settled.
    #[cfg_attr(feature = "openapi", schema(example = 9))]
    pub settled_count: i64,
    /// When it was made.
    pub created_at: UtcMillis,
    /// When the last site was settled; absent while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<UtcMillis>,
    /// Grows with each answer; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of recalls, the latest first.
    RecallPage,
    Recall
);

/// Which recalls to list: those that concern the caller's organisations; for coordinators of a food bank and the
/// administrator, all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RecallQuery {
    /// `true`: only those that are not closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
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

    #[test]
    fn a_recall_is_of_a_lot_or_of_a_product() {
        let lot_id = Some(LotId(Uuid::from_u128(1)));
        let gtin = Some("3017620422003".to_owned());
        let lot_number = Some("L1".to_owned());
        let recall = NewRecall { reason: "Listéria".to_owned(), ..NewRecall::default() };
        assert!(recall.validate().is_err());
        assert!(NewRecall { lot_id, ..recall.clone() }.validate().is_ok());
        assert!(NewRecall { gtin: gtin.clone(), ..recall.clone() }.validate().is_ok());
        assert!(NewRecall { gtin: gtin.clone(), lot_number: lot_number.clone(), ..recall.clone() }.validate().is_ok());
        assert!(NewRecall { lot_id, gtin, ..recall.clone() }.validate().is_err());
        assert!(NewRecall { lot_id, lot_number, ..recall }.validate().is_err());
    }
}
