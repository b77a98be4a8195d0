//! Pure computation: no database, no socket, no clock.

pub mod analyser;
pub mod cells;
pub mod pictures;
