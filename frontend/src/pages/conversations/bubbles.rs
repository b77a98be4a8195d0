//! Messages as they are read: ours at the right, theirs at the left, a line between days.

use super::state::{Thread, Waiting};
use super::words;
use crate::components::{Button, Icon, Tone, keyed_part};
use crate::i18n::{t, time, zone};
use crate::pages::offers::photos::{GalleryProps, use_gallery};
use shared::conversations::{Message, NewMessage};
use shared::ids::MessageId;
use yew::prelude::*;

/// Sends a message with its key.
pub type Send = Callback<(String, NewMessage)>;

/// All messages that are known, the first first, and those that are on their way.
pub fn bubbles(thread: &Thread, withdraw: &Callback<MessageId>, send: &Send, drop_unsent: &Callback<String>) -> Html {
    if thread.messages.is_empty() && thread.waiting.is_empty() {
        return if thread.version.is_some() && thread.may_write {
            html! { <p class="muted">{ t!("messages.none") }</p> }
        } else {
            html! {}
        };
    }
    let mut day = None;
    let mut items: Vec<Html> = Vec::new();
    for message in thread.messages.values() {
        let today = zone::wall(message.created_at).date();
        if day.replace(today) != Some(today) {
            items.push(html! { <li key={today.to_string()} class="message-day"><span>{ time::day(today) }</span></li> });
        }
        items.push(bubble(message, withdraw));
    }
    items.extend(thread.waiting.iter().map(|waiting| unsent(waiting, send, drop_unsent)));
    html! { <ol class="messages">{ for items }</ol> }
}

fn bubble(message: &Message, withdraw: &Callback<MessageId>) -> Html {
    let (id, side) = (message.id, message.ours.then_some("message-ours"));
    let onclick = withdraw.reform(move |()| id);
    html! {
        <li key={id.to_string()} class={classes!("message", side)}>
            <p class="message-head">
                <strong>{ &message.author }</strong>{ ", " }{ &message.organisation.name }{ " · " }{ time::clock(message.created_at) }
            </p>
            if message.withdrawn_at.is_some() {
                <p class="message-text message-gone">{ t!("messages.withdrawn") }</p>
            } else {
                if let Some(text) = &message.text {
                    <p class="message-text" dir="auto">{ text }</p>
                }
                { photos(message) }
            }
            if message.withdraw_until.is_some_and(|until| until > zone::now()) {
                <Button tone={Tone::Quiet} label={t!("messages.withdraw_label")} {onclick}>{ t!("messages.withdraw") }</Button>
            }
        </li>
    }
}

/// Its photos, small; each opens large. Where nobody has said what is to be seen, whose photo it is.
fn photos(message: &Message) -> Html {
    if message.photos.is_empty() {
        return html! {};
    }
    let title = t!("messages.photo_of", author = message.author.as_str());
    let told = |alt: &Option<String>| alt.clone().map_or_else(|| title.clone(), AttrValue::from);
    let alts = message.photos.iter().map(|one| Some(told(&one.alt))).collect();
    let photos = message.photos.iter().map(|one| one.photo).collect();
    keyed_part(&message.id.to_string(), use_gallery, GalleryProps { photos, title: title.clone(), alts })
}

fn unsent(waiting: &Waiting, send: &Send, drop_unsent: &Callback<String>) -> Html {
    let Waiting { key, new, failure } = waiting.clone();
    let again = {
        let key = key.clone();
        send.reform({
            let new = new.clone();
            move |()| (key.clone(), new.clone())
        })
    };
    let give_up = {
        let key = key.clone();
        drop_unsent.reform(move |()| key.clone())
    };
    html! {
        <li {key} class="message message-ours message-waiting">
            if let Some(text) = &new.text {
                <p class="message-text" dir="auto">{ text }</p>
            }
            if !new.photos.is_empty() {
                <p class="message-head with-icon">{ Icon::Picture }<span>{ words::photos(new.photos.len()) }</span></p>
            }
            if let Some(failure) = failure {
                <div role="alert">
                    <p class="message-head with-icon">{ Icon::Warning }<strong>{ t!("messages.unsent") }</strong></p>
                    <p class="message-head">{ failure.sentence() }</p>
                </div>
                <div class="cluster">
                    <Button icon={Icon::Refresh} onclick={again}>{ t!("messages.again") }</Button>
                    <Button tone={Tone::Quiet} onclick={give_up}>{ t!("messages.drop") }</Button>
                </div>
            } else {
                <p class="message-head">{ t!("messages.sending") }</p>
            }
        </li>
    }
}
