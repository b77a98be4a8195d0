//! What lies in some cells and is of some categories.

use crate::categories;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{needs, offers};
use crate::engine::cells::AREA_SQL;
use crate::engine::matching::{Kinship, kinship};
use crate::http::{Cx, Error};
use crate::matches::model::{OpenNeed, OpenOffer};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use shared::ids::OrganisationId;
use std::cmp::Reverse;
use std::ops::Range;

/// Categories of needs that an offer of this category could answer: of its own kind, the most specific first, and of
/// others that are related.
pub(super) fn asked_for(offered: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let mut same = related(|code| kinship(offered, code) == Some(Kinship::Same));
    same.sort_unstable_by_key(|code| Reverse(code.len()));
    (same, related(|code| kinship(offered, code).is_some_and(|kinship| kinship != Kinship::Same)))
}

/// Categories of offers that could answer a need of this category.
pub(super) fn offered_for(asked: &str) -> Vec<&'static str> {
    related(|code| kinship(code, asked).is_some())
}

fn related(is: impl Fn(&str) -> bool) -> Vec<&'static str> {
    categories::tree().all().iter().map(|category| category.code.as_str()).filter(|code| is(code)).collect()
}

/// Word for word the condition of the partial index.
const LACKING: &str = "needs.status = 'open' AND needs.wanted_grams > needs.promised_grams + needs.received_grams";

/// Where to look.
pub(super) enum Places {
    /// In some cells.
    Cells(Vec<i64>),
    /// In some areas.
    Areas(Vec<i64>),
}

impl Places {
    /// Whether there is nowhere to look.
    pub(super) const fn is_none(&self) -> bool {
        let (Self::Cells(places) | Self::Areas(places)) = self;
        places.is_empty()
    }
}

/// Open needs of others that lack something, of organisations of such merit.
///
/// # Errors
/// When the database fails.
pub(super) fn needs(
    cx: &mut Cx<'_>,
    codes: &[&'static str],
    places: &Places,
    not_of: OrganisationId,
    merit: Range<i64>,
) -> Result<Vec<OpenNeed>, Error> {
    let rows = needs::table
        .filter(literal::<Bool>(LACKING))
        .filter(any_of(needs::category_code, codes.iter().copied()))
        .filter(needs::merit.ge(merit.start))
        .filter(needs::merit.lt(merit.end))
        // The sum hides the column from the planner, which would else read the board by deadline.
        .filter(literal::<BigInt>("needs.closes_at + 0").gt(cx.now))
        .filter(needs::organisation_id.ne(not_of))
        .select(OpenNeed::as_select());
    Ok(match places {
        Places::Cells(cells) => rows.filter(any_of(needs::cell, cells.iter().copied())).load(cx.conn)?,
        Places::Areas(areas) => rows.filter(any_of(literal::<BigInt>(AREA_SQL), areas.iter().copied())).load(cx.conn)?,
    })
}

/// Open offers of others of which something is left.
///
/// # Errors
/// When the database fails.
pub(super) fn offers(
    cx: &mut Cx<'_>,
    codes: &[&'static str],
    cells: Vec<i64>,
    not_of: OrganisationId,
) -> Result<Vec<OpenOffer>, Error> {
    let rows = offers::table
        .filter(literal::<Bool>("offers.status = 'open' AND offers.left_grams > 0"))
        .filter(any_of(offers::category_code, codes.iter().copied()))
        .filter(any_of(offers::cell, cells))
        .filter(literal::<BigInt>("offers.closes_at + 0").gt(cx.now))
        .filter(offers::organisation_id.ne(not_of));
    Ok(rows.select(OpenOffer::as_select()).load(cx.conn)?)
}
