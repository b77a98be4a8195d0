//! Who did what: the administrator's log, with its filters in the address.

mod address;
mod entry;
mod export;
mod filters;
mod operations;

use crate::client;
use crate::components::{Empty, Icon, PageHeader, PagesView, keyed_part, part};
use crate::hooks::{use_pages, use_session};
use crate::i18n::t;
use crate::routes::Route;
use address::{AuditAddress, Steering, use_audit_address};
use entry::entry;
use export::use_export;
use filters::use_filters;
use shared::audit::AuditEntry;
use std::rc::Rc;
use yew::prelude::*;

/// The log.
#[hook]
pub fn use_audit_page() -> Html {
    let session = use_session();
    let steering = use_audit_address();
    if !session.me().is_some_and(|me| me.user.network_admin) {
        return html! { <PageHeader title={t!("nav.administration")} lead={t!("problem.forbidden")} /> };
    }
    let key = format!("{:?}", steering.address);
    html! {
        <div class="stack">
            <PageHeader title={t!("audit.title")} lead={t!("audit.lead")} back={Route::Administration} back_label={t!("nav.administration")}>
                { part(use_export, steering.clone()) }
            </PageHeader>
            { part(use_filters, steering.clone()) }
            { keyed_part(&key, use_entries, steering) }
        </div>
    }
}

#[hook]
fn use_entries(steering: Rc<Steering>) -> Html {
    let address = steering.address.clone();
    let pages = use_pages(format!("audit {address:?}"), {
        let address = address.clone();
        move |cursor| client::audit::list(address.query(cursor))
    });
    let item = Callback::from(move |found: AuditEntry| entry(&found, &steering));
    let hint = (address != AuditAddress::default()).then(|| t!("audit.none_hint"));
    let empty = html! { <Empty icon={Icon::Search} title={t!("audit.none")} {hint} /> };
    html! { <PagesView shown={pages.shown(&item)} class={classes!("rows", "card")} {empty} /> }
}
