//! Full text of offers: FTS5 on SQLite, `tsvector` on PostgreSQL. Both hold the tokens that our own analyser makes.

use super::{Backend, Conn, Sql};
use crate::db::schema::offers;
use crate::engine::text_query::TextQuery;
use diesel::dsl::sql;
use diesel::expression::BoxableExpression;
use diesel::sql_types::{BigInt, Binary, Bool, Text};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};
use shared::ids::OfferId;

/// A condition on offers.
pub type OfferCondition = Box<dyn BoxableExpression<offers::table, Sql, SqlType = Bool>>;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Binary)]
    offer_id: OfferId,
}

#[derive(QueryableByName)]
struct Tokens {
    #[diesel(sql_type = Text)]
    stems: String,
}

/// The offer's document satisfies the query. Looks at the document of each offer that the other conditions leave, so it
/// serves where they leave few, or where most satisfy it and a walk along an order ends early.
#[must_use]
pub fn satisfies(backend: Backend, query: &TextQuery) -> OfferCondition {
    const OWN: &str = "EXISTS (SELECT 1 FROM offer_documents d WHERE d.offer_id = offers.id AND ";
    match backend {
        // The text itself: FTS5 would set itself up anew for each document. Tokens are letters and digits, no quotes.
        Backend::Sqlite => {
            let condition = query.sql(|token| format!("instr(' ' || d.stems || ' ', ' {token} ') > 0"));
            Box::new(sql::<Bool>(&format!("{OWN}{condition})")))
        }
        Backend::Postgres => Box::new(
            sql::<Bool>(&format!("{OWN}d.vector @@ to_tsquery('simple', "))
                .bind::<Text, _>(query.tsquery())
                .sql(") OFFSET 0)"),
        ),
    }
}

/// Offers whose documents satisfy the query, at most `limit` of them, in no order.
///
/// # Errors
/// When the database fails.
pub fn matching(conn: &mut Conn, query: &TextQuery, limit: i64) -> QueryResult<Vec<OfferId>> {
    let (sql, text) = match conn.backend() {
        Backend::Sqlite => (
            "SELECT d.offer_id FROM (SELECT rowid AS number FROM offer_search WHERE offer_search MATCH $1 LIMIT $2) found \
             CROSS JOIN offer_documents d ON d.row_number = found.number",
            query.fts5(),
        ),
        Backend::Postgres => {
            ("SELECT d.offer_id FROM offer_documents d WHERE d.vector @@ to_tsquery('simple', $1) LIMIT $2", query.tsquery())
        }
    };
    let found: Vec<Found> = sql_query(sql).bind::<Text, _>(text).bind::<BigInt, _>(limit).load(conn)?;
    Ok(found.into_iter().map(|found| found.offer_id).collect())
}

/// The tokens of an offer's document, separated by spaces; nothing where it has none.
///
/// # Errors
/// When the database fails.
pub fn tokens(conn: &mut Conn, offer: OfferId) -> QueryResult<String> {
    let rows: Vec<Tokens> =
        sql_query("SELECT stems FROM offer_documents WHERE offer_id = $1").bind::<Binary, _>(offer).load(conn)?;
    Ok(rows.into_iter().next().map(|row| row.stems).unwrap_or_default())
}

/// Keeps `tokens` as the offer's document, instead of the one before.
///
/// # Errors
/// When the database fails.
pub fn save(conn: &mut Conn, offer: OfferId, tokens: &[String]) -> QueryResult<()> {
    sql_query(
        "INSERT INTO offer_documents (offer_id, stems) VALUES ($1, $2) \
         ON CONFLICT (offer_id) DO UPDATE SET stems = excluded.stems",
    )
    .bind::<Binary, _>(offer)
    .bind::<Text, _>(tokens.join(" "))
    .execute(conn)?;
    Ok(())
}
