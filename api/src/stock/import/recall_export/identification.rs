//! What identifies the products of a notice: barcodes, each with batches and dates, as producers have filled it in.
//!
//! The second version of the data set writes `barcode$batch$kind of date$first day$last day`, blocks apart by `|`; the form
//! with one row for each notice has commas in place of `$`. The first version is free text. None of it can be relied on, so
//! each cell is taken for what it looks like: a barcode begins a block, what stands before the kind of date are batches, and
//! what looks like a day behind it is one.

use super::notice::tidy;
use shared::products::gtin14;
use shared::text::fold;

/// How the folded kinds of date begin; the last one is no date.
const KINDS: [&str; 7] = [
    "date limite de consommation",
    "date de durabilite minimale",
    "date de consommation recommandee",
    "dlc",
    "ddm",
    "dluo",
    "non concerne",
];
/// Words of the longest of them.
const KIND_WORDS: usize = 4;
/// Folded words between days.
const BETWEEN_DAYS: [&str; 10] = ["", "entre", "le", "et", "du", "au", "a", "jusqu", "jusqu au", "inclus"];

/// What is said at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// The barcode, of 14 digits.
    pub gtin: Option<String>,
    /// What stands in the place of batch numbers.
    pub lots: Vec<String>,
    /// All that is said, but for the barcode.
    words: Vec<String>,
    /// Whether a kind of date was said.
    has_kind: bool,
}

impl Block {
    /// All that is said, in a line; `None` for nothing.
    pub fn said(&self) -> Option<String> {
        let said = self.words.join(", ");
        (!said.is_empty()).then_some(said)
    }

    fn is_empty(&self) -> bool {
        self.gtin.is_none() && self.words.is_empty()
    }

    fn put(&mut self, cell: &str) {
        let cell = tidy(cell);
        if cell.is_empty() {
            return;
        }
        if is_kind(&cell) {
            self.has_kind = true;
        } else if !(self.has_kind && is_day(&cell)) {
            self.lots.push(cell.clone());
        }
        self.words.push(cell);
    }

    /// Without a kind of date, a day is no batch.
    fn closed(mut self) -> Self {
        if !self.has_kind {
            self.lots.retain(|lot| !is_day(lot));
        }
        self
    }
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Identification {
    /// In their order.
    pub blocks: Vec<Block>,
    /// Whether something that looks like a barcode is none.
    pub has_wrong: bool,
}

impl Identification {
    /// Takes a cell; `begins` where a line or a block does.
    fn take(&mut self, open: &mut Block, cell: &str, begins: bool) {
        let length = digits(cell).unwrap_or_default();
        let (is_long, is_first) = (length >= 13, open.gtin.is_none());
        match gtin14(cell) {
            Some(gtin) if begins || is_long || (length == 12 && is_first) => self.begin(open, gtin),
            // Behind a barcode it is the number of a batch.
            None if is_first && (begins || is_long) && matches!(length, 8 | 12..=17) => self.has_wrong = true,
            _ => open.put(cell),
        }
    }

    /// Begins a block with a barcode, unless what stands before it waits for one.
    fn begin(&mut self, open: &mut Block, gtin: String) {
        if open.gtin.is_some() {
            self.close(open);
        }
        open.gtin = Some(gtin);
    }

    fn close(&mut self, open: &mut Block) {
        let block = std::mem::take(open);
        if !block.is_empty() {
            self.blocks.push(block.closed());
        }
    }
}

/// Takes apart what identifies the products.
pub(super) fn read(text: &str) -> Identification {
    let mut read = Identification::default();
    for part in text.split('|') {
        let mut open = Block::default();
        for line in part.split(['\n', '\r']).filter(|line| !line.trim().is_empty()) {
            for (place, cell) in cells(line).into_iter().enumerate() {
                read.take(&mut open, &cell, place == 0);
            }
        }
        read.close(&mut open);
    }
    read
}

/// The cells of a line.
fn cells(line: &str) -> Vec<String> {
    let apart = |sign: char| line.split(sign).map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    if line.contains('$') {
        return apart('$');
    }
    let by_commas = apart(',');
    let is_list = by_commas.len() > 1 && by_commas.iter().any(|cell| is_kind(cell) || gtin14(cell).is_some());
    if is_list { by_commas } else { of_words(line) }
}

/// The cells of free text: barcodes, and what stands between them, in which the kind of date begins a cell of its own.
fn of_words(line: &str) -> Vec<String> {
    let (mut cells, mut between) = (Vec::new(), Vec::new());
    for word in line.split_whitespace() {
        let bare = bare(word);
        let is_long = digits(bare).is_some_and(|length| length >= 12);
        if gtin14(bare).is_some() && (is_long || (cells.is_empty() && between.is_empty())) {
            cells.extend(at_kind(&std::mem::take(&mut between)));
            cells.push(bare.to_owned());
        } else {
            between.push(word);
        }
    }
    cells.extend(at_kind(&between));
    cells
}

/// Words before a kind of date, the kind, the days behind it, and so on.
fn at_kind(words: &[&str]) -> Vec<String> {
    let (mut cells, mut words) = (Vec::new(), words);
    while !words.is_empty() {
        let begins = |at: &usize| words.get(*at..).is_some_and(|rest| kind_length(rest).is_some());
        let (before, rest) = words.split_at((0..words.len()).find(begins).unwrap_or(words.len()));
        let (kind, after) = rest.split_at(kind_length(rest).unwrap_or_default());
        let (dates, others) = after.split_at(after.iter().take_while(|word| is_of_dates(word)).count());
        cells.extend([before, kind].map(|part| part.join(" ")).into_iter().filter(|part| !part.is_empty()));
        cells.extend(dates.iter().map(|word| bare(word)).filter(|word| is_day(word)).map(str::to_owned));
        words = others;
    }
    cells
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a word behind a kind of date is a day, or belongs to several of them.
fn is_of_dates(word: &str) -> bool {
    is_day(bare(word)) || BETWEEN_DAYS.contains(&fold(word).as_str())
}

/// Of how many words the kind of date is with which these words begin.
fn kind_length(words: &[&str]) -> Option<usize> {
    let most = words.len().min(KIND_WORDS);
    (1..=most).find(|length| words.get(..*length).is_some_and(|words| KINDS.contains(&fold(&words.join(" ")).as_str())))
}

fn is_kind(cell: &str) -> bool {
    let folded = fold(cell);
    KINDS.iter().any(|kind| folded == *kind || folded.strip_prefix(kind).is_some_and(|rest| rest.starts_with(' ')))
}

/// How many digits a cell has that has nothing else.
fn digits(cell: &str) -> Option<usize> {
    let mut signs = cell.chars().filter(|c| !c.is_whitespace()).peekable();
    signs.peek()?;
    signs.try_fold(0, |count, sign| sign.is_ascii_digit().then_some(count + 1))
}

/// "2026-11-30", "30/11/2026", each perhaps with a time behind it. Whether there is such a day is nobody's concern here.
fn is_day(cell: &str) -> bool {
    let day = cell.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let is_long_or_short = matches!(*lengths.as_slice(), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 2 | 4]);
    is_long_or_short && parts.iter().all(|part| part.bytes().all(|sign| sign.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Barcode and batches of each block.
    fn blocks(text: &str) -> Vec<(Option<String>, Vec<String>)> {
        read(text).blocks.into_iter().map(|block| (block.gtin, block.lots)).collect()
    }

    fn of(gtin: &str, lots: &[&str]) -> (Option<String>, Vec<String>) {
        (Some(format!("0{gtin}")), lots.iter().map(|lot| (*lot).to_owned()).collect())
    }

    fn without(lots: &[&str]) -> (Option<String>, Vec<String>) {
        (None, lots.iter().map(|lot| (*lot).to_owned()).collect())
    }

    #[test]
    fn blocks_of_the_second_version_are_read() {
        assert_eq!(
            blocks("3760289220694$ken134f$non concerné$$|3760289220748$ken134f$non concerné$$"),
            [of("3760289220694", &["ken134f"]), of("3760289220748", &["ken134f"])]
        );
        assert_eq!(
            blocks("3327780013660$tous les lots$date limite de consommation$2026-02-17$2026-03-31$"),
            [of("3327780013660", &["tous les lots"])]
        );
        // A batch that is a day is one, before the kind of date.
        assert_eq!(
            blocks("3271620030518$12/07/2026$date limite de consommation$2026-07-12$"),
            [of("3271620030518", &["12/07/2026"])]
        );
        assert_eq!(blocks("3271620030518$07326"), [of("3271620030518", &["07326"])]);
        assert_eq!(blocks("3271620030518$$$2026-07-12$"), [of("3271620030518", &[])]);
    }

    #[test]
    fn the_form_with_commas_is_read() {
        assert_eq!(
            blocks("3564709006031,v028,date de durabilité minimale,2021-04-04,,|3250390398028,v029,dlc,2021-04-03,"),
            [of("3564709006031", &["v028"]), of("3250390398028", &["v029"])]
        );
        assert_eq!(
            blocks(
                "3760205423185,lot A1,date de durabilité minimale,2026-04-14,2026-07-17,3760205423208,lot B2,\
                 date de durabilité minimale,2026-04-14,2026-07-17"
            ),
            [of("3760205423185", &["lot A1"]), of("3760205423208", &["lot B2"])]
        );
    }

    #[test]
    fn free_text_of_the_first_version_is_read() {
        let text = "5608771030810 107 Date de consommation recommandée 01/02/2024 5608771030810 048 Date de consommation \
                    recommandée 01/11/2023";
        assert_eq!(blocks(text), [of("5608771030810", &["107"]), of("5608771030810", &["048"])]);
        let lines = "EAN : 3760289220694 Lot L-26 312 DLC 12/07/2026\nLot L-26 313\r\n3760289220748 tous les lots";
        assert_eq!(
            blocks(lines),
            [of("3760289220694", &["EAN :", "Lot L-26 312", "Lot L-26 313"]), of("3760289220748", &["tous les lots"])]
        );
        let ranges = "3760289220694 lot L1 DLC : entre le 01/02/2024 et le 05/02/2024 lot L2 DDM 03/02/2024";
        assert_eq!(blocks(ranges), [of("3760289220694", &["lot L1", "lot L2"])]);
        assert_eq!(blocks("96385074 l12, l13"), [(Some("00000096385074".to_owned()), vec!["l12, l13".to_owned()])]);
    }

    #[test]
    fn what_has_no_barcode_keeps_its_batches() {
        assert_eq!(
            blocks("d60760286$date limite de consommation$2026-03-25$|$d60780361$date limite de consommation$2026-03-27$"),
            [without(&["d60760286"]), without(&["d60780361"])]
        );
        assert_eq!(blocks("lot 2302$date limite de consommation$2026-05-03"), [without(&["lot 2302"])]);
        assert!(blocks("").is_empty() && blocks(" | $$ |\n").is_empty());
    }

    #[test]
    fn cells_stand_in_any_order() {
        assert_eq!(blocks("L26312A$3271620030518$dlc$2026-07-12"), [of("3271620030518", &["L26312A"])]);
    }

    #[test]
    fn a_batch_that_looks_like_a_short_barcode_is_none() {
        assert_eq!(blocks("3271620030518$96385074$dlc$2026-07-12$"), [of("3271620030518", &["96385074"])]);
        assert_eq!(blocks("96385074$l1$dlc"), [(Some("00000096385074".to_owned()), vec!["l1".to_owned()])]);
    }

    #[test]
    fn a_wrong_check_digit_is_told() {
        let wrong = read("3271620030519$l1$dlc$2026-07-12$");
        assert!(wrong.has_wrong && wrong.blocks.iter().all(|block| block.gtin.is_none()), "{wrong:?}");
        assert!(!read("3271620030518$12345678$dlc$").has_wrong, "a batch of eight digits");
        assert!(!read("lot 2302").has_wrong);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9A-Za-z$|,;:/\\. \\n-]{0,80}", other in "\\PC{0,40}") {
            for text in [&text, &other] {
                let read = read(text);
                prop_assert!(read.blocks.iter().filter_map(|block| block.gtin.as_ref()).all(|gtin| gtin.len() == 14));
            }
        }
    }
}
