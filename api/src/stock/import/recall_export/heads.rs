//! The columns of the data set, by the names that its two versions give them.

use shared::text::fold;

/// Bytes of a cell that are read: far more than any notice has.
const MOST_BYTES: usize = 100_000;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// Number of the notice.
    Number,
    /// Which version of it.
    Version,
    /// Food, or something else.
    Category,
    /// Brand.
    Brand,
    /// Names of the products.
    Models,
    /// The notice's title.
    Label,
    /// Barcodes, batches and dates.
    Identification,
    /// A barcode, in the form with a row for each.
    Gtin,
    /// Why it is recalled.
    Motive,
    /// What may happen.
    Risks,
    /// More of it.
    MoreRisks,
    /// What to do.
    Conduct,
    /// What to do who has eaten of it.
    Health,
    /// The notice's page.
    Url,
    /// When it was published.
    Published,
}

/// The folded headings of each column.
const NAMES: [(Column, &[&str]); 15] = [
    (Column::Number, &["numero fiche", "reference fiche", "numero de fiche"]),
    (Column::Version, &["numero version", "ndeg de version", "n de version", "numero de version"]),
    (Column::Category, &["categorie produit", "categorie de produit"]),
    (Column::Brand, &["marque produit", "nom de la marque du produit", "nom marque du produit"]),
    (Column::Models, &["modeles ou references", "noms des modeles ou references"]),
    (Column::Label, &["libelle"]),
    (Column::Identification, &["identification produits", "identification des produits"]),
    (Column::Gtin, &["gtin"]),
    (Column::Motive, &["motif rappel", "motif du rappel"]),
    (Column::Risks, &["risques encourus", "risques encourus par le consommateur"]),
    (Column::MoreRisks, &["description complementaire risque", "description complementaire du risque"]),
    (Column::Conduct, &["conduites a tenir par le consommateur"]),
    (Column::Health, &["preconisations sanitaires"]),
    (Column::Url, &["lien vers la fiche rappel"]),
    (Column::Published, &["date publication", "date de publication", "date de publication de la fiche"]),
];

/// Where the columns are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heads(Vec<(Column, usize)>);

impl Heads {
    /// The columns that a row names; `None` where it is not the data set's row of headings.
    pub fn of(cells: &[&str]) -> Option<Self> {
        let mut heads = Self(Vec::new());
        for (at, cell) in cells.iter().enumerate() {
            let folded = fold(cell);
            let named = NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(column, _)| *column);
            if let Some(column) = named.filter(|column| heads.place(*column).is_none()) {
                heads.0.push((column, at));
            }
        }
        let has = |column: Column| heads.place(column).is_some();
        // A stock-take has barcodes too.
        let is_of_recalls = has(Column::Motive) || has(Column::Number) || has(Column::Url);
        ((has(Column::Identification) || has(Column::Gtin)) && is_of_recalls).then_some(heads)
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.0.iter().find(|(known, _)| *known == column).map(|(_, at)| *at)
    }
}

/// A row with its headings.
#[derive(Clone, Copy)]
pub(super) struct Line<'l> {
    /// Where the columns are.
    pub heads: &'l Heads,
    /// Its cells.
    pub cells: &'l [&'l str],
}

impl Line<'_> {
    /// What stands in a column; empty where there is none.
    pub fn get(&self, column: Column) -> &str {
        let cell = self.heads.place(column).and_then(|at| self.cells.get(at)).map(|cell| cell.trim()).unwrap_or_default();
        cell.get(..cell.floor_char_boundary(MOST_BYTES)).unwrap_or_default()
    }

    /// Whether it is about food; also where nothing is said.
    pub fn is_food(&self) -> bool {
        let category = fold(self.get(Column::Category));
        category.is_empty() || category.starts_with("aliment")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_means_two_columns() {
        let mut seen = std::collections::HashSet::new();
        for name in NAMES.iter().flat_map(|(_, names)| *names) {
            assert!(seen.insert(name), "{name}");
            assert_eq!(&fold(name), name);
        }
    }

    #[test]
    fn columns_stand_in_any_order_among_others() {
        let heads = Heads::of(&["rappel_guid", "motif_rappel", "", "gtin", "gtin"]).unwrap();
        let cells = ["x", " listeria ", "", "3760289220694"];
        let line = Line { heads: &heads, cells: &cells };
        assert_eq!((line.get(Column::Motive), line.get(Column::Gtin)), ("listeria", "3760289220694"));
        assert_eq!((line.get(Column::Url), line.is_food()), ("", true));
        let long = "é".repeat(MOST_BYTES);
        assert_eq!(Line { cells: &[&long, &long], ..line }.get(Column::Motive).len(), MOST_BYTES);
        assert_eq!(Heads::of(&["gtin", "poids"]), None);
        assert_eq!(Heads::of(&["motif_rappel", "libelle"]), None);
    }
}
