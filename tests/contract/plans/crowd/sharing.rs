//! A round of each organisation, told to all but one in four: of one lot, for two sites, with what they asked for and get.
//! Few sites ask for something in every round: each new round reads all who do.

use super::{ORGANISATIONS, id, insert, no, rows, yes};
use api::db::Conn;
use shared::time::DAY;
use tests::fixtures;
use uuid::Uuid;

/// An organisation of the crowd that has rounds, and sites in others'.
pub const SHARER: Uuid = Uuid::from_u128((0x6f << 96) | 9);

/// Sites that ask for something in every round, and food banks whose rounds begin by themselves.
const FEW: u128 = 40;

/// As a round keeps them.
const FIGURES: &str = concat!(
    r#"'{"available_kg":9,"kg":9,"urgent_available_kg":0,"urgent_kg":0,"kg_km":9,"#,
    r#""lowest":9,"tenth":9,"median":9,"gini":0,"jain":1000000,"envious":0}'"#,
);

/// The round and the site of the `n`th part of a round.
fn part(conn: &Conn, n: u128) -> (String, String, String) {
    let (round, site) = (n % ORGANISATIONS, (n % ORGANISATIONS + n / ORGANISATIONS + 1) % ORGANISATIONS);
    (id(conn, 'R', round), id(conn, 's', site), id(conn, 'o', site))
}

const fn is_told(round: u128) -> bool {
    !round.is_multiple_of(4)
}

fn fetched_on(n: u128) -> chrono::NaiveDate {
    fixtures::day(u64::try_from(n % 300).unwrap())
}

pub fn fill(conn: &mut Conn) {
    rounds(conn);
    parts(conn);
    lines(conn);
    wishes(conn);
}

fn rounds(conn: &mut Conn) {
    let now = fixtures::start().0;
    let rounds = rows(ORGANISATIONS, |n| {
        let status = if is_told(n) { "published" } else { "draft" };
        format!(
            "{}, {}, 'Tour {n}', '{status}', '{}', 4, 0, 1, {FIGURES}, {}, {now}, {now}, 1",
            id(conn, 'R', n),
            id(conn, 'o', n),
            fetched_on(n),
            id(conn, 'u', n),
        )
    });
    let columns = "allocation_rounds (id, organisation_id, title, status, fetched_on, window_rounds, tolerance_kg, revision, \
        figures, created_by, created_at, updated_at, version)";
    insert(conn, columns, &rounds);
    let revisions = rows(ORGANISATIONS, |n| {
        format!("{}, 1, 'computed', {now}, {}, {FIGURES}, 1, '0000000000000000', '{{}}'", id(conn, 'R', n), id(conn, 'u', n))
    });
    let columns = "round_revisions (round_id, number, kind, at, user_id, figures, engine_version, fingerprint, instance)";
    insert(conn, columns, &revisions);
    let schedules = rows(FEW, |n| {
        let next = now + DAY + i64::try_from(n).unwrap();
        format!(
            "{}, {}, 'Tour', 'tuesday', 420, 1, 4, 0, {next}, {}, {now}",
            id(conn, 'S', n),
            id(conn, 'o', n),
            id(conn, 'u', n)
        )
    });
    let columns = "allocation_schedules (id, organisation_id, title, weekday, minute, fetched_after_days, window_rounds, \
        tolerance_kg, next_at, created_by, created_at)";
    insert(conn, columns, &schedules);
}

fn parts(conn: &mut Conn) {
    let lots = rows(ORGANISATIONS, |n| format!("{}, {}, {}, 9", id(conn, 'R', n), id(conn, 'T', n), id(conn, 's', n)));
    insert(conn, "round_lots (round_id, lot_id, site_id, kg)", &lots);
    let yes = yes(conn);
    let recipients = rows(ORGANISATIONS * 2, |n| {
        let (round, site, organisation) = part(conn, n);
        format!("{round}, {site}, {organisation}, {yes}, 100, 4, 20")
    });
    let columns = "round_recipients (round_id, site_id, organisation_id, takes_part, factor_percent, kg, level)";
    insert(conn, columns, &recipients);
    let requests = rows(ORGANISATIONS * 2, |n| {
        let (round, site, _) = part(conn, n);
        format!("{round}, {site}, 'bakery', 'ambient', 9, {}, {}", id(conn, 'u', n % ORGANISATIONS), fixtures::start().0)
    });
    let columns = "round_requests (round_id, site_id, category_code, temperature_class, requested_kg, requested_by, \
        requested_at)";
    insert(conn, columns, &requests);
}

fn lines(conn: &mut Conn) {
    let lines = rows(ORGANISATIONS * 2, |n| {
        let (round, site, _) = part(conn, n);
        let number = n % ORGANISATIONS;
        format!("{round}, 1, {}, {}, {site}, 4, {}", id(conn, 'T', number), id(conn, 's', number), no(conn))
    });
    insert(conn, "round_lines (round_id, revision, lot_id, from_site_id, site_id, kg, by_hand)", &lines);
    // Nobody has fetched it, and nothing is kept for anybody.
    let delivery = |n: u128| {
        let (round, site, organisation) = part(conn, n);
        let number = n % ORGANISATIONS;
        let (lot, from) = (id(conn, 'T', number), id(conn, 's', number));
        format!("({round}, {lot}, {from}, {site}, {organisation}, 4, 'not_fetched')")
    };
    let told = (0..ORGANISATIONS * 2).filter(|n| is_told(n % ORGANISATIONS));
    let deliveries: Vec<String> = told.map(delivery).collect();
    let columns = "round_deliveries (round_id, lot_id, from_site_id, site_id, organisation_id, allocated_kg, status)";
    insert(conn, columns, &deliveries);
}

fn wishes(conn: &mut Conn) {
    let start = fixtures::start().0;
    let wishes = rows(FEW, |n| {
        let number = n * 7 % ORGANISATIONS;
        format!("{}, {}, {}, {start}, 1", id(conn, 's', number), id(conn, 'o', number), id(conn, 'u', number))
    });
    insert(conn, "standing_requests (site_id, organisation_id, declared_by, declared_at, version)", &wishes);
    let lines = rows(FEW, |n| format!("{}, 'bakery', 'ambient', 20", id(conn, 's', n * 7 % ORGANISATIONS)));
    insert(conn, "standing_request_lines (site_id, category_code, temperature_class, kg)", &lines);
}
