//! Changes to a route, for rounds to come; and its end, or its return.

use super::draft::{RouteDraft, patch};
use super::fields::route_fields;
use crate::browser;
use crate::client;
use crate::components::{
    Button, ButtonLink, Card, Dialog, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, Tone, part, use_toast,
};
use crate::hooks::{Resource, use_form, use_mutation, use_resource};
use crate::i18n::t;
use crate::merging::use_merge;
use crate::pages::collection_rounds::place::Place;
use crate::pages::collection_rounds::{RoutePageProps, forget_collections};
use shared::collection_rounds::{CollectionRoute, CollectionRoutePatch, NewCollectionRoute};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// The page.
#[hook]
pub fn use_edit_page(props: Rc<RoutePageProps>) -> Html {
    let id = props.id;
    let route = use_resource(format!("collection route {id}"), move || client::collection_rounds::find_route(id));
    let title = route.data().map_or_else(|| t!("collection_route.one"), |route| route.title.clone().into());
    let ready = {
        let resource = route.clone();
        Callback::from(move |route: Rc<CollectionRoute>| {
            if !route.can_edit {
                return html! { <Notice mood={Mood::Warm}><p>{ t!("collection_route.not_changeable") }</p></Notice> };
            }
            let props = || EditFormProps { route: (*route).clone(), resource: resource.clone() };
            html! {
                <div class="stack-loose collecting">
                    { part(use_edit_form, props()) }
                    { part(use_retirement, props()) }
                </div>
            }
        })
    };
    html! {
        <div class="readable">
            <PageHeader {title} eyebrow={t!("collection_route.one")} lead={t!("collection_route.edit_lead")} back={Place::Routes.route()} back_label={t!("collection_route.title")} />
            <ResourceView shown={route.shown(&ready)} lines=5 />
        </div>
    }
}

#[derive(PartialEq)]
struct EditFormProps {
    route: CollectionRoute,
    resource: Resource<CollectionRoute>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let (id, version) = (props.route.id, props.route.version);
    let save = {
        let (before, resource) = (props.route.clone(), props.resource.clone());
        use_mutation(
            move |typed: NewCollectionRoute| client::collection_rounds::update_route(id, version, patch(typed, &before)),
            move |route: CollectionRoute| {
                toast.emit(t!("collection_route.saved"));
                forget_collections();
                resource.replace(route);
                if let Some(navigator) = &navigator {
                    navigator.push(&Place::Routes.route());
                }
            },
        )
    };
    let form = use_form(|| RouteDraft::from(&props.route), save.failure.clone());
    let merging =
        use_merge(&form, &save, &props.resource, (&props.route, version), move || client::collection_rounds::find_route(id));
    html! {
        <form class="stack" novalidate=true onsubmit={merging.submit.clone()}>
            { merging.around(route_fields(&form, &[])) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <ButtonLink to={Place::Routes.route()} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}

/// Runs it no more, or takes it up again.
#[hook]
fn use_retirement(props: Rc<EditFormProps>) -> Html {
    let (id, version, retired) = (props.route.id, props.route.version, props.route.retired);
    let toast = use_toast();
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let retire = {
        let (resource, done) = (props.resource.clone(), set(false));
        use_mutation(
            move |retired: bool| {
                let patch = CollectionRoutePatch { retired: Some(retired), ..CollectionRoutePatch::default() };
                client::collection_rounds::update_route(id, version, patch)
            },
            move |route: CollectionRoute| {
                let said = if route.retired { t!("collection_route.now_retired") } else { t!("collection_route.now_run") };
                toast.emit(said);
                done.emit(());
                forget_collections();
                resource.replace(route);
                // The button is gone; the keyboard goes on from the top.
                browser::after(80, || browser::focus_first("h1"));
            },
        )
    };
    let problem = || {
        html! { <ProblemView failure={retire.failure.clone()} retry={props.resource.reload.clone()} /> }
    };
    if retired {
        return html! {
            <Card title={t!("collection_route.retired")}>
                <p>{ t!("collection_route.retired_text") }</p>
                { problem() }
                <div><Button icon={Icon::Refresh} busy={retire.busy} onclick={retire.run.reform(|()| false)}>{ t!("collection_route.take_up") }</Button></div>
            </Card>
        };
    }
    html! {
        <div>
            <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={set(true)}>{ t!("collection_route.retire") }</Button>
            <Dialog open={*asking} title={t!("collection_route.retire_title")} onclose={set(false)}>
                <p>{ t!("collection_route.retire_text") }</p>
                { problem() }
                <div class="form-actions">
                    <Button tone={Tone::Danger} icon={Icon::Trash} busy={retire.busy} onclick={retire.run.reform(|()| true)}>{ t!("collection_route.retire") }</Button>
                    <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                </div>
            </Dialog>
        </div>
    }
}
