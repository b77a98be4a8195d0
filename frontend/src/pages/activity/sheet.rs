//! The weeks of a site as its page has them, with the one that is being declared.

use crate::hooks::Content;
use shared::activity::{USUAL_WEEKS, WeeklyActivity, WeeklyActivityPage};
use shared::iso_week::IsoWeek;

/// A site's weeks, and the one at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What the server says.
    pub page: WeeklyActivityPage,
    /// The week at hand.
    pub week: IsoWeek,
    /// The week that it is.
    pub present: IsoWeek,
    /// Weeks whose declaration waits on this device.
    pub waiting: Vec<IsoWeek>,
}

impl Content for Sheet {}

/// How a week stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing<'s> {
    /// Declared.
    Declared(&'s WeeklyActivity),
    /// Its declaration waits on this device.
    Waiting,
    /// Over, and not declared.
    Missing,
    /// Not over yet.
    UnderWay,
    /// Before the site took part.
    Before,
}

impl Sheet {
    /// With the week that was chosen, else the one that is due: last week until it is declared, then this week.
    #[must_use]
    pub fn of(page: WeeklyActivityPage, chosen: Option<IsoWeek>, waiting: &[IsoWeek], present: IsoWeek) -> Self {
        let last = present.plus(-1);
        let due = if page.missing.contains(&last) && !waiting.contains(&last) { last } else { present };
        Self { page, week: chosen.unwrap_or(due), present, waiting: waiting.to_vec() }
    }

    /// What is declared of a week.
    #[must_use]
    pub fn declared(&self, week: IsoWeek) -> Option<&WeeklyActivity> {
        self.page.items.iter().find(|item| item.week == week)
    }

    /// The version of the week at hand that was seen; 0 where there is none.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.declared(self.week).map_or(0, |item| item.version)
    }

    /// The latest declaration before the week at hand, to start from.
    #[must_use]
    pub fn before(&self) -> Option<&WeeklyActivity> {
        self.page.items.iter().filter(|item| item.week < self.week).max_by_key(|item| item.week)
    }

    /// As the server has it once a week was declared.
    #[must_use]
    pub fn with(&self, declared: WeeklyActivity) -> WeeklyActivityPage {
        let week = declared.week;
        let mut page = self.page.clone();
        page.missing.retain(|missing| *missing != week);
        page.items.retain(|item| item.week != week);
        page.items.push(declared);
        page.items.sort_by_key(|item| std::cmp::Reverse(item.week));
        page
    }

    /// How a week stands.
    #[must_use]
    pub fn standing(&self, week: IsoWeek) -> Standing<'_> {
        match self.declared(week) {
            _ if self.waiting.contains(&week) => Standing::Waiting,
            Some(item) => Standing::Declared(item),
            None if self.page.missing.contains(&week) => Standing::Missing,
            None if week >= self.present => Standing::UnderWay,
            None => Standing::Before,
        }
    }

    /// The last twelve weeks with this one, the latest first; without those before the site took part.
    pub fn recent(&self) -> impl Iterator<Item = (IsoWeek, Standing<'_>)> {
        let weeks = self.present.plus(1 - USUAL_WEEKS).to(self.present).rev();
        weeks.map(move |week| (week, self.standing(week))).filter(|(_, standing)| *standing != Standing::Before)
    }

    /// Grows with each declaration and correction at the site.
    #[must_use]
    pub fn turn(&self) -> i64 {
        self.page.items.iter().map(|item| item.version).sum()
    }

    /// The most people of any recent week, for bars to be compared with.
    #[must_use]
    pub fn most(&self) -> i64 {
        let people = self.recent().filter_map(|(_, standing)| match standing {
            Standing::Declared(item) => item.people_total,
            _ => None,
        });
        people.max().unwrap_or(0)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shared::activity::{ActivityCounts, PeopleByAge};
    use shared::ids::SiteId;
    use shared::time::UtcMillis;

    pub fn week(text: &str) -> IsoWeek {
        text.parse().unwrap()
    }

    pub fn declared(text: &str, people: i64) -> WeeklyActivity {
        WeeklyActivity {
            site_id: SiteId(uuid::Uuid::nil()),
            week: week(text),
            counts: ActivityCounts { people: PeopleByAge::of_bands([Some(people), None]), ..ActivityCounts::default() },
            people_total: Some(people),
            declared_by: None,
            declared_at: UtcMillis(0),
            updated_at: UtcMillis(0),
            changes: Vec::new(),
            version: 1,
        }
    }

    pub fn page(items: Vec<WeeklyActivity>, missing: &[&str]) -> WeeklyActivityPage {
        WeeklyActivityPage {
            items,
            next_cursor: None,
            missing: missing.iter().map(|text| week(text)).collect(),
            is_expected: true,
            can_declare: true,
        }
    }

    #[test]
    fn last_week_is_due_until_it_is_declared_and_then_this_one() {
        let now = week("2027-W01");
        let due = |page: WeeklyActivityPage, waiting: &[IsoWeek]| Sheet::of(page, None, waiting, now).week;
        let lacks = || page(vec![declared("2026-W52", 40)], &["2026-W53"]);
        assert_eq!(due(lacks(), &[]), week("2026-W53"));
        assert_eq!(due(lacks(), &[week("2026-W53")]), now, "it waits on this device");
        assert_eq!(due(page(vec![declared("2026-W53", 40)], &[]), &[]), now);
        assert_eq!(due(page(Vec::new(), &[]), &[]), now, "a site that is new this week");
        assert_eq!(Sheet::of(lacks(), Some(week("2026-W40")), &[], now).week, week("2026-W40"));
    }

    #[test]
    fn each_recent_week_says_how_it_stands() {
        let now = week("2027-W01");
        let page = page(vec![declared("2026-W53", 50), declared("2026-W51", 40)], &["2026-W52"]);
        let sheet = Sheet::of(page, None, &[now], now);
        let standings: Vec<_> = sheet.recent().map(|(week, standing)| (week.number(), standing)).collect();
        assert_eq!(standings.len(), 4, "nothing is asked from before the first declaration: {standings:?}");
        assert_eq!(standings[0], (1, Standing::Waiting));
        assert!(matches!(standings[1], (53, Standing::Declared(_))));
        assert_eq!(standings[2], (52, Standing::Missing));
        assert_eq!((sheet.most(), sheet.before().map(|item| item.week)), (50, Some(week("2026-W53"))));
    }

    #[test]
    fn a_declaration_takes_its_place_among_the_others() {
        let now = week("2027-W01");
        let sheet = Sheet::of(page(vec![declared("2026-W52", 40)], &["2026-W53"]), None, &[], now);
        let page = sheet.with(declared("2026-W53", 44));
        assert!(page.missing.is_empty());
        assert_eq!((sheet.turn(), Sheet::of(page.clone(), None, &[], now).turn()), (1, 2));
        assert_eq!(page.items.iter().map(|item| item.week.number()).collect::<Vec<_>>(), [53, 52]);
        let corrected = Sheet::of(page, None, &[], now).with(declared("2026-W52", 41));
        assert_eq!(corrected.items.iter().map(|item| item.people_total).collect::<Vec<_>>(), [Some(44), Some(41)]);
    }
}
