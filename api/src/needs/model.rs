//! Rows of needs, and what the wire shows of them.

use super::rules::{Balance, Terms, classes_of};
use crate::db::schema::{need_occurrences, needs};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::{NeedId, OrganisationId, SiteId, UserId};
use shared::local_time::LocalTime;
use shared::needs::{Need, NeedKind, NeedOccurrence, NeedStatus, NeedSummary, WeeklyPattern};
use shared::organisations::OrganisationSummary;
use shared::sites::{SiteSummary, Weekday};
use shared::time::UtcMillis;
use shared::units::Grams;

/// A row of `needs`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = needs, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the migration explains the columns")]
pub struct NeedRow {
    pub id: NeedId,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub category_code: String,
    pub title: String,
    pub remarks: Option<String>,
    pub people: Option<i64>,
    pub grams_per_person: Option<Grams>,
    pub temperature_classes: i64,
    pub pickup_km: Option<i64>,
    pub kind: NeedKind,
    pub weekday: Option<Weekday>,
    pub minute_of_day: Option<LocalTime>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub urgent_until: Option<UtcMillis>,
    pub status: NeedStatus,
    pub occurrence: i64,
    pub closes_at: UtcMillis,
    pub wanted_grams: Grams,
    pub promised_grams: Grams,
    pub received_grams: Grams,
    pub published_by: UserId,
    pub published_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub cell: i64,
    pub version: i64,
    /// What the organisation's record adds to each of its matches; see `records`.
    pub merit: i64,
    /// What is far in the site's part of the country, metres; see `sites`.
    pub neighbourhood_m: Option<i64>,
    /// What the site can keep and how far it drives, in one number: see `Receiver::packed`.
    pub receiver: i64,
}

/// A row of `need_occurrences`: a week that is over.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = need_occurrences)]
pub(super) struct OccurrenceRow {
    pub need_id: NeedId,
    pub number: i64,
    pub closes_at: UtcMillis,
    pub wanted_grams: Grams,
    pub promised_grams: Grams,
    pub received_grams: Grams,
}

impl From<OccurrenceRow> for NeedOccurrence {
    fn from(row: OccurrenceRow) -> Self {
        let OccurrenceRow { need_id: _, number, closes_at, wanted_grams, promised_grams, received_grams } = row;
        let balance = Balance { wanted: wanted_grams, promised: promised_grams, received: received_grams };
        Self { number, needed_by: closes_at, wanted_grams, promised_grams, received_grams, left_grams: balance.left() }
    }
}

/// What stands beside a need's row when it is shown.
pub(super) struct Beside {
    /// Who needs it.
    pub organisation: OrganisationSummary,
    /// Where.
    pub site: SiteSummary,
}

impl NeedRow {
    /// Where the food is needed, if that is known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }

    /// The pattern of a standing need.
    #[must_use]
    pub fn pattern(&self) -> Option<WeeklyPattern> {
        Some(WeeklyPattern {
            weekday: self.weekday?,
            time: self.minute_of_day?,
            starts_on: self.starts_on?,
            ends_on: self.ends_on,
        })
    }

    /// The same need with another pattern, or none.
    #[must_use]
    pub fn with_pattern(mut self, pattern: Option<WeeklyPattern>) -> Self {
        self.kind = if pattern.is_some() { NeedKind::Weekly } else { NeedKind::Once };
        self.weekday = pattern.map(|pattern| pattern.weekday);
        self.minute_of_day = pattern.map(|pattern| pattern.time);
        self.starts_on = pattern.map(|pattern| pattern.starts_on);
        self.ends_on = pattern.and_then(|pattern| pattern.ends_on);
        self
    }

    /// What is wanted, promised and received of the present occurrence.
    #[must_use]
    pub const fn balance(&self) -> Balance {
        Balance { wanted: self.wanted_grams, promised: self.promised_grams, received: self.received_grams }
    }

    /// What counts when it is answered.
    #[must_use]
    pub const fn terms(&self) -> Terms {
        Terms { status: self.status, closes_at: self.closes_at, balance: self.balance(), classes: self.temperature_classes }
    }

    /// The part of the need that a claim shows, for one of its occurrences.
    #[must_use]
    pub fn summary(&self, occurrence: i64) -> NeedSummary {
        NeedSummary { id: self.id, title: self.title.clone(), category: self.category_code.clone(), occurrence }
    }

    /// The need on the wire.
    #[must_use]
    pub(super) fn into_need(self, beside: Beside, distance_m: Option<i64>, can_edit: bool) -> Need {
        let (weekly, balance) = (self.pattern(), self.balance());
        // Taken apart whole: a new column does not compile until someone decides whether it is public.
        let Self {
            id,
            organisation_id: _,
            site_id: _,
            category_code,
            title,
            remarks,
            people,
            grams_per_person,
            temperature_classes,
            pickup_km,
            kind,
            weekday: _,
            minute_of_day: _,
            starts_on: _,
            ends_on: _,
            urgent_until,
            status,
            occurrence,
            closes_at,
            wanted_grams,
            promised_grams,
            received_grams,
            published_by: _,
            published_at,
            updated_at,
            latitude: _,
            longitude: _,
            cell: _,
            version,
            merit: _,
            neighbourhood_m: _,
            receiver: _,
        } = self;
        let Beside { organisation, site } = beside;
        Need {
            id,
            organisation,
            site,
            category: category_code,
            title,
            remarks,
            kind,
            wanted_grams,
            people,
            grams_per_person,
            promised_grams,
            received_grams,
            left_grams: balance.left(),
            needed_by: closes_at,
            weekly,
            occurrence,
            urgent_until,
            temperature_classes: classes_of(temperature_classes),
            pickup_km,
            status,
            published_at,
            updated_at,
            distance_m,
            can_edit,
            version,
        }
    }
}
