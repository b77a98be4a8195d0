//! Weeks site by site as comma-separated values, in the words of the API: for other programs and for spreadsheets.

use crate::http::Error;
use crate::http::csv::Table;
use shared::activity::{ActivityCounts, WeeklyActivity};
use shared::ids::SiteId;
use shared::iso_week::IsoWeek;
use shared::national::PACK;
use shared::text::fold;

/// Before the figures.
const FIRST: [&str; 7] = ["week", "monday", "organisation", "site", "site_id", "declared", "households"];
/// After the people by age.
const LAST: [&str; 6] = ["people_total", "meals", "parcels", "visits", "declared_at", "updated_at"];

/// A week of a site.
pub(super) struct Line {
    /// Which week.
    pub week: IsoWeek,
    /// Which site.
    pub site_id: SiteId,
    /// Its name.
    pub site: String,
    /// The name of its organisation.
    pub organisation: String,
    /// What was counted; none where nothing was declared.
    pub counted: Option<WeeklyActivity>,
}

/// Writes the weeks, the first first, each by the names of its sites.
///
/// # Errors
/// When a row cannot be written, which is a mistake of ours.
pub(super) fn write(mut lines: Vec<Line>) -> Result<Vec<u8>, Error> {
    lines.sort_by_cached_key(|line| (line.week, fold(&line.organisation), fold(&line.site), line.site_id));
    let ages: Vec<String> = PACK.activity.age_bands.iter().map(|band| format!("people_{}", band.code)).collect();
    let mut table = Table::new(FIRST.into_iter().chain(ages.iter().map(String::as_str)).chain(LAST))?;
    for line in lines {
        table.row(cells(line))?;
    }
    table.finish()
}

/// The cells of a row. What was not counted is empty: 0 would say that there was none.
fn cells(line: Line) -> Vec<String> {
    let Line { week, site_id, site, organisation, counted } = line;
    let nothing = ActivityCounts::default();
    let counts = counted.as_ref().map_or(&nothing, |counted| &counted.counts);
    let mut cells = vec![
        week.to_string(),
        week.monday().to_string(),
        organisation,
        site,
        site_id.to_string(),
        counted.is_some().to_string(),
        figure(counts.households),
    ];
    cells.extend(counts.people.bands().map(figure));
    cells.extend([counts.people.total(), counts.meals, counts.parcels, counts.visits].map(figure));
    let (at, updated_at) = counted.as_ref().map(|counted| (counted.declared_at, counted.updated_at)).unzip();
    cells.extend([at, updated_at].map(|at| at.map(|at| at.to_string()).unwrap_or_default()));
    cells
}

fn figure(count: Option<i64>) -> String {
    count.map(|count| count.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::activity::PeopleByAge;
    use shared::time::UtcMillis;
    use uuid::Uuid;

    fn line(week: &str, site: &str, counts: Option<ActivityCounts>) -> Line {
        let (week, site_id) = (week.parse().unwrap(), SiteId(Uuid::nil()));
        let counted = counts.map(|counts| WeeklyActivity {
            site_id,
            week,
            people_total: counts.people.total(),
            counts,
            declared_by: None,
            declared_at: UtcMillis(0),
            updated_at: UtcMillis(0),
            changes: Vec::new(),
            version: 1,
        });
        Line { week, site_id, site: site.to_owned(), organisation: "=Épicerie".to_owned(), counted }
    }

    #[test]
    fn what_was_not_counted_is_empty_and_no_cell_is_a_formula() {
        let counts = ActivityCounts {
            people: PeopleByAge::of_bands([Some(2), None, Some(3)]),
            meals: Some(0),
            ..ActivityCounts::default()
        };
        let lines = vec![line("2026-W48", "b", None), line("2026-W48", "a", Some(counts)), line("2026-W47", "z", None)];
        let text = String::from_utf8(write(lines).unwrap()).unwrap();
        let rows: Vec<&str> = text.lines().collect();
        assert!(rows[0].starts_with("week,monday,organisation,site,site_id,declared,households,people_under_3,"), "{text}");
        assert!(rows[0].ends_with(",people_from_65,people_total,meals,parcels,visits,declared_at,updated_at"), "{text}");
        assert!(rows[1].starts_with("2026-W47,2026-11-16,'=Épicerie,z,"), "{text}");
        assert!(rows[2].contains(",a,") && rows[2].contains(",true,,2,,3,,,5,0,,,1970-01-01"), "{text}");
        assert!(rows[3].contains(",b,") && rows[3].ends_with(",false,,,,,,,,,,,,"), "{text}");
        assert_eq!(rows.len(), 4);
    }
}
