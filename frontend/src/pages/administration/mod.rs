//! The network's administrator: who is admitted.

mod decision;

use crate::client;
use crate::components::{Choice, Empty, Icon, PageHeader, PagesView, Segmented, keyed_part, one_of};
use crate::hooks::{Binding, use_pages, use_session};
use crate::i18n::{t, word};
use decision::organisation_card;
use shared::organisations::{Organisation, OrganisationQuery, OrganisationStatus};
use std::rc::Rc;
use yew::prelude::*;

/// Organisations by where they stand in their admission; those that wait come first.
#[hook]
pub fn use_administration_page() -> Html {
    let session = use_session();
    let status = use_state(|| OrganisationStatus::Pending);
    if !session.me().is_some_and(|me| me.user.network_admin) {
        return html! { <PageHeader title={t!("nav.administration")} lead={t!("problem.forbidden")} /> };
    }
    let change = {
        let status = status.clone();
        Callback::from(move |chosen| status.set(chosen))
    };
    let bind = Binding { pointer: "/status", value: *status, error: None, change };
    let shown = [OrganisationStatus::Pending, OrganisationStatus::Approved, OrganisationStatus::Refused];
    let choices: Vec<_> = shown.into_iter().map(|status| Choice::new(status, word(status))).collect();
    html! {
        <div class="stack">
            <PageHeader title={t!("administration.title")} lead={t!("administration.lead")} />
            <Segmented question={one_of(&bind, &choices)} label={t!("administration.status")} show_label=false />
            { keyed_part(status.as_str(), use_organisations, OrganisationsProps { status: *status }) }
        </div>
    }
}

#[derive(PartialEq)]
struct OrganisationsProps {
    status: OrganisationStatus,
}

#[hook]
fn use_organisations(props: Rc<OrganisationsProps>) -> Html {
    let status = props.status;
    let pages = use_pages(format!("organisations {status}"), move |cursor| {
        client::organisations::list(OrganisationQuery { status: Some(status), limit: None, cursor })
    });
    let ondecided = pages.first.reload.clone();
    let item = Callback::from(move |organisation: Organisation| organisation_card(&organisation, &ondecided));
    let empty = match status {
        OrganisationStatus::Pending => {
            html! { <Empty icon={Icon::Check} title={t!("administration.none_waiting")} hint={t!("administration.none_waiting_hint")} /> }
        }
        _ => html! { <Empty icon={Icon::Building} title={t!("administration.none")} /> },
    };
    html! { <PagesView shown={pages.shown(&item)} {empty} /> }
}
