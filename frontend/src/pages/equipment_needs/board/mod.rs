//! The board: what is looked for, near us first, narrowed by filters that live in the address.

mod address;
mod filters;
mod results;

use super::lending_tabs;
use super::place::Place;
use crate::components::{ButtonLink, Icon, PageHeader, Tone, keyed_part, part};
use crate::hooks::use_session;
use crate::i18n::t;
use crate::pages::needs::board_tabs;
use crate::pages::offers::board::{Whose, WhoseChoiceProps, use_whose_choice};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use address::use_board;
use filters::{filters, narrowed};
use results::{ResultsProps, use_results};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The board.
#[hook]
pub fn use_board_page() -> Html {
    let session = use_session();
    let mut board = use_board();
    if !session.may_write() {
        // A suspended organisation sees what is its own.
        board.steering.address.whose = Some(Whose::Ours);
    }
    let Some(us) = session.organisation() else { return html! {} };
    let ready = {
        let board = board.clone();
        Callback::from(move |sites: Rc<Vec<Site>>| {
            html! {
                <>
                    { filters(&board, &sites) }
                    { narrowed(&board, &sites) }
                    { part(use_results, ResultsProps { board: board.clone(), sites, us }) }
                </>
            }
        })
    };
    html! {
        <div class="board-page">
            <PageHeader title={t!("equipment_need.title")}>
                if session.may_write() {
                    { part(use_whose_choice, WhoseChoiceProps { steering: board.steering.clone() }) }
                }
                <ButtonLink to={Route::Loans} icon={Icon::Handover}>{ t!("loans.title") }</ButtonLink>
                if session.may_write() {
                    <ButtonLink to={Place::Publish.route()} tone={Tone::Primary} icon={Icon::Plus}>{ t!("equipment_need.publish_here") }</ButtonLink>
                }
            </PageHeader>
            { board_tabs(&Route::Equipment) }
            { lending_tabs(&Place::Board.route()) }
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}
