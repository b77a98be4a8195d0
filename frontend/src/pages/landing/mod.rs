//! What this is, for whom, and the way in.

use crate::browser;
use crate::components::{ButtonLink, Icon, IconView, Mesh, Tone};
use crate::i18n::t;
use crate::routes::Route;
use yew::prelude::*;

/// The page for everybody.
#[component]
pub fn LandingPage() -> Html {
    use_effect_with((), |()| browser::set_title(&t!("landing.tab")));
    html! {
        <div class="landing">
            <Hero />
            <section class="landing-section" aria-labelledby="how">
                <h2 id="how" class="landing-heading">{ t!("landing.how_title") }</h2>
                <ol class="landing-steps">
                    <Step icon={Icon::Package} title={t!("landing.publish_title")} text={t!("landing.publish_text")} />
                    <Step icon={Icon::Pin} title={t!("landing.claim_title")} text={t!("landing.claim_text")} />
                    <Step icon={Icon::Handover} title={t!("landing.handover_title")} text={t!("landing.handover_text")} />
                </ol>
            </section>
            <section class="landing-section landing-audience" aria-labelledby="who">
                <div class="stack">
                    <h2 id="who" class="landing-heading">{ t!("landing.who_title") }</h2>
                    <p class="lead">{ t!("landing.who_lead") }</p>
                </div>
                <ul class="landing-list">
                    <Point icon={Icon::Heart} title={t!("landing.charities_title")} text={t!("landing.charities_text")} />
                    <Point icon={Icon::Building} title={t!("landing.centres_title")} text={t!("landing.centres_text")} />
                    <Point icon={Icon::Truck} title={t!("landing.bank_title")} text={t!("landing.bank_text")} />
                    <Point icon={Icon::Package} title={t!("landing.donors_title")} text={t!("landing.donors_text")} />
                </ul>
            </section>
            <section class="landing-section landing-promise" aria-labelledby="promise">
                <h2 id="promise" class="landing-heading">{ t!("landing.promise_title") }</h2>
                <ul class="landing-promises">
                    <Point icon={Icon::Chilled} title={t!("landing.cold_title")} text={t!("landing.cold_text")} />
                    <Point icon={Icon::User} title={t!("landing.people_title")} text={t!("landing.people_text")} />
                    <Point icon={Icon::Shield} title={t!("landing.free_title")} text={t!("landing.free_text")} />
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

#[component]
fn Hero() -> Html {
    html! {
        <section class="hero">
            <div class="hero-words">
                <p class="eyebrow">{ t!("app.tagline") }</p>
                <h1 class="hero-title" tabindex="-1">{ t!("landing.title") }</h1>
                <p class="lead">{ t!("landing.lead") }</p>
                <div class="cluster hero-actions">
                    <ButtonLink to={Route::Register} tone={Tone::Primary} icon={Icon::ArrowRight}>{ t!("nav.register") }</ButtonLink>
                    <ButtonLink to={Route::Login}>{ t!("nav.login") }</ButtonLink>
                </div>
                <p class="muted">{ t!("landing.invited") }</p>
            </div>
            <div class="hero-picture"><Mesh /></div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct PointProps {
    icon: Icon,
    title: AttrValue,
    text: AttrValue,
}

#[component]
fn Step(props: &PointProps) -> Html {
    html! {
        <li class="landing-step">
            <span class="landing-step-icon"><IconView icon={props.icon} /></span>
            <h3>{ &props.title }</h3>
            <p>{ &props.text }</p>
        </li>
    }
}

#[component]
fn Point(props: &PointProps) -> Html {
    html! {
        <li class="landing-point">
            <IconView icon={props.icon} />
            <div><h3>{ &props.title }</h3><p class="muted">{ &props.text }</p></div>
        </li>
    }
}
