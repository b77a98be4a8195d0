//! Rows of weekly activity, and what the wire shows of them.

use crate::db::schema::{weekly_activities, weekly_activity_changes, weekly_activity_spans};
use crate::http::Error;
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::activity::{ActivityChange, ActivityCounts, PeopleByAge, WeeklyActivity};
use shared::ids::{OrganisationId, SiteId, UserId};
use shared::iso_week::IsoWeek;
use shared::time::UtcMillis;
use std::collections::HashMap;

/// A row of `weekly_activities`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = weekly_activities, primary_key(site_id, week_start))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct WeekRow {
    pub site_id: SiteId,
    pub week_start: NaiveDate,
    pub organisation_id: OrganisationId,
    households: Option<i64>,
    people_1: Option<i64>,
    people_2: Option<i64>,
    people_3: Option<i64>,
    people_4: Option<i64>,
    people_5: Option<i64>,
    people_6: Option<i64>,
    meals: Option<i64>,
    parcels: Option<i64>,
    visits: Option<i64>,
    pub declared_by: UserId,
    pub declared_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
}

/// Of which site and week a row is, and what was known of it before.
pub(super) struct Of {
    pub site_id: SiteId,
    pub week: IsoWeek,
    pub organisation_id: OrganisationId,
    pub declared_by: UserId,
    pub declared_at: UtcMillis,
    pub version: i64,
}

impl WeekRow {
    /// Counts as they are stored.
    pub fn of(of: Of, counts: &ActivityCounts, now: UtcMillis) -> Self {
        let mut bands = counts.people.bands();
        let mut next = || bands.next().flatten();
        Self {
            site_id: of.site_id,
            week_start: of.week.monday(),
            organisation_id: of.organisation_id,
            households: counts.households,
            people_1: next(),
            people_2: next(),
            people_3: next(),
            people_4: next(),
            people_5: next(),
            people_6: next(),
            meals: counts.meals,
            parcels: counts.parcels,
            visits: counts.visits,
            declared_by: of.declared_by,
            declared_at: of.declared_at,
            updated_at: now,
            version: of.version,
        }
    }

    /// Which week.
    pub fn week(&self) -> IsoWeek {
        IsoWeek::of(self.week_start)
    }

    /// What was counted.
    pub fn counts(&self) -> ActivityCounts {
        let people = [self.people_1, self.people_2, self.people_3, self.people_4, self.people_5, self.people_6];
        counts(self.households, people, [self.meals, self.parcels, self.visits])
    }

    /// The week on the wire.
    pub fn shown(self, names: &HashMap<UserId, String>, changes: Vec<ActivityChange>) -> WeeklyActivity {
        let counts = self.counts();
        WeeklyActivity {
            site_id: self.site_id,
            week: self.week(),
            people_total: counts.people.total(),
            counts,
            declared_by: names.get(&self.declared_by).cloned(),
            declared_at: self.declared_at,
            updated_at: self.updated_at,
            changes,
            version: self.version,
        }
    }
}

/// Counts from what columns hold: households, people by age, then meals, parcels and visits.
pub(super) fn counts(households: Option<i64>, people: [Option<i64>; 6], others: [Option<i64>; 3]) -> ActivityCounts {
    let [meals, parcels, visits] = others;
    ActivityCounts { households, people: PeopleByAge::of_bands(people), meals, parcels, visits }
}

/// A row of `weekly_activity_changes`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = weekly_activity_changes)]
pub(super) struct ChangeRow {
    pub site_id: SiteId,
    pub week_start: NaiveDate,
    pub number: i64,
    pub at: UtcMillis,
    pub user_id: UserId,
    pub counts: String,
}

impl ChangeRow {
    /// The line that says what was just declared.
    ///
    /// # Errors
    /// When the counts cannot be written as JSON, which is a mistake of ours.
    pub fn of(row: &WeekRow, counts: &ActivityCounts, user_id: UserId) -> Result<Self, Error> {
        let counts = serde_json::to_string(counts).map_err(|error| Error::Internal(error.to_string()))?;
        let (site_id, week_start) = (row.site_id, row.week_start);
        Ok(Self { site_id, week_start, number: row.version, at: row.updated_at, user_id, counts })
    }

    /// The line on the wire.
    ///
    /// # Errors
    /// When the counts are not ours, which is a mistake of ours.
    pub fn shown(self, names: &HashMap<UserId, String>) -> Result<ActivityChange, Error> {
        let counts = serde_json::from_str(&self.counts).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(ActivityChange { number: self.number, at: self.at, by: names.get(&self.user_id).cloned(), counts })
    }
}

/// A row of `weekly_activity_spans`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = weekly_activity_spans, treat_none_as_default_value = false)]
pub(super) struct SpanRow {
    pub site_id: SiteId,
    pub organisation_id: OrganisationId,
    pub first_week: NaiveDate,
    pub last_week: NaiveDate,
    pub remind_at: Option<UtcMillis>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::national::PACK;
    use shared::national::activity::MAX_AGE_BANDS;
    use uuid::Uuid;

    /// Each count of a band has a column of its own, in the order of the pack.
    #[test]
    fn what_is_stored_comes_back_with_what_was_not_counted() {
        assert!(PACK.activity.age_bands.len() <= MAX_AGE_BANDS);
        for left_out in 0..PACK.activity.age_bands.len() {
            let people = (0..PACK.activity.age_bands.len()).map(|n| (n != left_out).then_some(i64::try_from(n).unwrap()));
            let told = ActivityCounts {
                households: None,
                people: PeopleByAge::of_bands(people),
                meals: Some(0),
                parcels: None,
                visits: Some(7),
            };
            let of = Of {
                site_id: SiteId(Uuid::nil()),
                week: "2026-W53".parse().unwrap(),
                organisation_id: OrganisationId(Uuid::nil()),
                declared_by: UserId(Uuid::nil()),
                declared_at: UtcMillis(1),
                version: 1,
            };
            let row = WeekRow::of(of, &told, UtcMillis(1));
            assert_eq!(row.week_start.to_string(), "2026-12-28");
            assert_eq!((row.counts(), row.week().to_string()), (told, "2026-W53".to_owned()));
        }
    }
}
