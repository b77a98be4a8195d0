//! How even the last rounds were: the lowest level, the one in the middle, and those of the reader's sites, as lines and as
//! a table that says the same.

use crate::client;
use crate::components::{ResourceView, use_disclosure};
use crate::hooks::use_resource;
use crate::i18n::{t, time};
use crate::pages::rounds::drawing::{HEIGHT, WIDTH, line, points};
use crate::pages::rounds::levels::top;
use crate::pages::rounds::words;
use chrono::NaiveDate;
use shared::ids::{OrganisationId, SiteId};
use shared::rounds::{AllocationRound, AllocationRoundPage, AllocationRoundQuery};
use std::rc::Rc;
use yew::prelude::*;

/// Rounds that are drawn.
const SHOWN: usize = 12;
/// Sites of the reader that are drawn; the table has all.
const DRAWN: usize = 3;
/// Rounds that are asked for: some are not published.
const ASKED: u32 = 30;

/// Props of [`use_history`].
#[derive(PartialEq)]
pub struct HistoryProps {
    /// The food bank.
    pub organisation: OrganisationId,
}

/// What is drawn: a name, and a level for each round.
#[derive(Clone, Debug, PartialEq)]
struct Series {
    name: AttrValue,
    class: &'static str,
    values: Vec<Option<i64>>,
}

/// The card; nothing where there are fewer than two rounds to compare.
#[hook]
pub fn use_history(props: Rc<HistoryProps>) -> Html {
    let organisation = props.organisation;
    let disclosure = use_disclosure(false, false);
    let rounds = use_resource(format!("round history {organisation}"), move || {
        let query =
            AllocationRoundQuery { organisation: Some(organisation), limit: Some(ASKED), ..AllocationRoundQuery::default() };
        client::rounds::list(query)
    });
    let ready = Callback::from(move |page: Rc<AllocationRoundPage>| {
        let rounds = told(&page.items);
        if rounds.len() < 2 {
            return html! {};
        }
        let days: Vec<NaiveDate> = rounds.iter().map(|round| round.fetched_on).collect();
        let series = series(&rounds);
        html! {
            <section class="card stack" aria-label={t!("round_statement.history_title")}>
                <div class="card-head"><h2>{ t!("round_statement.history_title") }</h2></div>
                <p class="muted">{ t!("round_statement.history_lead") }</p>
                { chart(&series, &days) }
                { disclosure.around(t!("round_statement.history_table"), table(&series, &days)) }
            </section>
        }
    });
    html! { <ResourceView shown={rounds.shown(&ready)} empty={html! {}} lines=3 /> }
}

/// The last rounds that everybody knows of, the oldest first.
fn told(rounds: &[AllocationRound]) -> Vec<&AllocationRound> {
    let is_told = |round: &&AllocationRound| round.status.is_told() && round.figures.is_some();
    let mut told: Vec<_> = rounds.iter().filter(is_told).take(SHOWN).collect();
    told.reverse();
    told
}

/// The lowest, the middle, and each of the reader's sites that is in any of them.
fn series(rounds: &[&AllocationRound]) -> Vec<Series> {
    let figures = |of: fn(&shared::rounds::RoundFigures) -> i64| -> Vec<Option<i64>> {
        rounds.iter().map(|round| round.figures.as_ref().map(of)).collect()
    };
    let mut all = vec![
        Series { name: t!("round_statement.lowest"), class: "lowest", values: figures(|of| of.lowest) },
        Series { name: t!("round_statement.median"), class: "median", values: figures(|of| of.median) },
    ];
    let mut sites: Vec<(SiteId, &str)> = Vec::new();
    for part in rounds.iter().rev().flat_map(|round| &round.parts) {
        if !sites.iter().any(|(known, _)| *known == part.site.id) {
            sites.push((part.site.id, part.site.name.as_str()));
        }
    }
    for (place, (site, name)) in sites.into_iter().enumerate() {
        let values = rounds.iter().map(|round| level_of(round, site)).collect();
        all.push(Series { name: name.to_owned().into(), class: own_class(place), values });
    }
    all
}

fn level_of(round: &AllocationRound, site: SiteId) -> Option<i64> {
    round.parts.iter().find(|part| part.site.id == site)?.level
}

/// The look of a site's line; empty for those that are in the table alone.
const fn own_class(place: usize) -> &'static str {
    match place {
        0 => "first",
        1 => "second",
        2 => "third",
        _ => "",
    }
}

fn chart(series: &[Series], days: &[NaiveDate]) -> Html {
    let end = top(series.iter().flat_map(|one| one.values.iter().flatten().copied()));
    let drawn: Vec<&Series> = series.iter().take(2 + DRAWN).collect();
    let one = |of: &&Series| {
        let class = format!("share-line-{}", of.class);
        let dots = points(&of.values, end).into_iter().map(|(x, y)| {
            html! { <circle class={class.clone()} cx={x.to_string()} cy={y.to_string()} r="4" /> }
        });
        html! { <g><path class={class.clone()} d={line(&of.values, end)} />{ for dots }</g> }
    };
    let key = |of: &&Series| html! { <span class={format!("chart-key share-key-{}", of.class)}>{ &of.name }</span> };
    let (first, last) = (days.first().copied(), days.last().copied());
    let day = |of: Option<NaiveDate>| of.map(time::full_day).unwrap_or_default();
    let label = t!("round_statement.history_label", n = days.len(), from = day(first), to = day(last));
    html! {
        <figure class="chart">
            <svg class="share-lines-chart" viewBox={format!("-6 -6 {} {}", WIDTH + 12, HEIGHT + 12)} role="img" aria-label={label}>
                { for drawn.iter().map(one) }
            </svg>
            <figcaption class="cluster muted">{ for drawn.iter().map(key) }</figcaption>
        </figure>
    }
}

fn table(series: &[Series], days: &[NaiveDate]) -> Html {
    let row = |(place, day): (usize, &NaiveDate)| {
        let cell = |of: &Series| {
            let level = of.values.get(place).copied().flatten();
            html! { <td class="share-figure">{ level.map_or(AttrValue::Static("–"), words::percent) }</td> }
        };
        html! { <tr><th scope="row">{ time::full_day(*day) }</th>{ for series.iter().map(cell) }</tr> }
    };
    html! {
        <div class="share-scroll" tabindex="0" role="group" aria-label={t!("round_statement.history_table")}>
            <table class="share-table">
                <thead>
                    <tr>
                        <th scope="col">{ t!("round_statement.day_column") }</th>
                        { for series.iter().map(|of| html! { <th scope="col" class="share-figure">{ &of.name }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for days.iter().enumerate().rev().map(row) }</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;
    use shared::rounds::{RoundFigures, RoundPart, RoundStatus};

    fn round(status: RoundStatus, median: i64, level: Option<i64>) -> AllocationRound {
        let part = RoundPart { site: fixtures::told().site, requested_kg: 60, kg: 20, level, open_lines: 0, to_fetch: 0 };
        let figures = RoundFigures { median, ..RoundFigures::default() };
        AllocationRound { figures: Some(figures), parts: vec![part], ..fixtures::round(status) }
    }

    #[test]
    fn rounds_that_everybody_knows_are_drawn_the_oldest_first() {
        let rounds = [
            round(RoundStatus::Draft, 1, None),
            round(RoundStatus::Published, 430_000, Some(410_000)),
            round(RoundStatus::Closed, 400_000, None),
        ];
        let told = told(&rounds);
        assert_eq!(told.len(), 2);
        let series = series(&told);
        let medians = series.iter().find(|one| one.class == "median").map(|one| one.values.clone());
        assert_eq!(medians, Some(vec![Some(400_000), Some(430_000)]));
        let own: Vec<_> = series.iter().filter(|one| one.class == "first").collect();
        assert_eq!((own.len(), own[0].values.clone()), (1, vec![None, Some(410_000)]));
    }
}
