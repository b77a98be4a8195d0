//! Keeps what the board shows, under a name. The filters come in the page's address, as they stood in the board's.

use super::KEY;
use super::draft::{SearchDraft, search_fields};
use super::link::filters_of;
use super::words::{filters_in_words, proposed_name};
use crate::client;
use crate::components::{Badge, Button, Card, Icon, PageHeader, ProblemView, Tone, keyed_part, part, use_toast};
use crate::hooks::{forget, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::t;
use crate::pages::categories::use_categories;
use crate::pages::offers::board::{BoardAddress, Place, use_board_address};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use shared::saved_searches::{Alert, NewSavedSearch, SavedFilters, SavedSearchPatch};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Asks for a name and whether to tell by mail.
#[hook]
pub fn use_keep_page() -> Html {
    let session = use_session();
    let address = use_board_address(Route::KeepSearch).address;
    let Some(us) = session.organisation() else { return html! {} };
    let ready = Callback::from(move |sites: Rc<Vec<Site>>| part(use_keep_form, KeepFormProps::of(&address, &sites)));
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("searches.keep_title")} lead={t!("searches.keep_lead")} back={Route::Offers} back_label={t!("board.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}

#[derive(PartialEq)]
struct KeepFormProps {
    filters: SavedFilters,
    place: Option<String>,
}

impl KeepFormProps {
    fn of(address: &BoardAddress, sites: &[Site]) -> Self {
        let place = match address.place(sites) {
            Place::Site(site) => Some(site.name.clone()),
            Place::Commune(_, name) => Some(name),
            Place::Anywhere => None,
        };
        Self { filters: filters_of(address, sites), place }
    }
}

#[hook]
fn use_keep_form(props: Rc<KeepFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let tree = use_categories();
    let keys = use_key_of::<NewSavedSearch>();
    let keep = {
        let filters = props.filters.clone();
        use_mutation(
            move |named: SavedSearchPatch| {
                let new = NewSavedSearch {
                    name: named.name.unwrap_or_default(),
                    filters: filters.clone(),
                    alert: named.alert.unwrap_or(Alert::Off),
                    alert_hour: named.alert_hour.flatten(),
                };
                let key = keys.of(&new);
                client::searches::create(new, key)
            },
            move |_| {
                forget(KEY);
                toast.emit(t!("searches.kept"));
                if let Some(navigator) = &navigator {
                    // In place of this page: "back" leads to the board.
                    navigator.replace(&Route::Searches);
                }
            },
        )
    };
    let place = props.place.as_deref();
    let form = use_form(|| SearchDraft::named(proposed_name(&props.filters, place, &tree)), keep.failure.clone());
    let filters = filters_in_words(&props.filters, place, &tree);
    html! {
        <Card>
            <div class="cluster">{ for filters.into_iter().map(|words| html! { <Badge>{ words }</Badge> }) }</div>
            <form class="form" novalidate=true onsubmit={form.submit(keep.run.clone())}>
                <ProblemView failure={keep.failure.clone()} />
                { search_fields(&form) }
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={keep.busy}>{ t!("kept.keep") }</Button>
                </div>
            </form>
        </Card>
    }
}
