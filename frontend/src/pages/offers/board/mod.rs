//! The board: what the network gives now, narrowed by filters that live in the address.

mod address;
mod filters;
mod narrowed;
mod places;
mod results;
mod search;

use super::own_sites::{OwnSitesProps, use_own_sites};
use crate::components::{ButtonLink, Choice, Icon, PageHeader, Segmented, Tone, keyed_part, one_of, part};
use crate::hooks::{Binding, use_session};
use crate::i18n::t;
use crate::routes::Route;
use address::{BoardAddress, Steering, Whose, use_board_address};
use filters::{FiltersProps, use_filters};
use narrowed::{NarrowedProps, use_narrowed};
use results::{ResultsProps, use_results};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The board of offers.
#[hook]
pub fn use_offers_page() -> Html {
    let session = use_session();
    let steering = use_board_address();
    let Some(us) = session.organisation() else { return html! {} };
    let ready = {
        let steering = steering.clone();
        Callback::from(move |sites: Rc<Vec<Site>>| {
            html! {
                <>
                    { part(use_filters, FiltersProps { steering: steering.clone(), sites: Rc::clone(&sites) }) }
                    { part(use_narrowed, NarrowedProps { steering: steering.clone(), sites: Rc::clone(&sites) }) }
                    { part(use_results, ResultsProps { steering: steering.clone(), sites, us }) }
                </>
            }
        })
    };
    html! {
        <div class="board-page">
            <PageHeader title={t!("board.title")}>
                { part(use_whose_choice, WhoseChoiceProps { steering: steering.clone() }) }
                if session.may_write() {
                    <span class="desk-only">
                        <ButtonLink to={Route::PublishOffer} tone={Tone::Primary} icon={Icon::Plus}>{ t!("nav.publish") }</ButtonLink>
                    </span>
                }
            </PageHeader>
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}

#[derive(PartialEq)]
struct WhoseChoiceProps {
    steering: Steering,
}

/// Everybody's offers, or our own.
#[hook]
fn use_whose_choice(props: Rc<WhoseChoiceProps>) -> Html {
    let address = props.steering.address.clone();
    let value = address.whose.unwrap_or_default();
    let change = props
        .steering
        .go
        .reform(move |whose: Whose| BoardAddress { whose: (whose == Whose::Ours).then_some(whose), ..address.clone() });
    let choices = vec![Choice::new(Whose::Network, t!("board.network")), Choice::new(Whose::Ours, t!("board.ours"))];
    let bind = Binding { pointer: "/whose", value, error: None, change };
    html! { <Segmented question={one_of(&bind, &choices)} label={t!("board.whose")} show_label=false /> }
}
