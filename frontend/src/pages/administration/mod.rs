//! The network's administrator: who is admitted.

mod decision;
mod reason;
mod suspension;

use crate::client;
use crate::components::{ButtonLink, Choice, Empty, Icon, PageHeader, PagesView, Segmented, Tone, keyed_part, one_of};
use crate::hooks::{Binding, use_pages, use_session};
use crate::i18n::{t, word};
use crate::pages::{activity, reports, stock};
use crate::routes::Route;
use decision::organisation_card;
use serde::{Deserialize, Serialize};
use shared::organisations::{Organisation, OrganisationQuery, OrganisationStatus};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// What the address says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct AdministrationAddress {
    /// Only organisations of this status.
    #[serde(rename = "etat", default, skip_serializing_if = "Option::is_none")]
    status: Option<OrganisationStatus>,
}

/// Organisations by where they stand in their admission; those that wait come first.
#[hook]
pub fn use_administration_page() -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let address = use_location().and_then(|location| location.query::<AdministrationAddress>().ok()).unwrap_or_default();
    let status = address.status.unwrap_or(OrganisationStatus::Pending);
    if !session.me().is_some_and(|me| me.user.network_admin) {
        return html! { <PageHeader title={t!("nav.administration")} lead={t!("problem.forbidden")} /> };
    }
    let change = Callback::from(move |chosen| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.push_with_query(&Route::Administration, AdministrationAddress { status: Some(chosen) });
        }
    });
    let bind = Binding { pointer: "/status", value: status, error: None, change };
    let choices: Vec<_> = OrganisationStatus::ALL.iter().map(|status| Choice::new(*status, word(*status))).collect();
    html! {
        <div class="stack">
            <PageHeader title={t!("administration.title")} lead={t!("administration.lead")}>
                <ButtonLink to={reports::all()} tone={Tone::Quiet} icon={Icon::Warning}>{ t!("report.title") }</ButtonLink>
                <ButtonLink to={stock::place::Place::Recalls.route()} tone={Tone::Quiet} icon={Icon::Bell}>{ t!("recalls.title") }</ButtonLink>
                <ButtonLink to={activity::place::Place::Network.route()} tone={Tone::Quiet} icon={Icon::Users}>{ t!("activity_network.title") }</ButtonLink>
                <ButtonLink to={Route::SynonymsTree} tone={Tone::Quiet} icon={Icon::Search}>{ t!("synonyms.title") }</ButtonLink>
                <ButtonLink to={Route::Audit} tone={Tone::Quiet} icon={Icon::Clock}>{ t!("audit.title") }</ButtonLink>
            </PageHeader>
            <Segmented question={one_of(&bind, &choices)} label={t!("administration.status")} show_label=false />
            { keyed_part(status.as_str(), use_organisations, OrganisationsProps { status }) }
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
