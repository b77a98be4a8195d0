//! A conversation as this page knows it: what the server has said, and what is still on its way there.

use crate::client::Failure;
use shared::conversations::{Message, MessagePage, NewMessage};
use shared::ids::MessageId;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// A message that the server has not taken yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its Idempotency-Key.
    pub key: String,
    /// What it says.
    pub new: NewMessage,
    /// Why it was not sent.
    pub failure: Option<Failure>,
}

/// What is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread {
    /// By their places.
    pub messages: BTreeMap<i64, Message>,
    /// Where older ones begin.
    pub older: Option<String>,
    /// What has happened since is asked for; `None` until the first answer.
    pub version: Option<i64>,
    /// Messages that the person has not read.
    pub unread: i64,
    /// Whether the person can write.
    pub may_write: bool,
    /// Whether that is because all of it is over.
    pub closed: bool,
    /// What is on its way, the first first.
    pub waiting: Vec<Waiting>,
    /// The newest message of the other side that came while the page was open.
    pub arrived: Option<Message>,
    /// Why the last question was not answered.
    pub failure: Option<Failure>,
}

/// What happens to it.
pub enum Event {
    /// The newest messages.
    Newest(MessagePage),
    /// Older ones.
    Older(MessagePage),
    /// What has happened since the version.
    News(MessagePage),
    /// A question was not answered.
    Unanswered(Failure),
    /// A message is sent, for the first time or again.
    Sending(String, NewMessage),
    /// The server has taken it.
    Sent(String, Message),
    /// It has not.
    Unsent(String, Failure),
    /// The person gives it up.
    Dropped(String),
    /// The server has answered with this message as it is now.
    Changed(Message),
    /// Everything is read.
    Read,
}

impl Thread {
    /// The newest message.
    #[must_use]
    pub fn last(&self) -> Option<MessageId> {
        self.messages.last_key_value().map(|(_, message)| message.id)
    }

    fn take(&mut self, page: MessagePage) {
        (self.unread, self.may_write, self.failure) = (page.unread, page.may_write, None);
        self.closed = !page.may_write && page.writable_until.is_some();
        self.version = Some(self.version.unwrap_or(0).max(page.version));
        self.messages.extend(page.items.into_iter().map(|message| (message.number, message)));
    }

    fn news(&mut self, page: MessagePage) {
        let last = self.messages.last_key_value().map_or(0, |(number, _)| *number);
        let theirs =
            page.items.iter().filter(|message| !message.ours && message.number > last && message.withdrawn_at.is_none());
        self.arrived = theirs.max_by_key(|message| message.number).cloned().or_else(|| self.arrived.take());
        self.take(page);
    }

    fn sending(&mut self, key: String, new: NewMessage) {
        match self.waiting.iter_mut().find(|waiting| waiting.key == key) {
            Some(waiting) => waiting.failure = None,
            None => self.waiting.push(Waiting { key, new, failure: None }),
        }
    }
}

impl Reducible for Thread {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let mut thread = (*self).clone();
        match event {
            Event::Newest(page) => {
                thread.older.clone_from(&page.next_cursor);
                thread.take(page);
            }
            Event::Older(page) => {
                thread.older = page.next_cursor;
                thread.messages.extend(page.items.into_iter().map(|message| (message.number, message)));
            }
            Event::News(page) => thread.news(page),
            Event::Unanswered(failure) => thread.failure = Some(failure),
            Event::Sending(key, new) => thread.sending(key, new),
            Event::Sent(key, message) => {
                thread.waiting.retain(|waiting| waiting.key != key);
                thread.messages.insert(message.number, message);
            }
            Event::Unsent(key, failure) => {
                if let Some(waiting) = thread.waiting.iter_mut().find(|waiting| waiting.key == key) {
                    waiting.failure = Some(failure);
                }
            }
            Event::Dropped(key) => thread.waiting.retain(|waiting| waiting.key != key),
            Event::Changed(message) => drop(thread.messages.insert(message.number, message)),
            Event::Read => thread.unread = 0,
        }
        Rc::new(thread)
    }
}
