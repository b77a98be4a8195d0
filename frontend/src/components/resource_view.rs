//! The five states of data, drawn in one place.

use super::{Button, Empty, Icon, Mood, Notice, ProblemView, Skeleton};
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
    let retry = props.resource.reload.clone();
    match &props.resource.state {
        State::Loading => html! { <Skeleton lines={props.lines} /> },
        State::Empty => props.empty.clone().unwrap_or_else(|| html! { <Empty title={t!("empty.title")} /> }),
        State::Ready(data) => props.ready.emit(Rc::clone(data)),
        State::Stale(data) => html! {
            <>
                <Notice mood={Mood::Warm} icon={Icon::Offline}>
                    <p>{ t!("offline.stale") }</p>
                    <div><Button icon={Icon::Refresh} onclick={retry}>{ t!("problem_view.retry") }</Button></div>
                </Notice>
                { props.ready.emit(Rc::clone(data)) }
            </>
        },
        State::Problem(failure) => html! { <ProblemView failure={failure.clone()} {retry} /> },
    }
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
    let pages = props.pages.clone();
    let (item, class) = (props.item.clone(), props.class.clone());
    let ready = Callback::from(move |_: Rc<P>| {
        let failure = pages.failure.clone();
        html! {
            <>
                <ul class={class.clone()}>
                    { for pages.items().into_iter().map(|one| html! { <li>{ item.emit(one) }</li> }) }
                </ul>
                <ProblemView {failure} retry={pages.load_more.clone()} />
                if pages.has_next {
                    <div class="load-more">
                        <Button busy={pages.busy} onclick={pages.load_more.clone()}>{ t!("list.more") }</Button>
                    </div>
                }
            </>
        }
    });
    html! { <ResourceView<P> resource={props.pages.first.clone()} {ready} empty={props.empty.clone()} /> }
}
