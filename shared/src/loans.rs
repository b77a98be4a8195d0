//! Equipment loans between organisations, from request to return.

use crate::check;
use crate::equipment::{EquipmentSummary, Requirement};
use crate::ids::{EquipmentId, EquipmentNeedId, LoanId, OrganisationId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Where a loan stands.
    pub enum LoanState {
        /// Asked for; the time is held back from others.
        Requested = "requested",
        /// The lender agreed.
        Accepted = "accepted",
        /// The borrower has the item.
        Out = "out",
        /// The item is back.
        Returned = "returned",
        /// The lender said no.
        Declined = "declined",
        /// Either side called it off.
        Cancelled = "cancelled",
        /// The lender did not answer in time, or nobody fetched the item.
        Expired = "expired",
    }
}

text_enum! {
    /// A step that somebody takes on a loan.
    pub enum LoanAction {
        /// The lender agrees.
        Accept = "accept",
        /// The lender says no, with a reason.
        Decline = "decline",
        /// The lender hands the item out, and says in which condition.
        HandOut = "hand_out",
        /// The lender takes it back, and says in which condition.
        TakeBack = "take_back",
        /// Either side calls it off, with a reason.
        Cancel = "cancel",
        /// The time ran out; nobody does this.
        Expire = "expire",
    }
}

text_enum! {
    /// On which side of a loan somebody stands.
    pub enum LoanParty {
        /// Of the organisation that lends.
        Lender = "lender",
        /// Of the organisation that borrows.
        Borrower = "borrower",
        /// Of neither (the network's administrator).
        Observer = "observer",
    }
}

text_enum! {
    /// In which condition an item is.
    pub enum ItemCondition {
        /// As it should be.
        Good = "good",
        /// Used, and usable.
        Worn = "worn",
        /// Something is broken or missing.
        Damaged = "damaged",
    }
}

impl LoanState {
    /// The state after an action, or `None` where the action does not fit: the one and only state machine of loans.
    #[must_use]
    pub const fn after(self, action: LoanAction) -> Option<Self> {
        use LoanAction::{Accept, Cancel, Decline, Expire, HandOut, TakeBack};
        match (self, action) {
            (Self::Requested, Accept) => Some(Self::Accepted),
            (Self::Requested, Decline) => Some(Self::Declined),
            (Self::Accepted, HandOut) => Some(Self::Out),
            (Self::Out, TakeBack) => Some(Self::Returned),
            (Self::Requested | Self::Accepted, Cancel) => Some(Self::Cancelled),
            (Self::Requested | Self::Accepted, Expire) => Some(Self::Expired),
            _ => None,
        }
    }

    /// Whether nothing more can happen.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !self.holds_item()
    }

    /// Whether the item cannot be had by others for the time of the loan.
    #[must_use]
    pub const fn holds_item(self) -> bool {
        matches!(self, Self::Requested | Self::Accepted | Self::Out)
    }
}

impl LoanAction {
    /// Whether somebody on this side may take the step.
    #[must_use]
    pub const fn is_for(self, party: LoanParty) -> bool {
        match self {
            Self::Accept | Self::Decline | Self::HandOut | Self::TakeBack => matches!(party, LoanParty::Lender),
            Self::Cancel => matches!(party, LoanParty::Lender | LoanParty::Borrower),
            Self::Expire => false,
        }
    }

    /// The steps that somebody on this side may take from `state`.
    #[must_use]
    pub fn possible(state: LoanState, party: LoanParty) -> Vec<Self> {
        let fits = |action: &Self| action.is_for(party) && state.after(*action).is_some();
        Self::ALL.iter().copied().filter(fits).collect()
    }
}

/// What a borrower says about something that an item requires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequirementAnswer {
    /// About what.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "driving_licence"))]
    pub requirement: Requirement,
    /// What there is to say: who drives, which insurance.
    #[garde(custom(check::text(1, 300)))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Samir conduira, permis B depuis 2009", min_length = 1, max_length = 300)
    )]
    pub answer: String,
}

/// A wish to borrow an item for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLoan {
    /// The item.
    #[garde(skip)]
    pub equipment_id: EquipmentId,
    /// Who borrows it: one of the caller's organisations.
    #[garde(skip)]
    pub organisation_id: OrganisationId,
    /// From when, not in the past.
    #[garde(skip)]
    pub starts_at: UtcMillis,
    /// Until when, after `starts_at`, at most the item's longest loan later.
    #[garde(skip)]
    pub ends_at: UtcMillis,
    /// What for, in a few words.
    #[garde(custom(check::text(2, 500)))]
    #[cfg_attr(feature = "openapi", schema(example = "Collecte nationale à Libourne", min_length = 2, max_length = 500))]
    pub purpose: String,
    /// Everything that the item requires, confirmed.
    #[garde(custom(check::count(0, 3)))]
    #[serde(default)]
    pub confirmed: Vec<Requirement>,
    /// More about what is confirmed, once each.
    #[garde(dive, custom(check::count(0, 3)))]
    #[serde(default)]
    pub answers: Vec<RequirementAnswer>,
    /// The open need of this organisation that it answers: it is met as soon as the loan is agreed.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment_need_id: Option<EquipmentNeedId>,
}

/// The condition of an item that changes hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Handling {
    /// In which condition it is.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "good"))]
    pub condition: ItemCondition,
    /// What there is to say; needed where it is damaged.
    #[garde(inner(custom(check::text(2, 500))), custom(check_note(&self.condition)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Un pneu à regonfler", min_length = 2, max_length = 500))]
    pub note: Option<String>,
    /// Whether a damaged item that comes back can still be lent; left out: it cannot, until its repair is ended.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lendable: Option<bool>,
}

fn check_note(condition: &ItemCondition) -> impl Fn(&Option<String>, &()) -> garde::Result {
    let damaged = *condition == ItemCondition::Damaged;
    move |note, ()| if damaged && note.is_none() { Err(garde::Error::new("required")) } else { Ok(()) }
}

/// One step of a loan's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanEvent {
    /// When.
    pub at: UtcMillis,
    /// The state from then on.
    pub state: LoanState,
    /// Name of the person; absent where time did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// On which side the person stood; absent where time did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<LoanParty>,
    /// In which condition the item was, where it changed hands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<ItemCondition>,
    /// What was said: a reason, or about the condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A loan, as one of its two sides sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Loan {
    /// Identifier.
    pub id: LoanId,
    /// The item.
    pub equipment: EquipmentSummary,
    /// Who lends it.
    pub lender: OrganisationSummary,
    /// Who borrows it.
    pub borrower: OrganisationSummary,
    /// Where it is fetched and brought back.
    pub site: SiteSummary,
    /// From when.
    pub starts_at: UtcMillis,
    /// Until when.
    pub ends_at: UtcMillis,
    /// Until when nobody else can have it: the end and the gap after it, or the return.
    pub busy_until: UtcMillis,
    /// What for.
    pub purpose: String,
    /// What the borrower has confirmed.
    pub confirmed: Vec<Requirement>,
    /// What the borrower has said about it; left out in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<RequirementAnswer>,
    /// Where it stands.
    pub state: LoanState,
    /// Whether the item should be back and is not.
    pub late: bool,
    /// Until when the lender can answer, while it is requested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<UtcMillis>,
    /// On which side the caller stands, the lender's first where it is both.
    pub party: LoanParty,
    /// What the caller may do now.
    pub actions: Vec<LoanAction>,
    /// What has happened, the first first; left out in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<LoanEvent>,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// Grows with each change; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of loans.
    LoanPage,
    Loan
);

/// Which loans to list: those where the caller's organisations lend or borrow, the latest start first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct LoanQuery {
    /// Only where this organisation of the caller's lends or borrows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only of this item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<EquipmentId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<LoanState>,
    /// Only those that the caller's side lends, or borrows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<LoanParty>,
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
    fn nobody_skips_or_repeats_a_step() {
        for action in LoanAction::ALL {
            for state in [LoanState::Returned, LoanState::Declined, LoanState::Cancelled, LoanState::Expired] {
                assert_eq!(state.after(*action), None, "{state} {action}");
            }
        }
        assert_eq!(LoanState::Requested.after(LoanAction::HandOut), None);
        assert_eq!(LoanState::Out.after(LoanAction::Cancel), None);
    }

    #[test]
    fn each_side_has_its_steps() {
        let lender = LoanAction::possible(LoanState::Requested, LoanParty::Lender);
        assert_eq!(lender, [LoanAction::Accept, LoanAction::Decline, LoanAction::Cancel]);
        assert_eq!(LoanAction::possible(LoanState::Accepted, LoanParty::Borrower), [LoanAction::Cancel]);
        assert!(LoanAction::possible(LoanState::Accepted, LoanParty::Observer).is_empty());
    }

    #[test]
    fn damage_is_told() {
        let handling =
            |condition, note: Option<&str>| Handling { condition, note: note.map(str::to_owned), lendable: None }.validate();
        assert!(handling(ItemCondition::Good, None).is_ok());
        assert!(handling(ItemCondition::Damaged, None).is_err());
        assert!(handling(ItemCondition::Damaged, Some("Rétroviseur cassé")).is_ok());
    }
}
