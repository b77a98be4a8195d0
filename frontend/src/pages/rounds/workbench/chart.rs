//! The levels of all recipients before and after the round, the lowest first: as bars, and as a table that says the same.

use crate::i18n::t;
use crate::pages::rounds::drawing::{HEIGHT, y};
use crate::pages::rounds::level_chart::{LevelChart, level_chart};
use crate::pages::rounds::levels::top;
use crate::pages::rounds::words;
use shared::rounds::Workbench;
use yew::prelude::*;

/// Room of a recipient in the chart, in units of its own; the browser stretches them.
const SLOT: usize = 10;

/// A recipient's levels, in millionths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The site.
    pub name: String,
    /// Before the round.
    pub before: i64,
    /// With it.
    pub level: i64,
}

/// Those that have a share, the lowest level first.
#[must_use]
pub fn bars(bench: &Workbench) -> Vec<Bar> {
    let with_share = bench.recipients.iter().filter_map(|recipient| {
        let share = recipient.share?;
        Some(Bar { name: recipient.site.name.clone(), before: share.level_before, level: share.level })
    });
    let mut bars: Vec<Bar> = with_share.collect();
    bars.sort_by(|a, b| (a.level, &a.name).cmp(&(b.level, &b.name)));
    bars
}

/// The bars. Whoever does not see them reads the table.
pub fn chart(bars: &[Bar], median: i64) -> Html {
    let end = top(bars.iter().map(|bar| bar.level.max(bar.before)));
    let width = (bars.len().max(1) * SLOT).to_string();
    let label = t!("round_chart.label", n = bars.len(), lowest = level_at(bars.first()), highest = level_at(bars.last()));
    let shapes = html! { <>{ for bars.iter().enumerate().map(|(place, bar)| pair(place, bar, end)) }</> };
    let keys = [t!("round_chart.after"), t!("round_chart.before"), t!("round_chart.median")];
    let chart = level_chart(LevelChart { label, width, shapes, median: (median, end), keys });
    html! { <div class="card">{ chart }</div> }
}

fn level_at(bar: Option<&Bar>) -> AttrValue {
    words::percent(bar.map_or(0, |bar| bar.level))
}

/// What a recipient had, and beside it what it has then; its name and both numbers as a tip.
fn pair(place: usize, bar: &Bar, end: i64) -> Html {
    let start = place * SLOT;
    let one = |at: usize, level: i64, class: &'static str| {
        let above = y(level, end);
        let (x, y, height) = (at.to_string(), above.to_string(), (HEIGHT - above).to_string());
        html! { <rect {class} {x} {y} width="4" {height} /> }
    };
    html! {
        <g>
            <title>{ t!("round_chart.one", name = bar.name.as_str(), before = words::percent(bar.before), after = words::percent(bar.level)) }</title>
            { one(start + 1, bar.before, "share-chart-before") }
            { one(start + 5, bar.level, "share-chart-now") }
        </g>
    }
}

/// The same in words.
pub fn table(bars: &[Bar]) -> Html {
    let row = |bar: &Bar| {
        html! {
            <tr>
                <th scope="row">{ &bar.name }</th>
                <td class="share-figure">{ words::percent(bar.before) }</td>
                <td class="share-figure">{ words::percent(bar.level) }</td>
            </tr>
        }
    };
    html! {
        <div class="card round-scroll" tabindex="0" role="region" aria-label={t!("round_chart.levels")}>
            <table class="share-table">
                <thead>
                    <tr>
                        <th scope="col">{ t!("round_chart.site") }</th>
                        <th scope="col" class="share-figure">{ t!("round_chart.before") }</th>
                        <th scope="col" class="share-figure">{ t!("round_chart.after") }</th>
                    </tr>
                </thead>
                <tbody>{ for bars.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::bench;
    use super::*;

    #[test]
    fn the_lowest_comes_first_and_who_has_no_share_is_left_out() {
        let mut bench = bench();
        let names = |bench: &Workbench| bars(bench).into_iter().map(|bar| bar.name).collect::<Vec<_>>();
        assert_eq!(names(&bench), ["Épicerie de Libourne", "Antenne de Bègles"]);
        bench.recipients[0].share = None;
        assert_eq!(names(&bench), ["Antenne de Bègles"]);
    }
}
