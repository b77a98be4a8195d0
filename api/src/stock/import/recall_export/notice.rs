//! A notice in words that people read, and the barcodes that it names.

use super::super::{Cell, cells};
use super::heads::{Column, Line};
use super::identification::{self, Block, Identification};
use crate::stock::rules::batches::Batches;
use chrono::NaiveDate;
use shared::check;
use shared::products::gtin14;
use shared::text::fold;
use std::collections::BTreeMap;

/// Letters of the longest title.
const LONGEST_TITLE: usize = 160;
/// Letters of the longest reason: that of a recall.
const LONGEST_REASON: usize = 1_000;
/// Letters that a reason has at least: those of a recall.
const SHORTEST_REASON: usize = 3;
/// Letters that are shown of what a notice says of batches.
const LONGEST_SAID: usize = 300;
/// Letters of the longest number of a notice.
const LONGEST_NUMBER: usize = 40;
/// What stands between two things that are said of one barcode.
const BETWEEN: &str = " ; ";
/// Folded words in the place of a brand.
const NO_BRAND: [&str; 6] = ["sans marque", "sans", "aucune", "aucune marque", "nc", "non renseigne"];

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number.
    pub number: Option<String>,
    /// Its version, the first of which is 0 or 1.
    pub version: i64,
    /// Product and brand.
    pub title: String,
    /// Why, and what to do: fit to be the reason of a recall.
    pub reason: String,
    /// Its page.
    pub url: Option<String>,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// What it says of each barcode that it names.
    pub mentions: Mentions,
}

/// What is said of barcodes, which have 14 digits.
pub type Mentions = BTreeMap<String, Mention>;

/// What a notice says of a barcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The batches that it is about.
    pub batches: Batches,
    /// What is said of batches and dates, word for word.
    pub said: Option<String>,
}

impl Mention {
    fn of(block: &Block) -> Self {
        let batches = Batches::of(block.lots.iter().map(String::as_str));
        Self { batches, said: block.said().map(|said| cut(&said, LONGEST_SAID)) }
    }

    fn add(&mut self, other: &Self) {
        self.batches.add(&other.batches);
        let Some(said) = &other.said else { return };
        let known = self.said.as_deref().unwrap_or_default();
        if known.split(BETWEEN).any(|one| one == said) {
            return;
        }
        let all = if known.is_empty() { said.clone() } else { format!("{known}{BETWEEN}{said}") };
        self.said = Some(cut(&all, LONGEST_SAID));
    }
}

impl Notice {
    /// What a row says.
    pub(super) fn of(line: &Line<'_>, mentions: Mentions) -> Self {
        let url = line.get(Column::Url).split_whitespace().next().unwrap_or_default();
        Self {
            number: number(line),
            version: line.get(Column::Version).parse().unwrap_or_default(),
            title: title(line),
            reason: reason(line),
            url: check::url(url, &()).is_ok().then(|| url.to_owned()),
            published_on: cells::day(&Cell::Text(line.get(Column::Published).to_owned()), false).ok().flatten(),
            mentions,
        }
    }

    /// Takes what another row says of the same notice.
    pub(super) fn add(&mut self, mentions: Mentions) {
        for (gtin, mention) in mentions {
            put(&mut self.mentions, gtin, mention);
        }
    }

    /// How many barcodes and batch numbers are kept of it.
    pub(super) fn size(&self) -> usize {
        self.mentions.len() + self.mentions.values().map(|mention| mention.batches.count()).sum::<usize>()
    }
}

/// The barcodes of a row.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What is said of each.
    pub mentions: Mentions,
    /// Whether something that looks like a barcode is none.
    pub has_wrong: bool,
}

/// The barcodes that a row names, in what identifies the products and in their own column.
pub(super) fn mentions(line: &Line<'_>) -> Found {
    let Identification { blocks, has_wrong } = identification::read(line.get(Column::Identification));
    let own = line.get(Column::Gtin);
    let own_gtin = gtin14(own);
    let has_wrong = has_wrong || (own_gtin.is_none() && !own.is_empty());
    let mut mentions = Mentions::new();
    let mut shared = None::<Mention>;
    for block in blocks {
        let mention = Mention::of(&block);
        if let Some(gtin) = block.gtin {
            put(&mut mentions, gtin, mention);
        } else if !block.lots.is_empty() {
            match &mut shared {
                Some(known) => known.add(&mention),
                None => shared = Some(mention),
            }
        }
    }
    // Batches without a barcode are those of every barcode that the row has.
    if let Some(shared) = &shared {
        mentions.values_mut().for_each(|mention| mention.add(shared));
    }
    if let Some(gtin) = own_gtin {
        mentions.entry(gtin).or_insert_with(|| shared.unwrap_or(Mention { batches: Batches::All, said: None }));
    }
    Found { mentions, has_wrong }
}

/// Puts a barcode to the others, or to what is known of it.
fn put(mentions: &mut Mentions, gtin: String, mention: Mention) {
    mentions.entry(gtin).and_modify(|known| known.add(&mention)).or_insert(mention);
}

/// The number of a notice.
pub(super) fn number(line: &Line<'_>) -> Option<String> {
    let number = tidy(line.get(Column::Number));
    (!number.is_empty()).then(|| cut(&number, LONGEST_NUMBER))
}

/// Product and brand: "Yaourts nature – Ygos".
pub(super) fn title(line: &Line<'_>) -> String {
    let names = [Column::Label, Column::Models].map(|column| tidy(line.get(column)));
    let name = names.into_iter().find(|name| !name.is_empty());
    let brand = Some(tidy(line.get(Column::Brand))).filter(|brand| {
        let folded = fold(brand);
        !folded.is_empty() && !NO_BRAND.contains(&folded.as_str())
    });
    let title = match (name, brand) {
        (Some(name), Some(brand)) if fold(&name).contains(&fold(&brand)) => capital(&name),
        (Some(name), Some(brand)) => format!("{} – {}", capital(&name), capital(&brand)),
        (Some(one), None) | (None, Some(one)) => capital(&one),
        (None, None) => number(line).map_or_else(|| "RappelConso".to_owned(), |number| format!("RappelConso {number}")),
    };
    cut(&title, LONGEST_TITLE)
}

/// Why, and what to do, a sentence each.
fn reason(line: &Line<'_>) -> String {
    let columns = [Column::Motive, Column::Risks, Column::MoreRisks, Column::Conduct, Column::Health];
    let parts = columns.into_iter().flat_map(|column| line.get(column).split('|'));
    let sentences: Vec<String> = parts.map(tidy).filter(|part| !part.is_empty()).map(|part| sentence(&part)).collect();
    let reason = cut(&sentences.join(" "), LONGEST_REASON);
    if reason.chars().count() < SHORTEST_REASON { sentence(&title(line)) } else { reason }
}

/// With a capital and a full stop.
fn sentence(part: &str) -> String {
    let end = if part.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{end}", capital(part))
}

/// With a capital: the data set is in small letters.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// On one line, without signs that are no letters; what the data set has between signs of its own, behind commas.
pub(super) fn tidy(text: &str) -> String {
    let words = |part: &str| {
        let words = part.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    };
    let parts = text.split(['¤', '|']).map(words).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// No longer than `most` letters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most.saturating_sub(1)) {
        Some((at, _)) if text.chars().nth(most).is_some() => {
            format!("{}…", text.get(..at).unwrap_or_default().trim_end())
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::heads::Heads;
    use super::*;

    const YOGHURT: &str = "03760289220694";
    const HEADS: [&str; 8] = [
        "gtin",
        "numero_fiche",
        "identification_produits",
        "marque_produit",
        "libelle",
        "motif_rappel",
        "conduites_a_tenir_par_le_consommateur",
        "lien_vers_la_fiche_rappel",
    ];

    fn with<T>(cells: [&str; 8], look: impl FnOnce(&Line<'_>) -> T) -> T {
        let heads = Heads::of(&HEADS).unwrap();
        look(&Line { heads: &heads, cells: &cells })
    }

    #[test]
    fn batches_without_a_barcode_are_those_of_the_column() {
        let said = "$l1$date limite de consommation$2026-05-03$$|$l2$non concerné$$";
        let found = with(["3760289220694", "", said, "", "", "", "", ""], mentions);
        assert_eq!(found.mentions.len(), 1);
        assert_eq!(found.mentions[YOGHURT].batches, Batches::of(["l1", "l2"]));
        assert_eq!(
            found.mentions[YOGHURT].said.as_deref(),
            Some("l1, date limite de consommation, 2026-05-03 ; l2, non concerné")
        );
        let alone = with(["3760289220694", "", "", "", "", "", "", ""], mentions);
        assert_eq!(alone.mentions[YOGHURT], Mention { batches: Batches::All, said: None });
    }

    #[test]
    fn a_barcode_that_is_said_twice_is_one() {
        let said = "3760289220694$l1$$$|3760289220694$l2$$$|3760289220694$l1$$$";
        let found = with(["", "", said, "", "", "", "", ""], mentions);
        assert_eq!(found.mentions.len(), 1);
        assert_eq!(found.mentions[YOGHURT].batches, Batches::of(["l1", "l2"]));
        assert_eq!(found.mentions[YOGHURT].said.as_deref(), Some("l1 ; l2"));
        assert!(!found.has_wrong && with(["12", "", "", "", "", "", "", ""], mentions).has_wrong);
    }

    #[test]
    fn a_notice_that_says_little_has_words_all_the_same() {
        let empty = with(["", "2026-01-0001", "", "sans marque", "", "", "", ""], |line| Notice::of(line, Mentions::new()));
        assert_eq!((empty.title.as_str(), empty.reason.as_str()), ("RappelConso 2026-01-0001", "RappelConso 2026-01-0001."));
        assert_eq!((empty.url, empty.published_on, empty.version), (None, None, 0));
        let long = "é".repeat(5_000);
        let notice = with(["", "", "", "", &long, &long, "", "rappel"], |line| Notice::of(line, Mentions::new()));
        assert_eq!((notice.title.chars().count(), notice.reason.chars().count()), (LONGEST_TITLE, LONGEST_REASON));
        assert!(check::text(SHORTEST_REASON, LONGEST_REASON)(&notice.reason, &()).is_ok());
    }

    #[test]
    fn signs_that_a_recall_refuses_are_left_out() {
        assert_eq!(tidy("  a\u{b}b¤¤c |\r\n d\t e\u{0}"), "a b, c, d e");
        assert_eq!((cut("abc", 3).as_str(), cut("abcd", 3).as_str(), cut("", 3).as_str()), ("abc", "ab…", ""));
        assert_eq!((capital("écrevisses"), capital("")), ("Écrevisses".to_owned(), String::new()));
    }
}
