//! The draft, kept on the device until it is published: a phone that rings must not cost the work.

use super::draft::OfferDraft;
use crate::{browser, json};
use shared::ids::OrganisationId;

fn name(organisation: OrganisationId) -> String {
    format!("maillage.offer-draft.{organisation}")
}

/// The draft of last time, without windows that are over by now.
#[must_use]
pub fn load(organisation: OrganisationId) -> Option<OfferDraft> {
    let mut draft: OfferDraft = json::read(&browser::stored(&name(organisation))?).ok()?;
    draft.quick.retain(super::window::WindowDraft::is_ahead);
    draft.typed.retain(super::window::WindowDraft::is_ahead);
    Some(draft)
}

/// Keeps a draft.
pub fn save(organisation: OrganisationId, draft: &OfferDraft) {
    if let Some(text) = json::write(draft) {
        browser::store(&name(organisation), &text);
    }
}

/// Forgets the draft.
pub fn clear(organisation: OrganisationId) {
    browser::store(&name(organisation), "");
}
