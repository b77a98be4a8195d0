//! The board of needs: what the network lacks, narrowed by the same filters as the board of offers.

mod results;

use super::board_tabs;
use crate::components::{ButtonLink, Icon, PageHeader, Tone, keyed_part, part};
use crate::hooks::use_session;
use crate::i18n::t;
use crate::pages::offers::board::{
    FiltersProps, NarrowedProps, Whose, WhoseChoiceProps, filters, use_board_address, use_narrowed, use_whose_choice,
};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use results::{ResultsProps, use_results};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The board of needs.
#[hook]
pub fn use_needs_page() -> Html {
    let session = use_session();
    let mut steering = use_board_address(Route::Needs);
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
                    { part(use_results, ResultsProps { steering: steering.clone(), sites, us }) }
                </>
            }
        })
    };
    html! {
        <div class="board-page">
            <PageHeader title={t!("needs.title")}>
                if session.may_write() {
                    { part(use_whose_choice, WhoseChoiceProps { steering: steering.clone() }) }
                    <ButtonLink to={Route::PublishNeed} tone={Tone::Primary} icon={Icon::Plus}>{ t!("needs.publish") }</ButtonLink>
                }
            </PageHeader>
            { board_tabs(&Route::Needs) }
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}
