//! The addresses below that of weekly activity.

use crate::routes::Route;
use shared::ids::SiteId;
use shared::iso_week::IsoWeek;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The site that was used last, and the week that is due.
    Due,
    /// The week that is due at a site.
    Site(SiteId),
    /// A week of a site.
    Week(SiteId, IsoWeek),
    /// The last week that is over, of the whole network.
    Network,
    /// A week of the whole network.
    NetworkWeek(IsoWeek),
}

impl Place {
    /// The page at an address; `None` where there is none.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let place = match *segments.as_slice() {
            [] => Self::Due,
            ["reseau"] => Self::Network,
            ["reseau", week] => Self::NetworkWeek(week.parse().ok()?),
            [site] => Self::Site(site.parse().ok()?),
            [site, week] => Self::Week(site.parse().ok()?, week.parse().ok()?),
            _ => return None,
        };
        Some(place)
    }

    /// Its route.
    #[must_use]
    pub fn route(self) -> Route {
        let path = match self {
            Self::Due => String::new(),
            Self::Site(site) => site.to_string(),
            Self::Week(site, week) => format!("{site}/{week}"),
            Self::Network => "reseau".to_owned(),
            Self::NetworkWeek(week) => format!("reseau/{week}"),
        };
        Route::Activity { path }
    }

    /// The site that the address names.
    #[must_use]
    pub const fn site(self) -> Option<SiteId> {
        match self {
            Self::Due | Self::Network | Self::NetworkWeek(_) => None,
            Self::Site(site) | Self::Week(site, _) => Some(site),
        }
    }

    /// The week that the address names.
    #[must_use]
    pub const fn week(self) -> Option<IsoWeek> {
        match self {
            Self::Due | Self::Site(_) | Self::Network => None,
            Self::Week(_, week) | Self::NetworkWeek(week) => Some(week),
        }
    }

    /// Whether it is about the whole network.
    #[must_use]
    pub const fn is_of_network(self) -> bool {
        matches!(self, Self::Network | Self::NetworkWeek(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let site = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10".parse().unwrap();
        let week = "2026-W53".parse().unwrap();
        let of_network = [Place::Network, Place::NetworkWeek(week)];
        for place in [Place::Due, Place::Site(site), Place::Week(site, week)].into_iter().chain(of_network) {
            let Route::Activity { path } = place.route() else { panic!("{place:?}") };
            assert_eq!(Place::at(&path), Some(place));
        }
        assert_eq!(Place::at(&format!("{site}/2026-W54")), None);
        assert_eq!(Place::at("reseau/2026-W54"), None);
        assert_eq!(Place::at("nulle-part"), None);
    }
}
