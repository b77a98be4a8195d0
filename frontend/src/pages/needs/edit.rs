//! Changes to a need. Somebody else may change it at the same time: then both changes are put together.

use super::publish::{NeedDraft, WhatProps, how_much, patch, use_what, when, where_and_how};
use crate::client;
use crate::components::{Button, ButtonLink, Icon, Mood, Notice, PageHeader, ResourceView, Tone, part, use_toast};
use crate::hooks::{Resource, forget, use_form, use_mutation, use_resource};
use crate::i18n::t;
use crate::merging::use_merge;
use crate::routes::Route;
use shared::ids::NeedId;
use shared::needs::{Need, NeedStatus, NewNeed};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_edit_page`].
#[derive(PartialEq)]
pub struct EditPageProps {
    /// Which.
    pub id: NeedId,
}

/// Changes to a need.
#[hook]
pub fn use_edit_page(props: Rc<EditPageProps>) -> Html {
    let id = props.id;
    let need = use_resource(format!("need {id}"), move || client::needs::find(id));
    let ready = {
        let resource = need.clone();
        Callback::from(move |need: Rc<Need>| {
            if need.can_edit && need.status == NeedStatus::Open {
                part(use_edit_form, EditFormProps { need: (*need).clone(), resource: resource.clone() })
            } else {
                html! { <Notice mood={Mood::Warm}><p>{ t!("need.not_editable") }</p></Notice> }
            }
        })
    };
    html! {
        <>
            <PageHeader title={t!("need.edit_title")} back={Route::Need { id }} back_label={t!("need.one")} />
            <ResourceView shown={need.shown(&ready)} />
        </>
    }
}

#[derive(PartialEq)]
struct EditFormProps {
    need: Need,
    resource: Resource<Need>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let (id, version) = (props.need.id, props.need.version);
    let save = {
        let (before, resource) = (props.need.clone(), props.resource.clone());
        use_mutation(
            move |typed: NewNeed| client::needs::update(id, version, patch(typed, &before)),
            move |need: Need| {
                toast.emit(t!("need.saved"));
                forget("needs");
                forget("today");
                resource.replace(need);
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Need { id });
                }
            },
        )
    };
    let form = use_form(|| NeedDraft::from(&props.need), save.failure.clone());
    let merging = use_merge(&form, &save, &props.resource, (&props.need, version), move || client::needs::find(id));
    let fields = html! {
        <>
            <section class="card">
                <h2>{ t!("need_form.what") }</h2>
                { part(use_what, WhatProps { form: form.clone() }) }
                { how_much(&form) }
            </section>
            <section class="card"><h2>{ t!("need_form.when") }</h2>{ when(&form, true) }</section>
            <section class="card"><h2>{ t!("need_form.where") }</h2>{ where_and_how(&form, None) }</section>
        </>
    };
    html! {
        <form class="publish-form" novalidate=true onsubmit={merging.submit.clone()}>
            { merging.around(fields) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <ButtonLink to={Route::Need { id }} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
