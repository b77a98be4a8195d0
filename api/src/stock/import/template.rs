//! The sheet to begin with.

use crate::http::Error;
use crate::http::csv::Table;
use chrono::{Days, NaiveDate};
use shared::accounts::Locale;

/// What the columns are called.
const HEADINGS: [&str; 16] = [
    "Donateur",
    "Catégorie",
    "Produit",
    "Code-barres",
    "Numéro de lot",
    "Quantité",
    "Unité",
    "Poids unitaire (kg)",
    "Poids total (kg)",
    "DLC",
    "DDM",
    "Financement",
    "Température",
    "T° à l'arrivée (°C)",
    "Emplacement",
    "Note",
];
/// In how many days the food of the example is to be eaten.
const GOOD_FOR: Days = Days::new(20);

/// The headings and one row as an example, as spreadsheets in France open it.
///
/// # Errors
/// When it cannot be written, which is a mistake of ours.
pub fn template(today: NaiveDate) -> Result<Vec<u8>, Error> {
    let use_by = today.checked_add_days(GOOD_FOR).unwrap_or(today).format("%d/%m/%Y").to_string();
    let example = [
        "Crèmerie du marché",
        "Yaourts et desserts lactés",
        "Yaourts nature, pots de 125 g",
        "3017620422003",
        "L26312A",
        "96",
        "pièce",
        "0,125",
        "12",
        use_by.as_str(),
        "",
        "Don",
        "Frais",
        "3,5",
        "Chambre froide 2",
        "Exemple à remplacer",
    ];
    let mut table = Table::of(Locale::French, HEADINGS)?;
    table.row(example)?;
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::super::{read, understand};
    use super::*;
    use shared::ids::SiteId;
    use shared::stock::LotColumn;
    use uuid::Uuid;

    #[test]
    fn the_template_is_understood() {
        let text = template(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()).unwrap();
        let yoghurt = crate::categories::tree().get("dairy.yoghurt");
        let sheet = understand(&read(&text).unwrap(), SiteId(Uuid::nil()), &|_| yoghurt);
        assert!(sheet.errors.is_empty() && sheet.ignored.is_empty(), "{sheet:?}");
        assert_eq!((sheet.rows.len(), sheet.columns.len()), (1, LotColumn::ALL.len()));
        assert_eq!(sheet.rows[0].use_by, NaiveDate::from_ymd_opt(2026, 12, 14));
    }
}
