//! The five states of data, drawn in one place.

use super::{Button, Empty, Icon, Mood, Notice, ProblemView, skeleton};
use crate::client::Failure;
use crate::hooks::{Content, Listing, Pages, Resource, State};
use crate::i18n::t;
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::Key;

/// Data in one of the five states, drawn as far as its page draws it. It no longer knows the data's type, so that what
/// follows is compiled once.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    state: ShownState,
    retry: Callback<()>,
}

#[derive(Clone, Debug, PartialEq)]
enum ShownState {
    Loading,
    Empty,
    Ready(Html),
    /// `None`: there was nothing.
    Stale(Option<Html>),
    Problem(Failure),
}

impl<T: Content> Resource<T> {
    /// The data as the page draws it, for [`ResourceView`].
    #[must_use]
    pub fn shown(&self, ready: &Callback<Rc<T>, Html>) -> Shown {
        let state = match &self.state {
            State::Loading => ShownState::Loading,
            State::Empty => ShownState::Empty,
            State::Ready(data) => ShownState::Ready(ready.emit(Rc::clone(data))),
            State::Stale(data) => ShownState::Stale((!data.is_empty()).then(|| ready.emit(Rc::clone(data)))),
            State::Problem(failure) => ShownState::Problem(failure.clone()),
        };
        Shown { state, retry: self.reload.clone() }
    }
}

/// Props of [`ResourceView`].
#[derive(Properties, PartialEq)]
pub struct ResourceViewProps {
    /// The data; see [`Resource::shown`].
    pub shown: Shown,
    /// Drawn where there is nothing.
    #[prop_or_default]
    pub empty: Option<Html>,
    /// Lines of the placeholder while it is on its way.
    #[prop_or(3)]
    pub lines: usize,
}

/// Draws data in whichever of the five states it is.
#[component]
pub fn ResourceView(props: &ResourceViewProps) -> Html {
    let retry = props.shown.retry.clone();
    let empty = || props.empty.clone().unwrap_or_else(|| html! { <Empty title={t!("empty.title")} /> });
    match &props.shown.state {
        ShownState::Loading => skeleton(props.lines),
        ShownState::Empty => empty(),
        ShownState::Ready(data) => data.clone(),
        ShownState::Stale(data) => html! {
            <>
                <Notice mood={Mood::Warm} icon={Icon::Offline}>
                    <p>{ t!("offline.stale") }</p>
                    <div><Button icon={Icon::Refresh} onclick={retry}>{ t!("problem_view.retry") }</Button></div>
                </Notice>
                { data.clone().unwrap_or_else(empty) }
            </>
        },
        ShownState::Problem(failure) => html! { <ProblemView failure={failure.clone()} {retry} /> },
    }
}

/// A list whose items are drawn as its page draws them.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownPages {
    first: Shown,
    items: Vec<(Key, Html)>,
    has_next: bool,
    busy: bool,
    failure: Option<Failure>,
    load_more: Callback<()>,
}

impl<P: Listing> Pages<P> {
    /// The list with its items as the page draws them, for [`PagesView`].
    #[must_use]
    pub fn shown(&self, item: &Callback<P::Item, Html>) -> ShownPages {
        ShownPages {
            first: self.first.shown(&Callback::from(|_| Html::default())),
            items: self.items().into_iter().map(|one| (P::key(&one), item.emit(one))).collect(),
            has_next: self.has_next,
            busy: self.busy,
            failure: self.failure.clone(),
            load_more: self.load_more.clone(),
        }
    }
}

/// Props of [`PagesView`].
#[derive(Properties, PartialEq)]
pub struct PagesViewProps {
    /// The list; see [`Pages::shown`].
    pub shown: ShownPages,
    /// Drawn where there is nothing.
    #[prop_or_default]
    pub empty: Option<Html>,
    /// Class of the `<ul>`.
    #[prop_or(classes!("list"))]
    pub class: Classes,
}

/// Draws a list with its states and "load more".
#[component]
pub fn PagesView(props: &PagesViewProps) -> Html {
    let ShownPages { first, items, has_next, busy, failure, load_more } = props.shown.clone();
    let list = html! {
        <>
            <ul class={props.class.clone()}>{ for items.into_iter().map(|(key, item)| html! { <li {key}>{ item }</li> }) }</ul>
            <ProblemView {failure} retry={load_more.clone()} />
            if has_next {
                <div class="load-more"><Button {busy} onclick={load_more}>{ t!("list.more") }</Button></div>
            }
        </>
    };
    let state = match first.state {
        ShownState::Ready(_) => ShownState::Ready(list),
        ShownState::Stale(Some(_)) => ShownState::Stale(Some(list)),
        other => other,
    };
    html! { <ResourceView shown={Shown { state, retry: first.retry }} empty={props.empty.clone()} /> }
}
