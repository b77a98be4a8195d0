//! Sums week by week as a table: how many people were counted, and how many sites have declared.

use super::history::people;
use crate::i18n::t;
use shared::activity::WeekSums;
use shared::iso_week::IsoWeek;
use yew::prelude::*;

/// The most people of any week, for bars to be compared with.
#[must_use]
pub fn most(weeks: &[WeekSums]) -> i64 {
    weeks.iter().filter_map(|week| week.people_total).max().unwrap_or(0)
}

/// How many have declared of how many.
#[must_use]
pub fn sites(week: &WeekSums) -> AttrValue {
    t!("activity.sites_of", declared = week.sites_declared, expected = week.sites_expected)
}

/// The weeks in their order, each called by `name`; one of them may be shown beside the table.
pub fn sums_table<'w>(
    weeks: impl Iterator<Item = &'w WeekSums>,
    most: i64,
    shown: Option<IsoWeek>,
    name: fn(IsoWeek) -> Html,
) -> Html {
    html! {
        <table class="activity-weeks">
            <thead>
                <tr>
                    <th scope="col">{ t!("activity.week_column") }</th>
                    <th scope="col">{ t!("activity.people_column") }</th>
                    <th scope="col">{ t!("activity.sites_column") }</th>
                </tr>
            </thead>
            <tbody>{ for weeks.map(|week| row(week, most, shown == Some(week.week), name)) }</tbody>
        </table>
    }
}

fn row(week: &WeekSums, most: i64, is_shown: bool, name: fn(IsoWeek) -> Html) -> Html {
    html! {
        <tr key={week.week.to_string()} aria-current={is_shown.then_some("true")}>
            <th scope="row">{ name(week.week) }</th>
            <td>{ people(week.people_total, most) }</td>
            <td>{ sites(week) }</td>
        </tr>
    }
}
