//! What a country's yearly figures ask of people helped: counts by age, as every country's pack speaks of them.

/// The most bands that a pack may have: the database keeps a column for each.
pub const MAX_AGE_BANDS: usize = 6;

/// The figures of one country about people helped.
pub struct ActivityRules {
    /// The bands of age in which people are counted, the youngest first; together they are everybody.
    pub age_bands: &'static [AgeBand],
}

/// People from one age to another.
#[derive(Debug, PartialEq, Eq)]
pub struct AgeBand {
    /// How it is called on the wire; the browser has words for it.
    pub code: &'static str,
    /// Where its count stands in a declaration, as errors name it.
    pub pointer: &'static str,
    /// The youngest, in whole years.
    pub from: u32,
    /// The oldest, in whole years; none for the last band.
    pub until: Option<u32>,
}
