//! Changes to a planned tour. What it carries stays; what would leave no room or time for it is refused.

use super::draft::{TourDraft, patch};
use super::fields::{Drivers, tour_fields};
use crate::client;
use crate::components::{
    Button, ButtonLink, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, Tone, part, use_toast,
};
use crate::hooks::{Resource, use_form, use_mutation, use_resource, use_session};
use crate::i18n::t;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::pages::tours::place::Place;
use crate::pages::tours::{TourPageProps, forget_tours};
use shared::sites::Site;
use shared::tours::{NewTour, Tour, TourAction};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Changes to one.
#[hook]
pub fn use_edit_page(props: Rc<TourPageProps>) -> Html {
    let id = props.id;
    let tour = use_resource(format!("tour {id}"), move || client::tours::find(id));
    let ready = {
        let resource = tour.clone();
        Callback::from(move |tour: Rc<Tour>| {
            if !tour.actions.contains(&TourAction::Update) {
                return html! { <Notice mood={Mood::Warm}><p>{ t!("tour_form.not_changeable") }</p></Notice> };
            }
            let (tour, resource) = ((*tour).clone(), resource.clone());
            let organisation = tour.organisation.id;
            let ready = Callback::from(move |sites: Rc<Vec<Site>>| {
                part(use_edit_form, EditFormProps { tour: tour.clone(), resource: resource.clone(), sites })
            });
            part(use_own_sites, OwnSitesProps { organisation, ready })
        })
    };
    html! {
        <>
            <PageHeader title={t!("tour_form.edit_title")} back={Place::Tour(id).route()} back_label={t!("tours.one")} />
            <ResourceView shown={tour.shown(&ready)} />
        </>
    }
}

#[derive(PartialEq)]
struct EditFormProps {
    tour: Tour,
    resource: Resource<Tour>,
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let (toast, navigator, me) = (use_toast(), use_navigator(), use_session().author());
    let (id, version, us) = (props.tour.id, props.tour.version, props.tour.organisation.id);
    let members = use_resource(format!("members of {us}"), move || client::organisations::members(us));
    let save = {
        let (before, resource) = (props.tour.clone(), props.resource.clone());
        use_mutation(
            move |typed: NewTour| client::tours::update(id, version, patch(typed, &before)),
            move |tour: Tour| {
                toast.emit(t!("tour_form.saved"));
                forget_tours();
                resource.replace(tour);
                if let Some(navigator) = &navigator {
                    navigator.push(&Place::Tour(id).route());
                }
            },
        )
    };
    let form = use_form(|| TourDraft::from(&props.tour), save.failure.clone());
    {
        // A newer version has come in after a conflict: start over from it.
        let (form, clear, tour) = (form.clone(), save.clear.clone(), props.tour.clone());
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(TourDraft::from(&tour));
        });
    }
    let members = members.data().map(|list| list.items.clone()).unwrap_or_default();
    let known = props.tour.driver.as_ref().map(|driver| (driver.id, driver.name.clone()));
    html! {
        <form class="form-long" novalidate=true onsubmit={form.submit(save.run.clone())}>
            { tour_fields(&form, us, &props.sites, &Drivers { me, members, known }) }
            <ProblemView failure={save.failure.clone()} retry={props.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <ButtonLink to={Place::Tour(id).route()} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
