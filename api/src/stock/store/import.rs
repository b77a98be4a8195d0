//! Lots of a spreadsheet: how it is understood, and their reception, all of them or none.

use super::receive::{Known, Prepared, at_row, prepare, write_all};
use crate::categories::Names;
use crate::http::{Actor, Cx, Error};
use crate::stock::import::{Table, lot, understand};
use shared::ids::SiteId;
use shared::problem::{Code, FieldError, Problem};
use shared::stock::{LotReceipt, LotStatus, LotTable, LotTablePlace};
use std::collections::BTreeSet;

/// In the place of a row's number: the whole sheet, which comes first.
const SHEET: u32 = 0;

/// Whether the caller may receive at this site, asked before anything is read for him or her.
///
/// # Errors
/// 422 for an unknown site, 403 for another organisation's.
pub fn may_import(cx: &mut Cx<'_>, actor: &Actor, site: SiteId) -> Result<(), Error> {
    let owner = Known::default().owner(cx, actor, site)?.ok_or_else(|| Error::invalid("?site", "unknown"))?;
    actor.act_for(owner).map(|_| ())
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
    may_import(cx, actor, site)?;
    let names = Names::load(cx.conn)?;
    let mut found = understand(table, site, &|text| names.get(text));
    let wrong: BTreeSet<u32> = found.errors.iter().map(row_of).collect();
    // Where a column is missing every row lacks the same: it is told once.
    let is_whole = !wrong.contains(&SHEET);
    let (mut known, mut prepared) = (Known::default(), Vec::new());
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

/// The row that an error is told of, or [`SHEET`].
fn row_of(error: &FieldError) -> u32 {
    match LotTablePlace::of(&error.pointer) {
        LotTablePlace::Row(row, _) => row,
        LotTablePlace::Columns(_) | LotTablePlace::Elsewhere => SHEET,
    }
}
