//! The stream of notifications, one for all tabs of the browser: the tab that holds the lock reads it and tells the others.
//!
//! When it is cut it is opened again, later and later, from the last notification on; without network nothing is tried and
//! nothing is said.

use super::bell::Listener;
use super::words;
use crate::browser;
use crate::client::{self, Failure};
use crate::json;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use shared::ids::NotificationId;
use shared::notifications::Notification;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent, ReadableStreamDefaultReader};
use yew::Callback;

/// What tabs call each other by.
const NAME: &str = "maillage-notices";
/// Tells the other tabs that something was read.
const READ: &str = "read";
/// How long after the first cut the stream is opened again, ms; twice as long after each following one.
const FIRST_PAUSE: f64 = 1_000.0;
/// The longest pause, ms.
const LONGEST_PAUSE: f64 = 60_000.0;
/// A stream that has lasted so long was a good one, ms.
const GOOD: f64 = 20_000.0;
/// Notifications that are remembered, so that one which comes twice is said once.
const REMEMBERED: usize = 200;

/// What listens in this tab.
struct Watch {
    listener: Listener,
    channel: Option<BroadcastChannel>,
    heard: RefCell<Vec<NotificationId>>,
    last: Cell<Option<NotificationId>>,
}

thread_local! {
    static CURRENT: RefCell<Option<Rc<Watch>>> = const { RefCell::new(None) };
    /// The page of notifications, while it is open.
    static PAGE: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
}

/// Calls `reload` when there is something new, until somebody else or nobody is to be called.
pub fn tell_page(reload: Option<Callback<()>>) {
    PAGE.set(reload);
}

/// Something was read: this tab and the others count anew.
pub fn read() {
    if let Some(watch) = CURRENT.with_borrow(Clone::clone) {
        watch.tell_others(READ);
        spawn_local(async move { watch.count().await });
    }
}

/// Listens for as long as somebody wants to hear.
pub fn begin(listener: Listener) {
    if !listener.alive.get() {
        return;
    }
    let name = format!("{NAME} {}", listener.person);
    // Missing in very old browsers: each tab then watches for itself.
    let channel = BroadcastChannel::new(&name).ok();
    let watch = Rc::new(Watch { listener, channel, heard: RefCell::default(), last: Cell::new(None) });
    CURRENT.set(Some(Rc::clone(&watch)));
    watch.hear_others();
    {
        let watch = Rc::clone(&watch);
        spawn_local(async move { watch.count().await });
    }
    alone(&name, move || Box::pin(watch.follow()));
}

/// Does the work in one tab at a time, where the browser knows locks; the next tab begins when this one is closed.
fn alone(name: &str, work: impl FnOnce() -> std::pin::Pin<Box<dyn Future<Output = ()>>> + 'static) {
    let locks = browser::window().and_then(|window| Reflect::get(&window.navigator(), &"locks".into()).ok());
    let request = locks.as_ref().and_then(|locks| Reflect::get(locks, &"request".into()).ok()?.dyn_into::<Function>().ok());
    match (locks, request) {
        (Some(locks), Some(request)) => {
            let held = Closure::once_into_js(move || {
                let work = work();
                future_to_promise(async move {
                    work.await;
                    Ok(JsValue::UNDEFINED)
                })
            });
            // Fails only where locks are refused; the page then counts when it is opened.
            let _ = request.call2(&locks, &name.into(), &held);
        }
        _ => spawn_local(work()),
    }
}

impl Watch {
    fn is_alive(&self) -> bool {
        self.listener.alive.get()
    }

    fn tell_others(&self, text: &str) {
        if let Some(channel) = &self.channel {
            // Fails only for a channel that is closed.
            let _ = channel.post_message(&text.into());
        }
    }

    fn hear_others(self: &Rc<Self>) {
        let Some(channel) = &self.channel else { return };
        let watch = Rc::downgrade(self);
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(watch) = watch.upgrade().filter(|watch| watch.is_alive()) else { return };
            let text = event.data().as_string().unwrap_or_default();
            if text == READ {
                page_again();
                spawn_local(async move { watch.count().await });
            } else {
                watch.hear(&text);
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        // As long as the tab.
        heard.forget();
    }

    /// Asks how many are unread.
    async fn count(self: Rc<Self>) {
        if let Ok(unread) = client::notifications::find_unread().await
            && self.is_alive()
        {
            self.listener.count.emit(unread.count);
        }
    }

    /// A notification, from the server or from the tab that watches. `false`: it was known.
    fn hear(self: &Rc<Self>, text: &str) -> bool {
        let Ok(notification) = json::read::<Notification>(text) else { return false };
        let is_known = {
            let mut heard = self.heard.borrow_mut();
            let is_known = heard.contains(&notification.id);
            heard.push(notification.id);
            if heard.len() > REMEMBERED {
                heard.remove(0);
            }
            is_known
        };
        self.last.set(Some(notification.id));
        if is_known {
            return false;
        }
        if browser::is_visible() {
            self.listener.say.emit(words::sentence(&notification));
        }
        page_again();
        let watch = Rc::clone(self);
        spawn_local(async move { watch.count().await });
        true
    }

    /// Keeps a stream open.
    async fn follow(self: Rc<Self>) {
        let mut pause = FIRST_PAUSE;
        while self.is_alive() {
            if browser::is_online() {
                let began = js_sys::Date::now();
                // Whatever cut it, it is opened again; much later where the server has refused it.
                let outcome = self.stream().await;
                pause = match outcome {
                    Err(Failure::Unreadable) => LONGEST_PAUSE,
                    _ if js_sys::Date::now() - began > GOOD => FIRST_PAUSE,
                    _ => pause,
                };
            }
            // Not all browsers at the same moment when a server was started anew.
            sleep(pause + pause * js_sys::Math::random()).await;
            pause = (pause * 2.0).min(LONGEST_PAUSE);
        }
    }

    /// Reads one stream to its end.
    async fn stream(self: &Rc<Self>) -> Result<(), Failure> {
        let response = client::notifications::watch(self.last.get()).await?;
        let body = response.body().ok_or(Failure::Unreadable)?;
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        // What came while nobody watched.
        Rc::clone(self).count().await;
        page_again();
        let mut text = Vec::new();
        loop {
            let read = JsFuture::from(reader.read()).await.map_err(|_| Failure::Offline)?;
            if !self.is_alive() {
                // Ends the connection; what it answers is no matter.
                drop(reader.cancel());
                return Ok(());
            }
            let member = |name: &str| Reflect::get(&read, &name.into()).unwrap_or(JsValue::UNDEFINED);
            if member("done").is_truthy() {
                return Ok(());
            }
            text.extend(member("value").unchecked_into::<Uint8Array>().to_vec());
            while let Some(end) = text.windows(2).position(|pair| pair == b"\n\n") {
                let message: Vec<u8> = text.drain(..end + 2).collect();
                self.message(&String::from_utf8_lossy(&message));
            }
        }
    }

    fn message(self: &Rc<Self>, message: &str) {
        if let Some(data) = message.lines().find_map(|line| line.strip_prefix("data: "))
            && self.hear(data)
        {
            self.tell_others(data);
        }
    }
}

fn page_again() {
    if let Some(reload) = PAGE.with_borrow(Clone::clone) {
        reload.emit(());
    }
}

async fn sleep(millis: f64) {
    let promise = Promise::new(&mut |done, _| {
        #[expect(clippy::cast_possible_truncation, reason = "two minutes at most")]
        let millis = millis as i32;
        if let Some(window) = browser::window() {
            // Cannot fail for a function.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, millis);
        }
    });
    // A promise that is never refused.
    let _ = JsFuture::from(promise).await;
}
