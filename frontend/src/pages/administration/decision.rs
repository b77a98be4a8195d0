//! One organisation before the administrator: what it says of itself, and the decision.

use crate::client;
use crate::components::{
    Badge, Button, Card, Dialog, Fact, Icon, Mood, ProblemView, TextArea, Tone, keyed_part, part, use_toast,
};
use crate::hooks::{Draft, checked, use_form, use_mutation};
use crate::i18n::{t, time, word};
use shared::ids::OrganisationId;
use shared::organisations::{Organisation, OrganisationStatus, Reason};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// An organisation with what the decision needs.
pub fn organisation_card(organisation: &Organisation, ondecided: &Callback<()>) -> Html {
    let mood = match organisation.status {
        OrganisationStatus::Pending => Mood::Warm,
        OrganisationStatus::Approved => Mood::Good,
        OrganisationStatus::Refused | OrganisationStatus::Suspended => Mood::Bad,
    };
    let badge = html! { <Badge {mood}>{ word(organisation.status) }</Badge> };
    html! {
        <Card title={AttrValue::from(organisation.name.clone())} action={badge}>
            if let Some(description) = &organisation.description {
                <p class="prose">{ description }</p>
            }
            <dl class="facts">
                <Fact term={t!("organisation.kind")} icon={Icon::Building}>{ word(organisation.kind) }</Fact>
                <Fact term={t!("administration.registered")} icon={Icon::Calendar}>{ time::date(organisation.created_at) }</Fact>
                if let Some(phone) = &organisation.phone {
                    <Fact term={t!("organisation.phone")} icon={Icon::Phone}><a href={format!("tel:{phone}")}>{ phone }</a></Fact>
                }
                if let Some(website) = &organisation.website {
                    <Fact term={t!("organisation.website")} icon={Icon::Globe}><a href={website.clone()} rel="noopener">{ website }</a></Fact>
                }
                if let Some(siret) = &organisation.siret {
                    <Fact term={t!("organisation.siret")}>{ siret }</Fact>
                }
                if let Some(rna) = &organisation.rna {
                    <Fact term={t!("organisation.rna")}>{ rna }</Fact>
                }
                if let Some(reason) = &organisation.decision_reason {
                    <Fact term={t!("waiting.reason")}>{ reason }</Fact>
                }
            </dl>
            if organisation.status == OrganisationStatus::Pending {
                { keyed_part(&organisation.id.to_string(), use_decision, DecisionProps { id: organisation.id, name: organisation.name.clone(), ondecided: ondecided.clone() }) }
            }
        </Card>
    }
}

#[derive(PartialEq)]
struct DecisionProps {
    id: OrganisationId,
    name: String,
    ondecided: Callback<()>,
}

#[hook]
fn use_decision(props: Rc<DecisionProps>) -> Html {
    let id = props.id;
    let toast = use_toast();
    let refusing = use_state(|| false);
    let approve = {
        let (ondecided, name) = (props.ondecided.clone(), props.name.clone());
        use_mutation(
            move |()| client::organisations::approve(id),
            move |()| {
                toast.emit(t!("administration.approved", organisation = name.as_str()));
                ondecided.emit(());
            },
        )
    };
    let set = |on: bool| {
        let refusing = refusing.clone();
        Callback::from(move |()| refusing.set(on))
    };
    html! {
        <>
            <ProblemView failure={approve.failure.clone()} retry={props.ondecided.clone()} />
            <div class="form-actions">
                <Button
                    tone={Tone::Primary}
                    icon={Icon::Check}
                    busy={approve.busy}
                    onclick={approve.run.clone()}
                    label={t!("administration.approve_of", organisation = props.name.as_str())}
                >
                    { t!("administration.approve") }
                </Button>
                <Button
                    tone={Tone::Quiet}
                    onclick={set(true)}
                    label={t!("administration.refuse_of", organisation = props.name.as_str())}
                >
                    { t!("administration.refuse") }
                </Button>
            </div>
            <Dialog open={*refusing} title={t!("administration.refuse_of", organisation = props.name.as_str())} onclose={set(false)}>
                { part(use_refusal, RefusalProps { id, ondecided: props.ondecided.clone(), onclose: set(false) }) }
            </Dialog>
        </>
    }
}

#[derive(Clone, Default, PartialEq)]
struct ReasonDraft {
    reason: String,
}

impl Draft for ReasonDraft {
    type Wire = Reason;

    fn build(&self) -> Result<Reason, Vec<FieldError>> {
        checked(Reason { reason: self.reason.trim().to_owned() })
    }
}

#[derive(PartialEq)]
struct RefusalProps {
    id: OrganisationId,
    ondecided: Callback<()>,
    onclose: Callback<()>,
}

#[hook]
fn use_refusal(props: Rc<RefusalProps>) -> Html {
    let id = props.id;
    let refuse = {
        let (ondecided, onclose) = (props.ondecided.clone(), props.onclose.clone());
        use_mutation(
            move |reason| client::organisations::refuse(id, reason),
            move |()| {
                onclose.emit(());
                ondecided.emit(());
            },
        )
    };
    let form = use_form(ReasonDraft::default, refuse.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(refuse.run.clone())}>
            <ProblemView failure={refuse.failure.clone()} />
            <TextArea bind={form.field("/reason", |draft| &mut draft.reason)} label={t!("administration.reason")} hint={t!("administration.reason_hint")} />
            <div class="form-actions">
                <Button tone={Tone::Danger} submit=true busy={refuse.busy}>{ t!("administration.refuse") }</Button>
                <Button tone={Tone::Quiet} onclick={props.onclose.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </form>
    }
}
