//! A new need.

use super::draft::NeedDraft;
use super::fields::need_fields;
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PageHeader, ProblemView, Tone, keyed_part, part, use_toast};
use crate::hooks::{forget, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::t;
use crate::pages::equipment_needs::place::Place;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use shared::equipment_needs::{EquipmentNeed, NewEquipmentNeed};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Publishes a need.
#[hook]
pub fn use_publish_page() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let ready =
        Callback::from(
            move |sites: Rc<Vec<Site>>| {
                if sites.is_empty() { no_site() } else { part(use_publish_form, PublishFormProps { sites }) }
            },
        );
    html! {
        <>
            <PageHeader title={t!("equipment_need.publish")} lead={t!("equipment_need.publish_lead")} back={Place::Board.route()} back_label={t!("equipment_need.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </>
    }
}

fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("equipment_need.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct PublishFormProps {
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_publish_form(props: Rc<PublishFormProps>) -> Html {
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    let create = use_mutation(
        move |new: NewEquipmentNeed| {
            let key = keys.of(&new);
            client::equipment_needs::create(new, key)
        },
        move |need: EquipmentNeed| {
            forget("equipment needs list");
            toast.emit(t!("equipment_need.published"));
            if let Some(navigator) = &navigator {
                navigator.push(&Place::Need(need.id).route());
            }
        },
    );
    let form = use_form(|| NeedDraft::at(&props.sites), create.failure.clone());
    html! {
        <form class="form-long" novalidate=true onsubmit={form.submit(create.run.clone())}>
            { need_fields(&form, &props.sites) }
            <ProblemView failure={create.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={create.busy}>{ t!("equipment_need.send") }</Button>
                <ButtonLink to={Place::Board.route()} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
