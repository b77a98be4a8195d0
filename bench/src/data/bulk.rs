//! Many rows at once, as SQL text that both databases read.

use anyhow::{Context, Result};
use api::db::Conn;
use diesel::connection::SimpleConnection;
use std::fmt::Write;
use uuid::Uuid;

/// Rows of one statement.
const BATCH: usize = 500;
/// Statements of one transaction.
const STATEMENTS: usize = 40;

/// A table's rows on their way in.
pub struct Bulk<'c> {
    conn: &'c mut Conn,
    head: String,
    text: String,
    rows: usize,
    statements: usize,
}

impl<'c> Bulk<'c> {
    pub fn into(conn: &'c mut Conn, table_and_columns: &str) -> Result<Self> {
        conn.batch_execute("BEGIN")?;
        Ok(Self {
            conn,
            head: format!("INSERT INTO {table_and_columns} VALUES "),
            text: String::new(),
            rows: 0,
            statements: 0,
        })
    }

    /// Adds one row, its values as SQL.
    pub fn row(&mut self, values: &[String]) -> Result<()> {
        let comma = if self.rows == 0 { "" } else { "," };
        write!(self.text, "{comma}({})", values.join(","))?;
        self.rows += 1;
        if self.rows == BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        if self.rows > 0 {
            let sql = format!("{}{}", self.head, self.text);
            self.conn.batch_execute(&sql).with_context(|| self.head.clone())?;
        }
        self.text.clear();
        self.rows = 0;
        self.statements += 1;
        if self.statements.is_multiple_of(STATEMENTS) {
            self.conn.batch_execute("COMMIT; BEGIN")?;
        }
        Ok(())
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Result<()> {
        self.flush()?;
        Ok(self.conn.batch_execute("COMMIT")?)
    }
}

/// Sixteen bytes.
pub fn bytes(sqlite: bool, id: Uuid) -> String {
    if sqlite { format!("x'{}'", id.simple()) } else { format!("'\\x{}'", id.simple()) }
}

pub fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

pub fn truth(sqlite: bool, value: bool) -> String {
    match (sqlite, value) {
        (true, true) => "1".to_owned(),
        (true, false) => "0".to_owned(),
        (false, value) => value.to_string(),
    }
}
