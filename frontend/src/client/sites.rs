//! Sites.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::{OrganisationId, SiteId};
use shared::paths;
use shared::sites::{NewSite, Site, SitePage, SitePatch, SiteQuery};

impl Content for Site {}

impl Content for SitePage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of sites.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: SiteQuery) -> Result<SitePage, Failure> {
    Call::get_with(paths::SITES, &query).fetch().await
}

/// All sites of an organisation, as a choice needs them. One page of the largest size is far more than any has.
///
/// # Errors
/// See [`Failure`].
pub async fn list_of(organisation: OrganisationId) -> Result<SitePage, Failure> {
    let limit = Some(shared::page::MAX_LIMIT);
    list(SiteQuery { organisation: Some(organisation), limit, cursor: None }).await
}

/// One site.
///
/// # Errors
/// `not_found`.
pub async fn find(id: SiteId) -> Result<Site, Failure> {
    Call::get(&paths::site(id)).fetch().await
}

/// Adds a site to an organisation.
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn create(organisation: OrganisationId, new: NewSite) -> Result<Site, Failure> {
    Call::post(&paths::sites_of(organisation)).json(&new).once().fetch().await
}

/// Changes a site.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`.
pub async fn update(id: SiteId, version: i64, patch: SitePatch) -> Result<Site, Failure> {
    Call::patch(&paths::site(id)).if_match(version).json(&patch).fetch().await
}

/// Deletes a site that has no offers and no claims.
///
/// # Errors
/// `site_in_use`, `precondition_failed`, `forbidden`.
pub async fn delete(id: SiteId, version: i64) -> Result<(), Failure> {
    Call::delete(&paths::site(id)).if_match(version).done().await
}
