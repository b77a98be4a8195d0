//! The table of a month. Each day says in words what is taken of it.

use super::days::{Day, Look, weeks};
use super::words;
use crate::browser;
use crate::i18n::{t, time, word, zone};
use chrono::{Datelike, Days, NaiveDate};
use shared::equipment::BusyPeriod;
use shared::sites::Weekday;
use shared::time::UtcMillis;
use std::rc::Rc;
use yew::prelude::*;

/// Days between a day and the one below it.
const WEEK: u64 = 7;
/// Letters of a short weekday.
const SHORT: usize = 3;

/// Props of [`use_grid`].
#[derive(Clone, PartialEq)]
pub struct GridProps {
    /// The first day of the month.
    pub month: NaiveDate,
    /// What is taken.
    pub periods: Vec<BusyPeriod>,
    /// The time that somebody wants.
    pub wanted: Option<(UtcMillis, UtcMillis)>,
    /// The time that stood in the way.
    pub clash: Option<(UtcMillis, UtcMillis)>,
    /// Takes a day that was chosen.
    pub choose: Option<Callback<NaiveDate>>,
}

/// The class of a look.
#[must_use]
pub const fn class(look: Look) -> &'static str {
    match look {
        Look::Free => "day-free",
        Look::Partly => "day-partly",
        Look::Taken => "day-taken",
        Look::Closed => "day-closed",
    }
}

/// The month as a table; where days can be chosen, arrow keys go from one to the next, and Tab leaves the table.
#[hook]
pub fn use_grid(props: Rc<GridProps>) -> Html {
    let (month, today) = (props.month, zone::today());
    let reached = use_state(|| today.max(month));
    let onkeydown = {
        let reached = reached.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(day) = neighbour(*reached, &event.key()).filter(|day| *day >= today && day.month() == month.month())
            else {
                return;
            };
            event.prevent_default();
            reached.set(day);
            browser::focus_first(&format!("#{}", id_of(day)));
        })
    };
    let role = props.choose.is_some().then_some("grid");
    let head = |day: &Weekday| {
        let long = word(*day);
        let short: String = long.chars().take(SHORT).collect();
        html! { <th scope="col"><span aria-hidden="true">{ short }</span><span class="visually-hidden">{ long }</span></th> }
    };
    let week = |week: &[Option<NaiveDate>; 7]| {
        let cell = |day: &Option<NaiveDate>| match day {
            Some(date) => html! { <td>{ self::day(&props, *date, *date == *reached, today, &reached) }</td> },
            None => html! { <td></td> },
        };
        html! { <tr>{ for week.iter().map(cell) }</tr> }
    };
    html! {
        <table class="calendar-grid" {role} {onkeydown}>
            <caption class="visually-hidden">{ t!("calendar.of_month", month = time::month(month)) }</caption>
            <thead><tr>{ for Weekday::ALL.iter().map(head) }</tr></thead>
            <tbody>{ for weeks(month).iter().map(week) }</tbody>
        </table>
    }
}

/// Where an arrow key leads.
fn neighbour(day: NaiveDate, key: &str) -> Option<NaiveDate> {
    match key {
        "ArrowLeft" => day.pred_opt(),
        "ArrowRight" => day.succ_opt(),
        "ArrowUp" => day.checked_sub_days(Days::new(WEEK)),
        "ArrowDown" => day.checked_add_days(Days::new(WEEK)),
        _ => None,
    }
}

fn id_of(day: NaiveDate) -> String {
    format!("jour-{day}")
}

/// One day: a button where it can be chosen, else words.
fn day(props: &GridProps, date: NaiveDate, is_reached: bool, today: NaiveDate, reached: &UseStateHandle<NaiveDate>) -> Html {
    let bounds = (zone::midnight(date), date.succ_opt().map_or(UtcMillis(i64::MAX), zone::midnight));
    let day = Day::new(date, bounds, &props.periods);
    let touches =
        |span: Option<(UtcMillis, UtcMillis)>| span.is_some_and(|(from, until)| from < bounds.1 && until > bounds.0);
    let wanted = touches(props.wanted) && props.choose.is_some();
    let is_past = date < today;
    let class = classes!(
        "day",
        class(day.look()),
        (date == today).then_some("day-today"),
        is_past.then_some("day-past"),
        wanted.then_some("day-wanted"),
        touches(props.clash).then_some("day-clash"),
    );
    let content = html! {
        <>
            <span class="day-number" aria-hidden="true">{ date.day() }</span>
            if !day.taken.is_empty() {
                <span class="day-state" aria-hidden="true">{ words::short(day.look()) }</span>
            }
            <span class="visually-hidden">{ words::sentence(&day) }</span>
        </>
    };
    match props.choose.clone().filter(|_| !is_past) {
        Some(choose) => {
            let reached = reached.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                reached.set(date);
                choose.emit(date);
            });
            let pressed = if wanted { "true" } else { "false" };
            let tabindex = if is_reached { "0" } else { "-1" };
            html! { <button type="button" {class} id={id_of(date)} aria-pressed={pressed} {tabindex} {onclick}>{ content }</button> }
        }
        None => html! { <div {class}>{ content }</div> },
    }
}
