//! What stands in which column, by its heading in French or English, accents and case aside.

use super::words::weight;
use super::{Cell, SheetRow, cells};
use shared::stock::{LotColumn, LotTableColumn};
use shared::text::fold;

/// Headings that a row must have, so that it is one of headings.
const ENOUGH: usize = 2;

/// The folded headings of each column. A weight's may have its unit behind it.
const NAMES: [(LotColumn, &[&str]); 16] = [
    (
        LotColumn::DonorName,
        &["donateur", "nom du donateur", "donor", "donor name", "fournisseur", "supplier", "origine", "provenance"],
    ),
    (LotColumn::Category, &["categorie", "category", "famille", "rayon", "type de produit", "product type"]),
    (
        LotColumn::Title,
        &[
            "produit",
            "nom du produit",
            "product",
            "designation",
            "denomination",
            "libelle",
            "article",
            "item",
            "title",
            "titre",
        ],
    ),
    (
        LotColumn::Gtin,
        &[
            "code barres",
            "code barre",
            "codebarres",
            "codebarre",
            "barcode",
            "ean",
            "ean13",
            "ean 13",
            "code ean",
            "gtin",
            "gencod",
        ],
    ),
    (
        LotColumn::LotNumber,
        &[
            "lot",
            "numero de lot",
            "n de lot",
            "no de lot",
            "n lot",
            "no lot",
            "num lot",
            "numero lot",
            "lot number",
            "batch",
            "batch number",
        ],
    ),
    (
        LotColumn::Quantity,
        &["quantite", "qte", "quantity", "qty", "nombre", "nb", "number", "nombre d unites", "nombre de colis", "nb colis"],
    ),
    (LotColumn::Unit, &["unite", "unite de mesure", "unit", "conditionnement", "packaging"]),
    (LotColumn::GramsPerUnit, &["poids unitaire", "poids par unite", "poids d une unite", "unit weight", "weight per unit"]),
    (LotColumn::Grams, &["poids", "poids total", "poids net", "weight", "total weight", "net weight", "masse"]),
    (
        LotColumn::UseBy,
        &["dlc", "use by", "use by date", "date limite", "date limite de consommation", "a consommer jusqu au"],
    ),
    (
        LotColumn::BestBefore,
        &["ddm", "dluo", "ddm dluo", "dluo ddm", "best before", "best before date", "date de durabilite minimale"],
    ),
    (
        LotColumn::FundingSource,
        &["financement", "source de financement", "funding", "funding source", "programme", "program", "source"],
    ),
    (
        LotColumn::TemperatureClass,
        &["temperature", "classe de temperature", "conservation", "temperature class", "storage", "stockage"],
    ),
    (
        LotColumn::TemperatureDecidegrees,
        &[
            "t",
            "t c",
            "t a l arrivee",
            "t a l arrivee c",
            "temperature a l arrivee",
            "temperature a l arrivee c",
            "t arrivee",
            "temperature arrivee",
            "temperature relevee",
            "t relevee",
            "temperature c",
            "arrival temperature",
            "temperature on arrival",
            "temp",
        ],
    ),
    (LotColumn::Shelf, &["emplacement", "rangement", "place", "shelf", "location"]),
    (
        LotColumn::Note,
        &[
            "note",
            "notes",
            "remarque",
            "remarques",
            "observation",
            "observations",
            "commentaire",
            "commentaires",
            "comment",
            "comments",
        ],
    ),
];

/// One column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub column: LotColumn,
    /// How many cells stand to the left.
    pub at: usize,
    /// Grams of what its numbers are in, where the heading says so.
    pub grams: Option<f64>,
}

/// The columns of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    places: Vec<Place>,
    /// As they are told.
    pub found: Vec<LotTableColumn>,
    /// Headings that say nothing to us, or the same as another.
    pub ignored: Vec<String>,
    /// Whether a column holds dates without saying of which kind.
    pub has_undecided_date: bool,
}

impl Columns {
    /// Where a column is.
    pub fn place(&self, column: LotColumn) -> Option<Place> {
        self.places.iter().find(|place| place.column == column).copied()
    }

    fn of(cells: &[Cell]) -> Self {
        let mut columns = Self::default();
        for (at, cell) in cells.iter().enumerate() {
            let Ok(Some(heading)) = cells::words(cell) else { continue };
            let folded = fold(&heading);
            columns.has_undecided_date |= is_undecided_date(&folded);
            match meaning(&folded).filter(|(column, _)| columns.place(*column).is_none()) {
                Some((column, grams)) => {
                    columns.places.push(Place { column, at, grams });
                    columns.found.push(LotTableColumn { column, heading });
                }
                None => columns.ignored.push(heading),
            }
        }
        columns
    }
}

/// The first row that is one of headings, and what it says.
pub(super) fn find(rows: &[SheetRow]) -> Option<(usize, Columns)> {
    let mut columns = rows.iter().map(|row| Columns::of(&row.cells)).enumerate();
    columns.find(|(_, columns)| columns.found.len() >= ENOUGH)
}

/// The column with this heading, and the unit of its weights where it is in the heading.
fn meaning(folded: &str) -> Option<(LotColumn, Option<f64>)> {
    // By name first: "T°" is no tonne.
    let own = named(folded).map(|column| (column, None));
    own.or_else(|| weight(folded).map(|grams| (LotColumn::Grams, Some(grams)))).or_else(|| weighed(folded))
}

fn named(folded: &str) -> Option<LotColumn> {
    NAMES.iter().find(|(_, names)| names.contains(&folded)).map(|(column, _)| *column)
}

/// "Poids en kg", "Quantité (kg)", "Poids unitaire g". A quantity of kilograms is a weight.
fn weighed(folded: &str) -> Option<(LotColumn, Option<f64>)> {
    let (name, unit) = folded.rsplit_once(' ')?;
    let grams = weight(unit)?;
    match named(name.strip_suffix(" en").unwrap_or(name))? {
        LotColumn::Grams | LotColumn::Quantity => Some((LotColumn::Grams, Some(grams))),
        LotColumn::GramsPerUnit => Some((LotColumn::GramsPerUnit, Some(grams))),
        _ => None,
    }
}

/// "DLC/DDM": food that may be unsafe is not to be told from food that has only lost its best.
fn is_undecided_date(folded: &str) -> bool {
    let has = |word: &str| folded.split(' ').any(|one| one == word);
    has("dlc") && (has("ddm") || has("dluo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headings: &[&str]) -> Columns {
        Columns::of(&headings.iter().map(|heading| cells::typed(heading)).collect::<Vec<_>>())
    }

    #[test]
    fn headings_are_known_by_what_people_call_them() {
        for (heading, column) in [
            ("Donateur", LotColumn::DonorName),
            ("CATÉGORIE", LotColumn::Category),
            ("Désignation :", LotColumn::Title),
            ("Produit*", LotColumn::Title),
            ("Code-barres", LotColumn::Gtin),
            ("EAN", LotColumn::Gtin),
            ("N° de lot", LotColumn::LotNumber),
            ("Nº de lot", LotColumn::LotNumber),
            ("Numéro de lot", LotColumn::LotNumber),
            ("Qté", LotColumn::Quantity),
            ("Unité", LotColumn::Unit),
            ("Poids unitaire (kg)", LotColumn::GramsPerUnit),
            ("Poids (kg)", LotColumn::Grams),
            ("Quantité en kg", LotColumn::Grams),
            ("kg", LotColumn::Grams),
            ("DLC", LotColumn::UseBy),
            ("DDM / DLUO", LotColumn::BestBefore),
            ("Financement", LotColumn::FundingSource),
            ("Température", LotColumn::TemperatureClass),
            ("T° à l'arrivée", LotColumn::TemperatureDecidegrees),
            ("T°", LotColumn::TemperatureDecidegrees),
            ("Emplacement", LotColumn::Shelf),
            ("Remarques", LotColumn::Note),
        ] {
            let found = columns(&[heading]).found;
            assert_eq!(found.first().map(|found| found.column), Some(column), "{heading}");
        }
    }

    #[test]
    fn a_heading_says_what_its_weights_are_in() {
        let grams = |heading: &str, column| columns(&[heading]).place(column).and_then(|place| place.grams);
        assert_eq!(grams("Poids unitaire (g)", LotColumn::GramsPerUnit), Some(1.0));
        assert_eq!(grams("Poids en kg", LotColumn::Grams), Some(1_000.0));
        assert_eq!(grams("Poids", LotColumn::Grams), None);
    }

    #[test]
    fn what_is_not_known_or_said_twice_is_ignored() {
        let found = columns(&["Produit", "", "Palette n°", "Désignation", "Poids"]);
        assert_eq!(found.ignored, ["Palette n°", "Désignation"]);
        assert_eq!(found.place(LotColumn::Grams).map(|place| place.at), Some(4));
        assert!(
            !found.has_undecided_date
                && columns(&["DLC/DDM"]).has_undecided_date
                && columns(&["dluo ou dlc"]).has_undecided_date
        );
    }

    #[test]
    fn no_heading_means_two_columns() {
        let mut seen = std::collections::HashSet::new();
        for name in NAMES.iter().flat_map(|(_, names)| *names) {
            assert!(seen.insert(name), "{name}");
            assert_eq!(&fold(name), name);
        }
        assert_eq!(NAMES.map(|(column, _)| column).as_slice(), LotColumn::ALL);
    }
}
