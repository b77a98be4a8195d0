//! What a shop gave: one line for each food, one of them open to be typed.

use super::draft::StopDraft;
use super::food::FoodDraft;
use super::kept::usual_foods;
use crate::components::{Button, Icon, Mood, Notice, QuantityField, TextField, Tone, near_dates, part, use_disclosure};
use crate::hooks::{Binding, Form};
use crate::i18n::{number, t};
use crate::pages::categories::{CategoryFieldProps, ChosenCategory, find, label, use_categories, use_category_field};
use crate::pages::collection_rounds::lines::use_lines;
use crate::pages::collection_rounds::words;
use crate::pages::offers::{date_kind_of, temperature_of};
use shared::categories::{Category, CategoryList, DateKind};
use std::rc::Rc;
use yew::prelude::*;

/// Categories at one tap.
const AT_ONE_TAP: usize = 6;
/// What shops give most, until something was noted on this device.
const USUAL: [&str; AT_ONE_TAP] = ["bakery", "fruit_vegetables", "dairy", "meat", "ready_meals", "staples"];
/// Days from today that a date is often at.
const NEAR_DATES: [u64; 4] = [0, 1, 2, 3];

/// Props of [`use_foods`].
#[derive(PartialEq)]
pub struct FoodsProps {
    /// The stop.
    pub form: Form<StopDraft>,
}

/// Props of the food that is open.
#[derive(PartialEq)]
struct OpenProps {
    form: Form<StopDraft>,
    place: usize,
}

/// The foods.
#[hook]
pub fn use_foods(props: Rc<FoodsProps>) -> Html {
    let form = &props.form;
    let lines = use_lines(form);
    let is_alone = form.draft.foods.len() == 1;
    let row = |(place, food): (usize, &FoodDraft)| {
        let remove = lines.remove(place);
        if lines.shown == Some(place) {
            return html! {
                <li key={place}>
                    { part(use_open, OpenProps { form: form.clone(), place }) }
                    if !is_alone {
                        <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={remove}>{ t!("collection_stop.remove") }</Button>
                    }
                </li>
            };
        }
        html! { <li key={place}>{ closed(form, place, food, lines.change(place), remove) }</li> }
    };
    html! {
        <div class="stack">
            <h2>{ t!("collection_stop.foods") }</h2>
            <ul class="rows">{ for lines.each().map(row) }</ul>
            { lines.more(t!("collection_stop.add")) }
        </div>
    }
}

/// A food that is typed already.
fn closed(form: &Form<StopDraft>, place: usize, food: &FoodDraft, change: Callback<()>, remove: Callback<()>) -> Html {
    let name = food.name();
    let grams = food.grams().unwrap_or_default();
    let reading = food.loaded_at().value().ok().flatten();
    html! {
        <div class="spread">
            <p class="row-title">
                { words::food(&name, grams) }
                if let Some(reading) = reading {
                    <span class="muted">{ " " }{ number::temperature(reading) }</span>
                }
            </p>
            if let Some(error) = form.error(&format!("/foods/{place}")) {
                <p class="error" role="alert">{ Icon::Warning }{ error }</p>
            }
            <div class="cluster">
                <Button tone={Tone::Quiet} icon={Icon::Edit} onclick={change} label={t!("collection_stop.change_of", what = name.clone())}>
                    { t!("collection_stop.change") }
                </Button>
                <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={remove} label={t!("collection_stop.remove_of", what = name)}>
                    { t!("collection_stop.remove") }
                </Button>
            </div>
        </div>
    }
}

/// Binds a part of the food at a place: names of fields have to be static, and one food is open at a time.
fn bind<V: Clone + 'static>(
    of: &OpenProps,
    pointer: &'static str,
    end: &str,
    part: fn(&mut FoodDraft) -> &mut V,
) -> Binding<V> {
    let OpenProps { form, place } = of;
    let (place, edit) = (*place, form.clone());
    let mut food = form.draft.foods.get(place).cloned().unwrap_or_default();
    let value = part(&mut food).clone();
    let change = Callback::from(move |typed: V| {
        edit.edit_at("/foods", move |draft: &mut StopDraft| {
            if let Some(food) = draft.foods.get_mut(place) {
                *part(food) = typed;
            }
        });
    });
    Binding { pointer, value, error: form.error(&format!("/foods/{place}{end}")), change }
}

/// The food that is open.
#[hook]
fn use_open(props: Rc<OpenProps>) -> Html {
    let tree = use_categories().data();
    let usual = use_memo((), |()| usual_foods());
    let Some(food) = props.form.draft.foods.get(props.place) else { return html! {} };
    let category = category(&props, tree.as_ref());
    let at_one_tap = tree.as_ref().map(|tree| at_one_tap(tree, &usual)).unwrap_or_default();
    let tap = |one: &Category| {
        let chosen = ChosenCategory { text: label(one).to_string(), code: Some(one.code.clone()) };
        let pressed = if category.value.code == chosen.code { "true" } else { "false" };
        let onclick = category.change.reform(move |_: MouseEvent| chosen.clone());
        html! { <button type="button" class="quick" aria-pressed={pressed} {onclick}>{ label(one) }</button> }
    };
    let kg = bind(&props, "/foods/open/grams", "/grams", |food| &mut food.kg);
    html! {
        <div class="stack collecting-line">
            if !at_one_tap.is_empty() {
                <div class="cluster" role="group" aria-label={t!("collection_stop.usual")}>{ for at_one_tap.into_iter().map(tap) }</div>
            }
            { part(use_category_field, CategoryFieldProps { bind: category.clone(), label: t!("publish.category"), hint: None }) }
            <QuantityField bind={kg} label={t!("collection_stop.weight")} unit="kg" />
            { keeping(&props, food) }
            { part(use_more, OpenProps { form: props.form.clone(), place: props.place }) }
        </div>
    }
}

/// Its category; choosing one brings what food of it usually is like.
fn category(of: &OpenProps, tree: Option<&Rc<CategoryList>>) -> Binding<ChosenCategory> {
    let mut category = bind(of, "/foods/open/category", "/category", |food| &mut food.category);
    // A code from outside has no words of its own yet.
    if let (Some(code), Some(tree)) = (&category.value.code, tree)
        && let Some(found) = find(tree, code)
    {
        category.value.text = label(found).to_string();
    }
    let (form, place, tree) = (of.form.clone(), of.place, tree.cloned());
    category.change = Callback::from(move |chosen: ChosenCategory| {
        let found = tree.as_ref().and_then(|tree| find(tree, chosen.code.as_deref()?).cloned());
        form.edit_at("/foods", move |draft: &mut StopDraft| {
            if let Some(food) = draft.foods.get_mut(place) {
                food.choose(chosen, found.as_ref());
            }
        });
    });
    category
}

/// The categories at one tap: those noted most on this device, then what shops usually give.
fn at_one_tap<'t>(tree: &'t CategoryList, usual: &[String]) -> Vec<&'t Category> {
    let mut found: Vec<&Category> = Vec::new();
    for code in usual.iter().map(String::as_str).chain(USUAL) {
        if let Some(category) = find(tree, code).filter(|category| !found.contains(category)) {
            found.push(category);
        }
    }
    found.truncate(AT_ONE_TAP);
    found
}

/// How it is kept, and for cold food how cold it was loaded.
fn keeping(of: &OpenProps, food: &FoodDraft) -> Html {
    let class = bind(of, "/foods/open/temperature_class", "/temperature_class", |food| &mut food.class);
    let reading = food.loaded_at();
    let mut typed = bind(of, "/foods/open/temperature", "/temperature_decidegrees", |food| &mut food.reading);
    typed.value.clone_from(&reading.typed);
    html! {
        <>
            { temperature_of(&class) }
            { reading.optional_field(typed) }
            <div role="status">
                if let Some(limit) = reading.exceeded() {
                    <Notice mood={Mood::Warm} icon={Icon::Warning}>
                        <p>{ t!("collection_stop.too_warm", limit = number::temperature(limit)) }</p>
                    </Notice>
                }
            </div>
        </>
    }
}

/// What few foods need: a name of their own, and the date on the label.
#[hook]
fn use_more(props: Rc<OpenProps>) -> Html {
    let food = props.form.draft.foods.get(props.place).cloned().unwrap_or_default();
    let title = bind(&props, "/foods/open/title", "/title", |food| &mut food.title);
    let kind = bind(&props, "/foods/open/date_kind", "/date_kind", |food| &mut food.date_kind);
    let (end, label) = match food.date_kind {
        DateKind::UseBy => ("/use_by", Some(t!("publish.use_by"))),
        DateKind::BestBefore => ("/best_before", Some(t!("publish.best_before"))),
        DateKind::None => ("/date", None),
    };
    let date = bind(&props, "/foods/open/date", end, |food| &mut food.date);
    let wrong = title.error.is_some() || date.error.is_some();
    let filled = !food.title.is_empty() || !food.date.is_empty();
    let disclosure = use_disclosure(filled, wrong);
    let content = html! {
        <>
            <TextField bind={title} label={t!("collection_stop.name")} hint={t!("collection_stop.name_hint")} autocomplete="off" optional=true />
            { date_kind_of(&kind) }
            if let Some(label) = label {
                <div class="stack-tight">
                    <TextField kind="date" bind={date.clone()} {label} optional=true />
                    { near_dates(&date, &NEAR_DATES) }
                </div>
            }
        </>
    };
    disclosure.around(t!("collection_stop.more"), content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::units::{TemperatureClass, Unit};

    #[test]
    fn what_was_noted_most_is_at_one_tap_before_what_is_usual() {
        let category = |code: &str| Category {
            code: code.to_owned(),
            parent: None,
            label_fr: String::new(),
            label_en: String::new(),
            temperature_class: TemperatureClass::Ambient,
            unit: Unit::Kilogram,
            date_kind: DateKind::None,
        };
        let items = ["bakery", "bakery.bread", "dairy", "eggs"].map(category).to_vec();
        let tree = CategoryList { corrected: Vec::new(), items };
        let codes = |usual: &[&str]| {
            let usual: Vec<String> = usual.iter().map(|code| (*code).to_owned()).collect();
            at_one_tap(&tree, &usual).iter().map(|one| one.code.clone()).collect::<Vec<_>>()
        };
        assert_eq!(codes(&[]), ["bakery", "dairy"]);
        assert_eq!(codes(&["eggs", "dairy", "gone"]), ["eggs", "dairy", "bakery"]);
    }
}
