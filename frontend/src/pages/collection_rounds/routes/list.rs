//! Our routes: those that are run, and on demand those that are run no more.

use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PageHeader, PagesView, Tone, keyed_part, part};
use crate::hooks::{use_pages, use_session};
use crate::i18n::t;
use crate::pages::collection_rounds::list::{RouteCardProps, use_route_card};
use crate::pages::collection_rounds::place::Place;
use shared::collection_rounds::{CollectionRoute, CollectionRouteQuery};
use shared::ids::OrganisationId;
use std::rc::Rc;
use yew::prelude::*;

/// The page.
#[hook]
pub fn use_routes_page() -> Html {
    let session = use_session();
    let Some(us) = session.organisation() else { return html! {} };
    html! {
        <div class="readable">
            <PageHeader title={t!("collection_route.title")} lead={t!("collection_route.lead")} back={Place::List.route()} back_label={t!("collections.title")}>
                if session.may_write() {
                    <ButtonLink to={Place::NewRoute.route()} tone={Tone::Primary} icon={Icon::Plus}>{ t!("collection_route.new") }</ButtonLink>
                }
            </PageHeader>
            { keyed_part(&us.to_string(), use_routes, RoutesProps { us }) }
        </div>
    }
}

#[derive(PartialEq)]
struct RoutesProps {
    us: OrganisationId,
}

#[hook]
fn use_routes(props: Rc<RoutesProps>) -> Html {
    let us = props.us;
    let all = use_state(|| false);
    let retired = (*all).then_some(true);
    let pages = use_pages(format!("collection routes {us} {}", *all), move |cursor| {
        client::collection_rounds::routes(CollectionRouteQuery { organisation: Some(us), retired, limit: None, cursor })
    });
    let item = {
        let reload = pages.first.reload.clone();
        Callback::from(move |route: CollectionRoute| {
            part(use_route_card, RouteCardProps { route, reload: reload.clone(), changes: true })
        })
    };
    let toggle = {
        let all = all.clone();
        Callback::from(move |()| all.set(!*all))
    };
    let words = if *all { t!("collection_route.hide_retired") } else { t!("collection_route.show_retired") };
    let empty = html! { <Empty icon={Icon::Truck} title={t!("collection_route.none")} hint={t!("collections.what")} /> };
    html! {
        <div class="stack collecting">
            <h2 class="visually-hidden">{ t!("collection_route.list") }</h2>
            <PagesView shown={pages.shown(&item)} {empty} />
            <div><Button tone={Tone::Quiet} icon={Icon::List} onclick={toggle}>{ words }</Button></div>
        </div>
    }
}
