//! The catalogue: what can be borrowed, near us first, narrowed by filters that live in the address.

mod address;
mod card;
mod filters;
mod narrowed;
mod query;
mod results;

use crate::components::{ButtonLink, Icon, PageHeader, Tone, keyed_part, part};
use crate::hooks::use_session;
use crate::i18n::t;
use crate::pages::equipment_needs::lending_tabs;
use crate::pages::needs::board_tabs;
use crate::pages::offers::board::{Whose, WhoseChoiceProps, use_whose_choice};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use address::use_catalogue;
use filters::filters;
use narrowed::narrowed;
use results::{ResultsProps, use_results};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The catalogue.
#[hook]
pub fn use_equipment_page() -> Html {
    let session = use_session();
    let mut catalogue = use_catalogue();
    if !session.may_write() {
        // A suspended organisation sees what is its own.
        catalogue.steering.address.whose = Some(Whose::Ours);
    }
    let Some(us) = session.organisation() else { return html! {} };
    let ready = {
        let catalogue = catalogue.clone();
        Callback::from(move |sites: Rc<Vec<Site>>| {
            html! {
                <>
                    { filters(&catalogue, &sites) }
                    { narrowed(&catalogue, &sites) }
                    { part(use_results, ResultsProps { catalogue: catalogue.clone(), sites, us }) }
                </>
            }
        })
    };
    html! {
        <div class="board-page">
            <PageHeader title={t!("equipment.title")}>
                if session.may_write() {
                    { part(use_whose_choice, WhoseChoiceProps { steering: catalogue.steering.clone() }) }
                }
                <ButtonLink to={Route::Skills { path: String::new() }} icon={Icon::Users}>{ t!("skills.title") }</ButtonLink>
                <ButtonLink to={Route::Tours { path: String::new() }} icon={Icon::Truck}>{ t!("tours.title") }</ButtonLink>
                <ButtonLink to={Route::Loans} icon={Icon::Handover}>{ t!("loans.title") }</ButtonLink>
                if session.may_write() {
                    <ButtonLink to={Route::AddItem} tone={Tone::Primary} icon={Icon::Plus}>{ t!("equipment.add_here") }</ButtonLink>
                }
            </PageHeader>
            { board_tabs(&Route::Equipment) }
            { lending_tabs(&Route::Equipment) }
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}
