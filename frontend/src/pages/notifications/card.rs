//! A notification as a card that leads to what it is about.

use crate::client;
use crate::components::LinkCard;
use crate::i18n::{t, time};
use crate::notices::{live, words};
use shared::notifications::Notification;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A notification as a card. Following it marks it as read; where that fails it stays unread, which harms nobody.
pub fn notification_card(notification: &Notification) -> Html {
    let (id, is_unread) = (notification.id, notification.read_at.is_none());
    let onclick = Callback::from(move |_: MouseEvent| {
        if is_unread {
            spawn_local(async move {
                if client::notifications::read(id).await.is_ok() {
                    live::read();
                }
            });
        }
    });
    let class = classes!("notice-card", is_unread.then_some("notice-card-unread"));
    // The link inside is what is followed, by keyboard too; its click only passes by here.
    html! {
        <div role="presentation" {onclick}>
            <LinkCard to={words::page_of(notification)} {class}>
                <span class="card-title">
                    if is_unread {
                        <span class="visually-hidden">{ t!("notices.unread") }</span>
                    }
                    { words::sentence(notification) }
                </span>
                <span class="offer-line">
                    { words::icon(notification.kind) }
                    { time::moment(notification.created_at) }
                    { for words::details(notification).into_iter().map(|detail| html! { <>{ " · " }{ detail }</> }) }
                </span>
            </LinkCard>
        </div>
    }
}
