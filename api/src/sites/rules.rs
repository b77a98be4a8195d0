//! What a site may be. Pure: the commune comes from the caller.

use shared::geo::Position;
use shared::sites::{NewSite, PositionSource, SitePatch, Weekday};
use shared::text::tidy;

/// Why a site cannot be as somebody wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such commune.
    Commune,
    /// The commune has no such postcode, or none at all.
    Postcode,
    /// The opening hours are not in OpenStreetMap's syntax.
    OpeningHours,
}

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

/// Opening hours as stored; blank ones are none.
///
/// # Errors
/// [`Refusal::OpeningHours`].
pub fn opening_hours(text: Option<&str>) -> Result<Option<String>, Refusal> {
    match text.and_then(tidy) {
        Some(hours) if opening_hours_syntax::parse(&hours).is_err() => Err(Refusal::OpeningHours),
        hours => Ok(hours),
    }
}

/// What is far for a site without peers, metres: between the towns and the villages of the Gironde.
pub const USUAL_NEIGHBOURHOOD_M: i64 = 10_000;
/// Sites that count as a site's peers.
pub const PEERS: usize = 10;

/// What is far in a site's part of the country: the median distance to its nearest peers, which come nearest first. At
/// least 2 km, because in a town nobody minds the next street; at most 50 km.
#[must_use]
pub fn neighbourhood(distances: &[i64]) -> i64 {
    let middle = |place: usize| distances.get(place).copied();
    let (lower, upper) = (middle(distances.len().saturating_sub(1) / 2), middle(distances.len() / 2));
    let median = lower.zip(upper).map_or(USUAL_NEIGHBOURHOOD_M, |(lower, upper)| i64::midpoint(lower, upper));
    median.clamp(2_000, 50_000)
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
    /// The site's postcode: the wish when the commune has it, its first one without a wish.
    ///
    /// # Errors
    /// [`Refusal::Postcode`].
    pub fn postcode(&self, wish: Option<&str>) -> Result<String, Refusal> {
        let found = match wish {
            Some(wish) => self.postcodes.iter().find(|known| known.as_str() == wish),
            None => self.postcodes.first(),
        };
        found.cloned().ok_or(Refusal::Postcode)
    }

    /// The site's position: the given one, else the commune's centre, and which of the two it is.
    pub fn position(&self, given: Option<Position>) -> Option<(Position, PositionSource)> {
        match given {
            Some(position) => Some((position, PositionSource::Given)),
            None => self.centre.map(|centre| (centre, PositionSource::Commune)),
        }
    }
}

/// A site, written down as if it were new, after a patch. One that moves to another commune leaves postcode and position
/// behind unless the patch brings new ones.
pub fn patched(old: NewSite, patch: SitePatch) -> NewSite {
    let stays = patch.insee_code.as_ref().is_none_or(|code| *code == old.insee_code);
    NewSite {
        name: patch.name.unwrap_or(old.name),
        kind: patch.kind.unwrap_or(old.kind),
        address: patch.address.unwrap_or(old.address),
        insee_code: patch.insee_code.unwrap_or(old.insee_code),
        postcode: patch.postcode.or_else(|| old.postcode.filter(|_| stays)),
        position: patch.position.unwrap_or_else(|| old.position.filter(|_| stays)),
        phone: patch.phone.unwrap_or(old.phone),
        opening_hours: patch.opening_hours.unwrap_or(old.opening_hours),
        storage: patch.storage.unwrap_or(old.storage),
        transport: patch.transport.unwrap_or(old.transport),
        distribution_days: patch.distribution_days.unwrap_or(old.distribution_days),
        reach_km: patch.reach_km.unwrap_or(old.reach_km),
        declares_activity: patch.declares_activity.or(old.declares_activity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use shared::sites::{SiteKind, Storage, Transport};

    #[test]
    fn the_neighbourhood_is_the_median_within_reason() {
        assert_eq!(neighbourhood(&[]), USUAL_NEIGHBOURHOOD_M);
        assert_eq!(neighbourhood(&[7_000]), 7_000);
        assert_eq!((neighbourhood(&[4_000, 8_000]), neighbourhood(&[3_000, 4_000, 9_000])), (6_000, 4_000));
        assert_eq!((neighbourhood(&[10, 20, 30]), neighbourhood(&[90_000])), (2_000, 50_000));
    }

    proptest! {
        #[test]
        fn any_text_is_opening_hours_or_refused(text in "[A-Za-z0-9:;,+\\[\\]()|\"' -]{0,250}", other: String) {
            for text in [text, other] {
                if let Ok(Some(hours)) = opening_hours(Some(&text)) {
                    prop_assert_eq!(opening_hours(Some(&hours)), Ok(Some(hours.clone())));
                }
            }
        }
    }

    fn coutras() -> Commune {
        let centre = Some(Position { latitude: 45.04, longitude: -0.13 });
        Commune { postcodes: vec!["33230".to_owned(), "33910".to_owned()], centre }
    }

    fn antenna() -> NewSite {
        NewSite {
            name: "Antenne de Coutras".to_owned(),
            kind: SiteKind::DistributionPoint,
            address: None,
            insee_code: "33138".to_owned(),
            postcode: Some("33230".to_owned()),
            position: Some(Position { latitude: 45.041, longitude: -0.119 }),
            phone: Some("05 57 00 00 00".to_owned()),
            opening_hours: None,
            storage: Storage::default(),
            transport: Transport::Van,
            distribution_days: vec![Weekday::Tuesday],
            reach_km: 30,
            declares_activity: Some(true),
        }
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
            assert_eq!(opening_hours(Some(good)), Ok(Some(good.to_owned())));
        }
        for wrong in ["mardi après-midi", "sur rendez-vous", "25h", "Jan 45 10:00-12:00", "Mo 99:99-12:00"] {
            assert_eq!(opening_hours(Some(wrong)), Err(Refusal::OpeningHours), "{wrong}");
        }
        assert_eq!(opening_hours(Some(" ")), Ok(None));
    }

    #[test]
    fn a_postcode_is_one_of_the_commune_s() {
        assert_eq!(coutras().postcode(None).as_deref(), Ok("33230"));
        assert_eq!(coutras().postcode(Some("33910")).as_deref(), Ok("33910"));
        assert_eq!(coutras().postcode(Some("75001")), Err(Refusal::Postcode));
    }

    #[test]
    fn a_place_without_a_position_has_its_commune_s() {
        let given = Position { latitude: 45.041, longitude: -0.119 };
        assert_eq!(coutras().position(Some(given)), Some((given, PositionSource::Given)));
        assert_eq!(coutras().position(None).map(|(_, source)| source), Some(PositionSource::Commune));
        assert_eq!(Commune { postcodes: Vec::new(), centre: None }.position(None), None);
    }

    #[test]
    fn a_site_that_moves_leaves_its_position_behind() {
        let moved = patched(antenna(), SitePatch { insee_code: Some("33243".to_owned()), ..SitePatch::default() });
        assert_eq!((moved.postcode, moved.position), (None, None));
        let same = patched(antenna(), SitePatch { insee_code: Some("33138".to_owned()), ..SitePatch::default() });
        assert_eq!(same, antenna());
    }

    #[test]
    fn a_patch_erases_with_null() {
        let patch = SitePatch { phone: Some(None), position: Some(None), ..SitePatch::default() };
        let site = patched(antenna(), patch);
        assert_eq!((site.phone, site.position, site.postcode.as_deref()), (None, None, Some("33230")));
    }

    #[test]
    fn what_is_said_of_its_activity_stays_whatever_it_is_for() {
        let warehouse = SitePatch { kind: Some(SiteKind::Warehouse), ..SitePatch::default() };
        assert_eq!(patched(antenna(), warehouse.clone()).declares_activity, Some(true));
        let silent = SitePatch { declares_activity: Some(false), ..warehouse };
        assert_eq!(patched(antenna(), silent).declares_activity, Some(false));
    }
}
