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
const MOST_BATCHES: usize = 1_000;
/// Words of which a number has no more: "L 24 123 A".
const MOST_WORDS: usize = 4;
/// From so many letters on a word without digits is prose.
const PROSE: usize = 4;
/// Signs of the shortest part of a number that may be noted as the whole.
const SHORTEST_PART: usize = 3;

/// What stands between two numbers.
const SEPARATORS: [char; 6] = [',', ';', '\n', '\r', '\t', '¤'];
/// Folded words between two numbers.
const ANDS: [&str; 2] = ["et", "ou"];
/// Folded words that stand before a number.
const LABELS: [&str; 26] = [
    "lot",
    "lots",
    "n",
    "no",
    "nos",
    "num",
    "numero",
    "numeros",
    "de",
    "du",
    "des",
    "le",
    "les",
    "la",
    "batch",
    "batches",
    "gtin",
    "ean",
    "ean13",
    "gencod",
    "code",
    "codes",
    "barre",
    "barres",
    "ref",
    "reference",
];
/// Folded words with which a date begins.
const DATES: [&str; 7] = ["dlc", "ddm", "dluo", "date", "dates", "dcr", "dlv"];
/// Folded words of a range.
const RANGES: [&str; 9] = ["a", "au", "aux", "to", "jusqu", "entre", "du", "de", "des"];
/// Signs of a range, or of a number of which only a part is given.
const VAGUE: [char; 8] = ['>', '<', '≤', '≥', '→', '…', '*', '?'];
/// Folded phrases for "no number".
const NOTHING: [&str; 14] = [
    "non concerne",
    "non communique",
    "non renseigne",
    "non applicable",
    "sans objet",
    "sans numero",
    "sans",
    "aucun",
    "neant",
    "inconnu",
    "nc",
    "na",
    "n a",
    "so",
];

/// A number as it is written, and the keys of all numbers that may be noted for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    number: String,
    keys: Vec<String>,
}

/// The batches of a product that a notice is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Batches {
    /// All, or such as only people understand.
    All,
    /// These; at least one.
    These(Vec<Batch>),
}

/// A lot, as far as a notice can mean it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedLot {
    /// Which.
    pub id: LotId,
    /// Its number, as somebody has noted it.
    pub number: Option<String>,
    /// The same as it is compared.
    pub key: Option<String>,
    /// Whether it is recalled already.
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

/// What one text says.
enum Said {
    Nothing,
    All,
    Number(Batch),
}

impl Batches {
    /// What texts in the place of a batch number say together.
    #[must_use]
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut batches: Vec<Batch> = Vec::new();
        for part in texts.into_iter().flat_map(said) {
            match part {
                Said::Nothing => {}
                Said::All => return Self::All,
                Said::Number(batch) => put(&mut batches, batch),
            }
            if batches.len() > MOST_BATCHES {
                return Self::All;
            }
        }
        if batches.is_empty() { Self::All } else { Self::These(batches) }
    }

    /// Takes what else is said of the same product.
    pub fn add(&mut self, other: Self) {
        let Self::These(more) = other else {
            *self = Self::All;
            return;
        };
        if let Self::These(batches) = self {
            more.into_iter().for_each(|batch| put(batches, batch));
            if batches.len() > MOST_BATCHES {
                *self = Self::All;
            }
        }
    }

    /// The recalls that it takes, of these lots of the product: one for each number that is noted somewhere. Where only lots
    /// without a number are there, one of the first number, which means them too.
    #[must_use]
    pub fn asked<'l>(&self, lots: &'l [NotedLot]) -> Vec<Asked<'l>> {
        let Self::These(batches) = self else {
            let all = Asked { number: None, lots: lots.iter().collect() };
            return if lots.is_empty() { Vec::new() } else { vec![all] };
        };
        let named = |key: &String| batches.iter().any(|batch| batch.keys.contains(key));
        let mut numbers: BTreeMap<&str, &str> = BTreeMap::new();
        for lot in lots {
            if let (Some(key), Some(number)) = (&lot.key, &lot.number)
                && named(key)
            {
                numbers.entry(key).or_insert(number);
            }
        }
        if numbers.is_empty() && lots.iter().any(|lot| lot.key.is_none()) {
            let first = batches.first().and_then(|batch| Some((batch.keys.first()?.as_str(), batch.number.as_str())));
            numbers.extend(first);
        }
        let asked = numbers.into_iter().map(|(key, number)| Asked {
            number: Some(number.to_owned()),
            lots: lots.iter().filter(|lot| is_meant(Some(key), lot.key.as_deref())).collect(),
        });
        asked.collect()
    }
}

/// Puts a number to the others, once.
fn put(batches: &mut Vec<Batch>, batch: Batch) {
    if batches.iter().all(|other| other.keys != batch.keys) {
        batches.push(batch);
    }
}

/// What the parts of a text say.
fn said(text: &str) -> Vec<Said> {
    // "n°24123", "lot:24123": the number begins behind the sign.
    let apart = text.replace([':', '°', 'º', '#', '=', '(', ')'], " ");
    let parts = apart.split(SEPARATORS).flat_map(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        words.split(|word| is_and(word)).map(part_of).collect::<Vec<_>>()
    });
    parts.collect()
}

fn is_and(word: &str) -> bool {
    ANDS.contains(&fold(word).as_str()) || matches!(word, "&" | "+")
}

/// What a part says that has no "and" in it.
fn part_of(words: &[&str]) -> Said {
    let folded = fold(&words.join(" "));
    let has = |word: &str| folded.split(' ').any(|one| one == word);
    if NOTHING.contains(&folded.as_str()) {
        return Said::Nothing;
    }
    if ["tous", "tout", "toutes", "all", "ensemble"].into_iter().any(has) {
        return Said::All;
    }
    let until_date = words.iter().position(|word| DATES.contains(&fold(word).as_str())).unwrap_or(words.len());
    let words = words.get(..until_date).unwrap_or_default();
    let labels = words.iter().take_while(|word| is_label(word)).count();
    let words = words.get(labels..).unwrap_or_default();
    let end = words.iter().rposition(|word| !fold(word).is_empty()).map_or(0, |last| last + 1);
    let words = words.get(..end).unwrap_or_default();
    match words {
        [] => Said::Nothing,
        words if is_number(words) => batch(&words.join(" ")).map_or(Said::All, Said::Number),
        _ => Said::All,
    }
}

/// Whether a word stands before a number: its name, or a mere sign.
fn is_label(word: &str) -> bool {
    let folded = fold(word);
    (folded.is_empty() && !word.contains(VAGUE)) || LABELS.contains(&folded.as_str())
}

/// Whether words are one plain number.
fn is_number(words: &[&str]) -> bool {
    let has_digit = words.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()));
    let is_prose = |word: &&str| {
        let folded = fold(word);
        folded.chars().count() >= PROSE && folded.chars().all(char::is_alphabetic)
    };
    // A sign that stands alone between two words: "4001 - 4010".
    let is_bare = |word: &&str| fold(word).is_empty();
    let is_range = words.iter().skip(1).any(|word| RANGES.contains(&fold(word).as_str()));
    let is_vague = words.iter().any(|word| word.contains(VAGUE) || spans(word));
    let is_plain = words.len() <= MOST_WORDS && !words.iter().any(|word| is_prose(word) || is_bare(word));
    has_digit && is_plain && !is_range && !is_vague
}

/// "4001-4010" may be a range; "26-312" is none.
fn spans(word: &str) -> bool {
    let Some((from, to)) = word.split_once('-') else { return false };
    let digits = |part: &str| part.len() >= SHORTEST_PART && part.chars().all(|c| c.is_ascii_digit());
    digits(from) && digits(to) && from.len() == to.len() && from < to
}

/// A number with its keys: as a whole and, since people note what they take for the number, its longer parts.
fn batch(number: &str) -> Option<Batch> {
    if number.chars().count() > LONGEST {
        return None;
    }
    let mut keys = vec![number_key(number)?];
    for part in fold(number).split(' ') {
        let is_long = part.chars().count() >= SHORTEST_PART && part.chars().any(|c| c.is_ascii_digit());
        if is_long && !keys.iter().any(|key| key == part) {
            keys.push(part.to_owned());
        }
    }
    Some(Batch { number: number.to_owned(), keys })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn numbers(text: &str) -> Option<Vec<String>> {
        match Batches::of([text]) {
            Batches::All => None,
            Batches::These(batches) => Some(batches.into_iter().map(|batch| batch.number).collect()),
        }
    }

    fn lot(id: u128, number: Option<&str>) -> NotedLot {
        let key = number.and_then(number_key);
        NotedLot { id: LotId(Uuid::from_u128(id)), number: number.map(str::to_owned), key, recalled: false }
    }

    /// Number and lots of each recall that a text asks for.
    fn asked(text: &str, lots: &[NotedLot]) -> Vec<(Option<String>, Vec<u128>)> {
        let asked = Batches::of([text]).asked(lots);
        let ids = |lots: &[&NotedLot]| lots.iter().map(|lot| lot.id.0.as_u128()).collect();
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
    fn what_is_said_twice_is_all_that_is_said() {
        let of = |text: &str| Batches::of([text]);
        let mut batches = of("A12");
        batches.add(of("B13"));
        batches.add(of("a12"));
        assert_eq!(batches, Batches::of(["A12", "B13"]));
        batches.add(Batches::All);
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
