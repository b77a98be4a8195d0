//! The reason of a decision, as somebody types it.

use crate::hooks::{Draft, checked};
use shared::organisations::Reason;
use shared::problem::FieldError;

/// A reason that the other side reads.
#[derive(Clone, Default, PartialEq)]
pub struct ReasonDraft {
    /// As typed.
    pub reason: String,
}

impl Draft for ReasonDraft {
    type Wire = Reason;

    fn build(&self) -> Result<Reason, Vec<FieldError>> {
        checked(Reason { reason: self.reason.trim().to_owned() })
    }
}
