//! What a site may be. Pure: the commune comes from the caller.

use shared::geo::Position;
use shared::sites::{PositionSource, Weekday};

/// The days as the database keeps them: bit 0 is Monday, bit 6 is Sunday. Repeated days count once.
pub fn bits_of(days: &[Weekday]) -> i64 {
    days.iter().fold(0, |bits, day| bits | bit(*day))
}

/// The days of [`bits_of`], Monday first.
pub fn days_of(bits: i64) -> Vec<Weekday> {
    Weekday::ALL.iter().copied().filter(|day| bits & bit(*day) != 0).collect()
}

const fn bit(day: Weekday) -> i64 {
    1 << day as i64
}

/// Whether the text is in OpenStreetMap's syntax for opening hours.
pub fn are_opening_hours(text: &str) -> bool {
    opening_hours_syntax::parse(text).is_ok()
}

/// What is known of a commune when a site is put there.
#[derive(Debug)]
pub struct Commune {
    /// Postcodes, ascending.
    pub postcodes: Vec<String>,
    /// Centre, where it is known.
    pub centre: Option<Position>,
}

impl Commune {
    /// The site's postcode: the wish when the commune has it, its first one without a wish; `None` when the commune
    /// has no such postcode.
    pub fn postcode(&self, wish: Option<&str>) -> Option<String> {
        match wish {
            Some(wish) => self.postcodes.iter().find(|known| known.as_str() == wish).cloned(),
            None => self.postcodes.first().cloned(),
        }
    }

    /// The site's position: the given one, else the commune's centre, and which of the two it is.
    pub fn position(&self, given: Option<Position>) -> Option<(Position, PositionSource)> {
        match given {
            Some(position) => Some((position, PositionSource::Given)),
            None => self.centre.map(|centre| (centre, PositionSource::Commune)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coutras() -> Commune {
        let centre = Some(Position { latitude: 45.04, longitude: -0.13 });
        Commune { postcodes: vec!["33230".to_owned(), "33910".to_owned()], centre }
    }

    #[test]
    fn days_come_back_once_and_monday_first() {
        let bits = bits_of(&[Weekday::Thursday, Weekday::Monday, Weekday::Thursday]);
        assert_eq!(bits, 0b1001);
        assert_eq!(days_of(bits), [Weekday::Monday, Weekday::Thursday]);
        assert_eq!(days_of(bits_of(Weekday::ALL)), Weekday::ALL);
    }

    #[test]
    fn opening_hours_are_the_map_s_syntax_and_no_free_text() {
        for good in ["Tu,Th 14:00-17:00; PH off", "Mo-Fr 09:00-12:00,14:00-18:00", "24/7", "Aug off"] {
            assert!(are_opening_hours(good), "{good}");
        }
        for wrong in ["mardi après-midi", "sur rendez-vous", "25h", "Jan 45 10:00-12:00", "Mo 99:99-12:00"] {
            assert!(!are_opening_hours(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_postcode_is_one_of_the_commune_s() {
        assert_eq!(coutras().postcode(None).as_deref(), Some("33230"));
        assert_eq!(coutras().postcode(Some("33910")).as_deref(), Some("33910"));
        assert_eq!(coutras().postcode(Some("75001")), None);
    }

    #[test]
    fn a_place_without_a_position_has_its_commune_s() {
        let given = Position { latitude: 45.041, longitude: -0.119 };
        assert_eq!(coutras().position(Some(given)), Some((given, PositionSource::Given)));
        assert_eq!(coutras().position(None).map(|(_, source)| source), Some(PositionSource::Commune));
        assert_eq!(Commune { postcodes: Vec::new(), centre: None }.position(None), None);
    }
}
