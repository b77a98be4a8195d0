//! A new tour.

use super::draft::TourDraft;
use super::fields::{Drivers, tour_fields};
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PageHeader, ProblemView, Tone, keyed_part, part, use_toast};
use crate::hooks::{use_form, use_key_of, use_mutation, use_resource, use_session};
use crate::i18n::t;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::pages::tours::forget_tours;
use crate::pages::tours::place::Place;
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::sites::Site;
use shared::tours::{NewTour, Tour};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Plans a tour.
#[hook]
pub fn use_new_page() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let ready = Callback::from(
        move |sites: Rc<Vec<Site>>| {
            if sites.is_empty() { no_site() } else { part(use_new_form, NewFormProps { us, sites }) }
        },
    );
    html! {
        <>
            <PageHeader title={t!("tours.plan")} lead={t!("tour_form.lead")} back={Place::List.route()} back_label={t!("tours.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </>
    }
}

fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("tour_form.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct NewFormProps {
    us: OrganisationId,
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_new_form(props: Rc<NewFormProps>) -> Html {
    let us = props.us;
    let me = use_session().author();
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    // The form works without names: they come when they come.
    let members = use_resource(format!("members of {us}"), move || client::organisations::members(us));
    let create = use_mutation(
        move |new: NewTour| {
            let key = keys.of(&new);
            client::tours::create(new, key)
        },
        move |tour: Tour| {
            forget_tours();
            toast.emit(t!("tour_form.planned"));
            if let Some(navigator) = &navigator {
                navigator.push(&Place::Tour(tour.id).route());
            }
        },
    );
    let form = use_form(|| TourDraft::new(&props.sites, me), create.failure.clone());
    let members = members.data().map(|list| list.items.clone()).unwrap_or_default();
    let drivers = Drivers { me, members, known: None };
    html! {
        <form class="form-long" novalidate=true onsubmit={form.submit(create.run.clone())}>
            { tour_fields(&form, us, &props.sites, &drivers) }
            <ProblemView failure={create.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={create.busy}>{ t!("tour_form.send") }</Button>
                <ButtonLink to={Place::List.route()} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
