//! Conversations in the database.

mod about;
mod inbox;
mod marks;
mod post;
mod thread;
mod told;

pub use inbox::{list, unread};
pub use marks::{forget_marks, read};
pub use post::{create, withdraw};
pub use thread::messages;
pub use told::send_due;
