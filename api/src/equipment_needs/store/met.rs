//! Needs that are met: by a loan, or because somebody says so.

use super::read::one;
use super::write::{open, save};
use crate::db::schema::{equipment_needs as needs, loans};
use crate::equipment_needs::EquipmentNeedRow;
use crate::equipment_needs::rules::Refusal;
use crate::http::{Actor, Cx, Error};
use crate::notifications::{Subject, store as notifications};
use diesel::prelude::*;
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedMet, EquipmentNeedStatus};
use shared::ids::{EquipmentNeedId, LoanId, OrganisationId};
use shared::loans::LoanState;
use shared::time::UtcMillis;

/// Says that a need is met.
///
/// # Errors
/// 404; 403; 409 when it is no longer open; 422 for a loan that is none of this organisation's in that time.
pub fn confirm(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentNeedId, met: &EquipmentNeedMet) -> Result<EquipmentNeed, Error> {
    let row = open(cx, actor, id)?;
    if let Some(loan) = met.loan_id
        && !meets(cx, &row, loan)?
    {
        return Err(Refusal::OtherLoan.into());
    }
    let row = save(cx, EquipmentNeedRow { status: EquipmentNeedStatus::Met, loan_id: met.loan_id, ..row })?;
    one(cx, actor, row)
}

/// Whether a loan is to the need's organisation, agreed, and lies in its time at least in part.
fn meets(cx: &mut Cx<'_>, need: &EquipmentNeedRow, loan: LoanId) -> Result<bool, Error> {
    let loan = loans::table.find(loan).filter(loans::borrower_id.eq(need.organisation_id));
    let found: Option<(LoanState, UtcMillis, UtcMillis)> =
        loan.select((loans::state, loans::starts_at, loans::ends_at)).first(cx.conn).optional()?;
    Ok(found.is_some_and(|(state, starts_at, ends_at)| {
        let agreed = matches!(state, LoanState::Accepted | LoanState::Out | LoanState::Returned);
        agreed && starts_at < need.ends_at && ends_at > need.starts_at
    }))
}

/// Whether a need is this organisation's and open, so that a loan can be asked for it.
///
/// # Errors
/// When the database fails.
pub fn is_for(cx: &mut Cx<'_>, id: EquipmentNeedId, organisation: OrganisationId) -> Result<bool, Error> {
    let own = needs::table.find(id).filter(needs::organisation_id.eq(organisation));
    let row: Option<EquipmentNeedRow> = own.select(EquipmentNeedRow::as_select()).first(cx.conn).optional()?;
    Ok(row.is_some_and(|row| row.is_open(cx.now)))
}

/// The loan that was asked for a need is agreed: the need is met, unless it was met or taken back before.
///
/// # Errors
/// When the database fails.
pub fn loan_agreed(cx: &mut Cx<'_>, need: EquipmentNeedId, loan: LoanId) -> Result<(), Error> {
    let open = needs::table.find(need).filter(needs::status.eq(EquipmentNeedStatus::Open));
    let met = (needs::status.eq(EquipmentNeedStatus::Met), needs::loan_id.eq(Some(loan)));
    diesel::update(open).set((met, needs::updated_at.eq(cx.now), needs::version.eq(needs::version + 1))).execute(cx.conn)?;
    Ok(())
}

/// A loan will not take place: whatever it met is looked for again, whether it was asked for that need or named when the need
/// was said to be met.
///
/// # Errors
/// When the database fails.
pub fn loan_ended(cx: &mut Cx<'_>, loan: LoanId) -> Result<(), Error> {
    let met: Vec<EquipmentNeedId> = needs::table.filter(needs::loan_id.eq(loan)).select(needs::id).load(cx.conn)?;
    for need in met {
        let met = needs::table.find(need).filter(needs::loan_id.eq(loan)).filter(needs::status.eq(EquipmentNeedStatus::Met));
        let again = (needs::status.eq(EquipmentNeedStatus::Open), needs::loan_id.eq(None::<LoanId>));
        let reopened = diesel::update(met)
            .set((again, needs::updated_at.eq(cx.now), needs::version.eq(needs::version + 1)))
            .execute(cx.conn)?;
        if reopened > 0 {
            notifications::matches_changed(cx, Subject::EquipmentNeed(need))?;
        }
    }
    Ok(())
}
