//! Idempotency keys of forms.

use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Gives keys to what a form sends: the same content keeps its key, so that a try whose answer was lost has one effect with
/// the next.
#[derive(Clone, Debug)]
pub struct Keys<W>(Rc<RefCell<Option<(W, String)>>>);

impl<W: Clone + PartialEq> Keys<W> {
    /// The key of this content.
    #[must_use]
    pub fn of(&self, content: &W) -> String {
        let mut last = self.0.borrow_mut();
        match &*last {
            Some((before, key)) if before == content => key.clone(),
            _ => {
                let key = uuid::Uuid::new_v4().to_string();
                *last = Some((content.clone(), key.clone()));
                key
            }
        }
    }
}

/// The keys of one form.
#[hook]
pub fn use_key_of<W: 'static>() -> Keys<W> {
    Keys(use_mut_ref(|| None))
}
