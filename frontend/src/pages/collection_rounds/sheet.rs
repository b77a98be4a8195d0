//! A round as its pages have it: what the server says, and what waits on this device.

use super::stop::{Kept, StopDraft};
use super::words;
use crate::client;
use crate::hooks::{Content, Resource, use_resource};
use crate::outbox::Outbox;
use shared::collection_rounds::{CollectionRound, CollectionRoundAction, CollectionStop, CollectionStopState};
use shared::ids::CollectionRoundId;
use shared::units::Grams;
use yew::prelude::*;

/// A round, and the stop at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What the server says.
    pub round: CollectionRound,
    number: Option<i64>,
}

impl Content for Sheet {}

impl Sheet {
    /// No stop is at hand.
    #[must_use]
    pub const fn of(round: CollectionRound) -> Self {
        Self { round, number: None }
    }

    /// With a stop at hand.
    #[must_use]
    pub fn at(&self, number: i64) -> Self {
        Self { round: self.round.clone(), number: Some(number) }
    }

    /// The stop at hand.
    #[must_use]
    pub fn stop(&self) -> Option<&CollectionStop> {
        self.round.stops.iter().find(|stop| Some(stop.number) == self.number)
    }

    /// The version of the stop at hand that was seen.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.stop().map_or(0, |stop| stop.version)
    }

    /// Whether the person may do this now.
    #[must_use]
    pub fn may(&self, action: CollectionRoundAction) -> bool {
        self.round.actions.contains(&action)
    }
}

/// A round, for all pages about it.
#[hook]
pub fn use_round(id: CollectionRoundId) -> Resource<Sheet> {
    use_resource(format!("collection round {id}"), move || async move {
        client::collection_rounds::find(id).await.map(Sheet::of)
    })
}

/// A stop as this device knows it: what waits here counts for what the server has not got.
#[derive(Debug, PartialEq)]
pub struct Seen<'r> {
    /// What the server says.
    pub stop: &'r CollectionStop,
    /// What came of it.
    pub state: CollectionStopState,
    /// What was given, together.
    pub grams: Grams,
    /// What was given, in words.
    pub given: String,
    /// What there is to say of it.
    pub note: Option<String>,
    /// Whether it waits on this device.
    pub waits: bool,
    /// Whether the server has refused something of it.
    pub is_refused: bool,
}

/// All stops of a round, in order.
#[must_use]
pub fn seen<'r>(round: &'r CollectionRound, outbox: &Outbox) -> Vec<Seen<'r>> {
    let one = |stop: &'r CollectionStop| {
        let entries: Vec<_> = outbox.notes_of(round.id).filter(|(number, ..)| *number == stop.number).collect();
        let mut waiting =
            entries.iter().filter(|(_, entry, _)| entry.refusal.is_none()).filter_map(|(.., text)| Kept::read(text));
        let is_refused = entries.iter().any(|(_, entry, _)| entry.refusal.is_some());
        as_known(stop, waiting.next_back().map(|kept| kept.typed).as_ref(), is_refused)
    };
    round.stops.iter().map(one).collect()
}

fn as_known<'r>(stop: &'r CollectionStop, waiting: Option<&StopDraft>, is_refused: bool) -> Seen<'r> {
    if let Some(draft) = waiting {
        let (state, grams, given) = (draft.state, draft.total(), draft.words().to_string());
        return Seen { stop, state, grams, given, note: draft.note(), waits: true, is_refused };
    }
    let given = stop.foods.iter().map(|food| words::food(&food.title, food.grams)).collect::<Vec<_>>().join(", ");
    Seen { stop, state: stop.state, grams: stop.grams, given, note: stop.note.clone(), waits: false, is_refused }
}

/// How many stops something was noted of, and what they gave together.
#[must_use]
pub fn sum(seen: &[Seen<'_>]) -> (i64, Grams) {
    let noted = seen.iter().filter(|one| one.state != CollectionStopState::Planned).count();
    let grams = seen.iter().map(|one| one.grams).fold(Grams::ZERO, Grams::plus);
    (i64::try_from(noted).unwrap_or(i64::MAX), grams)
}

/// Where to go next: the first stop of which nothing was noted.
#[must_use]
pub fn next<'s, 'r>(seen: &'s [Seen<'r>]) -> Option<&'s Seen<'r>> {
    seen.iter().find(|one| one.state == CollectionStopState::Planned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::collection_rounds::stop::fixtures::{bread_typed, stop};
    use CollectionStopState::{Collected, Nothing, Planned};

    #[test]
    fn what_waits_on_this_device_counts() {
        let stops = [stop(1, Nothing), stop(2, Planned), stop(3, Planned)];
        let waiting = bread_typed("12,5");
        let seen =
            [as_known(&stops[0], None, false), as_known(&stops[1], Some(&waiting), false), as_known(&stops[2], None, true)];
        assert_eq!((seen[1].state, seen[1].waits, seen[1].grams), (Collected, true, Grams(12_500)));
        assert_eq!(sum(&seen), (2, Grams(12_500)));
        assert_eq!(next(&seen).map(|one| (one.stop.number, one.is_refused)), Some((3, true)));
        assert_eq!(next(&seen[..2]), None, "all are noted");
    }
}
