//! How the words of a search were understood, where that was not word for word.

use super::address::Steering;
use crate::hooks::Resource;
use crate::i18n::t;
use crate::pages::categories::label_of;
use crate::routes::Route;
use shared::categories::CategoryList;
use shared::search::Reading;
use yew::prelude::*;

/// Says what was corrected, left out or added. The element is always there, so that screen readers hear what comes into
/// it.
pub fn understood(reading: Option<&Reading>, steering: &Steering, tree: &Resource<CategoryList>) -> Html {
    let sentences = reading.map(|reading| sentences(reading, steering, tree)).unwrap_or_default();
    html! { <div class="board-reading" role="status">{ sentences }</div> }
}

fn sentences(reading: &Reading, steering: &Steering, tree: &Resource<CategoryList>) -> Html {
    let (typed, meant) = (steering.address.text.as_deref().unwrap_or_default(), reading.text.as_str());
    let needs = steering.board == Route::Needs;
    let mut said: Vec<AttrValue> = Vec::new();
    if !reading.corrected.is_empty() {
        said.push(if needs {
            t!("needs.corrected", typed = typed, meant = meant)
        } else {
            t!("board.corrected", typed = typed, meant = meant)
        });
    }
    if reading.some_words {
        said.push(if needs { t!("needs.some_words") } else { t!("board.some_words") });
    }
    let labels: Vec<_> = reading.categories.iter().map(|code| label_of(tree, code).to_string()).collect();
    html! {
        <>
            { for said.into_iter().map(|words| html! { <p class="row-title">{ words }</p> }) }
            if !labels.is_empty() {
                <p class="muted">{ t!("board.by_category", categories = labels.join(", ")) }</p>
            }
        </>
    }
}
