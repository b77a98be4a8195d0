//! The same food shared out by other rules, in one table.

use super::figures::{FigureNames, way_of_a_kilogram};
use crate::components::Card;
use crate::i18n::{number, t};
use crate::pages::rounds::words;
use shared::rounds::{AllocationRule, RoundFigures, RoundStatement};
use yew::prelude::*;

/// What a rule is called.
fn rule(rule: AllocationRule) -> AttrValue {
    match rule {
        AllocationRule::Fairest => t!("round_statement.rule_fairest"),
        AllocationRule::FirstCome => t!("round_statement.rule_first_come"),
        AllocationRule::ProRata => t!("round_statement.rule_pro_rata"),
        AllocationRule::ProRataShared => t!("round_statement.rule_pro_rata_shared"),
    }
}

/// The table: as it is, and as others would have made it.
pub fn baselines(statement: &RoundStatement) -> Html {
    let names = FigureNames::here();
    let column = |name: &AttrValue| html! { <th scope="col" class="share-figure">{ name }</th> };
    let columns = [&names.given, &names.urgent, &names.lowest, &names.median, &names.uneven, &names.wronged, &names.way];
    let others = statement.baselines.iter().map(|one| row(rule(one.rule), &one.figures, false));
    html! {
        <Card title={t!("round_statement.rules_title")}>
            <p class="muted">{ t!("round_statement.rules_lead") }</p>
            <div class="share-scroll" tabindex="0" role="group" aria-label={t!("round_statement.rules_title")}>
                <table class="share-table">
                    <thead>
                        <tr>
                            <th scope="col">{ t!("round_statement.rule_column") }</th>
                            { for columns.into_iter().map(column) }
                        </tr>
                    </thead>
                    <tbody>
                        { row(t!("round_statement.as_it_is"), &statement.figures, true) }
                        { for others }
                    </tbody>
                </table>
            </div>
        </Card>
    }
}

fn row(name: AttrValue, of: &RoundFigures, is_ours: bool) -> Html {
    let figures = [
        words::kg(of.kg),
        words::kg(of.urgent_kg),
        words::percent(of.lowest),
        words::percent(of.median),
        words::index(of.gini),
        number::integer(of.envious).into(),
        way_of_a_kilogram(of).unwrap_or(AttrValue::Static("–")),
    ];
    html! {
        <tr class={classes!(is_ours.then_some("share-ours"))}>
            <th scope="row">{ name }</th>
            { for figures.into_iter().map(|figure| html! { <td class="share-figure">{ figure }</td> }) }
        </tr>
    }
}
