//! Days and hours in the reader's language, on the network's clocks.

use super::{current, t, zone};
use chrono::NaiveDate;
use js_sys::{Array, Intl::DateTimeFormat, Object};
use shared::accounts::Locale;
use shared::local_time::LocalTime;
use shared::time::{DAY, HOUR, MINUTE, UtcMillis};
use std::cell::RefCell;
use std::collections::HashMap;
use yew::AttrValue;

/// How much of a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Style {
    /// "mercredi 25 novembre"
    LongDay,
    /// "mer. 25 nov."
    ShortDay,
    /// "25 novembre 2026"
    Date,
    /// "novembre 2026"
    Month,
    /// "14:30"
    Clock,
}

impl Style {
    const fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::LongDay => &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
            Self::ShortDay => &[("weekday", "short"), ("day", "numeric"), ("month", "short")],
            Self::Date => &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
            Self::Month => &[("month", "long"), ("year", "numeric")],
            Self::Clock => &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")],
        }
    }
}

thread_local! {
    static FORMATS: RefCell<HashMap<(&'static str, String, Style), DateTimeFormat>> = RefCell::new(HashMap::new());
}

/// "9 h", "14 h 30" in French, "09:00", "14:30" in English.
#[must_use]
pub fn clock(at: UtcMillis) -> AttrValue {
    let figures = write(at, &zone::name(), Style::Clock);
    figures.split_once(':').map_or(figures.clone(), |(hour, minute)| clock_words(hour, minute))
}

/// Hour and minute, two digits each, as the language writes them.
pub(super) fn clock_words(hour: &str, minute: &str) -> AttrValue {
    match current() {
        Locale::French => french_clock(hour, minute),
        Locale::English => format!("{hour}:{minute}").into(),
    }
}

/// As the Imprimerie nationale sets it: no leading zero of hours, no minutes where there are none, no line break inside.
fn french_clock(hour: &str, minute: &str) -> AttrValue {
    let hour = hour.strip_prefix('0').unwrap_or(hour);
    if minute == "00" { format!("{hour}\u{a0}h").into() } else { format!("{hour}\u{a0}h\u{a0}{minute}").into() }
}

/// A time of day as a clock on the wall shows it: "14 h 30", "14:30".
#[must_use]
pub fn of_day(time: LocalTime) -> AttrValue {
    let (hour, minute) = time.parts();
    clock_words(&format!("{hour:02}"), &format!("{minute:02}"))
}

/// "25 novembre 2026"
#[must_use]
pub fn date(at: UtcMillis) -> AttrValue {
    write(at, &zone::name(), Style::Date)
}

/// The day of an instant as people say it: "aujourd'hui", "demain", "mer. 25 nov.".
#[must_use]
pub fn day_of(at: UtcMillis) -> AttrValue {
    day(zone::wall(at).date())
}

/// A day as people say it: "aujourd'hui", "demain", "hier", else "mer. 25 nov.".
#[must_use]
pub fn day(day: NaiveDate) -> AttrValue {
    match day.signed_duration_since(zone::today()).num_days() {
        0 => t!("time.today"),
        1 => t!("time.tomorrow"),
        -1 => t!("time.yesterday"),
        _ => write(midnight(day), "UTC", Style::ShortDay),
    }
}

/// "mercredi 25 novembre"
#[must_use]
pub fn long_day(day: NaiveDate) -> AttrValue {
    write(midnight(day), "UTC", Style::LongDay)
}

/// "25 novembre 2026", for a day that may be far away.
#[must_use]
pub fn full_day(day: NaiveDate) -> AttrValue {
    write(midnight(day), "UTC", Style::Date)
}

/// "novembre 2026", the month of a day.
#[must_use]
pub fn month(day: NaiveDate) -> AttrValue {
    write(midnight(day), "UTC", Style::Month)
}

/// "demain à 14 h 30"
#[must_use]
pub fn moment(at: UtcMillis) -> AttrValue {
    t!("time.moment", day = day_of(at), clock = clock(at))
}

/// "demain, 14 h – 17 h"; over midnight both days are named.
#[must_use]
pub fn span(from: UtcMillis, to: UtcMillis) -> AttrValue {
    if zone::wall(from).date() == zone::wall(to).date() {
        t!("time.span_in_day", day = day_of(from), from = clock(from), to = clock(to))
    } else {
        t!("time.span_over_days", from = moment(from), to = moment(to))
    }
}

/// How long until then, coarsely: "dans 3 jours", "dans 5 h", "dans 20 min"; past instants read "passé".
#[must_use]
pub fn until(at: UtcMillis) -> AttrValue {
    match at.0 - zone::now().0 {
        ..=0 => t!("time.past"),
        left if left < HOUR => t!("time.in_minutes", n = (left / MINUTE).max(1)),
        left if left < 2 * DAY => t!("time.in_hours", n = left / HOUR),
        left => t!("time.in_days", n = left / DAY),
    }
}

/// How long to wait, coarsely and rather too long: "dans 3 minutes".
#[must_use]
pub fn wait(seconds: i64) -> AttrValue {
    t!("time.in_minutes", n = seconds.div_euclid(60) + 1)
}

fn midnight(day: NaiveDate) -> UtcMillis {
    UtcMillis(day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis())
}

fn write(at: UtcMillis, zone: &str, style: Style) -> AttrValue {
    let key = (current().as_str(), zone.to_owned(), style);
    FORMATS.with_borrow_mut(|formats| {
        let format = formats.entry(key).or_insert_with(|| {
            let options = Object::new();
            for (name, value) in style.options() {
                zone::set_option(&options, name, value);
            }
            zone::set_option(&options, "timeZone", zone);
            let tag = if current().as_str() == "en" { "en-GB" } else { current().as_str() };
            DateTimeFormat::new(&Array::of1(&tag.into()), &options)
        });
        zone::shown(format, at).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_hours_have_no_leading_zero_and_no_empty_minutes() {
        assert_eq!(french_clock("09", "00"), "9\u{a0}h");
        assert_eq!(french_clock("14", "30"), "14\u{a0}h\u{a0}30");
        assert_eq!(french_clock("00", "05"), "0\u{a0}h\u{a0}05");
    }
}
