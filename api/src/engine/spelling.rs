//! Typing errors: how far two words are from each other, and under which keys a word is found when it is misspelt.
//!
//! A word and its misspelling have a common rest once each has lost a few letters (the deletion neighbourhood of
//! "SymSpell"). The rests of known words are rows with an index, so that a misspelt word is looked up and never compared
//! with the whole vocabulary. Only the first letters take part, which bounds the rests of a word to [`MAX_REMAINDERS`].

use std::collections::BTreeSet;

/// First letters that take part in the lookup.
const HEAD: usize = 8;

/// The most keys of one word: it, and what eight letters become without one or two.
pub const MAX_REMAINDERS: usize = 1 + HEAD + HEAD * (HEAD - 1) / 2;

/// How many errors a typed word may have: none below four letters, one below eight, else two. What holds a digit is a
/// size or a number and has none.
#[must_use]
pub fn tolerance(typed: &str) -> usize {
    match typed.chars().count() {
        _ if typed.chars().any(|c| c.is_ascii_digit()) => 0,
        ..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The keys under which a typed word with this tolerance is looked up.
#[must_use]
pub fn keys_of_typed(typed: &str) -> BTreeSet<String> {
    remainders(typed, tolerance(typed))
}

/// The keys under which a known word is kept: a typed word of eight letters may be one of six.
#[must_use]
pub fn keys_of_known(word: &str) -> BTreeSet<String> {
    match word.chars().count() {
        _ if word.chars().any(|c| c.is_ascii_digit()) => BTreeSet::new(),
        ..3 => BTreeSet::new(),
        3..6 => remainders(word, 1),
        _ => remainders(word, 2),
    }
}

/// The word's head, and all that is left of it when it loses up to `lost` letters.
fn remainders(word: &str, lost: usize) -> BTreeSet<String> {
    let head: String = word.chars().take(HEAD).collect();
    let mut all = BTreeSet::from([head]);
    let mut last = all.clone();
    for _ in 0..lost {
        last = last.iter().flat_map(|rest| without_one(rest)).collect();
        all.extend(last.iter().cloned());
    }
    all
}

fn without_one(word: &str) -> impl Iterator<Item = String> + '_ {
    word.char_indices().map(|(at, letter)| {
        let (before, after) = word.split_at(at);
        format!("{before}{}", after.strip_prefix(letter).unwrap_or_default())
    })
}

/// How many letters must be added, removed, replaced or swapped with their neighbour to make one word of the other
/// (optimal string alignment); `None` when it is more than `most`.
#[must_use]
pub fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut earlier: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let before = row.checked_sub(1).and_then(|row| one.get(row));
        let mut current = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let cost = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut best = cost(&previous, column) + usize::from(letter != against);
            best = best.min(cost(&previous, column + 1) + 1).min(cost(&current, column) + 1);
            let swapped = column.checked_sub(1).and_then(|left| Some((left, *other.get(left)?)));
            if let Some((left, neighbour)) = swapped
                && before == Some(against)
                && neighbour == *letter
            {
                best = best.min(cost(&earlier, left) + 1);
            }
            current.push(best);
        }
        earlier = std::mem::replace(&mut previous, current);
    }
    previous.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_swap_of_neighbours_is_one_error() {
        assert_eq!(distance("yaourt", "yaoutr", 2), Some(1));
        assert_eq!(distance("bordaux", "bordeaux", 1), Some(1));
        assert_eq!(distance("emillion", "emilion", 2), Some(1));
        assert_eq!(distance("lait", "pain", 2), Some(2));
        assert_eq!(distance("lait", "laitue", 1), None);
        assert_eq!(distance("", "", 0), Some(0));
    }

    #[test]
    fn short_words_and_numbers_are_taken_as_they_are() {
        assert_eq!(["riz", "33500", "lait", "conserve"].map(tolerance), [0, 0, 1, 2]);
    }

    /// One error somewhere in a word.
    fn misspelt(word: &str, kind: u8, at: usize, letter: char) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at % letters.len();
        match kind % 4 {
            0 => letters.insert(at, letter),
            1 => letters[at] = letter,
            2 if at + 1 < letters.len() => letters.swap(at, at + 1),
            _ => drop(letters.remove(at)),
        }
        letters.into_iter().collect()
    }

    proptest! {
        #[test]
        fn a_misspelt_word_shares_a_key_with_the_right_one(
            word in "[a-zé]{5,14}", kinds in [0_u8..4, 0_u8..4], places in [0_usize..20, 0_usize..20], letter in prop::char::range('a', 'z')
        ) {
            let once = misspelt(&word, kinds[0], places[0], letter);
            let typed = if tolerance(&once) == 2 { misspelt(&once, kinds[1], places[1], letter) } else { once };
            let most = tolerance(&typed);
            if most > 0 && distance(&word, &typed, most).is_some() {
                prop_assert!(!keys_of_known(&word).is_disjoint(&keys_of_typed(&typed)), "{word} {typed}");
            }
        }

        #[test]
        fn one_error_is_a_distance_of_at_most_one(
            word in "[a-z]{2,12}", kind in 0_u8..4, at in 0_usize..20, letter in prop::char::range('a', 'z')
        ) {
            prop_assert!(distance(&word, &misspelt(&word, kind, at, letter), 1).is_some());
        }

        #[test]
        fn distance_is_the_same_both_ways_and_bounded(one in "\\PC{0,12}", other in "\\PC{0,12}") {
            prop_assert_eq!(distance(&one, &other, 12), distance(&other, &one, 12));
            prop_assert!(keys_of_known(&one).len() <= MAX_REMAINDERS);
        }
    }
}
