//! Lots of a spreadsheet: how it is understood, and their reception, all of them or none.

use super::receive::{Known, Prepared, at_row, prepare, write_all};
use crate::categories::Names;
use crate::http::{Actor, Cx, Error};
use crate::organisations;
use crate::stock::import::{Table, lot, understand};
use shared::ids::{OrganisationId, SiteId};
use shared::problem::{Code, FieldError, Problem};
use shared::stock::{LotReceipt, LotStatus, LotTable, LotTablePlace, LotTableRow};
use shared::text::fold;
use std::collections::BTreeSet;

/// In the place of a row's number: the whole sheet, which comes first.
const SHEET: u32 = 0;

/// Whether the caller may receive at this site, asked before anything is read for him or her.
///
/// # Errors
/// 422 for an unknown site, 403 for another organisation's.
pub fn may_import(cx: &mut Cx<'_>, actor: &Actor, site: SiteId) -> Result<(), Error> {
    receiver(cx, actor, site).map(|_| ())
}

/// The organisation that receives at this site.
fn receiver(cx: &mut Cx<'_>, actor: &Actor, site: SiteId) -> Result<OrganisationId, Error> {
    let owner = Known::default().owner(cx, actor, site)?.ok_or_else(|| Error::invalid("?site", "unknown"))?;
    actor.act_for(owner).map(|permit| permit.organisation_id())
}

/// How a sheet is understood; nothing is written.
///
/// # Errors
/// As [`may_import`].
pub fn check_import(cx: &mut Cx<'_>, actor: &Actor, site: SiteId, table: &Table) -> Result<LotTable, Error> {
    look(cx, actor, site, table).map(|(found, _)| found)
}

/// Receives the lots of a sheet.
///
/// # Errors
/// As [`may_import`]; 422 with everything that is wrong, and then nothing is received.
pub fn import(cx: &mut Cx<'_>, actor: &Actor, site: SiteId, table: &Table) -> Result<LotReceipt, Error> {
    let (found, prepared) = look(cx, actor, site, table)?;
    if found.errors.is_empty() { write_all(cx, &prepared) } else { Err(Problem::invalid(found.errors).into()) }
}

/// How a sheet is understood, and the lots of the rows in which nothing is wrong.
fn look(cx: &mut Cx<'_>, actor: &Actor, site: SiteId, table: &Table) -> Result<(LotTable, Vec<Prepared>), Error> {
    let receiver = receiver(cx, actor, site)?;
    let names = Names::load(cx.conn)?;
    let mut found = understand(table, site, &|text| names.get(text));
    let donors = name_donors(cx, receiver, &mut found.rows)?;
    let wrong: BTreeSet<u32> = found.errors.iter().map(row_of).collect();
    // Where a column is missing every row lacks the same: it is told once.
    let is_whole = !wrong.contains(&SHEET);
    let (mut known, mut prepared) = (Known::with_donors(donors), Vec::new());
    for row in found.rows.iter_mut().filter(|row| is_whole && !wrong.contains(&row.row)) {
        match prepare(cx, actor, &lot(row, site), &mut known) {
            Ok(lot) => {
                row.held = lot.row.status == LotStatus::OnHold;
                prepared.push(lot);
            }
            Err(Error::Refused(problem)) if problem.code == Code::Invalid => found.errors.extend(at_row(row.row, *problem)),
            Err(other) => return Err(other),
        }
    }
    found.errors.sort_by_key(row_of);
    found.held = u32::try_from(found.rows.iter().filter(|row| row.held).count()).unwrap_or(u32::MAX);
    Ok((found, prepared))
}

/// Finds the organisations of the network that rows name as their donors, by one question for all; which ones. Nobody gives to
/// itself.
fn name_donors(
    cx: &mut Cx<'_>,
    receiver: OrganisationId,
    rows: &mut [LotTableRow],
) -> Result<BTreeSet<OrganisationId>, Error> {
    let key = |row: &LotTableRow| row.donor_name.as_deref().map(fold).filter(|key| !key.is_empty());
    let keys: BTreeSet<String> = rows.iter().filter_map(key).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let mut named = organisations::store::named(cx.conn, &keys)?;
    named.retain(|_, organisation| organisation.id != receiver);
    for row in rows {
        row.donor = key(row).and_then(|key| named.get(&key).cloned());
    }
    Ok(named.into_values().map(|organisation| organisation.id).collect())
}

/// The row that an error is told of, or [`SHEET`].
fn row_of(error: &FieldError) -> u32 {
    match LotTablePlace::of(&error.pointer) {
        LotTablePlace::Row(row, _) => row,
        LotTablePlace::Columns(_) | LotTablePlace::Elsewhere => SHEET,
    }
}
