//! The addresses below that of the board.

use crate::routes::Route;
use shared::ids::EquipmentNeedId;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What is looked for.
    Board,
    /// A new need.
    Publish,
    /// One need.
    Need(EquipmentNeedId),
    /// Changes to a need.
    Edit(EquipmentNeedId),
}

impl Place {
    /// The page at an address; `None` where there is none.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let place = match *segments.as_slice() {
            [] => Self::Board,
            ["publier"] => Self::Publish,
            [id] => Self::Need(id.parse().ok()?),
            [id, "modifier"] => Self::Edit(id.parse().ok()?),
            _ => return None,
        };
        Some(place)
    }

    /// Its route.
    #[must_use]
    pub fn route(self) -> Route {
        let path = match self {
            Self::Board => String::new(),
            Self::Publish => "publier".to_owned(),
            Self::Need(id) => id.to_string(),
            Self::Edit(id) => format!("{id}/modifier"),
        };
        Route::EquipmentNeeds { path }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let id = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10".parse().unwrap();
        for place in [Place::Board, Place::Publish, Place::Need(id), Place::Edit(id)] {
            let Route::EquipmentNeeds { path } = place.route() else { panic!("{place:?}") };
            assert_eq!(Place::at(&path), Some(place));
        }
        assert_eq!(Place::at("nulle-part/du-tout"), None);
        assert_eq!(Place::at("sans-numero"), None);
    }
}
