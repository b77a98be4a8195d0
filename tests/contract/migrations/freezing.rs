//! Lines of the ledger stay, and what refers to them, when it is made anew to take what is frozen, and when that is undone.

use super::{migrated, reverted};
use api::db::{Backend, Conn, migrate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

/// The migration that makes `stock_movements` anew on SQLite.
const FROZEN: &str = "20261130140000";

/// A lot of which 30 g were frozen, a line of it that was taken back, and a line of a round that names it. The round itself
/// is not needed.
const ROWS: &str = "
    INSERT INTO categories (code, label_fr, label_en, temperature_class, unit, date_kind, position)
    VALUES ('meat', 'v', 'm', 'chilled', 'kilogram', 'use_by', 0);
    INSERT INTO organisations (id, name, name_key, kind, status, version, created_at, updated_at)
    VALUES (x'01', 'A', 'a', 'association', 'approved', 1, 1, 1);
    INSERT INTO users (id, email, email_key, name, password_hash, locale, network_admin, created_at)
    VALUES (x'02', 'e', 'e', 'n', '-', 'fr', 0, 1);
    INSERT INTO communes (insee_code, name, name_key, department, latitude, longitude) VALUES ('33000', 'C', 'c', '33', 44.8, -0.6);
    INSERT INTO sites (id, organisation_id, name, name_key, kind, insee_code, postcode, latitude, longitude, position_source,
        storage_ambient_kg, storage_chilled_kg, storage_frozen_kg, transport, distribution_days, reach_km, version, created_at,
        updated_at, cell, neighbourhood_m)
    VALUES (x'03', x'01', 's', 's', 'storage_site', '33000', '33000', 44.8, -0.6, 'given', 1, 1, 1, 'van', 0, 30, 1, 1, 1, 5, 9000);
    INSERT INTO lots (id, organisation_id, site_id, category_code, title, search_key, unit, grams_per_unit, received_grams,
        funding_source, temperature_class, status, received_by, received_at, updated_at, version, frozen_from_id)
    SELECT id, x'01', x'03', 'meat', 't', 't', 'kilogram', 1000, grams, 'gift', class, 'approved',
        x'02', 1, 1, 1, origin
    FROM (SELECT x'10' AS id, 100 AS grams, 'chilled' AS class, NULL AS origin UNION ALL SELECT x'11', 30, 'frozen', x'10');
    INSERT INTO stock_movements (id, at, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind,
        to_organisation_id, to_site_id, lot_id, kind, reverses_id)
    SELECT id, 1, 'meat', grams, source, CASE source WHEN 'site' THEN x'01' END,
        CASE source WHEN 'site' THEN x'03' END, goal, CASE goal WHEN 'site' THEN x'01' END,
        CASE goal WHEN 'site' THEN x'03' END, lot, kind, reverses
    FROM (SELECT x'20' AS id, 100 AS grams, 'donor' AS source, 'site' AS goal, x'10' AS lot, 'receive' AS kind, NULL AS reverses
        UNION ALL SELECT x'21', 30, 'site', 'freezing', x'10', 'freeze', NULL
        UNION ALL SELECT x'22', 30, 'freezing', 'site', x'11', 'freeze', NULL
        UNION ALL SELECT x'23', 5, 'site', 'distributed', x'10', 'distribute', NULL
        UNION ALL SELECT x'24', 5, 'distributed', 'site', x'10', 'reverse', x'23');
    PRAGMA foreign_keys = OFF;
    INSERT INTO round_deliveries (round_id, lot_id, from_site_id, site_id, organisation_id, allocated_kg, status, movement_id)
    VALUES (x'30', x'10', x'03', x'03', x'01', 1, 'handed_over', x'23');
    PRAGMA foreign_keys = ON;
";

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    from_kind: String,
    #[diesel(sql_type = Text)]
    to_kind: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The two lines in the middle are these, and everything refers to something.
fn all_is_there(conn: &mut SqliteConnection, frozen: [[&str; 3]; 2]) {
    let lines = "SELECT kind, from_kind, to_kind FROM stock_movements ORDER BY id";
    let lines: Vec<Line> = diesel::sql_query(lines).load(conn).unwrap();
    let found: Vec<[&str; 3]> = lines.iter().map(|line| [&*line.kind, &*line.from_kind, &*line.to_kind]).collect();
    let [out, into] = frozen;
    let (first, given, back) =
        (["receive", "donor", "site"], ["distribute", "site", "distributed"], ["reverse", "distributed", "site"]);
    assert_eq!(found, [first, out, into, given, back]);
    let lost = "SELECT count(*) AS count FROM pragma_foreign_key_check WHERE parent = 'stock_movements'";
    assert_eq!(diesel::sql_query(lost).get_result::<Count>(conn).unwrap().count, 0);
    for change in ["UPDATE stock_movements SET grams = 1", "DELETE FROM stock_movements"] {
        let refused = conn.batch_execute(change).expect_err(change).to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

#[test]
fn the_ledger_keeps_its_lines_and_what_refers_to_them() {
    let frozen = [["freeze", "site", "freezing"], ["freeze", "freezing", "site"]];
    let counted = [["adjust", "site", "adjustment"], ["adjust", "adjustment", "site"]];
    let (_database, mut conn) = migrated(Backend::Sqlite);
    if let Conn::Sqlite(conn) = &mut conn {
        conn.batch_execute(ROWS).expect("the rows are written");
        all_is_there(conn, frozen);
        reverted(conn, FROZEN);
        all_is_there(conn, counted);
    }
    migrate(&mut conn).expect("the migrations apply again");
    if let Conn::Sqlite(conn) = &mut conn {
        all_is_there(conn, counted);
        let half = "INSERT INTO stock_movements (id, at, category_code, grams, from_kind, to_kind, lot_id, kind)
            VALUES (x'25', 1, 'meat', 1, 'donor', 'waste', x'10', 'freeze')";
        let refused = conn.batch_execute(half).expect_err("freezing from outside").to_string();
        assert!(refused.contains("CHECK"), "{refused}");
    }
}
