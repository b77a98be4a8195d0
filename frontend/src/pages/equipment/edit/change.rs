//! Changes to an item. Loans that are agreed stay as they are.

use super::draft::{ItemDraft, patch};
use super::fields::item_fields;
use crate::client;
use crate::components::{
    Button, ButtonLink, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, Tone, part, use_toast,
};
use crate::hooks::{Resource, forget, use_form, use_mutation, use_resource};
use crate::i18n::t;
use crate::pages::equipment::detail::ItemPageProps;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use shared::equipment::{Equipment, NewEquipment};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Changes to one.
#[hook]
pub fn use_edit_page(props: Rc<ItemPageProps>) -> Html {
    let id = props.id;
    let item = use_resource(format!("equipment {id}"), move || client::equipment::find(id));
    let ready = {
        let resource = item.clone();
        Callback::from(move |item: Rc<Equipment>| {
            if item.retired || !item.can_edit {
                return html! { <Notice mood={Mood::Warm}><p>{ t!("item_form.not_changeable") }</p></Notice> };
            }
            let (item, resource) = ((*item).clone(), resource.clone());
            let organisation = item.organisation.id;
            let ready = Callback::from(move |sites: Rc<Vec<Site>>| {
                part(use_edit_form, EditFormProps { item: item.clone(), resource: resource.clone(), sites })
            });
            part(use_own_sites, OwnSitesProps { organisation, ready })
        })
    };
    html! {
        <>
            <PageHeader title={t!("item_form.edit_title")} lead={t!("item_form.edit_lead")} back={Route::Item { id }} back_label={t!("equipment.one")} />
            <ResourceView shown={item.shown(&ready)} />
        </>
    }
}

#[derive(PartialEq)]
struct EditFormProps {
    item: Equipment,
    resource: Resource<Equipment>,
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let (id, version) = (props.item.id, props.item.version);
    let save = {
        let (before, resource) = (props.item.clone(), props.resource.clone());
        use_mutation(
            move |typed: NewEquipment| client::equipment::update(id, version, patch(typed, &before)),
            move |item: Equipment| {
                toast.emit(t!("item_form.saved"));
                forget("equipment list");
                resource.replace(item);
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Item { id });
                }
            },
        )
    };
    let form = use_form(|| ItemDraft::from(&props.item), save.failure.clone());
    {
        // A newer version has come in after a conflict: start over from it.
        let (form, clear, item) = (form.clone(), save.clear.clone(), props.item.clone());
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(ItemDraft::from(&item));
        });
    }
    html! {
        <form class="form-long" novalidate=true onsubmit={form.submit(save.run.clone())}>
            { item_fields(&form, &props.sites) }
            <ProblemView failure={save.failure.clone()} retry={props.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <ButtonLink to={Route::Item { id }} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
