//! What a site asked for, what was approved, what it gets of each kind, and why not more.

use super::words::limit;
use crate::components::Card;
use crate::hooks::Resource;
use crate::i18n::t;
use crate::pages::rounds::words;
use shared::categories::CategoryList;
use shared::rounds::RoundWish;
use yew::prelude::*;

/// A table with a sentence for each kind; nothing where nothing was asked for.
pub fn wishes(all: &[RoundWish], tree: &Resource<CategoryList>) -> Html {
    if all.is_empty() {
        return html! {};
    }
    html! {
        <Card title={t!("round_share.wishes_title")}>
            <p class="muted">{ t!("round_share.wishes_lead") }</p>
            <div class="share-scroll" tabindex="0" role="group" aria-label={t!("round_share.wishes_title")}>
                <table class="share-table">
                    <thead>
                        <tr>
                            <th scope="col">{ t!("round_share.kind_column") }</th>
                            <th scope="col" class="share-figure">{ t!("round_share.requested_column") }</th>
                            <th scope="col" class="share-figure">{ t!("round_share.allocated_column") }</th>
                        </tr>
                    </thead>
                    <tbody>{ for all.iter().map(|wish| row(wish, tree)) }</tbody>
                </table>
            </div>
        </Card>
    }
}

/// What the food bank approves, where that is not what was asked for, and why.
fn approved(wish: &RoundWish) -> Html {
    if wish.approved_kg == wish.requested_kg {
        return html! {};
    }
    let kg = t!("round_share.approved_as", kg = words::kg(wish.approved_kg));
    html! {
        <span class="muted share-below">
            { kg }
            if let Some(reason) = wish.reason {
                { ", " }{ words::reason(reason) }
            }
        </span>
    }
}

fn row(wish: &RoundWish, tree: &Resource<CategoryList>) -> Html {
    html! {
        <tr key={format!("{} {}", wish.category.category, wish.category.temperature_class)}>
            <th scope="row">
                { words::kind(tree, &wish.category) }
                <span class="muted share-below">{ limit(wish) }</span>
            </th>
            <td class="share-figure">
                { words::kg(wish.requested_kg) }
                { approved(wish) }
            </td>
            <td class="share-figure"><strong>{ words::kg(wish.kg) }</strong></td>
        </tr>
    }
}
