//! How much food of a kind feeds one person for a week: what turns "40 people" into kilograms.

use crate::units::Grams;

/// What one person takes home at one weekly distribution, in grams, for each branch of the category tree.
///
/// Servings a day or week times seven, rounded. Fruit and vegetables: five of 80 g a day (WHO). Dairy: two of 125 g a
/// day, fish: two of 100 g a week, meat: at most 500 g a week (all PNNS 2019-2023). Mixed food: what a food bank of the
/// Gironde's size hands out (about 4 000 t a year to 22 500 people a week). The others are orders of magnitude of our own.
const GRAMS_PER_PERSON: [(&str, i64); 17] = [
    ("fruit_vegetables", 2_800),
    ("dairy", 1_750),
    ("eggs", 180),
    ("meat", 500),
    ("fish", 200),
    ("bakery", 700),
    ("ready_meals", 2_800),
    ("frozen", 700),
    ("canned", 800),
    ("staples", 700),
    ("sweet", 300),
    ("fats_condiments", 150),
    ("drinks", 3_500),
    ("baby", 1_500),
    ("dietary", 1_500),
    ("mixed", 3_500),
    ("hygiene", 400),
];

/// For a branch that the table does not know: as for mixed food.
const OTHERWISE: i64 = 3_500;

/// How much food of this category one person needs for a week. A need for one occasion counts the same week: people who
/// mean something else say kilograms.
#[must_use]
pub fn grams_per_person(category: &str) -> Grams {
    let branch = category.split('.').next().unwrap_or(category);
    let known = GRAMS_PER_PERSON.iter().find(|(code, _)| *code == branch);
    Grams(known.map_or(OTHERWISE, |(_, grams)| *grams))
}

/// The branches whose portion was thought about.
pub fn branches() -> impl Iterator<Item = &'static str> {
    GRAMS_PER_PERSON.iter().map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_eats_as_its_branch() {
        assert_eq!(grams_per_person("dairy.yoghurt"), Grams(1_750));
        assert_eq!(grams_per_person("dairy"), grams_per_person("dairy.cheese"));
        assert_eq!(grams_per_person("mixed"), Grams(3_500));
        assert_eq!(grams_per_person("unheard.of"), Grams(3_500));
    }
}
