//! How the words of a search were understood, where that was not word for word.

use crate::hooks::Resource;
use crate::i18n::t;
use crate::pages::categories::label_of;
use shared::categories::CategoryList;
use shared::search::Reading;
use yew::prelude::*;

/// Says what was corrected, left out or added. The element is always there, so that screen readers hear what comes into
/// it.
pub fn understood(reading: Option<&Reading>, typed: Option<&str>, tree: &Resource<CategoryList>) -> Html {
    let sentences = reading.map(|reading| sentences(reading, typed.unwrap_or_default(), tree)).unwrap_or_default();
    html! { <div class="board-reading" role="status">{ for sentences.into_iter().map(|words| html! { <p>{ words }</p> }) }</div> }
}

fn sentences(reading: &Reading, typed: &str, tree: &Resource<CategoryList>) -> Vec<AttrValue> {
    let mut said = Vec::new();
    if !reading.corrected.is_empty() {
        said.push(t!("board.corrected", typed = typed, meant = reading.text.as_str()));
    }
    if reading.some_words {
        said.push(t!("board.some_words"));
    }
    if !reading.categories.is_empty() {
        let labels: Vec<_> = reading.categories.iter().map(|code| label_of(tree, code).to_string()).collect();
        said.push(t!("board.by_category", categories = labels.join(", ")));
    }
    said
}
