//! Claims: a taker's reservation of all or part of an offer, from request to reception.

use crate::check;
use crate::cold_chain::{DeciCelsius, check_reading};
use crate::ids::{ClaimId, NeedId, OfferId, OrganisationId, SiteId};
use crate::macros::text_enum;
use crate::needs::NeedSummary;
use crate::offers::{Freezing, OfferSummary};
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use crate::units::Grams;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Where a claim stands.
    pub enum ClaimState {
        /// Asked for; the quantity is held back from others.
        Requested = "requested",
        /// The other side agreed.
        Accepted = "accepted",
        /// The giver has set it aside.
        Ready = "ready",
        /// The taker has it.
        Collected = "collected",
        /// It arrived at the taker's site and was counted.
        Received = "received",
        /// The other side said no.
        Declined = "declined",
        /// Either side called it off.
        Cancelled = "cancelled",
        /// Its time ran out.
        Expired = "expired",
    }
}

text_enum! {
    /// A step that somebody takes on a claim.
    pub enum ClaimAction {
        /// Whoever was asked agrees: the giver, or the taker where the giver proposed it for a need.
        Accept = "accept",
        /// Whoever was asked says no, with a reason.
        Decline = "decline",
        /// The giver has set it aside.
        Ready = "ready",
        /// The taker fetches it, with the code that the giver shows.
        Collect = "collect",
        /// The taker has counted it in.
        Receive = "receive",
        /// Either side calls it off, with a reason.
        Cancel = "cancel",
        /// The time ran out; nobody does this.
        Expire = "expire",
    }
}

text_enum! {
    /// On which side of a claim somebody stands.
    pub enum Party {
        /// Of the organisation that gives.
        Giver = "giver",
        /// Of the organisation that takes.
        Taker = "taker",
        /// Of neither (the network's administrator).
        Observer = "observer",
    }
}

impl ClaimState {
    /// The state after an action, or `None` where the action does not fit: the one and only state machine of claims.
    #[must_use]
    pub const fn after(self, action: ClaimAction) -> Option<Self> {
        use ClaimAction::{Accept, Cancel, Collect, Decline, Expire, Ready, Receive};
        match (self, action) {
            (Self::Requested, Accept) => Some(Self::Accepted),
            (Self::Requested, Decline) => Some(Self::Declined),
            (Self::Accepted, Ready) => Some(Self::Ready),
            (Self::Accepted | Self::Ready, Collect) => Some(Self::Collected),
            (Self::Collected, Receive) => Some(Self::Received),
            (Self::Requested | Self::Accepted | Self::Ready, Cancel) => Some(Self::Cancelled),
            (Self::Requested | Self::Accepted | Self::Ready, Expire) => Some(Self::Expired),
            _ => None,
        }
    }

    /// Whether the quantity still is, or was, taken from the offer.
    #[must_use]
    pub const fn holds_quantity(self) -> bool {
        matches!(self, Self::Requested | Self::Accepted | Self::Ready | Self::Collected | Self::Received)
    }

    /// Whether nothing more can happen.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Received | Self::Declined | Self::Cancelled | Self::Expired)
    }
}

impl ClaimAction {
    /// Whether somebody on this side may take the step on a claim that `asked_by` has asked for: whoever did not ask
    /// answers.
    #[must_use]
    pub const fn is_for(self, party: Party, asked_by: Party) -> bool {
        match self {
            Self::Accept | Self::Decline => match asked_by {
                Party::Giver => matches!(party, Party::Taker),
                Party::Taker | Party::Observer => matches!(party, Party::Giver),
            },
            Self::Ready => matches!(party, Party::Giver),
            Self::Collect | Self::Receive => matches!(party, Party::Taker),
            Self::Cancel => matches!(party, Party::Giver | Party::Taker),
            Self::Expire => false,
        }
    }

    /// The steps that somebody on this side may take from `state` on a claim that `asked_by` has asked for.
    #[must_use]
    pub fn possible(state: ClaimState, party: Party, asked_by: Party) -> Vec<Self> {
        let fits = |action: &Self| action.is_for(party, asked_by) && state.after(*action).is_some();
        Self::ALL.iter().copied().filter(fits).collect()
    }
}

/// A wish for all or part of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewClaim {
    /// The offer.
    #[garde(skip)]
    pub offer_id: OfferId,
    /// Where the food will go; its organisation is the taker.
    #[garde(skip)]
    pub site_id: SiteId,
    /// How much, in grams: a whole number of units unless the offer's unit is the kilogram.
    #[garde(custom(|value: &Grams, ctx: &()| check::between(1, Grams::OFFER_MAX.0)(&value.0, ctx)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 40_000, minimum = 1, maximum = 100_000_000))]
    pub grams: Grams,
    /// When the taker means to come, inside one of the offer's windows.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_at: Option<UtcMillis>,
    /// A need of the same site that it answers.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need_id: Option<NeedId>,
    /// A word to the giver.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub message: Option<String>,
}

/// The hand-over, told by the taker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// The code that the giver shows.
    #[garde(custom(check::text(1, 20)))]
    #[cfg_attr(feature = "openapi", schema(example = "4827", min_length = 1, max_length = 20))]
    pub code: String,
    /// Temperature of the food in tenths of a degree Celsius; needed for chilled and frozen food.
    #[garde(inner(custom(check_reading)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 35, minimum = -600, maximum = 600))]
    pub temperature_decidegrees: Option<DeciCelsius>,
}

/// The reception, told by the taker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reception {
    /// How much arrived, where it is less than was collected; 0 where all was lost.
    #[garde(inner(custom(|value: &Grams, ctx: &()| check::between(0, Grams::OFFER_MAX.0)(&value.0, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 39_500, minimum = 0, maximum = 100_000_000))]
    pub received_grams: Option<Grams>,
    /// Why it is less; needed where it is less.
    #[garde(inner(custom(check::text(3, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 3, max_length = 500))]
    pub reason: Option<String>,
}

/// One step of a claim's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimEvent {
    /// When.
    pub at: UtcMillis,
    /// The state from then on.
    pub state: ClaimState,
    /// Name of the person; absent where time did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// On which side the person stood; absent where time did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How much, where it was weighed or asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grams: Option<Grams>,
    /// Temperature, where it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_decidegrees: Option<DeciCelsius>,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// Identifier.
    pub id: ClaimId,
    /// What is claimed.
    pub offer: OfferSummary,
    /// Who gives.
    pub giver: OrganisationSummary,
    /// Who takes.
    pub taker: OrganisationSummary,
    /// Where the food goes.
    pub taker_site: SiteSummary,
    /// How much.
    pub grams: Grams,
    /// How much arrived, once it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_grams: Option<Grams>,
    /// Where it stands.
    pub state: ClaimState,
    /// When the taker means to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_at: Option<UtcMillis>,
    /// The need that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedSummary>,
    /// Who asked for it: the taker, or the giver who proposed it for a need. The other side answers.
    pub asked_by: Party,
    /// The word of whoever asked to the other side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The code to show at the hand-over; only the giver sees it, and only until the food is collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover_code: Option<String>,
    /// When it ends by itself unless somebody acts; absent once the food is collected or the claim is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapses_at: Option<UtcMillis>,
    /// When it was asked for.
    pub requested_at: UtcMillis,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// On which side the caller stands.
    pub party: Party,
    /// What the caller may do now.
    pub actions: Vec<ClaimAction>,
    /// What happened, oldest first.
    pub timeline: Vec<ClaimEvent>,
    /// How the taker froze it; only where one claim is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freezing: Option<Freezing>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of claims, newest first.
    ClaimPage,
    Claim
);

/// Which claims to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ClaimQuery {
    /// Only where this organisation gives or takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only where the caller's side is this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// Only of this offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<OfferId>,
    /// Only answers to this need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ClaimState>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_final_state_has_no_way_out() {
        for state in ClaimState::ALL {
            let ways = ClaimAction::ALL.iter().filter(|action| state.after(**action).is_some()).count();
            assert_eq!(ways == 0, state.is_final(), "{state}");
        }
    }

    #[test]
    fn collected_food_cannot_be_called_off() {
        assert_eq!(ClaimState::Collected.after(ClaimAction::Cancel), None);
        assert_eq!(ClaimState::Collected.after(ClaimAction::Expire), None);
    }

    #[test]
    fn whoever_was_asked_answers_and_the_taker_fetches() {
        use ClaimState::{Ready, Requested};
        let answer = [ClaimAction::Accept, ClaimAction::Decline, ClaimAction::Cancel];
        assert_eq!(ClaimAction::possible(Requested, Party::Giver, Party::Taker), answer);
        assert_eq!(ClaimAction::possible(Requested, Party::Taker, Party::Taker), [ClaimAction::Cancel]);
        assert_eq!(ClaimAction::possible(Requested, Party::Taker, Party::Giver), answer);
        assert_eq!(ClaimAction::possible(Requested, Party::Giver, Party::Giver), [ClaimAction::Cancel]);
        for asked_by in [Party::Giver, Party::Taker] {
            assert_eq!(ClaimAction::possible(Ready, Party::Taker, asked_by), [ClaimAction::Collect, ClaimAction::Cancel]);
            assert!(ClaimAction::possible(Ready, Party::Observer, asked_by).is_empty());
        }
    }
}
