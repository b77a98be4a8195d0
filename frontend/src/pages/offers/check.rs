//! What somebody has looked at before food whose best-before day is over is given.

use crate::components::{Choice, TextArea, any_of, checklist};
use crate::hooks::{Draft, Form, checked, optional};
use crate::i18n::t;
use serde::{Deserialize, Serialize};
use shared::offers::NewBestBeforeCheck;
use shared::problem::FieldError;
use yew::prelude::*;

/// What has to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Point {
    /// The packaging is whole.
    Packaging,
    /// It was stored as the label asks.
    Storage,
    /// Where it comes from is known.
    Origin,
}

/// A check as it is being made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckDraft {
    /// What is so.
    pub points: Vec<Point>,
    /// What else the takers should know.
    pub note: String,
}

impl CheckDraft {
    /// On the wire.
    #[must_use]
    pub fn told(&self) -> NewBestBeforeCheck {
        NewBestBeforeCheck {
            packaging_intact: self.points.contains(&Point::Packaging),
            storage_kept: self.points.contains(&Point::Storage),
            traceable: self.points.contains(&Point::Origin),
            note: optional(&self.note),
        }
    }
}

impl Draft for CheckDraft {
    type Wire = NewBestBeforeCheck;

    fn build(&self) -> Result<NewBestBeforeCheck, Vec<FieldError>> {
        checked(self.told())
    }
}

/// A draft with a check in it.
pub trait Checking: Draft {
    /// Pointers of the check and of its note on the wire.
    const POINTERS: [&'static str; 2];

    /// The check.
    fn check(&mut self) -> &mut CheckDraft;
}

impl Checking for CheckDraft {
    const POINTERS: [&'static str; 2] = ["/check", "/note"];

    fn check(&mut self) -> &mut CheckDraft {
        self
    }
}

/// Asks what is so.
pub fn check_fields<D: Checking>(form: &Form<D>) -> Html {
    let [points, note] = D::POINTERS;
    let points = form.field(points, |draft| &mut draft.check().points);
    let note = form.field(note, |draft| &mut draft.check().note);
    let choices = [
        Choice::new(Point::Packaging, t!("check.packaging")),
        Choice::new(Point::Storage, t!("check.storage")),
        Choice::new(Point::Origin, t!("check.origin")),
    ];
    html! {
        <>
            { checklist(&any_of(&points, &choices), t!("check.question"), Some(t!("check.hint"))) }
            <TextArea bind={note} label={t!("check.note")} hint={t!("check.note_hint")} optional=true />
        </>
    }
}
