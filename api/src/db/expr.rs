//! SQL expressions that mean the same on both databases.

use diesel::expression::SqlLiteral;
use diesel::sql_types::BigInt;

/// The sum of a whole-number column as a 64-bit number, 0 for no rows. (A plain `sum` is NUMERIC on PostgreSQL.)
///
/// `column` is SQL text from our own code, never from outside.
pub fn sum_i64(column: &'static str) -> SqlLiteral<BigInt> {
    diesel::dsl::sql::<BigInt>(&format!("CAST(COALESCE(SUM({column}), 0) AS BIGINT)"))
}
