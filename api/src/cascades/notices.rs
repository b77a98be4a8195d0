//! What people are told of cascades: that they are called, and what came of their wish.

use super::mails;
use super::model::WishRow;
use crate::http::{Cx, Error};
use crate::notifications::{News, Subject, store as notifications};
use crate::offers::OfferRow;
use crate::{members, organisations};
use shared::claims::{Claim, ClaimState};
use shared::ids::{OrganisationId, UserId};
use shared::notifications::{Facts, NamedNeed, NamedOffer, NotificationKind};
use shared::time::UtcMillis;
use shared::units::Grams;

/// A call.
pub(super) struct Called {
    pub organisation: OrganisationId,
    pub need: Option<NamedNeed>,
    pub grams: Grams,
    pub distance_m: Option<i64>,
    pub ends_at: UtcMillis,
}

/// Everybody of the organisation hears of the offer, and until when to answer.
///
/// # Errors
/// When the database fails.
pub(super) fn called(cx: &mut Cx<'_>, offer: &OfferRow, call: &Called) -> Result<(), Error> {
    let giver = organisations::store::summaries(cx.conn, &[offer.organisation_id])?.remove(&offer.organisation_id);
    notifications::note_told(cx, Subject::Offer(offer.id), call.organisation)?;
    let facts = Facts {
        need: call.need.clone(),
        other: giver.map(|giver| giver.name),
        grams: Some(call.grams),
        distance_m: call.distance_m,
        answer_by: Some(call.ends_at),
        ..of(offer)
    };
    let people = members::store::people(cx.conn, call.organisation)?;
    let news = News {
        organisation_id: call.organisation,
        kind: NotificationKind::OfferFits,
        cause: format!("cascade:{}", offer.id),
        facts,
    };
    notifications::tell_people(cx, &people, &news).map(|_| ())
}

/// What came of a wish.
pub(super) struct Decided<'a> {
    pub wish: &'a WishRow,
    pub claim: Option<&'a Claim>,
}

/// Whoever wished hears how much it is, in the application and by mail.
///
/// # Errors
/// When the database fails.
pub(super) fn decided(cx: &mut Cx<'_>, offer: &OfferRow, decided: &Decided<'_>) -> Result<(), Error> {
    let Decided { wish, claim } = *decided;
    let told = members::store::member_or_coordinators(cx.conn, wish.organisation_id, wish.wished_by)?;
    let facts = Facts {
        claim_id: claim.map(|claim| claim.id),
        claim_state: Some(claim.map_or(ClaimState::Declined, |claim| claim.state)),
        grams: Some(claim.map_or(wish.grams, |claim| claim.grams)),
        ..of(offer)
    };
    let people: Vec<UserId> = told.iter().filter_map(|to| to.person).collect();
    let news = News {
        organisation_id: wish.organisation_id,
        kind: NotificationKind::ClaimStepped,
        cause: format!("wish:{}:{}:{}", offer.id, wish.organisation_id, wish.number),
        facts,
    };
    notifications::tell_beside_mail(cx, &people, &news)?;
    for to in &told {
        mails::decided(cx, to, offer, decided)?;
    }
    Ok(())
}

fn of(offer: &OfferRow) -> Facts {
    Facts { offer: Some(NamedOffer { id: offer.id, title: offer.title.clone() }), ..Facts::default() }
}
