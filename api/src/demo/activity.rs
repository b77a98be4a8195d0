//! What the demonstration's sites have counted: twelve weeks of each, one of them forgotten.

use super::cast::Cast;
use super::play::at;
use super::script;
use crate::activity::store::{Declared, declare};
use crate::http::{Cx, Error};
use crate::offers::today;
use serde::Deserialize;
use shared::activity::{ActivityCounts, PeopleByAge, USUAL_WEEKS};
use shared::iso_week::IsoWeek;

/// Hours of a week.
const WEEK: i64 = 7 * 24;

/// Every site that counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counting {
    pub sites: Vec<Counted>,
}

/// A usual week of a site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counted {
    /// Keys of organisation and site.
    pub site: String,
    households: Option<i64>,
    people: Vec<i64>,
    meals: Option<i64>,
    parcels: Option<i64>,
    visits: Option<i64>,
    /// The week that was forgotten, so many weeks ago.
    gap: i64,
}

/// Declares the weeks, each in the week after. Nothing happens where somebody has closed the site.
pub(super) fn count(cx: &mut Cx<'_>, cast: &Cast, counted: &Counted) -> Result<(), Error> {
    let Some(part) = cast.part(&counted.site) else {
        return Ok(());
    };
    let present = IsoWeek::of(today(cx.now, cx.settings.time_zone));
    for ago in (1..=USUAL_WEEKS).rev().filter(|ago| *ago != counted.gap) {
        let (week, counts) = (present.plus(-ago), counted.week(ago));
        let told = Declared { site: part.site, week, seen: None, counts: &counts };
        at(cx, (ago - 1) * WEEK, |cx| declare(cx, part.actor, told))?;
    }
    Ok(())
}

impl Counted {
    /// The counts of a week: up to an eighth more or less than usual, always the same.
    fn week(&self, ago: i64) -> ActivityCounts {
        let varied = |usual: i64| usual + usual * ((ago * 5 + usual) % 7 - 3) / 24;
        let some = |usual: Option<i64>| usual.map(varied);
        ActivityCounts {
            households: some(self.households),
            people: PeopleByAge::of_bands(self.people.iter().map(|usual| Some(varied(*usual)))),
            meals: some(self.meals),
            parcels: some(self.parcels),
            visits: some(self.visits),
        }
    }
}

/// Reads what is counted.
pub(super) fn counting() -> Result<Counting, Error> {
    script::read(include_str!("activity.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use garde::Validate;
    use shared::national::PACK;

    #[test]
    fn every_week_is_one_that_the_api_would_take_of_a_site_where_people_are_helped() {
        let network = script::network().unwrap();
        for counted in counting().unwrap().sites {
            let (member, site) = counted.site.split_once('/').unwrap();
            assert!(network.organisations[member].sites[site].kind.helps_people(), "{}", counted.site);
            assert_eq!(counted.people.len(), PACK.activity.age_bands.len(), "{}", counted.site);
            assert!((1..USUAL_WEEKS).contains(&counted.gap), "{}", counted.site);
            for ago in 1..=USUAL_WEEKS {
                let counts = counted.week(ago);
                counts.validate().unwrap_or_else(|error| panic!("{}: {error}", counted.site));
                assert!(counts.people.total() > Some(10), "{}", counted.site);
            }
        }
    }
}
