//! A new report, about what the address names.

use super::draft::ReportDraft;
use super::link::ReportAddress;
use super::{all, words};
use crate::client;
use crate::components::{
    Button, ButtonLink, Card, Choice, Icon, PageHeader, ProblemView, RadioCards, TextArea, Tone, keyed_part, one_of,
    use_toast,
};
use crate::hooks::{forget, use_form, use_key_of, use_mutation};
use crate::i18n::t;
use shared::reports::{NewReport, Report, ReportReason};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// Asks what is wrong.
#[hook]
pub fn use_new_page() -> Html {
    let address = use_location().and_then(|location| location.query::<ReportAddress>().ok());
    let Some(address) = address else {
        // Somebody has typed the address: from the list it is seen where reports begin.
        return super::list::nothing_yet();
    };
    let key = format!("{:?}{:?}", address.subject, address.subject_id);
    html! {
        <div class="narrow stack-loose">
            <PageHeader
                title={t!("report.title_new")}
                lead={t!("report.lead_new", organisation = address.name.as_str())}
                eyebrow={words::subject(address.subject)}
            />
            { keyed_part(&key, use_report_form, ReportFormProps { address }) }
        </div>
    }
}

#[derive(PartialEq)]
struct ReportFormProps {
    address: ReportAddress,
}

#[hook]
fn use_report_form(props: Rc<ReportFormProps>) -> Html {
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of::<NewReport>());
    let send = use_mutation(
        move |new: NewReport| {
            let key = keys.of(&new);
            client::reports::create(new, key)
        },
        move |_: Report| {
            forget("reports");
            toast.emit(t!("report.sent"));
            if let Some(navigator) = &navigator {
                // In place of this page: "back" leads to what was reported.
                navigator.replace(&all());
            }
        },
    );
    let form = use_form(|| ReportDraft::new(props.address.clone()), send.failure.clone());
    let why = form.field("/reason", |draft| &mut draft.reason);
    let reasons: Vec<_> =
        ReportReason::ALL.iter().map(|reason| Choice::new(Some(*reason), words::reason(*reason))).collect();
    html! {
        <Card>
            <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
                <RadioCards question={one_of(&why, &reasons)} label={t!("report.why")} />
                <TextArea
                    bind={form.field("/text", |draft| &mut draft.text)}
                    label={t!("report.text")}
                    hint={t!("report.text_hint")}
                    rows=6
                />
                <p class="muted">{ t!("report.who_reads", organisation = props.address.name.as_str()) }</p>
                if let Some(error) = form.error("/about_organisation_id") {
                    <p class="error">{ Icon::Warning }{ error }</p>
                }
                <ProblemView failure={send.failure.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Mail} submit=true busy={send.busy}>{ t!("report.send") }</Button>
                    <ButtonLink to={all()} tone={Tone::Quiet}>{ t!("report.own") }</ButtonLink>
                </div>
            </form>
        </Card>
    }
}
