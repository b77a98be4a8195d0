//! Needs of equipment, and dismissed matches of equipment and skills.

use super::{ORGANISATIONS, id, insert, no, place, rows};
use api::db::Conn;
use api::engine::cells;
use shared::time::{DAY, HOUR};
use tests::fixtures::start;

/// A need each, one in four open and still to come; one dismissed match of each item.
pub fn fill(conn: &mut Conn) {
    let now = start().0;
    let needs = rows(ORGANISATIONS, |n| {
        let at = place(n);
        let ahead = HOUR * i64::try_from(n % 1_000).unwrap();
        let (status, from) = if n % 4 == 2 { ("open", now + ahead) } else { ("withdrawn", now - ahead - 90 * DAY) };
        format!(
            "{}, {}, {}, '{}', 'Besoin {n}', {from}, {}, {}, '{status}', {}, {now}, {now}, {:.4}, {:.4}, {}, 1",
            id(conn, 'q', n),
            id(conn, 'o', n),
            id(conn, 's', n),
            if n % 3 == 0 { "van" } else { "tent" },
            from + DAY,
            no(conn),
            id(conn, 'u', n),
            at.latitude,
            at.longitude,
            cells::cell(at),
        )
    });
    let columns = "equipment_needs (id, organisation_id, site_id, kind, title, starts_at, ends_at, urgent, status, \
        published_by, published_at, updated_at, latitude, longitude, cell, version)";
    insert(conn, columns, &needs);
    let dismissals = rows(ORGANISATIONS, |n| {
        format!(
            "{}, 'equipment', {}, {}, {}, 'offering', 'no_time', 'van', {}, {now}",
            id(conn, 'i', n),
            id(conn, 'e', n),
            id(conn, 'q', n),
            id(conn, 'o', n),
            id(conn, 'u', n),
        )
    });
    let columns = "help_dismissals (id, kind, helping_id, wanting_id, organisation_id, side, reason, word, dismissed_by, \
        dismissed_at)";
    insert(conn, columns, &dismissals);
}
