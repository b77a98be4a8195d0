//! What lies in some cells and is of some categories.

use crate::categories;
use crate::db::Backend;
use crate::db::expr::{Value, any_of, literal, statement};
use crate::db::schema::offers;
use crate::engine::cells::squares::AREA_SQL;
use crate::engine::matching::{Ask, Grain, Kinship, Question, kinship};
use crate::http::{Cx, Error};
use crate::matches::model::{OPEN_NEED, OpenNeed, OpenNeedSql, OpenOffer};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use shared::ids::OrganisationId;

/// Categories of needs that ask for an offer of this category itself, or for what contains it.
pub(super) fn of_its_kind(offered: &str) -> Vec<&'static str> {
    related(|code| kinship(offered, code) == Some(Kinship::Same))
}

/// Categories of offers that could answer a need of this category.
pub(super) fn offered_for(asked: &str) -> Vec<&'static str> {
    related(|code| kinship(code, asked).is_some())
}

fn related(is: impl Fn(&str) -> bool) -> Vec<&'static str> {
    categories::tree().all().iter().map(|category| category.code.as_str()).filter(|code| is(code)).collect()
}

/// Word for word the condition of the partial index.
const LACKING: &str = "needs.status = 'open' AND needs.wanted_grams > needs.promised_grams + needs.received_grams";

/// What is different in the two databases' words for one question about open needs.
struct Words {
    /// The squares with their merits, as a table.
    squares: &'static str,
    /// The first part of a category's code: word for word that of the indexes.
    root: &'static str,
    /// One of some codes, made a list once and not for each row.
    among: &'static str,
}

const POSTGRES: Words = Words {
    squares: "(SELECT * FROM unnest(CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS bigint[])) \
        AS asked (square, same, related)) AS asked",
    root: "split_part(needs.category_code, '.', 1)",
    among: "= ANY(CAST((SELECT CAST(? AS text[])) AS text[]))",
};

const SQLITE: Words = Words {
    squares: "(SELECT value ->> 0 AS square, value ->> 1 AS same, value ->> 2 AS related FROM json_each(?)) AS asked",
    root: "substr(needs.category_code, 1, instr(needs.category_code || '.', '.') - 1)",
    among: "IN (SELECT value FROM json_each(?))",
};

/// Open needs that could be among the best, of the offer's own kind (`same`) and of all others of its root: each square is
/// one descent into an index that has all columns.
///
/// # Errors
/// When the database fails.
pub(super) fn needs(
    cx: &mut Cx<'_>,
    offered: &str,
    same: &[&'static str],
    question: &Question,
) -> Result<Vec<OpenNeed>, Error> {
    let Question { grain, asks, below } = question;
    let list = |number: fn(&Ask) -> i64| listed('{', asks.iter().map(number), '}');
    let (words, mut values, codes) = match cx.conn.backend() {
        Backend::Postgres => {
            let lists = vec![list(|ask| ask.square), list(|ask| ask.same), list(|ask| ask.related)];
            (POSTGRES, lists, listed('{', same, '}'))
        }
        Backend::Sqlite => {
            let rows = asks.iter().map(|Ask { square, same, related }| format!("[{square},{same},{related}]"));
            (SQLITE, vec![listed('[', rows, ']')], listed('[', same.iter().map(|code| format!("\"{code}\"")), ']'))
        }
    };
    let place = match grain {
        Grain::Cell => "needs.cell",
        Grain::Area => AREA_SQL,
    };
    let Words { squares, root, among } = words;
    // The sum hides the column from the planner, which would else read the board by deadline.
    let found = format!(
        "{LACKING} AND {root} = ? AND {place} = asked.square AND needs.merit >= asked.same AND needs.merit < ? \
         AND (needs.merit >= asked.related OR needs.category_code {among}) AND needs.closes_at + 0 > ?"
    );
    let sql = match cx.conn.backend() {
        // Each square by itself: the offset keeps the planner from reading the whole root and joining what it has found.
        Backend::Postgres => format!(
            "SELECT needs.* FROM {squares} \
             CROSS JOIN LATERAL (SELECT {OPEN_NEED} FROM needs WHERE {found} OFFSET 0) AS needs"
        ),
        // Its cross joins are made in the order in which they are written.
        Backend::Sqlite => format!("SELECT {OPEN_NEED} FROM {squares} CROSS JOIN needs WHERE {found}"),
    };
    values.extend([Value::Text(root_of(offered).to_owned()), Value::Whole(*below), codes, Value::Whole(cx.now.0)]);
    Ok(statement::<OpenNeedSql>(sql, values).load(cx.conn)?)
}

/// Numbers, or codes of our own, as one text.
fn listed(open: char, items: impl IntoIterator<Item = impl ToString>, close: char) -> Value {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    Value::Text(format!("{open}{}{close}", items.join(",")))
}

/// The first part of a category's code. Kinds of food that are related have it in common: see [`kinship`].
fn root_of(code: &str) -> &str {
    code.split_once('.').map_or(code, |(root, _)| root)
}

/// Open offers of others of which something is left.
///
/// # Errors
/// When the database fails.
pub(super) fn offers(
    cx: &mut Cx<'_>,
    codes: &[&'static str],
    cells: Vec<i64>,
    not_of: OrganisationId,
) -> Result<Vec<OpenOffer>, Error> {
    let rows = offers::table
        .filter(literal::<Bool>("offers.status = 'open' AND offers.left_grams > 0"))
        .filter(any_of(offers::category_code, codes.iter().copied()))
        .filter(any_of(offers::cell, cells))
        .filter(literal::<BigInt>("offers.closes_at + 0").gt(cx.now))
        .filter(offers::organisation_id.ne(not_of));
    Ok(rows.select(OpenOffer::as_select()).load(cx.conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_related_is_of_one_root() {
        for category in categories::tree().all() {
            let offered = category.code.as_str();
            let others = related(|code| kinship(offered, code).is_some());
            assert!(others.contains(&offered) && others.iter().all(|code| root_of(code) == root_of(offered)), "{offered}");
        }
    }
}
