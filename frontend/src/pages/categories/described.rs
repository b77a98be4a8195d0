//! What something is, in forms about food: its category, and a title that the category proposes.

use super::{CategoryFieldProps, ChosenCategory, find, label, use_category_field};
use crate::components::{TextField, part};
use crate::hooks::{Draft, Form, Resource};
use crate::i18n::t;
use shared::categories::{Category, CategoryList};
use yew::prelude::*;

/// A draft about food of one category.
pub trait Described: Draft {
    /// The category.
    fn category(&mut self) -> &mut ChosenCategory;

    /// What it is, in somebody's own words.
    fn title(&mut self) -> &mut String;

    /// Starts over from what a category usually is like; what was typed by hand stays.
    fn take_from(&mut self, category: &Category, name: &str);
}

/// Proposes a category's name as the title, in place of an earlier proposal only.
pub fn propose(title: &mut String, suggested: &mut String, name: &str) {
    if title.trim().is_empty() || title == suggested {
        name.clone_into(title);
    }
    name.clone_into(suggested);
}

/// The two fields with their hints. When `settled`, another category changes nothing else any more.
pub fn described<D: Described>(form: &Form<D>, tree: &Resource<CategoryList>, settled: bool, hints: [AttrValue; 2]) -> Html {
    let title = form.field("/title", D::title);
    let mut bind = form.field("/category", D::category);
    // A code from outside has no words of its own yet.
    if let (Some(code), Some(tree)) = (&bind.value.code, tree.data())
        && let Some(category) = find(&tree, code)
    {
        bind.value.text = label(category).to_string();
    }
    if !settled {
        let (form, change, retitle, tree) = (form.clone(), bind.change.clone(), title.change.clone(), tree.data());
        bind.change = Callback::from(move |chosen: ChosenCategory| {
            let category = tree.as_ref().and_then(|tree| find(tree, chosen.code.as_deref()?).cloned());
            change.emit(chosen);
            if let Some(category) = category {
                let name = label(&category);
                let mut taken = (*form.draft).clone();
                taken.take_from(&category, &name);
                form.edit(move |draft| draft.take_from(&category, &name));
                // Through its field, so that a complaint about it goes away.
                retitle.emit(std::mem::take(taken.title()));
            }
        });
    }
    let [category_hint, title_hint] = hints;
    html! {
        <>
            { part(use_category_field, CategoryFieldProps { bind, label: t!("publish.category"), hint: Some(category_hint) }) }
            <TextField bind={title} label={t!("publish.name")} hint={title_hint} />
        </>
    }
}
