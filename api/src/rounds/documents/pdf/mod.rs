//! Papers as PDF: A4, to be printed, and tagged so that they can be read aloud. A [`sheet::Sheet`] places text and rules;
//! each kind of paper has a file of its own.

mod fonts;
mod note;
mod pick;
mod sheet;
mod stating;
mod table;
mod tags;

use super::papers::Papers;
use super::stated::Stated;
use super::words::Words;
use crate::http::Error;
use chrono::NaiveDate;
use shared::ids::SiteId;
use sheet::{Paragraph, Sheet};

/// The delivery note of one site.
///
/// # Errors
/// 404 where the round has no such recipient.
pub fn delivery_note(papers: &Papers, site: SiteId, words: &'static Words) -> Result<Vec<u8>, Error> {
    let recipient = papers.recipient(site).ok_or_else(Error::not_found)?;
    let mut sheet = Sheet::new()?;
    note::write(&mut sheet, papers, recipient, &papers.carried_by(site), words);
    sheet.finish(title(words.delivery_note, papers), words.locale)
}

/// The delivery notes of all sites that carry anything, by name.
///
/// # Errors
/// When it cannot be written, which is a mistake of ours.
pub fn delivery_notes(papers: &Papers, words: &'static Words) -> Result<Vec<u8>, Error> {
    let mut sheet = Sheet::new()?;
    for (recipient, carried) in papers.carriers() {
        note::write(&mut sheet, papers, recipient, &carried, words);
    }
    sheet.finish(title(words.delivery_note, papers), words.locale)
}

/// What to take from the shelves.
///
/// # Errors
/// When it cannot be written, which is a mistake of ours.
pub fn pick_list(papers: &Papers, words: &'static Words) -> Result<Vec<u8>, Error> {
    let mut sheet = Sheet::new()?;
    pick::write(&mut sheet, papers, words);
    sheet.finish(title(words.pick_list, papers), words.locale)
}

/// How fair a round is.
///
/// # Errors
/// When it cannot be written, which is a mistake of ours.
pub fn statement(stated: &Stated, words: &'static Words) -> Result<Vec<u8>, Error> {
    let mut sheet = Sheet::new()?;
    stating::write(&mut sheet, stated, words);
    sheet.finish(titled(words.statement, &stated.title), words.locale)
}

fn title(of: &str, papers: &Papers) -> String {
    titled(of, &papers.workbench.round.title)
}

fn titled(of: &str, round: &str) -> String {
    format!("{of} · {round}")
}

/// The head of a paper about a round that is to be fetched.
fn head(sheet: &mut Sheet, papers: &Papers, of: &str, words: &Words) {
    let round = &papers.workbench.round;
    opening(sheet, of, (round.title.as_str(), round.fetched_on), papers.is_told(), words);
}

/// What a paper is, of which round, for which day, and that nobody is told of that yet.
fn opening(sheet: &mut Sheet, of: &str, (round, day): (&str, NaiveDate), is_told: bool, words: &Words) {
    sheet.write(&Paragraph::title(of.to_owned()));
    sheet.write(&Paragraph::strong(round.to_owned()));
    sheet.write(&Paragraph::plain(format!("{} {}", words.fetched_on, words.long_day(day))));
    if !is_told {
        sheet.write(&Paragraph::strong(words.provisional.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::papers::samples::papers;
    use super::super::stated::samples::stated;
    use super::*;
    use shared::accounts::Locale;
    use uuid::Uuid;

    fn pages(pdf: &[u8]) -> usize {
        let text = String::from_utf8_lossy(pdf);
        // The root of the pages says how many there are.
        let count = text.split("/Count ").nth(1).unwrap();
        count.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
    }

    #[test]
    fn a_note_is_as_long_as_what_it_says() {
        let site = SiteId(Uuid::from_u128(2));
        let words = Words::of(Locale::French);
        let short = delivery_note(&papers(3), site, words).unwrap();
        assert!(short.starts_with(b"%PDF"));
        assert_eq!(pages(&short), 1);
        let long = delivery_note(&papers(100), site, words).unwrap();
        assert!(pages(&long) > 2, "{} pages", pages(&long));
        assert!(delivery_note(&papers(3), SiteId(Uuid::from_u128(7)), words).is_err());
    }

    #[test]
    fn all_notes_and_the_pick_list_are_written_in_both_languages() {
        for locale in Locale::ALL {
            let words = Words::of(*locale);
            for lines in [0, 1, 40] {
                assert!(delivery_notes(&papers(lines), words).unwrap().starts_with(b"%PDF"));
                assert!(pick_list(&papers(lines), words).unwrap().starts_with(b"%PDF"));
            }
        }
    }

    #[test]
    fn the_statement_is_written_in_both_languages_however_many_sites_there_are() {
        for locale in Locale::ALL {
            let words = Words::of(*locale);
            for sites in [0, 1, 2_000] {
                let paper = statement(&stated(sites, 1), words).unwrap();
                assert!(paper.starts_with(b"%PDF") && pages(&paper) <= 2, "{} pages", pages(&paper));
            }
        }
    }

    #[test]
    fn a_cell_that_is_longer_than_a_page_goes_on_on_the_next() {
        let mut papers = papers(1);
        papers.workbench.lots.iter_mut().for_each(|lot| lot.lot.title = "Pommes de terre ".repeat(300));
        let words = Words::of(Locale::English);
        assert!(pages(&pick_list(&papers, words).unwrap()) > 1);
    }
}
