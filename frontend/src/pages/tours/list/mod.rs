//! The tours of the network: planned and on the road, the soonest first, narrowed by filters that live in the address.

mod address;
mod card;
mod filters;
mod results;

use super::place::Place;
use crate::components::{ButtonLink, Choice, Icon, PageHeader, Segmented, Tone, keyed_part, one_of, part};
use crate::hooks::{Binding, use_session};
use crate::i18n::t;
use crate::pages::offers::board::{BoardAddress, Whose};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use address::{Listed, use_listed};
use filters::{filters, narrowed};
use results::{ResultsProps, use_results};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The tours.
#[hook]
pub fn use_list_page() -> Html {
    let session = use_session();
    let mut listed = use_listed();
    if !session.may_write() {
        // A suspended organisation sees what is its own.
        listed.steering.address.whose = Some(Whose::Ours);
    }
    let Some(us) = session.organisation() else { return html! {} };
    let ready = {
        let listed = listed.clone();
        Callback::from(move |sites: Rc<Vec<Site>>| {
            html! {
                <>
                    { filters(&listed, &sites) }
                    { narrowed(&listed, &sites) }
                    { part(use_results, ResultsProps { listed: listed.clone(), sites }) }
                </>
            }
        })
    };
    html! {
        <div class="board-page">
            <PageHeader title={t!("tours.title")} lead={t!("tours.lead")} back={Route::Equipment} back_label={t!("equipment.title")}>
                if session.may_write() {
                    { whose(&listed) }
                    <ButtonLink to={Place::New.route()} tone={Tone::Primary} icon={Icon::Plus}>{ t!("tours.plan_here") }</ButtonLink>
                }
            </PageHeader>
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}

/// Everybody's, or those with which we have to do.
fn whose(listed: &Listed) -> Html {
    let address = listed.steering.address.clone();
    let value = address.whose.unwrap_or_default();
    let change = listed
        .steering
        .go
        .reform(move |whose: Whose| BoardAddress { whose: (whose == Whose::Ours).then_some(whose), ..address.clone() });
    let choices = [Choice::new(Whose::Network, t!("board.network")), Choice::new(Whose::Ours, t!("board.ours"))];
    let bind = Binding { pointer: "/whose", value, error: None, change };
    html! { <Segmented question={one_of(&bind, &choices)} label={t!("tours.whose")} show_label=false /> }
}
