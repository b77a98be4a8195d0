//! When items cannot be had: loans with the gaps after them, times in which their owners keep them, days that are kept for
//! those who have waited for them, and repairs.

use crate::db::expr::{any_of, literal};
use crate::db::schema::{equipment_closures as closures, equipment_waits as waits, loans};
use crate::engine::matching::help::Span;
use crate::equipment::store::HOLDING;
use crate::equipment::waits::store::LIVE;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::equipment::MAX_GAP_HOURS;
use shared::ids::{EquipmentId, OrganisationId};
use shared::time::{HOUR, UtcMillis};
use shared::waits::WaitState;
use std::collections::HashMap;

/// Times in which an item cannot be had; those kept for an organisation can be had by that one.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar(Vec<(Span, Option<OrganisationId>)>);

impl Calendar {
    /// What stands in the way of this organisation, where the item is in repair until then.
    pub fn taken(&self, by: OrganisationId, repair_until: Option<UtcMillis>) -> Vec<Span> {
        let taken = self.0.iter().filter(|(_, kept_for)| *kept_for != Some(by)).map(|(span, _)| *span);
        let repair = repair_until.map(|until| Span { from: UtcMillis(i64::MIN), until });
        taken.chain(repair).collect()
    }
}

/// The calendars of some items within `asked`, and so long after it that cleaning is done before the next one comes.
///
/// # Errors
/// When the database fails.
pub(super) fn calendars(
    cx: &mut Cx<'_>,
    items: &[EquipmentId],
    asked: Span,
) -> Result<HashMap<EquipmentId, Calendar>, Error> {
    let mut found: HashMap<EquipmentId, Calendar> = HashMap::new();
    let until = asked.until.plus(MAX_GAP_HOURS * HOUR);
    let lent: Vec<(EquipmentId, UtcMillis, UtcMillis)> = loans::table
        .filter(any_of(loans::equipment_id, items.iter().copied()))
        .filter(literal::<Bool>(HOLDING))
        .filter(loans::busy_until.gt(asked.from))
        .filter(loans::starts_at.lt(until))
        .select((loans::equipment_id, loans::starts_at, loans::busy_until))
        .load(cx.conn)?;
    let closed: Vec<(EquipmentId, UtcMillis, UtcMillis)> = closures::table
        .filter(any_of(closures::equipment_id, items.iter().copied()))
        .filter(closures::ends_at.gt(asked.from))
        .filter(closures::starts_at.lt(until))
        .select((closures::equipment_id, closures::starts_at, closures::ends_at))
        .load(cx.conn)?;
    let kept: Vec<(EquipmentId, UtcMillis, UtcMillis, OrganisationId)> = waits::table
        .filter(any_of(waits::equipment_id, items.iter().copied()))
        .filter(literal::<Bool>(LIVE))
        .filter(waits::state.eq(WaitState::Offered))
        .filter(waits::due_at.gt(cx.now))
        .select((waits::equipment_id, waits::starts_at, waits::ends_at, waits::organisation_id))
        .load(cx.conn)?;
    for (item, from, until) in lent.into_iter().chain(closed) {
        found.entry(item).or_default().0.push((Span { from, until }, None));
    }
    for (item, from, until, organisation) in kept {
        found.entry(item).or_default().0.push((Span { from, until }, Some(organisation)));
    }
    Ok(found)
}
