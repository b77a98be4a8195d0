//! Taking a step: at once, or kept on this device until the network is back.

use crate::client::{self, Call, Failure};
use crate::hooks::use_session;
use crate::outbox::{Deed, Outcome, send_or_keep};
use serde::Serialize;
use shared::claims::{Claim, ClaimAction};
use shared::ids::{ClaimId, UserId};
use yew::prelude::*;

/// What became of a step: the claim after it, or that it waits.
pub type Taken = Outcome<Claim>;

/// Who takes steps on one claim.
#[derive(Clone, PartialEq)]
pub struct Taker {
    author: Option<UserId>,
    claim: ClaimId,
    title: String,
}

/// The logged-in person, about to take a step on this claim.
#[hook]
pub fn use_taker(claim: &Claim) -> Taker {
    let author = use_session().author();
    Taker { author, claim: claim.id, title: claim.offer.title.clone() }
}

impl Taker {
    /// Takes a step that needs nothing but the will.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn take(self, action: ClaimAction) -> Result<Taken, Failure> {
        let call = client::claims::step(self.claim, action);
        self.send(action, call).await
    }

    /// Takes a step and tells more about it.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn tell(self, action: ClaimAction, told: impl Serialize) -> Result<Taken, Failure> {
        let call = client::claims::step_with(self.claim, action, &told);
        self.send(action, call).await
    }

    async fn send(self, step: ClaimAction, call: Call) -> Result<Taken, Failure> {
        send_or_keep(call, self.author, Deed::Step { claim: self.claim, title: self.title, step }).await
    }
}
