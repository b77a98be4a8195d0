//! The audit log in the database: added to, read, and thrown away when its time is over; never changed.

mod read;
mod record;

pub use read::list;
pub use record::{Who, forget_old, record};
