//! Who could be called for an offer, and the call itself.

use super::partners;
use crate::acceptance;
use crate::cascades::model::CallRow;
use crate::cascades::notices::{self, Called};
use crate::cascades::rules::Candidate;
use crate::db::expr::any_of;
use crate::db::schema::{cascade_calls, organisations, sites};
use crate::http::{Cx, Error};
use crate::matches::store as matches;
use crate::offers::OfferRow;
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::{OrganisationId, SiteId};
use shared::matches::MAX_MATCHES;
use shared::notifications::NamedNeed;
use shared::organisations::OrganisationStatus;
use shared::time::UtcMillis;
use shared::units::Grams;
use std::collections::HashMap;

/// Somebody who could be called, with what he or she is told.
#[derive(Clone, Debug)]
pub(super) struct Callable {
    pub candidate: Candidate,
    need: Option<NamedNeed>,
    grams: Grams,
    distance_m: Option<i64>,
}

/// Those that an offer fits, each organisation once, and its site's regular partners where they are wanted; without those
/// whose sites do not take it.
pub(super) fn callable(cx: &mut Cx<'_>, offer: &OfferRow, with_partners: bool) -> Result<Vec<Callable>, Error> {
    let mut found = fitting(cx, offer)?;
    if with_partners {
        for (organisation, distance_m) in willing_partners(cx, offer)? {
            match found.iter_mut().find(|one| one.candidate.organisation == organisation) {
                Some(known) => known.candidate.is_partner = true,
                None => {
                    let candidate = Candidate { organisation, is_partner: true, score: 0 };
                    found.push(Callable { candidate, need: None, grams: offer.left_grams, distance_m });
                }
            }
        }
    }
    Ok(found)
}

/// The best needs of each organisation.
fn fitting(cx: &mut Cx<'_>, offer: &OfferRow) -> Result<Vec<Callable>, Error> {
    let most = usize::try_from(MAX_MATCHES).unwrap_or_default();
    let mut best: Vec<Callable> = Vec::new();
    for (row, fit) in matches::takers(cx, offer, most)? {
        let organisation = row.organisation_id;
        if best.iter().all(|one| one.candidate.organisation != organisation) {
            best.push(Callable {
                candidate: Candidate { organisation, is_partner: false, score: fit.score },
                need: Some(NamedNeed { id: row.id, title: row.title }),
                grams: fit.grams,
                distance_m: Some(fit.distance_m),
            });
        }
    }
    Ok(best)
}

/// The approved regular partners of the offer's site, each with the distance of its nearest site that takes the offer. One
/// without a site is called all the same.
fn willing_partners(cx: &mut Cx<'_>, offer: &OfferRow) -> Result<Vec<(OrganisationId, Option<i64>)>, Error> {
    let named = partners::of(cx, offer.site_id)?;
    let approved: Vec<OrganisationId> = organisations::table
        .filter(any_of(organisations::id, named))
        .filter(organisations::status.eq(OrganisationStatus::Approved))
        .select(organisations::id)
        .load(cx.conn)?;
    let sites: Vec<(SiteId, OrganisationId, Option<f64>, Option<f64>)> = sites::table
        .filter(any_of(sites::organisation_id, approved.iter().copied()))
        .select((sites::id, sites::organisation_id, sites::latitude, sites::longitude))
        .load(cx.conn)?;
    let asked: Vec<_> =
        sites.iter().map(|(site, _, latitude, longitude)| (offer, *site, distance(offer, *latitude, *longitude))).collect();
    let taken = acceptance::store::accepted(cx, &asked)?;
    let mut willing: HashMap<OrganisationId, Option<i64>> = HashMap::new();
    for (((_, organisation, ..), (_, _, metres)), _) in sites.iter().zip(&asked).zip(taken).filter(|(_, taken)| *taken) {
        let known = willing.entry(*organisation).or_insert(*metres);
        *known = [*known, *metres].into_iter().flatten().min();
    }
    let siteless = |organisation: &OrganisationId| sites.iter().all(|(_, of, ..)| of != organisation);
    let called = approved.into_iter().filter_map(|organisation| match willing.get(&organisation) {
        Some(metres) => Some((organisation, *metres)),
        None => siteless(&organisation).then_some((organisation, None)),
    });
    Ok(called.filter(|(organisation, _)| *organisation != offer.organisation_id).collect())
}

fn distance(offer: &OfferRow, latitude: Option<f64>, longitude: Option<f64>) -> Option<i64> {
    Some(offer.position()?.metres_to(Position::new(latitude?, longitude?)?))
}

/// Calls one organisation in the step of this number, which is decided at `ends_at`.
pub(super) fn call(cx: &mut Cx<'_>, offer: &OfferRow, number: i64, ends_at: UtcMillis, one: &Callable) -> Result<(), Error> {
    let Candidate { organisation, is_partner, score } = one.candidate;
    let row = CallRow {
        offer_id: offer.id,
        organisation_id: organisation,
        number,
        is_partner,
        score,
        called_at: cx.now,
        answer: None,
    };
    diesel::insert_into(cascade_calls::table).values(&row).execute(cx.conn)?;
    let called = Called { organisation, need: one.need.clone(), grams: one.grams, distance_m: one.distance_m, ends_at };
    notices::called(cx, offer, &called)
}
