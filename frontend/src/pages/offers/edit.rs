//! Changes to an offer. Somebody else may change it at the same time: then both changes are put together.

use super::publish::{OfferDraft, PartProps, food, patch, pickup, remarks, use_more};
use crate::client;
use crate::components::{Button, ButtonLink, Icon, Mood, Notice, PageHeader, ResourceView, Tone, part, use_toast};
use crate::hooks::{Resource, forget, use_form, use_mutation, use_resource};
use crate::i18n::t;
use crate::merging::use_merge;
use crate::routes::Route;
use shared::ids::OfferId;
use shared::offers::{NewOffer, Offer};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_edit_page`].
#[derive(PartialEq)]
pub struct EditPageProps {
    /// Which.
    pub id: OfferId,
}

/// Changes to an offer.
#[hook]
pub fn use_edit_page(props: Rc<EditPageProps>) -> Html {
    let id = props.id;
    let offer = use_resource(format!("offer {id}"), move || client::offers::find(id));
    let ready = {
        let resource = offer.clone();
        Callback::from(move |offer: Rc<Offer>| {
            if offer.can_edit {
                part(use_edit_form, EditFormProps { offer: (*offer).clone(), resource: resource.clone() })
            } else {
                html! { <Notice mood={Mood::Warm}><p>{ t!("edit.not_possible") }</p></Notice> }
            }
        })
    };
    html! {
        <>
            <PageHeader title={t!("edit.title")} back={Route::Offer { id }} back_label={t!("edit.back")} />
            <ResourceView shown={offer.shown(&ready)} />
        </>
    }
}

#[derive(PartialEq)]
struct EditFormProps {
    offer: Offer,
    resource: Resource<Offer>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let (id, version) = (props.offer.id, props.offer.version);
    let save = {
        let (before, resource) = (props.offer.clone(), props.resource.clone());
        use_mutation(
            move |typed: NewOffer| client::offers::update(id, version, patch(typed, &before)),
            move |offer: Offer| {
                toast.emit(t!("edit.saved"));
                forget("offers");
                forget("stock");
                resource.replace(offer);
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Offer { id });
                }
            },
        )
    };
    let form = use_form(|| OfferDraft::from(&props.offer), save.failure.clone());
    let merging = use_merge(&form, &save, &props.resource, (&props.offer, version), move || client::offers::find(id));
    let fields = html! {
        <>
            { food(&form, true) }
            <section class="card">
                <h2>{ t!("publish.pickup") }</h2>
                { pickup(&form, false) }
                { remarks(&form) }
            </section>
            { part(use_more, PartProps { form: form.clone(), published: true }) }
        </>
    };
    html! {
        <form class="publish-form" novalidate=true onsubmit={merging.submit.clone()}>
            { merging.around(fields) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <ButtonLink to={Route::Offer { id }} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
