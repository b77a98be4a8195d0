//! Claims of our organisation: what we receive, what we give. Side and state are kept in the address.

use super::card::{NamedBy, claim_card};
use crate::client;
use crate::components::{ButtonLink, Choice, Empty, Icon, PageHeader, PagesView, SelectField, Tone, keyed_part, one_of};
use crate::hooks::{Binding, use_pages, use_session};
use crate::i18n::{t, word};
use crate::routes::Route;
use serde::{Deserialize, Serialize};
use shared::claims::{Claim, ClaimQuery, ClaimState, Party};
use shared::ids::OrganisationId;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_location, use_navigator};

/// What the address says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimsAddress {
    /// On which side we stand.
    #[serde(rename = "cote", default, skip_serializing_if = "Option::is_none")]
    side: Option<Side>,
    /// Only in this state.
    #[serde(rename = "etat", default, skip_serializing_if = "Option::is_none")]
    state: Option<ClaimState>,
}

/// On which side we stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Side {
    #[default]
    #[serde(rename = "recu")]
    Taker,
    #[serde(rename = "donne")]
    Giver,
}

impl Side {
    const fn party(self) -> Party {
        match self {
            Self::Taker => Party::Taker,
            Self::Giver => Party::Giver,
        }
    }
}

/// Claims of our organisation.
#[hook]
pub fn use_claims_page() -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let address = use_location().and_then(|location| location.query::<ClaimsAddress>().ok()).unwrap_or_default();
    let Some(organisation) = session.organisation() else { return html! {} };
    let side = address.side.unwrap_or_default();
    let change = Callback::from(move |state: Option<ClaimState>| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.push_with_query(&Route::Claims, ClaimsAddress { state, ..address });
        }
    });
    let all = Choice::new(None, t!("claims.any_state"));
    let states = ClaimState::ALL.iter().map(|state| Choice::new(Some(*state), word(*state)));
    let choices: Vec<_> = std::iter::once(all).chain(states).collect();
    let bind = Binding { pointer: "/state", value: address.state, error: None, change };
    html! {
        <div class="stack">
            <PageHeader title={t!("claims.title")} />
            <div class="claims-bar">
                <nav class="tabs" aria-label={t!("claims.sides")}>
                    <ul>{ tab(Side::Taker, side, t!("claims.taking")) }{ tab(Side::Giver, side, t!("claims.giving")) }</ul>
                </nav>
                <div class="claims-state"><SelectField question={one_of(&bind, &choices)} label={t!("claims.state")} /></div>
            </div>
            { keyed_part(&format!("{organisation}{side:?}{:?}", address.state), use_claims, ClaimsProps { organisation, side, state: address.state }) }
        </div>
    }
}

fn tab(to: Side, current: Side, label: AttrValue) -> Html {
    let is_current = to == current;
    let query = ClaimsAddress { side: (to == Side::Giver).then_some(to), state: None };
    html! {
        <li class={classes!("tab", is_current.then_some("tab-current"))}>
            <Link<Route, ClaimsAddress> to={Route::Claims} {query}>
                { label }
                if is_current {
                    <span class="visually-hidden">{ t!("tabs.current") }</span>
                }
            </Link<Route, ClaimsAddress>>
        </li>
    }
}

#[derive(PartialEq)]
struct ClaimsProps {
    organisation: OrganisationId,
    side: Side,
    state: Option<ClaimState>,
}

#[hook]
fn use_claims(props: Rc<ClaimsProps>) -> Html {
    let (organisation, party, state) = (props.organisation, props.side.party(), props.state);
    let key = format!("claims {organisation} {party} {state:?}");
    let pages = use_pages(key, move |cursor| {
        client::claims::list(ClaimQuery {
            organisation: Some(organisation),
            party: Some(party),
            need: None,
            offer: None,
            state,
            limit: None,
            cursor,
        })
    });
    let may_write = use_session().may_write();
    let item = Callback::from(|claim: Claim| claim_card(&claim, NamedBy::Food));
    html! { <PagesView shown={pages.shown(&item)} class={classes!("grid")} empty={nothing(&props, may_write)} /> }
}

fn nothing(props: &ClaimsProps, may_write: bool) -> Html {
    match (props.state, props.side) {
        (Some(_), _) => html! { <Empty icon={Icon::Filter} title={t!("claims.none_in_state")} /> },
        (None, Side::Taker) => html! {
            <Empty icon={Icon::Handover} title={t!("claims.none_taken")} hint={t!("claims.none_taken_hint")}>
                <ButtonLink to={Route::Offers} tone={Tone::Primary} icon={Icon::Search}>{ t!("action.see_offers") }</ButtonLink>
            </Empty>
        },
        (None, Side::Giver) => html! {
            <Empty icon={Icon::Handover} title={t!("claims.none_given")} hint={t!("claims.none_given_hint")}>
                if may_write {
                    <ButtonLink to={Route::PublishOffer} tone={Tone::Primary} icon={Icon::Plus}>{ t!("nav.publish") }</ButtonLink>
                }
            </Empty>
        },
    }
}
