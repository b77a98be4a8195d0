//! The addresses below that of the rounds.

use crate::routes::Route;
use shared::ids::{AllocationRoundId, SiteId};

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// All rounds that concern us.
    List,
    /// A new one.
    New,
    /// Rounds that begin by themselves.
    Schedules,
    /// One round: the workbench for who leads it, else what it is for our sites.
    Round(AllocationRoundId),
    /// The lots of a round.
    Lots(AllocationRoundId),
    /// The recipients of a round.
    Recipients(AllocationRoundId),
    /// What changed a round, step by step.
    Revisions(AllocationRoundId),
    /// What a site gets, and why.
    Share(AllocationRoundId, SiteId),
    /// What a site asks for in this round.
    Request(AllocationRoundId, SiteId),
    /// What a site fetches.
    HandOver(AllocationRoundId, SiteId),
    /// How fair the round is.
    Statement(AllocationRoundId),
    /// "What if?"
    Simulation(AllocationRoundId),
}

impl Place {
    /// The page at an address; `None` where there is none.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let place = match *segments.as_slice() {
            [] => Self::List,
            ["nouvelle"] => Self::New,
            ["calendrier"] => Self::Schedules,
            [round] => Self::Round(round.parse().ok()?),
            [round, "lots"] => Self::Lots(round.parse().ok()?),
            [round, "sites"] => Self::Recipients(round.parse().ok()?),
            [round, "historique"] => Self::Revisions(round.parse().ok()?),
            [round, "equite"] => Self::Statement(round.parse().ok()?),
            [round, "simulation"] => Self::Simulation(round.parse().ok()?),
            [round, "part", site] => Self::Share(round.parse().ok()?, site.parse().ok()?),
            [round, "demande", site] => Self::Request(round.parse().ok()?, site.parse().ok()?),
            [round, "remise", site] => Self::HandOver(round.parse().ok()?, site.parse().ok()?),
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
            Self::Schedules => "calendrier".to_owned(),
            Self::Round(round) => round.to_string(),
            Self::Lots(round) => format!("{round}/lots"),
            Self::Recipients(round) => format!("{round}/sites"),
            Self::Revisions(round) => format!("{round}/historique"),
            Self::Share(round, site) => format!("{round}/part/{site}"),
            Self::Request(round, site) => format!("{round}/demande/{site}"),
            Self::HandOver(round, site) => format!("{round}/remise/{site}"),
            Self::Statement(round) => format!("{round}/equite"),
            Self::Simulation(round) => format!("{round}/simulation"),
        };
        Route::Rounds { path }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let id = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10";
        let (round, site) = (id.parse().unwrap(), id.parse().unwrap());
        let places = [
            Place::List,
            Place::New,
            Place::Schedules,
            Place::Round(round),
            Place::Lots(round),
            Place::Recipients(round),
            Place::Revisions(round),
            Place::Share(round, site),
            Place::Request(round, site),
            Place::HandOver(round, site),
            Place::Statement(round),
            Place::Simulation(round),
        ];
        for place in places {
            let Route::Rounds { path } = place.route() else { panic!("{place:?}") };
            assert_eq!(Place::at(&path), Some(place));
        }
        assert_eq!(Place::at("demain"), None);
        assert_eq!(Place::at(&format!("{id}/part")), None);
    }
}
