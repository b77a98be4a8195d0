//! Rounds and their solutions as plain text: one record a line, whole numbers, in any order.
//!
//! ```text
//! p alloc 1 <recipients> <lots> <categories> 3 <origins> <round>
//! c <category> <name> <temperature 0..2>        o <origin> <latitude> <longitude>
//! a <recipient> <latitude> <longitude> <people> <vehicle kg> <reach m> <cold transport 0/1> <wait days>
//!   <ambient kg> <chilled kg> <frozen kg> <received in the window kg>                       (on one line)
//! n <recipient> <category> <kg>                 d <recipient> <origin> <metres>
//! l <lot> <origin> <category> <kg> <days>       x <lot> <recipient> <kg>    (a solution's only record)
//! ```
//!
//! The format has no entitlements, window, tolerance, closed lots or fixed lines: they are as [`Instance`] says below.

use super::model::{Category, Fault, Instance, Line, Lot, Origin, Place, Recipient, Temperature};
use super::table::mix;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::str::FromStr;

/// Kilograms of food a week that one person is entitled to. It scales all levels alike, and so changes no share: with it a
/// level is near the share of their need that recipients of this format got (they declare about this much a person).
pub const RATION: i64 = 4;

/// Rounds over which levels are counted where nothing else is said.
pub const WINDOW: i64 = 4;

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// Which line, from 1; 0: the text as a whole.
    pub line: usize,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no record of this name.
    Record,
    /// The record has fewer or more fields.
    Fields,
    /// A field is no whole number, or not within its limits.
    Number(String),
    /// It names something that no other line defines, or defines something a second time.
    Reference(u32),
    /// The first record is not `p alloc 1 …`, or counts other records than there are.
    Header,
    /// What is read makes no sense together.
    Instance(Fault),
}

impl std::fmt::Display for TextError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { line, wrong } = self;
        if *line > 0 {
            write!(f, "line {line}: ")?;
        }
        match wrong {
            Wrong::Record => f.write_str("unknown record"),
            Wrong::Fields => f.write_str("wrong number of fields"),
            Wrong::Number(text) => write!(f, "`{text}` is no number that can stand here"),
            Wrong::Reference(id) => write!(f, "{id} is not defined, or twice"),
            Wrong::Header => f.write_str("`p alloc 1` is missing, or counts other records than there are"),
            Wrong::Instance(fault) => write!(f, "the round makes no sense: {fault:?}"),
        }
    }
}

impl std::error::Error for TextError {}

/// The fields of one line.
struct Fields<'t> {
    line: usize,
    words: std::str::SplitAsciiWhitespace<'t>,
}

impl<'t> Fields<'t> {
    fn fails<T>(&self, wrong: Wrong) -> Result<T, TextError> {
        Err(TextError { line: self.line, wrong })
    }

    fn word(&mut self) -> Result<&'t str, TextError> {
        self.words.next().map_or_else(|| self.fails(Wrong::Fields), Ok)
    }

    fn number<T: FromStr>(&mut self) -> Result<T, TextError> {
        let word = self.word()?;
        word.parse().or_else(|_| self.fails(Wrong::Number(word.to_owned())))
    }

    fn place(&mut self) -> Result<Place, TextError> {
        Ok(Place { latitude: self.degrees()?, longitude: self.degrees()? })
    }

    /// A decimal number of degrees, as millionths; more decimals are not kept.
    fn degrees(&mut self) -> Result<i64, TextError> {
        let word = self.word()?;
        let (negative, digits) = word.strip_prefix('-').map_or((false, word), |rest| (true, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let six: String = decimals.chars().chain("000000".chars()).take(6).collect();
        let millionths = whole.parse::<u16>().ok().filter(|it| *it <= 180).zip(six.parse::<u32>().ok());
        let Some((whole, six)) = millionths else { return self.fails(Wrong::Number(word.to_owned())) };
        let value = i64::from(whole) * 1_000_000 + i64::from(six);
        Ok(if negative { -value } else { value })
    }

    fn end(mut self) -> Result<(), TextError> {
        if self.words.next().is_some() { self.fails(Wrong::Fields) } else { Ok(()) }
    }
}

/// Records that name others, which may come later in the text.
#[derive(Default)]
struct Loose {
    needs: Vec<(usize, u32, u32, i64)>,
    links: Vec<(usize, u32, u32, i64)>,
    lots: Vec<(usize, u32, u32)>,
}

/// Reads a round. Its lists are in the order of their numbers, whatever the order of the lines.
///
/// # Errors
/// The first line that is wrong.
pub fn read_instance(text: &str) -> Result<Instance, TextError> {
    let mut instance = empty();
    let (mut header, mut loose) = (None, Loose::default());
    for (line, text) in (1..).zip(text.lines()) {
        let mut fields = Fields { line, words: text.split_ascii_whitespace() };
        match fields.words.next() {
            None => {}
            Some("p") => header = Some(read_header(&mut fields, &mut instance)?),
            Some("c") => instance.categories.push(read_category(&mut fields)?),
            Some("o") => instance.origins.push(Origin { id: fields.number()?, place: fields.place()? }),
            Some("a") => instance.recipients.push(read_recipient(&mut fields)?),
            Some("n") => loose.needs.push((line, fields.number()?, fields.number()?, fields.number()?)),
            Some("d") => loose.links.push((line, fields.number()?, fields.number()?, fields.number()?)),
            Some("l") => instance.lots.push(read_lot(&mut fields, &mut loose)?),
            Some(_) => return fields.fails(Wrong::Record),
        }
        fields.end()?;
    }
    let counted = [instance.recipients.len(), instance.lots.len(), instance.categories.len(), instance.origins.len()];
    if header != Some(counted) {
        return Err(TextError { line: 0, wrong: Wrong::Header });
    }
    tie(&mut instance, loose)?;
    instance.validate().map_err(|fault| TextError { line: 0, wrong: Wrong::Instance(fault) })?;
    Ok(instance)
}

/// A round of nobody and nothing.
pub(super) const fn empty() -> Instance {
    Instance {
        seed: 0,
        window: WINDOW,
        tolerance: 0,
        categories: Vec::new(),
        origins: Vec::new(),
        recipients: Vec::new(),
        lots: Vec::new(),
        fixed: Vec::new(),
    }
}

fn read_header(fields: &mut Fields<'_>, instance: &mut Instance) -> Result<[usize; 4], TextError> {
    if (fields.word()?, fields.word()?) != ("alloc", "1") {
        return fields.fails(Wrong::Header);
    }
    let [recipients, lots, categories] = [fields.number()?, fields.number()?, fields.number()?];
    if fields.number::<usize>()? != Temperature::ALL.len() {
        return fields.fails(Wrong::Header);
    }
    let origins = fields.number()?;
    instance.seed = fields.number()?;
    Ok([recipients, lots, categories, origins])
}

fn read_category(fields: &mut Fields<'_>) -> Result<Category, TextError> {
    let (id, name) = (fields.number()?, fields.word()?.to_owned());
    let temperature: usize = fields.number()?;
    let Some(temperature) = Temperature::ALL.get(temperature).copied() else {
        return fields.fails(Wrong::Number(temperature.to_string()));
    };
    Ok(Category { id, name, temperature })
}

fn read_recipient(fields: &mut Fields<'_>) -> Result<Recipient, TextError> {
    let (id, place, people) = (fields.number()?, fields.place()?, fields.number::<i64>()?);
    Ok(Recipient {
        id,
        key: key(place, people),
        place,
        people,
        // Who serves nobody comes last, but food that nobody else can use is not thrown away.
        weight: people.max(1).saturating_mul(RATION),
        vehicle: fields.number()?,
        reach: fields.number()?,
        cold_transport: fields.number::<u8>()? != 0,
        wait: fields.number()?,
        storage: [fields.number()?, fields.number()?, fields.number()?],
        received: fields.number()?,
        needs: Vec::new(),
        links: Vec::new(),
    })
}

/// What tells recipients of files apart whatever their numbers: where they are and how many people they serve.
pub(super) const fn key(place: Place, people: i64) -> u64 {
    let at = mix(place.latitude.cast_unsigned(), place.longitude.cast_unsigned());
    mix(at, people.cast_unsigned())
}

fn read_lot(fields: &mut Fields<'_>, loose: &mut Loose) -> Result<Lot, TextError> {
    let id = fields.number()?;
    loose.lots.push((fields.line, fields.number()?, fields.number()?));
    Ok(Lot { id, origin: 0, category: 0, kg: fields.number()?, days: fields.number()?, closed_to: Vec::new() })
}

/// Makes numbers into places in lists, and sorts the lists.
fn tie(instance: &mut Instance, loose: Loose) -> Result<(), TextError> {
    instance.categories.sort_by_key(|it| it.id);
    instance.origins.sort_by_key(|it| it.id);
    instance.recipients.sort_by_key(|it| it.id);
    let categories = places(instance.categories.iter().map(|it| it.id));
    let origins = places(instance.origins.iter().map(|it| it.id));
    let recipients = places(instance.recipients.iter().map(|it| it.id));
    let find = |places: &HashMap<u32, usize>, line: usize, id: u32| {
        places.get(&id).copied().ok_or(TextError { line, wrong: Wrong::Reference(id) })
    };
    for (line, recipient, category, kg) in loose.needs {
        let (recipient, category) = (find(&recipients, line, recipient)?, find(&categories, line, category)?);
        instance.recipients.get_mut(recipient).into_iter().for_each(|it| it.needs.push((category, kg)));
    }
    for (line, recipient, origin, metres) in loose.links {
        let (recipient, origin) = (find(&recipients, line, recipient)?, find(&origins, line, origin)?);
        instance.recipients.get_mut(recipient).into_iter().for_each(|it| it.links.push((origin, metres)));
    }
    for (lot, (line, origin, category)) in instance.lots.iter_mut().zip(loose.lots) {
        (lot.origin, lot.category) = (find(&origins, line, origin)?, find(&categories, line, category)?);
    }
    instance.lots.sort_by_key(|it| it.id);
    for recipient in &mut instance.recipients {
        recipient.needs.sort_unstable();
        recipient.links.sort_unstable();
    }
    Ok(())
}

fn places(ids: impl Iterator<Item = u32>) -> HashMap<u32, usize> {
    ids.enumerate().map(|(place, id)| (id, place)).collect()
}

/// Writes a round as [`read_instance`] reads it, without what the format has no record for.
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

/// Reads a solution. It may be any nonsense: [`super::check`] judges it.
///
/// # Errors
/// The first line that is wrong.
pub fn read_lines(instance: &Instance, text: &str) -> Result<Vec<Line>, TextError> {
    let lots = places(instance.lots.iter().map(|it| it.id));
    let recipients = places(instance.recipients.iter().map(|it| it.id));
    let mut lines = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let mut fields = Fields { line, words: text.split_ascii_whitespace() };
        match fields.words.next() {
            None => continue,
            Some("x") => {}
            Some(_) => return fields.fails(Wrong::Record),
        }
        let (lot, recipient, kg) = (fields.number()?, fields.number()?, fields.number()?);
        let Some((lot, recipient)) = lots.get(&lot).zip(recipients.get(&recipient)) else {
            return fields.fails(Wrong::Reference(if lots.contains_key(&lot) { recipient } else { lot }));
        };
        lines.push(Line { lot: *lot, recipient: *recipient, kg });
        fields.end()?;
    }
    Ok(lines)
}
