//! Forms: a draft of what was typed, the wire type it becomes, and errors beside their fields.

use crate::browser;
use crate::client::Failure;
use crate::i18n;
use garde::Validate;
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// What somebody is typing: mostly text, because half-typed numbers are no numbers.
pub trait Draft: Clone + PartialEq + 'static {
    /// What is sent.
    type Wire: 'static;

    /// Turns the draft into what is sent.
    ///
    /// # Errors
    /// The fields that are wrong; pointers are those of the wire type. End with [`checked`], which applies its limits.
    fn build(&self) -> Result<Self::Wire, Vec<FieldError>>;
}

/// Applies the limits that the server applies too.
///
/// # Errors
/// The fields that are wrong.
pub fn checked<T: Validate<Context = ()>>(wire: T) -> Result<T, Vec<FieldError>> {
    match wire.validate() {
        Ok(()) => Ok(wire),
        Err(report) => Err(FieldError::from_report(&report)),
    }
}

/// Applies the limits that the server applies too, beside what the draft alone knows to be missing; one error a field.
///
/// # Errors
/// The fields that are wrong.
pub fn checked_beside<T: Validate<Context = ()>>(missing: Vec<FieldError>, wire: T) -> Result<T, Vec<FieldError>> {
    let mut errors = missing;
    if let Err(report) = wire.validate() {
        let known = |error: &FieldError| errors.iter().any(|missing| missing.pointer == error.pointer);
        let more: Vec<_> = FieldError::from_report(&report).into_iter().filter(|error| !known(error)).collect();
        errors.extend(more);
    }
    if errors.is_empty() { Ok(wire) } else { Err(errors) }
}

/// Text that may be left out: nothing where only white space was typed.
#[must_use]
pub fn optional(text: &str) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// What a field component needs: its value, how to change it, what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding<V> {
    /// The JSON pointer; also makes the element's id.
    pub pointer: &'static str,
    /// What is in the field.
    pub value: V,
    /// What is wrong with it, as a sentence.
    pub error: Option<AttrValue>,
    /// Takes what was typed.
    pub change: Callback<V>,
}

/// A draft under way.
#[derive(Debug, PartialEq)]
pub struct Form<D: Draft> {
    /// What was typed so far.
    pub draft: Rc<D>,
    errors: Rc<Vec<FieldError>>,
    change: Callback<Change<D>>,
}

impl<D: Draft> Clone for Form<D> {
    fn clone(&self) -> Self {
        Self { draft: Rc::clone(&self.draft), errors: Rc::clone(&self.errors), change: self.change.clone() }
    }
}

type Edit<D> = Box<dyn FnOnce(&mut D)>;

enum Change<D> {
    /// A field was edited; its own error is out of date.
    Edit(&'static str, Edit<D>),
    /// These fields are wrong.
    Reject(Vec<FieldError>),
    /// Starts over from this.
    Reset(D),
}

struct Progress<D> {
    draft: Rc<D>,
    errors: Rc<Vec<FieldError>>,
    /// Counts refusals, so that each moves the focus to the first wrong field.
    refusals: u32,
}

impl<D: Draft> Reducible for Progress<D> {
    type Action = Change<D>;

    fn reduce(self: Rc<Self>, change: Change<D>) -> Rc<Self> {
        let next = match change {
            Change::Edit(pointer, edit) => {
                let mut draft = (*self.draft).clone();
                edit(&mut draft);
                let errors = self.errors.iter().filter(|error| !belongs(&error.pointer, pointer)).cloned().collect();
                Self { draft: Rc::new(draft), errors: Rc::new(errors), refusals: self.refusals }
            }
            Change::Reject(errors) => {
                Self { draft: Rc::clone(&self.draft), errors: Rc::new(errors), refusals: self.refusals.wrapping_add(1) }
            }
            Change::Reset(draft) => Self { draft: Rc::new(draft), errors: Rc::default(), refusals: self.refusals },
        };
        Rc::new(next)
    }
}

/// Whether an error is this field's own or one of a member inside it.
fn belongs(error: &str, field: &str) -> bool {
    error.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl<D: Draft> Form<D> {
    /// Binds a field by the JSON pointer of the wire type.
    // One copy for each draft and type of value, not for each field.
    #[inline(never)]
    pub fn field<V: Clone + 'static>(&self, pointer: &'static str, part: fn(&mut D) -> &mut V) -> Binding<V> {
        let mut draft = (*self.draft).clone();
        let value = part(&mut draft).clone();
        let error = self.error(pointer);
        let change =
            self.change.reform(move |typed: V| Change::Edit(pointer, Box::new(move |draft: &mut D| *part(draft) = typed)));
        Binding { pointer, value, error, change }
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, pointer: &str) -> Option<AttrValue> {
        self.errors.iter().find(|error| belongs(&error.pointer, pointer)).map(i18n::field_error)
    }

    /// Changes several parts at once, as a choice that fills others does.
    pub fn edit(&self, edit: impl FnOnce(&mut D) + 'static) {
        // No pointer begins so: all errors stay.
        self.edit_at("#", edit);
    }

    /// Changes the part of the draft that stands in one field; what was wrong with that is out of date.
    pub fn edit_at(&self, pointer: &'static str, edit: impl FnOnce(&mut D) + 'static) {
        self.change.emit(Change::Edit(pointer, Box::new(edit)));
    }

    /// Shows what the server found wrong.
    pub fn reject(&self, failure: &Failure) {
        let errors = failure.field_errors();
        if !errors.is_empty() {
            self.change.emit(Change::Reject(errors));
        }
    }

    /// Shows these errors.
    pub fn reject_fields(&self, errors: Vec<FieldError>) {
        self.change.emit(Change::Reject(errors));
    }

    /// Starts over from this draft.
    pub fn reset(&self, draft: D) {
        self.change.emit(Change::Reset(draft));
    }

    /// For `<form onsubmit=…>`: hands over the wire type, or shows what is wrong.
    #[must_use]
    pub fn submit(&self, valid: Callback<D::Wire>) -> Callback<SubmitEvent> {
        let form = self.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match form.draft.build() {
                Ok(wire) => valid.emit(wire),
                Err(errors) => form.change.emit(Change::Reject(errors)),
            }
        })
    }
}

/// A form that starts from a draft. The failure is that of the write it feeds: its field errors are shown in place.
#[hook]
pub fn use_form<D: Draft>(start: impl FnOnce() -> D, failure: Option<Failure>) -> Form<D> {
    let progress = use_reducer(|| Progress { draft: Rc::new(start()), errors: Rc::default(), refusals: 0 });
    let change = {
        let dispatcher = progress.dispatcher();
        use_callback((), move |change, ()| dispatcher.dispatch(change))
    };
    let form = Form { draft: Rc::clone(&progress.draft), errors: Rc::clone(&progress.errors), change };
    {
        let form = form.clone();
        use_effect_with(failure, move |failure| {
            if let Some(failure) = failure {
                form.reject(failure);
            }
        });
    }
    use_effect_with(progress.refusals, |refusals| {
        if *refusals > 0 {
            browser::focus_first(".field-wrong :is(input, select, textarea)");
        }
    });
    form
}
