//! Passing messages: "published", "copied".

use super::Icon;
use crate::browser;
use std::rc::Rc;
use yew::prelude::*;

/// How long a message stays, ms: long enough for a slow reader, and nothing is said here alone.
const STAY: i32 = 6_000;

/// Says something in passing.
#[hook]
pub fn use_toast() -> Callback<AttrValue> {
    use_context::<Callback<AttrValue>>().unwrap_or_else(Callback::noop)
}

#[derive(Default, PartialEq)]
struct Messages {
    shown: Vec<(u32, AttrValue)>,
    next: u32,
}

enum Change {
    Add(AttrValue),
    DropOldest,
}

impl Reducible for Messages {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut shown = self.shown.clone();
        let mut next = self.next;
        match change {
            Change::Add(text) => {
                shown.push((next, text));
                next = next.wrapping_add(1);
            }
            Change::DropOldest if !shown.is_empty() => drop(shown.remove(0)),
            Change::DropOldest => {}
        }
        Rc::new(Self { shown, next })
    }
}

/// Props of [`ToastProvider`].
#[derive(Properties, PartialEq)]
pub struct ToastProviderProps {
    /// Everything that may say something in passing.
    pub children: Html,
}

/// Shows passing messages of everything inside; screen readers hear them politely.
#[component]
pub fn ToastProvider(props: &ToastProviderProps) -> Html {
    let messages = use_reducer(Messages::default);
    let say = {
        let dispatcher = messages.dispatcher();
        use_callback((), move |text: AttrValue, ()| {
            dispatcher.dispatch(Change::Add(text));
            let dispatcher = dispatcher.clone();
            browser::after(STAY, move || dispatcher.dispatch(Change::DropOldest));
        })
    };
    let toast = |(id, text): &(u32, AttrValue)| {
        html! { <p key={*id} class="toast">{ Icon::Check }{ text }</p> }
    };
    html! {
        <ContextProvider<Callback<AttrValue>> context={say}>
            { props.children.clone() }
            <div class="toasts" role="status" aria-live="polite">{ for messages.shown.iter().map(toast) }</div>
        </ContextProvider<Callback<AttrValue>>>
    }
}
