//! What every test of the whole product stands on: a real server on a database of its own, people who call it over
//! HTTP, and a world told in sentences.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test states what it expects; a panic is its message")]

pub mod clients;
pub mod database;
pub mod fixtures;
pub mod invariants;
pub mod mails;
pub mod process;
pub mod project;
pub mod proxy;
pub mod server;
pub mod snapshots;
mod templates;

pub use api::db::Backend;
pub use clients::{Answer, Client};
pub use server::{TestServer, run};

/// Runs each of these tests twice: `on_sqlite::…` and `on_postgres::…`.
///
/// A test is an `async fn(&TestServer)`. One that is missing from the list is an unused function, which the compiler
/// tells.
#[macro_export]
macro_rules! both {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[test]
                fn $story() {
                    $crate::run($crate::Backend::Sqlite, super::$story);
                }
            )+
        }
        mod on_postgres {
            $(
                #[test]
                fn $story() {
                    $crate::run($crate::Backend::Postgres, super::$story);
                }
            )+
        }
    };
}
