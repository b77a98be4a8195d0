//! What is known of an organisation before anything of it is matched: the same for all that it has or looks for.

use super::dismissals::learnt;
use crate::engine::matching::Learnt;
use crate::engine::matching::help::Exchange;
use crate::http::{Cx, Error};
use crate::{records, sites};
use shared::ids::OrganisationId;
use shared::matches::help::HelpKind;

/// What counts of an organisation, and of the network beside it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// What it has taught.
    pub learnt: Learnt,
    /// What it has received and given.
    pub exchange: Exchange,
    /// The median of what organisations have received.
    pub median: i64,
    /// The largest neighbourhood of any site, metres.
    pub widest_m: i64,
}

impl Known {
    /// Of an organisation, for one sort of help.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(cx: &mut Cx<'_>, kind: HelpKind, organisation: OrganisationId) -> Result<Self, Error> {
        Ok(Self {
            learnt: learnt(cx, kind, organisation)?,
            exchange: records::store::exchanges(cx, kind, &[organisation])?.remove(&organisation).unwrap_or_default(),
            median: records::store::exchange_median(cx, kind)?,
            widest_m: sites::store::widest(cx)?,
        })
    }
}
