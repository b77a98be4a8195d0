//! The claims that answer a need: all of them for its organisation, our own proposals for a giver.

use super::PartProps;
use crate::client;
use crate::components::{ButtonLink, Card, Empty, Icon, PagesView, Tone};
use crate::hooks::{Pages, use_pages};
use crate::i18n::t;
use crate::pages::claims::card::{NamedBy, claim_card, claim_task};
use crate::routes::Route;
use shared::claims::{Claim, ClaimPage, ClaimQuery};
use std::rc::Rc;
use yew::prelude::*;

/// The claims of our organisation that answer this need, newest first.
#[hook]
fn use_claims_for(props: &PartProps) -> Pages<ClaimPage> {
    let (need, us) = (props.need.id, props.us);
    use_pages(format!("claims for {need} of {us}"), move |cursor| {
        client::claims::list(ClaimQuery { need: Some(need), organisation: Some(us), cursor, ..ClaimQuery::default() })
    })
}

/// All that answers our need; proposals can be accepted at once.
#[hook]
pub fn use_answers(props: Rc<PartProps>) -> Html {
    let pages = use_claims_for(&props);
    let onchange = {
        let (claims, need) = (pages.first.reload.clone(), props.resource.reload.clone());
        Callback::from(move |()| {
            claims.emit(());
            need.emit(());
        })
    };
    let item = Callback::from(move |claim: Claim| {
        if claim.state.is_final() { claim_card(&claim, NamedBy::Food) } else { claim_task(&claim, NamedBy::Food, &onchange) }
    });
    let empty = html! {
        <Empty icon={Icon::Heart} title={t!("answer.none")} hint={t!("answer.none_hint")}>
            <ButtonLink to={Route::Offers} tone={Tone::Secondary} icon={Icon::Search}>{ t!("action.see_offers") }</ButtonLink>
        </Empty>
    };
    html! {
        <section class="stack" aria-label={t!("answer.all")}>
            <h2>{ t!("answer.all") }</h2>
            <PagesView shown={pages.shown(&item)} {empty} />
        </section>
    }
}

/// Our own proposals for somebody's need; nothing where there is none.
#[hook]
pub fn use_our_answers(props: Rc<PartProps>) -> Html {
    let claims = use_claims_for(&props).items();
    if claims.is_empty() {
        return html! {};
    }
    html! {
        <Card title={t!("answer.ours")}>
            <ul class="list">{ for claims.into_iter().map(|claim| html! { <li>{ claim_card(&claim, NamedBy::Food) }</li> }) }</ul>
        </Card>
    }
}
