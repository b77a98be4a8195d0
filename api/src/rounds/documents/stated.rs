//! The statement of a round's fairness as its paper has it: figures with what they mean, the rule in sentences, and names of
//! other rules, in both languages. The page says the same.

use super::words::Words;
use crate::events::mail;
use chrono::NaiveDate;
use shared::accounts::Locale;
use shared::rounds::{AllocationRule, RoundFigures, RoundStatement};
use shared::units::Grams;

/// How fair a round is, and which round that is.
#[derive(Clone, Debug)]
pub struct Stated {
    /// What the round is called.
    pub title: String,
    /// Who shares out.
    pub food_bank: String,
    /// The day on which food is fetched.
    pub fetched_on: NaiveDate,
    /// Whether the network knows of it: until then everything may still change.
    pub is_told: bool,
    /// The statement.
    pub statement: RoundStatement,
}

/// A figure: what it is called, its value, and what it means.
pub type Figure = [String; 3];

impl Words {
    /// The figures of a statement, in the order of the page.
    #[must_use]
    pub fn figures_of(&self, statement: &RoundStatement) -> Vec<Figure> {
        let of = &statement.figures;
        let (available, urgent, tenth) = (self.kg(of.available_kg), self.kg(of.urgent_available_kg), self.percent(of.tenth));
        let shown = |name: &str, value: String, about: String| [name.to_owned(), value, about];
        let told = |name: &str, value: String, about: &str| shown(name, value, about.to_owned());
        let mut figures = vec![
            shown(
                self.given(),
                self.kg(of.kg),
                match self.locale {
                    Locale::French => format!("sur {available} disponibles"),
                    Locale::English => format!("of {available} available"),
                },
            ),
            shown(
                self.pick("À consommer vite, attribué", "To be eaten soon, allocated"),
                self.kg(of.urgent_kg),
                match self.locale {
                    Locale::French => format!("sur {urgent} dont la date est à trois jours ou moins"),
                    Locale::English => format!("of {urgent} whose date is three days away or less"),
                },
            ),
            shown(
                self.lowest(),
                self.percent(of.lowest),
                match self.locale {
                    Locale::French => format!("un site sur dix est à {tenth} ou moins"),
                    Locale::English => format!("one site in ten is at {tenth} or less"),
                },
            ),
            told(
                self.middle(),
                self.percent(of.median),
                self.pick("sont à ce niveau ou moins", "are at this level or less"),
            ),
            told(self.wronged(), of.envious.to_string(), self.wronged_means(statement.refusals > 0)),
            told(
                self.pick("Inégalité", "Unevenness"),
                self.index(of.gini),
                self.pick(
                    "0\u{a0}: toutes les personnes aidées sont servies pareil\u{a0}; 1\u{a0}: tout va à une seule",
                    "0: all people helped are served alike; 1: one has it all",
                ),
            ),
            told(
                self.pick("Régularité entre les sites", "Evenness among sites"),
                self.percent(of.jain),
                self.pick("100\u{202f}%\u{a0}: tous les sites au même niveau", "100%: all sites at the same level"),
            ),
        ];
        let about = self.pick("en moyenne, du dépôt au site", "in the mean, from the store to the site");
        figures.extend(self.way_of(of).map(|way| told(self.way(), way, about)));
        figures.push(told(
            self.pick("Jeté auparavant", "Thrown away before"),
            format!("{}\u{a0}kg", mail::kg(statement.lost_grams, self.locale)),
            self.pick("dans les quatre semaines avant cette répartition", "in the four weeks before this round"),
        ));
        figures
    }

    /// The rule, sentence by sentence.
    #[must_use]
    pub fn rule_of(&self, statement: &RoundStatement) -> [String; 5] {
        let (ration, rounds) = (self.kg(statement.ration_kg), statement.window);
        let level = match (self.locale, rounds) {
            (Locale::French, 1) => format!(
                "Pour chaque site, on compare ce qu’il reçoit dans cette répartition avec ce qu’il devrait avoir\u{a0}: \
                 {ration} par personne aidée. C’est son niveau."
            ),
            (Locale::French, _) => format!(
                "Pour chaque site, on compare ce qu’il reçoit sur {rounds} répartitions avec ce qu’il devrait avoir\u{a0}: \
                 {ration} par personne aidée et par répartition. C’est son niveau."
            ),
            (Locale::English, 1) => format!(
                "For each site, what it gets in this round is compared with what it should have: {ration} for each person \
                 helped. That is its level."
            ),
            (Locale::English, _) => format!(
                "For each site, what it gets over {rounds} rounds is compared with what it should have: {ration} for each \
                 person helped and each round. That is its level."
            ),
        };
        let tolerance = self.kg(statement.tolerance_kg);
        let way = match (self.locale, statement.tolerance_kg) {
            (Locale::French, 0) => "À niveau égal, on choisit le moins de route. Rien n’est tiré au sort.".to_owned(),
            (Locale::French, _) => format!(
                "Pour faire moins de route, une part peut s’écarter de la plus juste, de {tolerance} au plus. Rien n’est \
                 tiré au sort."
            ),
            (Locale::English, 0) => "At equal levels, the shortest way is chosen. Nothing is drawn by lot.".to_owned(),
            (Locale::English, _) => format!(
                "To make the way shorter, a share may differ from the fairest one by at most {tolerance}. Nothing is drawn \
                 by lot."
            ),
        };
        let all = self.pick(
            "Tout ce qui peut être donné avant sa date est donné, le plus urgent d’abord.",
            "All that can be handed out before its date is handed out, the most urgent first.",
        );
        let lowest = self.pick(
            "Ensuite on aide toujours le site le plus bas, tant que cela ne prend rien à un site encore plus bas.",
            "Then the lowest site is always helped, as long as this takes nothing from a site that is lower still.",
        );
        let same = self.pick(
            "Les mêmes données donnent toujours le même résultat\u{a0}: chacun peut le vérifier.",
            "The same data always give the same result: everybody can check it.",
        );
        [level, all.to_owned(), lowest.to_owned(), way, same.to_owned()]
    }

    /// What another rule is called.
    #[must_use]
    pub const fn rule_name(&self, rule: AllocationRule) -> &'static str {
        match rule {
            AllocationRule::Fairest => self.pick("La nôtre, sans décision à la main", "Ours, without decisions by hand"),
            AllocationRule::FirstCome => self.pick("Premier arrivé, premier servi", "First come, first served"),
            AllocationRule::ProRata => {
                self.pick("Chaque lot à proportion des demandes", "Each lot in proportion to the requests")
            }
            AllocationRule::ProRataShared => {
                self.pick("De même, puis le reste repartagé", "The same, and what is left once more")
            }
        }
    }

    /// What has changed since the round was published, where anything was refused.
    #[must_use]
    pub fn after_refusals(&self, refusals: i64) -> Option<String> {
        let said = match (self.locale, refusals) {
            (_, ..=0) => return None,
            (Locale::French, 1) => {
                "Après un refus\u{a0}: ce qui était refusé a été proposé aux autres, et chacun a gardé ce \
                 qui lui était attribué."
                    .to_owned()
            }
            (Locale::French, _) => format!(
                "Après {refusals} refus\u{a0}: ce qui était refusé a été proposé aux autres, et chacun a gardé ce qui lui \
                 était attribué."
            ),
            (Locale::English, 1) => "After one refusal: what was refused was offered to the others, and everybody has kept \
                 what they were allocated."
                .to_owned(),
            (Locale::English, _) => format!(
                "After {refusals} refusals: what was refused was offered to the others, and everybody has kept what they \
                 were allocated."
            ),
        };
        Some(said)
    }

    /// Food handed out.
    #[must_use]
    pub const fn given(&self) -> &'static str {
        self.pick("Attribué", "Allocated")
    }

    /// The lowest level.
    #[must_use]
    pub const fn lowest(&self) -> &'static str {
        self.pick("Le site le plus bas", "The lowest site")
    }

    /// The level in the middle.
    #[must_use]
    pub const fn middle(&self) -> &'static str {
        self.pick("La moitié des sites", "Half of the sites")
    }

    /// Sites that are lower than another whose food they could have used.
    #[must_use]
    pub const fn wronged(&self) -> &'static str {
        self.pick("Sites désavantagés", "Sites worse off")
    }

    const fn wronged_means(&self, is_after_refusals: bool) -> &'static str {
        if is_after_refusals {
            self.pick(
                "après les refus\u{a0}: plus bas qu’un autre, qui a gardé des denrées qu’ils auraient pu utiliser",
                "after the refusals: lower than another one, which has kept food that they could have used",
            )
        } else {
            self.pick(
                "plus bas qu’un autre qui a des denrées qu’ils auraient pu utiliser",
                "lower than another one that has food which they could have used",
            )
        }
    }

    /// How far a kilogram goes.
    #[must_use]
    pub const fn way(&self) -> &'static str {
        self.pick("Trajet d’un kilo", "Way of a kilogram")
    }

    /// How far a kilogram goes in the mean, to 100 m; none where nothing is handed out.
    #[must_use]
    pub fn way_of(&self, figures: &RoundFigures) -> Option<String> {
        let metres = (figures.kg > 0).then(|| figures.kg_km.saturating_mul(1_000) / figures.kg)?;
        Some(format!("{}\u{a0}km", self.decimal((metres + 50).div_euclid(100) * 100)))
    }

    /// Whole kilograms, in groups of three figures.
    #[must_use]
    pub fn kg(&self, kg: i64) -> String {
        let mut figures = kg.to_string();
        let mut place = figures.len();
        while place > 3 {
            place -= 3;
            figures.insert_str(place, self.pick("\u{202f}", ","));
        }
        format!("{figures}\u{a0}kg")
    }

    /// A part of a whole, given in millionths; below ten percent with one decimal.
    #[must_use]
    pub fn percent(&self, millionths: i64) -> String {
        let figures = if millionths < 99_500 {
            self.decimal((millionths + 500).div_euclid(1_000) * 100)
        } else {
            (millionths + 5_000).div_euclid(10_000).to_string()
        };
        format!("{figures}{}", self.pick("\u{202f}%", "%"))
    }

    /// An index between 0 and 1, given in millionths.
    #[must_use]
    pub fn index(&self, millionths: i64) -> String {
        self.decimal((millionths + 500).div_euclid(1_000))
    }

    /// Thousandths as a number without idle zeros.
    fn decimal(&self, thousandths: i64) -> String {
        mail::kg(Grams(thousandths), self.locale)
    }
}

#[cfg(test)]
pub mod samples {
    use super::*;
    use shared::rounds::{BaselineFigures, RoundLevel};

    /// The statement of a round with so many sites, in which something was refused so often.
    pub fn stated(sites: i64, refusals: i64) -> Stated {
        let figures = RoundFigures { available_kg: 400, kg: 380, kg_km: 4_750, lowest: 312_500, ..RoundFigures::default() };
        let rules = [AllocationRule::FirstCome, AllocationRule::ProRata, AllocationRule::ProRataShared];
        let statement = RoundStatement {
            figures,
            refusals,
            baselines: rules.into_iter().map(|rule| BaselineFigures { rule, figures }).collect(),
            levels: (0..sites).map(|site| RoundLevel { before: 0, level: 10_000 * site, people: 20 }).collect(),
            lost_grams: Grams(6_500),
            window: 4,
            tolerance_kg: 0,
            ration_kg: 4,
        };
        let fetched_on = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let (title, food_bank) = ("Répartition du mardi".to_owned(), "Banque alimentaire".to_owned());
        Stated { title, food_bank, fetched_on, is_told: true, statement }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::stated;
    use super::*;

    #[test]
    fn figures_are_written_as_their_readers_do() {
        let (french, english) = (Words::of(Locale::French), Words::of(Locale::English));
        let levels = [0, 42_400, 99_499, 874_999, 1_000_000];
        let said = |words: &Words| levels.map(|level| words.percent(level));
        assert_eq!(
            said(french),
            ["0\u{202f}%", "4,2\u{202f}%", "9,9\u{202f}%", "87\u{202f}%", "100\u{202f}%"].map(str::to_owned)
        );
        assert_eq!(said(english), ["0%", "4.2%", "9.9%", "87%", "100%"].map(str::to_owned));
        assert_eq!((french.index(123_400), english.index(500_000)), ("0,123".to_owned(), "0.5".to_owned()));
        let said = [0, 999, 48_320, 1_000_000].map(|kg| french.kg(kg));
        assert_eq!(said, ["0\u{a0}kg", "999\u{a0}kg", "48\u{202f}320\u{a0}kg", "1\u{202f}000\u{202f}000\u{a0}kg"]);
        assert_eq!(english.kg(48_320), "48,320\u{a0}kg");
        let figures = stated(3, 0).statement.figures;
        assert_eq!(french.way_of(&figures).as_deref(), Some("12,5\u{a0}km"));
        assert_eq!(french.way_of(&RoundFigures::default()), None);
    }

    #[test]
    fn what_refusals_have_changed_is_said_only_where_there_were_any() {
        for locale in Locale::ALL {
            let words = Words::of(*locale);
            assert_eq!(words.after_refusals(0), None);
            assert!(words.after_refusals(2).is_some_and(|said| said.contains('2')));
            let of = |refusals: i64| words.figures_of(&stated(3, refusals).statement);
            assert_eq!(of(0).len(), 9);
            assert_ne!(of(0), of(1), "{locale}");
            assert_eq!(words.rule_of(&stated(3, 0).statement).len(), 5);
        }
    }
}
