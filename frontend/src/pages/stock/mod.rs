//! The stock of an organisation: what there is, what arrives, what leaves, and what is called back.
//!
//! All of it is one route, so that the first load knows one address only; [`place`] tells the pages apart.

mod import;
mod list;
mod lot;
mod pick;
pub mod place;
mod recalls;
mod receive;
mod words;

pub use receive::{DonorDraft, DonorFieldProps, take_up_draft, use_donor_field};

use crate::components::{Icon, Mood, Notice, keyed_part, part, plain_part};
use crate::hooks::{Session, forget, use_session};
use crate::i18n::t;
use crate::outbox::{Deed, Entry, Outbox, Published, use_departures, use_outbox};
use crate::pages::organisations;
use crate::routes::Route;
use place::Place;
use shared::ids::{LotId, RecallId};
use shared::organisations::{OrganisationKind, OrganisationStatus};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_stock_page`].
#[derive(PartialEq)]
pub struct StockPageProps {
    /// What follows the address of the stock.
    pub path: String,
}

/// Props of the page of one lot.
#[derive(PartialEq)]
pub struct LotPageProps {
    /// Which.
    pub id: LotId,
}

/// Props of the page of one recall.
#[derive(PartialEq)]
pub struct RecallPageProps {
    /// Which.
    pub id: RecallId,
}

/// The page that the address names. Recalls are the administrator's too, who need not belong to any organisation.
#[hook]
pub fn use_stock_page(props: Rc<StockPageProps>) -> Html {
    let session = use_session();
    let path = props.path.as_str();
    let place = Place::at(path);
    if place.is_some_and(|place| !is_open(place, &session)) {
        let membership = session.membership();
        return part(organisations::use_waiting_page, organisations::WaitingPageProps { membership });
    }
    match place {
        Some(Place::List) => plain_part(list::use_list_page),
        Some(Place::Receive) => plain_part(receive::use_receive_page),
        Some(Place::Import) => plain_part(import::use_import_page),
        Some(Place::Pick) => plain_part(pick::use_pick_page),
        Some(Place::Lot(id)) => keyed_part(path, lot::use_lot_page, LotPageProps { id }),
        Some(Place::Recalls) => plain_part(recalls::use_recalls_page),
        Some(Place::RecallImport) if may_recall(&session) => plain_part(recalls::use_recall_import_page),
        Some(Place::Recall(id)) => keyed_part(path, recalls::use_recall_page, RecallPageProps { id }),
        Some(Place::RecallImport) | None => plain_part(super::not_found::use_not_found_page),
    }
}

/// Whether the page is for this person: a suspended organisation reads its own things.
fn is_open(place: Place, session: &Session) -> bool {
    let status = session.membership().map(|membership| membership.status);
    let admitted = match place {
        Place::Receive | Place::Import => status == Some(OrganisationStatus::Approved),
        _ => matches!(status, Some(OrganisationStatus::Approved | OrganisationStatus::Suspended)),
    };
    let administers = session.me().is_some_and(|me| me.user.network_admin);
    admitted || (administers && matches!(place, Place::Lot(_) | Place::Recalls | Place::RecallImport | Place::Recall(_)))
}

/// Has lists and sums start from nothing once something was booked. A lot's own page keeps what it shows until it has read it
/// anew, so that the keyboard stays.
fn forget_stock() {
    forget("stock");
}

/// Whether the person may call food back: who manages a food bank, and the administrator.
fn may_recall(session: &Session) -> bool {
    let administers = session.me().is_some_and(|me| me.user.network_admin);
    let manages = session
        .membership()
        .is_some_and(|place| place.organisation.kind == OrganisationKind::FoodBank && place.role.manages());
    administers || (manages && session.may_write())
}

/// Receptions that wait on this device. Of what the server has refused the top of each page tells.
fn receptions(outbox: &Outbox) -> impl Iterator<Item = &Entry> {
    let is_lot = |entry: &&Entry| matches!(entry.deed, Deed::Publish { what: Published::Lot, .. });
    outbox.entries.iter().filter(is_lot).filter(|entry| entry.refusal.is_none())
}

/// Reads anew once a reception that waited has left this device: there is more.
#[hook]
fn use_arrivals(reload: &Callback<()>) {
    let waiting = receptions(&use_outbox()).count();
    use_departures(waiting, reload);
}

/// What was received without network and is not in the stock yet; nothing where there is none.
fn waiting(outbox: &Outbox) -> Html {
    let waiting: Vec<_> = receptions(outbox).collect();
    if waiting.is_empty() {
        return html! {};
    }
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Offline}>
            <p>{ t!("stock.waiting", n = waiting.len()) }</p>
            <ul class="plain-list">{ for waiting.iter().map(|entry| html! { <li>{ entry.title().to_owned() }</li> }) }</ul>
            <p><Link<Route> to={Route::Outbox}>{ t!("outbox.see") }</Link<Route>></p>
        </Notice>
    }
}
