//! Making and changing recurring surplus.

use super::read::{load, one, settled};
use crate::db::schema::{recurring_occurrences as occurrences, recurring_surpluses as surpluses};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::recurring::model::RecurringRow;
use crate::recurring::rules::Refusal;
use crate::{categories, sites};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::ids::{OfferId, RecurringSurplusId};
use shared::problem::{Code, Problem};
use shared::products::{self, Allergen};
use shared::recurring::{NewRecurringSurplus, RecurringState, RecurringSurplus, RecurringSurplusPatch};
use shared::text::tidy;
use uuid::Uuid;

/// Plans a surplus that comes back every week.
///
/// # Errors
/// 403 for another organisation's site; 422 when site or category is unknown.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewRecurringSurplus) -> Result<RecurringSurplus, Error> {
    actor.see_network()?;
    let site = sites::store::find(cx, actor, new.site_id).map_err(|_| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.act_for(site.organisation.id)?;
    if !categories::tree().exists(&new.category) {
        return Err(Error::invalid("/category", "unknown"));
    }
    let mut row = RecurringRow {
        id: RecurringSurplusId(Uuid::now_v7()),
        organisation_id: permit.organisation_id(),
        site_id: new.site_id,
        category_code: new.category.clone(),
        title: new.title.trim().to_owned(),
        remarks: new.remarks.as_deref().and_then(tidy),
        unit: new.unit,
        grams_per_unit: new.grams_per_unit,
        total_grams: new.total_grams,
        temperature_class: new.temperature_class,
        product_name: new.product_name.as_deref().and_then(tidy),
        gtin: new.gtin.as_deref().and_then(products::gtin14),
        allergens: new.allergens.as_deref().map(Allergen::bits),
        visibility: new.visibility,
        weekdays: sites::bits_of(&new.weekdays),
        pickup_from: new.pickup_from,
        pickup_until: new.pickup_until,
        lead_hours: new.lead_hours,
        use_by_after_days: new.use_by_after_days,
        best_before_after_days: new.best_before_after_days,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        state: RecurringState::Active,
        pause_code: None,
        next_on: None,
        next_publish_at: None,
        kept_by: permit.user_id(),
        created_at: cx.now,
        updated_at: cx.now,
        version: 1,
    };
    row.set_next(row.plan().next(&[], cx.now, cx.settings.time_zone));
    diesel::insert_into(surpluses::table).values(&row).execute(cx.conn)?;
    one(cx.conn, row)
}

/// Changes what is still to come.
///
/// # Errors
/// 404; 403 while the organisation may not act; 409 once ended; 412 when somebody changed it meanwhile; 422 for parts
/// that do not fit.
pub fn edit(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: RecurringSurplusId,
    seen: IfMatch,
    patch: &RecurringSurplusPatch,
) -> Result<RecurringSurplus, Error> {
    let mut row = load(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id)?;
    seen.check(row.version)?;
    if row.state == RecurringState::Ended {
        return Err(Refusal::State(row.state).problem().into());
    }
    if let Some(title) = &patch.title {
        title.trim().clone_into(&mut row.title);
    }
    if let Some(remarks) = &patch.remarks {
        row.remarks = remarks.as_deref().and_then(tidy);
    }
    row.total_grams = patch.total_grams.unwrap_or(row.total_grams);
    row.weekdays = patch.weekdays.as_deref().map_or(row.weekdays, sites::bits_of);
    row.pickup_from = patch.pickup_from.unwrap_or(row.pickup_from);
    row.pickup_until = patch.pickup_until.unwrap_or(row.pickup_until);
    row.lead_hours = patch.lead_hours.unwrap_or(row.lead_hours);
    row.ends_on = patch.ends_on.unwrap_or(row.ends_on);
    row.plan().check(row.unit, row.grams_per_unit, row.total_grams).map_err(Problem::invalid)?;
    save(cx, row)
}

/// Publishes nothing for now.
///
/// # Errors
/// 404; 403; 409 unless it is active.
pub fn pause(cx: &mut Cx<'_>, actor: &Actor, id: RecurringSurplusId) -> Result<RecurringSurplus, Error> {
    step(cx, actor, id, &[RecurringState::Active], RecurringState::Paused)
}

/// Publishes again, from now on in the caller's name. What was missed meanwhile stays missed.
///
/// # Errors
/// 404; 403; 409 unless it is paused.
pub fn resume(cx: &mut Cx<'_>, actor: &Actor, id: RecurringSurplusId) -> Result<RecurringSurplus, Error> {
    step(cx, actor, id, &[RecurringState::Paused], RecurringState::Active)
}

/// Publishes nothing any more.
///
/// # Errors
/// 404; 403; 409 once it is ended.
pub fn end(cx: &mut Cx<'_>, actor: &Actor, id: RecurringSurplusId) -> Result<RecurringSurplus, Error> {
    step(cx, actor, id, &[RecurringState::Active, RecurringState::Paused], RecurringState::Ended)
}

fn step(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: RecurringSurplusId,
    from: &[RecurringState],
    to: RecurringState,
) -> Result<RecurringSurplus, Error> {
    let mut row = load(cx.conn, actor, id)?;
    let permit = actor.act_for(row.organisation_id)?;
    if !from.contains(&row.state) {
        return Err(Refusal::State(row.state).problem().into());
    }
    (row.state, row.pause_code) = (to, None);
    if to == RecurringState::Active {
        row.kept_by = permit.user_id();
    }
    save(cx, row)
}

/// Lets one day pass without an offer.
///
/// # Errors
/// 404; 403; 409 when that day is no occurrence, or is published or skipped already.
pub fn skip(cx: &mut Cx<'_>, actor: &Actor, id: RecurringSurplusId, day: NaiveDate) -> Result<RecurringSurplus, Error> {
    let row = load(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id)?;
    let to_come = row.state != RecurringState::Ended && row.plan().has(day, cx.now, cx.settings.time_zone);
    if !to_come || settled(cx, id)?.contains(&day) {
        return Err(Refusal::NoOccurrence.problem().into());
    }
    // The row first, because the worker takes it first too: who comes second sees another version.
    let row = claim_version(cx, row)?;
    settle(cx, id, day, None)?;
    save(cx, row)
}

/// Takes the row for this transaction: nobody else changes it until the commit.
///
/// # Errors
/// 412 when somebody changed it meanwhile.
pub(super) fn claim_version(cx: &mut Cx<'_>, mut row: RecurringRow) -> Result<RecurringRow, Error> {
    let unchanged = surpluses::table.find(row.id).filter(surpluses::version.eq(row.version));
    let changed = diesel::update(unchanged).set(surpluses::version.eq(row.version + 1)).execute(cx.conn)?;
    row.version += 1;
    if changed == 1 { Ok(row) } else { Err(Problem::of(Code::PreconditionFailed).into()) }
}

/// Writes down what became of a day.
///
/// # Errors
/// When the database fails.
pub(super) fn settle(cx: &mut Cx<'_>, id: RecurringSurplusId, day: NaiveDate, offer: Option<OfferId>) -> Result<(), Error> {
    diesel::insert_into(occurrences::table)
        .values((
            occurrences::recurring_surplus_id.eq(id),
            occurrences::day.eq(day),
            occurrences::offer_id.eq(offer),
            occurrences::at.eq(cx.now),
        ))
        .execute(cx.conn)?;
    Ok(())
}

/// Writes a changed row, with what comes next, if nobody changed it meanwhile.
///
/// # Errors
/// 412 when somebody did.
pub(super) fn save(cx: &mut Cx<'_>, mut row: RecurringRow) -> Result<RecurringSurplus, Error> {
    let settled = settled(cx, row.id)?;
    row.set_next(row.plan().next(&settled, cx.now, cx.settings.time_zone));
    row.updated_at = cx.now;
    let unchanged = surpluses::table.find(row.id).filter(surpluses::version.eq(row.version));
    row.version += 1;
    let changed = diesel::update(unchanged)
        .set((
            surpluses::title.eq(&row.title),
            surpluses::remarks.eq(&row.remarks),
            surpluses::total_grams.eq(row.total_grams),
            surpluses::weekdays.eq(row.weekdays),
            surpluses::pickup_from.eq(row.pickup_from),
            surpluses::pickup_until.eq(row.pickup_until),
            surpluses::lead_hours.eq(row.lead_hours),
            surpluses::ends_on.eq(row.ends_on),
            surpluses::state.eq(row.state),
            surpluses::pause_code.eq(&row.pause_code),
            surpluses::next_on.eq(row.next_on),
            surpluses::next_publish_at.eq(row.next_publish_at),
            surpluses::kept_by.eq(row.kept_by),
            surpluses::updated_at.eq(row.updated_at),
            surpluses::version.eq(row.version),
        ))
        .execute(cx.conn)?;
    if changed == 1 { one(cx.conn, row) } else { Err(Problem::of(Code::PreconditionFailed).into()) }
}
