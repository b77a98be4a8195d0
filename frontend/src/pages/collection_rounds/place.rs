//! The addresses below that of the collection rounds.

use crate::routes::Route;
use shared::ids::{CollectionRoundId, CollectionRouteId};

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Today's, the open ones, those of before.
    List,
    /// The routes.
    Routes,
    /// A new route.
    NewRoute,
    /// Changes to a route.
    EditRoute(CollectionRouteId),
    /// One round.
    Round(CollectionRoundId),
    /// A stop of a round, by its number.
    Stop(CollectionRoundId, i64),
}

impl Place {
    /// The page at an address; `None` where there is none.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let place = match *segments.as_slice() {
            [] => Self::List,
            ["circuits"] => Self::Routes,
            ["circuits", "nouveau"] => Self::NewRoute,
            ["circuits", id] => Self::EditRoute(id.parse().ok()?),
            [id] => Self::Round(id.parse().ok()?),
            [id, "magasins", number] => Self::Stop(id.parse().ok()?, number.parse().ok()?),
            _ => return None,
        };
        Some(place)
    }

    /// Its route.
    #[must_use]
    pub fn route(self) -> Route {
        let path = match self {
            Self::List => String::new(),
            Self::Routes => "circuits".to_owned(),
            Self::NewRoute => "circuits/nouveau".to_owned(),
            Self::EditRoute(id) => format!("circuits/{id}"),
            Self::Round(id) => id.to_string(),
            Self::Stop(id, number) => format!("{id}/magasins/{number}"),
        };
        Route::Collecting { path }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let id = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10";
        let (route, round) = (id.parse().unwrap(), id.parse().unwrap());
        let places = [
            Place::List,
            Place::Routes,
            Place::NewRoute,
            Place::EditRoute(route),
            Place::Round(round),
            Place::Stop(round, 3),
        ];
        for place in places {
            let Route::Collecting { path } = place.route() else { panic!("{place:?}") };
            assert_eq!(Place::at(&path), Some(place));
        }
        assert_eq!(Place::at("circuits/sans-numero"), None);
        assert_eq!(Place::at(&format!("{id}/magasins/trois")), None);
        assert_eq!(Place::at("nulle-part"), None);
    }
}
