//! Another name or alert for a saved search.

use super::draft::{SearchDraft, search_fields};
use crate::client;
use crate::components::{Button, Icon, ProblemView, Tone, use_toast};
use crate::hooks::{use_form, use_mutation};
use crate::i18n::t;
use shared::saved_searches::SavedSearch;
use std::rc::Rc;
use yew::prelude::*;

/// Props of a question about a search.
#[derive(PartialEq)]
pub struct EditFormProps {
    /// The search as it was seen.
    pub search: SavedSearch,
    /// Fetches the searches again.
    pub reload: Callback<()>,
    /// The question is over.
    pub onclose: Callback<()>,
}

/// Asks for name and alert.
#[hook]
pub fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let toast = use_toast();
    let (id, version) = (props.search.id, props.search.version);
    let over = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |()| {
            onclose.emit(());
            reload.emit(());
        })
    };
    let save = {
        let over = over.clone();
        use_mutation(
            move |patch| client::searches::update(id, version, patch),
            move |_| {
                toast.emit(t!("searches.saved"));
                over.emit(());
            },
        )
    };
    let form = use_form(|| SearchDraft::from(&props.search), save.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <ProblemView failure={save.failure.clone()} retry={over} />
            { search_fields(&form) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <Button tone={Tone::Quiet} onclick={props.onclose.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </form>
    }
}
