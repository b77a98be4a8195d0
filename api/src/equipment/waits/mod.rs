//! Who waits for an item whose days are taken. When days become free, the first whose days they are is told, and has a
//! time in which nobody else may ask for them; then the next.

pub mod handlers;
mod news;
mod rules;
pub mod store;
