//! Where a need stands.

use crate::macros::text_enum;

text_enum! {
    /// Whether a need can still be answered.
    pub enum NeedStatus {
        /// Wanted; on the board while something is lacking.
        Open = "open",
        /// All of it has arrived.
        Fulfilled = "fulfilled",
        /// Taken back by its organisation.
        Withdrawn = "withdrawn",
        /// Its time is over.
        Closed = "closed",
    }
}

text_enum! {
    /// Whether a need comes once or every week.
    pub enum NeedKind {
        /// By one instant.
        Once = "once",
        /// Every week, each week anew.
        Weekly = "weekly",
    }
}

/// What happens to a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedEvent {
    /// Its organisation takes it back.
    Withdraw,
    /// Its time is over, and there is no next week.
    TimeOver,
    /// As much has arrived as was wanted, and there is no next week.
    AllArrived,
}

impl NeedEvent {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Withdraw, Self::TimeOver, Self::AllArrived];
}

impl NeedStatus {
    /// The status after an event, or `None` where the event changes nothing: the one state machine of needs. What was
    /// promised in time and arrives late still fulfils a need whose time is over.
    #[must_use]
    pub const fn after(self, event: NeedEvent) -> Option<Self> {
        match (self, event) {
            (Self::Open, NeedEvent::Withdraw) => Some(Self::Withdrawn),
            (Self::Open, NeedEvent::TimeOver) => Some(Self::Closed),
            (Self::Open | Self::Closed, NeedEvent::AllArrived) => Some(Self::Fulfilled),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// However events come: nothing opens again, and what is fulfilled or withdrawn stays so.
        #[test]
        fn a_need_never_comes_back(events in prop::collection::vec(0_usize..3, 0..12)) {
            let mut status = NeedStatus::Open;
            for event in events {
                let next = status.after(NeedEvent::ALL[event]);
                prop_assert!(next != Some(NeedStatus::Open));
                if matches!(status, NeedStatus::Fulfilled | NeedStatus::Withdrawn) {
                    prop_assert_eq!(next, None);
                }
                if status == NeedStatus::Closed {
                    prop_assert!(next.is_none_or(|next| next == NeedStatus::Fulfilled));
                }
                status = next.unwrap_or(status);
            }
        }
    }
}
