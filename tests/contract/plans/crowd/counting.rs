//! Four weeks that each site has declared, over ten years; a reminder of one site in five hundred is due.

use super::{ORGANISATIONS, id, insert};
use api::db::Conn;
use shared::iso_week::IsoWeek;
use shared::time::HOUR;
use tests::fixtures;

/// Weeks of each site, one after the other.
const WEEKS: i64 = 4;
/// Over so many weeks the first ones are spread.
const SPREAD: i64 = 520;

/// The first week of the `n`th site.
fn first(n: u128) -> IsoWeek {
    let present = IsoWeek::of(fixtures::start().to_chrono().date_naive());
    present.plus(-WEEKS - i64::try_from(n).unwrap() % SPREAD)
}

pub fn fill(conn: &mut Conn) {
    let now = fixtures::start().0;
    let all: Vec<(u128, IsoWeek)> =
        (0..ORGANISATIONS).flat_map(|n| (0..WEEKS).map(move |later| (n, first(n).plus(later)))).collect();
    let weeks: Vec<String> = all
        .iter()
        .map(|(n, week)| {
            format!(
                "({}, '{}', {}, {}, {}, {now}, {now}, 1)",
                id(conn, 's', *n),
                week.monday(),
                id(conn, 'o', *n),
                n % 300,
                id(conn, 'u', *n),
            )
        })
        .collect();
    let columns = "weekly_activities (site_id, week_start, organisation_id, people_4, declared_by, declared_at, updated_at, \
        version)";
    insert(conn, columns, &weeks);
    let changes: Vec<String> = all
        .iter()
        .map(|(n, week)| format!("({}, '{}', 1, {now}, {}, '{{}}')", id(conn, 's', *n), week.monday(), id(conn, 'u', *n)))
        .collect();
    insert(conn, "weekly_activity_changes (site_id, week_start, number, at, user_id, counts)", &changes);
    let spans: Vec<String> = (0..ORGANISATIONS)
        .map(|n| {
            let due = if n % 500 == 1 { (now - HOUR).to_string() } else { "NULL".to_owned() };
            let (first, last) = (first(n).monday(), first(n).plus(WEEKS - 1).monday());
            format!("({}, {}, '{first}', '{last}', {due})", id(conn, 's', n), id(conn, 'o', n))
        })
        .collect();
    insert(conn, "weekly_activity_spans (site_id, organisation_id, first_week, last_week, remind_at)", &spans);
}
