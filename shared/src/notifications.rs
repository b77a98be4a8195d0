//! Notifications: what a person is told of, with the facts of its sentence. The sentence is made by the page, in its
//! reader's language.

mod named;

pub use named::{NamedEquipmentNeed, NamedNeed, NamedOffer, NamedSite, NamedSkill};

use crate::check;
use crate::claims::ClaimState;
use crate::ids::{
    AllocationRoundId, ClaimId, EquipmentId, LoanId, NotificationId, OrganisationId, RecallId, SkillSessionId, TourId,
};
use crate::iso_week::IsoWeek;
use crate::loans::LoanState;
use crate::macros::text_enum;
use crate::page::page_of;
use crate::skill_sessions::SkillSessionState;
use crate::time::UtcMillis;
use crate::units::Grams;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// More unread notifications than this are not counted.
pub const MAX_UNREAD: u32 = 100;

text_enum! {
    /// Of what a person is told.
    pub enum NotificationKind {
        /// An offer fits a need of the organisation (`offer`, `need`, `other`, `grams`, `distance_m`).
        OfferFits = "offer_fits",
        /// A need fits an offer of the organisation (`offer`, `need`, `other`, `grams`, `distance_m`).
        NeedFits = "need_fits",
        /// What the person published has matches (`offer`, `need` or `equipment_need`, `count`, and the best one's `other`
        /// and `distance_m`).
        Matched = "matched",
        /// Somebody claims, or proposes, food (`claim_id`, `offer`, `other`, `grams`; `need` for a proposal).
        ClaimAsked = "claim_asked",
        /// A claim has moved on (`claim_id`, `claim_state`, `offer`, `grams`; `other` unless time did it).
        ClaimStepped = "claim_stepped",
        /// Somebody asks to borrow something, or has booked it (`loan_id`, `loan_state`, `item`, `other`).
        LoanAsked = "loan_asked",
        /// A loan has moved on (`loan_id`, `loan_state`, `item`; `other` unless time did it).
        LoanStepped = "loan_stepped",
        /// A loan begins or ends tomorrow, or should be over (`loan_id`, `loan_news`, `item`, `other`).
        LoanReminded = "loan_reminded",
        /// Days for which the organisation waits are free, and kept for it (`equipment_id`, `item`, `other`, `until`).
        EquipmentFreed = "equipment_freed",
        /// Somebody proposes a session (`skill_session_id`, `skill_session_state`, `item`, `other`).
        SkillAsked = "skill_asked",
        /// A session has moved on (`skill_session_id`, `skill_session_state`, `item`; `other` unless time did it).
        SkillStepped = "skill_stepped",
        /// A session is over, and its hours wait to be confirmed (`skill_session_id`, `skill_session_state`, `item`).
        SkillDue = "skill_due",
        /// Somebody looks for what the organisation could lend, or help with (`other`, `distance_m`; `equipment_id`, `item`
        /// and `equipment_need`, or `skill_offered` and `skill_wanted`).
        HelpWanted = "help_wanted",
        /// Somebody lends, or helps with, what the organisation looks for (the same facts).
        HelpOffered = "help_offered",
        /// Somebody waits for an answer about a tour: whether it carries something, or may (`tour_id`, `tour_news`, `item`,
        /// `other`, `at`).
        TourAsked = "tour_asked",
        /// There is news of a tour, or of what it carries (`tour_id`, `tour_news`, `item`, `at`; `other` where somebody did
        /// it).
        TourStepped = "tour_stepped",
        /// Food that the organisation received is recalled (`recall_id`, `item`, `grams`; `other` where a food bank says
        /// so).
        Recall = "recall",
        /// Food of the organisation has its date within three days (`count` of lots, `grams`).
        StockDue = "stock_due",
        /// Sites of the organisation have not declared a week (`week`, `count` of sites; `item` where it is only one).
        ActivityMissing = "activity_missing",
        /// A round gives food to a site of the organisation (`round_id`, `round_news`, `item`, `site`, `grams`, `other`).
        RoundShared = "round_shared",
        /// A round of the food bank waits for its coordinators (`round_id`, `round_news`, `item`; `site` where one did it).
        RoundDue = "round_due",
    }
}

text_enum! {
    /// What there is to say of a loan besides its state.
    pub enum LoanNews {
        /// It begins within a day.
        PickUp = "pick_up",
        /// It ends within a day.
        Return = "return",
        /// It should be over.
        Late = "late",
        /// The borrower asks to keep the item longer.
        RenewalAsked = "renewal_asked",
        /// The borrower may keep it longer.
        RenewalAccepted = "renewal_accepted",
        /// It ends as agreed: the lender said no.
        RenewalDeclined = "renewal_declined",
        /// It ends as agreed: the lender did not answer.
        RenewalLapsed = "renewal_lapsed",
        /// The item is in repair, and may not be ready in time.
        InRepair = "in_repair",
    }
}

text_enum! {
    /// What there is to say of a tour. `item` is what is carried, or the tour's title where it is about the tour itself.
    pub enum TourNews {
        /// Somebody asks the tour's organisation to carry something.
        Asked = "asked",
        /// The tour's organisation proposes to carry something.
        Proposed = "proposed",
        /// It is carried.
        Planned = "planned",
        /// The other side said no.
        Declined = "declined",
        /// It is no longer on the tour.
        Withdrawn = "withdrawn",
        /// It could not be fetched or handed over.
        Failed = "failed",
        /// The tour does not take place, or was broken off.
        Cancelled = "cancelled",
        /// Somebody drives (`other`: who).
        DriverFound = "driver_found",
        /// Whoever was to drive does not (`other`: who).
        DriverLeft = "driver_left",
        /// The vehicle comes at another time (`at`).
        Moved = "moved",
    }
}

text_enum! {
    /// What there is to say of an allocation round. `item` is its title.
    pub enum RoundNews {
        /// It is published (`grams`: what the site gets).
        Shared = "shared",
        /// Somebody has refused something, and it is offered to the site (`grams`: what it gets besides).
        More = "more",
        /// It has begun by itself, and is computed.
        Computed = "computed",
        /// It has begun by itself, and could not be computed.
        Begun = "begun",
        /// A site has refused something of it (`site`: which, `note`: what it has said of that).
        Refused = "refused",
    }
}

text_enum! {
    /// How a person is told of something.
    pub enum Way {
        /// Not at all.
        Off = "off",
        /// In the application alone.
        App = "app",
        /// In the application, and by a mail at once unless it has been read there before.
        AtOnce = "at_once",
        /// In the application, and by one mail a day of all that has not been read there before.
        Daily = "daily",
    }
}

impl NotificationKind {
    /// How people are told who have not chosen: by mail of what somebody waits for or can take, else in the application.
    #[must_use]
    pub const fn usual_way(self) -> Way {
        match self {
            Self::Matched => Way::App,
            Self::OfferFits
            | Self::NeedFits
            | Self::ClaimAsked
            | Self::ClaimStepped
            | Self::LoanAsked
            | Self::LoanStepped
            | Self::LoanReminded
            | Self::EquipmentFreed
            | Self::SkillAsked
            | Self::SkillStepped
            | Self::SkillDue
            | Self::HelpWanted
            | Self::HelpOffered
            | Self::TourAsked
            | Self::TourStepped
            | Self::Recall
            | Self::StockDue
            | Self::ActivityMissing
            | Self::RoundShared
            | Self::RoundDue => Way::AtOnce,
        }
    }
}

/// How a person is told of one kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// Of what.
    #[cfg_attr(feature = "openapi", schema(example = "offer_fits"))]
    pub kind: NotificationKind,
    /// How.
    #[cfg_attr(feature = "openapi", schema(example = "daily"))]
    pub way: Way,
}

/// What a person wants to be told, and when mails may come. Hours are those of the network's time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotificationPreferences {
    /// Kinds that are left out are as usual; of a kind that is named twice the last one counts.
    #[garde(custom(check::count(0, 40)))]
    pub wishes: Vec<Wish>,
    /// When the mail of the day comes, 0 to 23.
    #[garde(custom(check::between(0, 23)))]
    #[cfg_attr(feature = "openapi", schema(example = 7, minimum = 0, maximum = 23))]
    pub daily_hour: u32,
    /// From when no mail comes, 0 to 23.
    #[garde(custom(check::between(0, 23)))]
    #[cfg_attr(feature = "openapi", schema(example = 21, minimum = 0, maximum = 23))]
    pub quiet_from: u32,
    /// Until when no mail comes, 0 to 23; what was due comes then. The same hour as `quiet_from`: mails come at any hour.
    #[garde(custom(check::between(0, 23)))]
    #[cfg_attr(feature = "openapi", schema(example = 7, minimum = 0, maximum = 23))]
    pub quiet_until: u32,
    /// Telephone number to which the link that answers an offer is sent by SMS as well, at the time of its mail; only where
    /// the network sends SMS.
    #[garde(inner(custom(|value: &String, ctx: &()| check::phone(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "06 12 34 56 78"))]
    pub sms_to: Option<String>,
}

impl Default for NotificationPreferences {
    /// Those of a person who has chosen nothing.
    fn default() -> Self {
        let wishes = NotificationKind::ALL.iter().map(|kind| Wish { kind: *kind, way: kind.usual_way() });
        Self { wishes: wishes.collect(), daily_hour: 7, quiet_from: 21, quiet_until: 7, sms_to: None }
    }
}

impl NotificationPreferences {
    /// How the person is told of this kind.
    #[must_use]
    pub fn way(&self, kind: NotificationKind) -> Way {
        self.wishes.iter().rev().find(|wish| wish.kind == kind).map_or(kind.usual_way(), |wish| wish.way)
    }
}

/// Whose mails a link stops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailsPreview {
    /// Whether any mail of notifications is sent.
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub any: bool,
}

/// What a notification's sentence needs, as it was when it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facts {
    /// The offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<NamedOffer>,
    /// The need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NamedNeed>,
    /// The claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_id: Option<ClaimId>,
    /// Where the claim stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_state: Option<ClaimState>,
    /// The loan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_id: Option<LoanId>,
    /// Where the loan stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_state: Option<LoanState>,
    /// What there is to say of the loan besides its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_news: Option<LoanNews>,
    /// The need of equipment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment_need: Option<NamedEquipmentNeed>,
    /// The skill that is offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_offered: Option<NamedSkill>,
    /// The skill that is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_wanted: Option<NamedSkill>,
    /// The item, where it is about no loan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment_id: Option<EquipmentId>,
    /// Until when something is kept for the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<UtcMillis>,
    /// The session of a skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_session_id: Option<SkillSessionId>,
    /// Where the session stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_session_state: Option<SkillSessionState>,
    /// The tour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tour_id: Option<TourId>,
    /// What there is to say of the tour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tour_news: Option<TourNews>,
    /// When the tour leaves, or when its vehicle comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<UtcMillis>,
    /// The allocation round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_id: Option<AllocationRoundId>,
    /// What there is to say of the round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_news: Option<RoundNews>,
    /// The site that gets something of the round, or has refused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<NamedSite>,
    /// Name of the item that is lent, what the session is about, what a tour carries, what is recalled, or the round's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Name of the other organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// What was said of a refusal, on one line; its beginning, where it is long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How much food.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grams: Option<Grams>,
    /// How far apart in a straight line, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<i64>,
    /// When the answer is due, where the offer is not open to everybody yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<UtcMillis>,
    /// The recall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall_id: Option<RecallId>,
    /// How many matches, or lots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The week that is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<IsoWeek>,
}

/// Something that a person is told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Identifier.
    pub id: NotificationId,
    /// For which of the person's organisations.
    pub organisation_id: OrganisationId,
    /// Which sentence.
    pub kind: NotificationKind,
    /// What the sentence needs.
    pub facts: Facts,
    /// When it was written.
    pub created_at: UtcMillis,
    /// When the person read it; absent while it is unread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<UtcMillis>,
}

page_of!(
    /// A page of notifications, newest first.
    NotificationPage,
    Notification
);

/// How many notifications are unread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadNotifications {
    /// How many; 100 means 100 or more.
    #[cfg_attr(feature = "openapi", schema(example = 3, maximum = 100))]
    pub count: u32,
}

/// Which notifications to list, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct NotificationQuery {
    /// Only those that are unread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<bool>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
