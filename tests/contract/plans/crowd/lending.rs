//! Equipment and its loans.

use super::{ORGANISATIONS, id, insert, no, place, rows};
use api::db::Conn;
use api::engine::cells;
use shared::time::{DAY, HOUR};
use tests::fixtures::start;

/// Twelve items each, the first lent five times; one in ten is retired. So many, because PostgreSQL is right to read a small
/// catalogue from one end to the other.
pub fn fill(conn: &mut Conn) {
    let now = start().0;
    let items = rows(ORGANISATIONS * 12, |n| {
        let at = place(n % ORGANISATIONS);
        let retired = if n % 10 == 0 { now.to_string() } else { "NULL".to_owned() };
        format!(
            "{}, {}, {}, '{}', 'Objet {n}', 'objet {n}', 0, {}, 2, 14, {retired}, {:.4}, {:.4}, {}, {now}, {now}, 1",
            id(conn, 'e', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 's', n % ORGANISATIONS),
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
            "{}, {}, {}, {}, {from}, {}, {}, 'Collecte', 0, '{}', {until}, {reminded}, {}, {now}, {now}, 1",
            id(conn, 'p', n),
            id(conn, 'e', n % ORGANISATIONS),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 'o', (n + 1) % ORGANISATIONS),
            from + DAY,
            from + DAY + 2 * HOUR,
            if from < now { "returned" } else { "accepted" },
            id(conn, 'u', n % ORGANISATIONS),
            until = from + DAY,
            reminded = if from < now { "NULL".to_owned() } else { (from - DAY).to_string() },
        )
    });
    let columns = "loans (id, equipment_id, lender_id, borrower_id, starts_at, ends_at, busy_until, purpose, confirmed, \
        state, lapses_at, remind_at, requested_by, requested_at, updated_at, version)";
    insert(conn, columns, &loans);
    let events = rows(ORGANISATIONS * 5, |n| {
        // The first three of each are over.
        let (number, state) = if n < ORGANISATIONS * 3 { (4, "returned") } else { (1, "requested") };
        format!("{}, {number}, {now}, '{state}'", id(conn, 'p', n))
    });
    insert(conn, "loan_events (loan_id, number, at, state)", &events);
    let closures = rows(ORGANISATIONS, |n| {
        let (from, who) = (now + 40 * DAY, id(conn, 'u', n));
        format!("{}, {}, {from}, {}, 'Révision', {who}, {now}", id(conn, 'k', n), id(conn, 'e', n), from + DAY)
    });
    insert(conn, "equipment_closures (id, equipment_id, starts_at, ends_at, reason, created_by, created_at)", &closures);
    around(conn, now);
}

/// Wishes for more time, those who wait, photos.
fn around(conn: &mut Conn, now: i64) {
    let renewals = rows(ORGANISATIONS, |n| {
        let (loan, who, end) = (id(conn, 'p', n), id(conn, 'u', n), now + DAY);
        let state = if n % 10 == 0 { "asked" } else { "declined" };
        format!("{loan}, 1, {}, {end}, '{state}', {who}, {now}, {}", end + DAY, end + DAY)
    });
    let columns = "loan_renewals (loan_id, number, ends_at, ended_at, state, asked_by, asked_at, answer_by)";
    insert(conn, columns, &renewals);
    let waits = rows(ORGANISATIONS * 2, |n| {
        let (item, organisation) =
            (id(conn, 'e', n % ORGANISATIONS), id(conn, 'o', (n + 2 + n / ORGANISATIONS) % ORGANISATIONS));
        let (from, who) = (now + 40 * DAY, id(conn, 'u', n % ORGANISATIONS));
        format!("{}, {item}, {organisation}, {from}, {}, 'waiting', {from}, {who}, {now}", id(conn, 'j', n), from + DAY)
    });
    let columns =
        "equipment_waits (id, equipment_id, organisation_id, starts_at, ends_at, state, due_at, created_by, created_at)";
    insert(conn, columns, &waits);
    let empty = if matches!(conn, Conn::Sqlite(_)) { "x''" } else { "''::bytea" };
    let photos = rows(ORGANISATIONS, |n| format!("{}, 4, 3, {empty}, {empty}, {now}", id(conn, 'y', n)));
    insert(conn, "photos (id, width, height, image, thumbnail, uploaded_at)", &photos);
    let shown = rows(ORGANISATIONS, |n| format!("{}, 0, {}", id(conn, 'e', n), id(conn, 'y', n)));
    insert(conn, "equipment_photos (equipment_id, position, photo_id)", &shown);
    let proofs = rows(ORGANISATIONS, |n| {
        format!("{}, 'out', 0, {}, {}, {now}", id(conn, 'p', n), id(conn, 'y', n), id(conn, 'u', n))
    });
    insert(conn, "loan_photos (loan_id, moment, position, photo_id, added_by, added_at)", &proofs);
    let answers = rows(ORGANISATIONS, |n| format!("{}, 'driving_licence', 'Permis B'", id(conn, 'p', n)));
    insert(conn, "loan_answers (loan_id, requirement, answer)", &answers);
    let repairs = rows(ORGANISATIONS, |n| {
        let (item, who, lendable) = (id(conn, 'e', n), id(conn, 'u', n), format!("NOT {}", no(conn)));
        format!("{}, {item}, 'Une rayure', {lendable}, {who}, {now}", id(conn, 'r', n))
    });
    insert(conn, "equipment_repairs (id, equipment_id, what, lendable, opened_by, opened_at)", &repairs);
    let feeds = rows(ORGANISATIONS, |n| {
        let (organisation, who, hash) = (id(conn, 'o', n), id(conn, 'u', n), id(conn, 'h', n));
        format!("{}, {organisation}, {hash}, {who}, {now}", id(conn, 'l', n))
    });
    insert(conn, "calendar_feeds (id, organisation_id, token_hash, created_by, created_at)", &feeds);
}
