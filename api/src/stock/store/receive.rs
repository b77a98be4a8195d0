//! Receiving lots, one or many at once: all of a batch, or none.

use super::{ledger, products, read};
use crate::categories;
use crate::db::schema::{lot_statuses, lots};
use crate::http::{Actor, Cx, Error};
use crate::offers::today;
use crate::stock::model::{LotRow, StatusRow};
use crate::stock::rules::flow::Account;
use crate::stock::rules::{self, Label};
use crate::{organisations, sites};
use diesel::prelude::*;
use shared::ids::{LotId, OrganisationId, SiteId, UserId};
use shared::problem::{Code, FieldError, Problem};
use shared::products::gtin14;
use shared::stock::{Lot, LotBatch, LotReceipt, LotStatus, LotStatusCause, NewLot, StockMovementKind};
use shared::text::tidy;
use shared::units::Grams;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Display;
use uuid::Uuid;

/// What has been looked up for the rows before.
#[derive(Default)]
pub(super) struct Known {
    /// Whose site it is; `None`: nobody's that the caller may see.
    sites: HashMap<SiteId, Option<OrganisationId>>,
    donors: HashMap<OrganisationId, bool>,
    /// Of each barcode the batch numbers that are recalled; `None` among them: all.
    recalled: HashMap<String, Vec<Option<String>>>,
}

/// A lot that may be written.
pub(super) struct Prepared {
    pub row: LotRow,
    cause: LotStatusCause,
    shelf: Option<String>,
}

/// Receives one lot.
///
/// # Errors
/// 403 for another organisation's site; 422 for what is unknown, and for food whose use-by day is over.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewLot) -> Result<Lot, Error> {
    let prepared = prepare(cx, actor, new, &mut Known::default())?;
    let id = prepared.row.id;
    write(cx, &prepared)?;
    read::find(cx, actor, id)
}

/// Receives lots that arrived together.
///
/// # Errors
/// As [`create`]; what is wrong with the rows is told of all of them, at `/rows/N/…`, and then nothing is received.
pub fn receive(cx: &mut Cx<'_>, actor: &Actor, batch: &LotBatch) -> Result<LotReceipt, Error> {
    receive_all(cx, actor, &batch.rows, |number| format!("/rows/{number}"))
}

/// Receives lots that arrived together, however many: what is wrong with one is told below its `place`.
///
/// # Errors
/// As [`create`]; what is wrong is told of all of them, and then nothing is received.
pub fn receive_all(
    cx: &mut Cx<'_>,
    actor: &Actor,
    rows: &[NewLot],
    place: impl Fn(usize) -> String,
) -> Result<LotReceipt, Error> {
    let (mut known, mut prepared, mut errors) = (Known::default(), Vec::new(), Vec::new());
    for (number, new) in rows.iter().enumerate() {
        match prepare(cx, actor, new, &mut known) {
            Ok(lot) => prepared.push(lot),
            Err(Error::Refused(problem)) if problem.code == Code::Invalid => errors.extend(below(place(number), *problem)),
            Err(other) => return Err(other),
        }
    }
    if !errors.is_empty() {
        return Err(Problem::invalid(errors).into());
    }
    write_all(cx, &prepared)
}

/// Writes lots that may be written.
pub(super) fn write_all(cx: &mut Cx<'_>, prepared: &[Prepared]) -> Result<LotReceipt, Error> {
    for lot in prepared {
        write(cx, lot)?;
    }
    let held = prepared.iter().filter(|lot| lot.row.status == LotStatus::OnHold).count();
    Ok(LotReceipt {
        lot_ids: prepared.iter().map(|lot| lot.row.id).collect(),
        grams: prepared.iter().fold(Grams::ZERO, |sum, lot| sum.plus(lot.row.received_grams)),
        held: u32::try_from(held).unwrap_or(u32::MAX),
    })
}

/// What is wrong with a row, said of all of them.
pub(super) fn at_row(number: impl Display, problem: Problem) -> impl Iterator<Item = FieldError> {
    below(format!("/rows/{number}"), problem)
}

fn below(place: String, problem: Problem) -> impl Iterator<Item = FieldError> {
    problem.errors.into_iter().map(move |error| FieldError { pointer: format!("{place}{}", error.pointer), ..error })
}

/// Looks up what a lot refers to, and applies the rules of its arrival.
///
/// # Errors
/// As [`create`].
pub(super) fn prepare(cx: &mut Cx<'_>, actor: &Actor, new: &NewLot, known: &mut Known) -> Result<Prepared, Error> {
    let owner = known.owner(cx, actor, new.site_id)?.ok_or_else(|| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.act_for(owner)?;
    if !categories::tree().exists(&new.category) {
        return Err(Error::invalid("/category", "unknown"));
    }
    if let Some(donor) = new.donor_id
        && !known.has_donor(cx, donor)?
    {
        return Err(Error::invalid("/donor_id", "unknown"));
    }
    let class = new.temperature_class;
    let label = Label { use_by: new.use_by, best_before: new.best_before, frozen_on: new.frozen_on, class };
    let received_at = rules::arrival(new.received_at, cx.now)?;
    let zone = cx.settings.time_zone;
    let dates = rules::dates(label, today(received_at, zone), today(cx.now, zone))?;
    let gtin = new.gtin.as_deref().and_then(gtin14);
    let lot_number = new.lot_number.as_deref().and_then(tidy);
    let lot_number_key = lot_number.as_deref().and_then(rules::number_key);
    let recalled = known.is_recalled(cx, gtin.as_deref(), lot_number_key.as_deref())?;
    let (status, cause) = rules::first_status(class, new.temperature_decidegrees, recalled);
    let title = new.title.trim().to_owned();
    let printed = new.frozen_on.is_some();
    let row = LotRow {
        id: LotId(Uuid::now_v7()),
        organisation_id: permit.organisation_id(),
        site_id: new.site_id,
        donor_id: new.donor_id,
        donor_name: new.donor_name.as_deref().and_then(tidy),
        category_code: new.category.clone(),
        search_key: rules::search_key(&title, lot_number.as_deref(), gtin.as_deref()),
        title,
        gtin,
        lot_number,
        lot_number_key,
        unit: new.unit,
        grams_per_unit: new.grams_per_unit,
        received_grams: new.grams,
        use_by: dates.use_by,
        best_before: dates.best_before,
        best_before_checked_at: None,
        frozen_on: new.frozen_on,
        printed_use_by: new.use_by.filter(|_| printed),
        printed_best_before: new.best_before.filter(|_| printed),
        funding_source: new.funding_source,
        temperature_class: class,
        temperature_decidegrees: new.temperature_decidegrees,
        note: new.note.as_deref().and_then(tidy),
        status,
        received_by: permit.user_id(),
        received_at,
        updated_at: cx.now,
        version: 1,
        frozen_from_id: None,
    };
    Ok(Prepared { row, cause, shelf: new.shelf.as_deref().and_then(tidy) })
}

fn write(cx: &mut Cx<'_>, lot: &Prepared) -> Result<(), Error> {
    let Prepared { row, cause, shelf } = lot;
    begin(cx, row, *cause, row.received_by)?;
    let to = Account::Site { organisation: row.organisation_id, site: row.site_id };
    let (kind, grams) = (StockMovementKind::Receive, row.received_grams);
    let line = ledger::Movement::plain(kind, grams, Account::Donor, to, row.received_by);
    let temperature = row.temperature_decidegrees;
    ledger::book(cx, row, &ledger::Movement { temperature, shelf: shelf.as_deref(), ..line })?;
    Ok(())
}

/// Writes a lot, of which nothing is anywhere yet, with its first status.
///
/// # Errors
/// When the database fails.
pub(super) fn begin(cx: &mut Cx<'_>, row: &LotRow, cause: LotStatusCause, by: UserId) -> Result<(), Error> {
    diesel::insert_into(lots::table).values(row).execute(cx.conn)?;
    let user_id = Some(by);
    let first = StatusRow { lot_id: row.id, number: 1, at: cx.now, status: row.status, cause, note: None, user_id };
    diesel::insert_into(lot_statuses::table).values(&first).execute(cx.conn)?;
    Ok(())
}

impl Known {
    /// With organisations that are there.
    pub fn with_donors(donors: impl IntoIterator<Item = OrganisationId>) -> Self {
        Self { donors: donors.into_iter().map(|id| (id, true)).collect(), ..Self::default() }
    }

    /// Whose site it is; `None`: nobody's that the caller may see.
    pub fn owner(&mut self, cx: &mut Cx<'_>, actor: &Actor, id: SiteId) -> Result<Option<OrganisationId>, Error> {
        if let Some(owner) = self.sites.get(&id) {
            return Ok(*owner);
        }
        let owner = match sites::store::find(cx, actor, id) {
            Ok(site) => Some(site.organisation.id),
            Err(error) if error.problem().code == Code::NotFound => None,
            Err(error) => return Err(error),
        };
        self.sites.insert(id, owner);
        Ok(owner)
    }

    fn has_donor(&mut self, cx: &mut Cx<'_>, id: OrganisationId) -> Result<bool, Error> {
        if let Some(known) = self.donors.get(&id) {
            return Ok(*known);
        }
        let known = organisations::store::summaries(cx.conn, &[id])?.contains_key(&id);
        self.donors.insert(id, known);
        Ok(known)
    }

    /// Whether a product with this barcode, and batch number where it has one, is recalled.
    fn is_recalled(&mut self, cx: &mut Cx<'_>, gtin: Option<&str>, number: Option<&str>) -> Result<bool, Error> {
        let Some(gtin) = gtin else { return Ok(false) };
        let numbers = match self.recalled.entry(gtin.to_owned()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(products::recalled(cx.conn, gtin)?),
        };
        Ok(numbers.iter().any(|recalled| rules::is_meant(recalled.as_deref(), number)))
    }
}
