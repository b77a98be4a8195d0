//! The addresses below that of the tours.

use crate::routes::Route;
use shared::ids::TourId;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The tours of the network.
    List,
    /// A new tour.
    New,
    /// One tour.
    Tour(TourId),
    /// Changes to a tour.
    Edit(TourId),
}

impl Place {
    /// The page at an address; `None` where there is none.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let place = match *segments.as_slice() {
            [] => Self::List,
            ["nouvelle"] => Self::New,
            [id] => Self::Tour(id.parse().ok()?),
            [id, "modifier"] => Self::Edit(id.parse().ok()?),
            _ => return None,
        };
        Some(place)
    }

    /// Its route.
    #[must_use]
    pub fn route(self) -> Route {
        let path = match self {
            Self::List => String::new(),
            Self::New => "nouvelle".to_owned(),
            Self::Tour(id) => id.to_string(),
            Self::Edit(id) => format!("{id}/modifier"),
        };
        Route::Tours { path }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let id = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10".parse().unwrap();
        for place in [Place::List, Place::New, Place::Tour(id), Place::Edit(id)] {
            let Route::Tours { path } = place.route() else { panic!("{place:?}") };
            assert_eq!(Place::at(&path), Some(place));
        }
        assert_eq!(Place::at("sans-numero"), None);
        assert_eq!(Place::at("nulle/part/du-tout"), None);
    }
}
