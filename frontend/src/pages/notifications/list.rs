//! The person's notifications, newest first. The page changes by itself when there is something new.

use super::card::notification_card;
use crate::client;
use crate::components::{Button, Empty, Icon, PageHeader, PagesView, Tone};
use crate::hooks::{use_fresh, use_mutation, use_pages};
use crate::i18n::t;
use crate::notices::live;
use shared::notifications::{Notification, NotificationPage, NotificationQuery};
use yew::prelude::*;

/// The notifications.
#[hook]
pub fn use_notifications_page() -> Html {
    let pages = use_pages::<NotificationPage, _, _>("notifications".to_owned(), |cursor| {
        client::notifications::list(NotificationQuery { unread: None, limit: None, cursor })
    });
    let reload = pages.first.reload.clone();
    use_fresh(&reload);
    use_effect_with(reload.clone(), |reload| {
        live::tell_page(Some(reload.clone()));
        || live::tell_page(None)
    });
    let all_read = use_mutation(
        |()| client::notifications::read_all(),
        move |()| {
            live::read();
            reload.emit(());
        },
    );
    let any_unread = pages.items().iter().any(|notification| notification.read_at.is_none());
    let item = Callback::from(|notification: Notification| notification_card(&notification));
    let empty = html! { <Empty icon={Icon::Bell} title={t!("notices.none")} hint={t!("notices.none_hint")} /> };
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("notices.title")} />
            if any_unread {
                <div class="cluster">
                    <Button tone={Tone::Quiet} icon={Icon::Check} busy={all_read.busy} onclick={all_read.run.clone()}>
                        { t!("notices.read_all") }
                    </Button>
                </div>
            }
            if let Some(failure) = &all_read.failure {
                <p class="error" role="alert">{ failure.sentence() }</p>
            }
            <PagesView shown={pages.shown(&item)} class={classes!("list")} {empty} />
        </div>
    }
}
