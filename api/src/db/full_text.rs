//! Full text of offers: which offers have which token of our own analyser, ordered by where they are.

use super::expr::{Value, statement};
use super::{Backend, Conn, Sql};
use crate::db::schema::{offer_documents, offers};
use crate::engine::text_query::{AllOf, TextQuery};
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Double, Nullable};
use shared::ids::OfferId;
use shared::time::UtcMillis;
use std::collections::BTreeSet;

/// A condition on offers.
pub type OfferCondition = Box<dyn BoxableExpression<offers::table, Sql, SqlType = Bool>>;

/// The offer's document satisfies the query. Looks each token of each offer up that the other conditions leave, so it
/// serves where they leave few, or where most satisfy it and a walk along an order ends early.
#[must_use]
pub fn satisfies(query: &TextQuery) -> OfferCondition {
    let mut values = Vec::new();
    let condition = condition(query.clauses(), ("offers.cell", "offers.id"), &mut values);
    Box::new(statement::<Bool>(condition, values))
}

/// Offers whose documents satisfy the query, at most `limit` of them, in no order.
///
/// # Errors
/// When the database fails.
pub fn matching(conn: &mut Conn, query: &TextQuery, limit: i64) -> QueryResult<BTreeSet<OfferId>> {
    // The clause that the fewest documents hold leads.
    let mut lead = (0, i64::MAX);
    for (number, clause) in query.clauses().iter().enumerate().filter(|_| query.clauses().len() > 1) {
        let documents = documents_of(conn, clause, limit)?;
        if documents < lead.1 {
            lead = (number, documents);
        }
    }
    let Some((postings, mut values)) = postings(query, lead.0, &[]) else {
        return Ok(BTreeSet::new());
    };
    values.push(Value::Whole(limit));
    let sql = format!("SELECT offer_id FROM offer_postings WHERE {postings} LIMIT ?");
    let ids: Vec<OfferId> = statement::<Binary>(sql, values).load(conn)?;
    Ok(ids.into_iter().collect())
}

/// An open offer with the position that it has, if it has one.
pub type Located = (OfferId, Option<f64>, Option<f64>);

/// Open offers of these cells whose documents satisfy the query, in no order. Both steps are looked up along cells:
/// postings of a token, then the offers of an index that tells what is asked here.
///
/// # Errors
/// When the database fails.
pub fn open_in(conn: &mut Conn, query: &TextQuery, cells: &[i64], now: UtcMillis) -> QueryResult<Vec<Located>> {
    let clauses = query.clauses().iter().enumerate();
    let lead = clauses.min_by_key(|(_, clause)| clause.len()).map_or(0, |(number, _)| number);
    let Some((postings, mut values)) = postings(query, lead, cells).filter(|_| !cells.is_empty()) else {
        return Ok(Vec::new());
    };
    // The sum hides the column from the planner, which would else read the board by closing time.
    let sql = format!(
        "SELECT offers.id, offers.latitude, offers.longitude FROM offer_postings CROSS JOIN offers WHERE {postings} \
         AND offers.cell = offer_postings.cell AND offers.id = offer_postings.offer_id \
         AND offers.status = 'open' AND offers.left_grams > 0 AND offers.closes_at + 0 > ?"
    );
    values.push(Value::Whole(now.0));
    let mut found: Vec<Located> = statement::<(Binary, Nullable<Double>, Nullable<Double>)>(sql, values).load(conn)?;
    // An offer has a posting for each token that it was looked up by.
    found.sort_unstable_by_key(|(id, ..)| *id);
    found.dedup_by_key(|(id, ..)| *id);
    Ok(found)
}

/// How many documents have the first token of one of the clause's alternatives, counted as far as `most`.
fn documents_of(conn: &mut Conn, clause: &BTreeSet<AllOf>, most: i64) -> QueryResult<i64> {
    let mut values = Vec::new();
    let tokens = any_of("offer_postings.token", first_tokens(clause), &mut values);
    values.push(Value::Whole(most));
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 AS one FROM offer_postings WHERE {tokens} LIMIT ?) few");
    statement::<BigInt>(sql, values).get_result(conn)
}

/// The first token of each alternative: a document that holds the clause has one of them.
fn first_tokens(clause: &BTreeSet<AllOf>) -> impl Iterator<Item = Value> + '_ {
    let tokens: BTreeSet<&String> = clause.iter().filter_map(|all| all.first()).collect();
    tokens.into_iter().map(|token| Value::Text(token.clone()))
}

/// The condition on postings, and its values, by which those of the leading clause give what satisfies the whole query;
/// in `cells`, or anywhere when there are none. `None` where there is no such clause.
fn postings(query: &TextQuery, lead: usize, cells: &[i64]) -> Option<(String, Vec<Value>)> {
    let clause = query.clauses().get(lead)?;
    let mut values = Vec::new();
    let mut sql = any_of("offer_postings.token", first_tokens(clause), &mut values);
    if !cells.is_empty() {
        let cells = any_of("offer_postings.cell", cells.iter().map(|cell| Value::Whole(*cell)), &mut values);
        sql.push_str(&format!(" AND {cells}"));
    }
    // Of a leading clause whose alternatives are one token each, the postings have said everything.
    let said = clause.iter().all(|all| all.len() == 1);
    let rest = query.clauses().iter().enumerate().filter(|(number, _)| *number != lead || !said).map(|(_, clause)| clause);
    let rest = condition(rest, ("offer_postings.cell", "offer_postings.offer_id"), &mut values);
    if !rest.is_empty() {
        sql.push_str(&format!(" AND {rest}"));
    }
    Some((sql, values))
}

/// Clauses as a condition on an offer that has this cell and this identifier, both as SQL.
fn condition<'q>(
    clauses: impl IntoIterator<Item = &'q BTreeSet<AllOf>>,
    (cell, id): (&str, &str),
    values: &mut Vec<Value>,
) -> String {
    let mut has_one_of = |tokens: Vec<&String>| {
        let tokens = any_of("q.token", tokens.into_iter().map(|token| Value::Text(token.clone())), values);
        // The offset keeps PostgreSQL from reading all postings of the token for a join.
        format!(
            "EXISTS (SELECT 1 FROM offer_postings q WHERE {tokens} AND q.cell = {cell} AND q.offer_id = {id} LIMIT 1 OFFSET 0)"
        )
    };
    let clauses = clauses.into_iter().map(|clause| {
        let (single, longer): (Vec<&AllOf>, Vec<&AllOf>) = clause.iter().partition(|all| all.len() == 1);
        let single = Some(single.into_iter().flatten().collect::<Vec<_>>()).filter(|tokens| !tokens.is_empty());
        let mut alternatives: Vec<String> = single.into_iter().map(&mut has_one_of).collect();
        alternatives.extend(longer.into_iter().map(|all| {
            let each: Vec<String> = all.iter().map(|token| has_one_of(vec![token])).collect();
            format!("({})", each.join(" AND "))
        }));
        format!("({})", alternatives.join(" OR "))
    });
    clauses.collect::<Vec<_>>().join(" AND ")
}

/// `column IN (…)`, drawn out to a power of two, as [`super::expr::any_of`] does.
fn any_of(column: &str, list: impl IntoIterator<Item = Value>, values: &mut Vec<Value>) -> String {
    let start = values.len();
    values.extend(list);
    let length = values.len() - start;
    if let Some(last) = values.last().cloned().filter(|_| length > 0) {
        values.resize(start + length.next_power_of_two(), last);
    }
    format!("{column} IN ({})", vec!["?"; values.len() - start].join(", "))
}

/// The tokens of an offer's document, separated by spaces; nothing where it has none.
///
/// # Errors
/// When the database fails.
pub fn tokens(conn: &mut Conn, offer: OfferId) -> QueryResult<String> {
    let stems = offer_documents::table.find(offer).select(offer_documents::stems).first(conn).optional()?;
    Ok(stems.unwrap_or_default())
}

/// Adds `tokens` as the document of a new offer in this cell.
///
/// # Errors
/// When the database fails.
pub fn add(conn: &mut Conn, offer: OfferId, cell: i64, tokens: &[String]) -> QueryResult<()> {
    const DOCUMENT: &str = "INSERT INTO offer_documents (offer_id, stems) VALUES (?, ?)";
    statement::<()>(DOCUMENT, document(offer, tokens)).execute(conn)?;
    add_postings(conn, offer, cell, tokens.iter().map(String::as_str).collect())
}

/// Keeps `tokens` as the document of an offer in this cell, instead of the one before.
///
/// # Errors
/// When the database fails.
pub fn save(conn: &mut Conn, offer: OfferId, cell: i64, tokens: &[String]) -> QueryResult<()> {
    let before = self::tokens(conn, offer)?;
    let before: BTreeSet<&str> = before.split_whitespace().collect();
    let after: BTreeSet<&str> = tokens.iter().map(String::as_str).collect();
    const DOCUMENT: &str = "INSERT INTO offer_documents (offer_id, stems) VALUES (?, ?) \
        ON CONFLICT (offer_id) DO UPDATE SET stems = excluded.stems";
    statement::<()>(DOCUMENT, document(offer, tokens)).execute(conn)?;
    add_postings(conn, offer, cell, &after - &before)?;
    for token in before.difference(&after) {
        const GONE: &str = "DELETE FROM offer_postings WHERE token = ? AND cell = ? AND offer_id = ?";
        statement::<()>(GONE, posting(offer, cell, token).to_vec()).execute(conn)?;
    }
    Ok(())
}

fn add_postings(conn: &mut Conn, offer: OfferId, cell: i64, tokens: BTreeSet<&str>) -> QueryResult<()> {
    if tokens.is_empty() {
        return Ok(());
    }
    let rows = vec!["(?, ?, ?)"; tokens.len()].join(", ");
    let values = tokens.into_iter().flat_map(|token| posting(offer, cell, token)).collect();
    let sql = match conn.backend() {
        // With OR IGNORE no row can abort the others, and SQLite keeps no copy of the pages for that.
        Backend::Sqlite => format!("INSERT OR IGNORE INTO offer_postings (token, cell, offer_id) VALUES {rows}"),
        Backend::Postgres => {
            format!("INSERT INTO offer_postings (token, cell, offer_id) VALUES {rows} ON CONFLICT DO NOTHING")
        }
    };
    statement::<()>(sql, values).execute(conn).map(drop)
}

fn document(offer: OfferId, tokens: &[String]) -> Vec<Value> {
    vec![Value::Bytes(offer.0.as_bytes().to_vec()), Value::Text(tokens.join(" "))]
}

fn posting(offer: OfferId, cell: i64, token: &str) -> [Value; 3] {
    [Value::Text(token.to_owned()), Value::Whole(cell), Value::Bytes(offer.0.as_bytes().to_vec())]
}
