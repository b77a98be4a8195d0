//! Pure computation: no database, no socket, no clock.

pub mod allocation;
pub mod analyser;
pub mod cells;
pub mod matching;
pub mod pictures;
pub mod spelling;
pub mod text_query;
pub mod touring;
