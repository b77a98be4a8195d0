//! Real data from files: communes, sites, the territory's outline.
//!
//! Each import is one transaction: all usable rows or none. Unusable rows are left out and listed with line number and
//! reason; a second run of the same file changes nothing.

pub mod communes;
pub mod outline;
pub mod sites;
mod table;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows that were new.
    pub created: usize,
    /// Rows that were known and differed.
    pub changed: usize,
    /// Rows that were known and the same.
    pub unchanged: usize,
    /// Rows taken as they could be: what was doubtful and what was done about it.
    pub warnings: Vec<Remark>,
    /// Rows left out on purpose, and why.
    pub skipped: Vec<Remark>,
    /// Rows that nothing could be made of, and why.
    pub unusable: Vec<Remark>,
}

/// A remark on one row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Line in the file; the header is line 1.
    pub line: u64,
    /// The remark, in English.
    pub text: String,
}

/// The file as a whole cannot be imported; nothing was changed.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// Told how far a long import is: rows done, rows in all.
pub type Progress<'p> = &'p dyn Fn(usize, usize);

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Created,
    Changed,
    Unchanged,
}

impl Report {
    fn count(&mut self, outcome: Outcome) {
        let counter = match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Changed => &mut self.changed,
            Outcome::Unchanged => &mut self.unchanged,
        };
        *counter += 1;
    }
}

impl std::fmt::Display for Report {
    /// The remarks, one a line, then the counts.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (word, remarks) in [("warning", &self.warnings), ("skipped", &self.skipped), ("unusable", &self.unusable)] {
            for Remark { line, text } in remarks {
                writeln!(f, "line {line}: {word}: {text}")?;
            }
        }
        let Self { created, changed, unchanged, .. } = self;
        let (skipped, unusable) = (self.skipped.len(), self.unusable.len());
        write!(f, "{created} created, {changed} changed, {unchanged} unchanged, {skipped} skipped, {unusable} unusable")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::schema::sites::dsl;
    use crate::db::{Conn, DatabaseUrl, migrate};
    use crate::http::Cx;
    use crate::settings::Settings;
    use diesel::prelude::*;
    use shared::time::UtcMillis;
    use std::path::{Path, PathBuf};

    const COMMUNES: &str = "insee_code,name,postcodes,department,latitude,longitude\n\
        33243,Libourne,33500,33,44.92,-0.23\n33240,Lesparre-Médoc,33340,33,45.3,-0.93\n";
    const SITES: &str = "network,name,activity,address,city,department,latitude,longitude\n\
        restos-du-coeur,Restos du Coeur Libourne,food distribution,,Libourne,Gironde,44.91,-0.24\n\
        restos-du-coeur,Restos du Coeur Lesparre,food distribution,,Lesparre,Gironde,44.87,-0.35\n\
        croix-rouge,Pays Foyen,Epicerie sociale,,Pays Foyen,33,,\n";

    struct Database {
        conn: Conn,
        settings: Settings,
        _folder: tempfile::TempDir,
    }

    impl Database {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let url: DatabaseUrl = format!("sqlite:{}", folder.path().join("a.db").display()).parse().unwrap();
            let mut conn = url.connect().unwrap();
            migrate(&mut conn).unwrap();
            Self { conn, settings: Settings::default(), _folder: folder }
        }

        fn communes(&mut self, text: &str) -> Report {
            let communes = communes::parse(text).unwrap();
            let Self { conn, settings, .. } = self;
            let work =
                |conn: &mut Conn| communes::import(&mut Cx { conn, now: UtcMillis(1), settings }, &communes, &|_, _| ());
            conn.write_transaction(work).unwrap()
        }

        fn sites(&mut self, text: &str, now: i64) -> Report {
            let sites = sites::parse(text).unwrap();
            let Self { conn, settings, .. } = self;
            let work = |conn: &mut Conn| sites::import(&mut Cx { conn, now: UtcMillis(now), settings }, &sites);
            conn.write_transaction(work).unwrap()
        }
    }

    fn counts(report: &Report) -> (usize, usize, usize, usize, usize) {
        let Report { created, changed, unchanged, skipped, unusable, .. } = report;
        (*created, *changed, *unchanged, skipped.len(), unusable.len())
    }

    #[test]
    fn communes_change_only_where_the_file_does() {
        let mut database = Database::new();
        assert_eq!(counts(&database.communes(COMMUNES)), (2, 0, 0, 0, 0));
        assert_eq!(counts(&database.communes(COMMUNES)), (0, 0, 2, 0, 0));
        let moved = COMMUNES.replace("33500", "33500 33501").replace("-0.93", "-0.95");
        assert_eq!(counts(&database.communes(&moved)), (0, 2, 0, 0, 0));
        assert_eq!(counts(&database.communes(&moved)), (0, 0, 2, 0, 0));
    }

    #[test]
    fn what_people_have_edited_is_kept() {
        let mut database = Database::new();
        database.communes(COMMUNES);
        let first = database.sites(SITES, 10);
        assert_eq!(counts(&first), (2, 0, 0, 0, 1));
        assert_eq!(
            first.unusable[0],
            Remark { line: 4, text: "no commune of department 33 is called `Pays Foyen`".to_owned() }
        );
        assert_eq!(first.warnings[0].text, "the coordinates lie 66 km from Lesparre-Médoc; its centre is used");
        assert_eq!(counts(&database.sites(SITES, 20)), (0, 0, 2, 0, 1));
        let moved = SITES.replace("44.91", "44.90").replace("Lesparre,Gironde,44.87,-0.35", "Lesparre,Gironde,45.31,-0.94");
        diesel::update(dsl::sites.filter(dsl::insee_code.eq("33243")))
            .set((dsl::name.eq("Chez nous"), dsl::version.eq(2), dsl::updated_at.eq(15)))
            .execute(&mut database.conn)
            .unwrap();
        let last = database.sites(&moved, 30);
        assert_eq!(counts(&last), (0, 1, 0, 1, 1));
        assert_eq!(last.skipped[0].text, "Restos du Cœur Libourne was edited by people; kept");
        let names: Vec<(String, i64)> =
            dsl::sites.order(dsl::insee_code).select((dsl::name, dsl::version)).load(&mut database.conn).unwrap();
        assert_eq!(names, [("Restos du Cœur Lesparre-Médoc".to_owned(), 2), ("Chez nous".to_owned(), 2)]);
    }

    /// The real files, where they lie beside the checkout or in MAILLAGE_DATA.
    #[test]
    fn real_files_are_taken_and_a_second_time_change_nothing() {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
        let folder = std::env::var_os("MAILLAGE_DATA").map_or_else(beside, PathBuf::from);
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
        let files = read("communes-france.csv").zip(read("food-aid-sites-gironde-2015.csv")).zip(read("gironde.geojson"));
        let Some(((communes, sites), outline)) = files else {
            eprintln!("skipped: no files in {}", folder.display());
            return;
        };
        let mut database = Database::new();
        let first = database.communes(&communes);
        assert_eq!((counts(&first), first.warnings.len()), ((36_693, 0, 0, 0, 0), 64));
        assert_eq!(counts(&database.communes(&communes)), (0, 0, 36_693, 0, 0));
        assert_eq!(counts(&database.sites(&sites, 10)), (49, 0, 0, 4, 2));
        assert_eq!(counts(&database.sites(&sites, 20)), (0, 0, 49, 4, 2));
        assert!(outline::parse(&outline).is_ok());
    }
}
