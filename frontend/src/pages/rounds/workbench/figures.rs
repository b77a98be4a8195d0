//! The figures of the round, and the levels of its recipients as a chart or as a table.

use super::BenchProps;
use super::chart::{bars, chart, table};
use crate::components::{Button, Icon, Tone};
use crate::i18n::t;
use crate::pages::rounds::statement::figure;
use crate::pages::rounds::words;
use shared::rounds::RoundFigures;
use std::rc::Rc;
use yew::prelude::*;

/// What is shown below the figures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Nothing,
    Chart,
    Table,
}

/// The figures; before the round is computed, what it is made of.
#[hook]
pub fn use_figures(props: Rc<BenchProps>) -> Html {
    let below = use_state(|| Below::Nothing);
    let Some(figures) = props.round().figures else {
        return before(&props);
    };
    let toggle = |what: Below| {
        let below = below.clone();
        Callback::from(move |()| below.set(if *below == what { Below::Nothing } else { what }))
    };
    let button = |what: Below, icon: Icon, label: AttrValue, hide: AttrValue| {
        let label = if *below == what { hide } else { label };
        html! { <Button tone={Tone::Quiet} {icon} onclick={toggle(what)}>{ label }</Button> }
    };
    let shown = match *below {
        Below::Nothing => html! {},
        Below::Chart => chart(&bars(&props.board.bench), figures.median),
        Below::Table => table(&bars(&props.board.bench)),
    };
    html! {
        <section class="stack-tight" aria-label={t!("round_bench.figures")}>
            <dl class="figures round-figures">{ row(&figures, props.board.has_refusals()) }</dl>
            <div class="cluster no-print">
                { button(Below::Chart, Icon::Sliders, t!("round_chart.show"), t!("round_chart.hide")) }
                { button(Below::Table, Icon::List, t!("round_chart.show_table"), t!("round_chart.hide_table")) }
            </div>
            { shown }
        </section>
    }
}

fn row(of: &RoundFigures, has_refusals: bool) -> Html {
    let urgent = t!("round_bench.of", all = words::kg(of.urgent_available_kg));
    let envious = if has_refusals { t!("round_bench.envious_hint_refused") } else { t!("round_bench.envious_hint") };
    html! {
        <>
            { figure(t!("round_bench.shared"), words::kg(of.kg), t!("round_bench.of", all = words::kg(of.available_kg))) }
            { figure(t!("round_bench.urgent"), words::kg(of.urgent_kg), urgent) }
            { figure(t!("round_bench.lowest"), words::percent(of.lowest), t!("round_bench.median", level = words::percent(of.median))) }
            { figure(t!("round_bench.gini"), words::index(of.gini), t!("round_bench.gini_hint")) }
            { figure(t!("round_bench.envious"), of.envious.to_string().into(), envious) }
            { figure(t!("round_bench.way"), words::tonne_km(of.kg_km), t!("round_bench.way_hint")) }
        </>
    }
}

/// How much there is, and for whom.
fn before(props: &BenchProps) -> Html {
    let round = props.round();
    let available = props.board.available.iter().sum();
    let requested: i64 = props.board.rows.iter().map(|row| row.total.requested).sum();
    html! {
        <section class="stack-tight" aria-label={t!("round_bench.figures")}>
            <dl class="figures round-figures">
                { figure(t!("round_bench.available"), words::kg(available), t!("rounds.lots", n = round.lots)) }
                { figure(t!("round_bench.requested"), words::kg(requested), t!("rounds.recipients", n = round.recipients)) }
            </dl>
        </section>
    }
}
