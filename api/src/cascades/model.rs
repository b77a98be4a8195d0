//! Rows of cascades.

use crate::db::schema::{cascade_calls, cascade_wishes, cascades};
use diesel::prelude::*;
use shared::answers::AnswerKind;
use shared::cascades::CascadeStep;
use shared::ids::{ClaimId, NeedId, OfferId, OrganisationId, SiteId, UserId};
use shared::time::UtcMillis;
use shared::units::Grams;

/// A row of `cascades`.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = cascades, treat_none_as_default_value = false)]
pub(super) struct CascadeRow {
    pub offer_id: OfferId,
    pub step: CascadeStep,
    pub number: i64,
    pub ends_at: Option<UtcMillis>,
    pub then_everybody: bool,
    pub version: i64,
}

/// A row of `cascade_calls`.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = cascade_calls, treat_none_as_default_value = false)]
pub(super) struct CallRow {
    pub offer_id: OfferId,
    pub organisation_id: OrganisationId,
    pub number: i64,
    pub is_partner: bool,
    pub score: i64,
    pub called_at: UtcMillis,
    pub answer: Option<AnswerKind>,
}

/// A row of `cascade_wishes`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = cascade_wishes, treat_none_as_default_value = false)]
pub(super) struct WishRow {
    pub offer_id: OfferId,
    pub organisation_id: OrganisationId,
    pub number: i64,
    pub site_id: SiteId,
    pub grams: Grams,
    pub pickup_at: Option<UtcMillis>,
    pub need_id: Option<NeedId>,
    pub message: Option<String>,
    pub wished_by: UserId,
    pub wished_at: UtcMillis,
    pub granted_grams: Option<Grams>,
    pub claim_id: Option<ClaimId>,
}
