//! Judges a solution without knowing how it was found: nothing here is shared with the solver but the instance's types, and
//! whether its numbers make sense.
//!
//! That a solution keeps the limits is counted. That none is better is shown by looking for a way to better it in the graph of
//! what could still be moved: if there is none, there is no better solution (Ford and Fulkerson, 1956, for the total; Murota,
//! 2003, theorem 6.26, for fairness; Klein, 1967, for the way).

mod graph;
mod limits;
mod optimum;

use super::model::{Fault, Instance, Line};

pub(super) use graph::{Graph, Holder};
pub(super) use limits::barrier;

/// What is wrong with a solution. Lots and recipients are places in the instance's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violation {
    /// The instance itself makes no sense.
    Instance(Fault),
    /// A line of no lot, of nobody, of less than one kilogram, or a second one for the same lot and recipient: its place.
    Line(usize),
    /// More is handed out of a lot than there is, by so many kg.
    Lot(usize, i64),
    /// A lot goes to a recipient that cannot have it.
    Link(usize, usize, Barrier),
    /// A recipient gets more of a category than it needs, by so many kg.
    Need(usize, usize, i64),
    /// More than it can store of one temperature (by its place in [`super::Temperature::ALL`]), by so many kg.
    Storage(usize, usize, i64),
    /// More than it can carry, by so many kg.
    Vehicle(usize, i64),
    /// A fixed line is not as it was decided: its place in [`Instance::fixed`].
    Fixed(usize),
    /// Food of this lot, or of another that is just like it, could be handed out, and is left.
    NotMost(usize),
    /// Food of the first lot (or of one just like it) could take the place of food of the second, whose date is later.
    NotUrgentFirst(usize, usize),
    /// The first recipient would be above the second if a kilogram moved from it, through whatever hands, to the second.
    Unfair(usize, usize),
    /// The same shares could come over a shorter way.
    NotShortest,
}

/// Why a lot cannot go to a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// Its origin is out of reach.
    Reach,
    /// It would be over its date.
    Date,
    /// It must be kept cool on the way.
    ColdChain,
    /// The lot is closed to it.
    Closed,
}

/// All that is wrong with the limits of a solution; if nothing is, what could be better about it, at most one of a kind. With
/// a tolerance, shares may differ from the fairest ones, and are not judged.
#[must_use]
pub fn check(instance: &Instance, lines: &[Line]) -> Vec<Violation> {
    if let Err(fault) = instance.validate() {
        return vec![Violation::Instance(fault)];
    }
    let broken = limits::broken(instance, lines);
    if broken.is_empty() { optimum::missed(instance, lines) } else { broken }
}

/// Only what is wrong with the limits: for lines that a rule of thumb made.
#[cfg(test)]
pub(super) fn check_limits(instance: &Instance, lines: &[Line]) -> Vec<Violation> {
    instance.validate().map_or_else(|fault| vec![Violation::Instance(fault)], |()| limits::broken(instance, lines))
}
