//! From rounds and solutions to text.

use super::super::model::{Instance, Line, Place, Recipient, Temperature};
use std::fmt::Write as _;

/// Writes a round as [`super::read_instance`] reads it, without what the format has no record for.
#[must_use]
pub fn write_instance(instance: &Instance) -> String {
    let Instance { categories, origins, recipients, lots, seed, .. } = instance;
    let (origin, category) =
        (|at: usize| origins.get(at).map_or(0, |it| it.id), |at: usize| categories.get(at).map_or(0, |it| it.id));
    let [a, l, c, o] = [recipients.len(), lots.len(), categories.len(), origins.len()];
    let mut text = format!("p alloc 1 {a} {l} {c} {} {o} {seed}\n", Temperature::ALL.len());
    for it in categories {
        let _ = writeln!(text, "c {} {} {}", it.id, it.name, it.temperature as usize);
    }
    for it in origins {
        let _ = writeln!(text, "o {} {}", it.id, degrees(it.place));
    }
    for it in recipients {
        let [ambient, chilled, frozen] = it.storage;
        let (place, cold) = (degrees(it.place), u8::from(it.cold_transport));
        let Recipient { id, people, vehicle, reach, wait, received, .. } = it;
        let _ = writeln!(
            text,
            "a {id} {place} {people} {vehicle} {reach} {cold} {wait} {ambient} {chilled} {frozen} {received}"
        );
        for (at, kg) in &it.needs {
            let _ = writeln!(text, "n {id} {} {kg}", category(*at));
        }
        for (at, metres) in &it.links {
            let _ = writeln!(text, "d {id} {} {metres}", origin(*at));
        }
    }
    for it in lots {
        let _ = writeln!(text, "l {} {} {} {} {}", it.id, origin(it.origin), category(it.category), it.kg, it.days);
    }
    text
}

fn degrees(place: Place) -> String {
    let one = |value: i64| {
        let sign = if value < 0 { "-" } else { "" };
        format!("{sign}{}.{:06}", value.abs() / 1_000_000, value.abs() % 1_000_000)
    };
    format!("{} {}", one(place.latitude), one(place.longitude))
}

/// Writes a solution, in the order of lots and recipients.
#[must_use]
pub fn write_lines(instance: &Instance, lines: &[Line]) -> String {
    let numbered = lines
        .iter()
        .filter_map(|line| Some((instance.lots.get(line.lot)?.id, instance.recipients.get(line.recipient)?.id, line.kg)));
    let mut numbered: Vec<(u32, u32, i64)> = numbered.collect();
    numbered.sort_unstable();
    let mut text = String::new();
    for (lot, recipient, kg) in numbered {
        let _ = writeln!(text, "x {lot} {recipient} {kg}");
    }
    text
}
