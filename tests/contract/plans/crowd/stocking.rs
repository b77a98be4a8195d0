//! Five lots of each organisation, each with a line and a balance, and recalls of many of them.

use super::{ORGANISATIONS, id, insert, rows, yes};
use api::db::Conn;
use diesel::connection::SimpleConnection;
use shared::time::HOUR;
use tests::fixtures;
use uuid::Uuid;

/// So many, because PostgreSQL is right to read a table of a few thousand lines from one end to the other.
const LOTS: u128 = ORGANISATIONS * 5;

/// An organisation of the crowd that has lots.
pub const HOLDER: Uuid = Uuid::from_u128((0x6f << 96) | 7);

pub fn fill(conn: &mut Conn) {
    let now = fixtures::start().0;
    let at = |n: u128| now - HOUR * i64::try_from(n % 5_000).unwrap();
    let due_on = |n: u128| fixtures::day(u64::try_from(n % 300).unwrap());
    let lots = rows(LOTS, |n| {
        format!(
            "{}, {}, {}, 'Boulangerie {}', 'bakery', 'Pain {n}', 'pain {n}', '{n:014}', 'L{n}', 'l{n}', 'kilogram', 1000, 9000, \
             '{}', 'gift', 'ambient', 'approved', {}, {at}, {at}, 1",
            id(conn, 'T', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 's', n % ORGANISATIONS),
            n % ORGANISATIONS,
            due_on(n),
            id(conn, 'u', n % ORGANISATIONS),
            at = at(n),
        )
    });
    let columns = "lots (id, organisation_id, site_id, donor_name, category_code, title, search_key, gtin, lot_number, lot_number_key, \
        unit, grams_per_unit, received_grams, best_before, funding_source, temperature_class, status, received_by, received_at, \
        updated_at, version)";
    insert(conn, columns, &lots);
    let statuses = rows(LOTS, |n| format!("{}, 1, {}, 'approved', 'received'", id(conn, 'T', n), at(n)));
    insert(conn, "lot_statuses (lot_id, number, at, status, cause)", &statuses);
    let checks = rows(LOTS, |n| {
        let yes = yes(conn);
        format!("{}, 1, {}, {}, {yes}, {yes}, {yes}", id(conn, 'T', n), at(n), id(conn, 'u', n % ORGANISATIONS))
    });
    let columns = "lot_checks (lot_id, number, at, user_id, packaging_intact, storage_kept, traceable)";
    insert(conn, columns, &checks);
    let balances = rows(LOTS, |n| {
        format!(
            "{}, {}, {}, 9000, 'bakery', 'approved', 'gift', '{}', {at}, {at}",
            id(conn, 'T', n),
            id(conn, 's', n % ORGANISATIONS),
            id(conn, 'o', n % ORGANISATIONS),
            due_on(n),
            at = at(n),
        )
    });
    let columns = "lot_balances (lot_id, site_id, organisation_id, grams, category_code, status, funding_source, due_on, \
        received_at, updated_at)";
    insert(conn, columns, &balances);
    let lines = rows(LOTS, |n| {
        format!(
            "{}, {}, {}, 'receive', 'bakery', 9000, 'donor', 'site', {}, {}",
            id(conn, 'M', n),
            at(n),
            id(conn, 'T', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 's', n % ORGANISATIONS),
        )
    });
    let columns = "stock_movements (id, at, lot_id, kind, category_code, grams, from_kind, to_kind, to_organisation_id, \
        to_site_id)";
    insert(conn, columns, &lines);
    offers_of_lots(conn);
    recalls(conn, now);
}

/// Some of what is on the board is of a lot there, and what it promises is kept of it.
fn offers_of_lots(conn: &mut Conn) {
    let of_lots = "UPDATE offers SET lot_id = (SELECT lots.id FROM lots WHERE lots.site_id = offers.site_id LIMIT 1) \
        WHERE offers.status = 'open' AND offers.category_code = 'dairy.yoghurt'";
    conn.batch_execute(of_lots).expect("offers of lots");
    let of_it = "offers.lot_id = lot_balances.lot_id AND offers.site_id = lot_balances.site_id";
    let promised = format!(
        "(SELECT COALESCE(SUM(offers.left_grams), 0) FROM offers WHERE {of_it} AND offers.status = 'open') + \
         (SELECT COALESCE(SUM(claims.grams), 0) FROM claims INNER JOIN offers ON offers.id = claims.offer_id \
         WHERE {of_it} AND claims.state IN ('requested', 'accepted', 'ready'))"
    );
    let kept =
        format!("UPDATE lot_balances SET reserved_grams = CASE WHEN grams < {promised} THEN grams ELSE {promised} END");
    conn.batch_execute(&kept).expect("what is kept of lots");
}

/// One recall a lot, as many open as closed.
fn recalls(conn: &mut Conn, now: i64) {
    let at = |n: u128| now - HOUR * i64::try_from(n).unwrap();
    let closed_at = |n: u128| if n.is_multiple_of(2) { "NULL".to_owned() } else { at(n).to_string() };
    let recalls = rows(LOTS, |n| {
        format!(
            "{}, 'Pain {n}', '{n:014}', 'Plastique', {}, {at}, {at}, {}, 1",
            id(conn, 'R', n),
            id(conn, 'u', n % ORGANISATIONS),
            closed_at(n),
            at = at(n),
        )
    });
    let columns = "recalls (id, title, gtin, reason, created_by, created_at, updated_at, closed_at, version)";
    insert(conn, columns, &recalls);
    let lots = rows(LOTS, |n| format!("{}, {}", id(conn, 'R', n), id(conn, 'T', n)));
    insert(conn, "recall_lots (recall_id, lot_id)", &lots);
    let notices = rows(LOTS, |n| {
        format!(
            "{}, {}, {}, {}, 9000, 9000, 0, 0, 0, {}",
            id(conn, 'R', n),
            id(conn, 's', n % ORGANISATIONS),
            id(conn, 'o', n % ORGANISATIONS),
            at(n),
            closed_at(n),
        )
    });
    let columns = "recall_notices (recall_id, site_id, organisation_id, created_at, received_grams, remaining_grams, \
        returned_grams, destroyed_grams, used_grams, settled_at)";
    insert(conn, columns, &notices);
}
