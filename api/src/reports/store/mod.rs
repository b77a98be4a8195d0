//! Reports in the database.

mod close;
mod create;
mod matter;
mod read;

pub use close::close;
pub use create::create;
pub use read::{find, list};
