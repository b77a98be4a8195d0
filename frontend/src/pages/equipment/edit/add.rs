//! A new item to lend.

use super::draft::ItemDraft;
use super::fields::item_fields;
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PageHeader, ProblemView, Tone, keyed_part, part, use_toast};
use crate::hooks::{forget, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::t;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use shared::equipment::{Equipment, NewEquipment};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Adds an item.
#[hook]
pub fn use_add_page() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let ready = Callback::from(
        move |sites: Rc<Vec<Site>>| {
            if sites.is_empty() { no_site() } else { part(use_add_form, AddFormProps { sites }) }
        },
    );
    html! {
        <>
            <PageHeader title={t!("item_form.title")} lead={t!("item_form.lead")} back={Route::Equipment} back_label={t!("equipment.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </>
    }
}

fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("item_form.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct AddFormProps {
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_add_form(props: Rc<AddFormProps>) -> Html {
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    let create = use_mutation(
        move |new: NewEquipment| {
            let key = keys.of(&new);
            client::equipment::create(new, key)
        },
        move |item: Equipment| {
            forget("equipment list");
            toast.emit(t!("item_form.added"));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Item { id: item.id });
            }
        },
    );
    let form = use_form(|| ItemDraft::at(&props.sites), create.failure.clone());
    html! {
        <form class="form-long" novalidate=true onsubmit={form.submit(create.run.clone())}>
            { item_fields(&form, &props.sites) }
            <ProblemView failure={create.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={create.busy}>{ t!("item_form.send") }</Button>
                <ButtonLink to={Route::Equipment} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
