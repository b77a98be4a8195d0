//! The levels of all sites, the lowest first: a chart, and a table by tenths that says the same.

use crate::components::use_disclosure;
use crate::i18n::{number, t};
use crate::pages::rounds::drawing::{WIDTH, steps};
use crate::pages::rounds::level_chart::{LevelChart, level_chart};
use crate::pages::rounds::levels::top;
use crate::pages::rounds::words;
use shared::rounds::{RoundLevel, RoundStatement, Tenth, tenths};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_levels`].
#[derive(PartialEq)]
pub struct LevelsProps {
    /// The statement.
    pub statement: Rc<RoundStatement>,
}

/// The card.
#[hook]
pub fn use_levels(props: Rc<LevelsProps>) -> Html {
    let disclosure = use_disclosure(false, false);
    let levels = &props.statement.levels;
    if levels.is_empty() {
        return html! {};
    }
    html! {
        <section class="card stack" aria-label={t!("round_statement.levels_title")}>
            <div class="card-head"><h2>{ t!("round_statement.levels_title") }</h2></div>
            <p class="muted">{ t!("round_statement.levels_lead") }</p>
            { chart(levels, props.statement.figures.median) }
            { disclosure.around(t!("round_statement.levels_table"), table(&tenths(levels))) }
        </section>
    }
}

fn chart(levels: &[RoundLevel], median: i64) -> Html {
    let now: Vec<i64> = levels.iter().map(|one| one.level).collect();
    let before: Vec<i64> = levels.iter().map(|one| one.before).collect();
    let end = top(now.iter().chain(&before).copied());
    let label = t!(
        "round_statement.levels_label",
        n = levels.len(),
        lowest = words::percent(now.first().copied().unwrap_or_default()),
        median = words::percent(median),
        highest = words::percent(now.last().copied().unwrap_or_default()),
    );
    let shapes = html! {
        <>
            <path class="share-chart-now" d={steps(&now, end)} />
            <path class="share-chart-before" d={steps(&before, end)} />
        </>
    };
    let keys = [t!("round_statement.now"), t!("round_statement.before"), t!("round_statement.median")];
    level_chart(LevelChart { label, width: WIDTH.to_string(), shapes, median: (median, end), keys })
}

fn table(tenths: &[Tenth]) -> Html {
    let row = |one: &Tenth| {
        html! {
            <tr>
                <th scope="row">{ t!("round_statement.sites", n = one.sites) }</th>
                <td class="share-figure">{ number::integer(one.people) }</td>
                <td class="share-figure">{ words::percent(one.from) }</td>
                <td class="share-figure">{ words::percent(one.to) }</td>
            </tr>
        }
    };
    html! {
        <table class="share-table">
            <thead>
                <tr>
                    <th scope="col">{ t!("round_statement.sites_column") }</th>
                    <th scope="col" class="share-figure">{ t!("round_statement.people_column") }</th>
                    <th scope="col" class="share-figure">{ t!("round_statement.from_column") }</th>
                    <th scope="col" class="share-figure">{ t!("round_statement.to_column") }</th>
                </tr>
            </thead>
            <tbody>{ for tenths.iter().map(row) }</tbody>
        </table>
    }
}
