//! Weeks and bands of age in words.

use crate::i18n::{find, t, time, translate};
use shared::iso_week::IsoWeek;
use shared::national::activity::AgeBand;
use yew::AttrValue;

/// "Semaine 48"
#[must_use]
pub fn number(week: IsoWeek) -> AttrValue {
    t!("activity.week_number", n = i64::from(week.number()))
}

/// "Semaine 48 : du lundi 23 au dimanche 29 novembre"
#[must_use]
pub fn whole(week: IsoWeek) -> AttrValue {
    let (from, to) = (time::long_day(week.monday()), time::long_day(week.sunday()));
    t!("activity.week", n = i64::from(week.number()), from = from, to = to)
}

/// "dès le lundi 23 novembre"
#[must_use]
pub fn beginning(week: IsoWeek) -> AttrValue {
    t!("activity.week_from", day = time::long_day(week.monday()))
}

/// What a band of age is called: the pack has its code, the languages its words.
#[must_use]
pub fn band(band: &AgeBand) -> AttrValue {
    find(&format!("word.age_band.{}", band.code)).map_or(AttrValue::Static(band.code), |key| translate(key, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::national::PACK;

    #[test]
    fn every_band_of_the_country_has_its_words() {
        for band in PACK.activity.age_bands {
            assert!(find(&format!("word.age_band.{}", band.code)).is_some(), "{}", band.code);
        }
    }
}
