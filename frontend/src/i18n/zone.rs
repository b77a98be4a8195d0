//! The network's time zone: from instants to the time on its clocks and back.
//!
//! Days and hours are those of the network, wherever the reader's device thinks it is. The browser's own zone tables do
//! the work: they are always there and cost no bytes.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use js_sys::{Array, Date, Intl::DateTimeFormat, Object, Reflect};
use shared::time::UtcMillis;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// The zone until the server has told its own.
const DEFAULT: &str = "Europe/Paris";

thread_local! {
    static ZONE: RefCell<String> = RefCell::new(DEFAULT.to_owned());
    static CLOCK: RefCell<Option<DateTimeFormat>> = const { RefCell::new(None) };
}

/// Takes the network's zone.
pub fn set(zone: &str) {
    ZONE.with_borrow_mut(|current| zone.clone_into(current));
    CLOCK.set(None);
}

/// IANA name of the network's zone.
#[must_use]
pub fn name() -> String {
    ZONE.with_borrow(Clone::clone)
}

/// The current instant.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and below 2^53")]
pub fn now() -> UtcMillis {
    UtcMillis(Date::now() as i64)
}

/// Today's date on the network's calendar.
#[must_use]
pub fn today() -> NaiveDate {
    wall(now()).date()
}

/// What the network's clocks and calendars show at an instant.
#[must_use]
pub fn wall(at: UtcMillis) -> NaiveDateTime {
    let text = CLOCK.with_borrow_mut(|clock| shown(clock.get_or_insert_with(make_clock), at));
    read(&text).unwrap_or_else(|| at.to_chrono().naive_utc())
}

/// The instant at which the network's clocks show this. In the hour that autumn repeats, the first of the two.
#[must_use]
pub fn instant(shown: NaiveDateTime) -> UtcMillis {
    let as_if_utc = shown.and_utc().timestamp_millis();
    let offset = |guess: i64| wall(UtcMillis(guess)).and_utc().timestamp_millis() - guess;
    // The offset at the naive guess may be that of the other side of a change of clocks; the second look settles it.
    let first = as_if_utc - offset(as_if_utc);
    UtcMillis(as_if_utc - offset(first))
}

/// The first instant of a day on the network's calendar.
#[must_use]
pub fn midnight(day: NaiveDate) -> UtcMillis {
    instant(day.and_time(NaiveTime::MIN))
}

/// Swedish is written `2026-11-25 09:00:00`, which is easy to read back.
fn make_clock() -> DateTimeFormat {
    let options = Object::new();
    let parts = ["year", "month", "day", "hour", "minute", "second"];
    for (name, value) in parts.map(|part| (part, "2-digit")).into_iter().chain([("year", "numeric"), ("hourCycle", "h23")]) {
        set_option(&options, name, value);
    }
    set_option(&options, "timeZone", &name());
    DateTimeFormat::new(&Array::of1(&"sv-SE".into()), &options)
}

/// Sets an option of an `Intl` formatter.
pub(super) fn set_option(options: &Object, name: &str, value: &str) {
    // Fails only for frozen objects.
    let _ = Reflect::set(options, &name.into(), &value.into());
}

/// What a formatter makes of an instant.
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are below 2^53")]
pub(super) fn shown(format: &DateTimeFormat, at: UtcMillis) -> String {
    let date = Date::new(&JsValue::from_f64(at.0 as f64));
    format.format().call1(&JsValue::UNDEFINED, &date).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// What a date-and-time picker holds, as `2026-11-25T14:30`.
#[must_use]
pub fn picker_text(shown: NaiveDateTime) -> String {
    let (date, time) = (shown.date(), shown.time());
    format!("{date}T{:02}:{:02}", time.hour(), time.minute())
}

/// Reads what a picker holds, or a clock shows; chrono's own formats would cost the browser 4 kB.
#[must_use]
pub fn read(text: &str) -> Option<NaiveDateTime> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
    let year = i32::try_from(numbers.next()?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, numbers.next()?, numbers.next()?)?;
    date.and_hms_opt(numbers.next()?, numbers.next()?, numbers.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_clock_text_reads_back() {
        let read = read("2026-11-25 09:05:30").unwrap();
        assert_eq!(read.to_string(), "2026-11-25 09:05:30");
        assert!(super::read("hier").is_none());
    }
}
