//! Weeks site by site as a table that people open in a spreadsheet, in both languages.

use crate::http::Error;
use crate::http::csv::Table;
use crate::http::xlsx::Cell;
use chrono::NaiveDate;
use shared::accounts::Locale;
use shared::activity::ActivityCounts;
use shared::ids::SiteId;
use shared::iso_week::IsoWeek;
use shared::national::PACK;
use shared::national::activity::AgeBand;
use shared::text::fold;

/// What the columns are called before the people by age, and after them.
type Heads = ([&'static str; 7], [&'static str; 6]);

const FRENCH: Heads = (
    ["Semaine", "Lundi", "Organisation", "Site", "Identifiant du site", "Déclarée", "Foyers"],
    ["Personnes en tout", "Repas servis", "Colis remis", "Passages", "Déclarée le", "Corrigée le"],
);

const ENGLISH: Heads = (
    ["Week", "Monday", "Organisation", "Site", "Identifier of the site", "Declared", "Households"],
    ["People in all", "Meals served", "Parcels handed out", "Visits", "Declared on", "Corrected on"],
);

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
    pub counted: Option<Counted>,
}

/// What was declared of a week.
pub(super) struct Counted {
    /// The figures, as they are now.
    pub counts: ActivityCounts,
    /// The day on which it was declared first.
    pub declared_on: NaiveDate,
    /// The day of the last correction.
    pub corrected_on: Option<NaiveDate>,
}

/// Writes the weeks, the first first, each by the names of its sites.
///
/// # Errors
/// When a row cannot be written, which is a mistake of ours.
pub(super) fn write(mut lines: Vec<Line>, locale: Locale) -> Result<Vec<u8>, Error> {
    lines.sort_by_cached_key(|line| (line.week, fold(&line.organisation), fold(&line.site), line.site_id));
    let (first, last) = match locale {
        Locale::French => FRENCH,
        Locale::English => ENGLISH,
    };
    let ages: Vec<String> = PACK.activity.age_bands.iter().map(|band| age(band, locale)).collect();
    let mut table = Table::of(locale, first.into_iter().chain(ages.iter().map(String::as_str)).chain(last))?;
    for line in lines {
        table.cells(&cells(line, locale))?;
    }
    table.finish()
}

/// People from one age to another, in words.
fn age(band: &AgeBand, locale: Locale) -> String {
    match (locale, band.from, band.until) {
        (Locale::French, from, None) => format!("{from} ans et plus"),
        (Locale::French, 0, Some(until)) => format!("Moins de {} ans", until + 1),
        (Locale::French, from, Some(until)) => format!("{from} à {until} ans"),
        (Locale::English, from, None) => format!("{from} and over"),
        (Locale::English, 0, Some(until)) => format!("Under {}", until + 1),
        (Locale::English, from, Some(until)) => format!("{from} to {until}"),
    }
}

/// The cells of a row. What was not counted is empty: 0 would say that there was none.
fn cells(line: Line, locale: Locale) -> Vec<Cell> {
    let Line { week, site_id, site, organisation, counted } = line;
    let nothing = ActivityCounts::default();
    let counts = counted.as_ref().map_or(&nothing, |counted| &counted.counts);
    let mut cells = vec![
        Cell::Text(week.to_string()),
        Cell::Day(week.monday()),
        Cell::Text(organisation),
        Cell::Text(site),
        Cell::Text(site_id.to_string()),
        Cell::text(yes_or_no(counted.is_some(), locale)),
        figure(counts.households),
    ];
    cells.extend(counts.people.bands().map(figure));
    cells.extend([counts.people.total(), counts.meals, counts.parcels, counts.visits].map(figure));
    let declared_on = counted.as_ref().map(|counted| counted.declared_on);
    let corrected_on = counted.as_ref().and_then(|counted| counted.corrected_on);
    cells.extend([declared_on, corrected_on].map(|day| day.map_or(Cell::Nothing, Cell::Day)));
    cells
}

fn figure(count: Option<i64>) -> Cell {
    count.map_or(Cell::Nothing, Cell::Whole)
}

const fn yes_or_no(is_so: bool, locale: Locale) -> &'static str {
    match (locale, is_so) {
        (Locale::French, true) => "oui",
        (Locale::French, false) => "non",
        (Locale::English, true) => "yes",
        (Locale::English, false) => "no",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::activity::PeopleByAge;
    use uuid::Uuid;

    fn line(week: &str, site: &str, counts: Option<ActivityCounts>) -> Line {
        let (week, site_id) = (week.parse().unwrap(), SiteId(Uuid::nil()));
        let declared_on = "2026-11-24".parse().unwrap();
        let counted = counts.map(|counts| Counted { counts, declared_on, corrected_on: None });
        Line { week, site_id, site: site.to_owned(), organisation: "=Épicerie".to_owned(), counted }
    }

    fn rows(lines: Vec<Line>, locale: Locale) -> Vec<String> {
        let text = String::from_utf8(write(lines, locale).unwrap()).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn what_was_not_counted_is_empty_and_no_cell_is_a_formula() {
        let counts = ActivityCounts {
            people: PeopleByAge::of_bands([Some(2), None, Some(3)]),
            meals: Some(0),
            ..ActivityCounts::default()
        };
        let lines = vec![line("2026-W48", "b", None), line("2026-W48", "a", Some(counts)), line("2026-W47", "z", None)];
        let rows = rows(lines, Locale::French);
        assert!(rows[1].starts_with("2026-W47;16/11/2026;'=Épicerie;z;"), "{rows:?}");
        assert!(rows[2].contains(";a;") && rows[2].ends_with(";oui;;2;;3;;;5;0;;;24/11/2026;"), "{rows:?}");
        assert!(rows[3].contains(";b;") && rows[3].ends_with(";non;;;;;;;;;;;;"), "{rows:?}");
        assert_eq!(rows.len(), 4);
    }

    #[test]
    fn ages_are_columns_in_the_words_of_the_language() {
        let heading = |locale| rows(Vec::new(), locale).remove(0);
        let french = heading(Locale::French);
        assert!(french.contains(";Foyers;Moins de 3 ans;3 à 14 ans;15 à 25 ans;"), "{french}");
        assert!(french.contains(";65 ans et plus;Personnes en tout;"), "{french}");
        let english = heading(Locale::English);
        assert!(english.contains(",Households,Under 3,3 to 14,15 to 25,"), "{english}");
        assert!(english.contains(",65 and over,People in all,"), "{english}");
    }
}
