//! What may be done with a round, pure: what is drafted, what the engine is told, what becomes of it,
//! why, what would be otherwise, and when it begins.

pub mod draft;
pub mod explaining;
pub mod flow;
pub mod instance;
pub mod refusing;
pub mod schedule;
pub mod simulation;
