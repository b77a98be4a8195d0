//! The addresses below that of the stock.

use crate::routes::Route;
use shared::ids::{LotId, RecallId};

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What there is.
    List,
    /// Something arrives.
    Receive,
    /// A spreadsheet arrives.
    Import,
    /// What to take from the shelves.
    Pick,
    /// One lot.
    Lot(LotId),
    /// What was called back.
    Recalls,
    /// The State's notices, compared with the stock.
    RecallImport,
    /// One recall.
    Recall(RecallId),
}

impl Place {
    /// The page at an address; `None` where there is none.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let place = match *segments.as_slice() {
            [] => Self::List,
            ["recevoir"] => Self::Receive,
            ["importer"] => Self::Import,
            ["preparer"] => Self::Pick,
            ["lots", id] => Self::Lot(id.parse().ok()?),
            ["rappels"] => Self::Recalls,
            ["rappels", "importer"] => Self::RecallImport,
            ["rappels", id] => Self::Recall(id.parse().ok()?),
            _ => return None,
        };
        Some(place)
    }

    /// Its route.
    #[must_use]
    pub fn route(self) -> Route {
        let path = match self {
            Self::List => String::new(),
            Self::Receive => "recevoir".to_owned(),
            Self::Import => "importer".to_owned(),
            Self::Pick => "preparer".to_owned(),
            Self::Lot(id) => format!("lots/{id}"),
            Self::Recalls => "rappels".to_owned(),
            Self::RecallImport => "rappels/importer".to_owned(),
            Self::Recall(id) => format!("rappels/{id}"),
        };
        Route::Stock { path }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let id = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10";
        let (lot, recall) = (id.parse().unwrap(), id.parse().unwrap());
        for place in [
            Place::List,
            Place::Receive,
            Place::Import,
            Place::Pick,
            Place::Lot(lot),
            Place::Recalls,
            Place::RecallImport,
            Place::Recall(recall),
        ] {
            let Route::Stock { path } = place.route() else { panic!("{place:?}") };
            assert_eq!(Place::at(&path), Some(place));
        }
        assert_eq!(Place::at("lots/sans-numero"), None);
        assert_eq!(Place::at("nulle/part/du-tout"), None);
    }
}
