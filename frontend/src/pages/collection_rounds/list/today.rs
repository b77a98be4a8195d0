//! Routes that are run today: on the page of the rounds, and on the first page.

use super::OursProps;
use super::route_card::{RouteCardProps, use_route_card};
use crate::client;
use crate::components::{Badge, ButtonLink, Empty, Icon, LinkCard, Mood, Notice, ResourceView, Tone, keyed_part};
use crate::hooks::{Resource, use_fresh, use_resource, use_session};
use crate::i18n::t;
use crate::pages::collection_rounds::place::Place;
use crate::pages::collection_rounds::words;
use crate::routes::Route;
use shared::collection_rounds::{CollectionRoute, CollectionRoutePage, CollectionRouteQuery};
use shared::ids::OrganisationId;
use shared::page::MAX_LIMIT;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The routes of an organisation, as both pages have them.
#[hook]
fn use_own_routes(us: OrganisationId) -> Resource<CollectionRoutePage> {
    let routes = use_resource(format!("collection today {us}"), move || {
        client::collection_rounds::routes(CollectionRouteQuery {
            organisation: Some(us),
            limit: Some(MAX_LIMIT),
            ..CollectionRouteQuery::default()
        })
    });
    use_fresh(&routes.reload);
    routes
}

/// The routes that are due today, each with the way into its round.
#[hook]
pub fn use_due(props: Rc<OursProps>) -> Html {
    let may_write = use_session().may_write();
    let routes = use_own_routes(props.us);
    let ready = {
        let reload = routes.reload.clone();
        Callback::from(move |page: Rc<CollectionRoutePage>| due(&page, &reload))
    };
    let empty = html! {
        <Empty icon={Icon::Truck} title={t!("collections.no_routes")} hint={t!("collections.what")}>
            if may_write {
                <ButtonLink to={Place::NewRoute.route()} tone={Tone::Primary} icon={Icon::Plus}>{ t!("collection_route.new") }</ButtonLink>
            }
        </Empty>
    };
    html! { <ResourceView shown={routes.shown(&ready)} {empty} lines=3 /> }
}

fn due(page: &CollectionRoutePage, reload: &Callback<()>) -> Html {
    let due: Vec<_> = page.items.iter().filter(|route| route.is_due_today).collect();
    let row = |route: &CollectionRoute| {
        let card = RouteCardProps { route: route.clone(), reload: reload.clone(), changes: false };
        let key = route.id.to_string();
        html! { <li key={key.clone()}>{ keyed_part(&key, use_route_card, card) }</li> }
    };
    html! {
        <section class="stack" aria-label={t!("collections.today_title")}>
            <h2 class="section-title">{ Icon::Truck }{ t!("collections.today_title") }</h2>
            if due.is_empty() {
                <Notice icon={Icon::Calendar}>
                    <p>{ t!("collections.none_today") }</p>
                    <p><Link<Route> to={Place::Routes.route()}>{ t!("collections.other_route") }</Link<Route>></p>
                </Notice>
            }
            <ul class="list">{ for due.into_iter().map(row) }</ul>
        </section>
    }
}

/// On the first page: the routes of today; nothing where none is, or where they cannot be had.
#[hook]
pub fn use_today_entry() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    keyed_part(&us.to_string(), use_entries, OursProps { us })
}

#[hook]
fn use_entries(props: Rc<OursProps>) -> Html {
    let routes = use_own_routes(props.us);
    let Some(page) = routes.data() else { return html! {} };
    let due: Vec<_> = page.items.iter().filter(|route| route.is_due_today).collect();
    if due.is_empty() {
        return html! {};
    }
    let title = t!("collections.today_title");
    let row = |route: &CollectionRoute| html! { <li key={route.id.to_string()}>{ entry(route) }</li> };
    html! {
        <section class="stack" aria-label={title.clone()}>
            <div class="spread">
                <h2 class="section-title">{ Icon::Truck }{ title }<span class="section-count">{ due.len() }</span></h2>
                <Link<Route> to={Place::List.route()}>{ t!("collections.all") }</Link<Route>>
            </div>
            <ul class="grid near">{ for due.into_iter().map(row) }</ul>
        </section>
    }
}

/// Leads into today's round, or to where it is begun.
fn entry(route: &CollectionRoute) -> Html {
    let (place, badge) = match route.round_today {
        Some(round) => (Place::Round(round.id), words::state_badge(round.state)),
        None => (Place::List, html! { <Badge mood={Mood::Warm}>{ t!("collections.to_begin") }</Badge> }),
    };
    html! {
        <LinkCard to={place.route()} class="claim-card">
            <span class="card-title">{ &route.title }</span>
            <span class="offer-line">{ Icon::Clock }{ words::rhythm(route) }</span>
            <span class="offer-line">{ Icon::Pin }{ t!("collection_route.shop_count", n = route.stops.len()) }</span>
            <span class="cluster offer-badges">{ badge }</span>
        </LinkCard>
    }
}
