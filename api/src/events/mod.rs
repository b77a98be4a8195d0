//! What leaves the server after a write: mails, through an outbox that is part of the same transaction.

pub mod mail;
