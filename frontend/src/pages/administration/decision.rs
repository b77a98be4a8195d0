//! One organisation before the administrator: what it says of itself, and the decision.

use super::reason::{Decision, ReasonFormProps, use_reason_form};
use super::suspension::{use_reinstatement, use_suspension};
use crate::client;
use crate::components::{Badge, Button, Card, Dialog, Fact, Icon, Mood, ProblemView, Tone, keyed_part, part, use_toast};
use crate::hooks::use_mutation;
use crate::i18n::{t, time, word};
use crate::pages::organisations::{association_number, establishment_number};
use shared::ids::OrganisationId;
use shared::organisations::{Organisation, OrganisationStatus};
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
                    <Fact term={t!("organisation.siret")}>{ establishment_number(siret) }</Fact>
                }
                if let Some(rna) = &organisation.rna {
                    <Fact term={t!("organisation.rna")}>{ association_number(rna) }</Fact>
                }
                if let Some(reason) = &organisation.decision_reason {
                    <Fact term={t!("waiting.reason")}>{ reason }</Fact>
                }
            </dl>
            { decision(organisation, ondecided) }
        </Card>
    }
}

/// What the administrator may decide from here.
fn decision(organisation: &Organisation, ondecided: &Callback<()>) -> Html {
    let key = organisation.id.to_string();
    let props = || DecisionProps { id: organisation.id, name: organisation.name.clone(), ondecided: ondecided.clone() };
    match organisation.status {
        OrganisationStatus::Pending => keyed_part(&key, use_decision, props()),
        OrganisationStatus::Approved => keyed_part(&key, use_suspension, props()),
        OrganisationStatus::Suspended => keyed_part(&key, use_reinstatement, props()),
        OrganisationStatus::Refused => html! {},
    }
}

/// Props of a decision.
#[derive(PartialEq)]
pub struct DecisionProps {
    /// About which organisation.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// The decision is taken: the list is out of date.
    pub ondecided: Callback<()>,
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
                { part(use_reason_form, ReasonFormProps { id, decision: Decision::Refuse, ondecided: props.ondecided.clone(), onclose: set(false) }) }
            </Dialog>
        </>
    }
}
