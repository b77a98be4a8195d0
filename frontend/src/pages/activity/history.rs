//! The last weeks as a table that is read as a chart: a bar for the people of each, gaps named, corrections told.

use super::place::Place;
use super::sheet::{Sheet, Standing};
use super::words;
use crate::browser;
use crate::components::{Badge, Icon, Mood};
use crate::i18n::{number, t, time};
use crate::routes::Route;
use shared::activity::WeeklyActivity;
use shared::ids::SiteId;
use shared::iso_week::IsoWeek;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The last twelve weeks.
pub fn history(sheet: &Sheet, site: SiteId) -> Html {
    let most = sheet.most();
    let rows = sheet.recent().map(|(week, standing)| row(sheet, site, week, standing, most));
    html! {
        <section class="card" aria-label={t!("activity.history")}>
            <div class="card-head"><h2>{ t!("activity.history") }</h2></div>
            <table class="activity-weeks">
                <thead>
                    <tr>
                        <th scope="col">{ t!("activity.week_column") }</th>
                        <th scope="col">{ t!("activity.people_column") }</th>
                        <th scope="col"><span class="visually-hidden">{ t!("activity.change_column") }</span></th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </section>
    }
}

fn row(sheet: &Sheet, site: SiteId, week: IsoWeek, standing: Standing<'_>, most: i64) -> Html {
    let shown = match standing {
        Standing::Declared(item) => declared(item, most),
        Standing::Waiting => html! { <Badge mood={Mood::Warm} icon={Icon::Offline}>{ t!("outbox.is_waiting") }</Badge> },
        Standing::Missing => html! { <Badge mood={Mood::Warm} icon={Icon::Warning}>{ t!("activity.not_declared") }</Badge> },
        Standing::UnderWay => html! { <span class="muted">{ t!("activity.under_way") }</span> },
        Standing::Before => html! {},
    };
    let verb = match standing {
        Standing::Declared(_) | Standing::Waiting => t!("activity.change"),
        _ => t!("activity.declare"),
    };
    // The form is above, on this same page: whoever asks for a week goes there.
    let to_form = Callback::from(|_: MouseEvent| browser::after(80, || browser::focus_first(".activity-form h2")));
    html! {
        <tr key={week.to_string()}>
            <th scope="row">{ words::number(week) }<span class="muted activity-from">{ words::beginning(week) }</span></th>
            <td>{ shown }</td>
            <td class="activity-way" onclick={to_form}>
                if sheet.page.can_declare {
                    <Link<Route> to={Place::Week(site, week).route()}>
                        { verb }<span class="visually-hidden">{ " " }{ words::number(week) }</span>
                    </Link<Route>>
                }
            </td>
        </tr>
    }
}

/// A declared week: its people with a bar, and who has corrected it.
fn declared(item: &WeeklyActivity, most: i64) -> Html {
    html! {
        <>
            { people(item.people_total, most) }
            if let Some(first) = item.changes.first() {
                { correction(item, first.counts.people.total()) }
            }
        </>
    }
}

/// How many people, and a bar as long as they are many beside the most. The number says the same.
pub fn people(people: Option<i64>, most: i64) -> Html {
    let Some(people) = people else { return html! { <span class="muted">{ t!("activity.people_not_counted") }</span> } };
    let share = if most > 0 { people.saturating_mul(100) / most } else { 0 };
    html! {
        <span class="activity-people-of">
            <strong>{ number::integer(people) }</strong>
            <span class="activity-bar" aria-hidden="true"><span style={format!("inline-size: {share}%")}></span></span>
        </span>
    }
}

/// Who has corrected it last, and how many people were declared first.
fn correction(item: &WeeklyActivity, first: Option<i64>) -> Html {
    let by = item.changes.last().and_then(|change| change.by.clone()).unwrap_or_else(|| t!("activity.somebody").to_string());
    let when = time::date(item.updated_at);
    html! {
        <span class="muted activity-corrected">
            { t!("activity.corrected", by = by, when = when) }
            if let Some(first) = first.filter(|first| Some(*first) != item.people_total) {
                { " " }{ t!("activity.declared_first", n = number::integer(first)) }
            }
        </span>
    }
}
