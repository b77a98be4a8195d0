//! What finished rounds brought as a table, in the reader's language and as its spreadsheets open it.

use super::model::{FoodRow, RoundRow};
use crate::categories;
use crate::http::Error;
use crate::http::csv::Table;
use crate::http::xlsx::Cell;
use chrono::NaiveDate;
use shared::accounts::Locale;
use shared::cold_chain::DeciCelsius;
use std::iter::{once, repeat_n};

/// Most rows of one table: a spreadsheet that people still open.
const MOST: usize = 50_000;

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
    /// How many rows it still takes.
    room: usize,
    is_cut: bool,
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
        let heads = match locale {
            Locale::French => FRENCH,
            Locale::English => ENGLISH,
        };
        Ok(Self { table: Table::of(locale, heads)?, locale, room: MOST, is_cut: false })
    }

    /// Whether there was a row for which there was no room.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Adds a row, where there is room.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn add(&mut self, line: &Line<'_>) -> Result<(), Error> {
        let Some(room) = self.room.checked_sub(1) else {
            self.is_cut = true;
            return Ok(());
        };
        self.room = room;
        self.table.cells(&cells(line, self.locale))
    }

    /// The whole table; where it is cut, a last row says so.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        if self.is_cut {
            let words = match self.locale {
                Locale::French => "Tableau coupé après 50\u{a0}000 lignes : choisissez une période plus courte.",
                Locale::English => "Cut after 50,000 rows: choose a shorter time.",
            };
            let row: Vec<Cell> = once(Cell::text(words)).chain(repeat_n(Cell::Nothing, FRENCH.len() - 1)).collect();
            self.table.cells(&row)?;
        }
        self.table.finish()
    }
}

fn cells(line: &Line<'_>, locale: Locale) -> [Cell; 12] {
    let Line { round, shop, food } = line;
    let celsius = |reading: Option<DeciCelsius>| reading.map_or(Cell::Nothing, Cell::celsius);
    let day = |day: Option<NaiveDate>| day.map_or(Cell::Nothing, Cell::Day);
    [
        Cell::Day(round.day),
        Cell::text(&round.title),
        Cell::text(*shop),
        Cell::text(&food.category_code),
        Cell::Text(categories::label(&food.category_code, locale)),
        Cell::text(&food.title),
        Cell::kg(food.grams),
        celsius(food.temperature_decidegrees),
        celsius(round.arrival(food.temperature_class)),
        day(food.use_by),
        day(food.best_before),
        food.lot_id.map_or(Cell::Nothing, |lot| Cell::Text(lot.to_string())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::collection_rounds::CollectionRoundState;
    use shared::ids::{CollectionRoundId, LotId, OrganisationId, SiteId, UserId};
    use shared::time::UtcMillis;
    use shared::units::{Grams, TemperatureClass};
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

    fn fish() -> FoodRow {
        FoodRow {
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
        }
    }

    /// A table with room for so many rows, to which two are added.
    fn written(locale: Locale, room: usize) -> Vec<String> {
        let mut sheet = Sheet { room, ..Sheet::new(locale).unwrap() };
        for _ in 0..2 {
            sheet.add(&Line { round: &round(), shop: "@Marée", food: &fish() }).unwrap();
        }
        assert_eq!(sheet.is_cut(), room < 2);
        String::from_utf8(sheet.finish().unwrap()).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_row_is_written_as_spreadsheets_of_the_language_read_it_and_no_cell_is_a_formula() {
        let french = written(Locale::French, 2);
        assert!(french[0].starts_with("\u{feff}Jour;Ramasse;Commerce;"), "{french:?}");
        let first = "24/11/2026;Ramasse du centre;'@Marée;frozen.fish;Poisson surgelé;'=Colin;12,05;-0,5;-18,5;;24/01/2027;";
        assert!(french[1].starts_with(first), "{french:?}");
        let english = written(Locale::English, 2);
        assert!(english[0].starts_with("Day,Round,Shop,"), "{english:?}");
        assert!(english[1].contains(",Frozen fish,'=Colin,12.05,-0.5,-18.5,,2027-01-24,"), "{english:?}");
        assert_eq!((french.len(), english.len()), (3, 3));
    }

    #[test]
    fn what_is_cut_says_so_in_a_last_row() {
        for locale in Locale::ALL {
            let lines = written(*locale, 1);
            assert!(lines.len() == 3 && lines[2].contains("50"), "{lines:?}");
        }
    }
}
