//! What the crowd's sites take (half of them anything on Mondays), links of mails, and a cascade of each offer, one in four
//! of them running.

use super::{OFFERS, ORGANISATIONS, id, insert, no, rows};
use api::db::Conn;
use shared::time::DAY;
use tests::fixtures;

pub fn fill(conn: &mut Conn) {
    let now = fixtures::start().0;
    let criteria =
        rows(ORGANISATIONS / 2, |n| format!("{}, 1, '', {n}, {n}, {n}, {now}, 2", id(conn, 's', n * 2), n = no(conn)));
    let columns = "acceptance_criteria (site_id, days, categories, chilled, frozen, fetches_cold, declared_at, version)";
    insert(conn, columns, &criteria);
    let links = rows(OFFERS, |n| {
        format!(
            "{}, {}, {}, {}, {now}",
            id(conn, 'k', n),
            id(conn, 'u', n % ORGANISATIONS),
            id(conn, 'o', n % ORGANISATIONS),
            id(conn, 'f', n)
        )
    });
    insert(conn, "answer_links (token_hash, user_id, organisation_id, offer_id, created_at)", &links);
    cascades(conn);
}

fn cascades(conn: &mut Conn) {
    let later = fixtures::start().plus(DAY).0;
    let partners = rows(ORGANISATIONS, |n| format!("{}, {}", id(conn, 's', n), id(conn, 'o', (n + 1) % ORGANISATIONS)));
    insert(conn, "partners (site_id, organisation_id)", &partners);
    let cascades = rows(OFFERS, |n| {
        let (step, ends_at) = if n % 4 == 0 { ("best", later.to_string()) } else { ("everybody", "NULL".to_owned()) };
        format!("{}, '{step}', 1, {ends_at}, {}, 1", id(conn, 'f', n), no(conn))
    });
    insert(conn, "cascades (offer_id, step, number, ends_at, then_everybody, version)", &cascades);
    let calls = rows(OFFERS, |n| {
        format!("{}, {}, 1, {}, 5000, {later}", id(conn, 'f', n), id(conn, 'o', (n + 1) % ORGANISATIONS), no(conn))
    });
    insert(conn, "cascade_calls (offer_id, organisation_id, number, is_partner, score, called_at)", &calls);
    let wishes = rows(OFFERS, |n| {
        let (site, person) = (id(conn, 's', (n + 1) % ORGANISATIONS), id(conn, 'u', (n + 1) % ORGANISATIONS));
        format!("{}, {}, 1, {site}, 1000, {person}, {later}", id(conn, 'f', n), id(conn, 'o', (n + 1) % ORGANISATIONS))
    });
    insert(conn, "cascade_wishes (offer_id, organisation_id, number, site_id, grams, wished_by, wished_at)", &wishes);
}
