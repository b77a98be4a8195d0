//! Changes to a need.

use super::draft::{NeedDraft, patch};
use super::fields::need_fields;
use crate::client;
use crate::components::{
    Button, ButtonLink, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, Tone, part, use_toast,
};
use crate::hooks::{Resource, forget, use_form, use_mutation, use_resource};
use crate::i18n::t;
use crate::pages::equipment_needs::NeedPageProps;
use crate::pages::equipment_needs::place::Place;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use shared::equipment_needs::{EquipmentNeed, NewEquipmentNeed};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Changes to one.
#[hook]
pub fn use_edit_page(props: Rc<NeedPageProps>) -> Html {
    let id = props.id;
    let need = use_resource(format!("equipment need {id}"), move || client::equipment_needs::find(id));
    let ready = {
        let resource = need.clone();
        Callback::from(move |need: Rc<EquipmentNeed>| {
            if !need.can_edit {
                return html! { <Notice mood={Mood::Warm}><p>{ t!("need.not_editable") }</p></Notice> };
            }
            let (need, resource) = ((*need).clone(), resource.clone());
            let organisation = need.organisation.id;
            let ready = Callback::from(move |sites: Rc<Vec<Site>>| {
                part(use_edit_form, EditFormProps { need: need.clone(), resource: resource.clone(), sites })
            });
            part(use_own_sites, OwnSitesProps { organisation, ready })
        })
    };
    html! {
        <>
            <PageHeader title={t!("need.edit_title")} back={Place::Need(id).route()} back_label={t!("equipment_need.one")} />
            <ResourceView shown={need.shown(&ready)} />
        </>
    }
}

#[derive(PartialEq)]
struct EditFormProps {
    need: EquipmentNeed,
    resource: Resource<EquipmentNeed>,
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let (id, version) = (props.need.id, props.need.version);
    let save = {
        let (before, resource) = (props.need.clone(), props.resource.clone());
        use_mutation(
            move |typed: NewEquipmentNeed| client::equipment_needs::update(id, version, patch(typed, &before)),
            move |need: EquipmentNeed| {
                toast.emit(t!("need.saved"));
                for family in ["equipment needs list", "matches of equipment need"] {
                    forget(family);
                }
                resource.replace(need);
                if let Some(navigator) = &navigator {
                    navigator.push(&Place::Need(id).route());
                }
            },
        )
    };
    let form = use_form(|| NeedDraft::from(&props.need), save.failure.clone());
    {
        // A newer version has come in after a conflict: start over from it.
        let (form, clear, need) = (form.clone(), save.clear.clone(), props.need.clone());
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(NeedDraft::from(&need));
        });
    }
    html! {
        <form class="form-long" novalidate=true onsubmit={form.submit(save.run.clone())}>
            { need_fields(&form, &props.sites) }
            <ProblemView failure={save.failure.clone()} retry={props.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <ButtonLink to={Place::Need(id).route()} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
