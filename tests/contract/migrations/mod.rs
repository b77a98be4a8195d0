//! Two trees of migrations make one schema, and `schema.rs` says the same.

mod catalogue;
mod declaring;
mod freezing;
mod rebuilding;
mod words;

use api::db::{Backend, Conn, migrate};
use catalogue::{Catalogue, is_ours};
use diesel::SqliteConnection;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use std::collections::BTreeSet;
use std::path::Path;
use tests::database::TestDatabase;
use tests::project;

fn migrated(backend: Backend) -> (TestDatabase, Conn) {
    let database = TestDatabase::empty(backend);
    let mut conn = database.connect();
    migrate(&mut conn).expect("the migrations apply");
    (database, conn)
}

fn catalogue(backend: Backend) -> Catalogue {
    let (_database, mut conn) = migrated(backend);
    Catalogue::read(&mut conn)
}

/// Takes back all migrations down to this one, which too.
fn reverted(conn: &mut SqliteConnection, version: &str) {
    let root = project::root().join(folder(Backend::Sqlite));
    loop {
        let tree = FileBasedMigrations::from_path(&root).expect("a tree");
        if conn.revert_last_migration(tree).expect("its down.sql runs").to_string() == version {
            return;
        }
    }
}

fn folder(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => "migrations/sqlite",
        Backend::Postgres => "migrations/postgres",
    }
}

#[test]
fn both_trees_have_the_same_migrations() {
    let names = |backend| -> BTreeSet<String> {
        let root = project::root().join(folder(backend));
        let files = project::files(&root, |_| true);
        files.iter().map(|file| file.strip_prefix(&root).unwrap().display().to_string()).collect()
    };
    assert_eq!(names(Backend::Sqlite), names(Backend::Postgres));
}

/// Of two folders of one time only the first would ever be applied.
#[test]
fn no_two_migrations_have_one_version() {
    let files = project::files(&project::root().join(folder(Backend::Sqlite)), |path| path.ends_with("up.sql"));
    let versions = files.iter().map(|file| {
        let name = file.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        name.split_once('_').unwrap().0.to_owned()
    });
    assert_eq!(versions.collect::<BTreeSet<_>>().len(), files.len());
}

#[test]
fn both_databases_have_the_same_unique_keys_references_and_indexes() {
    let (sqlite, postgres) = (catalogue(Backend::Sqlite), catalogue(Backend::Postgres));
    assert!(sqlite.unique_keys.len() > 10 && sqlite.references.len() > 10 && sqlite.indexes.len() > 10, "{sqlite:#?}");
    assert_eq!(sqlite.unique_keys, postgres.unique_keys, "unique keys");
    assert_eq!(sqlite.references, postgres.references, "foreign keys");
    assert_eq!(sqlite.indexes, postgres.indexes, "indexes");
}

/// Table, column, type and whether it may be null, as `schema.rs` and its folder have them.
fn described() -> Vec<(String, String, String, bool)> {
    let folder = project::files(&project::root().join("api/src/db/schema"), |_| true);
    let files = std::iter::once(project::root().join("api/src/db/schema.rs")).chain(folder);
    let text: String = files.map(|file| project::read(&file)).collect();
    let mut table = String::new();
    let mut columns = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some((name, _)) = line.strip_suffix('{').and_then(|line| line.split_once(" (")) {
            name.clone_into(&mut table);
        } else if let Some((column, kind)) = line.trim_end_matches(',').split_once(" -> ")
            && !line.starts_with("diesel")
        {
            let inner = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
            columns.push((table.clone(), column.to_owned(), inner.unwrap_or(kind).to_owned(), inner.is_some()));
        }
    }
    assert!(columns.len() > 100, "only {} columns: the reader is broken", columns.len());
    columns
}

fn kind_in(backend: Backend, kind: &str) -> &'static str {
    match (backend, kind) {
        (Backend::Sqlite, "BigInt" | "Bool") => "INTEGER",
        (Backend::Sqlite, "Text" | "Date") => "TEXT",
        (Backend::Sqlite, "Double") => "REAL",
        (Backend::Sqlite, "Binary") => "BLOB",
        (Backend::Postgres, "BigInt") => "bigint",
        (Backend::Postgres, "Bool") => "boolean",
        (Backend::Postgres, "Text") => "text",
        (Backend::Postgres, "Date") => "date",
        (Backend::Postgres, "Double") => "double precision",
        (Backend::Postgres, "Binary") => "bytea",
        _ => panic!("no type of both databases for {kind}"),
    }
}

fn description_is_right(backend: Backend) {
    let described: BTreeSet<_> = described()
        .into_iter()
        .map(|(table, column, kind, nullable)| (table, column, kind_in(backend, &kind).to_owned(), nullable))
        .collect();
    let found = catalogue(backend).columns;
    let only_described: Vec<_> = described.difference(&found).collect();
    let only_found: Vec<_> = found.difference(&described).collect();
    assert!(only_described.is_empty() && only_found.is_empty(), "schema.rs: {only_described:#?}\ndatabase: {only_found:#?}");
}

#[test]
fn the_description_is_that_of_sqlite() {
    description_is_right(Backend::Sqlite);
}

#[test]
fn the_description_is_that_of_postgres() {
    description_is_right(Backend::Postgres);
}

/// Undoes everything.
fn revert(conn: &mut Conn) {
    let source = |backend| FileBasedMigrations::from_path(project::root().join(Path::new(folder(backend)))).expect("a tree");
    match conn {
        Conn::Sqlite(conn) => drop(conn.revert_all_migrations(source(Backend::Sqlite)).expect("every down.sql runs")),
        Conn::Postgres(conn) => drop(conn.revert_all_migrations(source(Backend::Postgres)).expect("every down.sql runs")),
    }
}

fn down_and_up(backend: Backend) {
    let (_database, mut conn) = migrated(backend);
    let before = Catalogue::read(&mut conn);
    revert(&mut conn);
    let empty = Catalogue::read(&mut conn);
    assert!(empty.tables.iter().all(|table| !is_ours(table)), "left behind: {:?}", empty.tables);
    assert!(empty.indexes.is_empty(), "left behind: {:?}", empty.indexes);
    let applied = migrate(&mut conn).expect("the migrations apply again");
    assert!(!applied.is_empty());
    assert_eq!(Catalogue::read(&mut conn), before);
}

#[test]
fn sqlite_goes_down_and_up_again() {
    down_and_up(Backend::Sqlite);
}

#[test]
fn postgres_goes_down_and_up_again() {
    down_and_up(Backend::Postgres);
}

fn a_second_run_does_nothing(backend: Backend) {
    let (_database, mut conn) = migrated(backend);
    assert_eq!(migrate(&mut conn).expect("nothing to do"), Vec::<String>::new());
}

#[test]
fn a_second_run_does_nothing_on_either_database() {
    a_second_run_does_nothing(Backend::Sqlite);
    a_second_run_does_nothing(Backend::Postgres);
}
