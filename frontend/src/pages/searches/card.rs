//! One saved search: what is new, what it looks for, when it tells.

use super::KEY;
use super::edit::{EditFormProps, use_edit_form};
use super::link::address_of;
use super::words::{alert_in_words, filters_in_words};
use crate::client;
use crate::components::{Badge, Button, Card, Dialog, Icon, Mood, ProblemView, Tone, part, use_toast};
use crate::hooks::{forget, use_mutation};
use crate::i18n::t;
use crate::pages::categories::use_categories;
use crate::routes::Route;
use shared::saved_searches::{Alert, SavedSearch};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_search_card`].
#[derive(PartialEq)]
pub struct SearchCardProps {
    /// The search.
    pub search: SavedSearch,
    /// Fetches the searches again.
    pub reload: Callback<()>,
}

/// A question in front of the card.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Edit,
    Delete,
}

/// One search.
#[hook]
pub fn use_search_card(props: Rc<SearchCardProps>) -> Html {
    let search = &props.search;
    let (tree, navigator) = (use_categories(), use_navigator());
    let asked = use_state(|| None::<Asked>);
    let ask = |what: Option<Asked>| {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(what))
    };
    let open = {
        let search = search.clone();
        Callback::from(move |()| {
            look(&search);
            if let Some(navigator) = &navigator {
                // Fails only for addresses that cannot be written, which these can.
                let _ = navigator.push_with_query(&Route::Offers, address_of(&search));
            }
        })
    };
    let filters = filters_in_words(&search.filters, search.place.as_deref(), &tree);
    let icon = if search.alert == Alert::Off { Icon::Close } else { Icon::Bell };
    let count = search.new_count;
    let news = (count > 0).then(|| html! { <Badge mood={Mood::Good}>{ t!("kept.new", n = i64::from(count)) }</Badge> });
    html! {
        <Card title={AttrValue::from(search.name.clone())} action={news.unwrap_or_default()}>
            <p class="muted">{ filters.iter().map(|words| words.as_str()).collect::<Vec<_>>().join(" · ") }</p>
            <p class="search-alert">{ icon }{ alert_in_words(search.alert, search.alert_hour) }</p>
            <div class="form-actions">
                <Button icon={Icon::Search} onclick={open}>{ t!("searches.open") }</Button>
                <Button tone={Tone::Quiet} icon={Icon::Edit} onclick={ask(Some(Asked::Edit))} label={t!("searches.edit_of", name = search.name.as_str())}>{ t!("searches.edit") }</Button>
                <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={ask(Some(Asked::Delete))} label={t!("searches.delete_of", name = search.name.as_str())}>{ t!("searches.delete") }</Button>
            </div>
            <Dialog open={*asked == Some(Asked::Edit)} title={t!("searches.edit_title")} onclose={ask(None)}>
                { part(use_edit_form, EditFormProps { search: search.clone(), reload: props.reload.clone(), onclose: ask(None) }) }
            </Dialog>
            <Dialog open={*asked == Some(Asked::Delete)} title={t!("searches.delete_title")} onclose={ask(None)}>
                { part(use_delete_question, EditFormProps { search: search.clone(), reload: props.reload.clone(), onclose: ask(None) }) }
            </Dialog>
        </Card>
    }
}

/// Tells the server that the person looks. Nobody waits for it: what is new without network stays new.
fn look(search: &SavedSearch) {
    let id = search.id;
    spawn_local(async move {
        if client::searches::look(id).await.is_ok() {
            forget(KEY);
        }
    });
}

#[hook]
fn use_delete_question(props: Rc<EditFormProps>) -> Html {
    let toast = use_toast();
    let id = props.search.id;
    let delete = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        use_mutation(
            move |()| client::searches::delete(id),
            move |()| {
                toast.emit(t!("searches.deleted"));
                onclose.emit(());
                reload.emit(());
            },
        )
    };
    html! {
        <>
            <p>{ t!("searches.delete_text", name = props.search.name.as_str()) }</p>
            <ProblemView failure={delete.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Danger} icon={Icon::Trash} busy={delete.busy} onclick={delete.run.clone()}>{ t!("searches.delete") }</Button>
                <Button tone={Tone::Quiet} onclick={props.onclose.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </>
    }
}
