//! Sending what came of a stop: at once, or kept on this device until the network is back.

use super::draft::StopDraft;
use super::kept::{Kept, count_foods};
use crate::browser;
use crate::client::{self, Failure};
use crate::i18n::zone;
use crate::outbox::{Deed, Outbox, Outcome, send_or_keep};
use crate::pages::collection_rounds::sheet::Sheet;
use shared::collection_rounds::{CollectionRound, StopRecord};
use shared::ids::{CollectionRoundId, UserId};
use std::rc::Rc;

/// Whoever notes a stop.
#[derive(Clone)]
pub struct Sender {
    /// The logged-in person.
    pub author: Option<UserId>,
    /// What waits on this device.
    pub outbox: Outbox,
    /// What the form shows.
    pub sheet: Rc<Sheet>,
    /// Which stop.
    pub number: i64,
}

impl Sender {
    /// Sends the record, or keeps it. What waited of this stop is replaced by it.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn send(self, record: StopRecord, key: String) -> Result<Outcome<CollectionRound>, Failure> {
        let Self { author, outbox, sheet, number } = self;
        let (round, version) = (sheet.round.id, sheet.version());
        let kept = Kept { typed: StopDraft::of(&record), seen: StopDraft::from(&*sheet), version };
        let title = sheet.stop().map(|stop| stop.place.name.clone()).unwrap_or_default();
        // Without network it is sent later than somebody was there.
        let record = StopRecord { at: (!browser::is_online()).then(zone::now), ..record };
        let call = client::collection_rounds::note_stop(round, number, version, &record, key.clone());
        let deed = Deed::NoteStop { round, number, title, draft: kept.text() };
        let outcome = send_or_keep(call, author, deed).await?;
        count_foods(&record);
        for (_, entry, _) in outbox.notes_of(round).filter(|(of, entry, _)| *of == number && entry.key() != key) {
            outbox.discard(entry);
        }
        Ok(outcome)
    }
}

/// What waits of a stop on this device.
#[must_use]
pub fn waiting_of(outbox: &Outbox, round: CollectionRoundId, number: i64) -> Option<Kept> {
    let waits = outbox.notes_of(round).filter(|(of, entry, _)| *of == number && entry.refusal.is_none());
    waits.last().and_then(|(.., text)| Kept::read(text))
}
