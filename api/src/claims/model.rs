//! Rows of claims, and what the wire shows of them.

use crate::db::schema::{claim_events, claims, stock_movements};
use crate::needs::store::Link;
use diesel::prelude::*;
use shared::claims::{Claim, ClaimAction, ClaimEvent, ClaimState, Party};
use shared::cold_chain::DeciCelsius;
use shared::ids::{ClaimId, NeedId, OfferId, OrganisationId, SiteId, StockMovementId, UserId};
use shared::needs::NeedSummary;
use shared::offers::OfferSummary;
use shared::organisations::OrganisationSummary;
use shared::sites::SiteSummary;
use shared::stock::{StockAccountKind, StockMovementKind};
use shared::time::UtcMillis;
use shared::units::Grams;

/// A row of `claims`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = claims, treat_none_as_default_value = false)]
pub struct ClaimRow {
    pub id: ClaimId,
    pub offer_id: OfferId,
    pub giver_id: OrganisationId,
    pub taker_id: OrganisationId,
    pub taker_site_id: SiteId,
    pub grams: Grams,
    pub received_grams: Option<Grams>,
    pub state: ClaimState,
    pub pickup_at: Option<UtcMillis>,
    pub message: Option<String>,
    pub handover_code: String,
    pub wrong_codes: i64,
    pub code_locked_until: Option<UtcMillis>,
    pub lapses_at: UtcMillis,
    pub claimed_by: UserId,
    pub requested_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
    pub need_id: Option<NeedId>,
    pub need_occurrence: Option<i64>,
    pub asked_by: Party,
    pub from_cell: i64,
}

/// A row of `claim_events`.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = claim_events, treat_none_as_default_value = false)]
pub struct NewEventRow<'e> {
    pub claim_id: ClaimId,
    pub number: i64,
    pub at: UtcMillis,
    pub state: ClaimState,
    pub user_id: Option<UserId>,
    pub party: Option<Party>,
    pub reason: Option<&'e str>,
    pub grams: Option<Grams>,
    pub temperature_decidegrees: Option<DeciCelsius>,
}

/// A row of `claim_events`.
#[derive(Clone, Debug, Queryable)]
pub struct EventRow {
    pub claim_id: ClaimId,
    pub at: UtcMillis,
    pub state: ClaimState,
    pub user_id: Option<UserId>,
    pub party: Option<Party>,
    pub reason: Option<String>,
    pub grams: Option<Grams>,
    pub temperature_decidegrees: Option<DeciCelsius>,
}

impl EventRow {
    /// On the wire, with the name of the person.
    #[must_use]
    pub fn shown(self, by: Option<String>) -> ClaimEvent {
        let Self { claim_id: _, at, state, user_id: _, party, reason, grams, temperature_decidegrees } = self;
        ClaimEvent { at, state, by, party, reason, grams, temperature_decidegrees }
    }
}

/// A row of `stock_movements`, of a claim. Accounts are `site` and `loss`; ids go with `site`.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = stock_movements, treat_none_as_default_value = false)]
pub struct NewMovementRow<'m> {
    pub id: StockMovementId,
    pub at: UtcMillis,
    pub claim_id: Option<ClaimId>,
    pub kind: StockMovementKind,
    pub category_code: &'m str,
    pub grams: Grams,
    pub from_kind: StockAccountKind,
    pub from_organisation_id: Option<OrganisationId>,
    pub from_site_id: Option<SiteId>,
    pub to_kind: StockAccountKind,
    pub to_organisation_id: Option<OrganisationId>,
    pub to_site_id: Option<SiteId>,
    pub author_id: Option<UserId>,
    pub reason: Option<&'m str>,
}

/// What stands beside a claim's row when it is shown.
pub struct Beside {
    /// What is claimed.
    pub offer: OfferSummary,
    /// Who gives.
    pub giver: OrganisationSummary,
    /// Who takes.
    pub taker: OrganisationSummary,
    /// Where it goes.
    pub taker_site: SiteSummary,
    /// The need that it answers.
    pub need: Option<NeedSummary>,
    /// What happened.
    pub timeline: Vec<ClaimEvent>,
}

impl ClaimRow {
    /// Which occurrence of which need it answers.
    #[must_use]
    pub fn need(&self) -> Option<Link> {
        Some(Link { need: self.need_id?, occurrence: self.need_occurrence? })
    }

    /// The claim as somebody on these sides sees it; the first side is the one shown.
    #[must_use]
    pub fn into_claim(self, beside: Beside, party: Party, actions: Vec<ClaimAction>) -> Claim {
        // Taken apart whole: a new column does not compile until someone decides whether it is public.
        let Self {
            id,
            offer_id: _,
            giver_id: _,
            taker_id: _,
            taker_site_id: _,
            grams,
            received_grams,
            state,
            pickup_at,
            message,
            handover_code,
            wrong_codes: _,
            code_locked_until: _,
            lapses_at,
            claimed_by: _,
            requested_at,
            updated_at,
            version,
            need_id: _,
            need_occurrence: _,
            asked_by,
            from_cell: _,
        } = self;
        let waits = matches!(state, ClaimState::Requested | ClaimState::Accepted | ClaimState::Ready);
        let shows_code = party == Party::Giver && matches!(state, ClaimState::Accepted | ClaimState::Ready);
        Claim {
            id,
            offer: beside.offer,
            giver: beside.giver,
            taker: beside.taker,
            taker_site: beside.taker_site,
            grams,
            received_grams,
            state,
            pickup_at,
            need: beside.need,
            asked_by,
            message,
            handover_code: shows_code.then_some(handover_code),
            lapses_at: waits.then_some(lapses_at),
            requested_at,
            updated_at,
            party,
            actions,
            timeline: beside.timeline,
            freezing: None,
            version,
        }
    }
}
