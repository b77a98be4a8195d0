//! The fields of a reception: few and large at first, the others behind one line.

use super::donor::{DonorFieldProps, use_donor_field};
use super::draft::LotDraft;
use super::scan::{ScanProps, use_scan};
use crate::components::{
    Choice, Icon, Mood, Notice, QuantityField, Segmented, SelectField, TextArea, TextField, near_dates, one_of, part,
    use_disclosure,
};
use crate::hooks::Form;
use crate::i18n::{number, t, word};
use crate::pages::categories::{described, use_categories};
use crate::pages::offers::{date_kind, temperature};
use crate::pages::stock::words;
use shared::categories::DateKind;
use shared::stock::FundingSource;
use shared::units::{Grams, TemperatureClass, Unit};
use std::rc::Rc;
use yew::prelude::*;

/// What one tap on the stepper adds, kg.
const KG_STEP: i64 = 5;
/// Days from today that a date is often at.
const NEAR_DATES: [u64; 3] = [3, 7, 14];
/// Pointers of what stands behind the line.
const MORE: [&str; 8] =
    ["/donor_id", "/donor_name", "/gtin", "/lot_number", "/funding_source", "/frozen_on", "/shelf", "/note"];

/// Props of all parts.
#[derive(PartialEq)]
pub struct PartProps {
    /// The draft.
    pub form: Form<LotDraft>,
}

/// What it is.
#[hook]
pub fn use_what(props: Rc<PartProps>) -> Html {
    let hints = [t!("publish.category_hint"), t!("stock_receive.title_hint")];
    described(&props.form, &use_categories(), false, hints)
}

/// How much, in kg or in units.
pub fn how_much(form: &Form<LotDraft>) -> Html {
    let food = &form.draft.food;
    let unit = food.unit;
    let units: Vec<_> = Unit::ALL.iter().map(|unit| Choice::new(*unit, word(*unit))).collect();
    let mut bind = form.field("/unit", |draft| &mut draft.food.unit);
    let edit = form.clone();
    bind.change = Callback::from(move |unit: Unit| edit.edit(move |draft| draft.food.count_in(unit)));
    let step = if unit == Unit::Kilogram { KG_STEP } else { 1 };
    let weight = food.total().ok().filter(|total| unit != Unit::Kilogram && *total > Grams::ZERO);
    html! {
        <>
            <div class="amount-row">
                <QuantityField bind={form.field("/grams", |draft| &mut draft.food.amount)} label={t!("publish.amount")} unit={word(unit)} {step} />
                <SelectField question={one_of(&bind, &units)} label={t!("publish.unit")} />
            </div>
            if unit != Unit::Kilogram {
                <TextField
                    bind={form.field("/grams_per_unit", |draft| &mut draft.food.piece_kg)}
                    label={t!("publish.piece", unit = word(unit))}
                    inputmode="decimal"
                    unit="kg"
                />
            }
            if let Some(weight) = weight {
                <p class="muted" role="status">{ t!("publish.in_all", weight = number::weight(weight)) }</p>
            }
        </>
    }
}

/// Until when.
pub fn until(form: &Form<LotDraft>) -> Html {
    let date = match form.draft.food.date_kind {
        DateKind::UseBy => Some((form.field("/use_by", |draft| &mut draft.food.date), t!("publish.use_by"))),
        DateKind::BestBefore => Some((form.field("/best_before", |draft| &mut draft.food.date), t!("publish.best_before"))),
        DateKind::None => None,
    };
    html! {
        <>
            { date_kind(form) }
            if let Some((bind, label)) = date {
                <div class="stack-tight">
                    <TextField kind="date" bind={bind.clone()} {label} />
                    { near_dates(&bind, &NEAR_DATES) }
                </div>
            }
        </>
    }
}

/// How it is kept, and for cold food how cold it arrived. What is too warm is received all the same: it waits for a decision.
pub fn keeping(form: &Form<LotDraft>) -> Html {
    let arrival = form.draft.arrival();
    let mut bind = form.field("/temperature_decidegrees", |draft| &mut draft.reading);
    bind.value.clone_from(&arrival.typed);
    html! {
        <>
            { temperature(form) }
            { arrival.field(bind) }
            <div role="status">
                if let Some(limit) = arrival.exceeded() {
                    <Notice mood={Mood::Warm} icon={Icon::Warning}>
                        <p>{ t!("stock_receive.too_warm", limit = number::temperature(limit)) }</p>
                    </Notice>
                }
            </div>
        </>
    }
}

/// What few lots need; open where something is said or wrong in it.
#[hook]
pub fn use_more(props: Rc<PartProps>) -> Html {
    let form = &props.form;
    let draft = &form.draft;
    let wrong = MORE.iter().any(|pointer| form.error(pointer).is_some());
    let disclosure = use_disclosure(draft.says_more(), wrong);
    let found = {
        let form = form.clone();
        Callback::from(move |digits: String| form.edit_at("/gtin", move |draft| draft.gtin = digits))
    };
    let mut donor = form.field("/donor_name", |draft| &mut draft.donor);
    donor.error = donor.error.or_else(|| form.error("/donor_id"));
    let donor = DonorFieldProps {
        bind: donor,
        label: t!("stock_receive.donor"),
        hint: t!("stock_receive.donor_hint"),
        optional: true,
    };
    let content = html! {
        <>
            { part(use_donor_field, donor) }
            { funding(form) }
            <TextField bind={form.field("/lot_number", |draft| &mut draft.lot_number)} label={t!("stock.lot_number")} hint={t!("stock.lot_number_hint")} autocomplete="off" optional=true />
            <TextField bind={form.field("/gtin", |draft| &mut draft.gtin)} label={t!("product.gtin")} hint={t!("product.gtin_hint")} inputmode="numeric" autocomplete="off" optional=true />
            { part(use_scan, ScanProps { found }) }
            if draft.food.temperature == TemperatureClass::Frozen {
                <TextField kind="date" bind={form.field("/frozen_on", |draft| &mut draft.food.frozen_on)} label={t!("stock_receive.frozen_on")} hint={t!("stock_receive.frozen_on_hint")} optional=true />
            }
            <TextField bind={form.field("/shelf", |draft| &mut draft.shelf)} label={t!("stock.shelf")} hint={t!("stock.shelf_hint")} optional=true />
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("stock.note")} optional=true />
        </>
    };
    disclosure.around(t!("stock_receive.more"), content)
}

fn funding(form: &Form<LotDraft>) -> Html {
    let sources: Vec<_> = FundingSource::ALL.iter().map(|one| Choice::new(*one, words::funding(*one))).collect();
    let bind = form.field("/funding_source", |draft| &mut draft.funding);
    html! { <Segmented question={one_of(&bind, &sources)} label={t!("stock.funding")} /> }
}
