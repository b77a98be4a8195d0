//! What would come of it: figures before and after, and the shares that change.

use crate::components::{Card, Mood, Notice};
use crate::i18n::{number, t};
use crate::pages::rounds::statement::{FigureNames, way_of_a_kilogram};
use crate::pages::rounds::words;
use shared::rounds::{RoundFigures, SimulatedShare, SimulationResult, Workbench};
use std::cmp::Reverse;
use yew::prelude::*;

/// Both tables.
pub fn outcome(result: &SimulationResult, bench: &Workbench) -> Html {
    let changed = changed(&result.shares);
    html! {
        <div class="stack-loose share-outcome" tabindex="-1">
            <Card title={t!("round_simulation.outcome")}>
                <p role="status">{ summary(result) }</p>
                { figures(&result.before, &result.after) }
                <p class="muted">{ t!("round_simulation.not_kept") }</p>
            </Card>
            if changed.is_empty() {
                <Notice mood={Mood::Info}><p>{ t!("round_simulation.no_share_changes") }</p></Notice>
            } else {
                <Card title={t!("round_simulation.shares", n = changed.len())}>{ shares(&changed, bench) }</Card>
            }
        </div>
    }
}

/// "120 kg de plus donnés ; le site le moins servi passe de 14 % à 18 %."
fn summary(result: &SimulationResult) -> AttrValue {
    let difference = result.after.kg.saturating_sub(result.before.kg);
    let (from, to) = (words::percent(result.before.lowest), words::percent(result.after.lowest));
    match difference {
        0 => t!("round_simulation.same", from = from, to = to),
        more if more > 0 => t!("round_simulation.more", kg = words::kg(more), from = from, to = to),
        less => t!("round_simulation.less", kg = words::kg(-less), from = from, to = to),
    }
}

/// Shares that differ, those that change most first.
fn changed(shares: &[SimulatedShare]) -> Vec<SimulatedShare> {
    let mut changed: Vec<_> = shares.iter().filter(|share| share.kg_before != share.kg_after).copied().collect();
    changed.sort_by_key(|share| Reverse(share.kg_after.abs_diff(share.kg_before)));
    changed
}

fn figures(before: &RoundFigures, after: &RoundFigures) -> Html {
    let names = FigureNames::here();
    let plain = |count: i64| AttrValue::from(number::integer(count));
    let way = |of: &RoundFigures| way_of_a_kilogram(of).unwrap_or(AttrValue::Static("–"));
    html! {
        <div class="share-scroll" tabindex="0" role="group" aria-label={t!("round_simulation.outcome")}>
            <table class="share-table">
                <thead>
                    <tr>
                        <th scope="col">{ t!("round_simulation.figure_column") }</th>
                        <th scope="col" class="share-figure">{ t!("round_simulation.before_column") }</th>
                        <th scope="col" class="share-figure">{ t!("round_simulation.after_column") }</th>
                    </tr>
                </thead>
                <tbody>
                    { row(names.given, words::kg(before.kg), words::kg(after.kg)) }
                    { row(names.urgent, words::kg(before.urgent_kg), words::kg(after.urgent_kg)) }
                    { row(names.lowest, words::percent(before.lowest), words::percent(after.lowest)) }
                    { row(names.median, words::percent(before.median), words::percent(after.median)) }
                    { row(names.uneven, words::index(before.gini), words::index(after.gini)) }
                    { row(names.wronged, plain(before.envious), plain(after.envious)) }
                    { row(names.way, way(before), way(after)) }
                </tbody>
            </table>
        </div>
    }
}

fn row(name: AttrValue, before: AttrValue, after: AttrValue) -> Html {
    let changes = before != after;
    html! {
        <tr>
            <th scope="row">{ name }</th>
            <td class="share-figure">{ before }</td>
            <td class="share-figure">
                if changes { <strong>{ after }</strong> } else { { after } }
            </td>
        </tr>
    }
}

fn shares(changed: &[SimulatedShare], bench: &Workbench) -> Html {
    let named = |share: &SimulatedShare| {
        let found = bench.recipients.iter().find(|recipient| recipient.site.id == share.site_id);
        found.map(|recipient| AttrValue::from(recipient.site.name.clone())).unwrap_or_default()
    };
    let one = |share: &SimulatedShare| {
        html! {
            <tr key={share.site_id.to_string()}>
                <th scope="row">{ named(share) }</th>
                <td class="share-figure">{ words::kg(share.kg_before) }</td>
                <td class="share-figure"><strong>{ words::kg(share.kg_after) }</strong></td>
                <td class="share-figure">{ words::percent(share.level_before) }</td>
                <td class="share-figure">{ words::percent(share.level_after) }</td>
            </tr>
        }
    };
    html! {
        <div class="share-scroll" tabindex="0" role="group" aria-label={t!("round_simulation.shares", n = changed.len())}>
            <table class="share-table">
                <thead>
                    <tr>
                        <th scope="col">{ t!("round_simulation.site_column") }</th>
                        <th scope="col" class="share-figure">{ t!("round_simulation.kg_before") }</th>
                        <th scope="col" class="share-figure">{ t!("round_simulation.kg_after") }</th>
                        <th scope="col" class="share-figure">{ t!("round_simulation.level_before") }</th>
                        <th scope="col" class="share-figure">{ t!("round_simulation.level_after") }</th>
                    </tr>
                </thead>
                <tbody>{ for changed.iter().map(one) }</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::SiteId;
    use uuid::Uuid;

    fn share(number: u128, kg_before: i64, kg_after: i64) -> SimulatedShare {
        SimulatedShare { site_id: SiteId(Uuid::from_u128(number)), kg_before, kg_after, level_before: 0, level_after: 0 }
    }

    #[test]
    fn what_changes_most_comes_first() {
        let changed = changed(&[share(1, 10, 12), share(2, 10, 10), share(3, 40, 10)]);
        assert_eq!(changed, [share(3, 40, 10), share(1, 10, 12)]);
    }

    #[test]
    fn the_outcome_is_one_sentence() {
        let figures = |kg: i64| RoundFigures { kg, lowest: 140_000, ..RoundFigures::default() };
        let result = |kg: i64| SimulationResult { before: figures(100), after: figures(kg), shares: Vec::new() };
        assert!(summary(&result(138)).contains("38\u{a0}kg"));
        assert!(summary(&result(95)).contains("5\u{a0}kg"));
        assert!(!summary(&result(100)).contains("kg"));
    }
}
