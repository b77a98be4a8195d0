//! SQL expressions that mean the same on both databases, in forms that stay prepared: diesel prepares raw SQL and lists
//! of values anew each time, which costs SQLite more than many a query itself.

use super::{Conn, Sql};
use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, SelectableExpression, SqlLiteral, TypedExpressionType, ValidGrouping,
    is_aggregate,
};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Binary, Bool, HasSqlType, SingleValue, Text};
use diesel::sqlite::Sqlite;
use diesel::{QueryResult, RunQueryDsl};
use std::borrow::Cow;
use std::marker::PhantomData;
use uuid::Uuid;

/// The sum of a whole-number column as a 64-bit number, 0 for no rows. (A plain `sum` is NUMERIC on PostgreSQL.)
///
/// `column` is SQL text from our own code, never from outside.
pub fn sum_i64(column: &'static str) -> SqlLiteral<BigInt> {
    diesel::dsl::sql::<BigInt>(&format!("CAST(COALESCE(SUM({column}), 0) AS BIGINT)"))
}

/// SQL text of our own, which has no parameters.
#[derive(Clone, Copy, Debug)]
pub struct Literal<ST> {
    sql: &'static str,
    kind: PhantomData<ST>,
}

/// `sql`, word for word, as an expression of type `ST`.
#[must_use]
pub const fn literal<ST>(sql: &'static str) -> Literal<ST> {
    Literal { sql, kind: PhantomData }
}

impl<ST: TypedExpressionType> Expression for Literal<ST> {
    type SqlType = ST;
}

impl<ST, DB: Backend> QueryFragment<DB> for Literal<ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(self.sql);
        Ok(())
    }
}

impl<ST> QueryId for Literal<ST> {
    type QueryId = ();

    /// Kept by its text.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST, QS> SelectableExpression<QS> for Literal<ST> where Self: AppearsOnTable<QS> {}

impl<ST, QS> AppearsOnTable<QS> for Literal<ST> where Self: Expression {}

impl<ST, GB> ValidGrouping<GB> for Literal<ST> {
    type IsAggregate = is_aggregate::Never;
}

/// See [`any_of`].
#[derive(Clone, Debug)]
pub struct AnyOf<C, V> {
    column: C,
    values: Vec<V>,
}

/// `column IN (values)`; on SQLite with the list drawn out to the next power of two by repeating its last value, so that
/// lists of a thousand lengths are ten statements. No values: nothing.
pub fn any_of<C, V>(column: C, values: impl IntoIterator<Item = V>) -> AnyOf<C, V>
where
    C: Expression,
    C::SqlType: SingleValue,
    V: AsExpression<C::SqlType>,
{
    AnyOf { column, values: values.into_iter().collect() }
}

impl<C, V> Expression for AnyOf<C, V> {
    type SqlType = Bool;
}

impl<C, V> AnyOf<C, V> {
    fn write<'b, DB>(&'b self, length: usize, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend + HasSqlType<C::SqlType>,
        C: Expression + QueryFragment<DB>,
        V: ToSql<C::SqlType, DB>,
    {
        let Some(last) = self.values.last() else {
            out.push_sql("(1=0)");
            return Ok(());
        };
        self.column.walk_ast(out.reborrow())?;
        for (number, value) in self.values.iter().chain(std::iter::repeat(last)).take(length).enumerate() {
            out.push_sql(if number == 0 { " IN (" } else { ", " });
            out.push_bind_param::<C::SqlType, V>(value)?;
        }
        out.push_sql(")");
        Ok(())
    }
}

impl<C, V> QueryFragment<Sql> for AnyOf<C, V>
where
    Sql: HasSqlType<C::SqlType>,
    C: Expression + QueryFragment<Sql>,
    V: ToSql<C::SqlType, Sql>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Sql>) -> QueryResult<()> {
        let length = self.values.len();
        // PostgreSQL would expect as many more rows, and read whole tables to meet them.
        let drawn_out = matches!(out.backend(), Sql::Sqlite(_));
        self.write(if drawn_out { length.next_power_of_two() } else { length }, out)
    }
}

impl<C, V> QueryFragment<Sqlite> for AnyOf<C, V>
where
    Sqlite: HasSqlType<C::SqlType>,
    C: Expression + QueryFragment<Sqlite>,
    V: ToSql<C::SqlType, Sqlite>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.write(self.values.len().next_power_of_two(), out)
    }
}

impl<C, V> QueryId for AnyOf<C, V> {
    type QueryId = ();

    /// Kept by its text, which has the number of values in it.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, V, QS> SelectableExpression<QS> for AnyOf<C, V>
where
    C: SelectableExpression<QS>,
    Self: AppearsOnTable<QS>,
{
}

impl<C, V, QS> AppearsOnTable<QS> for AnyOf<C, V> where C: AppearsOnTable<QS> {}

impl<C, V, GB> ValidGrouping<GB> for AnyOf<C, V> {
    type IsAggregate = is_aggregate::No;
}

/// A value of a [`Statement`].
#[derive(Clone, Debug)]
pub enum Value {
    /// Text.
    Text(String),
    /// Bytes, such as an identifier's.
    Bytes(Vec<u8>),
    /// A whole number.
    Whole(i64),
}

/// A whole statement, or a condition within one, as SQL of our own with a `?` for each value: for what diesel cannot say
/// on the combined connection. It stays prepared, unlike `sql_query`.
#[derive(Clone, Debug)]
pub struct Statement<ST = ()> {
    sql: Cow<'static, str>,
    values: Vec<Value>,
    rows: PhantomData<ST>,
}

/// `sql`, whose question marks are its values in this order; they may not stand in it otherwise.
#[must_use]
pub fn statement<ST>(sql: impl Into<Cow<'static, str>>, values: Vec<Value>) -> Statement<ST> {
    Statement { sql: sql.into(), values, rows: PhantomData }
}

impl<ST> QueryFragment<Sql> for Statement<ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sql>) -> QueryResult<()> {
        let mut parts = self.sql.split('?');
        out.push_sql(parts.next().unwrap_or_default());
        for (value, part) in self.values.iter().zip(parts) {
            match value {
                Value::Text(text) => out.push_bind_param::<Text, String>(text)?,
                Value::Bytes(bytes) => out.push_bind_param::<Binary, Vec<u8>>(bytes)?,
                Value::Whole(number) => out.push_bind_param::<BigInt, i64>(number)?,
            }
            out.push_sql(part);
        }
        Ok(())
    }
}

impl<ST> QueryId for Statement<ST> {
    type QueryId = ();

    /// Kept by its text.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST> Query for Statement<ST> {
    type SqlType = ST;
}

impl<ST> RunQueryDsl<Conn> for Statement<ST> {}

impl<ST: TypedExpressionType> Expression for Statement<ST> {
    type SqlType = ST;
}

impl<ST: TypedExpressionType, QS> SelectableExpression<QS> for Statement<ST> {}

impl<ST: TypedExpressionType, QS> AppearsOnTable<QS> for Statement<ST> {}

impl<ST, GB> ValidGrouping<GB> for Statement<ST> {
    type IsAggregate = is_aggregate::Never;
}

/// Whether `column` is one of these identifiers, which are one value: lists of all lengths are one statement, and on PostgreSQL
/// one plan where plans are made once (`db::steady`). Elsewhere [`any_of`] lets it plan for as many as there are.
///
/// `column` is SQL text from our own code, never from outside.
#[must_use]
pub fn any_id(backend: super::Backend, column: &str, ids: impl IntoIterator<Item = Uuid>) -> Statement<Bool> {
    let ids: Vec<String> = ids.into_iter().map(|id| id.simple().to_string()).collect();
    let (sql, list) = match backend {
        // Made an array once, and not for each row.
        super::Backend::Postgres => (
            format!("{column} = ANY(ARRAY(SELECT decode(asked.id, 'hex') FROM unnest(CAST(? AS text[])) AS asked (id)))"),
            format!("{{{}}}", ids.join(",")),
        ),
        super::Backend::Sqlite => {
            let quoted: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
            (format!("{column} IN (SELECT unhex(value) FROM json_each(?))"), format!("[{}]", quoted.join(",")))
        }
    };
    statement(sql, vec![Value::Text(list)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::schema::offers;
    use diesel::debug_query;
    use diesel::prelude::*;

    #[test]
    fn lists_of_many_lengths_are_few_statements() {
        let text = |length: i64| {
            let query = offers::table.filter(any_of(offers::cell, 0..length)).select(offers::version);
            debug_query::<Sqlite, _>(&query).to_string().split(" -- binds").next().unwrap_or_default().to_owned()
        };
        assert_eq!((text(5), text(6), text(7)), (text(8), text(8), text(8)));
        assert!(text(3).ends_with("`offers`.`cell` IN (?, ?, ?, ?)"), "{}", text(3));
        assert!(text(0).ends_with("(1=0)"), "{}", text(0));
    }

    #[test]
    fn identifiers_of_all_lengths_are_one_statement() {
        let ids = [Uuid::from_u128(1), Uuid::from_u128(0xAB)];
        let zeros = "0".repeat(30);
        let (one, other) = (format!("{zeros}01"), format!("{zeros}ab"));
        let expected = [
            (crate::db::Backend::Postgres, ["{}".to_owned(), format!("{{{one},{other}}}")]),
            (crate::db::Backend::Sqlite, ["[]".to_owned(), format!("[\"{one}\",\"{other}\"]")]),
        ];
        for (backend, expected) in expected {
            let [none, both] = [&ids[..0], &ids[..]].map(|ids| any_id(backend, "offers.id", ids.iter().copied()));
            assert_eq!(none.sql, both.sql);
            assert_eq!(none.sql.matches('?').count(), 1);
            let lists = [none, both].map(|asked| match asked.values.as_slice() {
                [Value::Text(list)] => list.clone(),
                other => panic!("{other:?}"),
            });
            assert_eq!(lists, expected);
        }
    }

    #[test]
    fn what_is_raw_here_stays_prepared() {
        let query = offers::table
            .filter(literal::<Bool>("offers.status = 'open'"))
            .filter(any_of(offers::cell, [1_i64, 2, 3]))
            .select(offers::version);
        assert!(QueryFragment::<Sqlite>::is_safe_to_cache_prepared(&query, &Sqlite).unwrap());
    }
}
