//! Levels before and after a round as a figure, with a line at the one in the middle, and what the colours mean.

use super::drawing::{HEIGHT, y};
use yew::prelude::*;

/// What is drawn, and what it is called.
pub struct LevelChart {
    /// For who does not see it.
    pub label: AttrValue,
    /// Width of the drawing, in units of its own: the browser stretches it.
    pub width: String,
    /// The levels: of the class `share-chart-now` as they are, `share-chart-before` as they were.
    pub shapes: Html,
    /// The level in the middle, and the highest that is drawn.
    pub median: (i64, i64),
    /// What is said of levels as they are, as they were, and in the middle.
    pub keys: [AttrValue; 3],
}

/// The figure.
pub fn level_chart(chart: LevelChart) -> Html {
    let LevelChart { label, width, shapes, median: (median, top), keys: [now, before, middle] } = chart;
    let (at, view) = (y(median, top).to_string(), format!("0 0 {width} {HEIGHT}"));
    html! {
        <figure class="chart">
            <svg viewBox={view} preserveAspectRatio="none" role="img" aria-label={label}>
                { shapes }
                <line class="share-chart-median" x1="0" x2={width} y1={at.clone()} y2={at} />
            </svg>
            <figcaption class="cluster muted">
                <span class="chart-key share-key-now">{ now }</span>
                <span class="chart-key share-key-before">{ before }</span>
                <span class="chart-key share-key-median">{ middle }</span>
            </figcaption>
        </figure>
    }
}
