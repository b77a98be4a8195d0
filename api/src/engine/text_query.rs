//! What a searched text asks of a document: one condition, written as SQL and decided in memory alike.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};

/// Tokens that must all occur.
pub type AllOf = Vec<String>;

/// The most words of which "most" are sought: of more, their subsets are too many.
const MAX_OPTIONAL: usize = 8;

/// The most combinations of alternatives that stand for one choice of clauses.
const MAX_CHOICES: usize = 64;

/// Clauses that must all hold; a clause holds when one of its alternatives occurs in full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextQuery {
    clauses: Vec<BTreeSet<AllOf>>,
}

impl TextQuery {
    /// A query of these clauses.
    #[must_use]
    pub fn new(clauses: impl IntoIterator<Item = BTreeSet<AllOf>>) -> Self {
        let mut all: Vec<BTreeSet<AllOf>> = Vec::new();
        for clause in clauses.into_iter().filter(|clause| !clause.is_empty()) {
            if !all.contains(&clause) {
                all.push(clause);
            }
        }
        Self { clauses: all }
    }

    /// Whether everything satisfies it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether most of the clauses may be asked for: there are several, and not too many.
    #[must_use]
    pub fn can_be_relaxed(&self) -> bool {
        (2..=MAX_OPTIONAL).contains(&self.clauses.len())
    }

    /// Its clauses: all must hold, each by one of its alternatives.
    #[must_use]
    pub fn clauses(&self) -> &[BTreeSet<AllOf>] {
        &self.clauses
    }

    /// Whether a document with these tokens satisfies it.
    #[must_use]
    pub fn holds_for(&self, tokens: &HashSet<&str>) -> bool {
        self.clauses.iter().all(|clause| clause.iter().any(|all| all.iter().all(|token| tokens.contains(token.as_str()))))
    }

    /// The same words, of which only most must occur: more than half, or one of two.
    #[must_use]
    pub fn relaxed(&self) -> Self {
        let count = self.clauses.len();
        let most = if count == 2 { 1 } else { count / 2 + 1 };
        // A word begun, or one of a category's labels, may stand for dozens.
        let alternatives =
            (2..).take_while(|n: &usize| n.pow(most.try_into().unwrap_or(u32::MAX)) <= MAX_CHOICES).last().unwrap_or(2);
        // Distributed: each choice of clauses, and in it each choice of alternatives.
        let choices = subsets(count, most).into_iter().flat_map(|chosen| {
            let clauses = chosen.into_iter().filter_map(|at| self.clauses.get(at));
            clauses.fold(vec![AllOf::new()], |choices, clause| {
                let longer = choices.iter().flat_map(|choice| {
                    clause.iter().take(alternatives).map(move |all| choice.iter().chain(all).cloned().collect::<AllOf>())
                });
                longer.collect()
            })
        });
        Self::new([choices.collect()])
    }

    /// Tokens of which a document has at least one if it satisfies the query: an index of queries. Those of the clause
    /// with the fewest; empty where everything satisfies it.
    #[must_use]
    pub fn anchors(&self) -> BTreeSet<&str> {
        let fewest = self.clauses.iter().min_by_key(|clause| clause.len());
        fewest
            .into_iter()
            .flatten()
            .filter_map(|all| all.iter().max_by_key(|token| token.len()).map(String::as_str))
            .collect()
    }
}

/// The choices of `size` out of `0..count`.
fn subsets(count: usize, size: usize) -> Vec<Vec<usize>> {
    let masks = 0_u32..1 << count.min(MAX_OPTIONAL);
    let chosen = masks.filter(|mask| mask.count_ones() as usize == size);
    chosen.map(|mask| (0..count).filter(|at| mask & (1 << at) != 0).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(alternatives: &[&str]) -> BTreeSet<AllOf> {
        alternatives.iter().map(|all| all.split(' ').map(str::to_owned).collect()).collect()
    }

    fn holds(query: &TextQuery, document: &str) -> bool {
        query.holds_for(&document.split(' ').collect())
    }

    #[test]
    fn a_query_is_decided_in_memory() {
        let query = TextQuery::new([clause(&["lait beb", "catbabymilk"]), clause(&["bio"]), clause(&["bio"])]);
        assert_eq!(query.clauses().len(), 2);
        assert!(holds(&query, "bio lait beb") && holds(&query, "catbabymilk bio"));
        assert!(!holds(&query, "bio lait") && !holds(&query, "catbabymilk"));
        assert_eq!(query.anchors(), BTreeSet::from(["bio"]));
    }

    #[test]
    fn a_word_is_not_crowded_out_by_the_categories_called_so() {
        let called = ["cata", "catb", "catc", "catd", "cate", "lait"];
        let relaxed = TextQuery::new([clause(&called), clause(&["bio"]), clause(&["entier"])]).relaxed();
        assert!(holds(&relaxed, "lait bio") && holds(&relaxed, "cate entier") && !holds(&relaxed, "lait"));
    }

    #[test]
    fn most_of_two_is_one_and_most_of_three_is_two() {
        let two = TextQuery::new([clause(&["a"]), clause(&["b"])]).relaxed();
        assert!(holds(&two, "a") && holds(&two, "b") && !holds(&two, "c"));
        let three = TextQuery::new([clause(&["a"]), clause(&["b"]), clause(&["c"])]).relaxed();
        assert!(holds(&three, "a c") && !holds(&three, "b"));
    }
}
