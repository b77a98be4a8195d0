//! Matches of equipment and of skills: what fits what somebody looks for, why, and what organisations do not want to see
//! again. As with food, nothing of a match is stored but its dismissal.

pub(super) mod handlers;
mod model;
mod rules;
pub mod store;
