//! The database: one connection type over SQLite and PostgreSQL. Everything that differs between the two is in here.

pub mod conflict;
mod connection;
pub mod expr;
pub mod full_text;
mod lasting;
mod locks;
pub mod memo;
mod migrate;
mod pool;
mod postgres;
mod queue;
mod readers;
pub mod schema;
pub mod steady;
pub mod vocabulary;
mod writer;

pub use connection::{Backend, Conn, DatabaseUrl, Sql, UnknownDatabase};
pub use migrate::{MigrationFailed, migrate};
pub use pool::{Db, Unavailable};
pub use queue::Load;
pub use readers::Pace;
pub use writer::Grouping;

/// Runs one expression on the connection inside [`Conn`]: for what diesel offers on both databases but not on the
/// combined connection (batch inserts, upserts), and for queries of the hottest requests: there diesel knows a statement
/// by its type, while the combined connection writes its text anew to find it.
#[macro_export]
macro_rules! on_backend {
    ($conn:expr, $inner:ident => $body:expr) => {
        match $conn {
            $crate::db::Conn::Postgres($inner) => $body,
            $crate::db::Conn::Sqlite($inner) => $body,
        }
    };
}
