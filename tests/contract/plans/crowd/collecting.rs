//! A route of each organisation through two shops, and five rounds of each route: of ten one is on the road, one was called
//! off, and eight are in the stock.

use super::{ORGANISATIONS, id, insert, no, rows, yes};
use api::db::Conn;
use chrono::{Days, NaiveDate};
use tests::fixtures;
use uuid::Uuid;

/// So many, because PostgreSQL is right to read a table of a few thousand lines from one end to the other.
const ROUNDS: u128 = ORGANISATIONS * 5;

/// An organisation of the crowd that goes round, whose rounds are in every state.
pub const COLLECTOR: Uuid = Uuid::from_u128((0x6f << 96) | 19);

/// The days of the `n`th round: a route has one a week.
fn day(n: u128) -> NaiveDate {
    let ago = n % ORGANISATIONS % 300 + n / ORGANISATIONS * 7;
    fixtures::day(0) - Days::new(u64::try_from(ago).unwrap())
}

/// Where the `n`th round stands.
const fn state(n: u128) -> &'static str {
    match (n % ORGANISATIONS + n / ORGANISATIONS) % 10 {
        0 => "open",
        1 => "cancelled",
        _ => "done",
    }
}

pub fn fill(conn: &mut Conn) {
    routes(conn);
    rounds(conn);
    stops(conn);
}

fn routes(conn: &mut Conn) {
    let now = fixtures::start().0;
    let routes = rows(ORGANISATIONS, |n| {
        format!(
            "{}, {}, {}, 'Ramasse {n}', 'ramasse {n}', {}, 510, {}, {}, {now}, {now}, 1",
            id(conn, 'K', n),
            id(conn, 'o', n),
            id(conn, 's', n),
            n % 128,
            if n.is_multiple_of(10) { yes(conn) } else { no(conn) },
            id(conn, 'u', n),
        )
    });
    let columns = "collection_routes (id, organisation_id, site_id, title, title_key, weekdays, leaves_at, retired, created_by, \
        created_at, updated_at, version)";
    insert(conn, columns, &routes);
    let bakeries = rows(ORGANISATIONS, |n| format!("{}, 1, NULL, 'Boulangerie {n}'", id(conn, 'K', n)));
    let shops =
        rows(ORGANISATIONS, |n| format!("{}, 2, {}, NULL", id(conn, 'K', n), id(conn, 'o', (n + 1) % ORGANISATIONS)));
    for stops in [bakeries, shops] {
        insert(conn, "collection_route_stops (route_id, number, donor_id, donor_name)", &stops);
    }
}

fn rounds(conn: &mut Conn) {
    let now = fixtures::start().0;
    let rounds = rows(ROUNDS, |n| {
        let number = n % ORGANISATIONS;
        let person = id(conn, 'u', number);
        let nothing = || "NULL".to_owned();
        let (held, ended_at, ended_by) = match state(n) {
            "open" => (nothing(), nothing(), nothing()),
            "done" => ("0".to_owned(), now.to_string(), person.clone()),
            _ => (nothing(), now.to_string(), person.clone()),
        };
        format!(
            "{}, {}, {}, {}, 'Ramasse {number}', '{}', '{}', 2, 2, 9000, {held}, {ended_at}, {ended_by}, {person}, {now}, \
             {now}, 3",
            id(conn, 'Q', n),
            id(conn, 'K', number),
            id(conn, 'o', number),
            id(conn, 's', number),
            day(n),
            state(n),
        )
    });
    let columns = "collection_rounds (id, route_id, organisation_id, site_id, title, day, state, stop_count, noted_count, grams, \
        held_count, ended_at, ended_by, created_by, created_at, updated_at, version)";
    insert(conn, columns, &rounds);
}

/// A bakery that gave bread, and a shop that had nothing to give.
fn stops(conn: &mut Conn) {
    let now = fixtures::start().0;
    let bakeries = rows(ROUNDS, |n| {
        let number = n % ORGANISATIONS;
        format!(
            "{}, 1, NULL, 'Boulangerie {number}', 'collected', 9000, {now}, {}, 1",
            id(conn, 'Q', n),
            id(conn, 'u', number)
        )
    });
    let shops = rows(ROUNDS, |n| {
        let number = n % ORGANISATIONS;
        let (shop, person) = (id(conn, 'o', (number + 1) % ORGANISATIONS), id(conn, 'u', number));
        format!("{}, 2, {shop}, NULL, 'nothing', 0, {now}, {person}, 1", id(conn, 'Q', n))
    });
    let columns = "collection_stops (round_id, number, donor_id, donor_name, state, grams, visited_at, noted_by, version)";
    for stops in [bakeries, shops] {
        insert(conn, columns, &stops);
    }
    let foods = rows(ROUNDS, |n| {
        // As many lots as rounds are in the crowd.
        let lot = if state(n) == "done" { id(conn, 'T', n) } else { "NULL".to_owned() };
        format!("{}, 1, 1, 'bakery', 'Pain {n}', 9000, 'ambient', {lot}", id(conn, 'Q', n))
    });
    let columns = "collection_foods (round_id, stop_number, number, category_code, title, grams, temperature_class, lot_id)";
    insert(conn, columns, &foods);
}
