//! Gathers the first page from the nouns that it shows.

use crate::claims::store::{Waiting, figures, waiting};
use crate::http::{Actor, Cx, Error};
use crate::matches::help::store as help;
use crate::near::Place;
use crate::offers::{self, Search};
use crate::{activity, loans, matches, needs, organisations, sites, tours};
use shared::ids::OrganisationId;
use shared::offers::Offer;
use shared::sites::{Site, SiteQuery};
use shared::time::UtcMillis;
use shared::today::Today;
use shared::units::TemperatureClass;
use std::collections::HashMap;

/// Claims of one kind on the page.
const CLAIMS: usize = 20;
/// Loans on the page.
const LOANS: usize = 20;
/// Tours on the page.
const TOURS: usize = 10;
/// Sites whose last week is missing on the page.
const MISSING: usize = 10;
/// Needs of one kind on the page.
const NEEDS: usize = 10;
/// Matches of food on the page.
const MATCHES: usize = 6;
/// Matches of equipment, and of skills, on the page.
const HELP: usize = 3;
/// Offers on the page.
const OFFERS: usize = 10;

/// The day of one of the caller's organisations.
///
/// # Errors
/// 404 when the caller does not belong to it; 403 when it is not approved.
pub fn today(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId) -> Result<Today, Error> {
    if !actor.belongs_to(organisation) {
        return Err(Error::not_found());
    }
    actor.finish_for(organisation)?;
    let query = SiteQuery { organisation: Some(organisation), ..SiteQuery::default() };
    let sites = sites::store::list(cx, actor, &query)?.items;
    // Who is suspended brings to an end what was promised, and is shown nothing new.
    let promises = actor.can_act_for(organisation);
    let own_needs = if promises { needs::lacking_of(cx, actor, organisation, NEEDS)? } else { Vec::new() };
    let names = organisations::store::summaries(cx.conn, &[organisation])?;
    Ok(Today {
        organisation: names.into_values().next().ok_or_else(Error::not_found)?,
        to_answer: waiting(cx, actor, organisation, Waiting::Answer, CLAIMS)?,
        to_hand_over: waiting(cx, actor, organisation, Waiting::HandOver, CLAIMS)?,
        to_collect: waiting(cx, actor, organisation, Waiting::Collection, CLAIMS)?,
        to_receive: waiting(cx, actor, organisation, Waiting::Reception, CLAIMS)?,
        loans: loans::store::due(cx, actor, organisation, LOANS)?,
        tours: tours::store::of_day(cx, actor, organisation, end_of_today(cx), TOURS)?,
        activity_missing: if promises { activity::store::of_day(cx, organisation, MISSING)? } else { Vec::new() },
        matches: if promises { matches::store::of_day(cx, actor, organisation, &own_needs, MATCHES)? } else { Vec::new() },
        equipment_matches: if promises { help::equipment_of_day(cx, actor, organisation, HELP)? } else { Vec::new() },
        skill_matches: if promises { help::skills_of_day(cx, actor, organisation, HELP)? } else { Vec::new() },
        near: if promises { near(cx, actor, organisation, &sites)? } else { Vec::new() },
        urgent_needs: if promises { needs::urgent_near(cx, actor, organisation, &sites, NEEDS)? } else { Vec::new() },
        own_needs,
        figures: figures(cx, organisation)?,
    })
}

/// When the day ends on the network's clocks.
fn end_of_today(cx: &Cx<'_>) -> UtcMillis {
    let zone = cx.settings.time_zone;
    offers::end_of_day(offers::today(cx.now, zone), zone)
}

/// What the organisation's sites could fetch and keep, nearest first; an offer near two sites counts from the nearer.
fn near(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId, sites: &[Site]) -> Result<Vec<Offer>, Error> {
    let mut nearest: HashMap<_, Offer> = HashMap::new();
    for search in sites.iter().filter_map(|site| fitting(organisation, site)) {
        for offer in offers::search(cx, actor, &search)? {
            let nearer = nearest.get(&offer.id).is_none_or(|known| offer.distance_m < known.distance_m);
            if nearer {
                nearest.insert(offer.id, offer);
            }
        }
    }
    let mut offers: Vec<Offer> = nearest.into_values().collect();
    offers.sort_by_key(|offer| (offer.distance_m, offer.id));
    offers.truncate(OFFERS);
    Ok(offers)
}

/// The search for what a site could fetch; `None` when nobody knows where it is or it fetches nothing.
fn fitting(organisation: OrganisationId, site: &Site) -> Option<Search> {
    let place = Place { centre: site.position?, within_m: site.reach_km.checked_mul(1_000).filter(|reach| *reach > 0)? };
    let keeps = |class: &TemperatureClass| *class == TemperatureClass::Ambient || site.storage.of(*class) > 0;
    let classes: Vec<_> = TemperatureClass::ALL.iter().copied().filter(keeps).collect();
    Some(Search::for_taker(organisation, place, classes, OFFERS))
}
