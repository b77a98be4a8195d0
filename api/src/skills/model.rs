//! Rows of skills, and what the wire shows of them.

use super::rules::times_of;
use crate::db::schema::skill_listings;
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::ids::{OrganisationId, SiteId, SkillListingId, UserId};
use shared::organisations::OrganisationSummary;
use shared::sites::SiteSummary;
use shared::skills::{ListingKind, Skill, SkillListing, SkillListingSummary, SkillTopic, SkilledPerson};
use shared::time::UtcMillis;

/// A row of `skill_listings`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = skill_listings, treat_none_as_default_value = false, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the migration explains the columns")]
pub struct ListingRow {
    pub id: SkillListingId,
    pub kind: ListingKind,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub skill: Skill,
    pub topic: SkillTopic,
    pub title: String,
    pub description: Option<String>,
    pub search_key: String,
    pub person_id: Option<UserId>,
    pub free_times: i64,
    pub free_times_note: Option<String>,
    pub travels_km: Option<i64>,
    pub remote: bool,
    pub languages: Option<String>,
    pub needed_by: Option<NaiveDate>,
    pub wanted_minutes: Option<i64>,
    pub paused_at: Option<UtcMillis>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub cell: i64,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
}

/// What stands beside a row when it is shown.
pub struct Beside {
    /// Whose it is.
    pub organisation: OrganisationSummary,
    /// Where it is.
    pub site: SiteSummary,
    /// Who does it.
    pub person: Option<SkilledPerson>,
    /// How far it is from the place searched from, metres.
    pub distance_metres: Option<i64>,
    /// Whether the caller may edit it.
    pub can_edit: bool,
}

impl ListingRow {
    /// What sessions show of it.
    #[must_use]
    pub fn summary(&self) -> SkillListingSummary {
        SkillListingSummary { id: self.id, kind: self.kind, skill: self.skill, title: self.title.clone() }
    }

    /// The skill on the wire.
    #[must_use]
    pub fn shown(self, beside: Beside) -> SkillListing {
        let Beside { organisation, site, person, distance_metres, can_edit } = beside;
        SkillListing {
            id: self.id,
            kind: self.kind,
            organisation,
            site,
            skill: self.skill,
            topic: self.topic,
            title: self.title,
            description: self.description,
            person,
            free_times: times_of(self.free_times),
            free_times_note: self.free_times_note,
            travels_km: self.travels_km,
            remote: self.remote,
            languages: self.languages,
            needed_by: self.needed_by,
            wanted_minutes: self.wanted_minutes,
            paused: self.paused_at.is_some(),
            distance_metres,
            can_edit,
            updated_at: self.updated_at,
            version: self.version,
        }
    }
}
