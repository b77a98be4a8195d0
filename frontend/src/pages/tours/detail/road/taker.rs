//! Taking a step on the road: at once, or kept on this device until the network is back.

use crate::client::{self, Failure};
use crate::hooks::use_session;
use crate::outbox::{Deed, Outcome, send_or_keep};
use serde::Serialize;
use shared::ids::{TourId, TourLoadId, UserId};
use shared::tours::{Tour, TourCollection, TourDelivery, TourLoad, TourLoadAction};
use yew::prelude::*;

/// What became of a step: the tour after it, or that it waits.
pub type Taken = Outcome<Tour>;

/// Who takes steps on one load.
#[derive(Clone, PartialEq)]
pub struct Taker {
    author: Option<UserId>,
    tour: TourId,
    load: TourLoadId,
    title: String,
}

/// The logged-in person, about to take a step on this load.
#[hook]
pub fn use_taker(tour: TourId, load: &TourLoad) -> Taker {
    let author = use_session().author();
    Taker { author, tour, load: load.id, title: load.title.clone() }
}

impl Taker {
    /// Fetches the load, or hands it over.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn hand_over(self, step: TourLoadAction, told: TourCollection) -> Result<Taken, Failure> {
        if step == TourLoadAction::Deliver {
            let TourCollection { code, temperature_decidegrees, .. } = told;
            return self.tell(step, TourDelivery { code, temperature_decidegrees }).await;
        }
        self.tell(step, told).await
    }

    /// Takes a step and tells more about it.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn tell(self, step: TourLoadAction, told: impl Serialize) -> Result<Taken, Failure> {
        let Self { author, tour, load, title } = self;
        let call = client::tours::step_on_road(tour, load, step, &told);
        send_or_keep(call, author, Deed::TourStep { tour, load, title, step }).await
    }
}
