//! Five tours of each organisation with two loads each, one in ten of them still to come.

use super::{ORGANISATIONS, id, insert, place, rows};
use api::db::Conn;
use api::engine::cells;
use shared::time::{DAY, HOUR, MINUTE};
use tests::fixtures;

/// So many, because PostgreSQL is right to read a table of a few thousand lines from one end to the other.
const TOURS: u128 = ORGANISATIONS * 5;

/// Whether the `n`th tour is still to come.
const fn is_planned(n: u128) -> bool {
    n.is_multiple_of(10)
}

/// When it leaves.
fn leaves_at(n: u128) -> i64 {
    let (now, n_th) = (fixtures::start().0, i64::try_from(n).unwrap());
    if is_planned(n) { now + HOUR + n_th * MINUTE } else { now - DAY - n_th * HOUR }
}

pub fn fill(conn: &mut Conn) {
    let now = fixtures::start().0;
    let tours = rows(TOURS, |n| {
        let (at, from) = (place(n % ORGANISATIONS), leaves_at(n));
        format!(
            "{}, {}, {}, 'Tournée {n}', {from}, {back}, {from}, 'Camionnette', 800000, 300000, 0, 10000, 0, 0, 5000, {}, {}, \
             '{}', {back}, {:.4}, {:.4}, {}, {}, {now}, {now}, 1",
            id(conn, 'g', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 's', n % ORGANISATIONS),
            id(conn, 'u', (n + 1) % ORGANISATIONS),
            id(conn, 'o', (n + 1) % ORGANISATIONS),
            if is_planned(n) { "planned" } else { "done" },
            at.latitude,
            at.longitude,
            cells::cell(at),
            id(conn, 'u', n % ORGANISATIONS),
            back = from + 5 * HOUR,
        )
    });
    let columns = "tours (id, organisation_id, site_id, title, leaves_at, back_by, returns_at, vehicle, max_grams, \
        chilled_grams, frozen_grams, peak_grams, peak_chilled_grams, peak_frozen_grams, metres, driver_id, \
        driver_organisation_id, state, lapses_at, latitude, longitude, cell, created_by, created_at, updated_at, version)";
    insert(conn, columns, &tours);
    shops(conn, now);
    claims(conn, now);
    let stops = (0..TOURS).flat_map(|n| [(n, 1, "pick_up"), (n, 2, "drop")]);
    let stops: Vec<String> = stops
        .map(|(n, number, task)| {
            let at = leaves_at(n) + number * HOUR;
            format!("({}, {number}, {}, '{task}', {at}, {}, 2500, 0)", id(conn, 'g', n), id(conn, 'v', n), at + MINUTE)
        })
        .collect();
    insert(conn, "tour_stops (tour_id, number, load_id, task, arrives_at, leaves_at, metres, aboard_grams)", &stops);
}

/// What a shop gives, of each tour.
fn shops(conn: &mut Conn, now: i64) {
    let loads = rows(TOURS, |n| {
        format!(
            "{}, {}, 'shop', 'Boulangerie {n}', {}, {}, '40000', 'C{:04}', 10000, 'ambient', '{}', 'carrier', 0, {}, {now}",
            id(conn, 'v', n),
            id(conn, 'g', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 's', n % ORGANISATIONS),
            n % ORGANISATIONS,
            if is_planned(n) { "planned" } else { "delivered" },
            leaves_at(n),
        )
    });
    let columns = "tour_loads (id, tour_id, kind, title, receiver_id, to_site_id, shop_postcode, shop_insee_code, grams, \
        temperature_class, state, asked_by, wrong_codes, leaves_at, updated_at)";
    insert(conn, columns, &loads);
    for (number, state) in ["planned", "collected", "delivered"].iter().enumerate() {
        let events = (0..TOURS).filter(|n| number == 0 || !is_planned(*n));
        let events = events.map(|n| format!("({}, {}, {now}, '{state}')", id(conn, 'v', n), number + 1));
        let events: Vec<String> = events.collect();
        insert(conn, "tour_load_events (load_id, number, at, state)", &events);
    }
}

/// A claim's food, of each tour; where the tour is still to come it was taken off.
fn claims(conn: &mut Conn, now: i64) {
    let loads = rows(TOURS, |n| {
        format!(
            "{}, {}, 'claim', 'Offre {n}', {}, {}, {}, {}, {}, 1000, 'chilled', '{}', 'receiver', 0, {}, {now}",
            id(conn, 'b', n),
            id(conn, 'g', n),
            id(conn, 'c', n % ORGANISATIONS),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 'o', (n + 1) % ORGANISATIONS),
            id(conn, 's', n % ORGANISATIONS),
            id(conn, 's', (n + 1) % ORGANISATIONS),
            if is_planned(n) { "withdrawn" } else { "delivered" },
            leaves_at(n),
        )
    });
    let columns = "tour_loads (id, tour_id, kind, title, claim_id, sender_id, receiver_id, from_site_id, to_site_id, grams, \
        temperature_class, state, asked_by, wrong_codes, leaves_at, updated_at)";
    insert(conn, columns, &loads);
    let steps =
        |n: u128| if is_planned(n) { &["asked", "withdrawn"][..] } else { &["asked", "planned", "collected", "delivered"] };
    for number in 0..4 {
        let events = (0..TOURS).filter_map(|n| {
            let state = steps(n).get(number)?;
            Some(format!("({}, {}, {now}, '{state}')", id(conn, 'b', n), number + 1))
        });
        let events: Vec<String> = events.collect();
        insert(conn, "tour_load_events (load_id, number, at, state)", &events);
    }
}
