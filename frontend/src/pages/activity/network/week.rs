//! One week of the network: how many sites have declared it, and what they have counted.

use crate::components::{Icon, Mood, Notice};
use crate::i18n::{number, t};
use crate::pages::activity::{figures, words};
use shared::activity::WeekSums;
use yew::prelude::*;

/// How many sites should have declared and have not.
#[must_use]
pub fn lacking(sums: &WeekSums) -> i64 {
    sums.sites_expected.saturating_sub(sums.sites_declared).max(0)
}

/// The week.
pub fn card(sums: &WeekSums, is_under_way: bool) -> Html {
    let title = words::whole(sums.week);
    html! {
        <section class="card stack" aria-label={title.clone()}>
            <h2 aria-live="polite">{ title }</h2>
            { coverage(sums, is_under_way) }
            if sums.sites_declared > 0 {
                <p class="activity-total">{ headline(sums) }</p>
                { table(sums) }
            }
        </section>
    }
}

/// How many have declared, and whether what follows is less than the truth.
fn coverage(sums: &WeekSums, is_under_way: bool) -> Html {
    let (mood, icon, said) = match (sums.sites_expected, sums.sites_declared, lacking(sums)) {
        (0, ..) => (Mood::Info, Icon::Info, t!("activity_network.nobody_expected")),
        (expected, 0, _) => (Mood::Warm, Icon::Warning, t!("activity_network.nobody_declared", n = expected)),
        (_, declared, 0) => (Mood::Good, Icon::Check, t!("activity_network.all_declared", n = declared)),
        (.., lacking) => (Mood::Warm, Icon::Warning, t!("activity_network.lacking", n = lacking)),
    };
    html! {
        <Notice {mood} {icon}>
            <p><strong>{ said }</strong></p>
            if sums.sites_declared > 0 && lacking(sums) > 0 {
                <p>{ t!("activity_network.declared", n = sums.sites_declared, expected = sums.sites_expected) }</p>
            }
            if is_under_way {
                <p>{ t!("activity_network.under_way") }</p>
            }
        </Notice>
    }
}

/// All people; at least so many where somebody has not declared.
fn headline(sums: &WeekSums) -> AttrValue {
    match sums.people_total {
        Some(people) if lacking(sums) > 0 => t!("activity_network.at_least", n = people),
        Some(people) => t!("activity_network.people", n = people),
        None => t!("activity.people_not_counted"),
    }
}

/// Each figure, with how many sites have counted it.
fn table(sums: &WeekSums) -> Html {
    let places = (0..figures::PLACES).filter(|place| figures::pointer(*place).is_some());
    html! {
        <table class="activity-weeks activity-figures">
            <thead>
                <tr>
                    <th scope="col">{ t!("activity_network.what") }</th>
                    <th scope="col" class="activity-figure">{ t!("activity_network.how_many") }</th>
                    <th scope="col" class="activity-figure">{ t!("activity_network.counted_by") }</th>
                </tr>
            </thead>
            <tbody>{ for places.map(|place| row(sums, place)) }</tbody>
        </table>
    }
}

fn row(sums: &WeekSums, place: usize) -> Html {
    let (count, by) = (figures::get(&sums.counts, place), figures::get(&sums.counted_by, place));
    html! {
        <tr>
            <th scope="row">{ figures::label(place) }</th>
            <td class="activity-figure">
                if let Some(count) = count {
                    <strong>{ number::integer(count) }</strong>
                } else {
                    <span class="muted">{ t!("activity.not_counted") }</span>
                }
            </td>
            <td class="activity-figure">
                { t!("activity.sites_of", declared = by.unwrap_or(0), expected = sums.sites_declared) }
            </td>
        </tr>
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shared::activity::ActivityCounts;

    pub fn sums(week: &str, declared: i64, expected: i64, people: Option<i64>) -> WeekSums {
        WeekSums {
            week: week.parse().unwrap(),
            sites_declared: declared,
            sites_expected: expected,
            counts: ActivityCounts::default(),
            people_total: people,
            counted_by: ActivityCounts::default(),
        }
    }

    #[test]
    fn people_are_at_least_so_many_where_somebody_has_not_declared() {
        let whole = headline(&sums("2026-W47", 2, 2, Some(15)));
        let part = headline(&sums("2026-W47", 2, 5, Some(15)));
        assert!(part.contains("15") && whole.contains("15") && part != whole);
        assert_ne!(headline(&sums("2026-W47", 2, 2, None)), headline(&sums("2026-W47", 2, 2, Some(0))), "none is no gap");
        assert_eq!([lacking(&sums("2026-W47", 2, 5, None)), lacking(&sums("2026-W47", 2, 2, None))], [3, 0]);
    }
}
