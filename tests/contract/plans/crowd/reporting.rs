//! A report by each member of the crowd, one in a hundred of them open.

use super::{ORGANISATIONS, id, insert, rows};
use api::db::Conn;
use shared::time::MINUTE;
use tests::fixtures;

pub fn fill(conn: &mut Conn) {
    let now = fixtures::start().0;
    let reports = rows(ORGANISATIONS, |n| {
        let at = now - i64::try_from(n).unwrap() * MINUTE;
        let (closed_at, closed_by, outcome) = if n % 100 == 0 {
            ("NULL".to_owned(), "NULL".to_owned(), "NULL")
        } else {
            (now.to_string(), id(conn, 'u', 1), "'helped'")
        };
        format!(
            "{}, {}, {}, {}, 'organisation', 'other', 'Un mot de trop.', {at}, {closed_at}, {closed_by}, {outcome}, 1",
            id(conn, 'p', n),
            id(conn, 'u', n),
            id(conn, 'o', n),
            id(conn, 'o', (n + 1) % ORGANISATIONS),
        )
    });
    let columns = "reports (id, reporter_id, organisation_id, about_organisation_id, subject, reason, text, created_at, \
        closed_at, closed_by, outcome, version)";
    insert(conn, columns, &reports);
}
