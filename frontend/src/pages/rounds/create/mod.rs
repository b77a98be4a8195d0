//! A new round: what it is called, when food is fetched, until when sites may ask.

mod draft;

use super::dials::{day_field, name_field, tolerance_field, window_field};
use super::place::Place;
use super::{forget_rounds, may_lead};
use crate::client;
use crate::components::{
    Button, Card, Icon, Mood, Notice, PageHeader, ProblemView, TextField, Tone, part, use_disclosure, use_toast,
};
use crate::hooks::{Form, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::t;
use draft::RoundDraft;
use shared::ids::OrganisationId;
use shared::rounds::{AllocationRound, NewAllocationRound};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// The page.
#[hook]
pub fn use_create_page() -> Html {
    let session = use_session();
    let us = session.organisation().filter(|_| may_lead(&session));
    html! {
        <div class="readable">
            <PageHeader title={t!("round_form.title")} lead={t!("round_form.lead")} back={Place::List.route()} back_label={t!("rounds.title")} />
            { match us {
                Some(us) => part(use_round_form, FormProps { us }),
                None => html! { <Notice mood={Mood::Warm} icon={Icon::Info}><p>{ t!("round_form.not_yours") }</p></Notice> },
            } }
        </div>
    }
}

#[derive(PartialEq)]
struct FormProps {
    us: OrganisationId,
}

#[hook]
fn use_round_form(props: Rc<FormProps>) -> Html {
    let us = props.us;
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    let send = use_mutation(
        move |new: NewAllocationRound| {
            let key = keys.of(&new);
            client::rounds::create(new, key)
        },
        move |round: AllocationRound| {
            forget_rounds();
            toast.emit(t!("round_form.made"));
            if let Some(navigator) = &navigator {
                navigator.push(&Place::Round(round.id).route());
            }
        },
    );
    let form = use_form(|| RoundDraft::new(us), send.failure.clone());
    html! {
        <Card>
            <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
                { name_field(form.field("/title", |draft| &mut draft.title)) }
                { day_field(form.field("/fetched_on", |draft| &mut draft.fetched_on)) }
                <TextField kind="datetime-local" bind={form.field("/requests_until", |draft| &mut draft.requests_until)} label={t!("round_form.requests_until")} hint={t!("round_form.requests_until_hint")} optional=true />
                { part(use_dials, DialsProps { form: form.clone() }) }
                <ProblemView failure={send.failure.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Plus} submit=true busy={send.busy}>{ t!("round_form.send") }</Button>
                </div>
            </form>
        </Card>
    }
}

#[derive(PartialEq)]
struct DialsProps {
    form: Form<RoundDraft>,
}

/// What few food banks ever change.
#[hook]
fn use_dials(props: Rc<DialsProps>) -> Html {
    let form = &props.form;
    let wrong = form.error("/window").is_some() || form.error("/tolerance_kg").is_some();
    let disclosure = use_disclosure(false, wrong);
    let fields = html! {
        <>
            { window_field(form.field("/window", |draft| &mut draft.window)) }
            { tolerance_field(form.field("/tolerance_kg", |draft| &mut draft.tolerance)) }
        </>
    };
    disclosure.around(t!("round_form.dials"), fields)
}
