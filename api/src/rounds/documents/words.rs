//! What documents say, in both languages.

use chrono::{Datelike, NaiveDate};
use shared::accounts::Locale;
use shared::rounds::{LineStatus, RoundReason};
use shared::stock::{FundingSource, LotSummary};
use shared::units::{Grams, TemperatureClass, Unit};

/// Words of one language.
#[derive(Debug)]
pub struct Words {
    pub locale: Locale,
    pub delivery_note: &'static str,
    pub pick_list: &'static str,
    pub provisional: &'static str,
    pub fetched_on: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub nothing: &'static str,
    pub total: &'static str,
    pub temperatures: &'static str,
    pub handed_by: &'static str,
    pub received_by: &'static str,
    pub signature: &'static str,
    pub organisation: &'static str,
    pub site: &'static str,
    pub food: &'static str,
    pub batch: &'static str,
    pub date: &'static str,
    pub kept: &'static str,
    pub units: &'static str,
    pub funding: &'static str,
    pub received: &'static str,
    pub shelf: &'static str,
    pub for_whom: &'static str,
    pub done: &'static str,
    pub lines: &'static str,
    pub recipients: &'static str,
    pub category: &'static str,
    pub fetched_at: &'static str,
    pub requested_kg: &'static str,
    pub approved_kg: &'static str,
    pub allocated_kg: &'static str,
    pub received_kg: &'static str,
    pub status: &'static str,
    pub reason: &'static str,
    pub note: &'static str,
    pub by_hand: &'static str,
    pub yes: &'static str,
    pub people: &'static str,
    pub factor: &'static str,
    pub takes_part: &'static str,
    pub level_before: &'static str,
    pub level: &'static str,
    pub statement: &'static str,
    pub in_figures: &'static str,
    pub figure: &'static str,
    pub value: &'static str,
    pub meaning: &'static str,
    pub rule: &'static str,
    pub levels: &'static str,
    pub levels_lead: &'static str,
    pub sites: &'static str,
    pub one_site: &'static str,
    pub more_sites: &'static str,
    pub level_from: &'static str,
    pub level_to: &'static str,
    pub other_rules: &'static str,
    pub other_rules_lead: &'static str,
    pub this_round: &'static str,
}

const FRENCH: Words = Words {
    locale: Locale::French,
    delivery_note: "Bon de livraison",
    pick_list: "Liste de préparation",
    provisional: "provisoire : la répartition n’est pas publiée",
    fetched_on: "Retrait le",
    from: "Expéditeur",
    to: "Destinataire",
    nothing: "Rien n’est attribué.",
    total: "Total",
    temperatures: "Températures relevées à la remise",
    handed_by: "Remis par",
    received_by: "Reçu par",
    signature: "Nom, date, heure, signature",
    organisation: "Organisation",
    site: "Site",
    food: "Produit",
    batch: "N° de lot",
    date: "Date",
    kept: "Classe",
    units: "≈ unités",
    funding: "Fonds",
    received: "Reçu (kg)",
    shelf: "Emplacement",
    for_whom: "Pour",
    done: "Fait",
    lines: "Lignes",
    recipients: "Destinataires",
    category: "Catégorie",
    fetched_at: "Retrait à",
    requested_kg: "Demandé (kg)",
    approved_kg: "Approuvé (kg)",
    allocated_kg: "Attribué (kg)",
    received_kg: "Reçu (kg)",
    status: "Statut",
    reason: "Motif",
    note: "Précision",
    by_hand: "Modifié à la main",
    yes: "oui",
    people: "Personnes par semaine",
    factor: "Coefficient (%)",
    takes_part: "Participe",
    level_before: "Taux avant (%)",
    level: "Taux après (%)",
    statement: "Est-ce équitable\u{a0}?",
    in_figures: "En chiffres",
    figure: "Chiffre",
    value: "Valeur",
    meaning: "Ce que cela veut dire",
    rule: "La règle",
    levels: "Le niveau de chaque site",
    levels_lead: "Du plus bas au plus haut, sans les noms.",
    sites: "Sites",
    one_site: "site",
    more_sites: "sites",
    level_from: "De",
    level_to: "À",
    other_rules: "Avec d’autres règles",
    other_rules_lead: "Les mêmes denrées et les mêmes demandes, partagées autrement.",
    this_round: "Cette répartition",
};

const ENGLISH: Words = Words {
    locale: Locale::English,
    delivery_note: "Delivery note",
    pick_list: "Pick list",
    provisional: "provisional: the round is not published",
    fetched_on: "To be fetched on",
    from: "From",
    to: "To",
    nothing: "Nothing is allocated.",
    total: "Total",
    temperatures: "Temperatures read at the hand-over",
    handed_by: "Handed over by",
    received_by: "Received by",
    signature: "Name, date, time, signature",
    organisation: "Organisation",
    site: "Site",
    food: "Food",
    batch: "Batch no.",
    date: "Date",
    kept: "Kept",
    units: "≈ units",
    funding: "Funding",
    received: "Received (kg)",
    shelf: "Shelf",
    for_whom: "For",
    done: "Done",
    lines: "Lines",
    recipients: "Recipients",
    category: "Category",
    fetched_at: "Fetched at",
    requested_kg: "Requested (kg)",
    approved_kg: "Approved (kg)",
    allocated_kg: "Allocated (kg)",
    received_kg: "Received (kg)",
    status: "Status",
    reason: "Reason",
    note: "Note",
    by_hand: "Changed by hand",
    yes: "yes",
    people: "People a week",
    factor: "Factor (%)",
    takes_part: "Takes part",
    level_before: "Level before (%)",
    level: "Level after (%)",
    statement: "Is it fair?",
    in_figures: "In figures",
    figure: "Figure",
    value: "Value",
    meaning: "What it means",
    rule: "The rule",
    levels: "The level of each site",
    levels_lead: "From the lowest to the highest, without names.",
    sites: "Sites",
    one_site: "site",
    more_sites: "sites",
    level_from: "From",
    level_to: "To",
    other_rules: "With other rules",
    other_rules_lead: "The same food and the same requests, shared out otherwise.",
    this_round: "This round",
};

impl Words {
    /// Those of a language.
    #[must_use]
    pub const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::French => &FRENCH,
            Locale::English => &ENGLISH,
        }
    }

    /// One of two texts.
    pub(super) const fn pick(&self, french: &'static str, english: &'static str) -> &'static str {
        match self.locale {
            Locale::French => french,
            Locale::English => english,
        }
    }

    /// Something and its value.
    #[must_use]
    pub fn pair(&self, label: &str, value: &str) -> String {
        format!("{label}{} {value}", self.pick("\u{a0}:", ":"))
    }

    /// A day with its weekday.
    #[must_use]
    pub fn long_day(&self, day: NaiveDate) -> String {
        const FRENCH: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
        const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let names = match self.locale {
            Locale::French => FRENCH,
            Locale::English => ENGLISH,
        };
        let name = names.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
        format!("{name} {}", short_day(day))
    }

    /// The date that counts of a lot, with its kind; empty where it has none.
    #[must_use]
    pub fn date_of(&self, lot: &LotSummary) -> String {
        let use_by = lot.use_by.map(|day| (self.pick("DLC", "use by"), day));
        let best_before = lot.best_before.map(|day| (self.pick("DDM", "best before"), day));
        use_by.or(best_before).map(|(kind, day)| format!("{kind} {}", short_day(day))).unwrap_or_default()
    }

    /// How food is kept.
    #[must_use]
    pub const fn class(&self, class: TemperatureClass) -> &'static str {
        match class {
            TemperatureClass::Ambient => self.pick("Sec", "Ambient"),
            TemperatureClass::Chilled => self.pick("Frais", "Chilled"),
            TemperatureClass::Frozen => self.pick("Surgelé", "Frozen"),
        }
    }

    /// Who paid for a lot; empty for gifts.
    #[must_use]
    pub const fn funding_of(&self, source: FundingSource) -> &'static str {
        match source {
            FundingSource::Gift => "",
            FundingSource::State => self.pick("État", "State"),
            FundingSource::EsfPlus => self.pick("FSE+", "ESF+"),
            FundingSource::Purchase => self.pick("Achat", "Bought"),
        }
    }

    /// How many units of a lot that is about; empty where it is counted in kilograms, and for less than half of one: "about no
    /// pallet" helps nobody.
    #[must_use]
    pub fn units_of(&self, lot: &LotSummary, kg: i64) -> String {
        if lot.unit == Unit::Kilogram || lot.grams_per_unit <= Grams::ZERO {
            return String::new();
        }
        let one = lot.grams_per_unit.0;
        let count = Grams::from_kg(kg).0.saturating_add(one / 2) / one;
        if count == 0 { String::new() } else { format!("≈ {count} {}", self.unit(lot.unit, count > 1)) }
    }

    const fn unit(&self, unit: Unit, several: bool) -> &'static str {
        let (one, more) = match unit {
            Unit::Kilogram => ("kg", "kg"),
            Unit::Litre => (self.pick("litre", "litre"), self.pick("litres", "litres")),
            Unit::Piece => (self.pick("pièce", "piece"), self.pick("pièces", "pieces")),
            Unit::Portion => ("portion", "portions"),
            Unit::Carton => (self.pick("carton", "box"), self.pick("cartons", "boxes")),
            Unit::Crate => (self.pick("caisse", "crate"), self.pick("caisses", "crates")),
            Unit::Pallet => (self.pick("palette", "pallet"), self.pick("palettes", "pallets")),
        };
        if several { more } else { one }
    }

    /// Where a line stands.
    #[must_use]
    pub const fn status_of(&self, status: LineStatus) -> &'static str {
        match status {
            LineStatus::Proposed => self.pick("Proposé", "Proposed"),
            LineStatus::Accepted => self.pick("Accepté", "Accepted"),
            LineStatus::Refused => self.pick("Refusé", "Refused"),
            LineStatus::HandedOver => self.pick("Remis", "Handed over"),
            LineStatus::NotFetched => self.pick("Non retiré", "Not fetched"),
        }
    }

    /// Why something differs.
    #[must_use]
    pub const fn reason_of(&self, reason: RoundReason) -> &'static str {
        match reason {
            RoundReason::Supply => self.pick("Quantité insuffisante", "Not enough of it"),
            RoundReason::Storage => self.pick("Pas de place", "No room"),
            RoundReason::Transport => self.pick("Transport impossible", "No transport"),
            RoundReason::Closed => self.pick("Site fermé", "Site closed"),
            RoundReason::NotNeeded => self.pick("Pas de besoin", "Not needed"),
            RoundReason::Quality => self.pick("Qualité", "Quality"),
            RoundReason::Emergency => self.pick("Besoin plus urgent", "Needed more urgently"),
            RoundReason::Mistake => self.pick("Erreur", "Mistake"),
            RoundReason::NotFetched => self.pick("Non retiré", "Not fetched"),
            RoundReason::Other => self.pick("Autre", "Other"),
        }
    }
}

/// A day in figures: the same in both languages.
fn short_day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_named_in_the_reader_s_language() {
        let day = "2026-11-24".parse().unwrap();
        assert_eq!(Words::of(Locale::French).long_day(day), "mardi 24/11/2026");
        assert_eq!(Words::of(Locale::English).long_day(day), "Tuesday 24/11/2026");
    }
}
