//! Full text of offers: FTS5 on SQLite, `tsvector` on PostgreSQL. Both hold the stems that our own analyser makes.

use super::expr::{Value, statement};
use super::{Backend, Conn, Sql};
use crate::db::schema::offers;
use diesel::dsl::sql;
use diesel::expression::BoxableExpression;
use diesel::sql_types::{Bool, Text};
use diesel::{QueryResult, RunQueryDsl};
use shared::ids::OfferId;

/// A condition on offers.
pub type OfferCondition = Box<dyn BoxableExpression<offers::table, Sql, SqlType = Bool>>;

/// The offer's document has all these stems.
///
/// Stems are letters and digits only (see [`crate::engine::analyser`]), so they need no quoting in either language.
#[must_use]
pub fn has_all(backend: Backend, stems: &[String]) -> OfferCondition {
    let (before, query, after) = match backend {
        Backend::Sqlite => (
            "offers.id IN (SELECT d.offer_id FROM offer_search JOIN offer_documents d ON d.row_number = offer_search.rowid \
             WHERE offer_search MATCH ",
            stems.join(" AND "),
            ")",
        ),
        Backend::Postgres => (
            "offers.id IN (SELECT d.offer_id FROM offer_documents d WHERE d.vector @@ to_tsquery('simple', ",
            stems.join(" & "),
            "))",
        ),
    };
    Box::new(sql::<Bool>(before).bind::<Text, _>(query).sql(after))
}

/// Keeps `stems` as the offer's document, instead of the one before.
///
/// # Errors
/// When the database fails.
pub fn save(conn: &mut Conn, offer: OfferId, stems: &[String]) -> QueryResult<()> {
    let sql = "INSERT INTO offer_documents (offer_id, stems) VALUES (?, ?) \
               ON CONFLICT (offer_id) DO UPDATE SET stems = excluded.stems";
    let values = vec![Value::Bytes(offer.0.as_bytes().to_vec()), Value::Text(stems.join(" "))];
    statement::<()>(sql, values).execute(conn)?;
    Ok(())
}
