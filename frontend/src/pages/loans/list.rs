//! Loans of our organisation: what we lend, what we borrow. Side and state are kept in the address.

use super::card::{NamedBy, loan_card};
use crate::client;
use crate::components::{ButtonLink, Choice, Empty, Icon, PageHeader, PagesView, SelectField, Tone, keyed_part, one_of};
use crate::hooks::{Binding, use_pages, use_session};
use crate::i18n::{t, word};
use crate::pages::equipment::feeds::{FeedsProps, use_feeds};
use crate::routes::Route;
use serde::{Deserialize, Serialize};
use shared::ids::OrganisationId;
use shared::loans::{Loan, LoanParty, LoanQuery, LoanState};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_location, use_navigator};

/// What the address says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LoansAddress {
    /// On which side we stand.
    #[serde(rename = "cote", default, skip_serializing_if = "Option::is_none")]
    side: Option<Side>,
    /// Only in this state.
    #[serde(rename = "etat", default, skip_serializing_if = "Option::is_none")]
    state: Option<LoanState>,
}

/// On which side we stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Side {
    #[default]
    #[serde(rename = "emprunts")]
    Borrower,
    #[serde(rename = "prets")]
    Lender,
}

impl Side {
    const fn party(self) -> LoanParty {
        match self {
            Self::Borrower => LoanParty::Borrower,
            Self::Lender => LoanParty::Lender,
        }
    }
}

/// Loans of our organisation.
#[hook]
pub fn use_loans_page() -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let address = use_location().and_then(|location| location.query::<LoansAddress>().ok()).unwrap_or_default();
    let Some(organisation) = session.organisation() else { return html! {} };
    let side = address.side.unwrap_or_default();
    let change = Callback::from(move |state: Option<LoanState>| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.push_with_query(&Route::Loans, LoansAddress { state, ..address });
        }
    });
    let all = Choice::new(None, t!("claims.any_state"));
    let states = LoanState::ALL.iter().map(|state| Choice::new(Some(*state), word(*state)));
    let choices: Vec<_> = std::iter::once(all).chain(states).collect();
    let bind = Binding { pointer: "/state", value: address.state, error: None, change };
    html! {
        <div class="stack">
            <PageHeader title={t!("loans.title")} back={Route::Equipment} back_label={t!("equipment.title")} />
            <div class="claims-bar">
                <nav class="tabs" aria-label={t!("loans.sides")}>
                    <ul>{ for [Side::Borrower, Side::Lender].map(|to| tab(to, side)) }</ul>
                </nav>
                <div class="claims-state"><SelectField question={one_of(&bind, &choices)} label={t!("claims.state")} /></div>
            </div>
            { keyed_part(&format!("{organisation}{side:?}{:?}", address.state), use_loans, LoansProps { organisation, side, state: address.state }) }
            { keyed_part(&format!("feeds {organisation}"), use_feeds, FeedsProps { organisation, item: None }) }
        </div>
    }
}

fn tab(to: Side, current: Side) -> Html {
    let is_current = to == current;
    let query = LoansAddress { side: (to == Side::Lender).then_some(to), state: None };
    html! {
        <li class={classes!("tab", is_current.then_some("tab-current"))}>
            <Link<Route, LoansAddress> to={Route::Loans} {query}>
                { word(to.party()) }
                if is_current {
                    <span class="visually-hidden">{ t!("tabs.current") }</span>
                }
            </Link<Route, LoansAddress>>
        </li>
    }
}

#[derive(PartialEq)]
struct LoansProps {
    organisation: OrganisationId,
    side: Side,
    state: Option<LoanState>,
}

#[hook]
fn use_loans(props: Rc<LoansProps>) -> Html {
    let (organisation, party, state) = (props.organisation, props.side.party(), props.state);
    let key = format!("loans {organisation} {party} {state:?}");
    let pages = use_pages(key, move |cursor| {
        client::loans::list(LoanQuery {
            organisation: Some(organisation),
            equipment: None,
            state,
            party: Some(party),
            limit: None,
            cursor,
        })
    });
    let may_write = use_session().may_write();
    let item = Callback::from(|loan: Loan| loan_card(&loan, NamedBy::Item));
    html! { <PagesView shown={pages.shown(&item)} class={classes!("grid")} empty={nothing(&props, may_write)} /> }
}

fn nothing(props: &LoansProps, may_write: bool) -> Html {
    match (props.state, props.side) {
        (Some(_), _) => html! { <Empty icon={Icon::Filter} title={t!("loans.none_in_state")} /> },
        (None, Side::Borrower) => html! {
            <Empty icon={Icon::Wrench} title={t!("loans.none_borrowed")} hint={t!("loans.none_borrowed_hint")}>
                <ButtonLink to={Route::Equipment} tone={Tone::Primary} icon={Icon::Search}>{ t!("loans.see_catalogue") }</ButtonLink>
            </Empty>
        },
        (None, Side::Lender) => html! {
            <Empty icon={Icon::Wrench} title={t!("loans.none_lent")} hint={t!("loans.none_lent_hint")}>
                if may_write {
                    <ButtonLink to={Route::AddItem} tone={Tone::Primary} icon={Icon::Plus}>{ t!("equipment.add") }</ButtonLink>
                }
            </Empty>
        },
    }
}
