//! What to take from the shelves: so much of a category, what must leave first comes first. A sheet for the store.

use super::list::date;
use super::place::Place;
use super::words;
use crate::browser;
use crate::client;
use crate::components::{
    Button, Card, Choice, Empty, Icon, Mood, Notice, PageHeader, ResourceView, SelectField, TextField, Tone, keyed_part,
    one_of, part,
};
use crate::hooks::{Draft, use_form, use_resource, use_session};
use crate::i18n::{number, t};
use crate::pages::categories::{choices, label_of, use_categories};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::pages::offers::words::Label;
use crate::routes::Route;
use serde::{Deserialize, Serialize};
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::sites::Site;
use shared::stock::{PickLine, PickList, PickQuery};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_location, use_navigator};

/// What is asked for; it stands in the address, so that the sheet survives a reload.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct PickDraft {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    site: Option<SiteId>,
    #[serde(rename = "categorie", default, skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    /// kg as typed.
    #[serde(default)]
    kg: String,
}

impl Draft for PickDraft {
    type Wire = Self;

    fn build(&self) -> Result<Self, Vec<FieldError>> {
        let kg = match number::parse_decimal(&self.kg) {
            _ if self.kg.trim().is_empty() => Some("required"),
            Some(grams) if grams > 0 => None,
            _ => Some("number"),
        };
        let errors = [
            ("/site", self.site.is_none().then_some("required")),
            ("/category", self.category.is_none().then_some("required")),
            ("/grams", kg),
        ];
        let errors: Vec<_> = errors.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?))).collect();
        if errors.is_empty() { Ok(self.clone()) } else { Err(errors) }
    }
}

impl PickDraft {
    /// The question to the server; none while a part is missing.
    fn query(&self) -> Option<PickQuery> {
        self.build().ok()?;
        let grams = number::parse_decimal(&self.kg);
        Some(PickQuery { site: self.site, category: self.category.clone(), grams })
    }
}

/// The question, and the sheet.
#[hook]
pub fn use_pick_page() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let ready = Callback::from(|sites: Rc<Vec<Site>>| part(use_sheet, SheetProps { sites }));
    html! {
        <>
            <PageHeader title={t!("stock.pick_title")} lead={t!("stock.pick_lead")} back={Place::List.route()} back_label={t!("stock.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </>
    }
}

#[derive(PartialEq)]
struct SheetProps {
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_sheet(props: Rc<SheetProps>) -> Html {
    let navigator = use_navigator();
    let asked = use_location().and_then(|location| location.query::<PickDraft>().ok()).unwrap_or_default();
    let tree = use_categories();
    let first = props.sites.first().map(|site| site.id);
    let form = use_form(|| PickDraft { site: asked.site.or(first), ..asked.clone() }, None);
    let go = Callback::from(move |asked: PickDraft| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.replace_with_query(&Place::Pick.route(), &asked);
        }
    });
    let site = form.field("/site", |draft| &mut draft.site);
    let sites: Vec<_> = props.sites.iter().map(|site| Choice::new(Some(site.id), site.name.clone().into())).collect();
    let category = form.field("/category", |draft| &mut draft.category);
    let kinds = tree.data().map(|tree| choices(&tree)).unwrap_or_default();
    html! {
        <div class="stack-loose">
            <Card class="no-print">
                <form class="form" novalidate=true onsubmit={form.submit(go)}>
                    <SelectField question={one_of(&category, &kinds)} label={t!("board.category")} />
                    <TextField bind={form.field("/grams", |draft| &mut draft.kg)} label={t!("stock.pick_kg")} inputmode="decimal" unit="kg" />
                    if sites.len() != 1 {
                        <SelectField question={one_of(&site, &sites)} label={t!("stock.site")} />
                    }
                    <div class="form-actions">
                        <Button tone={Tone::Primary} icon={Icon::List} submit=true>{ t!("stock.pick_send") }</Button>
                    </div>
                </form>
            </Card>
            if let Some(query) = asked.query() {
                { part(use_lines, LinesProps { query }) }
            }
        </div>
    }
}

#[derive(PartialEq)]
struct LinesProps {
    query: PickQuery,
}

/// The sheet.
#[hook]
fn use_lines(props: Rc<LinesProps>) -> Html {
    let query = props.query.clone();
    let tree = use_categories();
    let key = format!("stock pick {}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let list = use_resource(key, move || client::stock::pick(query.clone()));
    let code = props.query.category.clone().unwrap_or_default();
    let wanted = number::weight(Grams(props.query.grams.unwrap_or_default()));
    let title = t!("stock.pick_of", kg = wanted, category = label_of(&tree, &code));
    let ready = Callback::from(move |list: Rc<PickList>| sheet(&list, &title));
    let empty = html! { <Empty icon={Icon::Package} title={t!("stock.pick_none")} hint={t!("stock.pick_none_hint")} /> };
    html! { <ResourceView shown={list.shown(&ready)} {empty} /> }
}

fn sheet(list: &PickList, title: &AttrValue) -> Html {
    let print = Callback::from(|()| browser::print());
    let action = html! { <Button icon={Icon::Printer} onclick={print}>{ t!("stock.print") }</Button> };
    html! {
        <Card title={title.clone()} {action}>
            <p class="with-icon">{ Icon::Pin }{ &list.site.name }</p>
            if list.lacking_grams > Grams::ZERO {
                <Notice mood={Mood::Warm} icon={Icon::Warning}>
                    <p>{ t!("stock.pick_lacking", kg = number::weight(list.lacking_grams)) }</p>
                </Notice>
            }
            <ol class="rows">{ for list.lines.iter().map(line) }</ol>
        </Card>
    }
}

/// One shelf: where, what, how much of how much.
fn line(line: &PickLine) -> Html {
    let lot = &line.lot;
    let measure = words::measure(lot);
    html! {
        <li class="stock-pick" key={lot.id.to_string()}>
            <span class="stock-pick-box" aria-hidden="true"></span>
            <div class="stack-tight">
                <p class="row-title">{ line.shelf.clone().map_or_else(|| t!("stock.no_shelf"), AttrValue::from) }</p>
                <p><Link<Route> to={Place::Lot(lot.id).route()}>{ &lot.title }</Link<Route>></p>
                if let Some(number) = &lot.lot_number {
                    <p class="muted">{ t!("stock.lot_number_is", number = number.as_str()) }</p>
                }
                if let Some(label) = Label::of(lot.use_by, lot.best_before) {
                    <p class="muted">{ date(label) }</p>
                }
                <div class="cluster">{ words::funding_badge(lot.funding_source) }</div>
            </div>
            <p class="amount">
                <strong>{ measure.full(line.grams) }</strong>
                <span class="muted">{ t!("stock.of_there", there = measure.full(line.there_grams)) }</span>
            </p>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_needs_all_three_answers() {
        let empty = PickDraft::default();
        let mut pointers: Vec<_> = empty.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/category", "/grams", "/site"]);
        let site = Some(SiteId(uuid::Uuid::nil()));
        let asked = PickDraft { site, category: Some("dairy".to_owned()), kg: "12,5".to_owned() };
        assert_eq!(asked.query().and_then(|query| query.grams), Some(12_500));
        let written = serde_urlencoded::to_string(&asked).unwrap();
        assert_eq!(serde_urlencoded::from_str::<PickDraft>(&written).unwrap(), asked);
        assert_eq!(PickDraft { kg: "-3".to_owned(), ..asked }.query(), None);
    }
}
