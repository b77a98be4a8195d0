//! Shares out food exactly and fairly, and can say why.
//!
//! A round has lots of food and recipients who want some, each with needs by category, room by temperature, a vehicle, a reach
//! and a next day of distribution. In this order:
//!
//! 1. as much food as possible is handed out before its date;
//! 2. of all ways to do that, the most urgent food is used first;
//! 3. levels `φ = (received in the window + in this round) / (rounds of the window × entitlement)` are leximin: the lowest is
//!    as high as it can be, then the next lowest, …;
//! 4. the way of all food, kg·m, is the shortest, with what everybody gets as in 3 (or within a tolerance of it);
//! 5. ties are broken by a hash of the round and of who it is.
//!
//! The first three do not compete: what can be received at once is an integral polymatroid (Megiddo, 1974; Fujishige, 1980).
//! Everything is in whole kilograms, metres and days, exact, and the same for the same content in any order.
//!
//! # What is true of whole kilograms
//!
//! A kilogram has a level: that of its recipient before it. All kilograms anybody could get are in a strict order by that level
//! and, among equals, by the hash of who it is; the shares are the first ones in this order that can be handed out together,
//! the greedy base of a matroid. From this follow, exactly and in whole kilograms:
//!
//! - *No exchange helps*: if a kilogram could move from i to j through the network, i without it is not above j (otherwise the
//!   greedy base would have chosen that kilogram). So shares are leximin, and twins differ by at most one kilogram.
//! - *More kg in a lot hurts nobody*: the round before is an elementary quotient of the round after (add a sink at the new
//!   kilogram; contracting it gives the old matroid, deleting it the new one), spans of a quotient are larger, so whatever the
//!   greedy choice took before it takes after.
//! - *A member leaving hurts nobody else*: deleting elements makes no span of the others larger.
//! - *More room for i never lowers i*: sets without i are as before. Were i lower, the exchange axiom would give a j that
//!   could swap a kilogram with i in both rounds, and one of the two choices would not be greedy.
//! - *Nobody is a whole kilogram above its fractional leximin share*, by the same exchange; below, it may be by as much as
//!   others were rounded up: with entitlements 10, 1, 1 and 3 kg, leximin in whole kilograms is 1, 1, 1 and not 2.5, .25, .25.
//!   So scaling all kg scales fractional shares exactly, and whole ones up to that rounding.
//! - *Σ ((received + kg)² − kg) / entitlement* is the least of all ways to hand out as much (each kilogram adds twice its
//!   level); without the `− kg`, that is true of fractional shares.
//!
//! Ties are broken by [`Recipient::key`]: the laws hold while keys stay the same.

mod baselines;
mod build;
pub mod check;
mod cost;
mod envy;
mod explain;
mod figures;
mod fixed;
mod flow;
pub mod generate;
mod leximin;
mod model;
mod network;
mod order;
mod plan;
mod split;
mod table;
mod text;
mod urgency;
mod whatif;

pub use baselines::Baseline;
pub use cost::Certificate;
pub use explain::{Explainer, Explanation, Limit, Position, Reason, Why, Wish};
pub use figures::{Figures, Level, URGENT_DAYS};
pub use model::{Category, Fault, Fixed, Instance, Line, Lot, Origin, Place, Recipient, Temperature};
pub use plan::{Plan, Share, VERSION, shares, solve};
pub use text::{RATION, TextError, WINDOW, Wrong, read_instance, read_lines, write_instance, write_lines};
pub use whatif::{Adjusted, Change, MORE_KG, MORE_M, WhatIf, adjust, refuse_all, what_ifs};

#[cfg(test)]
mod tests;
