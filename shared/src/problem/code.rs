//! The codes of problems: what a program decides by and the application translates.

use crate::macros::text_enum;

text_enum! {
    /// Every reason for which a request can fail. The browser has a sentence for each.
    pub enum Code {
        /// 400: the request could not be read (JSON, query or path).
        Malformed = "malformed",
        /// 400: the cursor belongs to another list or other filters.
        CursorMismatch = "cursor_mismatch",
        /// 401: no valid access token.
        Unauthenticated = "unauthenticated",
        /// 401: e-mail or password is wrong.
        InvalidCredentials = "invalid_credentials",
        /// 401: the refresh cookie is missing, used up or revoked.
        SessionExpired = "session_expired",
        /// 401: the password is right, and this account's log-in needs the code of its second factor too.
        SecondFactorRequired = "second_factor_required",
        /// 401: the password is right, the code of the second factor is not, or was used before.
        SecondFactorWrong = "second_factor_wrong",
        /// 403: visible, but not for you to do.
        Forbidden = "forbidden",
        /// 403: the organisation is not (or no longer) approved.
        OrganisationNotApproved = "organisation_not_approved",
        /// 403: the organisation is suspended: it may read, and finish or call off what it has agreed on.
        OrganisationSuspended = "organisation_suspended",
        /// 404: does not exist, or is not for you to see.
        NotFound = "not_found",
        /// 405: the path exists, the method does not.
        MethodNotAllowed = "method_not_allowed",
        /// 408: the body came too slowly.
        TooSlow = "too_slow",
        /// 409: an account with this e-mail exists already.
        EmailTaken = "email_taken",
        /// 409: the organisation has been approved or refused already.
        AlreadyDecided = "already_decided",
        /// 409: only an approved organisation can be suspended, only a suspended one reinstated (`state`).
        OrganisationState = "organisation_state",
        /// 409: another organisation of the network has this registration number (`field`).
        NumberTaken = "number_taken",
        /// 409: the person belongs to the organisation already.
        AlreadyMember = "already_member",
        /// 409: an organisation keeps at least one coordinator.
        LastCoordinator = "last_coordinator",
        /// 409: the invitation has been used, withdrawn or is too old.
        InvitationOver = "invitation_over",
        /// 409: the link of the mail has been used, replaced by a newer one, or is too old.
        LinkOver = "link_over",
        /// 409: the second factor is switched on already.
        SecondFactorOn = "second_factor_on",
        /// 409: the second factor is not switched on, or its start has not been asked for.
        SecondFactorOff = "second_factor_off",
        /// 409: the site has offers or claims.
        SiteInUse = "site_in_use",
        /// 409: less is left than was asked for (`left_grams`).
        OfferExhausted = "offer_exhausted",
        /// 409: the offer is withdrawn or its time is over.
        OfferClosed = "offer_closed",
        /// 409: the offer is kept for those who were called first (`until`: when that is decided anew).
        NotYetOpen = "not_yet_open",
        /// 409: the offer is open to everybody: it is claimed, not wished for.
        CascadeOver = "cascade_over",
        /// 409: the giver cannot claim its own offer.
        OwnOffer = "own_offer",
        /// 409: the taker's site has no cold storage for this food.
        ColdChain = "cold_chain",
        /// 409: more than the taker's site can store (`capacity_kg`).
        StorageTooSmall = "storage_too_small",
        /// 409: the need is fulfilled or withdrawn, or its time is over (`status`).
        NeedClosed = "need_closed",
        /// 409: nothing is lacking any more: as much is promised as the need wants.
        NeedCovered = "need_covered",
        /// 409: the need does not take food that is kept like this (`temperature_class`).
        NeedTemperature = "need_temperature",
        /// 409: the organisation has as many urgent needs as it may have (`limit`).
        TooManyUrgent = "too_many_urgent",
        /// 409: the claim's state does not allow this step (`state`).
        ClaimState = "claim_state",
        /// 409: the hand-over code is wrong (`tries_left`).
        WrongCode = "wrong_code",
        /// 409: too many wrong codes; try again later (`until`).
        CodeLocked = "code_locked",
        /// 409: the food is too warm to change hands (`limit_decidegrees`).
        TooWarm = "too_warm",
        /// 409: nobody keeps more saved searches than this (`max`).
        TooManySavedSearches = "too_many_saved_searches",
        /// 409: the food's use-by day is over.
        UseByOver = "use_by_over",
        /// 409: a shop's gift too short before its use-by date (`latest`), and the taker has not declared that it
        /// redistributes in time.
        UseByTooNear = "use_by_too_near",
        /// 409: the food's best-before day is over and no check has passed.
        BestBeforeUnchecked = "best_before_unchecked",
        /// 409: part of the offer is claimed already.
        OfferClaimed = "offer_claimed",
        /// 409: the food is frozen already.
        AlreadyFrozen = "already_frozen",
        /// 409: the offer, item or loan has all the photos that it may have (`max`).
        TooManyPhotos = "too_many_photos",
        /// 409: the recurring surplus is ended, or not in the state that the step needs (`state`).
        RecurringState = "recurring_state",
        /// 409: that day is no occurrence, or is published or skipped already.
        NoOccurrence = "no_occurrence",
        /// 409: the item is lent, asked for or kept by its owner in that time (`busy_from`, `busy_until`).
        EquipmentBusy = "equipment_busy",
        /// 409: the item is lent no more.
        EquipmentRetired = "equipment_retired",
        /// 409: nobody borrows from itself.
        OwnEquipment = "own_equipment",
        /// 409: the item can be had in that time: ask for it instead of waiting.
        EquipmentFree = "equipment_free",
        /// 409: the organisation waits for this item already.
        AlreadyWaiting = "already_waiting",
        /// 409: these days are kept for somebody who has waited for them (`busy_until`).
        KeptForOther = "kept_for_other",
        /// 409: the item is in repair then (`busy_until`, where it is known).
        EquipmentInRepair = "equipment_in_repair",
        /// 409: the loan's state does not allow this step (`state`).
        LoanState = "loan_state",
        /// 409: the skill is paused, or the day until which it was needed is over.
        SkillPaused = "skill_paused",
        /// 409: whoever would help has agreed to another session at that time (`busy_from`, `busy_until`).
        PersonBusy = "person_busy",
        /// 409: the session's state does not allow this step (`state`).
        SkillSessionState = "skill_session_state",
        /// 409: the tour's state does not allow this (`state`).
        TourState = "tour_state",
        /// 409: the state of the load does not allow this step (`state`).
        TourLoadState = "tour_load_state",
        /// 409: there is no room on the vehicle (`lacking_grams`; `temperature_class` where it is that of a class).
        TourFull = "tour_full",
        /// 409: there is no time: the vehicle would be late somewhere, or back (`minutes`).
        TourLate = "tour_late",
        /// 409: what is to be carried cannot be fetched while the tour is on its way.
        TourElsewhen = "tour_elsewhen",
        /// 409: somebody drives the tour already.
        TourDriven = "tour_driven",
        /// 409: nobody drives the tour yet.
        TourWithoutDriver = "tour_without_driver",
        /// 409: something is still to be fetched or handed over (`count`).
        TourUnfinished = "tour_unfinished",
        /// 409: the tour has as many loads as a tour may have (`max`).
        TooManyTourLoads = "too_many_tour_loads",
        /// 409: the claim, or the loan's item, is on a tour already.
        OnTour = "on_tour",
        /// 409: less of the lot is left at the site (`left_grams`).
        StockShort = "stock_short",
        /// 409: the lot's status does not allow this (`status`).
        LotStatus = "lot_status",
        /// 409: the movement was taken back already.
        AlreadyReversed = "already_reversed",
        /// 409: movements of this kind are not taken back (`kind`).
        NotReversible = "not_reversible",
        /// 409: every site of the recall is settled.
        RecallClosed = "recall_closed",
        /// 409: where the round stands does not allow this (`state`).
        RoundState = "round_state",
        /// 409: sites may say no more what they need in this round (`until`).
        RequestsOver = "requests_over",
        /// 409: the site cannot have so much of the lot (`limit`: what stops it; `most_kg`).
        RoundLineImpossible = "round_line_impossible",
        /// 409: where the line stands does not allow this (`state`).
        RoundLineState = "round_line_state",
        /// 409: less of a lot may leave than the round shares out (`title`, `left_grams`).
        RoundLotShort = "round_lot_short",
        /// 409: enough is left at the site, but an allocation round or an offer has promised it (`left_grams`: what is not).
        ReservedForRound = "reserved_for_round",
        /// 409: the collection round is finished or cancelled (`state`).
        RoundClosed = "round_closed",
        /// 409: the route has a collection round on this day already (`round_id`, where it is known).
        RoundExists = "round_exists",
        /// 409: the claim, loan or session was over too long ago to write about it (`writable_until`).
        ConversationClosed = "conversation_closed",
        /// 409: the message is too old to be taken back (`withdraw_until`).
        WithdrawalOver = "withdrawal_over",
        /// 409: nobody has more open reports than this (`max`).
        TooManyReports = "too_many_reports",
        /// 409: the report is closed already.
        ReportClosed = "report_closed",
        /// 409: a request with this Idempotency-Key is still running.
        StillRunning = "still_running",
        /// 412: somebody changed it meanwhile.
        PreconditionFailed = "precondition_failed",
        /// 413: the body is too large.
        TooLarge = "too_large",
        /// 415: the body is not JSON.
        UnsupportedMediaType = "unsupported_media_type",
        /// 415: the file is no JPEG, PNG or WebP picture.
        NoPicture = "no_picture",
        /// 422: the picture is damaged, or has too many pixels.
        PictureUnreadable = "picture_unreadable",
        /// 415: the file is no CSV and no XLSX that can be read, whatever it is called.
        NoTable = "no_table",
        /// 422: the spreadsheet has more rows than are received at once (`max`).
        TooManyRows = "too_many_rows",
        /// 422: fields are wrong, see `errors`.
        Invalid = "invalid",
        /// 422: this Idempotency-Key was used for another request.
        IdempotencyKeyReused = "idempotency_key_reused",
        /// 428: this write needs If-Match.
        PreconditionRequired = "precondition_required",
        /// 429: too many wrong passwords or codes; try again later (`retry_after_seconds`).
        TooManyAttempts = "too_many_attempts",
        /// 429: too many requests.
        TooManyRequests = "too_many_requests",
        /// 500: our fault.
        Internal = "internal",
        /// 503: the database is busy or away; try again.
        Busy = "busy",
    }
}

impl Code {
    /// The HTTP status that belongs to the code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed | Self::CursorMismatch => 400,
            Self::Unauthenticated
            | Self::InvalidCredentials
            | Self::SessionExpired
            | Self::SecondFactorRequired
            | Self::SecondFactorWrong => 401,
            Self::Forbidden | Self::OrganisationNotApproved | Self::OrganisationSuspended => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::TooSlow => 408,
            Self::EmailTaken
            | Self::AlreadyDecided
            | Self::OrganisationState
            | Self::NumberTaken
            | Self::AlreadyMember
            | Self::LastCoordinator
            | Self::InvitationOver
            | Self::LinkOver
            | Self::SecondFactorOn
            | Self::SecondFactorOff
            | Self::SiteInUse
            | Self::OfferExhausted
            | Self::OfferClosed
            | Self::NotYetOpen
            | Self::CascadeOver
            | Self::OwnOffer
            | Self::ColdChain
            | Self::StorageTooSmall
            | Self::NeedClosed
            | Self::NeedCovered
            | Self::NeedTemperature
            | Self::TooManyUrgent
            | Self::ClaimState
            | Self::WrongCode
            | Self::CodeLocked
            | Self::TooWarm
            | Self::TooManySavedSearches
            | Self::UseByOver
            | Self::UseByTooNear
            | Self::BestBeforeUnchecked
            | Self::OfferClaimed
            | Self::AlreadyFrozen
            | Self::TooManyPhotos
            | Self::RecurringState
            | Self::NoOccurrence
            | Self::EquipmentBusy
            | Self::EquipmentRetired
            | Self::OwnEquipment
            | Self::EquipmentFree
            | Self::EquipmentInRepair
            | Self::AlreadyWaiting
            | Self::KeptForOther
            | Self::LoanState
            | Self::SkillPaused
            | Self::PersonBusy
            | Self::SkillSessionState
            | Self::TourState
            | Self::TourLoadState
            | Self::TourFull
            | Self::TourLate
            | Self::TourElsewhen
            | Self::TourDriven
            | Self::TourWithoutDriver
            | Self::TourUnfinished
            | Self::TooManyTourLoads
            | Self::OnTour
            | Self::StockShort
            | Self::LotStatus
            | Self::AlreadyReversed
            | Self::NotReversible
            | Self::RecallClosed
            | Self::RoundState
            | Self::RequestsOver
            | Self::RoundLineImpossible
            | Self::RoundLineState
            | Self::RoundLotShort
            | Self::ReservedForRound
            | Self::RoundClosed
            | Self::RoundExists
            | Self::ConversationClosed
            | Self::WithdrawalOver
            | Self::TooManyReports
            | Self::ReportClosed
            | Self::StillRunning => 409,
            Self::PreconditionFailed => 412,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType | Self::NoPicture | Self::NoTable => 415,
            Self::PictureUnreadable | Self::TooManyRows | Self::Invalid | Self::IdempotencyKeyReused => 422,
            Self::PreconditionRequired => 428,
            Self::TooManyAttempts | Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::Busy => 503,
        }
    }
}
