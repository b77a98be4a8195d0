//! What the State's notice of a recall says of batches, and which recalls it asks for. Producers type it as they like: a number,
//! several, a range, "tous les lots". Only plain numbers narrow a recall down; whatever else is said means all of the product,
//! and a person who has read the notice decides.

use super::{is_meant, number_key};
use shared::ids::LotId;
use shared::text::fold;
use std::collections::BTreeMap;

/// Letters of the longest batch number that a recall takes.
const LONGEST: usize = 60;
/// Numbers of which nobody makes recalls one by one: more mean all of the product.
const MOST_BATCHES: usize = 200;
/// Words of which a number has no more: "L 24 123 A".
const MOST_WORDS: usize = 4;
/// From so many letters on a word without digits is prose.
const PROSE: usize = 4;
/// Signs of the shortest number that is looked for within another one.
const SHORTEST_PART: usize = 3;
/// Digits of the longest date.
const DATE_DIGITS: usize = 8;

/// What stands between two numbers.
const SEPARATORS: [char; 6] = [',', ';', '\n', '\r', '\t', '¤'];
/// Folded words between two numbers.
const ANDS: [&str; 2] = ["et", "ou"];
/// Folded words that stand before a number, or before the barcode in front of it.
const LABELS: [&str; 20] = [
    "lot",
    "lots",
    "n",
    "no",
    "num",
    "numero",
    "numeros",
    "de",
    "des",
    "le",
    "les",
    "batch",
    "code",
    "barres",
    "ean",
    "ean13",
    "gencod",
    "gtin",
    "ref",
    "reference",
];
/// Folded words with which a date begins.
const DATES: [&str; 7] = ["dlc", "ddm", "dluo", "date", "dates", "dcr", "dlv"];
/// Folded words behind a date with which batches are spoken of again.
const BATCHES_AGAIN: [&str; 4] = ["lot", "lots", "tous", "toutes"];
/// Folded words between the two ends of a range; longer ones are prose.
const RANGES: [&str; 4] = ["a", "au", "aux", "to"];
/// Signs that a number may have between its letters and digits. Others (`>`, `*`, `…`) make a range of it, or a part.
const SIGNS: [char; 4] = ['-', '/', '.', '_'];

/// The batches of a product that a notice is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Batches {
    /// All, or such as only people understand.
    All,
    /// These; at least one. Each as it is written, under the key by which it is compared.
    These(BTreeMap<String, String>),
}

/// A lot, as far as a notice can mean it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedLot {
    /// Which, and what was frozen of it.
    pub ids: Vec<LotId>,
    /// Its number, as somebody has noted it.
    pub number: Option<String>,
    /// The same as it is compared.
    pub key: Option<String>,
    /// Whether all of it is recalled already.
    pub recalled: bool,
}

/// A recall that a notice asks for: of this number, or of all, and the lots that it would find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'l> {
    /// The batch number; `None`: all of the product.
    pub number: Option<String>,
    /// At least one.
    pub lots: Vec<&'l NotedLot>,
}

impl Batches {
    /// What texts in the place of a batch number say together.
    #[must_use]
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut batches = BTreeMap::new();
        for text in texts {
            let Some(found) = numbers(text) else { return Self::All };
            for (key, number) in found {
                batches.entry(key).or_insert(number);
            }
        }
        Self::these(batches)
    }

    fn these(batches: BTreeMap<String, String>) -> Self {
        if batches.is_empty() || batches.len() > MOST_BATCHES { Self::All } else { Self::These(batches) }
    }

    /// How many numbers it has.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::All => 0,
            Self::These(batches) => batches.len(),
        }
    }

    /// Takes what else is said of the same product.
    pub fn add(&mut self, other: &Self) {
        if let Self::These(batches) = self
            && let Self::These(more) = other
        {
            for (key, number) in more {
                batches.entry(key.clone()).or_insert_with(|| number.clone());
            }
            *self = Self::these(std::mem::take(batches));
        } else {
            *self = Self::All;
        }
    }

    /// The recalls that it takes, of these lots of the product: one for each number that is noted somewhere. Where only lots
    /// without a number are there, one of any number of the notice, which means them too.
    #[must_use]
    pub fn asked<'l>(&self, lots: &'l [NotedLot]) -> Vec<Asked<'l>> {
        let Self::These(batches) = self else {
            let all = Asked { number: None, lots: lots.iter().collect() };
            return if lots.is_empty() { Vec::new() } else { vec![all] };
        };
        let mut numbers: BTreeMap<&str, &str> = BTreeMap::new();
        for lot in lots {
            if let (Some(key), Some(number)) = (&lot.key, &lot.number)
                && batches.keys().any(|said| is_like(key, said))
            {
                numbers.entry(key).or_insert(number);
            }
        }
        if numbers.is_empty() && lots.iter().any(|lot| lot.key.is_none()) {
            numbers.extend(batches.first_key_value().map(|(key, number)| (key.as_str(), number.as_str())));
        }
        let asked = numbers.into_iter().map(|(key, number)| Asked {
            number: Some(number.to_owned()),
            lots: lots.iter().filter(|lot| is_meant(Some(key), lot.key.as_deref())).collect(),
        });
        asked.collect()
    }
}

/// Whether what somebody has noted may be the number of a notice. People note more than the number ("Lot 24123"), or one of
/// several that stand together ("123/124/125"): to show them one too many costs a look, one too few leaves it on a shelf.
fn is_like(noted: &str, said: &str) -> bool {
    let (short, long) = if noted.len() < said.len() { (noted, said) } else { (said, noted) };
    let tells = short.chars().count() >= SHORTEST_PART && short.contains(|c: char| c.is_ascii_digit());
    short == long || (tells && long.contains(short))
}

/// The numbers in a text, under their keys; `None` where it says something else.
fn numbers(text: &str) -> Option<Vec<(String, String)>> {
    // "n°24123", "lot:24123": the number begins behind the sign.
    let apart = text.replace([':', '°', 'º', '#', '=', '(', ')'], " ");
    let mut found = Vec::new();
    for part in apart.split(SEPARATORS) {
        let words: Vec<&str> = part.split_whitespace().collect();
        for words in words.split(|word| is_and(word)) {
            let words = without_label_and_date(words)?;
            if !words.is_empty() {
                found.push(number(words)?);
            }
        }
    }
    Some(found)
}

fn is_and(word: &str) -> bool {
    ANDS.contains(&fold(word).as_str()) || matches!(word, "&" | "+")
}

/// The words of a number, without what stands before it, and without the date behind it. `None` where more than a date is there.
fn without_label_and_date<'w, 't>(words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    let end = words.iter().position(|word| DATES.contains(&fold(word).as_str())).unwrap_or(words.len());
    let (mut words, date) = words.split_at(end);
    let digits = date.iter().flat_map(|word| word.chars()).filter(char::is_ascii_digit).count();
    if digits > DATE_DIGITS || date.iter().any(|word| BATCHES_AGAIN.contains(&fold(word).as_str())) {
        return None;
    }
    while let [first, rest @ ..] = words
        && is_label(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && is_sign(last)
    {
        words = rest;
    }
    Some(words)
}

/// Whether a word stands before a number: its name, or a mere sign.
fn is_label(word: &str) -> bool {
    is_sign(word) || fold(word).split(' ').all(|part| LABELS.contains(&part))
}

/// A hyphen or the like that stands alone.
fn is_sign(word: &str) -> bool {
    word.chars().all(|c| SIGNS.contains(&c))
}

/// The number that words are, under its key; `None` where they are no plain number.
fn number(words: &[&str]) -> Option<(String, String)> {
    let is_plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || SIGNS.contains(&c)) && !spans(word);
    let is_prose = |word: &&str| word.chars().all(char::is_alphabetic) && word.chars().count() >= PROSE;
    // "4001 à 4010", "4001 - 4010".
    let between = words.get(1..words.len() - 1).unwrap_or_default();
    let is_range = between.iter().any(|word| is_sign(word) || RANGES.contains(&fold(word).as_str()));
    if words.len() > MOST_WORDS || is_range || !words.iter().all(is_plain) || words.iter().any(is_prose) {
        return None;
    }
    let number = words.join(" ");
    let has_digit = number.contains(|c: char| c.is_ascii_digit());
    let key = number_key(&number).filter(|_| has_digit && number.chars().count() <= LONGEST)?;
    Some((key, number))
}

/// "4001-4010" and "L4001-L4010" may be ranges; "26-312" is none.
fn spans(word: &str) -> bool {
    let Some((from, to)) = word.split_once('-') else { return false };
    let is_end = |part: &str| part.len() >= SHORTEST_PART && part.contains(|c: char| c.is_ascii_digit());
    is_end(from) && is_end(to) && from.len() == to.len() && from < to
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn numbers(text: &str) -> Option<Vec<String>> {
        match Batches::of([text]) {
            Batches::All => None,
            Batches::These(batches) => Some(batches.into_values().collect()),
        }
    }

    fn lot(id: u128, number: Option<&str>) -> NotedLot {
        let key = number.and_then(number_key);
        NotedLot { ids: vec![LotId(Uuid::from_u128(id))], number: number.map(str::to_owned), key, recalled: false }
    }

    /// Number and lots of each recall that a text asks for.
    fn asked(text: &str, lots: &[NotedLot]) -> Vec<(Option<String>, Vec<u128>)> {
        let asked = Batches::of([text]).asked(lots);
        let ids = |lots: &[&NotedLot]| lots.iter().flat_map(|lot| &lot.ids).map(|id| id.0.as_u128()).collect();
        asked.iter().map(|asked| (asked.number.clone(), ids(&asked.lots))).collect()
    }

    #[test]
    fn plain_numbers_are_read_whatever_stands_around_them() {
        for (text, expected) in [
            ("ken134f", vec!["ken134f"]),
            ("07326", vec!["07326"]),
            ("lot 2302", vec!["2302"]),
            ("n° lot 180421", vec!["180421"]),
            ("Numéro de lot : L-26 312", vec!["L-26 312"]),
            ("n°24123", vec!["24123"]),
            ("code-barres - lot 24123 -", vec!["24123"]),
            ("L 24 123 A", vec!["L 24 123 A"]),
            ("24123 date limite de consommation 12 mai 2026", vec!["24123"]),
            ("lot : 091k - ddm : 10/2027", vec!["091k"]),
            ("24123, 24124 et 24125", vec!["24123", "24124", "24125"]),
            ("lots 24123; 24123;24124", vec!["24123", "24124"]),
            ("123/124/125", vec!["123/124/125"]),
            ("26/11/2026", vec!["26/11/2026"]),
        ] {
            assert_eq!(numbers(text), Some(expected.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn what_is_no_plain_number_means_all() {
        let long = "1".repeat(61);
        for text in [
            "",
            "-",
            "tous les lots",
            "Tous lots",
            "non concerné",
            "lots 4001 à 4010",
            "4001 - 4010",
            "4001-4010",
            "L4001-L4010",
            "4001–4010",
            "4001 >",
            "24123 dlc 12/05/26 24124 dlc 13/05/26",
            "24123 dlc 12/05 tous les lots",
            "sans",
            "du 12 au 15",
            "24*",
            "> 4001",
            "voir liste jointe",
            "24123 et suivants",
            "ABCD",
            &long,
        ] {
            assert_eq!(numbers(text), None, "{text}");
        }
    }

    #[test]
    fn each_number_that_is_noted_is_a_recall_of_its_own() {
        let lots =
            [lot(1, Some("L-24 123")), lot(2, Some("l24124")), lot(3, Some("L99")), lot(4, None), lot(5, Some("L24123"))];
        let both = [(Some("L-24 123".to_owned()), vec![1, 4, 5]), (Some("l24124".to_owned()), vec![2, 4])];
        assert_eq!(asked("l24123, l24124, l24125", &lots), both);
        assert_eq!(asked("tous les lots", &lots), [(None, vec![1, 2, 3, 4, 5])]);
        assert_eq!(asked("l77", &lots), [(Some("l77".to_owned()), vec![4])], "it may be one of them");
        assert!(asked("l77", &lots[..3]).is_empty());
        assert!(asked("tous les lots", &[]).is_empty());
    }

    #[test]
    fn one_of_several_in_a_row_is_found_too() {
        assert_eq!(asked("123/124/125", &[lot(1, Some("124")), lot(2, Some("126"))]), [(Some("124".to_owned()), vec![1])]);
    }

    #[test]
    fn who_has_noted_more_than_the_number_is_found() {
        for noted in ["Lot 24123", "L24123", "24123 14:05", "24/123"] {
            assert_eq!(asked("lot 24123", &[lot(1, Some(noted))]), [(Some(noted.to_owned()), vec![1])]);
        }
        for noted in ["24124", "23", "lot"] {
            assert!(asked("lot 24123", &[lot(1, Some(noted))]).is_empty(), "{noted}");
        }
    }

    #[test]
    fn many_numbers_mean_all() {
        let many = |count: usize| (0..count).map(|n| format!("L{n:04}")).collect::<Vec<_>>().join(", ");
        assert_eq!(Batches::of([many(MOST_BATCHES).as_str()]).count(), MOST_BATCHES);
        assert_eq!(Batches::of([many(MOST_BATCHES + 1).as_str()]), Batches::All);
    }

    #[test]
    fn what_is_said_twice_is_all_that_is_said() {
        let of = |text: &str| Batches::of([text]);
        let mut batches = of("A12");
        batches.add(&of("B13"));
        batches.add(&of("a12"));
        assert_eq!(batches, Batches::of(["A12", "B13"]));
        batches.add(&Batches::All);
        assert_eq!(batches, Batches::All);
    }

    proptest! {
        #[test]
        fn a_recall_finds_what_it_means_and_something(text in "\\PC{0,40}", noted in "[A-Za-z0-9 -]{0,8}") {
            let lots = [lot(1, Some(&noted)), lot(2, None)];
            for asked in Batches::of([text.as_str()]).asked(&lots) {
                let number = asked.number.as_deref().map(|number| number_key(number).unwrap());
                prop_assert!(!asked.lots.is_empty());
                prop_assert!(asked.lots.iter().all(|lot| is_meant(number.as_deref(), lot.key.as_deref())));
            }
        }
    }
}
