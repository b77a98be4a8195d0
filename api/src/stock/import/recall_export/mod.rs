//! The export of RappelConso, the State's site of recalls, read without a database: a file becomes rows (`lines`), headings
//! become columns (`heads`), what a row says of barcodes and batches is taken apart (`identification`), and rows become
//! notices (`notice`), in which people read the rest.
//!
//! The data set comes in two forms: a row for each notice, or one for each of its barcodes, which then all say the same. Both
//! become one notice with all of its barcodes.

mod heads;
mod identification;
mod lines;
mod notice;

pub use notice::{Mention, Notice};

use super::{HEAD, Unreadable};
use heads::{Heads, Line};
use shared::problem::{Code, Problem};
use shared::stock::{MAX_EXPORT_ROWS, MAX_TOLD_ROWS, RecallRowError, RecallRowFault};
use std::cmp::Ordering;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Barcodes and batch numbers that are kept: many times those of the whole history, and still some tens of megabytes.
const MOST_KEPT: usize = 500_000;

/// Why an export is refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It is no table, or too large a one.
    File(Unreadable),
    /// It is another table: it lacks the headings of the data set.
    NoHeading,
}

impl NotRead {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::File(Unreadable::TooManyRows) => Problem::of(Code::TooManyRows).with("max", MAX_EXPORT_ROWS),
            Self::File(reason) => reason.problem(),
            Self::NoHeading => Problem::invalid_field("/columns", "no_heading"),
        }
    }
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// Rows, without the headings.
    pub rows: u32,
    /// Of them about food.
    pub food_rows: u32,
    /// Of these such as name no barcode.
    pub unread_rows: u32,
    /// Why, of the first ones.
    pub errors: Vec<RecallRowError>,
    /// By their numbers.
    notices: BTreeMap<String, Notice>,
    /// How many barcodes and batch numbers they have.
    kept: usize,
}

impl Export {
    /// The notices that name a barcode.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.notices.values()
    }

    /// Every barcode, of 14 digits.
    #[must_use]
    pub fn gtins(&self) -> BTreeSet<&str> {
        self.notices().flat_map(|notice| notice.mentions.keys()).map(String::as_str).collect()
    }

    fn take(&mut self, number: u32, line: &Line<'_>) -> Result<(), Unreadable> {
        let is_food = line.is_food();
        self.rows += 1;
        self.food_rows += u32::from(is_food);
        let found = notice::mentions(line);
        if found.mentions.is_empty() {
            // What is no food and has no barcode, such as a car, is none of ours.
            if is_food {
                self.miss(number, line, if found.has_wrong { RecallRowFault::WrongGtin } else { RecallRowFault::NoGtin });
            }
            return Ok(());
        }
        let notice = Notice::of(line, found.mentions);
        let key = notice.number.clone().unwrap_or_else(|| format!("row {number}"));
        match self.notices.entry(key) {
            Entry::Vacant(place) => self.kept += place.insert(notice).size(),
            Entry::Occupied(mut place) => {
                let known = place.get_mut();
                self.kept -= known.size();
                match known.version.cmp(&notice.version) {
                    Ordering::Less => *known = notice,
                    Ordering::Equal => known.add(notice.mentions),
                    Ordering::Greater => {}
                }
                self.kept += known.size();
            }
        }
        if self.kept > MOST_KEPT { Err(Unreadable::TooLarge) } else { Ok(()) }
    }

    fn miss(&mut self, row: u32, line: &Line<'_>, fault: RecallRowFault) {
        self.unread_rows += 1;
        if self.errors.len() < MAX_TOLD_ROWS {
            self.errors.push(RecallRowError { row, notice: notice::number(line), title: notice::title(line), fault });
        }
    }
}

/// Reads a file, whose kind its content tells.
///
/// # Errors
/// Why it is refused as a whole.
pub fn read(file: &[u8]) -> Result<Export, NotRead> {
    let (mut heads, mut before, mut export) = (None::<Heads>, 0, Export::default());
    let mut take = |number: u32, cells: &[&str]| {
        let Some(heads) = &heads else {
            if before < HEAD {
                before += 1;
                heads = Heads::of(cells);
            }
            return Ok(());
        };
        if usize::try_from(export.rows).unwrap_or(usize::MAX) >= MAX_EXPORT_ROWS {
            return Err(Unreadable::TooManyRows);
        }
        export.take(number, &Line { heads, cells })
    };
    lines::each(file, &mut take).map_err(NotRead::File)?;
    if heads.is_some() { Ok(export) } else { Err(NotRead::NoHeading) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::rules::batches::Batches;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    const HEADINGS: &str = "gtin;numero_fiche;numero_version;categorie_produit;marque_produit;modeles_ou_references;\
        identification_produits;motif_rappel;risques_encourus;conduites_a_tenir_par_le_consommateur;\
        lien_vers_la_fiche_rappel;date_publication;libelle;nouveau_champ";

    fn export(rows: &[&str]) -> Export {
        read(format!("\u{feff}{HEADINGS}\n{}\n", rows.join("\n")).as_bytes()).unwrap()
    }

    /// A notice as the data set has it: all in small letters, lists between bars.
    const KETO: &str = "3760289220694;2021-05-0242;1;alimentation;keto slim;keto slim nuit¤¤pack keto;\
        3760289220694$ken134f$non concerné$$|3760289220748$ken134f$non concerné$$;\
        \"présence d'oxyde d'éthylène\nà une teneur \"\"élevée\"\".\";dépassement des limites autorisées de pesticides;\
        ne plus consommer|rapporter le produit au point de vente;https://rappel.conso.gouv.fr/fiche-rappel/556/interne;\
        2021-06-01T15:04:00+00:00;keto slim nuit;x";

    #[test]
    fn a_row_becomes_a_notice_that_people_can_read() {
        let export = export(&[KETO]);
        assert_eq!((export.rows, export.food_rows, export.unread_rows), (1, 1, 0));
        let notice = export.notices().next().unwrap();
        assert_eq!(notice.number.as_deref(), Some("2021-05-0242"));
        assert_eq!(notice.title, "Keto slim nuit");
        assert_eq!(
            notice.reason,
            "Présence d'oxyde d'éthylène à une teneur \"élevée\". Dépassement des limites autorisées de pesticides. \
             Ne plus consommer. Rapporter le produit au point de vente."
        );
        assert_eq!(notice.url.as_deref(), Some("https://rappel.conso.gouv.fr/fiche-rappel/556/interne"));
        assert_eq!(notice.published_on, NaiveDate::from_ymd_opt(2021, 6, 1));
        let mention = Mention { batches: Batches::of(["ken134f"]), said: Some("ken134f, non concerné".to_owned()) };
        let both = ["03760289220694", "03760289220748"].map(|gtin| (gtin.to_owned(), mention.clone()));
        assert_eq!(notice.mentions, BTreeMap::from(both));
    }

    #[test]
    fn a_row_for_each_barcode_is_one_notice_and_the_latest_version_counts() {
        let other = KETO.replacen("3760289220694", "3760289220748", 1);
        let both = export(&[KETO, &other]);
        assert_eq!((both.rows, both.notices().count(), both.gtins().len()), (2, 1, 2));
        let later = KETO.replace(";1;alimentation", ";2;alimentation").replace("ken134f", "ken135");
        for rows in [[KETO, later.as_str()], [later.as_str(), KETO]] {
            let export = export(&rows);
            assert_eq!(export.notices().next().unwrap().mentions["03760289220694"].batches, Batches::of(["ken135"]));
        }
        let nameless = KETO.replace("2021-05-0242", "");
        assert_eq!(export(&[&nameless, &nameless]).notices().count(), 2);
    }

    #[test]
    fn what_cannot_be_compared_is_told_by_its_row() {
        let fresh = ";2026-01-0001;1;alimentation;sans marque;;lot 2302$date limite de consommation$2026-05-03$$;listeria;;;;;jambon;";
        let wrong = ";2026-01-0002;1;alimentation;ygos;;3760289220695$l1$non concerné$$;listeria;;;;;yaourt;";
        let car = ";2026-01-0003;1;automobiles et moyens de déplacement;renault;;14.08.2024 - 14.04.2025;airbag;;;;;zoe;";
        let export = export(&[fresh, KETO, wrong, car]);
        assert_eq!((export.rows, export.food_rows, export.unread_rows), (4, 3, 2));
        let told: Vec<_> = export.errors.iter().map(|error| (error.row, error.title.as_str(), error.fault)).collect();
        assert_eq!(told, [(2, "Jambon", RecallRowFault::NoGtin), (4, "Yaourt – Ygos", RecallRowFault::WrongGtin)]);
        let many = vec![fresh; 60];
        let export = self::export(&many);
        assert_eq!((export.unread_rows, export.errors.len()), (60, MAX_TOLD_ROWS));
    }

    #[test]
    fn the_first_version_of_the_data_set_is_read_too() {
        let text = "Référence Fiche,N° de Version,Catégorie de produit,Nom de la marque du produit,\
            Noms des modèles ou références,Identification des produits,Motif du rappel,Lien vers la fiche rappel\n\
            2021-04-0084,2,Alimentation,Dom Duarte,Thé minceur,5608771030810 107 Date de consommation recommandée 01/02/2024 \
            5608771030810 048 Date de consommation recommandée 01/11/2023,Plantes dangereuses,http://rappel.conso.gouv.fr/f/1\n";
        let export = read(text.as_bytes()).unwrap();
        let notice = export.notices().next().unwrap();
        assert_eq!((notice.title.as_str(), notice.version), ("Thé minceur – Dom Duarte", 2));
        assert_eq!(notice.mentions.len(), 1);
        assert_eq!(notice.mentions["05608771030810"].batches, Batches::of(["107", "048"]));
    }

    #[test]
    fn another_table_has_not_the_headings() {
        for text in ["", "a;b\n1;2\n", "Produit;Poids\nRiz;2\n", "gtin;poids\n3760289220694;2\n"] {
            assert_eq!(read(text.as_bytes()), Err(NotRead::NoHeading), "{text}");
        }
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0"), Err(NotRead::File(Unreadable::NoTable)));
        assert_eq!(read(b"PK\x03\x04"), Err(NotRead::File(Unreadable::NoTable)));
    }

    #[test]
    fn a_file_ends_somewhere() {
        let sheet = |rows: usize| format!("{HEADINGS}\n{}", ";1;;;;;3760289220694;;;;;;;\n".repeat(rows));
        assert_eq!(read(sheet(MAX_EXPORT_ROWS).as_bytes()).unwrap().rows, 50_000);
        assert_eq!(read(sheet(MAX_EXPORT_ROWS + 1).as_bytes()), Err(NotRead::File(Unreadable::TooManyRows)));
    }

    #[test]
    fn what_is_kept_ends_somewhere() {
        assert_eq!(export(&[KETO]).kept, 4, "two barcodes, each with a number");
        let later = KETO.replace(";1;alimentation", ";2;alimentation").replace("ken134f", "ken135, ken136");
        assert_eq!(export(&[KETO, KETO, &later]).kept, 6);
        let heads = Heads::of(&["gtin", "numero_fiche"]).unwrap();
        let mut export = Export { kept: MOST_KEPT - 1, ..Export::default() };
        let mut take = |notice: &str| export.take(2, &Line { heads: &heads, cells: &["96385074", notice] });
        assert_eq!((take("1"), take("1"), take("2")), (Ok(()), Ok(()), Err(Unreadable::TooLarge)));
    }

    proptest! {
        #[test]
        fn any_file_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), cell in "\\PC{0,80}") {
            let _ = read(&bytes);
            let text = format!("{HEADINGS}\n;1;;;;;\"{}\";;;;;;;\n", cell.replace('"', ""));
            let export = read(text.as_bytes()).unwrap();
            prop_assert_eq!(export.rows, 1);
        }
    }
}
