//! What finished rounds brought in a month, for a spreadsheet.

use super::OursProps;
use crate::browser;
use crate::client;
use crate::components::{Button, Card, Choice, Icon, ProblemView, SelectField, one_of};
use crate::hooks::{Binding, use_mutation};
use crate::i18n::{t, time, zone};
use chrono::{Datelike, Days, Months, NaiveDate};
use shared::collection_rounds::CollectionTableQuery;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;

/// Months that can be chosen: this one, and those of the year before it.
const MONTHS: u32 = 13;

/// The first day of each month that can be chosen, the latest first.
fn months(today: NaiveDate) -> Vec<NaiveDate> {
    let Some(first) = today.with_day(1) else { return Vec::new() };
    (0..MONTHS).filter_map(|back| first.checked_sub_months(Months::new(back))).collect()
}

/// The last day of a month that begins on this day.
fn last_of(first: NaiveDate) -> NaiveDate {
    let next = first.checked_add_months(Months::new(1));
    next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(first)
}

/// The choice of the month, and the button that saves its table. Not a plain link: the log-in travels in a header, which
/// links do not send.
#[hook]
pub fn use_table(props: Rc<OursProps>) -> Html {
    let us = props.us;
    let months = months(zone::today());
    let month = use_state(|| months.first().copied().unwrap_or_default());
    let save = use_mutation(
        move |from: NaiveDate| async move {
            let query = CollectionTableQuery { organisation: us, from, until: last_of(from) };
            client::collection_rounds::table(query).await.map(|file| (from, file))
        },
        |(from, file): (NaiveDate, Blob)| {
            browser::save_file(&format!("ramasses-{}-{:02}.csv", from.year(), from.month()), &file);
        },
    );
    let choices: Vec<_> = months.iter().map(|first| Choice::new(*first, time::month(*first))).collect();
    let chosen = *month;
    let bind = Binding {
        pointer: "/month",
        value: chosen,
        error: None,
        change: Callback::from(move |first: NaiveDate| month.set(first)),
    };
    html! {
        <Card title={t!("collections.table")}>
            <p class="muted">{ t!("collections.table_hint") }</p>
            <SelectField question={one_of(&bind, &choices)} label={t!("collections.month")} />
            <div><Button icon={Icon::ArrowDown} busy={save.busy} onclick={save.run.reform(move |()| chosen)}>{ t!("collections.save_table") }</Button></div>
            <ProblemView failure={save.failure.clone()} />
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_from_its_first_day_to_its_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let months = months(day("2027-01-31"));
        assert_eq!(
            (months.len(), months[0], months[1], months[12]),
            (13, day("2027-01-01"), day("2026-12-01"), day("2026-01-01"))
        );
        assert_eq!((last_of(months[0]), last_of(day("2028-02-01"))), (day("2027-01-31"), day("2028-02-29")));
    }
}
