//! The people of twelve weeks as columns, and as a table that says the same.

use super::week::lacking;
use crate::i18n::{number, t};
use crate::pages::activity::place::Place;
use crate::pages::activity::sums::{most, sites, sums_table};
use crate::pages::activity::words;
use crate::routes::Route;
use shared::activity::WeekSums;
use shared::iso_week::IsoWeek;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Width of a week, in units of the drawing: the browser stretches them.
const SLOT: usize = 50;
/// Between two columns.
const GAP: usize = 10;
/// Height of the drawing.
const HEIGHT: i64 = 160;
/// The lowest column that is seen, where anybody came.
const LOWEST: i64 = 2;

/// How high the column of so many people is.
fn height(people: i64, most: i64) -> i64 {
    let share = people.clamp(0, most.max(1)).saturating_mul(HEIGHT) / most.max(1);
    if people > 0 { share.max(LOWEST) } else { 0 }
}

/// The columns, with what is behind the line below them.
pub fn card(weeks: &[WeekSums], shown: IsoWeek, table: Html) -> Html {
    let most = most(weeks);
    let view = format!("0 0 {} {HEIGHT}", weeks.len().max(1) * SLOT);
    let columns = weeks.iter().enumerate().map(|(place, week)| column(place, week, most, week.week == shown));
    html! {
        <section class="card stack" aria-label={t!("activity_network.chart")}>
            <h2>{ t!("activity_network.chart") }</h2>
            <figure class="chart">
                <svg viewBox={view} preserveAspectRatio="none" role="img" aria-label={label(weeks, most)}>{ for columns }</svg>
                <div class="activity-axis" aria-hidden="true">{ for weeks.iter().map(|week| tick(week.week, shown)) }</div>
                <figcaption class="cluster muted">
                    <span class="chart-key activity-key">{ t!("activity_network.key_whole") }</span>
                    <span class="chart-key activity-key-least">{ t!("activity_network.key_least") }</span>
                </figcaption>
            </figure>
            { table }
        </section>
    }
}

/// What the columns say, for who does not see them.
fn label(weeks: &[WeekSums], most: i64) -> AttrValue {
    let number = |week: Option<&WeekSums>| week.map_or(0, |week| i64::from(week.week.number()));
    t!("activity_network.chart_label", from = number(weeks.first()), to = number(weeks.last()), most = most)
}

/// A week's column, with its figures as a tip. One that is a minimum looks otherwise; where nobody was counted is none.
fn column(place: usize, week: &WeekSums, most: i64, is_shown: bool) -> Html {
    let (start, tall) = (place * SLOT, height(week.people_total.unwrap_or(0), most));
    let class = if lacking(week) > 0 { "activity-column activity-column-least" } else { "activity-column" };
    html! {
        <g>
            <title>{ tip(week) }</title>
            if is_shown {
                <rect class="activity-column-shown" x={start.to_string()} y="0" width={SLOT.to_string()} height={HEIGHT.to_string()} />
            }
            <rect
                {class}
                x={(start + GAP / 2).to_string()}
                y={(HEIGHT - tall).to_string()}
                width={(SLOT - GAP).to_string()}
                height={tall.to_string()}
            />
        </g>
    }
}

fn tip(week: &WeekSums) -> AttrValue {
    let people = week.people_total.map_or_else(|| t!("activity.not_counted"), |people| number::integer(people).into());
    t!("activity_network.one", week = words::number(week.week), people = people, sites = sites(week))
}

/// The number of a week below its column.
fn tick(week: IsoWeek, shown: IsoWeek) -> Html {
    html! { <span class={classes!((week == shown).then_some("activity-axis-shown"))}>{ week.number() }</span> }
}

/// The same in words, the latest first, each with the way to its week.
pub fn table(weeks: &[WeekSums], shown: IsoWeek) -> Html {
    sums_table(weeks.iter().rev(), most(weeks), Some(shown), way)
}

fn way(week: IsoWeek) -> Html {
    html! {
        <>
            <Link<Route> to={Place::NetworkWeek(week).route()}>{ words::number(week) }</Link<Route>>
            <span class="muted activity-from">{ words::beginning(week) }</span>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::super::week::tests::sums;
    use super::*;

    #[test]
    fn the_highest_column_is_the_most_people_and_a_few_are_seen_too() {
        let weeks = [sums("2026-W46", 1, 1, Some(400)), sums("2026-W47", 0, 1, None)];
        assert_eq!((most(&weeks), most(&[])), (400, 0));
        assert_eq!([height(400, 400), height(200, 400), height(1, 400), height(0, 400)], [HEIGHT, 80, LOWEST, 0]);
        assert_eq!(height(0, 0), 0);
    }

    #[test]
    fn a_week_in_which_nobody_was_counted_is_no_zero() {
        assert_ne!(tip(&sums("2026-W47", 1, 2, None)), tip(&sums("2026-W47", 1, 2, Some(0))));
    }
}
