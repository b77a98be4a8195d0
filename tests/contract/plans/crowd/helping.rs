//! Skills, their sessions and hours.

use super::{ORGANISATIONS, id, insert, no, place, rows, yes};
use api::db::Conn;
use api::engine::cells;
use shared::ids::OrganisationId;
use shared::time::{DAY, HOUR};
use tests::fixtures::start;
use uuid::Uuid;

/// An organisation of the crowd whose sessions are done on both sides.
pub const HELPING: OrganisationId = OrganisationId(Uuid::from_u128(((b'o' as u128) << 96) | 50));

/// Sessions of each organisation with its neighbour.
const SESSIONS: u128 = 4;

/// A skill each, one in ten paused; some sessions of each that are done and booked, one that waits for an answer in a
/// hundred, and one in a hundred that is to be asked about.
pub fn fill(conn: &mut Conn) {
    let now = start().0;
    let listings = rows(ORGANISATIONS, |n| {
        let at = place(n);
        let (kind, skill, topic) = match n % 4 {
            0 => ("wanted", "plumbing", "repair"),
            1 => ("offered", "accounting", "administration"),
            2 => ("offered", "website", "computing"),
            _ => ("wanted", "translation", "language"),
        };
        format!(
            "{}, '{kind}', {}, {}, '{skill}', '{topic}', 'Aide {n}', 'aide {n} bilan', 0, {}, {}, {:.4}, {:.4}, {}, {at_}, {at_}, 1",
            id(conn, 'h', n),
            id(conn, 'o', n),
            id(conn, 's', n),
            no(conn),
            if n % 10 == 0 { now.to_string() } else { "NULL".to_owned() },
            at.latitude,
            at.longitude,
            cells::cell(at),
            at_ = now - i64::try_from(n).unwrap(),
        )
    });
    let columns = "skill_listings (id, kind, organisation_id, site_id, skill, topic, title, search_key, free_times, remote, \
        paused_at, latitude, longitude, cell, created_at, updated_at, version)";
    insert(conn, columns, &listings);
    let count = ORGANISATIONS * SESSIONS;
    let sessions = rows(count, |n| {
        let from = now - i64::try_from(n / ORGANISATIONS + 1).unwrap() * 2 * DAY;
        let (state, minutes, remind) = match n % 100 {
            0 => ("proposed", "NULL", "NULL".to_owned()),
            1 => ("agreed", "NULL", (from + DAY).to_string()),
            _ => ("done", "120", "NULL".to_owned()),
        };
        format!(
            "{}, {}, {}, {}, {}, {from}, {}, {}, '{state}', 'receiver', {}, {}, {minutes}, {minutes}, {remind}, {now}, {now}, 1",
            id(conn, 'x', n),
            id(conn, 'h', n % ORGANISATIONS),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 'o', (n + 1) % ORGANISATIONS),
            id(conn, 'u', n % ORGANISATIONS),
            from + 2 * HOUR,
            yes(conn),
            id(conn, 'u', (n + 1) % ORGANISATIONS),
            now + DAY,
        )
    });
    let columns = "skill_sessions (id, listing_id, giver_id, receiver_id, person_id, starts_at, ends_at, counted, state, \
        proposed_by, proposed_by_user, answer_by, giver_minutes, receiver_minutes, remind_at, created_at, updated_at, version)";
    insert(conn, columns, &sessions);
    let is_done = |session: u128| session % 100 > 1;
    let events = rows(count, |n| {
        let (number, state) = if is_done(n) { (3, "done") } else { (1, "proposed") };
        format!("{}, {number}, {now}, '{state}'", id(conn, 'x', n))
    });
    insert(conn, "skill_session_events (session_id, number, at, state)", &events);
    let hours = (0..count * 2).filter(|n| is_done(n / 2)).map(|n| {
        let (session, gives) = (n / 2, n % 2 == 0);
        let (giver, receiver) = (session % ORGANISATIONS, (session + 1) % ORGANISATIONS);
        let (own, other) = if gives { (giver, receiver) } else { (receiver, giver) };
        format!(
            "({}, {}, {}, {}, {}, {now}, {})",
            id(conn, 'x', session),
            id(conn, 'o', own),
            no(conn),
            id(conn, 'o', other),
            if gives { 120 } else { -120 },
            id(conn, 'u', own),
        )
    });
    let hours: Vec<String> = hours.collect();
    insert(conn, "skill_hours (session_id, organisation_id, reversal, other_id, minutes, at, user_id)", &hours);
}
