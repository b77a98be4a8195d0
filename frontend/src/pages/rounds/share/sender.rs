//! Sending answers: at once, or kept on this device until the network is back.

use crate::client::{self, Failure};
use crate::hooks::use_session;
use crate::json;
use crate::outbox::{Deed, Outbox, Outcome, send_or_keep};
use shared::ids::{AllocationRoundId, SiteId, UserId};
use shared::rounds::{AnsweredLine, RoundAnswers, RoundHandOver};
use yew::prelude::*;

/// What became of answers. What the server says is read with the share itself.
pub type Sent = Outcome<RoundHandOver>;

/// Who answers for one site.
#[derive(Clone, PartialEq)]
pub struct Sender {
    author: Option<UserId>,
    round: AllocationRoundId,
    site: SiteId,
    title: String,
}

/// The logged-in person, about to answer for this site; `title` says what for, among other things that wait.
#[hook]
pub fn use_sender(round: AllocationRoundId, site: SiteId, title: String) -> Sender {
    let author = use_session().author();
    Sender { author, round, site, title }
}

impl Sender {
    /// Sends answers, or keeps them.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn send(self, lines: Vec<AnsweredLine>, key: String) -> Result<Sent, Failure> {
        let Self { author, round, site, title } = self;
        let answers = json::write(&lines).unwrap_or_default();
        let call = client::rounds::answer(round, &RoundAnswers { site_id: site, lines }, key);
        send_or_keep(call, author, Deed::AnswerRound { round, site, title, answers }).await
    }
}

/// Answers that wait on this device, the latest of each line last.
#[must_use]
pub fn waiting(outbox: &Outbox, round: AllocationRoundId, site: SiteId) -> Vec<AnsweredLine> {
    outbox.answers_to(round, site).filter_map(|answers| json::read::<Vec<AnsweredLine>>(answers).ok()).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::LotId;
    use shared::rounds::{LineAnswer, RoundReason};
    use uuid::Uuid;

    #[test]
    fn answers_are_read_back_as_they_were_kept() {
        let line = AnsweredLine {
            lot_id: LotId(Uuid::from_u128(1)),
            from_site_id: SiteId(Uuid::from_u128(2)),
            answer: LineAnswer::Refuse,
            reason: Some(RoundReason::Other),
            note: Some("Chambre froide en panne".to_owned()),
        };
        let accepted = AnsweredLine { answer: LineAnswer::Accept, reason: None, note: None, ..line.clone() };
        let kept = json::write(&vec![line.clone(), accepted.clone()]).unwrap();
        assert_eq!(json::read::<Vec<AnsweredLine>>(&kept).unwrap(), [line, accepted]);
    }
}
