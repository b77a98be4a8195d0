//! One write that waits.

use crate::client::Call;
use crate::i18n::zone;
use serde::{Deserialize, Serialize};
use shared::ids::{AllocationRoundId, ClaimId, CollectionRoundId, SiteId, TourId, TourLoadId, UserId};
use shared::iso_week::IsoWeek;
use shared::problem::Problem;
use shared::time::UtcMillis;
use shared::tours::TourLoadAction;

/// What is published, or noted for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Published {
    /// A surplus.
    Offer,
    /// What a site lacks.
    Need,
    /// Food that has arrived.
    Lot,
}

/// What the write does, in the words of the person who did it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// A surplus or a need is published, or a lot is received.
    Publish {
        /// Which of them.
        what: Published,
        /// Its title.
        title: String,
        /// The form as it was typed, to be taken up again when the server refuses.
        draft: String,
    },
    /// A step is taken on a claim.
    Step {
        /// Which claim.
        claim: ClaimId,
        /// What is handed over.
        title: String,
        /// The step, as the API names it.
        step: shared::claims::ClaimAction,
    },
    /// A step is taken on the road, on what a tour carries.
    TourStep {
        /// Which tour.
        tour: TourId,
        /// Which load.
        load: TourLoadId,
        /// What is carried.
        title: String,
        /// The step, as the API names it.
        step: TourLoadAction,
    },
    /// A week of a site is declared, or corrected.
    Declare {
        /// Which site.
        site: SiteId,
        /// Which week.
        week: IsoWeek,
        /// Both in words.
        title: String,
        /// The form as it was typed, to be taken up again when the server refuses.
        draft: String,
    },
    /// A site answers what a round offers it.
    AnswerRound {
        /// Which round.
        round: AllocationRoundId,
        /// Which site.
        site: SiteId,
        /// The site in words.
        title: String,
        /// The answers as JSON, for their page to show.
        answers: String,
    },
    /// A site fetches what it has of a round.
    HandOverRound {
        /// Which round.
        round: AllocationRoundId,
        /// Which site.
        site: SiteId,
        /// The site in words.
        title: String,
    },
    /// What came of a stop of a collection round is noted.
    NoteStop {
        /// Which round.
        round: CollectionRoundId,
        /// Which of its stops.
        number: i64,
        /// The shop.
        title: String,
        /// The form as it was typed, to be taken up again when the server refuses.
        draft: String,
    },
}

/// One write that waits, or that the server has refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Whose it is.
    pub author: UserId,
    /// When it was written.
    pub at: UtcMillis,
    /// What it does.
    pub deed: Deed,
    /// How it is sent.
    pub call: Call,
    /// Why the server refused it; none while it waits.
    pub refusal: Option<Problem>,
}

impl Entry {
    /// A write of now.
    #[must_use]
    pub fn new(call: Call, author: UserId, deed: Deed) -> Self {
        Self { author, at: zone::now(), deed, call, refusal: None }
    }

    /// What it is about.
    #[must_use]
    pub fn title(&self) -> &str {
        match &self.deed {
            Deed::Publish { title, .. }
            | Deed::Step { title, .. }
            | Deed::TourStep { title, .. }
            | Deed::Declare { title, .. }
            | Deed::AnswerRound { title, .. }
            | Deed::HandOverRound { title, .. }
            | Deed::NoteStop { title, .. } => title,
        }
    }

    /// What tells it from the others: its `Idempotency-Key`.
    #[must_use]
    pub fn key(&self) -> &str {
        self.call.key().unwrap_or_default()
    }

    /// Whether that one waits and must be sent before: each step on a thing needs the ones before it.
    #[must_use]
    pub fn comes_after(&self, earlier: &Self) -> bool {
        let same_thing = match (&self.deed, &earlier.deed) {
            (Deed::Step { claim, .. }, Deed::Step { claim: before, .. }) => claim == before,
            (Deed::TourStep { load, .. }, Deed::TourStep { load: before, .. }) => load == before,
            (Deed::AnswerRound { round, site, .. }, Deed::AnswerRound { round: of, site: at, .. }) => {
                (round, site) == (of, at)
            }
            _ => false,
        };
        same_thing && self.author == earlier.author && earlier.refusal.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::problem::Code;
    use uuid::Uuid;

    fn on_road(author: u128, load: u128, step: TourLoadAction) -> Entry {
        Entry {
            author: UserId(Uuid::from_u128(author)),
            at: UtcMillis(0),
            deed: Deed::TourStep {
                tour: TourId(Uuid::from_u128(1)),
                load: TourLoadId(Uuid::from_u128(load)),
                title: "Yaourts".to_owned(),
                step,
            },
            call: Call::post("/"),
            refusal: None,
        }
    }

    #[test]
    fn a_step_waits_behind_the_step_before_it_and_behind_nothing_else() {
        let deliver = on_road(1, 1, TourLoadAction::Deliver);
        let collect = on_road(1, 1, TourLoadAction::Collect);
        assert!(deliver.comes_after(&collect));
        assert!(!deliver.comes_after(&on_road(1, 2, TourLoadAction::Collect)));
        assert!(!deliver.comes_after(&on_road(2, 1, TourLoadAction::Collect)));
        let refused = Entry { refusal: Some(Problem::of(Code::WrongCode)), ..collect };
        assert!(!deliver.comes_after(&refused));
    }
}
