//! What becomes of a round and of its lines: which step leads where, and what stands against one.

use super::draft;
use crate::engine::allocation::{Instance, Line, Temperature};
use shared::problem::{Code, FieldError, Problem};
use shared::rounds::{HandedLine, LineStatus, RevisionKind, RoundLimit, RoundStatus};
use shared::units::Grams;

/// Why a step is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Where the line stands does not allow it.
    Line(LineStatus),
    /// Less of a lot may be given than the round promises.
    Lot {
        /// What it is.
        title: String,
        /// What may be given of it.
        free: Grams,
    },
    /// A line that no site can have.
    Impossible {
        /// What stops it.
        limit: RoundLimit,
        /// The most that would be possible, kg.
        most_kg: i64,
    },
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Line(status) => Problem::of(Code::RoundLineState).with("state", status.as_str()),
            Self::Lot { title, free } => {
                Problem::of(Code::RoundLotShort).with("title", title.as_str()).with("left_grams", free.0)
            }
            Self::Impossible { limit, most_kg } => {
                Problem::of(Code::RoundLineImpossible).with("limit", limit.as_str()).with("most_kg", *most_kg)
            }
        }
    }
}

/// Something that is done with a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The engine shares it out.
    Compute,
    /// A line is set by hand.
    Adjust,
    /// The last line set by hand is let go.
    Undo,
    /// Everybody is told.
    Publish,
    /// A site answers, or fetches.
    Deliver,
    /// It ends.
    Close,
    /// It is given up.
    Cancel,
}

impl Step {
    /// Where a round stands after the step. What is left after an undoing decides whether it still counts as adjusted.
    ///
    /// # Errors
    /// When it does not allow the step.
    pub const fn after(self, status: RoundStatus) -> Result<RoundStatus, draft::Refusal> {
        use RoundStatus::{Adjusted, Cancelled, Closed, Computed, Draft, Published};
        match (self, status) {
            (Self::Compute, Draft | Computed | Adjusted) => Ok(Computed),
            (Self::Adjust, Computed | Adjusted) | (Self::Undo, Adjusted) => Ok(Adjusted),
            (Self::Publish, Computed | Adjusted) | (Self::Deliver, Published) => Ok(Published),
            (Self::Close, Published) => Ok(Closed),
            (Self::Cancel, Draft | Computed | Adjusted) => Ok(Cancelled),
            (_, other) => Err(draft::Refusal::State(other)),
        }
    }
}

/// Whether a site may still answer a line, or fetch it.
///
/// # Errors
/// When it has refused it, it is handed over, or the round is closed.
pub const fn pending(status: LineStatus) -> Result<(), Refusal> {
    match status {
        LineStatus::Proposed | LineStatus::Accepted => Ok(()),
        other => Err(Refusal::Line(other)),
    }
}

/// Whether what is handed over of a line fits what was allocated, and says why where it differs.
///
/// # Errors
/// What is wrong with it, at its place in the request.
pub fn handed(line: &HandedLine, allocated_kg: i64, place: usize) -> Result<(), FieldError> {
    let allocated = Grams::from_kg(allocated_kg);
    if line.grams > allocated {
        let mut error = FieldError::new(format!("/lines/{place}/grams"), "too_large");
        error.params.insert("max".to_owned(), allocated.0.into());
        return Err(error);
    }
    let differs = line.grams != allocated;
    let is_told = line.reason.is_some() || !differs;
    if is_told { Ok(()) } else { Err(FieldError::new(format!("/lines/{place}/reason"), "required")) }
}

/// What stops a line from being set by hand, beside the lines that were set before: the first limit that it breaks, and the most
/// that would keep it. `None` for a line that could be set.
#[must_use]
pub fn obstacle(instance: &Instance, line: &Line) -> Option<Refusal> {
    let lot = instance.lots.get(line.lot)?;
    let recipient = instance.recipients.get(line.recipient)?;
    let class = instance.categories.get(lot.category)?.temperature;
    let pair = (line.lot, line.recipient);
    let others = move || instance.fixed.iter().map(|it| it.line).filter(move |it| (it.lot, it.recipient) != pair);
    let mine = |of: &dyn Fn(usize) -> bool| -> i64 {
        let same = others().filter(|it| it.recipient == line.recipient);
        same.filter(|it| instance.lots.get(it.lot).is_some_and(|lot| of(lot.category))).map(|it| it.kg).sum()
    };
    let is_of_class = |kind: usize| instance.categories.get(kind).is_some_and(|it| it.temperature == class);
    let need = recipient.needs.iter().find(|(kind, _)| *kind == lot.category).map_or(0, |(_, kg)| *kg);
    let room = recipient.storage.get(class as usize).copied().unwrap_or(0);
    let taken: i64 = others().filter(|it| it.lot == line.lot).map(|it| it.kg).sum();
    let near = recipient.links.iter().any(|(origin, metres)| *origin == lot.origin && *metres <= recipient.reach);
    let never = |is_so: bool| if is_so { 0 } else { i64::MAX };
    let most = [
        (RoundLimit::Closed, never(lot.closed_to.contains(&line.recipient))),
        (RoundLimit::OutOfReach, never(!near)),
        (RoundLimit::NoColdTransport, never(class != Temperature::Ambient && !recipient.cold_transport)),
        (RoundLimit::TooShortDated, never(lot.days < recipient.wait)),
        (RoundLimit::NeedMet, need - mine(&|kind| kind == lot.category)),
        (RoundLimit::Storage, room - mine(&is_of_class)),
        (RoundLimit::Vehicle, recipient.vehicle - mine(&|_| true)),
        (RoundLimit::Shared, lot.kg - taken),
    ];
    let (limit, _) = *most.iter().find(|(_, kg)| *kg < line.kg)?;
    let most_kg = most.iter().map(|(_, kg)| *kg).min().unwrap_or(0).max(0);
    Some(Refusal::Impossible { limit, most_kg })
}

/// The revision before the last change that still counts, among all revisions in order: each undoing lets one more change go, as
/// far back as the engine shared out everything.
#[must_use]
pub fn before_last(made: &[(i64, RevisionKind)]) -> Option<i64> {
    let mut standing: Vec<i64> = Vec::new();
    for (number, kind) in made {
        match kind {
            RevisionKind::Computed => standing = vec![*number],
            RevisionKind::Adjusted | RevisionKind::Refused => standing.push(*number),
            RevisionKind::Undone => drop(standing.pop()),
        }
    }
    standing.pop();
    standing.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::allocation::generate::{Shape, generate};
    use crate::engine::allocation::{Fixed, solve};
    use proptest::prelude::*;
    use shared::ids::{LotId, SiteId};
    use shared::rounds::RoundReason;
    use uuid::Uuid;

    const STEPS: [Step; 7] =
        [Step::Compute, Step::Adjust, Step::Undo, Step::Publish, Step::Deliver, Step::Close, Step::Cancel];

    #[test]
    fn nothing_is_done_with_a_round_that_is_over() {
        for step in STEPS {
            for status in [RoundStatus::Closed, RoundStatus::Cancelled] {
                assert_eq!(step.after(status), Err(draft::Refusal::State(status)), "{step:?}");
            }
        }
    }

    #[test]
    fn a_round_is_computed_before_it_is_published() {
        assert!(Step::Publish.after(RoundStatus::Draft).is_err());
        assert_eq!(Step::Compute.after(RoundStatus::Draft), Ok(RoundStatus::Computed));
        assert_eq!(Step::Compute.after(RoundStatus::Adjusted), Ok(RoundStatus::Computed));
        assert_eq!(Step::Publish.after(RoundStatus::Adjusted), Ok(RoundStatus::Published));
        for step in [Step::Compute, Step::Adjust, Step::Undo, Step::Publish, Step::Cancel] {
            assert!(step.after(RoundStatus::Published).is_err(), "{step:?}: it only changes by refusals");
        }
        assert!(Step::Undo.after(RoundStatus::Computed).is_err(), "nothing was set by hand");
    }

    #[test]
    fn each_undoing_goes_back_one_change_more() {
        use RevisionKind::{Adjusted, Computed, Undone};
        let made = [(1, Computed), (2, Adjusted), (3, Computed), (4, Adjusted), (5, Adjusted), (6, Undone), (7, Undone)];
        let back = |end: usize| before_last(made.get(..end).unwrap());
        assert_eq!((back(2), back(4), back(5), back(6)), (Some(1), Some(3), Some(4), Some(3)));
        assert_eq!((back(1), back(3), back(7)), (None, None, None), "as it was computed");
    }

    #[test]
    fn a_line_is_answered_until_it_is_fetched() {
        for status in LineStatus::ALL.iter().copied() {
            let is_pending = matches!(status, LineStatus::Proposed | LineStatus::Accepted);
            assert_eq!(pending(status).is_ok(), is_pending, "{status}");
        }
    }

    #[test]
    fn what_is_handed_over_is_what_was_allocated_or_says_why() {
        let line = |grams: i64, reason: Option<RoundReason>| HandedLine {
            lot_id: LotId(Uuid::from_u128(1)),
            from_site_id: SiteId(Uuid::from_u128(2)),
            grams: Grams(grams),
            reason,
            temperature_decidegrees: None,
        };
        assert_eq!(handed(&line(40_000, None), 40, 0), Ok(()));
        assert_eq!(handed(&line(39_500, Some(RoundReason::Mistake)), 40, 0), Ok(()));
        assert_eq!(handed(&line(39_500, None), 40, 1).unwrap_err().pointer, "/lines/1/reason");
        assert_eq!(handed(&line(40_001, Some(RoundReason::Mistake)), 40, 2).unwrap_err().pointer, "/lines/2/grams");
    }

    proptest! {
        /// What this calls possible, the engine takes, and nothing else; and one kilogram more than the most is too much.
        #[test]
        fn a_line_is_possible_exactly_where_the_engine_says_so(
            seed in 0_u64..500, lot in 0_usize..20, recipient in 0_usize..8, kg in 0_i64..400,
        ) {
            let mut instance = generate(&Shape::round(8, 20), seed);
            if let Some(first) = solve(&instance).unwrap().lines.first() {
                instance.fixed.push(Fixed { line: *first, more: false });
            }
            let line = Line { lot, recipient, kg };
            let found = obstacle(&instance, &line);
            instance.fixed.retain(|it| (it.line.lot, it.line.recipient) != (lot, recipient));
            let set = |kg: i64| {
                let mut tried = instance.clone();
                tried.fixed.push(Fixed { line: Line { kg, ..line }, more: false });
                tried.validate().is_ok()
            };
            prop_assert_eq!(found.is_none(), set(kg));
            if let Some(Refusal::Impossible { most_kg, .. }) = found {
                prop_assert!(set(most_kg) && !set(most_kg + 1));
            }
        }
    }
}
