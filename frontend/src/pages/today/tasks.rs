//! Things to do, each with its steps.

use crate::components::{ButtonLink, Empty, Icon, Tone};
use crate::i18n::t;
use crate::pages::claims::card::{NamedBy, claim_task};
use crate::routes::Route;
use shared::claims::Claim;
use yew::prelude::*;

/// A heading and its tasks; nothing where there are none.
pub fn tasks(title: &AttrValue, icon: Icon, claims: &[Claim], onchange: &Callback<()>) -> Html {
    if claims.is_empty() {
        return html! {};
    }
    let task = |claim: &Claim| {
        html! { <li key={claim.id.to_string()}>{ claim_task(claim, NamedBy::Food, onchange) }</li> }
    };
    html! {
        <section class="stack" aria-label={title.clone()}>
            <h2 class="section-title">{ icon }{ title }<span class="section-count">{ claims.len() }</span></h2>
            <ul class="grid tasks">{ for claims.iter().map(task) }</ul>
        </section>
    }
}

/// Nothing waits: what one could do anyway.
pub fn nothing(may_write: bool) -> Html {
    html! {
        <Empty icon={Icon::Check} title={t!("today.nothing")} hint={t!("today.nothing_hint")}>
            <div class="cluster board-ways-out">
                <ButtonLink to={Route::Offers} tone={Tone::Secondary} icon={Icon::Search}>{ t!("action.see_offers") }</ButtonLink>
                if may_write {
                    <ButtonLink to={Route::PublishOffer} tone={Tone::Secondary} icon={Icon::Plus}>{ t!("action.publish_offer") }</ButtonLink>
                    <ButtonLink to={Route::PublishNeed} tone={Tone::Secondary} icon={Icon::Heart}>{ t!("action.publish_need") }</ButtonLink>
                }
            </div>
        </Empty>
    }
}
