//! Rows of criteria, and what the wire shows of them.

use crate::db::schema::acceptance_criteria;
use crate::sites::{bits_of, days_of};
use diesel::prelude::*;
use shared::acceptance::{Acceptance, AcceptanceCriteria};
use shared::ids::SiteId;
use shared::time::UtcMillis;
use shared::units::Grams;

/// A row of `acceptance_criteria`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = acceptance_criteria, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct CriteriaRow {
    pub site_id: SiteId,
    days: i64,
    smallest_grams: Option<Grams>,
    largest_grams: Option<Grams>,
    categories: String,
    radius_m: Option<i64>,
    chilled: bool,
    frozen: bool,
    fetches_cold: bool,
    pub declared_at: Option<UtcMillis>,
    pub version: i64,
}

impl CriteriaRow {
    /// Criteria as stored.
    pub fn of(site_id: SiteId, criteria: &AcceptanceCriteria, declared_at: Option<UtcMillis>, version: i64) -> Self {
        Self {
            site_id,
            days: bits_of(&criteria.days),
            smallest_grams: criteria.smallest_grams,
            largest_grams: criteria.largest_grams,
            categories: criteria.categories.join(" "),
            radius_m: criteria.radius_m,
            chilled: criteria.chilled,
            frozen: criteria.frozen,
            fetches_cold: criteria.fetches_cold,
            declared_at,
            version,
        }
    }

    /// What was declared.
    pub fn criteria(&self) -> AcceptanceCriteria {
        AcceptanceCriteria {
            days: days_of(self.days),
            smallest_grams: self.smallest_grams,
            largest_grams: self.largest_grams,
            categories: self.categories.split_whitespace().map(str::to_owned).collect(),
            radius_m: self.radius_m,
            chilled: self.chilled,
            frozen: self.frozen,
            fetches_cold: self.fetches_cold,
        }
    }

    /// On the wire.
    pub fn shown(&self) -> Acceptance {
        Acceptance { site_id: self.site_id, criteria: self.criteria(), declared_at: self.declared_at, version: self.version }
    }
}
