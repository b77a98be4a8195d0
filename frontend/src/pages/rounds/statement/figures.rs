//! The figures of a round in plain words.

use crate::i18n::{number, t};
use crate::pages::rounds::words;
use shared::rounds::{RoundFigures, RoundStatement};
use yew::prelude::*;

/// What figures are called; the same in every table.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureNames {
    /// Food handed out.
    pub given: AttrValue,
    /// Urgent food handed out.
    pub urgent: AttrValue,
    /// The lowest level.
    pub lowest: AttrValue,
    /// The level in the middle.
    pub median: AttrValue,
    /// How uneven levels are.
    pub uneven: AttrValue,
    /// Who is worse off than somebody whose food it could have used.
    pub wronged: AttrValue,
    /// How far a kilogram goes.
    pub way: AttrValue,
}

impl FigureNames {
    /// In the reader's language.
    #[must_use]
    pub fn here() -> Self {
        Self {
            given: t!("round_statement.given"),
            urgent: t!("round_statement.urgent"),
            lowest: t!("round_statement.lowest"),
            median: t!("round_statement.median"),
            uneven: t!("round_statement.uneven"),
            wronged: t!("round_statement.wronged"),
            way: t!("round_statement.way"),
        }
    }
}

/// How far a kilogram goes in the mean; none where nothing is handed out.
#[must_use]
pub fn way_of_a_kilogram(figures: &RoundFigures) -> Option<AttrValue> {
    (figures.kg > 0).then(|| number::distance(figures.kg_km.saturating_mul(1_000) / figures.kg))
}

/// All figures, each with a line about it.
pub fn figures(statement: &RoundStatement) -> Html {
    let of = &statement.figures;
    let names = FigureNames::here();
    let available = t!("round_statement.of_available", kg = words::kg(of.available_kg));
    let urgent = t!("round_statement.of_urgent", kg = words::kg(of.urgent_available_kg));
    let tenth = t!("round_statement.tenth", level = words::percent(of.tenth));
    let wronged =
        if statement.refusals > 0 { t!("round_statement.wronged_hint_refused") } else { t!("round_statement.wronged_hint") };
    html! {
        <dl class="figures">
            { figure(names.given, words::kg(of.kg), available) }
            { figure(names.urgent, words::kg(of.urgent_kg), urgent) }
            { figure(names.lowest, words::percent(of.lowest), tenth) }
            { figure(names.median, words::percent(of.median), t!("round_statement.median_hint")) }
            { figure(names.wronged, number::integer(of.envious).into(), wronged) }
            { figure(names.uneven, words::index(of.gini), t!("round_statement.uneven_hint")) }
            { figure(t!("round_statement.even"), words::percent(of.jain), t!("round_statement.even_hint")) }
            { for way_of_a_kilogram(of).map(|way| figure(names.way.clone(), way, t!("round_statement.way_hint"))) }
            { figure(t!("round_statement.lost"), number::weight(statement.lost_grams), t!("round_statement.lost_hint")) }
        </dl>
    }
}

/// One figure, with a line about it.
pub fn figure(term: AttrValue, value: AttrValue, about: AttrValue) -> Html {
    html! {
        <div class="figure">
            <dt>{ term }</dt>
            <dd class="figure-value">{ value }</dd>
            <dd class="muted">{ about }</dd>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_of_a_kilogram_is_a_mean() {
        let figures = RoundFigures { kg: 200, kg_km: 2_500, ..RoundFigures::default() };
        assert_eq!(way_of_a_kilogram(&figures), Some(number::distance(12_500)));
        assert_eq!(way_of_a_kilogram(&RoundFigures::default()), None);
    }
}
