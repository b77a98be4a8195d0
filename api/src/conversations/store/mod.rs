//! Conversations in the database.

mod about;
mod inbox;
mod marks;
mod post;
mod thread;
mod told;

pub use about::sees_any;
pub use inbox::{list, unread};
pub use marks::{forget_marks, read};
pub use post::{create, may_write, withdraw};
pub use thread::messages;
pub use told::send_due;
