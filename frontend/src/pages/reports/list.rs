//! One's own reports; for the administrator those of all, first the ones that wait.

use super::card::{ReportCard, report_card};
use super::{all, words};
use crate::client;
use crate::components::{Choice, Empty, Icon, PageHeader, PagesView, Segmented, keyed_part, one_of};
use crate::hooks::{Binding, use_fresh, use_pages, use_session};
use crate::i18n::t;
use crate::routes::Route;
use serde::{Deserialize, Serialize};
use shared::reports::{Report, ReportQuery, ReportState};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// What the address says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct ReportsAddress {
    /// Only in this state.
    #[serde(rename = "etat", default, skip_serializing_if = "Option::is_none")]
    state: Option<ReportState>,
}

/// The list.
#[hook]
pub fn use_list_page() -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let address = use_location().and_then(|location| location.query::<ReportsAddress>().ok()).unwrap_or_default();
    let administers = session.me().is_some_and(|me| me.user.network_admin);
    let opens = session.membership().is_some();
    if !administers {
        return html! {
            <div class="readable stack">
                <PageHeader title={t!("report.own")} lead={t!("report.own_lead")} back={Route::Account} back_label={t!("account.title")} />
                { keyed_part("own", use_reports, ReportsProps { state: None, administers, opens }) }
            </div>
        };
    }
    let state = address.state.unwrap_or(ReportState::Open);
    let change = Callback::from(move |chosen| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.push_with_query(&all(), ReportsAddress { state: Some(chosen) });
        }
    });
    let bind = Binding { pointer: "/state", value: state, error: None, change };
    let choices: Vec<_> = ReportState::ALL.iter().map(|state| Choice::new(*state, words::state(*state))).collect();
    html! {
        <div class="readable stack">
            <PageHeader title={t!("report.title")} lead={t!("report.lead")} back={Route::Administration} back_label={t!("administration.title")} />
            <Segmented question={one_of(&bind, &choices)} label={t!("report.state")} show_label=false />
            { keyed_part(state.as_str(), use_reports, ReportsProps { state: Some(state), administers, opens }) }
        </div>
    }
}

#[derive(PartialEq)]
struct ReportsProps {
    state: Option<ReportState>,
    administers: bool,
    opens: bool,
}

#[hook]
fn use_reports(props: Rc<ReportsProps>) -> Html {
    let ReportsProps { state, administers, opens } = *props;
    let pages = use_pages(format!("reports {state:?}"), move |cursor| {
        client::reports::list(ReportQuery { state, limit: None, cursor })
    });
    use_fresh(&pages.first.reload);
    let onclosed = pages.first.reload.clone();
    let item = Callback::from(move |report: Report| {
        report_card(&ReportCard { report: &report, administers, opens, onclosed: &onclosed })
    });
    html! { <PagesView shown={pages.shown(&item)} empty={nothing(state)} /> }
}

fn nothing(state: Option<ReportState>) -> Html {
    match state {
        None => html! { <Empty icon={Icon::Shield} title={t!("report.none_own")} hint={t!("report.none_own_hint")} /> },
        Some(ReportState::Open) => html! { <Empty icon={Icon::Check} title={t!("report.none_open")} /> },
        Some(ReportState::Closed) => html! { <Empty icon={Icon::Shield} title={t!("report.none_closed")} /> },
    }
}

/// The form without anything to report.
pub fn nothing_yet() -> Html {
    html! {
        <div class="readable stack">
            <PageHeader title={t!("report.title_new")} back={all()} back_label={t!("report.own")} />
            <Empty icon={Icon::Shield} title={t!("report.nothing_named")} hint={t!("report.none_own_hint")} />
        </div>
    }
}
