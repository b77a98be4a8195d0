//! What people are told of claims in the application: the side that has to act, or that waits. The mails say the same.

use super::mails;
use super::model::ClaimRow;
use crate::http::{Cx, Error};
use crate::notifications::{News, store as notifications};
use crate::{members, offers};
use shared::claims::{Claim, ClaimState, Party};
use shared::ids::{OrganisationId, UserId};
use shared::notifications::{Facts, NamedNeed, NamedOffer, NotificationKind};

/// Somebody has a request or a proposal to answer: everybody of that side may.
///
/// # Errors
/// When the database fails.
pub fn requested(cx: &mut Cx<'_>, claim: &Claim) -> Result<(), Error> {
    let (asked, by) = match claim.asked_by {
        Party::Giver => (claim.taker.id, &claim.giver.name),
        Party::Taker | Party::Observer => (claim.giver.id, &claim.taker.name),
    };
    let need = claim.need.as_ref().map(|need| NamedNeed { id: need.id, title: need.title.clone() });
    let facts = Facts { need, other: Some(by.clone()), ..facts(claim) };
    let people = members::store::people(cx.conn, asked)?;
    tell(cx, &people, asked, NotificationKind::ClaimAsked, claim, facts)
}

/// The other side hears of a step.
///
/// # Errors
/// When the database fails.
pub fn stepped(cx: &mut Cx<'_>, claim: &Claim, row: &ClaimRow, by: Party) -> Result<(), Error> {
    let (people, side, who) = match by {
        Party::Giver => (mails::taker_side(cx, row)?, row.taker_id, &claim.giver.name),
        Party::Taker | Party::Observer => {
            (members::store::coordinators(cx.conn, row.giver_id)?, row.giver_id, &claim.taker.name)
        }
    };
    let people: Vec<UserId> = people.into_iter().filter_map(|to| to.person).collect();
    let facts = Facts { other: Some(who.clone()), ..facts(claim) };
    tell(cx, &people, side, NotificationKind::ClaimStepped, claim, facts)
}

/// Whoever asked hears that time has ended the claim, and the taker in any case.
///
/// # Errors
/// When the database fails.
pub fn lapsed(cx: &mut Cx<'_>, row: &ClaimRow) -> Result<(), Error> {
    let offer = offers::store::load(cx.conn, row.offer_id)?;
    let facts = Facts {
        offer: Some(NamedOffer { id: offer.id, title: offer.title }),
        claim_id: Some(row.id),
        claim_state: Some(ClaimState::Expired),
        grams: Some(row.grams),
        ..Facts::default()
    };
    for (organisation_id, recipients) in mails::both_sides(cx, row)? {
        let people: Vec<UserId> = recipients.into_iter().filter_map(|to| to.person).collect();
        let cause = format!("claim:{}:{}", row.id, ClaimState::Expired);
        let news = News { organisation_id, kind: NotificationKind::ClaimStepped, cause, facts: facts.clone() };
        notifications::tell_people(cx, &people, &news)?;
    }
    Ok(())
}

fn facts(claim: &Claim) -> Facts {
    Facts {
        offer: Some(NamedOffer { id: claim.offer.id, title: claim.offer.title.clone() }),
        claim_id: Some(claim.id),
        claim_state: Some(claim.state),
        grams: Some(claim.grams),
        ..Facts::default()
    }
}

fn tell(
    cx: &mut Cx<'_>,
    people: &[UserId],
    organisation_id: OrganisationId,
    kind: NotificationKind,
    claim: &Claim,
    facts: Facts,
) -> Result<(), Error> {
    // A claim is in each state once.
    let cause = format!("claim:{}:{}", claim.id, claim.state);
    notifications::tell_people(cx, people, &News { organisation_id, kind, cause, facts }).map(|_| ())
}
