//! What depends on the country of a network, as one pack that another country replaces: write `national/<country>/` with
//! a [`NationalPack`] of its own and name it in [`PACK`]. Forms and endpoints only ask [`PACK`].

pub mod activity;
pub mod dates;
pub mod fr;

/// The country of this build.
pub const PACK: &NationalPack = &fr::PACK;

/// The rules of one country.
pub struct NationalPack {
    /// ISO 3166-1 code of the country, small letters.
    pub country: &'static str,
    /// Number by which an establishment (a place of work of a legal person) is registered.
    pub establishment_number: NumberForm,
    /// Number by which an association is registered.
    pub association_number: NumberForm,
    /// When food may change hands, and what freezing does to its date.
    pub dates: dates::DateRules,
    /// What is counted of people helped.
    pub activity: activity::ActivityRules,
}

/// How a registration number is written. Only its form is checked: whether it is given to somebody is the register's
/// knowledge.
pub struct NumberForm {
    /// Code of a number of a wrong form; the browser has a sentence for it.
    pub code: &'static str,
    /// The one spelling in which it is stored and compared, from any in which people write it; `None` when it is no
    /// such number.
    pub normalise: fn(&str) -> Option<String>,
    /// A stored number in groups, as people read it; what is no such number stays as it is.
    pub group: fn(&str) -> String,
}
