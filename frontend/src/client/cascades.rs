//! To whom offers are proposed first, and what they wish.

use super::{Call, Failure, organisations};
use crate::hooks::Content;
use shared::cascades::{Cascade, CascadeDecline, NewPartners, NewWish, PartnerList};
use shared::claims::NewClaim;
use shared::ids::{OfferId, OrganisationId, SiteId};
use shared::organisations::{Organisation, OrganisationQuery, OrganisationStatus};
use shared::paths;

/// Pages of organisations that are asked for at most: far more than any network has.
const MOST_PAGES: usize = 20;

impl Content for Cascade {}

impl Content for PartnerList {}

/// How far the cascade of an offer is.
///
/// # Errors
/// `not_found`.
pub async fn find(id: OfferId) -> Result<Cascade, Failure> {
    Call::get(&paths::cascade(id)).fetch().await
}

/// Wishes for part of an offer.
///
/// # Errors
/// `not_yet_open`, `cascade_over`, and as for a claim.
pub async fn wish(claim: NewClaim) -> Result<Cascade, Failure> {
    let NewClaim { offer_id, site_id, grams, pickup_at, need_id, message } = claim;
    let wish = NewWish { site_id, grams, pickup_at, need_id, message };
    Call::post(&paths::cascade_wishes(offer_id)).json(&wish).once().fetch().await
}

/// "No, thank you."
///
/// # Errors
/// `not_yet_open`, `cascade_over`.
pub async fn decline(id: OfferId, organisation_id: OrganisationId) -> Result<Cascade, Failure> {
    Call::post(&paths::decline_cascade(id)).json(&CascadeDecline { organisation_id }).fetch().await
}

/// Opens an offer to everybody.
///
/// # Errors
/// `cascade_over`, `forbidden`.
pub async fn end(id: OfferId) -> Result<Cascade, Failure> {
    Call::post(&paths::end_cascade(id)).fetch().await
}

/// The regular partners of a site.
///
/// # Errors
/// `forbidden`, `not_found`.
pub async fn partners(id: SiteId) -> Result<PartnerList, Failure> {
    Call::get(&paths::partners(id)).fetch().await
}

/// Names the regular partners of a site.
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn replace_partners(id: SiteId, organisation_ids: Vec<OrganisationId>) -> Result<PartnerList, Failure> {
    Call::put(&paths::partners(id)).json(&NewPartners { organisation_ids }).fetch().await
}

/// All approved organisations, to choose partners from.
///
/// # Errors
/// See [`Failure`].
pub async fn candidates() -> Result<Vec<Organisation>, Failure> {
    let (mut all, mut cursor) = (Vec::new(), None);
    for _ in 0..MOST_PAGES {
        let (status, limit) = (Some(OrganisationStatus::Approved), Some(shared::page::MAX_LIMIT));
        let page = organisations::list(OrganisationQuery { status, limit, cursor }).await?;
        all.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    Ok(all)
}
