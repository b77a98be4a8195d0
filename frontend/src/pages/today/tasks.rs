//! Things to do, each with its steps.

use crate::components::{ButtonLink, Empty, Icon, Tone};
use crate::i18n::t;
use crate::pages::claims::card::ClaimTask;
use crate::routes::Route;
use shared::claims::Claim;
use yew::prelude::*;

/// Props of [`Tasks`].
#[derive(Properties, PartialEq)]
pub struct TasksProps {
    /// What is to be done.
    pub title: AttrValue,
    /// Its picture.
    pub icon: Icon,
    /// With which claims.
    pub claims: Vec<Claim>,
    /// One of them has changed.
    pub onchange: Callback<()>,
}

/// A heading and its tasks; nothing where there are none.
#[component]
pub fn Tasks(props: &TasksProps) -> Html {
    if props.claims.is_empty() {
        return html! {};
    }
    let task = |claim: &Claim| {
        html! { <li key={claim.id.to_string()}><ClaimTask claim={claim.clone()} onchange={props.onchange.clone()} /></li> }
    };
    html! {
        <section class="stack" aria-label={props.title.clone()}>
            <h2 class="section-title">{ props.icon }{ &props.title }<span class="section-count">{ props.claims.len() }</span></h2>
            <ul class="grid tasks">{ for props.claims.iter().map(task) }</ul>
        </section>
    }
}

/// Nothing waits: what one could do anyway.
#[component]
pub fn Nothing() -> Html {
    html! {
        <Empty icon={Icon::Check} title={t!("today.nothing")} hint={t!("today.nothing_hint")}>
            <div class="cluster board-ways-out">
                <ButtonLink to={Route::Offers} tone={Tone::Secondary} icon={Icon::Search}>{ t!("claims.see_board") }</ButtonLink>
                <ButtonLink to={Route::PublishOffer} tone={Tone::Secondary} icon={Icon::Plus}>{ t!("publish.title") }</ButtonLink>
            </div>
        </Empty>
    }
}
