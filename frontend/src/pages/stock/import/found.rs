//! How a sheet was understood: what is wrong first, then the rows as they would be received.

use super::{receive_button, words};
use crate::components::{Badge, Card, Empty, Icon, Mood, Notice, use_disclosure};
use crate::hooks::Resource;
use crate::i18n::{number, t, word};
use crate::pages::categories::{label_of, use_categories};
use crate::pages::offers::words::{Label, Measure};
use crate::pages::stock::words::funding_badge;
use shared::categories::CategoryList;
use shared::problem::FieldError;
use shared::stock::{FundingSource, LotTable, LotTablePlace, LotTableRow};
use shared::units::TemperatureClass;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_found_table`].
#[derive(PartialEq)]
pub struct FoundProps {
    /// How it was understood.
    pub table: Rc<LotTable>,
    /// What was wrong only when it was sent.
    pub later: Rc<Vec<FieldError>>,
    /// Whether it is being received.
    pub busy: bool,
    /// Receives it.
    pub send: Callback<()>,
}

/// What is wrong, by row; the sheet as a whole under 0.
type ByRow<'e> = BTreeMap<u32, Vec<&'e FieldError>>;

/// The sheet.
#[hook]
pub fn use_found_table(props: Rc<FoundProps>) -> Html {
    let tree = use_categories();
    let table = &props.table;
    let errors = by_row(table.errors.iter().chain(props.later.iter()));
    let (wrong, right): (Vec<_>, Vec<_>) = table.rows.iter().partition(|row| errors.contains_key(&row.row));
    let others = use_disclosure(false, false);
    let whole = errors.get(&0).map(Vec::as_slice).unwrap_or_default();
    if table.rows.is_empty() && whole.iter().all(|error| error.pointer == "/rows") {
        return html! { <Empty icon={Icon::Package} title={t!("stock_import.empty")} hint={t!("stock_import.empty_hint")} /> };
    }
    let rest = rows(&right, &errors, &tree);
    html! {
        <>
            { summary(table, errors.is_empty(), wrong.len()) }
            { of_the_sheet(whole) }
            { ignored(table) }
            if !wrong.is_empty() {
                <Card title={t!("stock_import.to_mend", n = wrong.len())}>{ rows(&wrong, &errors, &tree) }</Card>
            }
            if errors.is_empty() {
                { receive_button(table.rows.len(), props.busy, props.send.clone()) }
                <Card title={t!("stock_import.found", n = right.len())}>{ rest }</Card>
            } else if !right.is_empty() {
                { others.around(t!("stock_import.others", n = right.len()), rest) }
            }
        </>
    }
}

fn by_row<'e>(errors: impl Iterator<Item = &'e FieldError>) -> ByRow<'e> {
    let mut found = ByRow::new();
    for error in errors {
        let row = match LotTablePlace::of(&error.pointer) {
            LotTablePlace::Row(row, _) => row,
            LotTablePlace::Columns(_) | LotTablePlace::Elsewhere => 0,
        };
        found.entry(row).or_default().push(error);
    }
    found
}

/// Whether it can be received, in a sentence.
fn summary(table: &LotTable, is_right: bool, wrong: usize) -> Html {
    let lots = t!("stock_import.sum", n = table.rows.len(), kg = number::weight(table.grams));
    if is_right {
        return html! {
            <Notice mood={Mood::Good} icon={Icon::Check}>
                <p role="status"><strong>{ lots }</strong></p>
                if table.held > 0 {
                    <p>{ t!("stock_import.will_be_held", n = i64::from(table.held)) }</p>
                }
            </Notice>
        };
    }
    html! {
        <Notice mood={Mood::Bad} icon={Icon::Warning} alert=true>
            <p><strong>{ t!("stock_import.nothing_received") }</strong></p>
            if wrong > 0 {
                <p>{ t!("stock_import.wrong_rows", n = wrong) }</p>
            }
            <p>{ t!("stock_import.mend") }</p>
        </Notice>
    }
}

/// What is wrong with the headings, or with the sheet as a whole.
fn of_the_sheet(errors: &[&FieldError]) -> Html {
    if errors.is_empty() {
        return html! {};
    }
    html! {
        <Card title={t!("stock_import.headings")}>
            <ul class="stack-tight">{ for errors.iter().map(|error| html! { <li>{ words::sentence(error) }</li> }) }</ul>
        </Card>
    }
}

/// Columns that are not read: nobody should believe that they were.
fn ignored(table: &LotTable) -> Html {
    if table.ignored.is_empty() {
        return html! {};
    }
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Info}>
            <p>{ t!("stock_import.ignored", headings = table.ignored.join(", ")) }</p>
        </Notice>
    }
}

/// Rows as a table, which a narrow screen shows too: three columns, of which the middle one wraps.
fn rows(rows: &[&LotTableRow], errors: &ByRow<'_>, tree: &Resource<CategoryList>) -> Html {
    html! {
        <table class="stock-import-rows">
            <thead>
                <tr>
                    <th scope="col">{ t!("stock_import.row") }</th>
                    <th scope="col">{ t!("stock_import.product") }</th>
                    <th scope="col">{ t!("stock_import.amount") }</th>
                </tr>
            </thead>
            <tbody>{ for rows.iter().map(|row| line(row, errors.get(&row.row), tree)) }</tbody>
        </table>
    }
}

fn line(row: &LotTableRow, errors: Option<&Vec<&FieldError>>, tree: &Resource<CategoryList>) -> Html {
    let measure = row.unit.zip(row.grams_per_unit).map(|(unit, piece)| Measure { unit, piece });
    let category = row.category.as_deref().map(|code| label_of(tree, code));
    html! {
        <tr key={row.row.to_string()}>
            <th scope="row">{ row.row.to_string() }</th>
            <td>
                <p class="row-title">{ row.title.clone().map_or_else(|| t!("stock_import.no_title"), AttrValue::from) }</p>
                <p class="muted">{ details(row, category) }</p>
                { badges(row) }
                if let Some(errors) = errors {
                    <ul class="stock-import-errors">
                        { for errors.iter().map(|error| html! { <li class="with-icon">{ Icon::Warning }<span>{ words::sentence(error) }</span></li> }) }
                    </ul>
                }
            </td>
            <td>
                if let Some((measure, grams)) = measure.zip(row.grams) {
                    <p>{ measure.full(grams) }</p>
                }
                if let Some(label) = Label::of(row.use_by, row.best_before) {
                    <p class="muted">{ label.short() }</p>
                }
            </td>
        </tr>
    }
}

/// Category, donor, numbers and place, as far as they are said; a donor of the network has a badge.
fn details(row: &LotTableRow, category: Option<AttrValue>) -> String {
    let number = row.lot_number.as_ref().map(|number| t!("stock.lot_number_is", number = number.as_str()));
    let said = [&row.donor_name, &row.gtin, &row.shelf, &row.note].map(|part| part.clone().map(AttrValue::from));
    let known = row.donor.is_some();
    let [donor, gtin, shelf, note] = said;
    let parts = [category, donor.filter(|_| !known), number, gtin, shelf, note].into_iter().flatten();
    parts.map(|part| part.to_string()).collect::<Vec<_>>().join(" · ")
}

/// What stands out: which organisation of the network gave it, how it is kept, who paid for it where that is no gift, and
/// whether somebody must decide first.
fn badges(row: &LotTableRow) -> Html {
    let cold = row.temperature_class.filter(|class| *class != TemperatureClass::Ambient);
    let degrees = row.temperature_decidegrees.map(number::temperature);
    html! {
        <div class="cluster">
            if let Some(donor) = &row.donor {
                <Badge mood={Mood::Info} icon={Icon::Heart}>{ t!("stock_import.known_donor", donor = donor.name.as_str()) }</Badge>
            }
            if let Some(class) = cold {
                <Badge mood={Mood::Cold}>{ degrees.map_or_else(|| word(class), |degrees| format!("{} {degrees}", word(class)).into()) }</Badge>
            }
            if let Some(source) = row.funding_source.filter(|source| *source != FundingSource::Gift) {
                { funding_badge(source) }
            }
            if row.held {
                <Badge mood={Mood::Warm} icon={Icon::Clock}>{ t!("stock.on_hold") }</Badge>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_gathered_by_row() {
        let errors = ["/rows/3/title", "/columns", "/rows/3/grams", "?site"].map(|at| FieldError::new(at, "required"));
        let found: Vec<(u32, usize)> = by_row(errors.iter()).into_iter().map(|(row, errors)| (row, errors.len())).collect();
        assert_eq!(found, [(0, 2), (3, 2)]);
    }

    #[test]
    fn details_are_what_is_said() {
        let row =
            LotTableRow { donor_name: Some("Ygos".to_owned()), shelf: Some("B2".to_owned()), ..LotTableRow::default() };
        assert_eq!(details(&row, Some("Yaourts".into())), "Yaourts · Ygos · B2");
        assert_eq!(details(&LotTableRow::default(), None), "");
    }
}
