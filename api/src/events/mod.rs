//! What leaves the server after a write, and what is done by itself.
//!
//! Mails go through an outbox that is part of the transaction that causes them; a worker in the same binary sends them,
//! at least once and never again after a success that was recorded. Any number of servers on one database share the
//! work by leases.

pub mod housekeeping;
mod html;
pub mod mail;
mod outbox;
mod post;
mod rules;
mod sending;
pub mod sms;
pub mod worker;

pub use outbox::backlog;
