//! An older offer, published again: what does not age is taken over, dates and times are asked anew.

use super::publish::{OfferDraft, how_much, keeping, kept, pickup};
use super::words::{self, Measure};
use crate::client;
use crate::components::{
    Button, ButtonLink, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, ResumedProps, Tone, part, use_resumed,
    use_toast,
};
use crate::hooks::{forget, use_form, use_key_of, use_mutation, use_resource, use_session};
use crate::i18n::t;
use crate::routes::Route;
use shared::ids::OfferId;
use shared::offers::{NewOffer, Offer, OfferCopy};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_copy_page`].
#[derive(PartialEq)]
pub struct CopyPageProps {
    /// The older offer.
    pub id: OfferId,
}

/// An older offer, published again.
#[hook]
pub fn use_copy_page(props: Rc<CopyPageProps>) -> Html {
    let id = props.id;
    let us = use_session().organisation();
    let offer = use_resource(format!("offer {id}"), move || client::offers::find(id));
    let ready = Callback::from(move |offer: Rc<Offer>| {
        if Some(offer.organisation.id) == us {
            part(use_copy_form, CopyFormProps { offer: (*offer).clone() })
        } else {
            html! { <Notice mood={Mood::Warm}><p>{ t!("copy_offer.not_ours") }</p></Notice> }
        }
    });
    html! {
        <>
            <PageHeader title={t!("copy_offer.title")} lead={t!("copy_offer.lead")} back={Route::Offer { id }} back_label={t!("edit.back")} />
            <ResourceView shown={offer.shown(&ready)} />
        </>
    }
}

#[derive(PartialEq)]
struct CopyFormProps {
    offer: Offer,
}

#[hook]
fn use_copy_form(props: Rc<CopyFormProps>) -> Html {
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    let offer = &props.offer;
    let (id, us) = (offer.id, offer.organisation.id);
    let publish = use_mutation(
        move |typed: NewOffer| {
            let told = told(typed);
            let key = keys.of(&told);
            client::offers::copy(id, told, key)
        },
        move |offer: Offer| {
            kept::clear(us, Some(id.0));
            forget("offers");
            forget("today");
            toast.emit(t!("publish.done"));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Offer { id: offer.id });
            }
        },
    );
    let kept = use_memo(id, move |id| kept::load(us, Some(id.0)));
    let form = use_form(|| kept.as_ref().clone().unwrap_or_else(|| without_dates(offer)), publish.failure.clone());
    use_effect_with(Rc::clone(&form.draft), move |draft| kept::save(us, Some(id.0), draft));
    let start_over = {
        let (form, offer) = (form.clone(), offer.clone());
        Callback::from(move |()| form.reset(without_dates(&offer)))
    };
    html! {
        <form class="publish-form" novalidate=true onsubmit={form.submit(publish.run.clone())}>
                if kept.is_some() {
                    { part(use_resumed, ResumedProps { start_over }) }
                }
            <section class="card">
                <h2>{ offer.title.clone() }</h2>
                <p class="muted">{ t!("copy_offer.was", quantity = Measure::from(offer).full(offer.total_grams)) }</p>
                <div class="cluster">{ words::temperature(offer.temperature_class) }</div>
                { how_much(&form, true) }
            </section>
            <section class="card"><h2>{ t!("copy_offer.date") }</h2>{ keeping(&form, true) }</section>
            <section class="card"><h2>{ t!("publish.pickup") }</h2>{ pickup(&form, true) }</section>
            <ProblemView failure={publish.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={publish.busy}>{ t!("publish.send") }</Button>
                <ButtonLink to={Route::Offer { id }} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}

/// The older offer, without what is asked anew. It is not published yet, so an old best-before day needs its check; and it is
/// of other food, so of no lot.
fn without_dates(offer: &Offer) -> OfferDraft {
    OfferDraft { date: String::new(), typed: Vec::new(), lot: None, published: false, ..OfferDraft::from(offer) }
}

fn told(typed: NewOffer) -> OfferCopy {
    OfferCopy {
        total_grams: Some(typed.total_grams),
        use_by: typed.use_by,
        best_before: typed.best_before,
        best_before_check: typed.best_before_check,
        pickup_windows: typed.pickup_windows,
    }
}
