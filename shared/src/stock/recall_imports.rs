//! The export of RappelConso, the State's site of recalls: which of its notices are about lots of the network.

use crate::macros::text_enum;
use crate::units::Grams;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Largest export that can be sent, bytes: the whole history is some 45 MB of CSV and grows by a seventh each year.
pub const MAX_EXPORT_BYTES: usize = 64 * 1024 * 1024;
/// Rows of an export that are read: two and a half times the whole history.
pub const MAX_EXPORT_ROWS: usize = 50_000;
/// Findings that are told.
pub const MAX_FINDINGS: usize = 500;
/// Rows of which it is told why they were not understood.
pub const MAX_TOLD_ROWS: usize = 50;

text_enum! {
    /// Why a row cannot be compared with lots.
    pub enum RecallRowFault {
        /// It names no barcode, as for fresh meat.
        NoGtin = "no_gtin",
        /// What stands in a barcode's place is none: its check digit is wrong.
        WrongGtin = "wrong_gtin",
    }
}

/// A row of food that cannot be compared with lots: somebody has to read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecallRowError {
    /// Its number in the file, whose first row is 1.
    #[cfg_attr(feature = "openapi", schema(example = 12))]
    pub row: u32,
    /// Number of its notice, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-0242"))]
    pub notice: Option<String>,
    /// What it is about.
    #[cfg_attr(feature = "openapi", schema(example = "Steak haché – Marque du boucher"))]
    pub title: String,
    /// Why.
    pub fault: RecallRowFault,
}

/// A notice about lots that are or were in the network. It is recalled by `POST /recalls` with its `gtin`, `lot_number`,
/// `reason` and `url`, and then recalls exactly these lots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecallFinding {
    /// Number of the notice, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-0242"))]
    pub notice: Option<String>,
    /// What it is about: product and brand.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature – Crèmerie d'Ygos"))]
    pub title: String,
    /// Why, and what to do, in the notice's words; fit to be the reason of a recall.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Présence de listeria monocytogenes. Ne plus consommer. Rapporter le produit au point de vente.")
    )]
    pub reason: String,
    /// The notice's own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "https://rappel.conso.gouv.fr/fiche-rappel/12345/interne"))]
    pub url: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<NaiveDate>,
    /// The barcode, of 14 digits.
    #[cfg_attr(feature = "openapi", schema(example = "03017620422003"))]
    pub gtin: String,
    /// The batch number; absent where the notice is about all of the product, or says it in words that only people
    /// understand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "L26312A"))]
    pub lot_number: Option<String>,
    /// What the notice says of batches and dates of this barcode, word for word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "l26312a, date limite de consommation, 2026-12-24"))]
    pub said: Option<String>,
    /// How many lots would be recalled; lots of which nobody has noted the number, and what was frozen of lots, among them.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub lots: i64,
    /// What of them is still somewhere.
    pub left_grams: Grams,
    /// How many sites have or had any of them.
    #[cfg_attr(feature = "openapi", schema(example = 3))]
    pub sites: i64,
    /// Whether all of these lots are recalled already.
    pub already_recalled: bool,
}

/// What an export says of the network. Nothing is recalled by reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecallExport {
    /// Rows that were read, without the headings.
    #[cfg_attr(feature = "openapi", schema(example = 18_472))]
    pub rows: u32,
    /// Of them about food.
    #[cfg_attr(feature = "openapi", schema(example = 13_210))]
    pub food_rows: u32,
    /// Of these such as cannot be compared with lots.
    #[cfg_attr(feature = "openapi", schema(example = 4_567))]
    pub unread_rows: u32,
    /// Why, of the first 50.
    pub errors: Vec<RecallRowError>,
    /// The notices about lots of the network: those that are not recalled yet first, of these those of which something is
    /// left, then the latest. At most 500.
    pub findings: Vec<RecallFinding>,
    /// Whether there are more findings than are told.
    pub has_more: bool,
}
