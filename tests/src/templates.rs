//! Migrated databases that tests copy. Each test is a process of its own, so the first one makes the template behind a
//! lock and the others find it.

use crate::database::{beside, execute};
use crate::{fixtures, project};
use api::db::{Conn, DatabaseUrl};
use api::http::Cx;
use api::settings::Settings;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// Changes whenever something changes that a template holds.
fn fingerprint() -> String {
    let mut digest = Sha256::new().chain_update(include_str!("fixtures/communes.rs"));
    for folder in ["migrations", "api/src/categories"] {
        for file in project::files(&project::root().join(folder), |_| true) {
            digest = digest.chain_update(file.display().to_string()).chain_update(std::fs::read(&file).unwrap());
        }
    }
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The migrated SQLite file.
pub(crate) fn sqlite() -> PathBuf {
    let folder = std::env::temp_dir().join("maillage-tests");
    std::fs::create_dir_all(&folder).expect("a folder for templates");
    let name = fingerprint();
    let finished = folder.join(format!("template-{name}.db"));
    if finished.exists() {
        return finished;
    }
    let lock = std::fs::File::create(folder.join("lock")).expect("a lock file");
    lock.lock().expect("the lock");
    if !finished.exists() {
        let unfinished = folder.join(format!("unfinished-{name}.db"));
        let _ = std::fs::remove_file(&unfinished);
        fill(&format!("sqlite:{}", unfinished.display()));
        std::fs::rename(&unfinished, &finished).expect("the template gets its name");
    }
    finished
}

#[derive(QueryableByName)]
struct Exists {
    #[diesel(sql_type = Bool)]
    found: bool,
}

/// The name of the migrated PostgreSQL database.
pub(crate) fn postgres(server: &str) -> String {
    let name = format!("maillage_template_{}", fingerprint());
    let mut conn = PgConnection::establish(server).unwrap_or_else(|error| panic!("{server}: {error}"));
    if exists(&mut conn, &name) {
        return name;
    }
    // The lock goes with the connection.
    diesel::sql_query("SELECT pg_advisory_lock(8129)").execute(&mut conn).expect("the lock");
    if !exists(&mut conn, &name) {
        let unfinished = format!("{name}_unfinished");
        execute(server, &format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)"));
        execute(server, &format!("CREATE DATABASE {unfinished} TEMPLATE template0"));
        fill(&beside(server, &unfinished));
        rename(&mut conn, &unfinished, &name);
    }
    name
}

fn exists(conn: &mut PgConnection, name: &str) -> bool {
    let query = diesel::sql_query("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS found");
    query.bind::<Text, _>(name).get_result::<Exists>(conn).expect("the catalogue").found
}

/// The server may take a moment to notice that the connection which filled the database is closed.
fn rename(conn: &mut PgConnection, from: &str, to: &str) {
    let mut tries = 0;
    while let Err(error) = diesel::sql_query(format!("ALTER DATABASE {from} RENAME TO {to}")).execute(conn) {
        tries += 1;
        assert!(tries < 50, "{error}");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}

/// Tables, keys, categories and communes.
fn fill(url: &str) {
    let url: DatabaseUrl = url.parse().expect("an address of ours");
    let mut conn = url.connect().expect("the new database can be reached");
    api::db::migrate(&mut conn).expect("the migrations apply");
    let (now, settings) = (fixtures::start(), Settings::default());
    api::accounts::Keys::load_or_make(&mut conn, now).expect("signing keys");
    let filled = conn.write_transaction(|conn: &mut Conn| {
        let mut cx = Cx { conn, now, settings: &settings };
        api::categories::seed(&mut cx)?;
        fixtures::communes::insert(cx.conn)?;
        Ok::<(), api::http::Error>(())
    });
    filled.expect("the template is filled");
}
