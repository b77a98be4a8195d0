//! Which commune a place of an import means. Pure, and never a guess: the ambiguous is handed back as such.

use super::store::{self, CommuneRow};
use crate::db::Conn;
use crate::http::Error;
use shared::geo::Position;
use shared::text::place_key;

/// A place's own coordinates may decide between communes only when they are this near to one centre, metres.
const NEAR_M: i64 = 15_000;

/// The communes of one department.
#[derive(Debug)]
pub struct Gazetteer {
    entries: Vec<Entry>,
}

/// A commune with its postcodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The commune.
    pub commune: CommuneRow,
    /// Its postcodes, ascending.
    pub postcodes: Vec<String>,
}

/// What is known of a place.
#[derive(Clone, Copy, Debug)]
pub struct Clue<'a> {
    /// What people call it.
    pub label: &'a str,
    /// Its postcode.
    pub postcode: Option<&'a str>,
    /// Its own coordinates. They choose between communes that the label fits; they never bring in another.
    pub position: Option<Position>,
}

/// What a place can be.
#[derive(Debug, PartialEq)]
pub enum Found<'g> {
    /// This commune.
    One(&'g Entry),
    /// Any of these.
    Several(Vec<&'g Entry>),
    /// No commune is called so.
    None,
}

impl Gazetteer {
    /// Reads a department's communes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut Conn, department: &str) -> Result<Self, Error> {
        let rows = store::of_department(conn, department)?;
        Ok(Self { entries: rows.into_iter().map(|(commune, postcodes)| Entry { commune, postcodes }).collect() })
    }

    /// The commune of a place, by the first of these rules that finds any:
    ///
    /// 1. its name is the label (accents, case, hyphens, "St" and "s/" aside);
    /// 2. its name begins with the label ("Lesparre": Lesparre-Médoc);
    /// 3. the label begins with its name ("Bordeaux Gare"); another commune named in the rest is a candidate too.
    ///
    /// Where a rule finds several, the postcode decides, then the place's own coordinates; else they are handed back.
    #[must_use]
    pub fn lookup(&self, clue: Clue<'_>) -> Found<'_> {
        // "Gironde/Dropt" is how people write Gironde-sur-Dropt.
        let label = place_key(&clue.label.replace('/', " sur "));
        if label.is_empty() {
            return Found::None;
        }
        let rules = [Self::called, Self::beginning_with, Self::named_in];
        let found = rules.iter().map(|rule| rule(self, &label)).find(|found| !found.is_empty());
        decide(found.unwrap_or_default(), clue)
    }

    fn called(&self, label: &str) -> Vec<&Entry> {
        self.entries.iter().filter(|entry| entry.commune.name_key == label).collect()
    }

    fn beginning_with(&self, label: &str) -> Vec<&Entry> {
        self.entries.iter().filter(|entry| rest_after(&entry.commune.name_key, label).is_some()).collect()
    }

    fn named_in(&self, label: &str) -> Vec<&Entry> {
        let leading = self.entries.iter().filter(|entry| rest_after(label, &entry.commune.name_key).is_some());
        let Some(longest) = leading.max_by_key(|entry| entry.commune.name_key.len()) else {
            return Vec::new();
        };
        let rest = rest_after(label, &longest.commune.name_key).unwrap_or_default();
        let others = self.entries.iter().filter(|entry| contains_words(rest, &entry.commune.name_key));
        std::iter::once(longest).chain(others).collect()
    }
}

/// What follows `start` in `text` when `text` begins with the whole words of `start` and goes on.
fn rest_after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_prefix(' ')
}

fn contains_words(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {words} "))
}

fn decide<'g>(candidates: Vec<&'g Entry>, clue: Clue<'_>) -> Found<'g> {
    let by_postcode =
        only(&candidates, |entry| clue.postcode.is_some_and(|code| entry.postcodes.iter().any(|own| own == code)));
    let by_position = || only(&candidates, |entry| is_near(entry, clue.position));
    match (candidates.as_slice(), by_postcode) {
        ([], _) => Found::None,
        ([one], _) => Found::One(one),
        (_, Some(one)) => Found::One(one),
        _ => by_position().map_or(Found::Several(candidates), Found::One),
    }
}

/// The one candidate for which `test` holds, unless it holds for several.
fn only<'g>(candidates: &[&'g Entry], test: impl Fn(&Entry) -> bool) -> Option<&'g Entry> {
    let mut passing = candidates.iter().filter(|entry| test(entry));
    passing.next().copied().filter(|_| passing.next().is_none())
}

fn is_near(entry: &Entry, position: Option<Position>) -> bool {
    let distance = position.zip(entry.commune.position()).map(|(place, centre)| place.metres_to(centre));
    distance.is_some_and(|metres| metres <= NEAR_M)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gazetteer() -> Gazetteer {
        let communes = [
            ("Bordeaux", "33000", 44.84, -0.57),
            ("Bourg", "33710", 45.04, -0.56),
            ("Gironde-sur-Dropt", "33190", 44.58, -0.09),
            ("Lesparre-Médoc", "33340", 45.31, -0.94),
            ("Margaux", "33460", 45.04, -0.68),
            ("Saint-André-de-Cubzac", "33240", 44.99, -0.45),
            ("Saint-Martin-de-Sescas", "33490", 44.58, -0.13),
            ("Saint-Martin-du-Bois", "33910", 45.02, -0.27),
            ("Talence", "33400", 44.80, -0.59),
            ("Villenave-d'Ornon", "33140", 44.78, -0.57),
        ];
        let entries = communes.map(|(name, postcode, latitude, longitude)| Entry {
            commune: CommuneRow {
                insee_code: name.to_owned(),
                name: name.to_owned(),
                name_key: place_key(name),
                department: "33".to_owned(),
                latitude: Some(latitude),
                longitude: Some(longitude),
            },
            postcodes: vec![postcode.to_owned()],
        });
        Gazetteer { entries: entries.to_vec() }
    }

    fn found(label: &str, postcode: Option<&str>, position: Option<(f64, f64)>) -> Vec<String> {
        let position = position.map(|(latitude, longitude)| Position { latitude, longitude });
        match gazetteer().lookup(Clue { label, postcode, position }) {
            Found::One(entry) => vec![entry.commune.name.clone()],
            Found::Several(entries) => entries.iter().map(|entry| entry.commune.name.clone()).collect(),
            Found::None => Vec::new(),
        }
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for (label, name) in [
            ("BORDEAUX", "Bordeaux"),
            ("St Andre de Cubzac", "Saint-André-de-Cubzac"),
            ("VILLENAVE D ORNON", "Villenave-d'Ornon"),
            ("Gironde/Dropt", "Gironde-sur-Dropt"),
            ("Lesparre", "Lesparre-Médoc"),
            ("Bourg/Gironde", "Bourg"),
            ("Bordeaux St Louis", "Bordeaux"),
        ] {
            assert_eq!(found(label, None, None), [name], "{label}");
        }
    }

    #[test]
    fn what_fits_several_is_decided_by_postcode_or_coordinates_or_not_at_all() {
        let both = ["Saint-Martin-de-Sescas", "Saint-Martin-du-Bois"];
        assert_eq!(found("St Martin", None, None), both);
        assert_eq!(found("St Martin", Some("33910"), None), ["Saint-Martin-du-Bois"]);
        assert_eq!(found("St Martin", None, Some((44.59, -0.12))), ["Saint-Martin-de-Sescas"]);
        assert_eq!(found("St Martin", Some("33000"), Some((43.0, 1.0))), both);
        assert_eq!(found("Talence Margaux", None, None), ["Talence", "Margaux"]);
        assert_eq!(found("Talence Margaux", None, Some((44.77, -0.595))), ["Talence"]);
    }

    #[test]
    fn coordinates_alone_find_nothing() {
        assert!(found("Pays Foyen", None, Some((44.84, -0.57))).is_empty());
        assert!(found("Bord", None, Some((44.84, -0.57))).is_empty());
        assert!(found("", Some("33000"), Some((44.84, -0.57))).is_empty());
    }

    proptest! {
        /// Whatever is written in front of or behind a name, a commune that the label does not name is never found.
        #[test]
        fn only_communes_that_the_label_names_are_found(label in "\\PC{0,40}", lat in 44.0..46.0_f64, lon in -1.5..0.5_f64) {
            let key = place_key(&label.replace('/', " sur "));
            for name in found(&label, Some("33000"), Some((lat, lon))) {
                let name = place_key(&name);
                prop_assert!(contains_words(&key, &name) || name.starts_with(&key), "{label:?}: {name:?}");
            }
        }
    }
}
