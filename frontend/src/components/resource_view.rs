//! The five states of data, drawn in one place.

use super::{Button, Empty, Icon, Mood, Notice, ProblemView, Skeleton};
use crate::client::Failure;
use crate::hooks::{Content, Listing, Pages, Resource, State};
use crate::i18n::t;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`ResourceView`].
#[derive(Properties, PartialEq)]
pub struct ResourceViewProps<T: Content> {
    /// The data.
    pub resource: Resource<T>,
    /// Draws it.
    pub ready: Callback<Rc<T>, Html>,
    /// Drawn where there is nothing.
    #[prop_or_default]
    pub empty: Option<Html>,
    /// Lines of the placeholder while it is on its way.
    #[prop_or(3)]
    pub lines: usize,
}

/// Draws data in whichever of the five states it is.
#[component]
pub fn ResourceView<T: Content>(props: &ResourceViewProps<T>) -> Html {
    let retry = &props.resource.reload;
    match &props.resource.state {
        State::Loading => html! { <Skeleton lines={props.lines} /> },
        State::Empty => props.empty.clone().unwrap_or_else(nothing),
        State::Ready(data) => props.ready.emit(Rc::clone(data)),
        State::Stale(data) => stale(retry, props.ready.emit(Rc::clone(data))),
        State::Problem(failure) => problem(failure, retry),
    }
}

fn nothing() -> Html {
    html! { <Empty title={t!("empty.title")} /> }
}

fn stale(retry: &Callback<()>, data: Html) -> Html {
    html! {
        <>
            <Notice mood={Mood::Warm} icon={Icon::Offline}>
                <p>{ t!("offline.stale") }</p>
                <div><Button icon={Icon::Refresh} onclick={retry.clone()}>{ t!("problem_view.retry") }</Button></div>
            </Notice>
            { data }
        </>
    }
}

fn problem(failure: &Failure, retry: &Callback<()>) -> Html {
    html! { <ProblemView failure={failure.clone()} retry={retry.clone()} /> }
}

/// Props of [`PagesView`].
#[derive(Properties, PartialEq)]
pub struct PagesViewProps<P: Listing> {
    /// The list.
    pub pages: Pages<P>,
    /// Draws one item.
    pub item: Callback<P::Item, Html>,
    /// Drawn where there is nothing.
    #[prop_or_default]
    pub empty: Option<Html>,
    /// Class of the `<ul>`.
    #[prop_or(classes!("list"))]
    pub class: Classes,
}

/// Draws a list with its states and "load more".
#[component]
pub fn PagesView<P: Listing>(props: &PagesViewProps<P>) -> Html {
    let (pages, item, class) = (props.pages.clone(), props.item.clone(), props.class.clone());
    let ready = Callback::from(move |_: Rc<P>| {
        let items = pages.items().into_iter().map(|one| item.emit(one)).collect();
        let more = More { has_next: pages.has_next, busy: pages.busy, load: pages.load_more.clone() };
        list(class.clone(), items, pages.failure.clone(), more)
    });
    html! { <ResourceView<P> resource={props.pages.first.clone()} {ready} empty={props.empty.clone()} /> }
}

struct More {
    has_next: bool,
    busy: bool,
    load: Callback<()>,
}

fn list(class: Classes, items: Vec<Html>, failure: Option<Failure>, more: More) -> Html {
    html! {
        <>
            <ul {class}>{ for items.into_iter().map(|item| html! { <li>{ item }</li> }) }</ul>
            <ProblemView {failure} retry={more.load.clone()} />
            if more.has_next {
                <div class="load-more"><Button busy={more.busy} onclick={more.load}>{ t!("list.more") }</Button></div>
            }
        </>
    }
}
