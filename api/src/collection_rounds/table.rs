//! What finished rounds brought as a table, in the network's language and as its spreadsheets open it.

use super::model::{FoodRow, RoundRow};
use crate::categories;
use crate::http::Error;
use crate::http::csv::Table;
use chrono::NaiveDate;
use shared::accounts::Locale;
use shared::cold_chain::DeciCelsius;
use shared::units::Grams;

const FRENCH: [&str; 12] = [
    "Jour",
    "Ramasse",
    "Commerce",
    "Code de la catégorie",
    "Catégorie",
    "Produit",
    "Poids (kg)",
    "T° au chargement (°C)",
    "T° à l'arrivée (°C)",
    "DLC",
    "DDM",
    "Lot",
];

const ENGLISH: [&str; 12] = [
    "Day",
    "Round",
    "Shop",
    "Category code",
    "Category",
    "Food",
    "Weight (kg)",
    "Temperature when loaded (°C)",
    "Temperature on arrival (°C)",
    "Use by",
    "Best before",
    "Lot",
];

/// A table that is being written.
pub struct Sheet {
    table: Table,
    locale: Locale,
}

/// Something that a shop gave, in a round.
pub struct Line<'l> {
    /// The round.
    pub round: &'l RoundRow,
    /// What the shop is called.
    pub shop: &'l str,
    /// What it gave.
    pub food: &'l FoodRow,
}

impl Sheet {
    /// With a heading.
    ///
    /// # Errors
    /// When a row cannot be written, which is a mistake of ours.
    pub fn new(locale: Locale) -> Result<Self, Error> {
        let table = match locale {
            Locale::French => Table::with_semicolons(FRENCH)?,
            Locale::English => Table::new(ENGLISH)?,
        };
        Ok(Self { table, locale })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn add(&mut self, line: &Line<'_>) -> Result<(), Error> {
        let Line { round, shop, food } = line;
        let celsius = |reading: Option<DeciCelsius>| reading.map(|reading| self.celsius(reading)).unwrap_or_default();
        let on = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let cells = [
            round.day.to_string(),
            round.title.clone(),
            (*shop).to_owned(),
            food.category_code.clone(),
            categories::label(&food.category_code, self.locale),
            food.title.clone(),
            self.kg(food.grams),
            celsius(food.temperature_decidegrees),
            celsius(round.arrival(food.temperature_class)),
            on(food.use_by),
            on(food.best_before),
            food.lot_id.map(|lot| lot.to_string()).unwrap_or_default(),
        ];
        self.table.row(cells)
    }

    /// The whole table.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        self.table.finish()
    }

    /// What stands before the decimals.
    const fn mark(&self) -> char {
        match self.locale {
            Locale::French => ',',
            Locale::English => '.',
        }
    }

    /// Kilograms with all their decimals.
    fn kg(&self, grams: Grams) -> String {
        format!("{}{}{:03}", grams.0 / 1_000, self.mark(), grams.0 % 1_000)
    }

    /// Degrees. Below zero with a true minus sign: a hyphen at the beginning would be taken for that of a formula.
    fn celsius(&self, reading: DeciCelsius) -> String {
        let (sign, tenths) = (if reading.0 < 0 { "−" } else { "" }, reading.0.unsigned_abs());
        format!("{sign}{}{}{}", tenths / 10, self.mark(), tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::collection_rounds::CollectionRoundState;
    use shared::ids::{CollectionRoundId, LotId, OrganisationId, SiteId, UserId};
    use shared::time::UtcMillis;
    use shared::units::TemperatureClass;
    use uuid::Uuid;

    fn round() -> RoundRow {
        RoundRow {
            id: CollectionRoundId(Uuid::nil()),
            route_id: None,
            organisation_id: OrganisationId(Uuid::nil()),
            site_id: SiteId(Uuid::nil()),
            title: "Ramasse du centre".to_owned(),
            day: "2026-11-24".parse().unwrap(),
            drivers: None,
            vehicle: None,
            state: CollectionRoundState::Done,
            stop_count: 1,
            noted_count: 1,
            grams: Grams(12_050),
            chilled_decidegrees: None,
            frozen_decidegrees: Some(DeciCelsius(-185)),
            held_count: Some(0),
            ended_at: Some(UtcMillis(0)),
            ended_by: Some(UserId(Uuid::nil())),
            created_by: UserId(Uuid::nil()),
            created_at: UtcMillis(0),
            updated_at: UtcMillis(0),
            version: 3,
        }
    }

    fn written(locale: Locale) -> Vec<String> {
        let food = FoodRow {
            round_id: CollectionRoundId(Uuid::nil()),
            stop_number: 1,
            number: 1,
            category_code: "frozen.fish".to_owned(),
            title: "=Colin".to_owned(),
            grams: Grams(12_050),
            temperature_class: TemperatureClass::Frozen,
            temperature_decidegrees: Some(DeciCelsius(-5)),
            use_by: None,
            best_before: "2027-01-24".parse().ok(),
            lot_id: Some(LotId(Uuid::nil())),
        };
        let mut sheet = Sheet::new(locale).unwrap();
        sheet.add(&Line { round: &round(), shop: "@Marée", food: &food }).unwrap();
        String::from_utf8(sheet.finish().unwrap()).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_row_is_written_as_spreadsheets_of_the_language_read_it_and_no_cell_is_a_formula() {
        let french = written(Locale::French);
        assert!(french[0].starts_with("\u{feff}Jour;Ramasse;Commerce;"), "{french:?}");
        let first =
            "2026-11-24;Ramasse du centre;'@Marée;frozen.fish;Poisson surgelé;'=Colin;12,050;−0,5;−18,5;;2027-01-24;";
        assert!(french[1].starts_with(first), "{french:?}");
        let english = written(Locale::English);
        assert!(english[0].starts_with("Day,Round,Shop,"), "{english:?}");
        assert!(english[1].contains(",Frozen fish,'=Colin,12.050,−0.5,−18.5,,2027-01-24,"), "{english:?}");
    }
}
