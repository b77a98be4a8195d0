//! What a tour carries from one place to another.

use super::TourPlace;
use crate::cold_chain::DeciCelsius;
use crate::ids::{ClaimId, LoanId, TourLoadId};
use crate::macros::text_enum;
use crate::offers::PickupWindow;
use crate::organisations::OrganisationSummary;
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass};
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a load is.
    pub enum TourLoadKind {
        /// The food of a claim, from the giver's site to the taker's.
        Claim = "claim",
        /// The item of a loan, from the lender to the borrower or back.
        Loan = "loan",
        /// What a shop gives to the tour's organisation.
        Shop = "shop",
    }
}

text_enum! {
    /// Which way the item of a loan goes.
    pub enum LoanLeg {
        /// From the lender to the borrower.
        Out = "out",
        /// Back to the lender.
        Back = "back",
    }
}

text_enum! {
    /// Where a load stands.
    pub enum TourLoadState {
        /// One side would like it to be carried; the other answers.
        Asked = "asked",
        /// It has its stops on the tour.
        Planned = "planned",
        /// It is on board.
        Collected = "collected",
        /// It is where it should be.
        Delivered = "delivered",
        /// The other side said no.
        Declined = "declined",
        /// It is carried otherwise, or not at all.
        Withdrawn = "withdrawn",
        /// It could not be fetched or handed over.
        Failed = "failed",
    }
}

text_enum! {
    /// A step that somebody takes on a load.
    pub enum TourLoadAction {
        /// Whoever was asked agrees, if there still is room and time.
        Accept = "accept",
        /// Whoever was asked says no, with a reason.
        Decline = "decline",
        /// Whoever asked, or later either side, takes it off the tour, with a reason.
        Withdraw = "withdraw",
        /// The driver fetches it.
        Collect = "collect",
        /// The driver hands it over.
        Deliver = "deliver",
        /// The driver could not fetch it or hand it over, with a reason.
        Fail = "fail",
    }
}

text_enum! {
    /// On which side of a tour, or of a load, somebody stands.
    pub enum TourParty {
        /// Of the tour's organisation.
        Carrier = "carrier",
        /// Who drives, of whatever organisation.
        Driver = "driver",
        /// Of the organisation from which a load is fetched.
        Sender = "sender",
        /// Of the organisation to which a load goes.
        Receiver = "receiver",
        /// Of none of them (the network's administrator).
        Observer = "observer",
    }
}

impl TourLoadState {
    /// The state after an action, or `None` where the action does not fit: the one and only state machine of loads.
    #[must_use]
    pub const fn after(self, action: TourLoadAction) -> Option<Self> {
        use TourLoadAction::{Accept, Collect, Decline, Deliver, Fail, Withdraw};
        match (self, action) {
            (Self::Asked, Accept) => Some(Self::Planned),
            (Self::Asked, Decline) => Some(Self::Declined),
            (Self::Asked | Self::Planned, Withdraw) => Some(Self::Withdrawn),
            (Self::Planned, Collect) => Some(Self::Collected),
            (Self::Collected, Deliver) => Some(Self::Delivered),
            (Self::Planned | Self::Collected, Fail) => Some(Self::Failed),
            _ => None,
        }
    }

    /// Whether something still can happen: the claim or loan is on no other tour meanwhile.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Asked | Self::Planned | Self::Collected)
    }

    /// Whether it has, or had, its place on the vehicle.
    #[must_use]
    pub const fn is_carried(self) -> bool {
        matches!(self, Self::Planned | Self::Collected | Self::Delivered)
    }
}

/// What decides who takes which step on a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TourLoadStanding {
    /// Where it stands.
    pub state: TourLoadState,
    /// What it is.
    pub kind: TourLoadKind,
    /// Which side asked: the carrier, the sender or the receiver.
    pub asked_by: TourParty,
}

impl TourLoadStanding {
    /// Whether this side decides whether the load goes with the tour: the one that would fetch it otherwise. A loan's item
    /// may be brought by its lender or fetched by its borrower; a claim's food is fetched by its taker.
    const fn owns(self, party: TourParty) -> bool {
        match self.kind {
            TourLoadKind::Claim => matches!(party, TourParty::Receiver),
            TourLoadKind::Loan => matches!(party, TourParty::Sender | TourParty::Receiver),
            TourLoadKind::Shop => false,
        }
    }

    /// Whether somebody on this side may take the step.
    #[must_use]
    pub const fn is_for(self, action: TourLoadAction, party: TourParty) -> bool {
        use TourLoadAction::{Accept, Collect, Decline, Deliver, Fail, Withdraw};
        let carrier = matches!(party, TourParty::Carrier);
        let carrier_asked = matches!(self.asked_by, TourParty::Carrier);
        match action {
            Accept | Decline if carrier_asked => self.owns(party),
            Accept | Decline => carrier,
            Withdraw if !matches!(self.state, TourLoadState::Asked) => carrier || self.owns(party),
            Withdraw if carrier_asked => carrier,
            Withdraw => self.owns(party),
            Collect | Deliver | Fail => carrier || matches!(party, TourParty::Driver),
        }
    }

    /// The steps that somebody on this side may take, whatever the state of the tour.
    #[must_use]
    pub fn possible(self, party: TourParty) -> Vec<TourLoadAction> {
        let fits = |action: &TourLoadAction| self.is_for(*action, party) && self.state.after(*action).is_some();
        TourLoadAction::ALL.iter().copied().filter(fits).collect()
    }
}

/// One step of a load's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourLoadEvent {
    /// When.
    pub at: UtcMillis,
    /// The state from then on.
    pub state: TourLoadState,
    /// Name of the person; absent where it followed from something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// On which side the person stood; absent where it followed from something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<TourParty>,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How much, where it was weighed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grams: Option<Grams>,
    /// Temperature, where it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_decidegrees: Option<DeciCelsius>,
}

/// A load, as those see it who may.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourLoad {
    /// Identifier.
    pub id: TourLoadId,
    /// What it is.
    pub kind: TourLoadKind,
    /// Title of the offer, name of the item or of the shop.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature"))]
    pub title: String,
    /// The claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_id: Option<ClaimId>,
    /// The loan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_id: Option<LoanId>,
    /// Which way the loan's item goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leg: Option<LoanLeg>,
    /// Whose place it is fetched from; absent for a shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<OrganisationSummary>,
    /// To whom it goes.
    pub receiver: OrganisationSummary,
    /// Where it is fetched.
    pub from: TourPlace,
    /// Where it goes.
    pub to: TourPlace,
    /// How much; 0 for an item whose weight nobody has said.
    pub grams: Grams,
    /// How much it really was, once a shop has given it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected_grams: Option<Grams>,
    /// How it must be kept.
    pub temperature_class: TemperatureClass,
    /// When it can be fetched; none: at any time of the tour.
    pub windows: Vec<PickupWindow>,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it stands.
    pub state: TourLoadState,
    /// Which side asked; the other answers.
    pub asked_by: TourParty,
    /// When the vehicle should be there to fetch it, as planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_at: Option<UtcMillis>,
    /// When it should arrive, as planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drop_at: Option<UtcMillis>,
    /// Whether the driver needs a code to fetch it.
    pub pickup_needs_code: bool,
    /// Whether the driver needs a code to hand it over.
    pub drop_needs_code: bool,
    /// The code to show to the driver who fetches it; only the sender sees it, and only until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "4827"))]
    pub pickup_code: Option<String>,
    /// The code to show to the driver who brings it; only the receiver sees it, and only until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "1093"))]
    pub drop_code: Option<String>,
    /// On which sides the caller stands.
    pub parties: Vec<TourParty>,
    /// What the caller may do now.
    pub actions: Vec<TourLoadAction>,
    /// What has happened, the first first.
    pub events: Vec<TourLoadEvent>,
    /// When it last changed.
    pub updated_at: UtcMillis,
}

#[cfg(test)]
mod tests {
    use super::*;
    use TourLoadAction::{Accept, Collect, Decline, Deliver, Fail, Withdraw};

    fn standing(state: TourLoadState, kind: TourLoadKind, asked_by: TourParty) -> TourLoadStanding {
        TourLoadStanding { state, kind, asked_by }
    }

    #[test]
    fn what_is_over_stays_over() {
        for state in TourLoadState::ALL {
            let ways = TourLoadAction::ALL.iter().filter(|action| state.after(**action).is_some()).count();
            assert_eq!(ways > 0, state.is_live(), "{state}");
        }
    }

    #[test]
    fn what_is_on_board_is_handed_over_or_fails() {
        assert_eq!(TourLoadState::Collected.after(Withdraw), None);
        assert_eq!(TourLoadState::Collected.after(Deliver), Some(TourLoadState::Delivered));
        assert_eq!(TourLoadState::Collected.after(Fail), Some(TourLoadState::Failed));
        assert_eq!(TourLoadState::Planned.after(Deliver), None);
    }

    #[test]
    fn whoever_was_asked_answers() {
        let wish = standing(TourLoadState::Asked, TourLoadKind::Claim, TourParty::Receiver);
        assert_eq!(wish.possible(TourParty::Carrier), [Accept, Decline]);
        assert_eq!(wish.possible(TourParty::Receiver), [Withdraw]);
        assert!(wish.possible(TourParty::Sender).is_empty(), "the giver has no say in who fetches it");
        let proposal = standing(TourLoadState::Asked, TourLoadKind::Claim, TourParty::Carrier);
        assert_eq!(proposal.possible(TourParty::Receiver), [Accept, Decline]);
        assert_eq!(proposal.possible(TourParty::Carrier), [Withdraw]);
        let loan = standing(TourLoadState::Asked, TourLoadKind::Loan, TourParty::Carrier);
        assert_eq!(loan.possible(TourParty::Sender), [Accept, Decline]);
        assert_eq!(loan.possible(TourParty::Receiver), [Accept, Decline]);
        assert!(loan.possible(TourParty::Observer).is_empty());
    }

    #[test]
    fn the_driver_fetches_and_hands_over_and_plans_nothing() {
        let planned = standing(TourLoadState::Planned, TourLoadKind::Claim, TourParty::Receiver);
        assert_eq!(planned.possible(TourParty::Driver), [Collect, Fail]);
        assert_eq!(planned.possible(TourParty::Carrier), [Withdraw, Collect, Fail]);
        assert_eq!(planned.possible(TourParty::Receiver), [Withdraw]);
        let shop = standing(TourLoadState::Collected, TourLoadKind::Shop, TourParty::Carrier);
        assert_eq!(shop.possible(TourParty::Driver), [Deliver, Fail]);
    }
}
