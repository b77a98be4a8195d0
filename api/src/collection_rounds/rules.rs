//! When a round may be run, what may be noted of its stops, and what its end needs.

use chrono::{Datelike, NaiveDate};
use shared::accounts::Locale;
use shared::cold_chain;
use shared::collection_rounds::{
    CollectionFinish, CollectionRoundAction, CollectionRoundState, CollectionTableQuery, MAX_STOPS, NewCollectedFood,
};
use shared::ids::CollectionRoundId;
use shared::problem::{Code, FieldError, Problem};
use shared::time::{DAY, MINUTE, UtcMillis};
use shared::units::TemperatureClass;

/// How many days before or after today a round may be.
const MAX_DAYS_AWAY: i64 = 31;
/// How many days ago somebody may have been at a shop when it is noted.
const LATEST_NOTE_DAYS: i64 = 31;
/// "Now" is said a moment before it is heard.
const PATIENCE: i64 = 10 * MINUTE;
/// The longest time of which a table tells, days.
const MAX_TABLE_DAYS: i64 = 366;

/// Why something is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The round is over.
    Closed(CollectionRoundState),
    /// The route has a round on that day.
    Exists(Option<CollectionRoundId>),
    /// The route is run no more.
    Retired,
    /// The day is too far ahead.
    DayTooFar,
    /// The day is too long ago.
    DayTooLongAgo,
    /// Somebody would have been there in the future.
    VisitFuture,
    /// Somebody was there too long ago.
    VisitPast,
    /// The round has as many stops as it may have.
    TooManyStops,
    /// Food of this class was collected, and its temperature on arrival is not said.
    TemperatureMissing(TemperatureClass),
    /// The table would end before it begins.
    TableOrder,
    /// The table would tell of too long a time.
    TableTooLong,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Closed(state) => Problem::of(Code::RoundClosed).with("state", state.as_str()),
            Self::Exists(Some(id)) => Problem::of(Code::RoundExists).with("round_id", id.to_string()),
            Self::Exists(None) => Problem::of(Code::RoundExists),
            Self::Retired => Problem::invalid_field("/route_id", "retired"),
            Self::DayTooFar => limited("/day", "too_far", MAX_DAYS_AWAY),
            Self::DayTooLongAgo => limited("/day", "too_long_ago", MAX_DAYS_AWAY),
            Self::VisitFuture => Problem::invalid_field("/at", "not_yet"),
            Self::VisitPast => limited("/at", "too_long_ago", LATEST_NOTE_DAYS),
            Self::TooManyStops => limited("/add_stop", "too_many", most_stops()),
            Self::TemperatureMissing(class) => {
                Problem::invalid_field(&format!("/{class}_decidegrees"), "temperature_required")
            }
            Self::TableOrder => Problem::invalid_field("?until", "dates_order"),
            Self::TableTooLong => limited("?from", "too_many", MAX_TABLE_DAYS),
        }
    }
}

fn limited(pointer: &str, code: &str, max: i64) -> Problem {
    let mut error = FieldError::new(pointer, code);
    error.params.insert("max".to_owned(), max.into());
    Problem::invalid(vec![error])
}

/// Whether a round may still change.
///
/// # Errors
/// When it is over.
pub fn open(state: CollectionRoundState) -> Result<(), Refusal> {
    if state == CollectionRoundState::Open { Ok(()) } else { Err(Refusal::Closed(state)) }
}

/// What somebody who may act for its organisation, or not, may do with a round.
#[must_use]
pub fn actions(state: CollectionRoundState, may_act: bool) -> Vec<CollectionRoundAction> {
    if may_act && state == CollectionRoundState::Open { CollectionRoundAction::ALL.to_vec() } else { Vec::new() }
}

/// The day of a round: as said, or today.
///
/// # Errors
/// When it is too far away.
pub fn day(said: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let day = said.unwrap_or(today);
    match day.signed_duration_since(today).num_days() {
        ahead if ahead > MAX_DAYS_AWAY => Err(Refusal::DayTooFar),
        ahead if ahead < -MAX_DAYS_AWAY => Err(Refusal::DayTooLongAgo),
        _ => Ok(day),
    }
}

/// Whether a route of these days (bit 0 is Monday) is run on a day.
#[must_use]
pub fn is_due(weekdays: i64, day: NaiveDate) -> bool {
    weekdays & (1 << day.weekday().num_days_from_monday()) != 0
}

/// When somebody was at a shop: as said, or now.
///
/// # Errors
/// When that is in the future, or too long ago.
pub fn visited(said: Option<UtcMillis>, now: UtcMillis) -> Result<UtcMillis, Refusal> {
    match said {
        None => Ok(now),
        Some(at) if at > now.plus(PATIENCE) => Err(Refusal::VisitFuture),
        Some(at) if at < now.plus(-LATEST_NOTE_DAYS * DAY) => Err(Refusal::VisitPast),
        Some(at) => Ok(at.min(now)),
    }
}

/// Whether a round of so many stops takes one more.
///
/// # Errors
/// When it has all that it may have.
pub fn one_more_stop(stops: i64) -> Result<(), Refusal> {
    if stops < most_stops() { Ok(()) } else { Err(Refusal::TooManyStops) }
}

fn most_stops() -> i64 {
    i64::try_from(MAX_STOPS).unwrap_or(i64::MAX)
}

/// What is wrong with food that a shop gave on a day: categories that nobody knows, and use-by days that were over.
///
/// # Errors
/// All of it, each at its place.
pub fn foods(foods: &[NewCollectedFood], day: NaiveDate, is_category: impl Fn(&str) -> bool) -> Result<(), Vec<FieldError>> {
    let mut errors = Vec::new();
    for (place, food) in foods.iter().enumerate() {
        if !is_category(&food.category) {
            errors.push(FieldError::new(format!("/foods/{place}/category"), "unknown"));
        }
        if food.use_by.is_some_and(|use_by| use_by < day) {
            errors.push(FieldError::new(format!("/foods/{place}/use_by"), "use_by_past"));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Whether the end of a round that brought food of these classes says how warm it is.
///
/// # Errors
/// The first class of which it does not.
pub fn temperatures(
    told: &CollectionFinish,
    brought: impl IntoIterator<Item = TemperatureClass> + Clone,
) -> Result<(), Refusal> {
    let is_missing = |class: &TemperatureClass| {
        let reading = match class {
            TemperatureClass::Ambient => None,
            TemperatureClass::Chilled => told.chilled_decidegrees,
            TemperatureClass::Frozen => told.frozen_decidegrees,
        };
        let needed = cold_chain::limit(*class).is_some() && brought.clone().into_iter().any(|other| other == *class);
        needed && reading.is_none()
    };
    match TemperatureClass::ALL.iter().copied().find(is_missing) {
        Some(class) => Err(Refusal::TemperatureMissing(class)),
        None => Ok(()),
    }
}

/// What stands beside a stop of which nobody has noted anything, in the network's language.
#[must_use]
pub const fn unnoted(locale: Locale) -> &'static str {
    match locale {
        Locale::French => "Rien n’a été noté.",
        Locale::English => "Nothing was noted.",
    }
}

/// Whether a table may tell of these days.
///
/// # Errors
/// When the end is before the beginning, or too long after it.
pub fn tabled(query: &CollectionTableQuery) -> Result<(), Refusal> {
    match query.until.signed_duration_since(query.from).num_days() {
        ..0 => Err(Refusal::TableOrder),
        MAX_TABLE_DAYS.. => Err(Refusal::TableTooLong),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use shared::cold_chain::DeciCelsius;
    use shared::ids::OrganisationId;
    use shared::time::HOUR;
    use shared::units::Grams;
    use uuid::Uuid;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_round_is_within_a_month_of_today() {
        let today = on("2026-11-24");
        assert_eq!(day(None, today), Ok(today));
        for (said, told) in [
            ("2026-10-23", Err(Refusal::DayTooLongAgo)),
            ("2026-10-24", Ok(on("2026-10-24"))),
            ("2026-12-25", Ok(on("2026-12-25"))),
            ("2026-12-26", Err(Refusal::DayTooFar)),
        ] {
            assert_eq!(day(Some(on(said)), today), told, "{said}");
        }
    }

    #[test]
    fn a_route_is_due_on_its_days_alone() {
        // Tuesday and Sunday.
        let weekdays = 0b100_0010;
        let due = |day| is_due(weekdays, on(day));
        assert!(due("2026-11-24") && due("2026-11-29"));
        assert!(!due("2026-11-23") && !due("2026-11-30") && !is_due(0, on("2026-11-24")));
    }

    #[test]
    fn what_is_sent_late_keeps_its_time_and_nobody_is_there_tomorrow() {
        let now = UtcMillis(100 * DAY);
        assert_eq!(visited(None, now), Ok(now));
        assert_eq!(visited(Some(now.plus(-5 * HOUR)), now), Ok(now.plus(-5 * HOUR)));
        assert_eq!(visited(Some(now.plus(9 * MINUTE)), now), Ok(now), "a clock that is fast");
        assert_eq!(visited(Some(now.plus(11 * MINUTE)), now), Err(Refusal::VisitFuture));
        assert_eq!(visited(Some(now.plus(-31 * DAY)), now), Ok(now.plus(-31 * DAY)));
        assert_eq!(visited(Some(now.plus(-31 * DAY - 1)), now), Err(Refusal::VisitPast));
    }

    fn food(category: &str, use_by: Option<&str>) -> NewCollectedFood {
        NewCollectedFood {
            category: category.to_owned(),
            title: None,
            grams: Grams(1_000),
            temperature_class: TemperatureClass::Chilled,
            temperature_decidegrees: None,
            use_by: use_by.map(on),
            best_before: None,
        }
    }

    #[test]
    fn what_is_wrong_with_food_is_told_of_all_of_it() {
        let known = |code: &str| code == "dairy";
        let given = [food("dairy", Some("2026-11-24")), food("stones", Some("2026-11-23")), food("dairy", None)];
        assert_eq!(foods(&given[..1], on("2026-11-24"), known), Ok(()), "its last day");
        let errors = foods(&given, on("2026-11-24"), known).unwrap_err();
        let told: Vec<(&str, &str)> = errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(told, [("/foods/1/category", "unknown"), ("/foods/1/use_by", "use_by_past")]);
    }

    #[test]
    fn cold_food_is_measured_on_arrival() {
        use TemperatureClass::{Ambient, Chilled, Frozen};
        let nothing = CollectionFinish::default();
        assert_eq!(temperatures(&nothing, [Ambient]), Ok(()));
        assert_eq!(temperatures(&nothing, [Ambient, Frozen]), Err(Refusal::TemperatureMissing(Frozen)));
        assert_eq!(temperatures(&nothing, [Frozen, Chilled]), Err(Refusal::TemperatureMissing(Chilled)));
        let chilled = CollectionFinish { chilled_decidegrees: Some(DeciCelsius(90)), ..nothing };
        assert_eq!(temperatures(&chilled, [Chilled]), Ok(()), "too warm is received, and put on hold");
        assert_eq!(temperatures(&chilled, [Frozen, Chilled]), Err(Refusal::TemperatureMissing(Frozen)));
        let problem = Refusal::TemperatureMissing(Frozen).problem();
        assert_eq!(problem.errors[0].pointer, "/frozen_decidegrees");
    }

    #[test]
    fn only_an_open_round_changes() {
        use CollectionRoundState::{Cancelled, Done, Open};
        assert_eq!(open(Open), Ok(()));
        for state in [Done, Cancelled] {
            assert_eq!(open(state), Err(Refusal::Closed(state)));
            assert!(actions(state, true).is_empty());
        }
        assert!(actions(Open, false).is_empty() && actions(Open, true).len() == 3);
        assert_eq!(one_more_stop(most_stops() - 1), Ok(()));
        assert_eq!(one_more_stop(most_stops()), Err(Refusal::TooManyStops));
    }

    #[test]
    fn a_table_tells_of_a_year_at_most() {
        let from = on("2026-01-01");
        let asked = |days: u64| {
            let until = from.checked_add_days(Days::new(days)).unwrap();
            tabled(&CollectionTableQuery { organisation: OrganisationId(Uuid::nil()), from, until })
        };
        assert_eq!((asked(0), asked(365), asked(366)), (Ok(()), Ok(()), Err(Refusal::TableTooLong)));
        let turned = CollectionTableQuery { organisation: OrganisationId(Uuid::nil()), from, until: on("2025-12-31") };
        assert_eq!(tabled(&turned), Err(Refusal::TableOrder));
    }
}
