//! Sessions in which one organisation helps another with a skill, and the hours that are counted for them.

use crate::check;
use crate::ids::{OrganisationId, SiteId, SkillListingId, SkillSessionId, UserId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::{Page, page_of};
use crate::sites::SiteSummary;
use crate::skills::{SkillListingSummary, SkilledPerson};
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// The longest session, minutes: a day.
pub const MAX_SESSION_MINUTES: i64 = 1_440;

text_enum! {
    /// Where a session stands.
    pub enum SkillSessionState {
        /// Proposed by one side; the other answers.
        Proposed = "proposed",
        /// Both agree; afterwards both confirm how long it took.
        Agreed = "agreed",
        /// Both have confirmed, with different figures.
        ToSettle = "to_settle",
        /// Both have confirmed the same figure; its hours are counted.
        Done = "done",
        /// The giving side has given up the hours afterwards.
        Reversed = "reversed",
        /// The other side said no.
        Declined = "declined",
        /// Either side called it off.
        Cancelled = "cancelled",
        /// Nobody answered in time.
        Expired = "expired",
    }
}

text_enum! {
    /// A step that somebody takes on a session.
    pub enum SkillSessionAction {
        /// The side that did not propose it agrees.
        Agree = "agree",
        /// The side that did not propose it says no, with a reason.
        Decline = "decline",
        /// Either side calls it off, with a reason.
        Cancel = "cancel",
        /// Either side says how long it took, or agrees with the other's figure.
        Confirm = "confirm",
        /// A coordinator of the giving side gives up the hours, with a reason.
        Reverse = "reverse",
        /// The time ran out; nobody does this.
        Expire = "expire",
    }
}

text_enum! {
    /// On which side of a session somebody stands.
    pub enum SkillSessionParty {
        /// Of the organisation that helps.
        Giver = "giver",
        /// Of the organisation that is helped.
        Receiver = "receiver",
        /// Of neither (the network's administrator).
        Observer = "observer",
    }
}

/// What decides which steps a session may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: SkillSessionState,
    /// Which side proposed it.
    pub proposed_by: SkillSessionParty,
    /// Whether a side has confirmed already.
    pub confirmed: bool,
}

impl SkillSessionState {
    /// Whether nothing more can happen, but for hours that are given up.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Proposed | Self::Agreed | Self::ToSettle)
    }
}

impl Standing {
    /// Whether the step fits, whoever takes it: the one and only state machine of sessions. Where [`Confirm`] leads to
    /// depends on what both sides say.
    ///
    /// [`Confirm`]: SkillSessionAction::Confirm
    #[must_use]
    pub const fn allows(self, action: SkillSessionAction) -> bool {
        use SkillSessionAction::{Agree, Cancel, Confirm, Decline, Expire, Reverse};
        use SkillSessionState::{Agreed, Done, Proposed, ToSettle};
        match (self.state, action) {
            // What somebody has confirmed took place: that is settled, not called off.
            (Agreed, Cancel) => !self.confirmed,
            (Proposed, Agree | Decline | Cancel | Expire) | (Agreed | ToSettle, Confirm) | (Done, Reverse) => true,
            _ => false,
        }
    }

    /// Whether somebody on this side takes such a step.
    #[must_use]
    pub fn is_for(self, action: SkillSessionAction, party: SkillSessionParty) -> bool {
        let takes_part = party != SkillSessionParty::Observer;
        match action {
            SkillSessionAction::Agree | SkillSessionAction::Decline => takes_part && party != self.proposed_by,
            SkillSessionAction::Cancel | SkillSessionAction::Confirm => takes_part,
            SkillSessionAction::Reverse => party == SkillSessionParty::Giver,
            SkillSessionAction::Expire => false,
        }
    }

    /// The steps that somebody on this side may take.
    #[must_use]
    pub fn possible(self, party: SkillSessionParty) -> Vec<SkillSessionAction> {
        let fits = |action: &SkillSessionAction| self.is_for(*action, party) && self.allows(*action);
        SkillSessionAction::ALL.iter().copied().filter(fits).collect()
    }
}

/// A session that one organisation proposes to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSkillSession {
    /// The skill that the other organisation offers or looks for.
    #[garde(skip)]
    pub listing_id: SkillListingId,
    /// Who proposes: one of the caller's organisations. It is helped where the skill is offered, and helps where it is
    /// looked for.
    #[garde(skip)]
    pub organisation_id: OrganisationId,
    /// Who helps, where the proposing organisation does; the caller unless somebody else is named.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<UserId>,
    /// When it begins, not in the past.
    #[garde(skip)]
    pub starts_at: UtcMillis,
    /// How long it is planned to take, minutes (15 to 1440).
    #[garde(custom(check::between(15, MAX_SESSION_MINUTES)))]
    #[cfg_attr(feature = "openapi", schema(example = 120, minimum = 15, maximum = 1440))]
    pub minutes: i64,
    /// Where: a site of one of both organisations; left out for a session from afar.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// What it is about.
    #[garde(inner(custom(check::text(0, 1000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Préparer le bilan avec notre trésorier", max_length = 1000))]
    pub note: Option<String>,
    /// Whether its hours are counted between both organisations.
    #[garde(skip)]
    #[serde(default = "yes")]
    pub counted: bool,
}

const fn yes() -> bool {
    true
}

/// That the other side agrees to a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SkillAgreement {
    /// Who helps, where the agreeing organisation does; else whoever was proposed, or the caller where nobody was.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<UserId>,
}

/// How long a session took, as one side says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SkillConfirmation {
    /// Minutes (0 to 1440); 0 where it did not take place.
    #[garde(custom(check::between(0, MAX_SESSION_MINUTES)))]
    #[cfg_attr(feature = "openapi", schema(example = 135, minimum = 0, maximum = 1440))]
    pub minutes: i64,
}

/// One step of a session's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkillSessionEvent {
    /// When.
    pub at: UtcMillis,
    /// The state from then on.
    pub state: SkillSessionState,
    /// Name of the person; absent where time did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// On which side the person stood; absent where time did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<SkillSessionParty>,
    /// How long it took, as that side confirmed, minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
    /// What was said: a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

text_enum! {
    /// What a balance of hours beyond the network's limit says. It never keeps anybody from anything.
    pub enum HoursWarning {
        /// The organisation was helped much more than it has helped.
        HelpedMuch = "helped_much",
        /// The organisation has helped much more than it was helped.
        HelpsMuch = "helps_much",
    }
}

/// A session, as one of its two sides sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkillSession {
    /// Identifier.
    pub id: SkillSessionId,
    /// What it is about.
    pub listing: SkillListingSummary,
    /// Who helps.
    pub giver: OrganisationSummary,
    /// Who is helped.
    pub receiver: OrganisationSummary,
    /// Who comes, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<SkilledPerson>,
    /// When it begins.
    pub starts_at: UtcMillis,
    /// When it ends, as planned.
    pub ends_at: UtcMillis,
    /// Where; absent where it is from afar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteSummary>,
    /// What was said with the proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether its hours are counted.
    pub counted: bool,
    /// Where it stands.
    pub state: SkillSessionState,
    /// Which side proposed it.
    pub proposed_by: SkillSessionParty,
    /// Until when the other side can answer, while it is proposed: the beginning, or an hour from the proposal on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<UtcMillis>,
    /// How long it took, as the giving side says, minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub giver_minutes: Option<i64>,
    /// How long it took, as the side that was helped says, minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver_minutes: Option<i64>,
    /// On which side the caller stands, the giver's first where it is both.
    pub party: SkillSessionParty,
    /// What the caller may do now.
    pub actions: Vec<SkillSessionAction>,
    /// What the balance of the caller's organisation says; left out in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<HoursWarning>,
    /// What has happened, the first first; left out in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<SkillSessionEvent>,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// Grows with each change; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of sessions.
    SkillSessionPage,
    SkillSession
);

/// Which sessions to list: those in which the caller's organisations help or are helped, the latest start first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SkillSessionQuery {
    /// Only where this organisation of the caller's helps or is helped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<SkillSessionState>,
    /// Only where the caller's side helps, or is helped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<SkillSessionParty>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// One line of an organisation's hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkillHoursEntry {
    /// The session.
    pub session_id: SkillSessionId,
    /// When it was booked.
    pub at: UtcMillis,
    /// What the session was about.
    #[cfg_attr(feature = "openapi", schema(example = "Comptes annuels d'une petite association"))]
    pub title: String,
    /// The other organisation.
    pub other: OrganisationSummary,
    /// Minutes: above 0 where the organisation has helped, below where it was helped; the other way round where it is
    /// reversed.
    #[cfg_attr(feature = "openapi", schema(example = 135))]
    pub minutes: i64,
    /// Whether it takes back an earlier line.
    pub reversal: bool,
}

/// The hours of an organisation: what it has given and received, and a page of its lines, the newest first. They are no
/// money, nobody can buy or sell them, and no balance keeps anybody from being helped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkillHours {
    /// Minutes given less minutes received.
    #[cfg_attr(feature = "openapi", schema(example = -135))]
    pub balance_minutes: i64,
    /// Beyond so many minutes in either direction the network thinks a word is due.
    #[cfg_attr(feature = "openapi", schema(example = 2400))]
    pub warn_at_minutes: i64,
    /// What the balance says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<HoursWarning>,
    /// The lines.
    pub items: Vec<SkillHoursEntry>,
    /// Opaque; pass it as `cursor` for the next page. Absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl Page for SkillHours {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }
}

/// Which page of an organisation's hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SkillHoursQuery {
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
    use SkillSessionAction::{Agree, Cancel, Confirm, Decline, Reverse};

    fn standing(state: SkillSessionState, confirmed: bool) -> Standing {
        Standing { state, proposed_by: SkillSessionParty::Receiver, confirmed }
    }

    #[test]
    fn the_side_that_did_not_propose_answers() {
        let proposed = standing(SkillSessionState::Proposed, false);
        assert_eq!(proposed.possible(SkillSessionParty::Giver), [Agree, Decline, Cancel]);
        assert_eq!(proposed.possible(SkillSessionParty::Receiver), [Cancel]);
        assert!(proposed.possible(SkillSessionParty::Observer).is_empty());
    }

    #[test]
    fn what_somebody_has_confirmed_is_settled_and_not_called_off() {
        let agreed = |confirmed| standing(SkillSessionState::Agreed, confirmed).possible(SkillSessionParty::Receiver);
        assert_eq!(agreed(false), [Cancel, Confirm]);
        assert_eq!(agreed(true), [Confirm]);
    }

    #[test]
    fn only_the_giving_side_gives_up_hours_and_what_is_over_stays_over() {
        let done = standing(SkillSessionState::Done, true);
        assert_eq!(done.possible(SkillSessionParty::Giver), [Reverse]);
        assert!(done.possible(SkillSessionParty::Receiver).is_empty());
        for state in SkillSessionState::ALL.iter().filter(|state| state.is_final() && **state != SkillSessionState::Done) {
            for action in SkillSessionAction::ALL {
                assert!(!standing(*state, false).allows(*action), "{state} {action}");
            }
        }
    }
}
