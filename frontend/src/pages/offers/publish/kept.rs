//! The draft, kept on the device until it is published: a phone that rings must not cost the work.

use super::draft::OfferDraft;
use crate::{browser, json};
use shared::ids::OrganisationId;
use uuid::Uuid;

/// An offer for a need, or made from an older one, is another draft than the one that lies there for any other.
fn name(organisation: OrganisationId, about: Option<Uuid>) -> String {
    match about {
        Some(about) => format!("maillage.offer-draft.{organisation}.{about}"),
        None => format!("maillage.offer-draft.{organisation}"),
    }
}

/// The draft of last time, without windows that are over by now.
#[must_use]
pub fn load(organisation: OrganisationId, about: Option<Uuid>) -> Option<OfferDraft> {
    let mut draft: OfferDraft = json::read(&browser::stored(&name(organisation, about))?).ok()?;
    draft.quick.retain(super::window::WindowDraft::is_ahead);
    draft.typed.retain(super::window::WindowDraft::is_ahead);
    Some(draft)
}

/// The draft of last time, where somebody has typed something into it.
#[must_use]
pub fn begun(organisation: OrganisationId) -> Option<OfferDraft> {
    load(organisation, None).filter(OfferDraft::is_begun)
}

/// Keeps a draft.
pub fn save(organisation: OrganisationId, about: Option<Uuid>, draft: &OfferDraft) {
    if let Some(text) = json::write(draft) {
        browser::store(&name(organisation, about), &text);
    }
}

/// Forgets the draft.
pub fn clear(organisation: OrganisationId, about: Option<Uuid>) {
    browser::store(&name(organisation, about), "");
}

/// The draft as it is kept: what a refused publication is taken up again with.
#[must_use]
pub fn text(organisation: OrganisationId, about: Option<Uuid>) -> String {
    browser::stored(&name(organisation, about)).unwrap_or_default()
}

/// Takes a draft up again; the form finds it when it opens.
pub fn take_up(organisation: OrganisationId, text: &str) {
    browser::store(&name(organisation, None), text);
}
