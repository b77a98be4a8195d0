//! What somebody types about a skill.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::number;
use chrono::NaiveDate;
use shared::ids::{SiteId, UserId};
use shared::problem::FieldError;
use shared::sites::Site;
use shared::skills::{FreeTime, ListingKind, NewSkillListing, Skill, SkillListing, SkillListingPatch};

/// A skill as text.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillDraft {
    /// Offered or looked for.
    pub kind: ListingKind,
    /// Where it is.
    pub site: Option<SiteId>,
    /// Which skill.
    pub skill: Option<Skill>,
    /// In a few words.
    pub title: String,
    /// What one should know of it.
    pub description: String,
    /// Who does it.
    pub person: Option<UserId>,
    /// When it usually suits.
    pub free_times: Vec<FreeTime>,
    /// What else there is to say of the times.
    pub note: String,
    /// How far somebody travels, km; empty for unsaid.
    pub travels: String,
    /// Whether it can be done from afar.
    pub remote: bool,
    /// Languages besides French.
    pub languages: String,
    /// The last day, as a picker holds it; empty for none.
    pub needed_by: String,
    /// About how many hours; empty for unsaid.
    pub hours: String,
}

impl SkillDraft {
    /// A new one, at the first of our sites.
    #[must_use]
    pub fn new(kind: ListingKind, sites: &[Site]) -> Self {
        Self {
            kind,
            site: sites.first().map(|site| site.id),
            skill: None,
            title: String::new(),
            description: String::new(),
            person: None,
            free_times: Vec::new(),
            note: String::new(),
            travels: String::new(),
            remote: false,
            languages: String::new(),
            needed_by: String::new(),
            hours: String::new(),
        }
    }
}

impl From<&SkillListing> for SkillDraft {
    fn from(listing: &SkillListing) -> Self {
        Self {
            kind: listing.kind,
            site: Some(listing.site.id),
            skill: Some(listing.skill),
            title: listing.title.clone(),
            description: listing.description.clone().unwrap_or_default(),
            person: listing.person.as_ref().map(|person| person.id),
            free_times: listing.free_times.clone(),
            note: listing.free_times_note.clone().unwrap_or_default(),
            travels: listing.travels_km.map(|km| km.to_string()).unwrap_or_default(),
            remote: listing.remote,
            languages: listing.languages.clone().unwrap_or_default(),
            needed_by: listing.needed_by.map(|day| day.to_string()).unwrap_or_default(),
            hours: listing.wanted_minutes.map(|minutes| number::decimal(minutes * 1_000 / 60)).unwrap_or_default(),
        }
    }
}

/// What was typed as a number; `Err` where it is none.
fn typed<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
    optional(text).map(|text| read(&text).ok_or(())).transpose()
}

/// Thousandths of hours as whole minutes.
fn minutes(text: &str) -> Option<i64> {
    number::parse_decimal(text).map(|thousandths| (thousandths * 60 + 500) / 1_000)
}

impl Draft for SkillDraft {
    type Wire = NewSkillListing;

    fn build(&self) -> Result<NewSkillListing, Vec<FieldError>> {
        let (travels, hours) = (typed(&self.travels, number::parse_integer), typed(&self.hours, minutes));
        let needed_by = typed(&self.needed_by, |text| text.parse::<NaiveDate>().ok());
        let errors = [
            ("/site_id", "required", self.site.is_none()),
            ("/skill", "required", self.skill.is_none()),
            ("/travels_km", "number", travels.is_err()),
            ("/wanted_minutes", "number", hours.is_err()),
            ("/needed_by", "required", needed_by.is_err()),
        ];
        let errors = errors.into_iter().filter(|(_, _, wrong)| *wrong).map(|(at, code, _)| FieldError::new(at, code));
        let is_offered = self.kind == ListingKind::Offered;
        let new = NewSkillListing {
            kind: self.kind,
            site_id: self.site.unwrap_or(SiteId(uuid::Uuid::nil())),
            skill: self.skill.unwrap_or(Skill::Accounting),
            title: self.title.trim().to_owned(),
            description: optional(&self.description),
            person_id: self.person.filter(|_| is_offered),
            free_times: self.free_times.clone(),
            free_times_note: optional(&self.note),
            travels_km: travels.unwrap_or_default().filter(|_| is_offered),
            remote: self.remote,
            languages: optional(&self.languages),
            needed_by: needed_by.unwrap_or_default().filter(|_| !is_offered),
            wanted_minutes: hours.unwrap_or_default().filter(|_| !is_offered),
        };
        checked_beside(errors.collect(), new)
    }
}

/// The changes between a skill and what was typed over it.
#[must_use]
pub fn patch(typed: NewSkillListing, before: &SkillListing) -> SkillListingPatch {
    fn changed<T: PartialEq>(now: T, before: &T) -> Option<T> {
        (now != *before).then_some(now)
    }
    SkillListingPatch {
        site_id: changed(typed.site_id, &before.site.id),
        skill: changed(typed.skill, &before.skill),
        title: changed(typed.title, &before.title),
        description: changed(typed.description, &before.description),
        person_id: changed(typed.person_id, &before.person.as_ref().map(|person| person.id)),
        free_times: changed(typed.free_times, &before.free_times),
        free_times_note: changed(typed.free_times_note, &before.free_times_note),
        travels_km: changed(typed.travels_km, &before.travels_km),
        remote: changed(typed.remote, &before.remote),
        languages: changed(typed.languages, &before.languages),
        needed_by: changed(typed.needed_by, &before.needed_by),
        wanted_minutes: changed(typed.wanted_minutes, &before.wanted_minutes),
        paused: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish() -> SkillDraft {
        let site = Some(SiteId(uuid::Uuid::nil()));
        let skill = Some(Skill::Refrigeration);
        SkillDraft { site, skill, title: "Chambre froide".to_owned(), ..SkillDraft::new(ListingKind::Wanted, &[]) }
    }

    #[test]
    fn an_empty_draft_says_what_is_missing_once_a_field() {
        let errors = SkillDraft::new(ListingKind::Offered, &[]).build().unwrap_err();
        let mut pointers: Vec<_> = errors.into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/site_id", "/skill", "/title"]);
    }

    #[test]
    fn hours_are_typed_and_minutes_are_sent() {
        let with = |hours: &str| SkillDraft { hours: hours.to_owned(), ..wish() }.build();
        assert_eq!(with("2,5").unwrap().wanted_minutes, Some(150));
        assert_eq!(with("").unwrap().wanted_minutes, None);
        assert_eq!(with("0,1").unwrap_err()[0].pointer, "/wanted_minutes");
        assert_eq!(with("longtemps").unwrap_err()[0].pointer, "/wanted_minutes");
    }

    #[test]
    fn what_belongs_to_the_other_kind_is_not_sent() {
        let wish = SkillDraft { travels: "20".to_owned(), ..wish() };
        assert_eq!(wish.build().unwrap().travels_km, None);
        let offer = SkillDraft { kind: ListingKind::Offered, needed_by: "2026-12-20".to_owned(), ..wish };
        let offer = offer.build().unwrap();
        assert_eq!((offer.travels_km, offer.needed_by), (Some(20), None));
    }
}
