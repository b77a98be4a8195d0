//! How fair a round is: its figures, those of other rules for the same round, and all levels without names.

use super::access::{self, Seen};
use super::revisions::{self, Revision};
use crate::db::expr::{literal, sum_i64};
use crate::db::schema::stock_movements as movements;
use crate::engine::allocation::{Baseline, Figures, Instance, Level, Plan};
use crate::http::{Actor, Cx, Error};
use crate::organisations;
use crate::recurring::instant;
use crate::rounds::documents::Stated;
use crate::rounds::model::Round;
use crate::rounds::snapshot::figures;
use chrono::Days;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::AllocationRoundId;
use shared::local_time::LocalTime;
use shared::rounds::{AllocationRule, BaselineFigures, RATION_KG, RoundLevel, RoundStatement};
use shared::stock::StockMovementKind;
use shared::time::UtcMillis;
use shared::units::Grams;

/// Over how many days before the round's it is counted what was thrown away.
const LOST_DAYS: u64 = 28;

/// Lines that were not taken back.
const STANDS: &str = "NOT EXISTS (SELECT 1 FROM stock_movements AS back WHERE back.reverses_id = stock_movements.id)";

/// A round of which the statement is to be made.
pub struct ToState {
    round: Round,
    revision: Revision,
    refusals: i64,
    lost_grams: Grams,
}

/// Reads what the statement of a round needs: of a round that is told for everybody who sees it, and before that for those
/// who lead it.
///
/// # Errors
/// 404 where there is none, or it is not computed.
pub fn read(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId) -> Result<ToState, Error> {
    let Seen { round, leads, .. } = access::seen(cx, actor, id)?;
    if !leads && !round.status.is_told() {
        return Err(Error::not_found());
    }
    let revision = revisions::latest(cx, &round)?.ok_or_else(Error::not_found)?;
    let refusals = revisions::refusals(cx, id)?;
    Ok(ToState { lost_grams: lost(cx, &round)?, round, revision, refusals })
}

/// A round of which the statement is to be printed.
pub struct ToPrint {
    of: ToState,
    food_bank: String,
}

/// Reads what the statement of a round needs on paper, for those who may read it.
///
/// # Errors
/// As [`read`].
pub fn to_print(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId) -> Result<ToPrint, Error> {
    let of = read(cx, actor, id)?;
    let owner = of.round.organisation_id;
    let food_bank = organisations::store::summaries(cx.conn, &[owner])?.remove(&owner);
    let food_bank = food_bank.ok_or_else(|| Error::Internal("a round without its food bank".to_owned()))?;
    Ok(ToPrint { of, food_bank: food_bank.name })
}

impl ToPrint {
    /// The statement with what its paper says beside. It takes as long as [`ToState::stated`].
    #[must_use]
    pub fn stated(self) -> Stated {
        let Self { of, food_bank } = self;
        Stated {
            title: of.round.title.clone(),
            food_bank,
            fetched_on: of.round.fetched_on,
            is_told: of.round.status.is_told(),
            statement: of.stated(),
        }
    }
}

/// What the food bank had to throw away before the round.
fn lost(cx: &mut Cx<'_>, round: &Round) -> Result<Grams, Error> {
    let zone = cx.settings.time_zone;
    let midnight = LocalTime::new(0, 0).ok_or_else(|| Error::Internal("no midnight".to_owned()))?;
    let since = round.fetched_on.checked_sub_days(Days::new(LOST_DAYS)).unwrap_or(round.fetched_on);
    let (from, until): (UtcMillis, UtcMillis) = (instant(since, midnight, zone), instant(round.fetched_on, midnight, zone));
    let grams: i64 = movements::table
        .filter(movements::from_organisation_id.eq(round.organisation_id))
        .filter(movements::kind.eq(StockMovementKind::Waste))
        .filter(movements::at.ge(from))
        .filter(movements::at.lt(until))
        .filter(literal::<Bool>(STANDS))
        .select(sum_i64("stock_movements.grams"))
        .first(cx.conn)?;
    Ok(Grams(grams))
}

impl ToState {
    /// The statement. Other rules are tried here, so it takes a while.
    #[must_use]
    pub fn stated(self) -> RoundStatement {
        let Self { round, revision, refusals, lost_grams } = self;
        let (instance, plan) = (&revision.snapshot.instance, revision.written());
        let mut levels: Vec<RoundLevel> = levels(instance, &plan).collect();
        levels.sort_by_key(|it| (it.level, it.before, it.people));
        RoundStatement {
            figures: figures(&plan.figures),
            refusals,
            baselines: Baseline::ALL.into_iter().map(|rule| baseline(instance, rule)).collect(),
            levels,
            lost_grams,
            window: round.window_rounds,
            tolerance_kg: round.tolerance_kg,
            ration_kg: RATION_KG,
        }
    }
}

fn levels<'p>(instance: &'p Instance, plan: &'p Plan) -> impl Iterator<Item = RoundLevel> + 'p {
    instance.recipients.iter().zip(&plan.shares).map(move |(recipient, share)| RoundLevel {
        before: Level::of(instance, recipient, 0).millionths(),
        level: share.level.millionths(),
        people: recipient.people,
    })
}

fn baseline(instance: &Instance, rule: Baseline) -> BaselineFigures {
    let named = match rule {
        Baseline::FirstCome => AllocationRule::FirstCome,
        Baseline::ProRata => AllocationRule::ProRata,
        Baseline::ProRataAgain => AllocationRule::ProRataShared,
    };
    BaselineFigures { rule: named, figures: figures(&Figures::of(instance, &rule.lines(instance))) }
}
