//! What the crowd was told: one of each offer, half of it read, and one told of the matches of each.

use super::{OFFERS, ORGANISATIONS, id, insert, rows};
use api::db::Conn;
use shared::time::{DAY, HOUR};
use tests::fixtures;

pub fn fill(conn: &mut Conn) {
    let now = fixtures::start();
    let notifications = rows(OFFERS, |n| {
        let at = now.plus(-HOUR * i64::try_from(n).unwrap()).0;
        let read = if n % 2 == 0 { at.to_string() } else { "NULL".to_owned() };
        format!(
            "{}, {}, {}, 'offer_fits', 'match:{n}', '{{}}', {at}, {read}",
            id(conn, 'w', n),
            id(conn, 'u', n % ORGANISATIONS),
            id(conn, 'o', n % ORGANISATIONS),
        )
    });
    let columns = "notifications (id, user_id, organisation_id, kind, cause, facts, created_at, read_at)";
    insert(conn, columns, &notifications);
    let told = rows(OFFERS, |n| {
        let at = now.plus(-HOUR * i64::try_from(n).unwrap()).0;
        format!("{}, {}, {at}", id(conn, 'f', n), id(conn, 'o', n % ORGANISATIONS))
    });
    insert(conn, "told_matches (subject_id, organisation_id, told_at)", &told);
    let waiting = rows(OFFERS, |n| format!("{}, 'offer', 1, {}", id(conn, 'f', n), now.plus(DAY).0));
    insert(conn, "matches_to_tell (subject_id, subject, rounds, due_at)", &waiting);
    let hours = rows(ORGANISATIONS, |n| format!("{}, 7, 21, 7, 'secret {n}'", id(conn, 'u', n)));
    insert(conn, "notification_hours (user_id, daily_hour, quiet_from, quiet_until, stop_token)", &hours);
    let wishes = rows(ORGANISATIONS, |n| format!("{}, 'offer_fits', 'daily'", id(conn, 'u', n)));
    insert(conn, "notification_wishes (user_id, kind, way)", &wishes);
}
