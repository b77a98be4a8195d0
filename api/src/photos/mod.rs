//! Photos of offers: made harmless when they come in, kept in the database, shown to who sees the offer.

pub mod store;
