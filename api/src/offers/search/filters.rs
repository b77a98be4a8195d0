//! What a search asks for, as conditions that both databases answer from an index.

use crate::db::Sql;
use crate::db::expr::{any_of, literal};
use crate::db::full_text;
use crate::db::schema::offers;
use crate::engine::text_query::TextQuery;
use crate::near::Place;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use shared::ids::OrganisationId;
use shared::offers::OfferSort;
use shared::time::UtcMillis;
use shared::units::TemperatureClass;

/// Whose offers, and in which states.
#[derive(Clone, Copy, Debug)]
pub enum Scope {
    /// Everybody's that can be claimed.
    Open,
    /// One organisation's that can be claimed.
    OpenOf(OrganisationId),
    /// All of one organisation's, whatever their state.
    AllOf(OrganisationId),
}

/// A search of offers.
#[derive(Clone, Debug)]
pub struct Search {
    /// Whose, and in which states.
    pub scope: Scope,
    /// Where from; `None` everywhere.
    pub place: Option<Place>,
    /// What documents must say.
    pub text: TextQuery,
    /// Categories to keep; `None` all.
    pub categories: Option<Vec<&'static str>>,
    /// Temperature classes to keep; `None` all.
    pub temperature_classes: Option<Vec<TemperatureClass>>,
    /// Leave this organisation's own out.
    pub not_of: Option<OrganisationId>,
    /// Order.
    pub sort: OfferSort,
    /// Rows on a page.
    pub limit: usize,
    /// Fingerprint of the filters, for cursors.
    pub fingerprint: u64,
}

/// A query of offers' rows.
pub(super) type Query = offers::BoxedQuery<'static, Sql>;

impl Search {
    /// A search for what an organisation could fetch: open offers of others within reach, nearest first.
    #[must_use]
    pub fn for_taker(taker: OrganisationId, place: Place, classes: Vec<TemperatureClass>, limit: usize) -> Self {
        Self {
            scope: Scope::Open,
            place: Some(place),
            text: TextQuery::default(),
            categories: None,
            temperature_classes: Some(classes),
            not_of: Some(taker),
            sort: OfferSort::Distance,
            limit,
            fingerprint: 0,
        }
    }

    /// Whether it is for the whole board.
    pub(super) fn is_plain(&self) -> bool {
        !self.is_narrowed() && self.place.is_none() && self.text.is_empty()
    }

    /// Whether it asks more of an open offer than place and text.
    pub(super) fn is_narrowed(&self) -> bool {
        let everybody = matches!(self.scope, Scope::Open) && self.not_of.is_none();
        !everybody || self.categories.is_some() || self.temperature_classes.is_some()
    }

    /// Everything but the text.
    pub(super) fn without_text(&self) -> Self {
        Self { text: TextQuery::default(), ..self.clone() }
    }

    /// The rows that satisfy everything but place and cursor.
    pub(super) fn query(&self, now: UtcMillis) -> Query {
        let mut query = match self.scope {
            Scope::Open => open(now, self.sort),
            Scope::OpenOf(id) => open(now, self.sort).filter(offers::organisation_id.eq(id)),
            Scope::AllOf(id) => offers::table.into_boxed().filter(offers::organisation_id.eq(id)),
        };
        if !self.text.is_empty() {
            query = query.filter(full_text::satisfies(&self.text));
        }
        if let Some(codes) = &self.categories {
            query = query.filter(any_of(offers::category_code, codes.clone()));
        }
        if let Some(classes) = &self.temperature_classes {
            query = query.filter(any_of(offers::temperature_class, classes.clone()));
        }
        if let Some(organisation) = self.not_of {
            query = query.filter(offers::organisation_id.ne(organisation));
        }
        query
    }
}

/// What can be claimed. The first condition is text without parameters, word for word that of the partial indexes:
/// SQLite does not use a partial index when the value comes as a parameter.
fn open(now: UtcMillis, sort: OfferSort) -> Query {
    let claimable = offers::table.into_boxed().filter(literal::<Bool>("offers.status = 'open' AND offers.left_grams > 0"));
    match sort {
        OfferSort::Closing => claimable.filter(offers::closes_at.gt(now)),
        // The sum hides the column from the planner, which would else read the board by closing time and sort it.
        OfferSort::Newest | OfferSort::Distance => claimable.filter(literal::<BigInt>("offers.closes_at + 0").gt(now)),
    }
}

type Condition = Box<dyn BoxableExpression<offers::table, Sql, SqlType = Bool>>;

/// The offer lies near enough to `place` to be worth measuring: in one of the runs of a block that covers it. `None`
/// for no run at all.
pub(super) fn around(place: Place) -> Option<Condition> {
    let runs = place.runs();
    let mut conditions = runs.iter().map(|run| -> Condition { Box::new(offers::cell.between(run.first, run.last)) });
    let first = conditions.next()?;
    Some(conditions.fold(first, |all, next| Box::new(all.or(next))))
}
