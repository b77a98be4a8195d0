//! What somebody is typing about a need, and the need it becomes.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::{number, zone};
use crate::pages::categories::{ChosenCategory, Described, propose};
use crate::pages::needs::words;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use shared::categories::Category;
use shared::ids::SiteId;
use shared::needs::{Need, NeedKind, NeedPatch, NewNeed, WeeklyPattern};
use shared::problem::FieldError;
use shared::sites::{Site, Weekday};
use shared::time::{MINUTE, UtcMillis};
use shared::units::{Grams, TemperatureClass};

/// Days ahead that the form starts from.
const USUAL_DAYS: u64 = 3;

/// In what a need is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeasuredIn {
    /// Kilograms.
    #[default]
    Kilograms,
    /// People to feed for a week.
    People,
}

/// A need as it is being typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NeedDraft {
    /// Where the food is lacking.
    pub site: Option<SiteId>,
    /// What kind of food.
    pub category: ChosenCategory,
    /// What is lacking.
    pub title: String,
    /// The title that the category suggested; it gives way to the next suggestion.
    pub suggested: String,
    /// In what it is measured.
    pub measure: MeasuredIn,
    /// How much, in kg.
    pub kilograms: String,
    /// For how many people.
    pub people: String,
    /// Once or every week.
    pub kind: NeedKind,
    /// By when, where it comes once, as `2026-11-25T18:00`.
    pub by: String,
    /// On which day of each week.
    pub weekday: Weekday,
    /// By when on that day, as `12:00`.
    pub time: String,
    /// From which day on, where it was published before.
    pub starts_on: Option<NaiveDate>,
    /// Until which day, as `2026-12-31`; for ever where it is empty.
    pub ends_on: String,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Kinds of food that the site can take.
    pub classes: Vec<TemperatureClass>,
    /// How far the site goes to fetch, km.
    pub pickup_km: Option<i64>,
    /// What a giver should know.
    pub remarks: String,
}

impl Default for NeedDraft {
    fn default() -> Self {
        Self {
            site: None,
            category: ChosenCategory::default(),
            title: String::new(),
            suggested: String::new(),
            measure: MeasuredIn::Kilograms,
            kilograms: String::new(),
            people: String::new(),
            kind: NeedKind::Once,
            by: evening_in(USUAL_DAYS),
            weekday: Weekday::Monday,
            time: "12:00".to_owned(),
            starts_on: None,
            ends_on: String::new(),
            urgent: false,
            classes: vec![TemperatureClass::Ambient],
            pickup_km: None,
            remarks: String::new(),
        }
    }
}

/// Six in the evening of a day from today, as a picker holds it.
#[must_use]
pub fn evening_in(days: u64) -> String {
    let today = zone::today();
    format!("{}T18:00", today.checked_add_days(Days::new(days)).unwrap_or(today))
}

impl NeedDraft {
    /// For a site of ours: its own day, and how far it goes.
    pub fn settle_at(&mut self, site: &Site) {
        self.site = Some(site.id);
        self.pickup_km = Some(site.reach_km).filter(|km| *km > 0);
        if let Some(day) = site.distribution_days.first() {
            self.weekday = *day;
        }
    }

    /// # Errors
    /// The code of what is wrong with the weight.
    fn wanted(&self) -> Result<Grams, &'static str> {
        if self.kilograms.trim().is_empty() {
            return Err("required");
        }
        number::parse_decimal(&self.kilograms).map(Grams).ok_or("number")
    }

    /// # Errors
    /// The code of what is wrong with the number of people.
    pub fn fed(&self) -> Result<i64, &'static str> {
        if self.people.trim().is_empty() {
            return Err("required");
        }
        let thousandths = number::parse_decimal(&self.people).filter(|number| number % 1_000 == 0);
        thousandths.map(|number| number / 1_000).ok_or("number")
    }

    fn needed_by(&self) -> Option<UtcMillis> {
        zone::read(&self.by).map(zone::instant)
    }

    fn pattern(&self) -> Option<WeeklyPattern> {
        Some(WeeklyPattern {
            weekday: self.weekday,
            time: self.time.parse().ok()?,
            starts_on: self.starts_on.unwrap_or_else(zone::today),
            ends_on: self.ends_on.parse().ok(),
        })
    }

    /// What no shared limit can know: what is missing from the draft itself.
    fn missing(&self) -> Vec<FieldError> {
        let (measure, amount) = match self.measure {
            MeasuredIn::Kilograms => ("/wanted_grams", self.wanted().err()),
            MeasuredIn::People => ("/people", self.fed().err()),
        };
        let (schedule, time) = match self.kind {
            NeedKind::Once => ("/needed_by", self.needed_by().is_none().then_some("required")),
            NeedKind::Weekly => ("/weekly/time", self.pattern().is_none().then_some("required")),
        };
        let site = self.site.is_none().then_some("required");
        let all = [("/category", self.category.wrong()), (measure, amount), (schedule, time), ("/site_id", site)];
        all.into_iter().filter_map(|(pointer, code)| Some(FieldError::new(pointer, code?))).collect()
    }
}

impl Described for NeedDraft {
    fn category(&mut self) -> &mut ChosenCategory {
        &mut self.category
    }

    fn title(&mut self) -> &mut String {
        &mut self.title
    }

    fn take_from(&mut self, category: &Category, name: &str) {
        propose(&mut self.title, &mut self.suggested, name);
        if !self.classes.contains(&category.temperature_class) {
            self.classes = vec![category.temperature_class];
        }
    }
}

impl Draft for NeedDraft {
    type Wire = NewNeed;

    fn build(&self) -> Result<NewNeed, Vec<FieldError>> {
        let (in_kilograms, once) = (self.measure == MeasuredIn::Kilograms, self.kind == NeedKind::Once);
        let need = NewNeed {
            site_id: self.site.unwrap_or(SiteId(uuid::Uuid::nil())),
            category: self.category.code.clone().unwrap_or_default(),
            title: self.title.trim().to_owned(),
            remarks: optional(&self.remarks),
            wanted_grams: in_kilograms.then(|| self.wanted().unwrap_or_default()),
            people: (!in_kilograms).then(|| self.fed().unwrap_or_default()),
            needed_by: once.then(|| self.needed_by().unwrap_or(UtcMillis(0))),
            weekly: self.pattern().filter(|_| !once),
            urgent: once && self.urgent,
            temperature_classes: self.classes.clone(),
            pickup_km: self.pickup_km,
        };
        checked_beside(self.missing(), need)
    }
}

impl From<&Need> for NeedDraft {
    fn from(need: &Need) -> Self {
        let (weekly, usual) = (need.weekly, Self::default());
        Self {
            site: Some(need.site.id),
            category: ChosenCategory { text: need.category.clone(), code: Some(need.category.clone()) },
            title: need.title.clone(),
            suggested: String::new(),
            measure: if need.people.is_some() { MeasuredIn::People } else { MeasuredIn::Kilograms },
            kilograms: number::field_kg(need.wanted_grams),
            people: need.people.map(|people| people.to_string()).unwrap_or_default(),
            kind: need.kind,
            by: zone::picker_text(zone::wall(need.needed_by)),
            weekday: weekly.map_or(usual.weekday, |pattern| pattern.weekday),
            time: weekly.map_or(usual.time, |pattern| pattern.time.to_string()),
            starts_on: weekly.map(|pattern| pattern.starts_on),
            ends_on: weekly.and_then(|pattern| pattern.ends_on).map(|day| day.to_string()).unwrap_or_default(),
            urgent: words::is_urgent(need),
            classes: need.temperature_classes.clone(),
            pickup_km: need.pickup_km,
            remarks: need.remarks.clone().unwrap_or_default(),
        }
    }
}

/// The changes between a need and what was typed over it.
#[must_use]
pub fn patch(typed: NewNeed, before: &Need) -> NeedPatch {
    fn changed<T: PartialEq>(now: T, before: &T) -> Option<T> {
        (now != *before).then_some(now)
    }
    // A picker shows whole minutes.
    let moved = |at: &UtcMillis| at.0 / MINUTE != before.needed_by.0 / MINUTE;
    NeedPatch {
        category: changed(typed.category, &before.category),
        title: changed(typed.title, &before.title),
        remarks: changed(typed.remarks, &before.remarks),
        wanted_grams: typed.wanted_grams.filter(|grams| before.people.is_some() || *grams != before.wanted_grams),
        people: typed.people.filter(|people| before.people != Some(*people)),
        needed_by: typed.needed_by.filter(moved),
        weekly: typed.weekly.filter(|pattern| before.weekly != Some(*pattern)),
        urgent: changed(typed.urgent, &words::is_urgent(before)),
        temperature_classes: changed(typed.temperature_classes, &before.temperature_classes),
        pickup_km: changed(typed.pickup_km, &before.pickup_km),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written out: the usual draft asks the browser for the day, and there is none in tests.
    fn draft() -> NeedDraft {
        NeedDraft {
            site: None,
            category: ChosenCategory::default(),
            title: String::new(),
            suggested: String::new(),
            measure: MeasuredIn::Kilograms,
            kilograms: String::new(),
            people: String::new(),
            kind: NeedKind::Weekly,
            by: String::new(),
            weekday: Weekday::Tuesday,
            time: "12:00".to_owned(),
            starts_on: NaiveDate::from_ymd_opt(2026, 11, 24),
            ends_on: String::new(),
            urgent: false,
            classes: vec![TemperatureClass::Ambient],
            pickup_km: None,
            remarks: String::new(),
        }
    }

    #[test]
    fn what_is_missing_is_said_once_a_field() {
        let mut pointers: Vec<_> = draft().build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/category", "/site_id", "/title", "/wanted_grams"]);
        let people = NeedDraft { measure: MeasuredIn::People, ..draft() };
        let mut pointers: Vec<_> = people.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/category", "/people", "/site_id", "/title"]);
    }

    #[test]
    fn people_are_whole() {
        let fed = |people: &str| NeedDraft { people: people.to_owned(), ..draft() }.fed();
        assert_eq!((fed("40"), fed("2,5"), fed("")), (Ok(40), Err("number"), Err("required")));
    }
}
