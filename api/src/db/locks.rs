//! Words on which writes wait for each other where no row stands for what they must agree on. On SQLite one write comes
//! after the other anyway.

use super::expr::{Value, statement};
use super::{Backend, Conn};
use diesel::{QueryResult, RunQueryDsl};

impl Conn {
    /// Holds a word until the end of the transaction: nobody else holds or shares it, and who did is waited for.
    ///
    /// # Errors
    /// When the database fails, or somebody keeps the word for too long.
    pub fn hold_word(&mut self, word: &str) -> QueryResult<()> {
        self.lock("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", word)
    }

    /// Shares a word with others until the end of the transaction: nobody holds it alone, and who did is waited for.
    ///
    /// # Errors
    /// When the database fails, or somebody keeps the word for too long.
    pub fn share_word(&mut self, word: &str) -> QueryResult<()> {
        self.lock("SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 0))", word)
    }

    fn lock(&mut self, sql: &'static str, word: &str) -> QueryResult<()> {
        match self.backend() {
            Backend::Sqlite => Ok(()),
            Backend::Postgres => statement::<()>(sql, vec![Value::Text(word.to_owned())]).execute(self).map(drop),
        }
    }
}
