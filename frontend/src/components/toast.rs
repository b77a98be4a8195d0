//! Passing messages: "published", "copied", and now and then "refused".

use super::Icon;
use crate::browser;
use std::rc::Rc;
use yew::prelude::*;

/// How long a message stays, ms: long enough for a slow reader, and nothing is said here alone.
const STAY: i32 = 6_000;

/// What is said in passing.
#[derive(Clone, PartialEq)]
struct Message {
    text: AttrValue,
    icon: Icon,
}

/// Says in passing what has been done.
#[hook]
pub fn use_toast() -> Callback<AttrValue> {
    use_saying(Icon::Check)
}

/// Says in passing what has failed.
#[hook]
pub fn use_warning() -> Callback<AttrValue> {
    use_saying(Icon::Warning)
}

#[hook]
fn use_saying(icon: Icon) -> Callback<AttrValue> {
    let say = use_context::<Callback<Message>>().unwrap_or_else(Callback::noop);
    use_callback(say, move |text, say| say.emit(Message { text, icon }))
}

#[derive(Default, PartialEq)]
struct Messages {
    shown: Vec<(u32, Message)>,
    next: u32,
}

enum Change {
    Add(Message),
    DropOldest,
}

impl Reducible for Messages {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut shown = self.shown.clone();
        let mut next = self.next;
        match change {
            Change::Add(message) => {
                shown.push((next, message));
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
        use_callback((), move |message: Message, ()| {
            dispatcher.dispatch(Change::Add(message));
            let dispatcher = dispatcher.clone();
            browser::after(STAY, move || dispatcher.dispatch(Change::DropOldest));
        })
    };
    let toast = |(id, Message { text, icon }): &(u32, Message)| {
        html! { <p key={*id} class="toast">{ *icon }{ text }</p> }
    };
    html! {
        <ContextProvider<Callback<Message>> context={say}>
            { props.children.clone() }
            <div class="toasts" role="status" aria-live="polite">{ for messages.shown.iter().map(toast) }</div>
        </ContextProvider<Callback<Message>>>
    }
}
