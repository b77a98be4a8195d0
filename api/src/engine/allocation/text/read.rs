//! From text to rounds and solutions. What is wrong is refused with its line, wherever one line can be named.

use super::super::model::{Category, Instance, Line, Lot, MOST_WEIGHT, Origin, Place, Recipient, Temperature};
use super::super::model::{is_amount, is_way};
use super::{RATION, TextError, Wrong, empty, key};
use std::collections::{HashMap, HashSet};
use std::str::{FromStr, SplitAsciiWhitespace};

/// The fields of one line.
struct Fields<'t> {
    line: usize,
    words: SplitAsciiWhitespace<'t>,
}

impl<'t> Fields<'t> {
    fn of(line: usize, text: &'t str) -> Self {
        Self { line, words: text.split_ascii_whitespace() }
    }

    fn fails<T>(&self, wrong: Wrong) -> Result<T, TextError> {
        Err(TextError { line: self.line, wrong })
    }

    fn word(&mut self) -> Result<&'t str, TextError> {
        self.words.next().map_or_else(|| self.fails(Wrong::Fields), Ok)
    }

    fn number<T: FromStr>(&mut self) -> Result<T, TextError> {
        self.number_if(|_| true)
    }

    fn number_if<T: FromStr>(&mut self, fits: impl Fn(&T) -> bool) -> Result<T, TextError> {
        let word = self.word()?;
        word.parse().ok().filter(fits).map_or_else(|| self.fails(Wrong::Number(word.to_owned())), Ok)
    }

    /// Kilograms, metres or days.
    fn amount(&mut self) -> Result<i64, TextError> {
        self.number_if(|number| is_amount(*number))
    }

    fn place(&mut self) -> Result<Place, TextError> {
        Ok(Place { latitude: self.degrees(90)?, longitude: self.degrees(180)? })
    }

    /// A decimal number of degrees, as millionths; more decimals are not kept.
    fn degrees(&mut self, most: i64) -> Result<i64, TextError> {
        let word = self.word()?;
        let (sign, digits) = word.strip_prefix('-').map_or((1, word), |rest| (-1, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let six: String = decimals.chars().chain("000000".chars()).take(6).collect();
        let decimal = whole.bytes().chain(decimals.bytes()).all(|it| it.is_ascii_digit());
        let parts = whole.parse::<u16>().ok().zip(six.parse::<u32>().ok()).filter(|_| decimal);
        let millionths = parts.map(|(whole, six)| i64::from(whole) * 1_000_000 + i64::from(six));
        let within = millionths.filter(|it| *it <= most * 1_000_000);
        within.map_or_else(|| self.fails(Wrong::Number(word.to_owned())), |it| Ok(sign * it))
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
/// The first line that cannot be read by itself; if there is none, what does not go together.
pub fn read_instance(text: &str) -> Result<Instance, TextError> {
    let mut instance = empty();
    let (mut header, mut loose, mut subjects) = (None, Loose::default(), HashSet::new());
    for (line, text) in (1..).zip(text.lines()) {
        let mut fields = Fields::of(line, text);
        let Some(record) = fields.words.next() else { continue };
        let subject = subject(record, fields.words.clone());
        match record {
            "p" => header = Some(read_header(&mut fields, &mut instance)?),
            "c" => instance.categories.push(read_category(&mut fields)?),
            "o" => instance.origins.push(Origin { id: fields.number()?, place: fields.place()? }),
            "a" => instance.recipients.push(read_recipient(&mut fields)?),
            "n" => loose.needs.push((line, fields.number()?, fields.number()?, fields.amount()?)),
            "d" => loose.links.push((line, fields.number()?, fields.number()?, fields.number_if(|it| is_way(*it))?)),
            "l" => instance.lots.push(read_lot(&mut fields, &mut loose)?),
            _ => return fields.fails(Wrong::Record),
        }
        fields.end()?;
        if !subjects.insert(subject) {
            return Err(TextError { line, wrong: Wrong::Twice });
        }
    }
    let counted = [instance.recipients.len(), instance.lots.len(), instance.categories.len(), instance.origins.len()];
    if header != Some(counted) {
        return Err(TextError { line: 0, wrong: Wrong::Header });
    }
    tie(&mut instance, loose)?;
    // All other faults are those of one line, and have been found there.
    instance.validate().map_err(|_| TextError { line: 0, wrong: Wrong::TooMuch })?;
    Ok(instance)
}

/// What a line is about: its record, and the numbers that name it.
fn subject<'t>(record: &'t str, words: SplitAsciiWhitespace<'t>) -> (&'t str, Vec<u32>) {
    let names = match record {
        "p" => 0,
        "n" | "d" => 2,
        _ => 1,
    };
    (record, words.take(names).filter_map(|word| word.parse().ok()).collect())
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
    // Who serves nobody comes last, but food that nobody else can use is not thrown away.
    let weight = |people: i64| people.max(1).saturating_mul(RATION);
    let (id, place) = (fields.number()?, fields.place()?);
    let people = fields.number_if(|people| is_amount(*people) && weight(*people) < MOST_WEIGHT)?;
    Ok(Recipient {
        id,
        key: key(place, people),
        place,
        people,
        weight: weight(people),
        vehicle: fields.amount()?,
        reach: fields.amount()?,
        cold_transport: fields.number_if(|it: &u8| *it <= 1)? == 1,
        wait: fields.amount()?,
        storage: [fields.amount()?, fields.amount()?, fields.amount()?],
        received: fields.amount()?,
        needs: Vec::new(),
        links: Vec::new(),
    })
}

fn read_lot(fields: &mut Fields<'_>, loose: &mut Loose) -> Result<Lot, TextError> {
    let id = fields.number()?;
    loose.lots.push((fields.line, fields.number()?, fields.number()?));
    Ok(Lot { id, origin: 0, category: 0, kg: fields.amount()?, days: fields.amount()?, closed_to: Vec::new() })
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

/// Reads a solution. It may be any nonsense: [`super::super::check`] judges it.
///
/// # Errors
/// The first line that is wrong.
pub fn read_lines(instance: &Instance, text: &str) -> Result<Vec<Line>, TextError> {
    let lots = places(instance.lots.iter().map(|it| it.id));
    let recipients = places(instance.recipients.iter().map(|it| it.id));
    let mut lines = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let mut fields = Fields::of(line, text);
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
