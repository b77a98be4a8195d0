//! Where a site stands among all others: how full its share is, and why those that are lower did not get its food.

use super::words::kinds;
use crate::components::Card;
use crate::hooks::Resource;
use crate::i18n::t;
use crate::pages::rounds::levels::{along, top};
use crate::pages::rounds::words::{self, percent};
use shared::categories::CategoryList;
use shared::rounds::{AllocationRound, RoundExplanation, RoundShare, USUAL_WINDOW};
use yew::prelude::*;

/// The sentence, and the same as a scale.
pub fn position(
    told: &RoundExplanation,
    share: RoundShare,
    round: Option<&AllocationRound>,
    tree: &Resource<CategoryList>,
) -> Html {
    let window = round.map_or(USUAL_WINDOW, |round| round.window);
    let lowest = round.and_then(|round| round.figures).map(|figures| figures.lowest);
    html! {
        <Card title={t!("round_share.position_title")}>
            <p class="share-position">
                { t!("round_share.position", own = percent(share.level), median = percent(told.median), n = window) }
            </p>
            <p>{ lower(told) }</p>
            { scale(share.level, told.median, lowest) }
            <p class="muted">{ counted(told, share) }</p>
            if let Some(peers) = peers(told, tree) {
                <p>{ peers }</p>
            }
        </Card>
    }
}

/// Who is lower, and whether they could have used the site's food.
fn lower(told: &RoundExplanation) -> AttrValue {
    match (told.lower, told.wronged) {
        (0, _) => t!("round_share.lower_none"),
        (lower, 0) => t!("round_share.lower", n = lower),
        (lower, wronged) if told.refusals > 0 => t!("round_share.wronged_refused", lower = lower, n = wronged),
        (lower, wronged) => t!("round_share.wronged", lower = lower, n = wronged),
    }
}

/// What the level is counted from.
fn counted(told: &RoundExplanation, share: RoundShare) -> AttrValue {
    let (entitlement, before, now) =
        (words::kg(told.entitlement_kg), words::kg(told.received_before_kg), words::kg(share.kg));
    match told.people {
        Some(people) => {
            t!("round_share.counted", n = people, entitlement = entitlement, before = before, now = now)
        }
        None => t!("round_share.counted_no_people", entitlement = entitlement, before = before, now = now),
    }
}

/// Who is at the same level, because they want the same food.
fn peers(told: &RoundExplanation, tree: &Resource<CategoryList>) -> Option<AttrValue> {
    if told.peers == 0 || told.competes_for.is_empty() {
        return None;
    }
    Some(t!("round_share.peers", n = told.peers, kinds = kinds(tree, &told.competes_for)))
}

/// The three levels on one line. The words below say the same.
fn scale(own: i64, median: i64, lowest: Option<i64>) -> Html {
    let end = top([own, median]);
    let mark = |level: i64, class: &'static str| {
        let at = format!("inset-inline-start: {}%", along(level, end));
        html! { <span class={classes!("share-mark", class)} style={at}></span> }
    };
    let named = |level: i64, class: &'static str, name: AttrValue| {
        html! { <li><span class={classes!("share-mark-key", class)} aria-hidden="true"></span>{ name }{ " " }<strong>{ percent(level) }</strong></li> }
    };
    html! {
        <div class="stack-tight">
            <div class="share-scale" aria-hidden="true">
                <span class="share-scale-own" style={format!("inline-size: {}%", along(own, end))}></span>
                { mark(median, "share-mark-median") }
                { for lowest.map(|lowest| mark(lowest, "share-mark-lowest")) }
            </div>
            <ul class="cluster share-scale-words">
                { named(own, "share-mark-own", t!("round_share.own")) }
                { named(median, "share-mark-median", t!("round_share.median")) }
                { for lowest.map(|lowest| named(lowest, "share-mark-lowest", t!("round_share.lowest"))) }
            </ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;

    fn told(lower: i64, wronged: i64) -> RoundExplanation {
        RoundExplanation { lower, wronged, ..fixtures::told() }
    }

    #[test]
    fn those_who_are_lower_are_told_with_what_they_could_have_used() {
        assert_eq!(lower(&told(0, 0)), t!("round_share.lower_none"));
        assert!(lower(&told(62, 0)).starts_with("62 sites"), "{}", lower(&told(62, 0)));
        let wronged = lower(&told(62, 3));
        assert!(wronged.contains("62") && wronged.contains('3'), "{wronged}");
        let refused = lower(&RoundExplanation { refusals: 1, ..told(62, 3) });
        assert!(refused.contains("refus") && refused.contains("62") && refused != wronged, "{refused}");
    }

    #[test]
    fn the_figures_behind_the_level_are_told() {
        let share = RoundShare { kg: 187, level_before: 300_000, level: 410_000 };
        let said = counted(&told(1, 0), share);
        for figure in ["120", "480", "600", "187"] {
            assert!(said.contains(figure), "{figure}: {said}");
        }
    }
}
