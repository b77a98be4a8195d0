//! What a sheet says in words: its columns, and what is wrong.

use crate::i18n::{field_error, t};
use shared::problem::FieldError;
use shared::stock::{LotColumn, LotTablePlace};
use yew::AttrValue;

/// What is wrong, with its column: "DLC : une date est attendue."
#[must_use]
pub fn sentence(error: &FieldError) -> AttrValue {
    match LotTablePlace::of(&error.pointer) {
        LotTablePlace::Row(_, member) => match member.parse().map(column) {
            Ok(column) => t!("stock_import.of_column", column = column, what = what(error)),
            Err(_) => what(error),
        },
        LotTablePlace::Columns(Some(name)) if error.code == "required" => match name.parse().map(column) {
            Ok(column) => t!("stock_import.column_missing", column = column),
            Err(_) => what(error),
        },
        LotTablePlace::Columns(None) => t!("stock_import.no_heading"),
        LotTablePlace::Columns(Some(_)) => t!("stock_import.undecided_date"),
        LotTablePlace::Elsewhere if error.pointer == "/rows" => t!("stock_import.empty"),
        LotTablePlace::Elsewhere => what(error),
    }
}

/// What is wrong. Words that only a sheet needs stand here, and not among those that every visitor fetches.
fn what(error: &FieldError) -> AttrValue {
    match error.code.as_str() {
        "formula" => t!("stock_import.formula"),
        "date" => t!("stock_import.date"),
        "weights_differ" => t!("stock_import.weights_differ"),
        "units_differ" => t!("stock_import.units_differ"),
        "unknown" if error.pointer.ends_with("/category") => t!("stock_import.unknown_category"),
        "unknown" if error.pointer.ends_with("/unit") || error.pointer.ends_with("/quantity") => {
            t!("stock_import.unknown_unit")
        }
        _ => field_error(error),
    }
}

/// A column, as the template calls it.
fn column(column: LotColumn) -> AttrValue {
    match column {
        LotColumn::DonorName => t!("stock_import.donor"),
        LotColumn::Category => t!("stock_import.category"),
        LotColumn::Title => t!("stock_import.product"),
        LotColumn::Gtin => t!("stock_import.gtin"),
        LotColumn::LotNumber => t!("stock_import.lot_number"),
        LotColumn::Quantity => t!("stock_import.quantity"),
        LotColumn::Unit => t!("stock_import.unit"),
        LotColumn::GramsPerUnit => t!("stock_import.piece"),
        LotColumn::Grams => t!("stock_import.weight"),
        LotColumn::UseBy => t!("stock_import.use_by"),
        LotColumn::BestBefore => t!("stock_import.best_before"),
        LotColumn::FundingSource => t!("stock.funding"),
        LotColumn::TemperatureClass => t!("stock_import.keeping"),
        LotColumn::TemperatureDecidegrees => t!("stock_import.arrival"),
        LotColumn::Shelf => t!("stock_import.shelf"),
        LotColumn::Note => t!("stock_import.note"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_column() {
        let said = |pointer: &str, code: &str| sentence(&FieldError::new(pointer, code)).to_string();
        assert!(said("/rows/12/use_by", "date").starts_with("DLC"), "{}", said("/rows/12/use_by", "date"));
        assert!(said("/rows/12/category", "unknown").starts_with("Catégorie"));
        assert!(said("/columns/title", "required").contains("Produit"));
        assert!(said("/columns/use_by", "one_date_only").contains("DDM"));
        assert!(!said("/columns", "no_heading").is_empty());
    }
}
