//! What a search asks for, as conditions that both databases answer from an index.

use crate::db::Sql;
use crate::db::expr::{Literal, any_of, literal};
use crate::db::schema::needs;
use crate::engine::text_query::TextQuery;
use crate::near::Place;
use crate::needs::store::text;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use serde::{Deserialize, Serialize};
use shared::ids::OrganisationId;
use shared::needs::{NeedKind, NeedSort, NeedStatus};
use shared::time::UtcMillis;
use shared::units::TemperatureClass;

/// Whose needs, and with which status.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scope {
    /// Everybody's that lack something.
    Open,
    /// One organisation's that lack something.
    OpenOf(OrganisationId),
    /// All of one organisation's, or those with one status.
    AllOf(OrganisationId, Option<NeedStatus>),
}

/// A part of a list, in the list's own order. Parts follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Section {
    /// What is urgent now.
    Urgent,
    /// What is not.
    Others,
    /// Everything of one's own organisation, by its date alone.
    All,
}

/// A search of needs.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub scope: Scope,
    /// Where from; `None` everywhere.
    pub place: Option<Place>,
    /// What a need must say.
    pub text: TextQuery,
    /// Categories to keep; `None` all.
    pub categories: Option<Vec<&'static str>>,
    /// Keep needs that take food of this class; `None` all.
    pub temperature_class: Option<TemperatureClass>,
    /// Keep urgent ones, or the others; `None` both.
    pub urgent: Option<bool>,
    /// Keep this kind; `None` both.
    pub kind: Option<NeedKind>,
    /// Leave this organisation's own out.
    pub not_of: Option<OrganisationId>,
    pub sort: NeedSort,
    /// Rows on a page.
    pub limit: usize,
    /// Fingerprint of the filters, for cursors.
    pub fingerprint: u64,
}

pub(super) type Query = needs::BoxedQuery<'static, Sql>;

/// Word for word the condition of the partial indexes: SQLite does not use one when a value comes as a parameter. The
/// column alone stands on the left, because SQLite turns a comparison round so and then no longer knows the index's.
const LACKING: &str = "needs.status = 'open' AND needs.wanted_grams > needs.promised_grams + needs.received_grams";

impl Search {
    /// The parts of the list, in order.
    pub fn sections(&self) -> Vec<Section> {
        match (self.scope, self.urgent) {
            (_, Some(true)) => vec![Section::Urgent],
            (_, Some(false)) => vec![Section::Others],
            (Scope::AllOf(..), None) => vec![Section::All],
            (Scope::Open | Scope::OpenOf(_), None) => vec![Section::Urgent, Section::Others],
        }
    }

    /// The rows of a part that satisfy everything but place and cursor.
    pub fn query(&self, section: Section, now: UtcMillis) -> Query {
        // Urgent ones have an index of their own and are sorted by the server.
        let by_deadline = self.sort == NeedSort::Closing && section != Section::Urgent;
        let mut query = match (section, self.scope) {
            (Section::All, Scope::AllOf(id, status)) => all_of(id, status),
            (_, Scope::Open) => lacking(by_deadline, now),
            (_, Scope::OpenOf(id) | Scope::AllOf(id, _)) => lacking(by_deadline, now).filter(needs::organisation_id.eq(id)),
        };
        query = match section {
            // Said twice: the first is the condition of the partial index.
            Section::Urgent => {
                query.filter(literal::<Bool>("needs.urgent_until IS NOT NULL")).filter(needs::urgent_until.gt(now))
            }
            Section::Others => query.filter(literal::<BigInt>("COALESCE(needs.urgent_until, 0)").le(now)),
            Section::All => query,
        };
        if !self.text.is_empty() {
            query = query.filter(text::satisfies(&self.text));
        }
        if let Some(codes) = &self.categories {
            query = query.filter(any_of(needs::category_code, codes.clone()));
        }
        if let Some(class) = self.temperature_class {
            query = query.filter(takes(class));
        }
        if let Some(kind) = self.kind {
            query = query.filter(needs::kind.eq(kind));
        }
        if let Some(organisation) = self.not_of {
            query = query.filter(needs::organisation_id.ne(organisation));
        }
        query
    }
}

/// The site takes food of this class, which is a bit: see [`crate::needs::rules::bit`].
const fn takes(class: TemperatureClass) -> Literal<Bool> {
    literal(match class {
        TemperatureClass::Ambient => "(needs.temperature_classes & 1) <> 0",
        TemperatureClass::Chilled => "(needs.temperature_classes & 2) <> 0",
        TemperatureClass::Frozen => "(needs.temperature_classes & 4) <> 0",
    })
}

fn all_of(organisation: OrganisationId, status: Option<NeedStatus>) -> Query {
    let all = needs::table.into_boxed().filter(needs::organisation_id.eq(organisation));
    match status {
        Some(status) => all.filter(needs::status.eq(status)),
        None => all,
    }
}

fn lacking(by_deadline: bool, now: UtcMillis) -> Query {
    let lacking = needs::table.into_boxed().filter(literal::<Bool>(LACKING));
    if by_deadline {
        return lacking.filter(needs::closes_at.gt(now));
    }
    // The sum hides the column from the planner, which would else read the board by deadline and sort it.
    lacking.filter(literal::<BigInt>("needs.closes_at + 0").gt(now))
}

type Condition = Box<dyn BoxableExpression<needs::table, Sql, SqlType = Bool>>;

/// The need lies near enough to `place` to be worth measuring: in one of the runs of a block that covers it. `None` for
/// no run at all.
pub(super) fn around(place: Place) -> Option<Condition> {
    let runs = place.runs();
    let mut conditions = runs.iter().map(|run| -> Condition { Box::new(needs::cell.between(run.first, run.last)) });
    let first = conditions.next()?;
    Some(conditions.fold(first, |all, next| Box::new(all.or(next))))
}
