//! Sites that were there before anybody could say of them that they do not declare their activity.

use super::{migrated, reverted};
use api::db::{Backend, Conn, migrate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// The migration that lets it be said.
const SAID: &str = "20261130130000";

/// A point of distribution and a warehouse of an association, and two points of a donor, one of which has declared.
const ROWS: &str = "
    INSERT INTO organisations (id, name, name_key, kind, status, version, created_at, updated_at)
    VALUES (x'01', 'A', 'a', 'association', 'approved', 1, 1, 1), (x'02', 'B', 'b', 'donor', 'approved', 1, 1, 1);
    INSERT INTO communes (insee_code, name, name_key, department, latitude, longitude) VALUES ('33000', 'C', 'c', '33', 44.8, -0.6);
    INSERT INTO sites (id, organisation_id, name, name_key, kind, insee_code, postcode, latitude, longitude, position_source,
        storage_ambient_kg, storage_chilled_kg, storage_frozen_kg, transport, distribution_days, reach_km, version, created_at,
        updated_at, cell, neighbourhood_m)
    SELECT id, owner, 's', 's', kind, '33000', '33000', 44.8, -0.6, 'given', 1, 1, 1, 'van', 0, 30, 1, 1, 1, 5, 9000
    FROM (SELECT x'10' AS id, x'01' AS owner, 'distribution_point' AS kind UNION ALL SELECT x'11', x'01', 'warehouse'
        UNION ALL SELECT x'12', x'02', 'distribution_point' UNION ALL SELECT x'13', x'02', 'distribution_point');
    INSERT INTO weekly_activity_spans (site_id, organisation_id, first_week, last_week)
    VALUES (x'13', x'02', '2026-11-16', '2026-11-16');
";

#[derive(QueryableByName)]
struct Site {
    #[diesel(sql_type = BigInt)]
    declares_activity: i64,
}

#[test]
fn whoever_was_asked_before_goes_on_but_for_those_who_give() {
    let (_database, mut conn) = migrated(Backend::Sqlite);
    if let Conn::Sqlite(conn) = &mut conn {
        conn.batch_execute(ROWS).expect("the rows are written");
        reverted(conn, SAID);
    }
    migrate(&mut conn).expect("the migrations apply again");
    if let Conn::Sqlite(conn) = &mut conn {
        let sites: Vec<Site> = diesel::sql_query("SELECT declares_activity FROM sites ORDER BY id").load(conn).unwrap();
        assert_eq!(sites.iter().map(|site| site.declares_activity).collect::<Vec<_>>(), [1, 0, 0, 1]);
    }
}
