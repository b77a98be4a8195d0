//! Rows stay when a table that others refer to is made anew.

use super::{migrated, reverted};
use api::db::{Backend, Conn, migrate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

/// The migration that makes `equipment` anew on SQLite.
const KINDS: &str = "20261129180100";

/// An item with a row in each table that refers to it.
const ROWS: &str = "
    INSERT INTO organisations (id, name, name_key, kind, status, version, created_at, updated_at)
    VALUES (x'01', 'A', 'a', 'association', 'approved', 1, 1, 1), (x'02', 'B', 'b', 'association', 'approved', 1, 1, 1);
    INSERT INTO users (id, email, email_key, name, password_hash, locale, network_admin, created_at)
    VALUES (x'03', 'e', 'e', 'n', '-', 'fr', 0, 1);
    INSERT INTO communes (insee_code, name, name_key, department, latitude, longitude) VALUES ('33000', 'C', 'c', '33', 44.8, -0.6);
    INSERT INTO sites (id, organisation_id, name, name_key, kind, insee_code, postcode, latitude, longitude, position_source,
        storage_ambient_kg, storage_chilled_kg, storage_frozen_kg, transport, distribution_days, reach_km, version, created_at,
        updated_at, cell, neighbourhood_m)
    VALUES (x'04', x'01', 's', 's', 'storage_site', '33000', '33000', 44.8, -0.6, 'given', 1, 1, 1, 'van', 0, 30, 1, 1, 1, 5, 9000);
    INSERT INTO photos (id, width, height, image, thumbnail, uploaded_at) VALUES (x'05', 4, 3, x'', x'', 1);
    INSERT INTO equipment (id, organisation_id, site_id, kind, name, name_key, requirements, needs_approval, gap_hours,
        max_days, cell, created_at, updated_at, version, photo_id)
    VALUES (x'10', x'01', x'04', 'van', 'v', 'v', 0, 1, 0, 14, -1, 1, 1, 1, x'05'),
        (x'11', x'01', x'04', 'cold_room', 'r', 'r', 0, 1, 0, 14, -1, 1, 1, 1, NULL);
    INSERT INTO equipment_closures (id, equipment_id, starts_at, ends_at, reason, created_by, created_at)
    VALUES (x'20', x'10', 1000, 2000, 'r', x'03', 1);
    INSERT INTO equipment_photos (equipment_id, position, photo_id, alt) VALUES (x'10', 0, x'05', NULL);
    INSERT INTO equipment_waits (id, equipment_id, organisation_id, starts_at, ends_at, state, due_at, created_by, created_at)
    VALUES (x'30', x'10', x'02', 3000, 4000, 'waiting', 3000, x'03', 1);
    INSERT INTO loans (id, equipment_id, lender_id, borrower_id, starts_at, ends_at, busy_until, purpose, confirmed, state,
        lapses_at, requested_by, requested_at, updated_at, version)
    VALUES (x'40', x'10', x'01', x'02', 10, 20, 30, 'p', 0, 'returned', 1, x'03', 1, 1, 1);
    INSERT INTO equipment_repairs (id, equipment_id, loan_id, what, lendable, opened_by, opened_at)
    VALUES (x'50', x'10', x'40', 'w', 1, x'03', 1);
    INSERT INTO calendar_feeds (id, organisation_id, equipment_id, token_hash, created_by, created_at)
    VALUES (x'60', x'01', x'10', x'61', x'03', 1), (x'62', x'01', NULL, x'63', x'03', 1);
";

/// Tables with those rows, and how many each has.
const TABLES: [(&str, i64); 7] = [
    ("equipment", 2),
    ("equipment_closures", 1),
    ("equipment_photos", 1),
    ("equipment_waits", 1),
    ("equipment_repairs", 1),
    ("loans", 1),
    ("calendar_feeds", 2),
];

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName)]
struct Kind {
    #[diesel(sql_type = Text)]
    kind: String,
}

fn all_are_there(conn: &mut SqliteConnection, kinds: [&str; 2]) {
    for (table, expected) in TABLES {
        let rows: Count = diesel::sql_query(format!("SELECT count(*) AS count FROM {table}")).get_result(conn).unwrap();
        assert_eq!(rows.count, expected, "rows of {table}");
    }
    let lost = "SELECT count(*) AS count FROM pragma_foreign_key_check";
    assert_eq!(diesel::sql_query(lost).get_result::<Count>(conn).unwrap().count, 0);
    let found: Vec<Kind> = diesel::sql_query("SELECT kind FROM equipment ORDER BY id").load(conn).unwrap();
    assert_eq!(found.iter().map(|item| item.kind.as_str()).collect::<Vec<_>>(), kinds);
}

#[test]
fn items_keep_all_that_refers_to_them() {
    let (_database, mut conn) = migrated(Backend::Sqlite);
    if let Conn::Sqlite(conn) = &mut conn {
        conn.batch_execute(ROWS).expect("the rows are written");
        all_are_there(conn, ["van", "cold_room"]);
        reverted(conn, KINDS);
        // Without the new kinds.
        all_are_there(conn, ["van", "other"]);
    }
    migrate(&mut conn).expect("the migrations apply again");
    if let Conn::Sqlite(conn) = &mut conn {
        all_are_there(conn, ["van", "other"]);
        assert!(conn.batch_execute("UPDATE equipment SET kind = 'submarine'").is_err());
        conn.batch_execute("UPDATE equipment SET kind = 'storage'").expect("a kind of today");
    }
}
