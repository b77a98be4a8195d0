//! The addresses below that of the directory.

use crate::routes::Route;
use shared::ids::{SkillListingId, SkillSessionId};
use shared::skills::ListingKind;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What is offered and looked for.
    Directory,
    /// A new skill.
    Add(ListingKind),
    /// One skill.
    Listing(SkillListingId),
    /// Changes to a skill.
    Edit(SkillListingId),
    /// Our sessions.
    Sessions,
    /// One session.
    Session(SkillSessionId),
    /// Our hours.
    Hours,
}

impl Place {
    /// The page at an address; `None` where there is none.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let place = match *segments.as_slice() {
            [] => Self::Directory,
            ["proposer"] => Self::Add(ListingKind::Offered),
            ["demander"] => Self::Add(ListingKind::Wanted),
            ["seances"] => Self::Sessions,
            ["seances", id] => Self::Session(id.parse().ok()?),
            ["heures"] => Self::Hours,
            [id] => Self::Listing(id.parse().ok()?),
            [id, "modifier"] => Self::Edit(id.parse().ok()?),
            _ => return None,
        };
        Some(place)
    }

    /// Its route.
    #[must_use]
    pub fn route(self) -> Route {
        let path = match self {
            Self::Directory => String::new(),
            Self::Add(ListingKind::Offered) => "proposer".to_owned(),
            Self::Add(ListingKind::Wanted) => "demander".to_owned(),
            Self::Listing(id) => id.to_string(),
            Self::Edit(id) => format!("{id}/modifier"),
            Self::Sessions => "seances".to_owned(),
            Self::Session(id) => format!("seances/{id}"),
            Self::Hours => "heures".to_owned(),
        };
        Route::Skills { path }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let id = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10";
        let (listing, session) = (id.parse().unwrap(), id.parse().unwrap());
        for place in [
            Place::Directory,
            Place::Add(ListingKind::Offered),
            Place::Add(ListingKind::Wanted),
            Place::Listing(listing),
            Place::Edit(listing),
            Place::Sessions,
            Place::Session(session),
            Place::Hours,
        ] {
            let Route::Skills { path } = place.route() else { panic!("{place:?}") };
            assert_eq!(Place::at(&path), Some(place));
        }
        assert_eq!(Place::at("nulle-part/du-tout"), None);
        assert_eq!(Place::at("sans-numero"), None);
    }
}
