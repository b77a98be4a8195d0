//! The directory: what is offered and what is looked for, near us first, narrowed by filters that live in the address.

mod address;
mod card;
mod filters;
mod results;

use super::place::Place;
use super::words;
use crate::components::{ButtonLink, Icon, PageHeader, Tone, keyed_part, part};
use crate::hooks::use_session;
use crate::i18n::t;
use crate::pages::offers::board::{Whose, WhoseChoiceProps, use_whose_choice};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use address::{Directory, Wish, use_directory};
use filters::{filters, narrowed};
use results::{ResultsProps, use_results};
use shared::sites::Site;
use shared::skills::ListingKind;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The directory.
#[hook]
pub fn use_directory_page() -> Html {
    let session = use_session();
    let mut directory = use_directory();
    if !session.may_write() {
        // A suspended organisation sees what is its own.
        directory.steering.address.whose = Some(Whose::Ours);
    }
    let Some(us) = session.organisation() else { return html! {} };
    let ready = {
        let directory = directory.clone();
        Callback::from(move |sites: Rc<Vec<Site>>| {
            html! {
                <>
                    { filters(&directory, &sites) }
                    { narrowed(&directory, &sites) }
                    { part(use_results, ResultsProps { directory: directory.clone(), sites, us }) }
                </>
            }
        })
    };
    let add = if directory.wish.kind() == ListingKind::Offered { t!("skills.offer_here") } else { t!("skills.want_here") };
    html! {
        <div class="board-page">
            <PageHeader title={t!("skills.title")} back={Route::Equipment} back_label={t!("equipment.title")}>
                if session.may_write() {
                    { part(use_whose_choice, WhoseChoiceProps { steering: directory.steering.clone() }) }
                }
                <ButtonLink to={Place::Sessions.route()} icon={Icon::Handover}>{ t!("skills.sessions") }</ButtonLink>
                <ButtonLink to={Place::Hours.route()} icon={Icon::Clock}>{ t!("skills.hours") }</ButtonLink>
                if session.may_write() {
                    <ButtonLink to={Place::Add(directory.wish.kind()).route()} tone={Tone::Primary} icon={Icon::Plus}>{ add }</ButtonLink>
                }
            </PageHeader>
            <nav class="tabs" aria-label={t!("skills.views")}>
                <ul>{ for ListingKind::ALL.iter().map(|kind| tab(*kind, &directory)) }</ul>
            </nav>
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}

/// Another kind with nothing else asked for: what one looks for among offers is not what one can do oneself.
fn tab(to: ListingKind, directory: &Directory) -> Html {
    let is_current = to == directory.wish.kind();
    html! {
        <li class={classes!("tab", is_current.then_some("tab-current"))}>
            <Link<Route, Wish> to={Place::Directory.route()} query={Wish::of(to)}>
                { words::kind(to) }
                if is_current {
                    <span class="visually-hidden">{ t!("tabs.current") }</span>
                }
            </Link<Route, Wish>>
        </li>
    }
}
