//! Lots received from a spreadsheet: what is asked, and how the sheet was understood.

use super::lots::FundingSource;
use crate::cold_chain::DeciCelsius;
use crate::ids::SiteId;
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::problem::FieldError;
use crate::units::{Grams, TemperatureClass, Unit};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Largest file that can be sent, bytes.
pub const MAX_TABLE_BYTES: usize = 2 * 1024 * 1024;

text_enum! {
    /// What a column of the sheet says. Each is called like the member of a lot that it fills; `quantity` counts units.
    pub enum LotColumn {
        /// Who gave or sold it.
        DonorName = "donor_name",
        /// Code, label or synonym of the category.
        Category = "category",
        /// What it is.
        Title = "title",
        /// Number of its barcode.
        Gtin = "gtin",
        /// The producer's batch number.
        LotNumber = "lot_number",
        /// How many units, perhaps with the unit behind it.
        Quantity = "quantity",
        /// What it is counted in.
        Unit = "unit",
        /// Weight of one unit, kg unless the heading or the cell says otherwise.
        GramsPerUnit = "grams_per_unit",
        /// All of it, kg unless the heading or the cell says otherwise.
        Grams = "grams",
        /// DLC.
        UseBy = "use_by",
        /// DDM, DLUO.
        BestBefore = "best_before",
        /// Who paid for it; a gift where nothing is said.
        FundingSource = "funding_source",
        /// How it is kept; as usual for its category where nothing is said.
        TemperatureClass = "temperature_class",
        /// Temperature on arrival.
        TemperatureDecidegrees = "temperature_decidegrees",
        /// Where in the store it is put.
        Shelf = "shelf",
        /// What else there is to say.
        Note = "note",
    }
}

/// Where the lots of a spreadsheet arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct LotTableQuery {
    /// At this site; its organisation is the one that receives them.
    pub site: SiteId,
    /// Only say how the sheet is understood: nothing is received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<bool>,
}

/// A column that was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotTableColumn {
    /// What it says.
    #[cfg_attr(feature = "openapi", schema(example = "title"))]
    pub column: LotColumn,
    /// Its heading, as it stands in the sheet.
    #[cfg_attr(feature = "openapi", schema(example = "Désignation"))]
    pub heading: String,
}

/// A row as it was understood; what is missing or wrong is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotTableRow {
    /// Its number in the sheet, whose first row is 1.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub row: u32,
    /// Who gave or sold it, as it stands in the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor_name: Option<String>,
    /// The organisation of the network that has this name, where exactly one has: it is then the donor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor: Option<OrganisationSummary>,
    /// Code of its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "dairy.yoghurt"))]
    pub category: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature, pots de 125 g"))]
    pub title: Option<String>,
    /// Number of its barcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// The producer's batch number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_number: Option<String>,
    /// What it is counted in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Weight of one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grams_per_unit: Option<Grams>,
    /// All of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grams: Option<Grams>,
    /// DLC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<NaiveDate>,
    /// DDM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// Who paid for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding_source: Option<FundingSource>,
    /// How it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_class: Option<TemperatureClass>,
    /// Temperature on arrival in tenths of a degree Celsius.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_decidegrees: Option<DeciCelsius>,
    /// Where in the store it is put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf: Option<String>,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it is put on hold when it is received: it arrived too warm, or its product is recalled.
    #[serde(default)]
    pub held: bool,
}

/// How a sheet was understood. It is received as it stands here, unless there are errors.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotTable {
    /// The columns that were recognised, from the left.
    pub columns: Vec<LotTableColumn>,
    /// Headings that say nothing to us: what stands below them is not read.
    #[cfg_attr(feature = "openapi", schema(example = json!(["Palette"])))]
    pub ignored: Vec<String>,
    /// The rows that hold something, in their order; at most 500.
    pub rows: Vec<LotTableRow>,
    /// What is wrong: at `/rows/12/use_by` with the row's number in the sheet, at `/columns/title` for a column that is
    /// missing, at `/columns` where no row of headings was found.
    pub errors: Vec<FieldError>,
    /// All rows together.
    pub grams: Grams,
    /// How many are put on hold when they are received.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub held: u32,
}

/// Where an error lies that is told of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LotTablePlace<'p> {
    /// In a row, in the column with this name.
    Row(u32, &'p str),
    /// In the headings; of the column with this name, or of all.
    Columns(Option<&'p str>),
    /// Elsewhere: in the request.
    Elsewhere,
}

impl<'p> LotTablePlace<'p> {
    /// The place that a pointer of [`LotTable::errors`] names.
    #[must_use]
    pub fn of(pointer: &'p str) -> Self {
        let mut parts = pointer.split('/').skip(1);
        match (parts.next(), parts.next(), parts.next()) {
            (Some("rows"), Some(row), member) => {
                row.parse().map_or(Self::Elsewhere, |row| Self::Row(row, member.unwrap_or_default()))
            }
            (Some("columns"), column, _) => Self::Columns(column),
            _ => Self::Elsewhere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_names_a_row_a_column_or_neither() {
        assert_eq!(LotTablePlace::of("/rows/12/use_by"), LotTablePlace::Row(12, "use_by"));
        assert_eq!(LotTablePlace::of("/rows/12"), LotTablePlace::Row(12, ""));
        assert_eq!(LotTablePlace::of("/columns/title"), LotTablePlace::Columns(Some("title")));
        assert_eq!(LotTablePlace::of("/columns"), LotTablePlace::Columns(None));
        for elsewhere in ["?site", "", "/rows", "/rows/x/y", "/site_id"] {
            assert_eq!(LotTablePlace::of(elsewhere), LotTablePlace::Elsewhere, "{elsewhere}");
        }
    }
}
