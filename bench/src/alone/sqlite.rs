//! Replay on SQLite: each statement prepared once, its values bound, its rows stepped through and not read.

use super::Statement;
use anyhow::{Context, Result};
use diesel::connection::{LoadConnection, SimpleConnection};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Binary, Double, Text, Untyped};
use diesel::sqlite::Sqlite;
use diesel::{QueryResult, SqliteConnection};
use std::time::Instant;

enum Value {
    Whole(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

struct Replayed {
    sql: String,
    values: Vec<Value>,
}

impl QueryFragment<Sqlite> for Replayed {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let mut values = self.values.iter();
        for (number, part) in self.sql.split('?').enumerate() {
            if number > 0 {
                match values.next() {
                    Some(Value::Whole(value)) => out.push_bind_param::<BigInt, i64>(value)?,
                    Some(Value::Real(value)) => out.push_bind_param::<Double, f64>(value)?,
                    Some(Value::Text(value)) => out.push_bind_param::<Text, String>(value)?,
                    Some(Value::Bytes(value)) => out.push_bind_param::<Binary, Vec<u8>>(value)?,
                    None => out.push_sql("NULL"),
                }
            }
            out.push_sql(part);
        }
        Ok(())
    }
}

impl QueryId for Replayed {
    type QueryId = ();

    /// By its text: then diesel keeps it prepared.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Replayed {
    type SqlType = Untyped;
}

fn value(literal: &str) -> Result<Value> {
    if let Some(hex) = literal.strip_prefix("x'").and_then(|hex| hex.strip_suffix('\'')) {
        return Ok(Value::Bytes(uuid::Uuid::parse_str(hex)?.as_bytes().to_vec()));
    }
    if let Some(text) = literal.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
        return Ok(Value::Text(text.replace("''", "'")));
    }
    match literal.parse() {
        Ok(whole) => Ok(Value::Whole(whole)),
        Err(_) => Ok(Value::Real(literal.parse().with_context(|| format!("a value: {literal}"))?)),
    }
}

pub fn replay(conn: &mut SqliteConnection, requests: &[Vec<Statement>], until: Instant) -> Result<u32> {
    let requests: Vec<Vec<Replayed>> =
        requests.iter().map(|request| request.iter().map(read).collect()).collect::<Result<_>>()?;
    let mut done = 0;
    for request in requests.iter().cycle() {
        if Instant::now() >= until {
            break;
        }
        conn.batch_execute("BEGIN")?;
        for statement in request {
            for row in conn.load(statement)? {
                row?;
            }
        }
        conn.batch_execute("COMMIT")?;
        done += 1;
    }
    Ok(done)
}

/// Parameters of raw SQL are numbered in the order in which they stand, so all may be written as `?`.
fn read(statement: &Statement) -> Result<Replayed> {
    let mut sql = statement.sql.clone();
    for number in (1..=statement.values.len()).rev() {
        sql = sql.replace(&format!("${number}"), "?");
    }
    let values = statement.values.iter().map(|literal| value(literal)).collect::<Result<_>>()?;
    Ok(Replayed { sql, values })
}
