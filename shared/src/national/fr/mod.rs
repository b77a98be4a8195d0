//! France.

mod activity;
mod dates;
mod registration_numbers;

use super::{NationalPack, NumberForm};

/// The French rules.
pub const PACK: NationalPack = NationalPack {
    country: "fr",
    establishment_number: NumberForm {
        code: "siret",
        normalise: registration_numbers::siret,
        group: registration_numbers::grouped_siret,
    },
    association_number: NumberForm {
        code: "rna",
        normalise: registration_numbers::rna,
        group: registration_numbers::grouped_rna,
    },
    dates: dates::RULES,
    activity: activity::RULES,
};
