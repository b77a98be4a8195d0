//! One report.

use super::closing::{ClosingProps, use_closing};
use super::words;
use crate::components::{Card, Fact, Icon, Mood, Notice, keyed_part};
use crate::i18n::{t, time};
use crate::routes::Route;
use shared::reports::{Report, ReportState};
use yew::prelude::*;
use yew_router::prelude::Link;

/// A report, and who reads it.
pub struct ReportCard<'r> {
    /// The report.
    pub report: &'r Report,
    /// Whether the reader administers the network.
    pub administers: bool,
    /// Whether the reader can open what is reported: its page asks for an organisation.
    pub opens: bool,
    /// A report was closed: the list is out of date.
    pub onclosed: &'r Callback<()>,
}

/// What is reported about whom, and what came of it.
pub fn report_card(card: &ReportCard<'_>) -> Html {
    let report = card.report;
    html! {
        <Card title={AttrValue::from(report.about.name.clone())} action={words::badge(report)}>
            <p class="prose">{ &report.text }</p>
            { facts(card) }
            { result(report) }
            if card.administers && report.state == ReportState::Open {
                { keyed_part(&report.id.to_string(), use_closing, ClosingProps { report: report.clone(), onclosed: card.onclosed.clone() }) }
            }
        </Card>
    }
}

fn facts(card: &ReportCard<'_>) -> Html {
    let report = card.report;
    let subject = words::subject(report.subject);
    let page = words::page(report).filter(|_| card.opens);
    html! {
        <dl class="facts">
            <Fact term={t!("report.why")} icon={Icon::Info}>{ words::reason(report.reason) }</Fact>
            <Fact term={t!("report.about")} icon={Icon::List}>
                if let Some(to) = page {
                    <Link<Route> {to}>{ subject }</Link<Route>>
                } else {
                    { subject }
                }
            </Fact>
            <Fact term={t!("report.when")} icon={Icon::Calendar}>{ time::moment(report.reported_at) }</Fact>
            if card.administers {
                <Fact term={t!("report.by")} icon={Icon::User}>
                    { &report.reported_by }<br />{ &report.organisation.name }
                </Fact>
            }
        </dl>
    }
}

/// What came of it, and what the administrator says.
fn result(report: &Report) -> Html {
    let Some(outcome) = report.outcome else { return html! {} };
    html! {
        <Notice mood={Mood::Neutral} icon={Icon::Check} title={words::outcome(outcome)}>
            if let Some(answer) = &report.answer {
                <p class="prose">{ answer }</p>
            }
            if let Some(at) = report.closed_at {
                <p class="muted">{ t!("report.closed_at", when = time::moment(at)) }</p>
            }
        </Notice>
    }
}
