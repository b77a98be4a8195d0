//! What this is, for whom, and the way in.

use crate::app::use_network;
use crate::components::{ButtonLink, Icon, Tone, mesh, use_arrival};
use crate::i18n::t;
use crate::routes::Route;
use yew::prelude::*;

/// The page for everybody.
#[hook]
pub fn use_landing_page() -> Html {
    let heading = use_arrival(t!("landing.tab"));
    let eyebrow = use_network().map_or_else(|| t!("app.tagline"), |network| network.name.clone().into());
    html! {
        <div class="landing">
            { hero(heading, eyebrow) }
            <section class="landing-section" aria-labelledby="how">
                <h2 id="how" class="landing-heading">{ t!("landing.how_title") }</h2>
                <ol class="landing-steps">
                    { step(Icon::Package, t!("landing.publish_title"), t!("landing.publish_text")) }
                    { step(Icon::Pin, t!("landing.claim_title"), t!("landing.claim_text")) }
                    { step(Icon::Handover, t!("landing.handover_title"), t!("landing.handover_text")) }
                </ol>
            </section>
            <section class="landing-section landing-audience" aria-labelledby="who">
                <div class="stack">
                    <h2 id="who" class="landing-heading">{ t!("landing.who_title") }</h2>
                    <p class="lead">{ t!("landing.who_lead") }</p>
                </div>
                <ul class="landing-list">
                    { point(Icon::Heart, t!("landing.charities_title"), t!("landing.charities_text")) }
                    { point(Icon::Building, t!("landing.centres_title"), t!("landing.centres_text")) }
                    { point(Icon::Truck, t!("landing.bank_title"), t!("landing.bank_text")) }
                    { point(Icon::Package, t!("landing.donors_title"), t!("landing.donors_text")) }
                </ul>
            </section>
            <section class="landing-section landing-promise" aria-labelledby="promise">
                <h2 id="promise" class="landing-heading">{ t!("landing.promise_title") }</h2>
                <ul class="landing-promises">
                    { point(Icon::Chilled, t!("landing.cold_title"), t!("landing.cold_text")) }
                    { point(Icon::User, t!("landing.people_title"), t!("landing.people_text")) }
                    { point(Icon::Shield, t!("landing.free_title"), t!("landing.free_text")) }
                </ul>
                <div class="cluster">
                    <ButtonLink to={Route::Register} tone={Tone::Primary} icon={Icon::ArrowRight}>{ t!("nav.register") }</ButtonLink>
                </div>
            </section>
            <footer class="landing-footer">
                <p>{ t!("landing.footer") }</p>
                <a href="/api/docs">{ t!("landing.api") }</a>
            </footer>
        </div>
    }
}

fn hero(heading: NodeRef, eyebrow: AttrValue) -> Html {
    html! {
        <section class="hero">
            <div class="hero-words">
                <p class="eyebrow">{ eyebrow }</p>
                <h1 ref={heading} class="hero-title" tabindex="-1">{ t!("landing.title") }</h1>
                <p class="lead">{ t!("landing.lead") }</p>
                <div class="cluster hero-actions">
                    <ButtonLink to={Route::Register} tone={Tone::Primary} icon={Icon::ArrowRight}>{ t!("nav.register") }</ButtonLink>
                    <ButtonLink to={Route::Login}>{ t!("nav.login") }</ButtonLink>
                </div>
                <p class="muted">{ t!("landing.invited") }</p>
            </div>
            <div class="hero-picture">{ mesh() }</div>
        </section>
    }
}

fn step(icon: Icon, title: AttrValue, text: AttrValue) -> Html {
    html! {
        <li class="landing-step">
            <span class="landing-step-icon">{ icon }</span>
            <h3>{ title }</h3>
            <p>{ text }</p>
        </li>
    }
}

fn point(icon: Icon, title: AttrValue, text: AttrValue) -> Html {
    html! {
        <li class="landing-point">
            { icon }
            <div><h3>{ title }</h3><p class="muted">{ text }</p></div>
        </li>
    }
}
