//! Lots that have arrived since the round began: they are looked for in the stock, and come in with all that is free of them.

use super::BenchProps;
use crate::client::{self, Failure};
use crate::components::{Button, Icon, ProblemView, Tone, use_toast};
use crate::hooks::use_mutation;
use crate::i18n::t;
use chrono::NaiveDate;
use shared::ids::{LotId, OrganisationId, SiteId};
use shared::rounds::{AllocationRoundPatch, RoundLotChoice, Workbench};
use shared::stock::{LotStatus, LotSummary, StockLine, StockLineQuery};
use std::collections::HashSet;
use std::rc::Rc;
use yew::prelude::*;

/// Lots on a page of the stock.
const PAGE: u32 = 100;
/// Pages that are read: a round takes no more lots at once.
const PAGES: usize = 20;

/// The button that takes them in.
#[hook]
pub fn use_arrivals(props: Rc<BenchProps>) -> Html {
    let toast = use_toast();
    let take = {
        let (bench, changed) = (Rc::clone(&props.board.bench), Rc::clone(&props));
        use_mutation(
            move |()| take_in(Rc::clone(&bench)),
            move |count: usize| {
                if count == 0 {
                    toast.emit(t!("round_lots.no_arrivals"));
                } else {
                    toast.emit(t!("round_lots.arrivals", n = count));
                    changed.changed();
                }
            },
        )
    };
    html! {
        <div class="stack-tight">
            <div><Button tone={Tone::Secondary} icon={Icon::Refresh} busy={take.busy} onclick={take.run.clone()}>{ t!("round_lots.look") }</Button></div>
            <ProblemView failure={take.failure.clone()} retry={props.catch_up(&take.clear)} />
        </div>
    }
}

/// Takes in what has arrived, and tells how many lots that is.
async fn take_in(bench: Rc<Workbench>) -> Result<usize, Failure> {
    let round = &bench.round;
    let lots = arrived(&stock(round.organisation.id).await?, &bench);
    let count = lots.len();
    if count > 0 {
        let patch = AllocationRoundPatch { lots: Some(lots), ..AllocationRoundPatch::default() };
        client::rounds::update(round.id, round.version, patch).await?;
    }
    Ok(count)
}

/// All that the food bank has and that may leave.
async fn stock(organisation: OrganisationId) -> Result<Vec<StockLine>, Failure> {
    let mut lines = Vec::new();
    let mut cursor: Option<String> = None;
    for _ in 0..PAGES {
        let query = StockLineQuery {
            organisation: Some(organisation),
            status: Some(LotStatus::Approved),
            limit: Some(PAGE),
            cursor,
            ..StockLineQuery::default()
        };
        let page = client::stock::list(query).await?;
        lines.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    Ok(lines)
}

/// What of the stock is not in the round and may be: at least a kilogram that nobody is promised, which lasts until the day, at
/// a site that the round is not for.
fn arrived(stock: &[StockLine], bench: &Workbench) -> Vec<RoundLotChoice> {
    let known: HashSet<(LotId, SiteId)> = bench.lots.iter().map(|lot| (lot.lot.id, lot.site.id)).collect();
    let receiving: HashSet<SiteId> = bench.recipients.iter().map(|recipient| recipient.site.id).collect();
    let new = stock.iter().filter(|line| {
        !known.contains(&(line.lot.id, line.site.id))
            && !receiving.contains(&line.site.id)
            && lasts(&line.lot, bench.round.fetched_on)
    });
    let choices = new.map(|line| RoundLotChoice {
        lot_id: line.lot.id,
        site_id: line.site.id,
        kg: line.grams.minus(line.reserved_grams).0 / 1_000,
    });
    choices.filter(|choice| choice.kg > 0).collect()
}

/// Whether the lot may still be given on a day, as the server counts it.
fn lasts(lot: &LotSummary, day: NaiveDate) -> bool {
    let is_over = |date: Option<NaiveDate>| date.is_some_and(|date| date < day);
    !is_over(lot.use_by) && (lot.best_before_checked || !is_over(lot.best_before))
}

#[cfg(test)]
mod tests {
    use super::super::sample::bench;
    use super::*;
    use shared::units::Grams;
    use uuid::Uuid;

    fn line(lot: u128, grams: i64) -> StockLine {
        let known = bench().lots.remove(0);
        let lot = LotSummary { id: LotId(Uuid::from_u128(lot)), ..known.lot };
        StockLine { lot, site: known.site, grams: Grams(grams), reserved_grams: Grams(1_000), shelf: None, overdue: false }
    }

    #[test]
    fn what_is_new_and_free_comes_in() {
        let found = arrived(&[line(1, 90_000), line(91, 40_900), line(92, 1_500)], &bench());
        let told: Vec<_> = found.iter().map(|choice| (choice.lot_id.0.as_u128(), choice.kg)).collect();
        assert_eq!(told, [(91, 39)]);
    }

    #[test]
    fn what_does_not_last_or_is_where_food_goes_stays_out() {
        let mut bench = bench();
        bench.round.fetched_on = "2026-12-02".parse().unwrap();
        let mut late = line(91, 40_000);
        late.lot.use_by = "2026-12-01".parse().ok();
        let mut checked = line(92, 40_000);
        checked.lot.best_before = "2026-12-01".parse().ok();
        checked.lot.best_before_checked = true;
        let mut there = line(93, 40_000);
        there.site = bench.recipients[0].site.clone();
        let found = arrived(&[late, checked, there], &bench);
        assert_eq!(found.iter().map(|choice| choice.lot_id.0.as_u128()).collect::<Vec<_>>(), [92]);
    }
}
