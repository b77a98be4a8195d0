//! What a piece of work learns about itself on its way, for the audit log: the permission that was asked for tells the
//! organisation, so that no handler has to.

use shared::ids::OrganisationId;
use std::cell::{Cell, RefCell};
use uuid::Uuid;

/// Notes on one write.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    organisation: Cell<Option<OrganisationId>>,
    object: Cell<Option<Uuid>>,
    detail: RefCell<Option<String>>,
    repeated: Cell<bool>,
}

impl Trace {
    /// In the name of this organisation.
    pub fn for_organisation(&self, id: OrganisationId) {
        self.organisation.set(Some(id));
    }

    /// This came into being.
    pub fn made(&self, id: Uuid) {
        self.object.set(Some(id));
    }

    /// What came of it, in a word that says nothing secret.
    pub fn say(&self, word: &str) {
        self.detail.replace(Some(word.to_owned()));
    }

    /// An answer was given again and nothing written.
    pub fn repeat(&self) {
        self.repeated.set(true);
    }

    /// In whose name.
    #[must_use]
    pub const fn organisation(&self) -> Option<OrganisationId> {
        self.organisation.get()
    }

    /// What came into being.
    #[must_use]
    pub const fn object(&self) -> Option<Uuid> {
        self.object.get()
    }

    /// What came of it.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        self.detail.borrow().clone()
    }

    /// Whether nothing was written.
    #[must_use]
    pub const fn is_repeated(&self) -> bool {
        self.repeated.get()
    }
}
