//! A new route.

use super::draft::RouteDraft;
use super::fields::route_fields;
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PageHeader, ProblemView, Tone, keyed_part, part, use_toast};
use crate::hooks::{use_form, use_key_of, use_mutation, use_session};
use crate::i18n::t;
use crate::pages::collection_rounds::forget_collections;
use crate::pages::collection_rounds::place::Place;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use shared::collection_rounds::{CollectionRoute, NewCollectionRoute};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// The page.
#[hook]
pub fn use_new_page() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let ready = Callback::from(
        |sites: Rc<Vec<Site>>| {
            if sites.is_empty() { no_site() } else { part(use_new_form, NewFormProps { sites }) }
        },
    );
    html! {
        <div class="readable">
            <PageHeader title={t!("collection_route.new")} lead={t!("collection_route.new_lead")} back={Place::Routes.route()} back_label={t!("collection_route.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}

/// Food is brought somewhere: without a site there is no route.
fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("collection_route.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct NewFormProps {
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_new_form(props: Rc<NewFormProps>) -> Html {
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    let create = use_mutation(
        move |new: NewCollectionRoute| {
            let key = keys.of(&new);
            client::collection_rounds::create_route(new, key)
        },
        move |_: CollectionRoute| {
            forget_collections();
            toast.emit(t!("collection_route.made"));
            if let Some(navigator) = &navigator {
                navigator.push(&Place::Routes.route());
            }
        },
    );
    let form = use_form(|| RouteDraft::new(&props.sites), create.failure.clone());
    html! {
        <form class="stack collecting" novalidate=true onsubmit={form.submit(create.run.clone())}>
            { route_fields(&form, &props.sites) }
            <ProblemView failure={create.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={create.busy}>{ t!("collection_route.send") }</Button>
                <ButtonLink to={Place::Routes.route()} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
