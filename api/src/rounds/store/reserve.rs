//! The lines of a published round, and what is kept of lots for them: both are written together, so that what is promised is
//! there.

use crate::db::Conn;
use crate::db::schema::round_deliveries as deliveries;
use crate::http::{Cx, Error};
use crate::on_backend;
use crate::rounds::rules::flow::Refusal;
use crate::stock::store::reserve;
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, LotId, OrganisationId, SiteId, StockMovementId, UserId};
use shared::rounds::{LineCount, LineStatus, RoundHandOver, RoundReason};
use shared::time::UtcMillis;
use shared::units::Grams;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of one insertion.
const INSERTED: usize = 50;

/// A row of `round_deliveries`.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = deliveries, treat_none_as_default_value = false)]
pub struct DeliveryRow {
    /// The round.
    pub round_id: AllocationRoundId,
    /// The lot.
    pub lot_id: LotId,
    /// Where it is.
    pub from_site_id: SiteId,
    /// The recipient.
    pub site_id: SiteId,
    /// Whose site that is.
    pub organisation_id: OrganisationId,
    /// What it gets, kg; 0 once it is refused.
    pub allocated_kg: i64,
    /// Where the line stands.
    pub status: LineStatus,
    /// Who answered it last.
    pub answered_by: Option<UserId>,
    /// When.
    pub answered_at: Option<UtcMillis>,
    /// What was refused, kg.
    pub refused_kg: Option<i64>,
    /// Why it was refused, or why another quantity was received.
    pub reason: Option<RoundReason>,
    /// What was weighed when it was handed over.
    pub received_grams: Option<Grams>,
    /// Who handed it over.
    pub handed_by: Option<UserId>,
    /// When.
    pub handed_at: Option<UtcMillis>,
    /// The line of the ledger; none where nothing was taken.
    pub movement_id: Option<StockMovementId>,
}

impl DeliveryRow {
    /// A line that nobody has answered.
    #[must_use]
    pub const fn proposed(
        round_id: AllocationRoundId,
        (lot_id, from_site_id): (LotId, SiteId),
        (site_id, organisation_id): (SiteId, OrganisationId),
        allocated_kg: i64,
    ) -> Self {
        Self {
            round_id,
            lot_id,
            from_site_id,
            site_id,
            organisation_id,
            allocated_kg,
            status: LineStatus::Proposed,
            answered_by: None,
            answered_at: None,
            refused_kg: None,
            reason: None,
            received_grams: None,
            handed_by: None,
            handed_at: None,
            movement_id: None,
        }
    }

    /// Whether it is still to be answered or fetched: its food is kept for it.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        matches!(self.status, LineStatus::Proposed | LineStatus::Accepted)
    }

    /// What it promises; that much is kept for it, as far as it is there.
    #[must_use]
    pub const fn promised(&self) -> Grams {
        Grams::from_kg(self.allocated_kg)
    }
}

/// All lines of a published round.
///
/// # Errors
/// When the database fails.
pub fn deliveries_of(conn: &mut Conn, round: AllocationRoundId) -> Result<Vec<DeliveryRow>, Error> {
    let rows = deliveries::table.filter(deliveries::round_id.eq(round));
    let rows = rows.order((deliveries::site_id, deliveries::lot_id, deliveries::from_site_id));
    Ok(rows.select(DeliveryRow::as_select()).load(conn)?)
}

/// The lines of one site.
///
/// # Errors
/// When the database fails.
pub fn deliveries_at(conn: &mut Conn, round: AllocationRoundId, site: SiteId) -> Result<Vec<DeliveryRow>, Error> {
    let rows = deliveries::table.filter(deliveries::round_id.eq(round)).filter(deliveries::site_id.eq(site));
    let rows = rows.order((deliveries::lot_id, deliveries::from_site_id));
    Ok(rows.select(DeliveryRow::as_select()).load(conn)?)
}

/// Writes lines that nobody has answered.
///
/// # Errors
/// When the database fails.
pub fn propose(conn: &mut Conn, rows: &[DeliveryRow]) -> Result<(), Error> {
    for chunk in rows.chunks(INSERTED) {
        let chunk: Vec<&DeliveryRow> = chunk.iter().collect();
        on_backend!(conn, inner => diesel::insert_into(deliveries::table).values(chunk).execute(inner))?;
    }
    Ok(())
}

/// Writes what became of a line.
///
/// # Errors
/// When the database fails.
pub fn save(conn: &mut Conn, row: &DeliveryRow) -> Result<(), Error> {
    diesel::update(deliveries::table.find((row.round_id, row.site_id, row.lot_id, row.from_site_id)))
        .set((
            deliveries::allocated_kg.eq(row.allocated_kg),
            deliveries::status.eq(row.status),
            deliveries::answered_by.eq(row.answered_by),
            deliveries::answered_at.eq(row.answered_at),
            deliveries::refused_kg.eq(row.refused_kg),
            deliveries::reason.eq(row.reason),
            deliveries::received_grams.eq(row.received_grams),
            deliveries::handed_by.eq(row.handed_by),
            deliveries::handed_at.eq(row.handed_at),
            deliveries::movement_id.eq(row.movement_id),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes that more is allocated to a line; what is answered of it stays.
///
/// # Errors
/// When the database fails.
pub fn grow(conn: &mut Conn, row: &DeliveryRow, kg: i64) -> Result<(), Error> {
    diesel::update(deliveries::table.find((row.round_id, row.site_id, row.lot_id, row.from_site_id)))
        .set(deliveries::allocated_kg.eq(kg))
        .execute(conn)?;
    Ok(())
}

/// Writes that nobody has fetched what waits of a round. Returns which lots that was of.
///
/// # Errors
/// When the database fails.
pub fn leave(conn: &mut Conn, round: AllocationRoundId) -> Result<Places, Error> {
    let lines = deliveries_of(conn, round)?.into_iter().filter(DeliveryRow::is_pending);
    let left = lines.map(|line| (line.lot_id, line.from_site_id)).collect();
    let waiting = deliveries::table
        .filter(deliveries::round_id.eq(round))
        .filter(deliveries::status.eq(LineStatus::Proposed).or(deliveries::status.eq(LineStatus::Accepted)));
    diesel::update(waiting)
        .set((deliveries::status.eq(LineStatus::NotFetched), deliveries::reason.eq(Some(RoundReason::NotFetched))))
        .execute(conn)?;
    Ok(left)
}

/// So much of lots at sites, in the order in which everybody holds them.
pub type Amounts = BTreeMap<(LotId, SiteId), Grams>;

/// Adds to an amount.
pub fn add(amounts: &mut Amounts, lot: (LotId, SiteId), grams: Grams) {
    let sum = amounts.entry(lot).or_default();
    *sum = sum.plus(grams);
}

/// Holds lots and keeps so much of them.
///
/// # Errors
/// 409 `round_lot_short`, which names the first lot of which less is free, or that may not leave.
pub fn keep(cx: &mut Cx<'_>, amounts: &Amounts) -> Result<(), Error> {
    let mut held: Option<reserve::Lot> = None;
    for ((id, site), grams) in amounts {
        let lot = match held.take().filter(|lot| lot.id == *id) {
            Some(lot) => lot,
            None => reserve::hold(cx, *id)?,
        };
        if !reserve::may_be_given(&lot, cx.now, cx.settings.time_zone) {
            return Err(Refusal::Lot { title: lot.title, free: Grams::ZERO }.into());
        }
        if !reserve::keep(cx, *id, *site, *grams)? {
            let left = reserve::left(cx.conn, &[*id])?.get(&(*id, *site)).copied().unwrap_or_default();
            return Err(Refusal::Lot { title: lot.title, free: left.free() }.into());
        }
        held = Some(lot);
    }
    Ok(())
}

/// Lots at sites, in the order in which everybody holds them.
pub type Places = BTreeSet<(LotId, SiteId)>;

/// Holds lots and sets free what no line promises any more: what became of the lines is saved before.
///
/// # Errors
/// When the database fails.
pub fn release(cx: &mut Cx<'_>, places: &Places) -> Result<(), Error> {
    let mut held: Option<LotId> = None;
    for (id, site) in places {
        if held != Some(*id) {
            reserve::hold(cx, *id)?;
            held = Some(*id);
        }
        reserve::settle(cx, *id, *site)?;
    }
    Ok(())
}

/// What a site has of a round.
///
/// # Errors
/// When the database fails.
pub fn standing(cx: &mut Cx<'_>, round: AllocationRoundId, site: SiteId) -> Result<RoundHandOver, Error> {
    let of_site = deliveries::table.filter(deliveries::round_id.eq(round)).filter(deliveries::site_id.eq(site));
    let rows: Vec<(LineStatus, Option<Grams>)> =
        of_site.select((deliveries::status, deliveries::received_grams)).load(cx.conn)?;
    let mut lines: BTreeMap<LineStatus, i64> = BTreeMap::new();
    let mut received_grams = Grams::ZERO;
    for (status, received) in rows {
        *lines.entry(status).or_default() += 1;
        received_grams = received_grams.plus(received.unwrap_or_default());
    }
    let lines = lines.into_iter().map(|(status, count)| LineCount { status, count }).collect();
    Ok(RoundHandOver { round_id: round, site_id: site, lines, received_grams })
}
