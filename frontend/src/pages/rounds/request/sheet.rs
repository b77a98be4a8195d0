//! The rows of what a site asks for.

use super::adding::{AddingProps, use_adding};
use super::asked::Asked;
use crate::components::part;
use crate::hooks::Resource;
use crate::i18n::t;
use crate::pages::rounds::kg_field::{Row, number_row};
use crate::pages::rounds::words;
use shared::categories::CategoryList;
use shared::rounds::RoundCategory;
use yew::prelude::*;

/// What the rows need of the form around them.
pub struct Sheet<'s> {
    /// What was typed so far.
    pub asked: &'s Asked,
    /// Names of kinds.
    pub tree: &'s Resource<CategoryList>,
    /// What is wrong at a pointer.
    pub error: &'s dyn Fn(&str) -> Option<AttrValue>,
    /// Types a quantity at a place.
    pub set: Callback<(usize, String)>,
    /// Adds a row.
    pub add: Callback<RoundCategory>,
}

/// All rows, how much they are together, and the way to add one.
pub fn sheet(sheet: &Sheet<'_>) -> Html {
    let row = |(place, row): (usize, &super::asked::AskedRow)| {
        let set = sheet.set.clone();
        let field = Row {
            id: format!("f-lines-{place}"),
            label: html! { <>{ words::kind(sheet.tree, &row.kind) }</> },
            hint: None,
            value: &row.kg,
            unit: "kg",
            error: (sheet.error)(&format!("/lines/{place}/kg")),
            change: Callback::from(move |typed: String| set.emit((place, typed))),
        };
        html! { <li key={format!("{} {}", row.kind.category, row.kind.temperature_class)}>{ number_row(field) }</li> }
    };
    html! {
        <>
            <ul class="plain-list share-rows">{ for sheet.asked.rows.iter().enumerate().map(row) }</ul>
            <p class="share-total" role="status">{ t!("round_request.total", kg = words::kg(sheet.asked.total())) }</p>
            { part(use_adding, AddingProps { onadd: sheet.add.clone() }) }
        </>
    }
}
