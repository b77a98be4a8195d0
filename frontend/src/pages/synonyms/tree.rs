//! The tree of categories, each with the way to its synonyms.

use super::refusal;
use crate::components::{Card, PageHeader, ResourceView};
use crate::hooks::use_session;
use crate::i18n::t;
use crate::pages::categories::{label, use_categories};
use crate::routes::Route;
use shared::categories::{Category, CategoryList};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The tree.
#[hook]
pub fn use_tree_page() -> Html {
    let (session, tree) = (use_session(), use_categories());
    if let Some(refused) = refusal(&session) {
        return refused;
    }
    let ready = Callback::from(|tree: Rc<CategoryList>| {
        let roots = tree.items.iter().filter(|category| category.parent.is_none());
        html! { <div class="grid">{ for roots.map(|root| branch(&tree, root)) }</div> }
    });
    html! {
        <div class="stack">
            <PageHeader title={t!("synonyms.tree_title")} lead={t!("synonyms.tree_lead")} back={Route::Administration} back_label={t!("nav.administration")} />
            <ResourceView shown={tree.shown(&ready)} />
        </div>
    }
}

/// A root with its children.
fn branch(tree: &CategoryList, root: &Category) -> Html {
    let children = tree.items.iter().filter(|category| category.parent.as_deref() == Some(root.code.as_str()));
    html! {
        <Card title={label(root)} action={link(root, t!("synonyms.of_all"))}>
            <ul class="list">{ for children.map(|child| html! { <li>{ link(child, label(child)) }</li> }) }</ul>
        </Card>
    }
}

fn link(category: &Category, words: AttrValue) -> Html {
    html! { <Link<Route> to={Route::Synonyms { code: category.code.clone() }}>{ words }</Link<Route>> }
}
