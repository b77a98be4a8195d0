//! How France counts people helped. The bands are those of the yearly figures that associations give; the ministerial
//! order that fixes them was not at hand, so they are to be compared with it.

use crate::national::activity::{ActivityRules, AgeBand};

/// The French bands.
pub const RULES: ActivityRules = ActivityRules {
    age_bands: &[
        AgeBand { code: "under_3", pointer: "/people/under_3", from: 0, until: Some(2) },
        AgeBand { code: "from_3_to_14", pointer: "/people/from_3_to_14", from: 3, until: Some(14) },
        AgeBand { code: "from_15_to_25", pointer: "/people/from_15_to_25", from: 15, until: Some(25) },
        AgeBand { code: "from_26_to_64", pointer: "/people/from_26_to_64", from: 26, until: Some(64) },
        AgeBand { code: "from_65", pointer: "/people/from_65", from: 65, until: None },
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::national::activity::MAX_AGE_BANDS;

    #[test]
    fn each_age_is_in_one_band_and_each_band_is_found_by_its_name() {
        let bands = RULES.age_bands;
        assert!(!bands.is_empty() && bands.len() <= MAX_AGE_BANDS);
        for age in 0..120 {
            let with = |band: &&AgeBand| band.from <= age && band.until.is_none_or(|until| age <= until);
            assert_eq!(bands.iter().filter(with).count(), 1, "{age}");
        }
        assert!(bands.is_sorted_by_key(|band| band.from));
        assert!(bands.iter().all(|band| band.pointer == format!("/people/{}", band.code)));
    }
}
