//! Boxes.

use crate::routes::Route;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`Card`].
#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// What is in it.
    pub children: Html,
    /// Its heading (an `<h2>`).
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Beside the heading.
    #[prop_or_default]
    pub action: Html,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// One thing in a box.
#[component]
pub fn Card(props: &CardProps) -> Html {
    html! {
        <section class={classes!("card", props.class.clone())}>
            if let Some(title) = &props.title {
                <div class="card-head"><h2>{ title }</h2>{ props.action.clone() }</div>
            }
            { props.children.clone() }
        </section>
    }
}

/// Props of [`LinkCard`].
#[derive(Properties, PartialEq)]
pub struct LinkCardProps {
    /// Where it leads.
    pub to: Route,
    /// What is in it; phrasing content only, for it is all one link. Begin with what names the thing.
    pub children: Html,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// A whole box that leads somewhere.
#[component]
pub fn LinkCard(props: &LinkCardProps) -> Html {
    html! {
        <Link<Route> to={props.to.clone()} classes={classes!("card", "card-link", props.class.clone())}>
            { props.children.clone() }
        </Link<Route>>
    }
}
