//! One conversation: fetched when its page opens, fresh while somebody looks at it.

use super::bubbles::bubbles;
use super::compose::{ComposeProps, use_compose};
use super::state::{Event, Thread};
use super::words;
use crate::browser;
use crate::client::Failure;
use crate::client::conversations::{self as client, About};
use crate::components::{Button, Card, Mood, Notice, ProblemView, Tone, keyed_part, skeleton};
use crate::hooks::use_mutation;
use crate::i18n::t;
use shared::conversations::{MessageQuery, NewMessage};
use shared::ids::MessageId;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How often a conversation that somebody looks at asks for what is new, in milliseconds.
const EVERY: i32 = 15_000;

/// Props of [`use_thread`].
#[derive(PartialEq)]
pub struct ThreadProps {
    /// About what.
    pub about: About,
}

/// The section of a page.
#[hook]
pub fn use_thread(props: Rc<ThreadProps>) -> Html {
    let about = props.about;
    let thread = use_reducer(Thread::default);
    let look = use_look(about, &thread);
    use_read_mark(about, &thread);
    let older = {
        let (dispatcher, cursor) = (thread.dispatcher(), thread.older.clone());
        let query = MessageQuery { cursor, ..MessageQuery::default() };
        use_mutation(move |()| client::messages(about, query.clone()), move |page| dispatcher.dispatch(Event::Older(page)))
    };
    let withdraw = {
        let dispatcher = thread.dispatcher();
        use_mutation(client::withdraw, move |message| {
            dispatcher.dispatch(Event::Changed(message));
            // The button that had the focus is gone.
            browser::focus_first(".conversation textarea");
        })
    };
    let send = {
        let dispatcher = thread.dispatcher();
        use_callback((), move |(key, new): (String, NewMessage), ()| {
            dispatcher.dispatch(Event::Sending(key.clone(), new.clone()));
            let dispatcher = dispatcher.clone();
            spawn_local(async move {
                dispatcher.dispatch(match client::create(about, new, key.clone()).await {
                    Ok(message) => Event::Sent(key, message),
                    Err(failure) => Event::Unsent(key, failure),
                });
            });
        })
    };
    let drop_unsent = {
        let dispatcher = thread.dispatcher();
        use_callback((), move |key, ()| dispatcher.dispatch(Event::Dropped(key)))
    };
    html! {
        <Card title={t!("messages.title")} class="conversation">
            <div class="stack-tight">
                if thread.older.is_some() {
                    <div><Button tone={Tone::Quiet} busy={older.busy} onclick={older.run.clone()}>{ t!("messages.older") }</Button></div>
                }
                <ProblemView failure={older.failure.clone()} />
                if thread.version.is_none() && thread.failure.is_none() {
                    { skeleton(2) }
                }
                { bubbles(&thread, &withdraw.run, &send, &drop_unsent) }
                <ProblemView failure={withdraw.failure.clone()} />
                <ProblemView failure={thread.failure.clone()} retry={look} />
                { announcement(&thread) }
                if thread.may_write {
                    { keyed_part(&about.path(), use_compose, ComposeProps { about, send }) }
                } else if thread.closed {
                    <Notice mood={Mood::Neutral}><p>{ t!("messages.closed") }</p></Notice>
                }
            </div>
        </Card>
    }
}

/// Says politely what has come from the other side while the page was open.
fn announcement(thread: &Thread) -> Html {
    let said = thread.arrived.as_ref().map(|message| {
        let text = words::said(message);
        t!("messages.arrived", author = message.author.as_str(), text = text)
    });
    html! { <p class="visually-hidden" role="status">{ said.unwrap_or_default() }</p> }
}

/// Fetches the newest messages, and then what has happened since: every quarter of a minute while the page can be seen, and
/// when it comes to the front. Gives the way to ask at once.
#[hook]
fn use_look(about: About, thread: &UseReducerHandle<Thread>) -> Callback<()> {
    let version = use_mut_ref(|| None);
    version.replace(thread.version);
    let look = {
        let dispatcher = thread.dispatcher();
        use_callback((), move |(), ()| {
            let (dispatcher, after) = (dispatcher.clone(), *version.borrow());
            spawn_local(async move {
                let query = MessageQuery { after, ..MessageQuery::default() };
                dispatcher.dispatch(match client::messages(about, query).await {
                    Ok(page) if after.is_some() => Event::News(page),
                    Ok(page) => Event::Newest(page),
                    // Nothing is missing that was there: the next look asks again.
                    Err(Failure::Offline) if after.is_some() => return,
                    Err(failure) => Event::Unanswered(failure),
                });
            });
        })
    };
    use_effect_with(look.clone(), |look| {
        look.emit(());
        let again = {
            let look = look.clone();
            move || {
                if browser::is_visible() {
                    look.emit(());
                }
            }
        };
        let kept = (browser::every(EVERY, again.clone()), browser::listen("focus", again));
        move || drop(kept)
    });
    look
}

/// What is shown to somebody who looks at the page is read.
#[hook]
fn use_read_mark(about: About, thread: &UseReducerHandle<Thread>) {
    let unread: Option<MessageId> = thread.last().filter(|_| thread.unread > 0 && browser::is_visible());
    let dispatcher = thread.dispatcher();
    use_effect_with(unread, move |unread| {
        let Some(up_to) = *unread else { return };
        spawn_local(async move {
            if client::read(about, up_to).await.is_ok() {
                dispatcher.dispatch(Event::Read);
                browser::announce(browser::MESSAGES_READ);
            }
        });
    });
}
