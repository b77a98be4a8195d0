//! The category that a text means, for a field that completes what is typed.

use super::synonyms;
use crate::categories::synonyms::{Fit, fit, term};
use crate::categories::tree;
use crate::db::Conn;
use crate::db::vocabulary::{self, Realm};
use crate::engine::analyser::{self, Word};
use crate::http::{Cx, Error};
use shared::categories::{Category, CategoryList};
use shared::problem::{FieldError, Problem};
use shared::search::Correction;
use std::collections::HashMap;

/// Longest text, characters.
const MAX_TEXT: usize = 80;

/// The categories whose label or synonym the text fits, the best first; where none does, with unknown words corrected.
///
/// # Errors
/// 422 when the text is too long.
pub fn search(cx: &mut Cx<'_>, text: &str) -> Result<CategoryList, Error> {
    if text.chars().count() > MAX_TEXT {
        let mut error = FieldError::new("?text", "too_long");
        error.params.insert("max".to_owned(), MAX_TEXT.into());
        return Err(Problem::invalid(vec![error]).into());
    }
    let mut words = analyser::words(text);
    let items = fitting(cx, &words)?;
    if !items.is_empty() {
        return Ok(CategoryList { items, corrected: Vec::new() });
    }
    let corrected = correct(cx, &mut words)?;
    let items = if corrected.is_empty() { Vec::new() } else { fitting(cx, &words)? };
    let corrected = if items.is_empty() { Vec::new() } else { corrected };
    Ok(CategoryList { items, corrected })
}

fn fitting(cx: &mut Cx<'_>, words: &[Word]) -> Result<Vec<Category>, Error> {
    let synonyms = synonyms::all(cx.conn)?;
    let mut found: Vec<(Fit, &Category)> = Vec::new();
    for category in tree().all() {
        let own = synonyms.get(&category.code);
        let labels = [category.label_fr.as_str(), category.label_en.as_str()];
        let names =
            labels.into_iter().chain(own.into_iter().flat_map(|own| own.fr.iter().chain(&own.en).map(String::as_str)));
        if let Some(best) = names.filter_map(|name| fit(name, words)).min() {
            found.push((best, category));
        }
    }
    // Stable: among equals the order of the tree stays.
    found.sort_by_key(|(fit, _)| *fit);
    Ok(found.into_iter().map(|(_, category)| category.clone()).collect())
}

/// Every name of every category, for texts that nobody is there to complete.
pub struct Names(HashMap<String, Option<&'static Category>>);

impl Names {
    /// Labels in both languages, and synonyms as they are now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut Conn) -> Result<Self, Error> {
        let mut names = HashMap::new();
        for category in tree().all() {
            for label in [&category.label_fr, &category.label_en] {
                // Parents come before their children: a label that both have means the parent.
                names.entry(term(label)).or_insert(Some(category));
            }
        }
        let mut more: HashMap<String, Option<&'static Category>> = HashMap::new();
        for (code, own) in synonyms::all(conn)? {
            let category = tree().get(&code);
            for name in own.fr.iter().chain(&own.en) {
                // What means two categories means neither.
                let known = more.entry(term(name)).or_insert(category);
                *known = known.filter(|known| Some(*known) == category);
            }
        }
        for (name, category) in more.into_iter().filter(|(name, _)| !name.is_empty()) {
            names.entry(name).or_insert(category);
        }
        Ok(Self(names))
    }

    /// The category that a text names by its code, or exactly by a label or synonym, plural, accents and case aside; `None`
    /// where it names none, or more than one.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<&'static Category> {
        let code = text.trim().to_lowercase();
        tree().get(&code).or_else(|| self.0.get(&term(text)).copied().flatten())
    }
}

/// Replaces unknown words by what they are most probably meant for.
fn correct(cx: &mut Cx<'_>, words: &mut [Word]) -> Result<Vec<Correction>, Error> {
    let mut corrections = Vec::new();
    let stems: Vec<&str> = words.iter().map(|word| word.stem.as_str()).collect();
    let known = vocabulary::known_stems(cx.conn, Realm::Offers, &stems)?;
    for word in words.iter_mut().filter(|word| !known.contains(&word.stem)) {
        if let Some(meant) = vocabulary::meant(cx.conn, Realm::Offers, &word.folded)?.into_iter().next() {
            corrections.push(Correction { typed: word.folded.clone(), meant: meant.shown.clone() });
            *word = meant;
        }
    }
    Ok(corrections)
}
