//! What the organisation has, in the order in which it must leave, narrowed by filters that live in the address.

mod address;
mod card;
mod download;
mod filters;
mod results;
mod search;
mod totals;

pub use card::{badges, date};

use super::place::Place;
use super::waiting;
use crate::components::{ButtonLink, Icon, PageHeader, Tone, keyed_part, part};
use crate::hooks::use_session;
use crate::i18n::t;
use crate::outbox::use_outbox;
use crate::pages::collection_rounds::place::Place as CollectingPlace;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::pages::rounds::place::Place as RoundsPlace;
use address::use_stock_address;
use download::{DownloadProps, use_download};
use filters::{FiltersProps, filters, use_narrowed};
use results::{ResultsProps, use_results};
use shared::organisations::OrganisationKind;
use shared::sites::Site;
use std::rc::Rc;
use totals::{TotalsProps, use_totals};
use yew::prelude::*;

/// The stock.
#[hook]
pub fn use_list_page() -> Html {
    let session = use_session();
    let steering = use_stock_address();
    let outbox = use_outbox();
    let Some(us) = session.organisation() else { return html! {} };
    let collects = session.membership().is_some_and(|place| place.organisation.kind != OrganisationKind::Donor);
    let shares_out = session.membership().is_some_and(|place| place.organisation.kind == OrganisationKind::FoodBank);
    let ready = {
        let steering = steering.clone();
        Callback::from(move |sites: Rc<Vec<Site>>| {
            html! {
                <>
                    { filters(&steering, &sites) }
                    { part(use_narrowed, FiltersProps { steering: steering.clone(), sites }) }
                    { part(use_totals, TotalsProps { us, site: steering.address.site }) }
                    { part(use_results, ResultsProps { steering: steering.clone(), us }) }
                    { part(use_download, DownloadProps { address: steering.address.clone(), us }) }
                </>
            }
        })
    };
    html! {
        <div class="board-page">
            <PageHeader title={t!("stock.title")} lead={t!("stock.lead")}>
                <ButtonLink to={Place::Recalls.route()} icon={Icon::Warning}>{ t!("recalls.title") }</ButtonLink>
                if collects {
                    <ButtonLink to={CollectingPlace::List.route()} icon={Icon::Truck}>{ t!("collections.title") }</ButtonLink>
                }
                if shares_out {
                    <ButtonLink to={RoundsPlace::List.route()} icon={Icon::Handover}>{ t!("stock.rounds") }</ButtonLink>
                }
                <ButtonLink to={Place::Pick.route()} icon={Icon::List}>{ t!("stock.pick") }</ButtonLink>
                if session.may_write() {
                    <ButtonLink to={Place::Import.route()} icon={Icon::ArrowUp}>{ t!("stock_import.title") }</ButtonLink>
                    <ButtonLink to={Place::Receive.route()} tone={Tone::Primary} icon={Icon::Plus}>{ t!("stock.receive") }</ButtonLink>
                }
            </PageHeader>
            { waiting(&outbox) }
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}
