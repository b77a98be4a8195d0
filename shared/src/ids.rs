//! Identifiers. UUIDv7, made in the application: sortable by time of creation, never guessed from another one.

use crate::macros::id;

id!(
    /// A person with a log-in.
    UserId
);
id!(
    /// A log-in of a person on a device.
    SessionId
);
id!(
    /// An association, social grocery, municipal centre, food bank or donor.
    OrganisationId
);
id!(
    /// A place of an organisation.
    SiteId
);
id!(
    /// A published surplus.
    OfferId
);
id!(
    /// Food that a site lacks.
    NeedId
);
id!(
    /// A taker's reservation of all or part of an offer.
    ClaimId
);
id!(
    /// A match that an organisation does not want to see again.
    DismissalId
);
id!(
    /// A search that a person keeps.
    SavedSearchId
);
id!(
    /// An invitation of a colleague into an organisation.
    InvitationId
);
id!(
    /// A photo; made of its content, so the same picture has the same one.
    PhotoId
);
id!(
    /// A surplus that comes back every week.
    RecurringSurplusId
);
id!(
    /// Something that an organisation lends.
    EquipmentId
);
id!(
    /// Equipment, a vehicle or space that an organisation looks for.
    EquipmentNeedId
);
id!(
    /// A match of equipment or of a skill that an organisation does not want to see again.
    HelpDismissalId
);
id!(
    /// A time in which its owner keeps an item.
    ClosureId
);
id!(
    /// A place in the queue for an item.
    WaitId
);
id!(
    /// Something that is broken on an item.
    RepairId
);
id!(
    /// A link by which other programs read a calendar of loans.
    FeedId
);
id!(
    /// A loan of an item.
    LoanId
);
id!(
    /// A skill that is offered or looked for.
    SkillListingId
);
id!(
    /// A session in which one organisation helps another.
    SkillSessionId
);
id!(
    /// A run of a vehicle to several places.
    TourId
);
id!(
    /// What a tour carries from one place to another.
    TourLoadId
);
id!(
    /// Food with one origin and date.
    LotId
);
id!(
    /// A line of the ledger.
    StockMovementId
);
id!(
    /// Food that is called back from wherever it went.
    RecallId
);
id!(
    /// What two organisations write to each other about one thing.
    ConversationId
);
id!(
    /// A message of a conversation.
    MessageId
);
id!(
    /// Something that a person is told of.
    NotificationId
);
id!(
    /// A problem that somebody has reported to the administrator.
    ReportId
);
id!(
    /// An entry of the audit log.
    AuditId
);
id!(
    /// Whatever an entry of the audit log, or a report, is about.
    ObjectId
);
id!(
    /// A round in which a food bank shares out what it has.
    AllocationRoundId
);
id!(
    /// A schedule by which rounds begin.
    AllocationScheduleId
);
id!(
    /// Shops that are visited on certain days, in order, for what they do not sell.
    CollectionRouteId
);
id!(
    /// One day's run through shops.
    CollectionRoundId
);
