//! On a site's page: what it asks for in every round, read by all of its organisation, declared by those who manage it.

use super::asked::kind_of;
use super::sheet::{Sheet, sheet};
use super::standing_draft::StandingDraft;
use crate::client;
use crate::components::{
    Button, ButtonLink, Card, Fact, Icon, Mood, Notice, ProblemView, ResourceView, TextField, part, skeleton, use_toast,
};
use crate::hooks::{Resource, State, use_form, use_mutation, use_resource};
use crate::i18n::{t, time};
use crate::pages::activity::place::Place as ActivityPlace;
use crate::pages::categories::use_categories;
use crate::pages::rounds::words;
use shared::categories::CategoryList;
use shared::ids::SiteId;
use shared::rounds::{NewStandingRequest, RequestLine, RoundCategory, StandingRequest};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_standing_card`].
#[derive(PartialEq)]
pub struct StandingCardProps {
    /// The site.
    pub id: SiteId,
    /// Whether the reader manages it.
    pub manages: bool,
}

/// The card.
#[hook]
pub fn use_standing_card(props: Rc<StandingCardProps>) -> Html {
    let (id, manages) = (props.id, props.manages);
    let standing = use_resource(format!("round standing {id}"), move || client::rounds::standing(id));
    let tree = use_categories();
    let ready = {
        let resource = standing.clone();
        Callback::from(move |standing: Rc<StandingRequest>| {
            if !manages {
                return facts(&standing, &tree);
            }
            if matches!(tree.state, State::Loading) {
                return skeleton(4);
            }
            part(use_standing_form, FormProps { standing, tree: tree.clone(), resource: resource.clone() })
        })
    };
    html! {
        <Card title={t!("standing_request.title")}>
            <p class="muted">{ t!("standing_request.lead") }</p>
            <ResourceView shown={standing.shown(&ready)} lines=4 />
        </Card>
    }
}

fn facts(standing: &StandingRequest, tree: &Resource<CategoryList>) -> Html {
    if standing.lines.is_empty() {
        return html! { <p>{ t!("standing_request.nothing") }</p> };
    }
    let line = |line: &RequestLine| {
        html! { <Fact term={words::kind(tree, &kind_of(line))}>{ words::kg(line.kg) }</Fact> }
    };
    html! {
        <dl class="facts">
            { for standing.lines.iter().map(line) }
            <Fact term={t!("standing_request.vehicle")} icon={Icon::Truck}>
                { words::kg(standing.vehicle_kg.unwrap_or(standing.usual_vehicle_kg)) }
            </Fact>
        </dl>
    }
}

#[derive(PartialEq)]
struct FormProps {
    standing: Rc<StandingRequest>,
    tree: Resource<CategoryList>,
    resource: Resource<StandingRequest>,
}

#[hook]
fn use_standing_form(props: Rc<FormProps>) -> Html {
    let toast = use_toast();
    let standing = &props.standing;
    let (id, version) = (standing.site_id, standing.version);
    let save = {
        let resource = props.resource.clone();
        use_mutation(
            move |new: NewStandingRequest| client::rounds::declare_standing(id, version, new),
            move |saved: StandingRequest| {
                toast.emit(t!("standing_request.saved"));
                resource.replace(saved);
            },
        )
    };
    let draft = StandingDraft::of(standing, props.tree.data().as_deref());
    let form = use_form(|| draft.clone(), save.failure.clone());
    {
        // A newer version has come in, by our own save or after a conflict: start over from it.
        let (form, clear) = (form.clone(), save.clear.clone());
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(draft);
        });
    }
    let set = {
        let form = form.clone();
        Callback::from(move |(place, typed): (usize, String)| {
            form.edit_at("/lines", move |draft: &mut StandingDraft| draft.asked.set(place, typed));
        })
    };
    let add = {
        let form = form.clone();
        Callback::from(move |kind: RoundCategory| {
            form.edit_at("/lines", move |draft: &mut StandingDraft| draft.asked.add(kind));
        })
    };
    let error = |pointer: &str| form.error(pointer);
    let rows = sheet(&Sheet { asked: &form.draft.asked, tree: &props.tree, error: &error, set, add });
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <ProblemView failure={save.failure.clone()} retry={props.resource.reload.clone()} />
            { declared(standing) }
            { rows }
            <TextField
                bind={form.field("/vehicle_kg", |draft| &mut draft.vehicle_kg)}
                label={t!("standing_request.vehicle")}
                hint={t!("standing_request.vehicle_hint", kg = words::kg(standing.usual_vehicle_kg))}
                inputmode="numeric"
                unit="kg"
                optional=true
            />
            <div class="form-actions">
                <Button icon={Icon::Check} submit=true busy={save.busy}>{ t!("standing_request.save") }</Button>
            </div>
        </form>
    }
}

/// Who declared it, and what is missing for a part of anything.
fn declared(standing: &StandingRequest) -> Html {
    let who = standing.by.clone().zip(standing.declared_at);
    html! {
        <>
            if let Some((by, at)) = who {
                <p class="muted">{ t!("standing_request.declared", by = by, when = time::date(at)) }</p>
            }
            if standing.people.is_none() {
                <Notice mood={Mood::Warm} icon={Icon::Users}>
                    <p>{ t!("round_share.no_people") }</p>
                    <div>
                        <ButtonLink to={ActivityPlace::Site(standing.site_id).route()} icon={Icon::Users}>{ t!("round_share.count_people") }</ButtonLink>
                    </div>
                </Notice>
            }
        </>
    }
}
