//! The claims on an offer: all of them for the giver, our own for a taker.

use super::PartProps;
use crate::client;
use crate::components::{Card, Empty, Icon, PagesView};
use crate::hooks::use_pages;
use crate::i18n::t;
use crate::pages::claims::card::{NamedBy, claim_card, claim_task};
use shared::claims::{Claim, ClaimQuery};
use std::rc::Rc;
use yew::prelude::*;

/// All claims on our offer; their steps can be taken at once.
#[hook]
pub fn use_claims_of_offer(props: Rc<PartProps>) -> Html {
    let (offer, us) = (props.offer.id, props.us);
    let pages = use_pages(format!("claims on {offer}"), move |cursor| {
        client::claims::list(ClaimQuery { offer: Some(offer), organisation: Some(us), cursor, ..ClaimQuery::default() })
    });
    let onchange = {
        let (claims, offer) = (pages.first.reload.clone(), props.resource.reload.clone());
        Callback::from(move |()| {
            claims.emit(());
            offer.emit(());
        })
    };
    let item = Callback::from(move |claim: Claim| {
        if claim.state.is_final() {
            claim_card(&claim, NamedBy::Partner)
        } else {
            claim_task(&claim, NamedBy::Partner, &onchange)
        }
    });
    let hint = match props.offer.first_until {
        Some(_) => t!("offer.no_claim_yet_hint"),
        None => t!("offer.no_claim_hint"),
    };
    let empty = html! { <Empty icon={Icon::Handover} title={t!("offer.no_claim")} {hint} /> };
    html! {
        <section class="stack" aria-label={t!("offer.claims")}>
            <h2>{ t!("offer.claims") }</h2>
            <PagesView shown={pages.shown(&item)} {empty} />
        </section>
    }
}

/// Our own claims on somebody's offer; nothing where there is none.
#[hook]
pub fn use_our_claims(props: Rc<PartProps>) -> Html {
    let (offer, us) = (props.offer.id, props.us);
    let pages = use_pages(format!("claims on {offer} of {us}"), move |cursor| {
        client::claims::list(ClaimQuery { offer: Some(offer), organisation: Some(us), cursor, ..ClaimQuery::default() })
    });
    let claims = pages.items();
    if claims.is_empty() {
        return html! {};
    }
    html! {
        <Card title={t!("offer.our_claims")}>
            <ul class="list">{ for claims.into_iter().map(|claim| html! { <li>{ claim_card(&claim, NamedBy::Partner) }</li> }) }</ul>
        </Card>
    }
}
