//! What organisations have received and given lately, and what became of their promises: counted once by the worker and
//! kept, so that a match among a million needs adds nothing up.
//!
//! A step on a claim only notes whose record changes. The worker counts these within seconds, and each record once an
//! hour, because what is more than 28 days old no longer counts. Each open need has its organisation's merit beside it,
//! written in the same transaction: the order in which an index finds needs is the order that a score would give.

pub mod store;
