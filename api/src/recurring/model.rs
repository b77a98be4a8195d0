//! Rows of recurring surplus, what the wire shows of them, and the offer that an occurrence becomes.

use super::rules::Plan;
use crate::db::schema::recurring_surpluses;
use crate::sites;
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use diesel::prelude::*;
use shared::cascades::FirstCalled;
use shared::ids::{OrganisationId, RecurringSurplusId, SiteId, UserId};
use shared::local_time::LocalTime;
use shared::offers::{NewOffer, Visibility};
use shared::organisations::OrganisationSummary;
use shared::products::Allergen;
use shared::recurring::{NextOccurrence, RecurringState, RecurringSurplus};
use shared::sites::SiteSummary;
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass, Unit};

/// A row of `recurring_surpluses`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = recurring_surpluses, treat_none_as_default_value = false)]
pub struct RecurringRow {
    pub id: RecurringSurplusId,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub category_code: String,
    pub title: String,
    pub remarks: Option<String>,
    pub unit: Unit,
    pub grams_per_unit: Grams,
    pub total_grams: Grams,
    pub temperature_class: TemperatureClass,
    pub product_name: Option<String>,
    pub gtin: Option<String>,
    pub allergens: Option<i64>,
    pub visibility: Visibility,
    pub weekdays: i64,
    pub pickup_from: LocalTime,
    pub pickup_until: LocalTime,
    pub lead_hours: i64,
    pub use_by_after_days: Option<i64>,
    pub best_before_after_days: Option<i64>,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub state: RecurringState,
    pub pause_code: Option<String>,
    pub next_on: Option<NaiveDate>,
    pub next_publish_at: Option<UtcMillis>,
    pub kept_by: UserId,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
}

impl RecurringRow {
    /// When it occurs.
    #[must_use]
    pub const fn plan(&self) -> Plan {
        Plan {
            weekdays: self.weekdays,
            from: self.pickup_from,
            until: self.pickup_until,
            lead_hours: self.lead_hours,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
        }
    }

    /// Writes the next occurrence down; none while it is not active.
    pub fn set_next(&mut self, next: Option<NextOccurrence>) {
        let next = next.filter(|_| self.state == RecurringState::Active);
        self.next_on = next.map(|next| next.day);
        self.next_publish_at = next.map(|next| next.publish_at);
    }

    /// The offer of the occurrence on `day`.
    #[must_use]
    pub fn offer(&self, day: NaiveDate, zone: Tz) -> NewOffer {
        let after = |days: i64| day.checked_add_days(Days::new(days.unsigned_abs()));
        NewOffer {
            site_id: self.site_id,
            category: self.category_code.clone(),
            title: self.title.clone(),
            remarks: self.remarks.clone(),
            unit: self.unit,
            grams_per_unit: self.grams_per_unit,
            total_grams: self.total_grams,
            temperature_class: self.temperature_class,
            use_by: self.use_by_after_days.and_then(after),
            best_before: self.best_before_after_days.and_then(after),
            best_before_check: None,
            frozen_on: None,
            product_name: self.product_name.clone(),
            gtin: self.gtin.clone(),
            allergens: self.allergens.map(Allergen::of_bits),
            visibility: self.visibility,
            pickup_windows: vec![self.plan().window(day, zone)],
            first: FirstCalled::default(),
            lot_id: None,
        }
    }

    /// The surplus on the wire.
    #[must_use]
    pub fn shown(self, organisation: OrganisationSummary, site: SiteSummary) -> RecurringSurplus {
        let next = self.next_on.zip(self.next_publish_at);
        RecurringSurplus {
            id: self.id,
            organisation,
            site,
            category: self.category_code,
            title: self.title,
            remarks: self.remarks,
            unit: self.unit,
            grams_per_unit: self.grams_per_unit,
            total_grams: self.total_grams,
            temperature_class: self.temperature_class,
            product_name: self.product_name,
            gtin: self.gtin,
            allergens: self.allergens.map(Allergen::of_bits),
            visibility: self.visibility,
            weekdays: sites::days_of(self.weekdays),
            pickup_from: self.pickup_from,
            pickup_until: self.pickup_until,
            lead_hours: self.lead_hours,
            use_by_after_days: self.use_by_after_days,
            best_before_after_days: self.best_before_after_days,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            state: self.state,
            pause_code: self.pause_code,
            next: next.map(|(day, publish_at)| NextOccurrence { day, publish_at }),
            updated_at: self.updated_at,
            version: self.version,
        }
    }
}
