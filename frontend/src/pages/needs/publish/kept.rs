//! The draft, kept on the device until it is published: a phone that rings must not cost the work.

use super::draft::NeedDraft;
use crate::i18n::zone;
use crate::{browser, json};
use shared::ids::OrganisationId;

fn name(organisation: OrganisationId) -> String {
    format!("maillage.need-draft.{organisation}")
}

/// The draft of last time; a moment that is past by now gives way to the usual one.
#[must_use]
pub fn load(organisation: OrganisationId) -> Option<NeedDraft> {
    let mut draft: NeedDraft = json::read(&browser::stored(&name(organisation))?).ok()?;
    if zone::read(&draft.by).is_none_or(|by| zone::instant(by) <= zone::now()) {
        draft.by = NeedDraft::default().by;
    }
    Some(draft)
}

/// Keeps a draft.
pub fn save(organisation: OrganisationId, draft: &NeedDraft) {
    if let Some(text) = json::write(draft) {
        browser::store(&name(organisation), &text);
    }
}

/// Forgets the draft.
pub fn clear(organisation: OrganisationId) {
    browser::store(&name(organisation), "");
}

/// The draft as it is kept: what a refused publication is taken up again with.
#[must_use]
pub fn text(organisation: OrganisationId) -> String {
    browser::stored(&name(organisation)).unwrap_or_default()
}

/// Takes a draft up again; the form finds it when it opens.
pub fn take_up(organisation: OrganisationId, text: &str) {
    browser::store(&name(organisation), text);
}
