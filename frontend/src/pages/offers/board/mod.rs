//! The board: what the network gives now, narrowed by filters that live in the address.

mod address;
mod filters;
mod narrowed;
mod places;
mod reading;
mod results;
mod search;

pub use address::{BoardAddress, Only, Origin, Place, Steering, Whose, pairs, use_board_address, use_way};
pub use filters::{FiltersProps, filters, use_place_choice};
pub use narrowed::{NarrowedProps, On, chips, near, use_narrowed};
pub use reading::understood;

use super::own_sites::{OwnSitesProps, use_own_sites};
use crate::components::{ButtonLink, Choice, Icon, PageHeader, Segmented, Tone, keyed_part, one_of, part};
use crate::hooks::{Binding, use_session};
use crate::i18n::t;
use crate::pages::needs::board_tabs;
use crate::pages::searches::{BoardEntryProps, use_board_entry};
use crate::routes::Route;
use results::{ResultsProps, use_results};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The board of offers.
#[hook]
pub fn use_offers_page() -> Html {
    let session = use_session();
    let mut steering = use_board_address(Route::Offers);
    if !session.may_write() {
        // A suspended organisation sees what is its own.
        steering.address.whose = Some(Whose::Ours);
    }
    let Some(us) = session.organisation() else { return html! {} };
    let ready = {
        let steering = steering.clone();
        Callback::from(move |sites: Rc<Vec<Site>>| {
            html! {
                <>
                    { filters(&FiltersProps { steering: steering.clone(), sites: Rc::clone(&sites) }) }
                    { part(use_narrowed, NarrowedProps { steering: steering.clone(), sites: Rc::clone(&sites) }) }
                    if !steering.address.is_ours() {
                        { part(use_board_entry, BoardEntryProps { address: steering.address.clone() }) }
                    }
                    { part(use_results, ResultsProps { steering: steering.clone(), sites, us }) }
                </>
            }
        })
    };
    html! {
        <div class="board-page">
            <PageHeader title={t!("board.title")}>
                if session.may_write() {
                    { part(use_whose_choice, WhoseChoiceProps { steering: steering.clone() }) }
                    <span class="desk-only">
                        <ButtonLink to={Route::PublishOffer} tone={Tone::Primary} icon={Icon::Plus}>{ t!("nav.publish") }</ButtonLink>
                    </span>
                }
            </PageHeader>
            { board_tabs(&Route::Offers) }
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}

/// Props of [`use_whose_choice`].
#[derive(PartialEq)]
pub struct WhoseChoiceProps {
    /// The filters, and how to change them.
    pub steering: Steering,
}

/// Everybody's, or our own.
#[hook]
pub fn use_whose_choice(props: Rc<WhoseChoiceProps>) -> Html {
    let address = props.steering.address.clone();
    let value = address.whose.unwrap_or_default();
    let change = props
        .steering
        .go
        .reform(move |whose: Whose| BoardAddress { whose: (whose == Whose::Ours).then_some(whose), ..address.clone() });
    let choices = vec![Choice::new(Whose::Network, t!("board.network")), Choice::new(Whose::Ours, t!("board.ours"))];
    let bind = Binding { pointer: "/whose", value, error: None, change };
    html! { <Segmented question={one_of(&bind, &choices)} label={if props.steering.board == Route::Needs { t!("needs.whose") } else { t!("board.whose") }} show_label=false /> }
}
