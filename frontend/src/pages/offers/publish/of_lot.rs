//! Food of a lot in stock: what the lot knows of it is told, and asked no more.

use super::draft::OfferDraft;
use super::fields::{PartProps, how_much, keeping, use_what};
use crate::components::{Fact, Icon, Mood, Notice, TextField, part};
use crate::hooks::Form;
use crate::i18n::{t, time, word};
use crate::pages::categories::{label_of, use_categories};
use crate::pages::offers::product::barcode;
use crate::pages::offers::words::{self, Label};
use crate::pages::stock::place::Place;
use crate::routes::Route;
use chrono::NaiveDate;
use shared::categories::DateKind;
use shared::ids::LotId;
use shared::products::gtin14;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// What only the lot says; what the server finds wrong in it has no field of its own.
const POINTERS: [&str; 7] = ["/lot_id", "/category", "/temperature_class", "/use_by", "/best_before", "/frozen_on", "/gtin"];

/// What it is, how much, how it is kept and until when: asked, or told where it is of a lot.
pub fn food(form: &Form<OfferDraft>, published: bool) -> Html {
    let props = PartProps { form: form.clone(), published };
    if form.draft.lot.is_some() {
        return html! {
            <section class="card"><h2>{ t!("publish.what") }</h2>{ part(use_food_of_lot, props) }{ how_much(form, published) }</section>
        };
    }
    html! {
        <>
            <section class="card"><h2>{ t!("publish.what") }</h2>{ part(use_what, props) }{ how_much(form, published) }</section>
            <section class="card"><h2>{ t!("publish.keeping") }</h2>{ keeping(form, published) }</section>
        </>
    }
}

/// What is known of the lot, and how the board calls it.
#[hook]
fn use_food_of_lot(props: Rc<PartProps>) -> Html {
    let (form, tree) = (&props.form, use_categories());
    let draft = &*form.draft;
    let Some(lot) = draft.lot else { return html! {} };
    let wrong = POINTERS.iter().find_map(|pointer| form.error(pointer));
    let code = draft.category.code.as_deref().unwrap_or_default();
    html! {
        <>
            { of_lot(lot) }
            if let Some(wrong) = wrong {
                <Notice mood={Mood::Bad} icon={Icon::Warning} alert=true><p>{ wrong }</p></Notice>
            }
            <dl class="facts">
                <Fact term={t!("publish.category")} icon={Icon::List}>{ label_of(&tree, code) }</Fact>
                <Fact term={t!("publish.temperature")} icon={words::look(draft.temperature).1}>{ word(draft.temperature) }</Fact>
                if let Some(label) = label(draft) {
                    <Fact term={t!("publish.date_kind")} icon={Icon::Calendar}>{ label.sentence() }</Fact>
                }
                if let Ok(day) = draft.frozen_on.parse::<NaiveDate>() {
                    <Fact term={t!("stock.frozen_on")} icon={Icon::Frozen}>{ time::full_day(day) }</Fact>
                }
                if let Some(gtin) = draft.product.gtin().as_deref().and_then(gtin14) {
                    <Fact term={t!("product.gtin")} icon={Icon::Key}>{ barcode(&gtin) }</Fact>
                }
            </dl>
            <TextField bind={form.field("/title", |draft| &mut draft.title)} label={t!("publish.name")} hint={t!("publish.name_hint")} />
        </>
    }
}

/// Whose food it is.
fn of_lot(lot: LotId) -> Html {
    html! {
        <Notice mood={Mood::Info} icon={Icon::Package}>
            <p>{ t!("publish.of_lot") }</p>
            <p><Link<Route> to={Place::Lot(lot).route()}>{ t!("publish.see_lot") }</Link<Route>></p>
        </Notice>
    }
}

/// The date on its label.
fn label(draft: &OfferDraft) -> Option<Label> {
    let day: NaiveDate = draft.date.parse().ok()?;
    match draft.date_kind {
        DateKind::UseBy => Label::of(Some(day), None),
        DateKind::BestBefore => Label::of(None, Some(day)),
        DateKind::None => None,
    }
}
