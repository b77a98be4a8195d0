//! Today's rounds first, then those that are open, then those of before.

mod before;
mod card;
mod route_card;
mod table;
mod today;

pub use route_card::{RouteCardProps, use_route_card};
pub use today::use_today_entry;

use super::place::Place;
use crate::client;
use crate::components::{ButtonLink, Icon, PageHeader, PagesView, keyed_part, part};
use crate::hooks::{use_fresh, use_pages, use_session};
use crate::i18n::t;
use before::use_before;
use card::card;
use shared::collection_rounds::{CollectionRound, CollectionRoundQuery, CollectionRoundState};
use shared::ids::OrganisationId;
use std::rc::Rc;
use table::use_table;
use today::use_due;
use yew::prelude::*;

/// Props of the parts.
#[derive(PartialEq)]
pub struct OursProps {
    /// Whose rounds they are.
    pub us: OrganisationId,
}

/// The page.
#[hook]
pub fn use_list_page() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let key = us.to_string();
    html! {
        <div class="readable">
            <PageHeader title={t!("collections.title")} lead={t!("collections.lead")}>
                <ButtonLink to={Place::Routes.route()} icon={Icon::List}>{ t!("collection_route.title") }</ButtonLink>
            </PageHeader>
            <div class="stack-loose collecting">
                { keyed_part(&key, use_now, OursProps { us }) }
                { keyed_part(&key, use_before, OursProps { us }) }
                { keyed_part(&key, use_table, OursProps { us }) }
            </div>
        </div>
    }
}

/// What is due today, and all rounds that are open.
#[hook]
fn use_now(props: Rc<OursProps>) -> Html {
    let us = props.us;
    let open = use_pages(format!("collection list {us} open"), move |cursor| {
        let state = Some(CollectionRoundState::Open);
        client::collection_rounds::list(CollectionRoundQuery {
            organisation: Some(us),
            state,
            cursor,
            ..CollectionRoundQuery::default()
        })
    });
    use_fresh(&open.first.reload);
    let rounds = open.items();
    let item = Callback::from(|round: CollectionRound| card(&round));
    html! {
        <>
            { part(use_due, OursProps { us }) }
            if !rounds.is_empty() {
                <section class="stack" aria-label={t!("collections.open_title")}>
                    <h2 class="section-title">{ Icon::Truck }{ t!("collections.open_title") }</h2>
                    <PagesView shown={open.shown(&item)} />
                </section>
            }
        </>
    }
}
