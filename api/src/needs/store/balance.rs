//! What is promised to a need and what has arrived. Only these functions and the roll-over to the next week change the
//! two sums; each is one statement, so that whoever comes second sees what the first one left.

use crate::db::schema::{need_occurrences, needs};
use crate::http::{Cx, Error};
use crate::needs::NeedRow;
use diesel::prelude::*;
use shared::ids::NeedId;
use shared::needs::{NeedEvent, NeedKind, NeedStatus};
use shared::units::Grams;

/// Which occurrence of a need a claim answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The need.
    pub need: NeedId,
    /// Number of the occurrence.
    pub occurrence: i64,
}

/// Counts `grams` as promised. `false` when nothing is lacking any more or the need is no longer open: then nothing
/// changed.
///
/// # Errors
/// When the database fails.
pub fn promise(cx: &mut Cx<'_>, need: &NeedRow, grams: Grams) -> Result<bool, Error> {
    let lacking = needs::table
        .find(need.id)
        .filter(needs::occurrence.eq(need.occurrence))
        .filter(needs::status.eq(NeedStatus::Open))
        .filter(needs::closes_at.gt(cx.now))
        .filter((needs::promised_grams + needs::received_grams).lt(needs::wanted_grams));
    let changed = diesel::update(lacking)
        .set((
            needs::promised_grams.eq(needs::promised_grams + grams.0),
            needs::version.eq(needs::version + 1),
            needs::updated_at.eq(cx.now),
        ))
        .execute(cx.conn)?;
    Ok(changed == 1)
}

/// Takes `grams` off what is promised: the claim will bring nothing.
///
/// # Errors
/// When the database fails.
pub fn release(cx: &mut Cx<'_>, link: Link, grams: Grams) -> Result<(), Error> {
    shift(cx, link, grams, Grams::ZERO)
}

/// Of the `promised` grams of a claim `received` have arrived. A need that comes once is fulfilled when that is all.
///
/// # Errors
/// When the database fails.
pub fn arrive(cx: &mut Cx<'_>, link: Link, promised: Grams, received: Grams) -> Result<(), Error> {
    shift(cx, link, promised, received)?;
    fulfil(cx, link.need)
}

/// In the present occurrence, or in the past one that the claim was made for.
fn shift(cx: &mut Cx<'_>, link: Link, promised: Grams, received: Grams) -> Result<(), Error> {
    let present = needs::table.find(link.need).filter(needs::occurrence.eq(link.occurrence));
    let changed = diesel::update(present)
        .set((
            needs::promised_grams.eq(needs::promised_grams - promised.0),
            needs::received_grams.eq(needs::received_grams + received.0),
            needs::version.eq(needs::version + 1),
            needs::updated_at.eq(cx.now),
        ))
        .execute(cx.conn)?;
    if changed == 1 {
        return Ok(());
    }
    let changed = diesel::update(need_occurrences::table.find((link.need, link.occurrence)))
        .set((
            need_occurrences::promised_grams.eq(need_occurrences::promised_grams - promised.0),
            need_occurrences::received_grams.eq(need_occurrences::received_grams + received.0),
        ))
        .execute(cx.conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Internal(format!("{link:?} is gone"))) }
}

/// Marks a need that comes once as fulfilled when all has arrived.
///
/// # Errors
/// When the database fails.
pub(super) fn fulfil(cx: &mut Cx<'_>, need: NeedId) -> Result<(), Error> {
    let states = NeedStatus::ALL.iter().copied().filter(|status| status.after(NeedEvent::AllArrived).is_some());
    let complete = needs::table
        .find(need)
        .filter(needs::kind.eq(NeedKind::Once))
        .filter(needs::status.eq_any(states.collect::<Vec<_>>()))
        .filter(needs::received_grams.ge(needs::wanted_grams));
    diesel::update(complete).set(needs::status.eq(NeedStatus::Fulfilled)).execute(cx.conn)?;
    Ok(())
}
