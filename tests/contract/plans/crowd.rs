//! A crowded network: enough rows everywhere for a planner to mind which way it takes.

mod answering;
pub mod collecting;
mod counting;
pub mod helping;
mod lending;
mod notices;
mod reporting;
pub mod sharing;
pub mod stocking;
pub mod talking;
mod touring;
mod wanting;

use api::db::Conn;
use api::engine::cells;
use api::engine::matching::Receiver;
use diesel::connection::SimpleConnection;
use shared::geo::Position;
use shared::sites::Storage;
use shared::time::{DAY, HOUR, UtcMillis};
use tests::fixtures;
use uuid::Uuid;

/// So many that a planner looks twenty up rather than reads them all.
const ORGANISATIONS: u128 = 6_000;
const OFFERS: u128 = 8_000;
/// Rows of one statement.
const BATCH: usize = 500;

/// An identifier of the crowd: the table's letter and a number.
fn id(conn: &Conn, table: char, number: u128) -> String {
    let id = Uuid::from_u128((u128::from(u32::from(table)) << 96) | number);
    match conn {
        Conn::Sqlite(_) => format!("x'{}'", id.simple()),
        Conn::Postgres(_) => format!("'\\x{}'::bytea", id.simple()),
    }
}

fn insert(conn: &mut Conn, table_and_columns: &str, rows: &[String]) {
    for batch in rows.chunks(BATCH) {
        let sql = format!("INSERT INTO {table_and_columns} VALUES {}", batch.join(", "));
        conn.batch_execute(&sql).unwrap_or_else(|error| panic!("{table_and_columns}: {error}"));
    }
}

fn rows(count: u128, row: impl Fn(u128) -> String) -> Vec<String> {
    (0..count).map(|number| format!("({})", row(number))).collect()
}

/// Where the `number`th thing is: spread over France, row by row.
fn place(number: u128) -> Position {
    let step = |by: u128, of: u32| f64::from(u32::try_from(number / by % u128::from(of)).unwrap()) / f64::from(of);
    Position { latitude: step(1, 97).mul_add(8.0, 43.0), longitude: step(97, 89).mul_add(11.0, -4.0) }
}

/// Fills the database. PostgreSQL counts its rows, as it does by itself in time; SQLite is never told to.
pub fn fill(conn: &mut Conn) {
    people(conn);
    places(conn);
    offers(conn);
    claims(conn);
    acts(conn);
    needs(conn);
    records(conn);
    lending::fill(conn);
    helping::fill(conn);
    wanting::fill(conn);
    talking::fill(conn);
    dismissals(conn);
    notices::fill(conn);
    answering::fill(conn);
    reporting::fill(conn);
    touring::fill(conn);
    stocking::fill(conn);
    collecting::fill(conn);
    counting::fill(conn);
    sharing::fill(conn);
    if matches!(conn, Conn::Postgres(_)) {
        conn.batch_execute("ANALYZE").expect("statistics");
    }
}

fn people(conn: &mut Conn) {
    let start = fixtures::start();
    let users = rows(ORGANISATIONS, |n| {
        format!(
            "{}, 'u{n}@example.org', 'u{n}@example.org', 'Personne', '-', 'fr', {}, {start}",
            id(conn, 'u', n),
            no(conn),
            start = start.0
        )
    });
    insert(conn, "users (id, email, email_key, name, password_hash, locale, network_admin, created_at)", &users);
    let sessions = rows(ORGANISATIONS, |n| format!("{}, {}, {s}, {s}", id(conn, 'l', n), id(conn, 'u', n), s = start.0));
    insert(conn, "sessions (id, user_id, opened_at, used_at)", &sessions);
    let organisations = rows(ORGANISATIONS, |n| {
        let status = if n % 20 == 0 { "pending" } else { "approved" };
        format!(
            "{}, 'Organisation {n}', 'organisation {n}', 'association', '{status}', 1, {s}, {s}",
            id(conn, 'o', n),
            s = start.0
        )
    });
    insert(conn, "organisations (id, name, name_key, kind, status, version, created_at, updated_at)", &organisations);
    let memberships =
        rows(ORGANISATIONS, |n| format!("{}, {}, 'coordinator', {}", id(conn, 'o', n), id(conn, 'u', n), start.0));
    insert(conn, "memberships (organisation_id, user_id, role, created_at)", &memberships);
}

const fn yes(conn: &Conn) -> &'static str {
    match conn {
        Conn::Sqlite(_) => "1",
        Conn::Postgres(_) => "TRUE",
    }
}

const fn no(conn: &Conn) -> &'static str {
    match conn {
        Conn::Sqlite(_) => "0",
        Conn::Postgres(_) => "FALSE",
    }
}

fn places(conn: &mut Conn) {
    let communes = rows(ORGANISATIONS, |n| {
        let Position { latitude, longitude } = place(n);
        format!("'C{n:04}', 'Commune {n}', 'commune {n}', '99', {latitude:.4}, {longitude:.4}")
    });
    insert(conn, "communes (insee_code, name, name_key, department, latitude, longitude)", &communes);
    insert(
        conn,
        "commune_postcodes (insee_code, postcode)",
        &rows(ORGANISATIONS, |n| format!("'C{n:04}', '{:05}'", 40_000 + n)),
    );
    let start = fixtures::start().0;
    let sites = rows(ORGANISATIONS, |n| {
        let Position { latitude, longitude } = place(n);
        format!(
            "{}, {}, 'Site {n}', 'site {n}', 'storage_site', 'C{n:04}', '40000', {latitude:.4}, {longitude:.4}, 'given', \
             1, 1, 1, 'van', 0, 30, 1, {start}, {start}, {}, {}, {}",
            id(conn, 's', n),
            id(conn, 'o', n % ORGANISATIONS),
            cells::cell(place(n)),
            // A few are left for the worker to count.
            if n % 100 == 0 { "NULL" } else { "9000" },
            // Few count people: of many the sums must read all, whatever the index.
            if n % 500 == 1 { yes(conn) } else { no(conn) },
        )
    });
    let columns = "sites (id, organisation_id, name, name_key, kind, insee_code, postcode, latitude, longitude, \
        position_source, storage_ambient_kg, storage_chilled_kg, storage_frozen_kg, transport, distribution_days, \
        reach_km, version, created_at, updated_at, cell, neighbourhood_m, declares_activity)";
    insert(conn, columns, &sites);
}

/// One in four is on the board.
fn offers(conn: &mut Conn) {
    let now = fixtures::start();
    let offers = rows(OFFERS, |n| {
        let open = n % 4 == 0;
        let age = i64::try_from(n).unwrap() * 60_000;
        let published = if open { now.plus(-age) } else { now.plus(-age - 90 * DAY) };
        let closes: UtcMillis = if open { now.plus(HOUR + age) } else { published.plus(DAY) };
        let position = place(n);
        format!(
            "{}, {}, {}, '{}', 'Offre {n}', 'kilogram', 1000, 10000, 9000, 'chilled', '{}', {}, {p}, {p}, {}, \
             {:.4}, {:.4}, {}, 1",
            id(conn, 'f', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 's', n % ORGANISATIONS),
            if n % 5 == 0 { "dairy.yoghurt" } else { "bakery" },
            if open { "open" } else { "closed" },
            id(conn, 'u', n % ORGANISATIONS),
            closes.0,
            position.latitude,
            position.longitude,
            cells::cell(position),
            p = published.0,
        )
    });
    let columns = "offers (id, organisation_id, site_id, category_code, title, unit, grams_per_unit, total_grams, \
        left_grams, temperature_class, status, published_by, published_at, updated_at, closes_at, latitude, longitude, \
        cell, version)";
    insert(conn, columns, &offers);
    let windows = rows(OFFERS, |n| format!("{}, {}, {}", id(conn, 'f', n), now.0, now.0 + HOUR));
    insert(conn, "pickup_windows (offer_id, starts_at, ends_at)", &windows);
    let documents = rows(OFFERS, |n| {
        let stems = if n % 100 == 0 { "yaourt natur" } else { "pain campagn" };
        format!("{}, '{stems}'", id(conn, 'f', n))
    });
    insert(conn, "offer_documents (offer_id, stems)", &documents);
    for token in [0, 1] {
        let postings = rows(OFFERS, |n| {
            let words = if n % 100 == 0 { ["yaourt", "natur"] } else { ["pain", "campagn"] };
            format!("'{}', {}, {}", words[token], cells::cell(place(n)), id(conn, 'f', n))
        });
        insert(conn, "offer_postings (token, cell, offer_id)", &postings);
    }
}

/// One of each offer, received.
fn claims(conn: &mut Conn) {
    let now = fixtures::start();
    let claims = rows(OFFERS, |n| {
        let at = now.plus(-HOUR * i64::try_from(n).unwrap()).0;
        format!(
            "{}, {}, {}, {}, {}, 1000, 1000, 'received', '0000', 0, {at}, {}, {at}, {at}, 1",
            id(conn, 'c', n),
            id(conn, 'f', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 'o', (n + 1) % ORGANISATIONS),
            id(conn, 's', (n + 1) % ORGANISATIONS),
            id(conn, 'u', n % ORGANISATIONS),
        )
    });
    let columns = "claims (id, offer_id, giver_id, taker_id, taker_site_id, grams, received_grams, state, handover_code, \
        wrong_codes, lapses_at, claimed_by, requested_at, updated_at, version)";
    insert(conn, columns, &claims);
    for (number, state) in ["requested", "accepted", "collected", "received"].iter().enumerate() {
        let events = rows(OFFERS, |n| format!("{}, {}, {}, '{state}'", id(conn, 'c', n), number + 1, now.0));
        insert(conn, "claim_events (claim_id, number, at, state)", &events);
    }
    let movements = rows(OFFERS, |n| {
        let at = now.plus(-HOUR * i64::try_from(n).unwrap()).0;
        format!(
            "{}, {at}, {}, 'hand_over', 'bakery', 1000, 'site', {}, {}, 'site', {}, {}",
            id(conn, 'm', n),
            id(conn, 'c', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 's', n % ORGANISATIONS),
            id(conn, 'o', (n + 1) % ORGANISATIONS),
            id(conn, 's', (n + 1) % ORGANISATIONS),
        )
    });
    let columns = "stock_movements (id, at, claim_id, kind, category_code, grams, from_kind, from_organisation_id, \
        from_site_id, to_kind, to_organisation_id, to_site_id)";
    insert(conn, columns, &movements);
}

/// What people did: one of each offer.
fn acts(conn: &mut Conn) {
    let entries = rows(OFFERS, |n| {
        let at = fixtures::start().plus(-HOUR * i64::try_from(n).unwrap()).0;
        let operation = ["create_offer", "create_claim", "accept_claim", "collect_claim"][usize::try_from(n % 4).unwrap()];
        format!(
            "{at}, {}, {}, {}, '{operation}', 'offers', {}",
            id(conn, 'a', n),
            id(conn, 'u', n % ORGANISATIONS),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 'f', n),
        )
    });
    insert(conn, "audit_entries (at, id, person_id, organisation_id, operation, object_kind, object_id)", &entries);
}

/// One in four is on the board, one in forty of these is urgent; each has a past week.
fn needs(conn: &mut Conn) {
    let now = fixtures::start();
    let storage = Storage { ambient_kg: 1, chilled_kg: 1, frozen_kg: 1 };
    let receiver = Receiver { storage, reach_m: 30_000 }.packed();
    let needs = rows(OFFERS, |n| {
        let open = n % 4 == 0;
        let age = i64::try_from(n).unwrap() * 60_000;
        let published = if open { now.plus(-age) } else { now.plus(-age - 90 * DAY) };
        let closes: UtcMillis = if open { now.plus(HOUR + age) } else { published.plus(DAY) };
        let urgent = if n % 160 == 0 { now.plus(HOUR).0.to_string() } else { "NULL".to_owned() };
        let position = place(n);
        format!(
            "{}, {}, {}, '{}', 'Besoin {n}', 3, 'once', '{}', 2, {}, {urgent}, 10000, 0, 0, {}, {p}, {p}, {:.4}, {:.4}, \
             {}, 1, {}, {receiver}",
            id(conn, 'n', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 's', n % ORGANISATIONS),
            if n % 5 == 0 { "dairy.yoghurt" } else { "bakery" },
            if open { "open" } else { "closed" },
            closes.0,
            id(conn, 'u', n % ORGANISATIONS),
            position.latitude,
            position.longitude,
            cells::cell(position),
            n % ORGANISATIONS,
            p = published.0,
        )
    });
    let columns = "needs (id, organisation_id, site_id, category_code, title, temperature_classes, kind, status, occurrence, \
        closes_at, urgent_until, wanted_grams, promised_grams, received_grams, published_by, published_at, updated_at, \
        latitude, longitude, cell, version, merit, receiver)";
    insert(conn, columns, &needs);
    let weeks = rows(OFFERS, |n| format!("{}, 1, {}, 1000, 0, 0", id(conn, 'n', n), now.0));
    let columns = "need_occurrences (need_id, number, closes_at, wanted_grams, promised_grams, received_grams)";
    insert(conn, columns, &weeks);
    let stems = rows(OFFERS, |n| {
        let stem = if n % 100 == 0 { "yaourt" } else { "pain" };
        format!("'{stem}', {}", id(conn, 'n', n))
    });
    insert(conn, "need_stems (stem, need_id)", &stems);
}

/// Of each organisation, counted by the way; a change of each waits.
fn records(conn: &mut Conn) {
    let start = fixtures::start().0;
    let records = rows(ORGANISATIONS, |n| {
        format!("{}, 0, 0, 0, 0, 0, 0, {n}, {}", id(conn, 'o', n), start + i64::try_from(n).unwrap())
    });
    let columns = "organisation_records (organisation_id, received_grams, given_grams, kept, ended, fairness, \
        follow_through, merit, counted_at)";
    insert(conn, columns, &records);
    let changes = rows(ORGANISATIONS, |n| format!("{}, {}", id(conn, 'r', n), id(conn, 'o', n)));
    insert(conn, "record_changes (id, organisation_id)", &changes);
}

/// One of each need, by who has an offer of the same number.
fn dismissals(conn: &mut Conn) {
    let at = fixtures::start().0;
    let dismissals = rows(OFFERS, |n| {
        format!(
            "{}, {}, {}, {}, 'offering', 'no_time', 'bakery', {}, {at}",
            id(conn, 'd', n),
            id(conn, 'f', n),
            id(conn, 'n', n),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 'u', n % ORGANISATIONS),
        )
    });
    let columns = "match_dismissals (id, offer_id, need_id, organisation_id, side, reason, category_code, dismissed_by, \
        dismissed_at)";
    insert(conn, columns, &dismissals);
}
