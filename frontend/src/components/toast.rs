//! Passing messages: "published", "copied", and now and then "refused".

use super::Icon;
use crate::browser;
use std::rc::Rc;
use yew::prelude::*;

/// How long a message stays, ms: long enough for a slow reader, and nothing is said here alone.
const STAY: i32 = 6_000;
/// Messages at once; a pile of them would stand before what is to be pressed next.
const MOST: usize = 2;

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

/// The messages that are shown, the oldest first.
#[derive(Default, PartialEq)]
struct Messages(Vec<(u32, Message)>);

enum Change {
    Add(u32, Message),
    Drop(u32),
}

impl Reducible for Messages {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut shown = self.0.clone();
        match change {
            Change::Add(id, message) => shown.push((id, message)),
            Change::Drop(id) => shown.retain(|(other, _)| *other != id),
        }
        Rc::new(Self(shown.split_off(shown.len().saturating_sub(MOST))))
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
    let next = use_mut_ref(|| 0_u32);
    let say = {
        let dispatcher = messages.dispatcher();
        use_callback((), move |message: Message, ()| {
            let id = next.replace_with(|id| id.wrapping_add(1));
            dispatcher.dispatch(Change::Add(id, message));
            let dispatcher = dispatcher.clone();
            browser::after(STAY, move || dispatcher.dispatch(Change::Drop(id)));
        })
    };
    let toast = |(id, Message { text, icon }): &(u32, Message)| {
        html! { <p key={*id} class="toast">{ *icon }{ text }</p> }
    };
    html! {
        <ContextProvider<Callback<Message>> context={say}>
            { props.children.clone() }
            <div class="toasts" role="status" aria-live="polite">{ for messages.0.iter().map(toast) }</div>
        </ContextProvider<Callback<Message>>>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pile_never_grows_and_each_message_goes_by_itself() {
        let add = |messages: Rc<Messages>, id: u32| {
            messages.reduce(Change::Add(id, Message { text: "Fait".into(), icon: Icon::Check }))
        };
        let shown = |messages: &Messages| messages.0.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        let three = (0..3).fold(Rc::new(Messages::default()), add);
        assert_eq!(shown(&three), [1, 2]);
        // The time of the first, which is gone already, takes no other one away.
        let later = three.reduce(Change::Drop(0));
        assert_eq!(shown(&later), [1, 2]);
        assert_eq!(shown(&later.reduce(Change::Drop(1))), [2]);
    }
}
