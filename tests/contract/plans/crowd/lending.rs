//! Equipment and its loans.

use super::{ORGANISATIONS, id, insert, no, place, rows};
use api::db::Conn;
use api::engine::cells;
use shared::time::{DAY, HOUR};
use tests::fixtures::start;

/// An item each, lent five times; one in ten is retired.
pub fn fill(conn: &mut Conn) {
    let now = start().0;
    let items = rows(ORGANISATIONS, |n| {
        let at = place(n);
        let retired = if n % 10 == 0 { now.to_string() } else { "NULL".to_owned() };
        format!(
            "{}, {}, {}, '{}', 'Objet {n}', 'objet {n}', 0, {}, 2, 14, {retired}, {:.4}, {:.4}, {}, {now}, {now}, 1",
            id(conn, 'e', n),
            id(conn, 'o', n),
            id(conn, 's', n),
            if n % 3 == 0 { "van" } else { "tent" },
            no(conn),
            at.latitude,
            at.longitude,
            cells::cell(at),
        )
    });
    let columns = "equipment (id, organisation_id, site_id, kind, name, name_key, requirements, needs_approval, \
        gap_hours, max_days, retired_at, latitude, longitude, cell, created_at, updated_at, version)";
    insert(conn, columns, &items);
    let loans = rows(ORGANISATIONS * 5, |n| {
        let from = now + i64::try_from(n / ORGANISATIONS).unwrap() * 2 * DAY - 6 * DAY;
        format!(
            "{}, {}, {}, {}, {from}, {}, {}, 'Collecte', 0, '{}', {until}, {}, {now}, {now}, 1",
            id(conn, 'p', n),
            id(conn, 'e', n % ORGANISATIONS),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 'o', (n + 1) % ORGANISATIONS),
            from + DAY,
            from + DAY + 2 * HOUR,
            if from < now { "returned" } else { "accepted" },
            id(conn, 'u', n % ORGANISATIONS),
            until = from + DAY,
        )
    });
    let columns = "loans (id, equipment_id, lender_id, borrower_id, starts_at, ends_at, busy_until, purpose, confirmed, \
        state, lapses_at, requested_by, requested_at, updated_at, version)";
    insert(conn, columns, &loans);
    let events = rows(ORGANISATIONS * 5, |n| format!("{}, 1, {now}, 'requested'", id(conn, 'p', n)));
    insert(conn, "loan_events (loan_id, number, at, state)", &events);
    let closures = rows(ORGANISATIONS, |n| {
        let (from, who) = (now + 40 * DAY, id(conn, 'u', n));
        format!("{}, {}, {from}, {}, 'Révision', {who}, {now}", id(conn, 'k', n), id(conn, 'e', n), from + DAY)
    });
    insert(conn, "equipment_closures (id, equipment_id, starts_at, ends_at, reason, created_by, created_at)", &closures);
}
