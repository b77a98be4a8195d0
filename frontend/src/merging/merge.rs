//! Two people change the same thing: what each of them changed, put together.
//!
//! Three drafts are compared part by part: the one both started from, mine, and theirs, which is saved already. What one
//! of the two has changed is kept; what both have changed differently is for a person to decide.

use crate::hooks::Draft;
use yew::AttrValue;

/// A part of a draft that people change as one thing: a field, or fields that mean nothing without each other.
pub struct Part<D> {
    /// The JSON pointer of its field, where the choice is offered.
    pub pointer: &'static str,
    /// The field's label.
    pub label: AttrValue,
    /// What it says, in words; parts that say the same are the same.
    pub words: fn(&D) -> AttrValue,
    /// Copies this part from another draft.
    pub take: fn(&mut D, &D),
}

/// A draft of something that several people may change at once.
pub trait Merge: Draft {
    /// Its parts, in the order of the form. What is in none stays as I have it.
    fn parts() -> Vec<Part<Self>>;
}

/// A part that both have changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Both {
    /// The JSON pointer of its field.
    pub pointer: &'static str,
    /// The field's label.
    pub label: AttrValue,
    /// What I want it to say.
    pub mine: AttrValue,
    /// What they have made it say.
    pub theirs: AttrValue,
}

/// What comes out.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged<D> {
    /// Mine, with what only they have changed. Where both have, it still says what I wanted.
    pub draft: D,
    /// The labels of what was taken from them.
    pub taken: Vec<AttrValue>,
    /// What both have changed.
    pub both: Vec<Both>,
}

/// Puts `mine` and `theirs` together, which both started from `base`.
pub fn merge<D: Clone>(parts: &[Part<D>], base: &D, mine: &D, theirs: &D) -> Merged<D> {
    let mut merged = Merged { draft: mine.clone(), taken: Vec::new(), both: Vec::new() };
    for Part { pointer, label, words, take } in parts {
        let (before, ours, other) = (words(base), words(mine), words(theirs));
        if ours == other || other == before {
            continue;
        }
        if ours == before {
            take(&mut merged.draft, theirs);
            merged.taken.push(label.clone());
        } else {
            merged.both.push(Both { pointer, label: label.clone(), mine: ours, theirs: other });
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, Default, PartialEq)]
    struct Card {
        title: String,
        amount: String,
        note: String,
    }

    fn card(title: &str, amount: &str, note: &str) -> Card {
        Card { title: title.to_owned(), amount: amount.to_owned(), note: note.to_owned() }
    }

    fn parts() -> Vec<Part<Card>> {
        vec![
            Part {
                pointer: "/title",
                label: "Title".into(),
                words: |card| card.title.trim().to_owned().into(),
                take: |card, from| card.title.clone_from(&from.title),
            },
            Part {
                pointer: "/amount",
                label: "Amount".into(),
                words: |card| card.amount.clone().into(),
                take: |card, from| card.amount.clone_from(&from.amount),
            },
        ]
    }

    fn merged(mine: &Card, theirs: &Card) -> Merged<Card> {
        merge(&parts(), &card("Bread", "10", "n"), mine, theirs)
    }

    #[test]
    fn what_only_one_has_changed_is_kept() {
        let result = merged(&card("Bread", "12", "n"), &card("Rolls", "10", "n"));
        assert_eq!((result.draft, result.both), (card("Rolls", "12", "n"), Vec::new()));
        assert_eq!(result.taken, ["Title"]);
    }

    #[test]
    fn what_both_have_changed_is_asked_and_stays_mine_until_then() {
        let result = merged(&card("Baguettes", "10", "n"), &card("Rolls", "12", "n"));
        assert_eq!(result.draft, card("Baguettes", "12", "n"));
        let title = Both { pointer: "/title", label: "Title".into(), mine: "Baguettes".into(), theirs: "Rolls".into() };
        assert_eq!(result.both, [title]);
    }

    #[test]
    fn the_same_change_and_other_blanks_are_no_clash() {
        let result = merged(&card("Rolls ", "10", "n"), &card("Rolls", "10", "n"));
        assert_eq!((result.draft, result.taken.len(), result.both.len()), (card("Rolls ", "10", "n"), 0, 0));
        assert_eq!(merged(&card(" Bread", "10", "n"), &card("Rolls", "10", "n")).draft.title, "Rolls");
    }

    #[test]
    fn what_is_in_no_part_stays_mine() {
        let result = merged(&card("Bread", "10", "mine"), &card("Bread", "10", "theirs"));
        assert_eq!(result, Merged { draft: card("Bread", "10", "mine"), taken: Vec::new(), both: Vec::new() });
    }
}
