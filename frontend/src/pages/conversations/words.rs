//! What was said, in one line: for the list of conversations and for who does not see the thread.

use crate::i18n::t;
use shared::conversations::Message;
use yew::AttrValue;

/// What a message says.
pub fn said(message: &Message) -> AttrValue {
    match &message.text {
        _ if message.withdrawn_at.is_some() => t!("messages.withdrawn"),
        Some(text) => text.clone().into(),
        None => photos(message.photos.len()),
    }
}

/// So many photos.
pub fn photos(count: usize) -> AttrValue {
    t!("messages.photos", n = count)
}
