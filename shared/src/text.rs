//! Folding of text, so that what people type finds what others wrote.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case without accents, ligatures opened, every run of anything but letters and digits one space.
///
/// `"  L'Épicerie du Cœur–Bordeaux "` becomes `"l epicerie du coeur bordeaux"`. Both databases store and compare this
/// form, because their own collations differ.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Text without white space around it; `None` where nothing is left.
#[must_use]
pub fn tidy(text: &str) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// Text of at most so many characters: of what is longer the beginning, with an ellipsis.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Words of a search that count; the rest is left out.
const MOST_WORDS: usize = 6;

/// The first words of a search, as they stand in folded text: letters and digits alone, so nothing in them stands for
/// anything else in a pattern.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect()
}

/// The key under which a commune is found: [`fold`], with "St" and "Ste" written out.
///
/// "St-André-de-Cubzac" and "SAINT ANDRE DE CUBZAC" share one key.
#[must_use]
pub fn place_key(name: &str) -> String {
    let words = fold(name);
    let written_out = words.split(' ').map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        other => other,
    });
    written_out.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_removes_case_accents_and_punctuation() {
        assert_eq!(fold("  L'Épicerie du Cœur–Bordeaux "), "l epicerie du coeur bordeaux");
        assert_eq!(fold("%%%"), "");
    }

    #[test]
    fn blank_text_is_no_text() {
        assert_eq!(tidy("  Antenne de Coutras\n").as_deref(), Some("Antenne de Coutras"));
        assert_eq!(tidy(" \n"), None);
    }

    #[test]
    fn of_long_text_the_beginning_is_kept() {
        assert_eq!(shortened("Épicerie", 8), "Épicerie");
        assert_eq!(shortened("Épicerie sociale", 8), "Épiceri…");
        assert_eq!(shortened("Épicerie sociale", 10), "Épicerie…", "no white space before the ellipsis");
    }

    #[test]
    fn a_search_is_its_first_words() {
        assert_eq!(words(" Pâtes, L-26 "), ["pates", "l", "26"]);
        assert!(words(" % _ ").is_empty());
        assert_eq!(words("a b c d e f g").len(), 6);
    }

    #[test]
    fn saint_is_written_in_one_way() {
        assert_eq!(place_key("St-André-de-Cubzac"), place_key("SAINT ANDRE DE CUBZAC"));
        assert_eq!(place_key("Ste Eulalie"), "sainte eulalie");
        assert_eq!(place_key("Castres"), "castres");
    }
}
