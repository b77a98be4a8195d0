//! What is known before any need is looked at: of the network, of who gives an offer, and of what that one has dismissed.
//! It is one question, for a question costs PostgreSQL more than all that is asked here: rows come as one text.

use super::dismissals::learn;
use crate::db::Backend;
use crate::db::expr::{Statement, Value, literal, statement};
use crate::db::schema::{organisations, sites};
use crate::db::steady;
use crate::engine::matching::Learnt;
use crate::http::{Cx, Error};
use crate::matches::rules::TEACHES;
use crate::offers::OfferRow;
use crate::sites::USUAL_NEIGHBOURHOOD_M;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use shared::ids::{NeedId, OrganisationId};
use shared::matches::DismissalReason;
use shared::offers::PickupWindow;
use shared::organisations::{OrganisationKind, OrganisationStatus};
use shared::time::UtcMillis;
use std::collections::HashSet;
use std::str::FromStr;
use uuid::Uuid;

/// What counts before any need is looked at.
pub(super) struct Known {
    /// Of the whole network.
    pub network: Network,
    /// Of who gives.
    pub giver: Giver,
    /// The needs that the giver does not want to see for this offer.
    pub dismissed: HashSet<NeedId>,
    /// What all its dismissals have taught.
    pub learnt: Learnt,
}

/// What counts of the whole network.
pub(super) struct Network {
    /// The largest neighbourhood of any site, metres.
    pub widest_m: i64,
    /// The most merit of any organisation.
    pub highest_merit: i64,
    /// Who has published needs and may not be given anything now: only approved organisations publish, and only these are
    /// suspended.
    pub suspended: HashSet<OrganisationId>,
}

/// What counts of who gives.
pub(super) struct Giver {
    /// How far its site drives, metres.
    pub reach_m: i64,
    /// Whether it is a shop.
    pub is_shop: bool,
    /// When the offer can be fetched there, by start.
    pub windows: Vec<PickupWindow>,
}

/// The answer, in the order in which it is selected.
#[derive(Clone, Debug, Queryable)]
struct Answer {
    _setting: String,
    widest_m: Option<i64>,
    highest_merit: Option<i64>,
    suspended: Option<String>,
    reach_km: i64,
    kind: OrganisationKind,
    windows: Option<String>,
    dismissed: Option<String>,
    taught: Option<String>,
}

/// What counts for an offer: the first question of work that is [planned once](steady::planned_once). `None` where its
/// organisation is not approved.
///
/// # Errors
/// When the database fails.
pub(super) fn of_offer(cx: &mut Cx<'_>, offer: &OfferRow) -> Result<Option<Known>, Error> {
    let backend = cx.conn.backend();
    let bytes = |id: Uuid| Value::Bytes(id.as_bytes().to_vec());
    let (id, by, since) = (offer.id.0, offer.organisation_id.0, cx.now.plus(-TEACHES));
    let suspended =
        listed(&hex(backend, "organisations.id"), "organisations WHERE organisations.status = 'suspended'", Vec::new());
    let windows = listed(
        "pickup_windows.starts_at || ' ' || pickup_windows.ends_at",
        "pickup_windows WHERE pickup_windows.offer_id = ?",
        vec![bytes(id)],
    );
    // What is dismissed and what teaches have an index each.
    let dismissed = listed(
        &hex(backend, "match_dismissals.need_id"),
        "match_dismissals WHERE match_dismissals.offer_id = ? AND match_dismissals.organisation_id = ?",
        vec![bytes(id), bytes(by)],
    );
    let taught = listed(
        "match_dismissals.reason || ' ' || match_dismissals.category_code",
        "match_dismissals WHERE match_dismissals.organisation_id = ? AND match_dismissals.dismissed_at >= ?",
        vec![bytes(by), Value::Whole(since.0)],
    );
    let answer: Option<Answer> = sites::table
        .inner_join(organisations::table)
        .filter(sites::id.eq(offer.site_id))
        .filter(organisations::status.eq(OrganisationStatus::Approved))
        .select((
            steady::beginning(backend),
            literal::<Nullable<BigInt>>("(SELECT MAX(sites.neighbourhood_m) FROM sites)"),
            literal::<Nullable<BigInt>>("(SELECT MAX(organisation_records.merit) FROM organisation_records)"),
            suspended,
            sites::reach_km,
            organisations::kind,
            windows,
            dismissed,
            taught,
        ))
        .first(cx.conn)
        .optional()?;
    Ok(answer.map(Answer::known))
}

/// Rows as one text, with commas between them.
fn listed(item: &str, of: &str, values: Vec<Value>) -> Statement<Nullable<Text>> {
    statement(format!("(SELECT string_agg({item}, ',') FROM {of})"), values)
}

/// An identifier as text.
fn hex(backend: Backend, column: &str) -> String {
    match backend {
        Backend::Postgres => format!("encode({column}, 'hex')"),
        Backend::Sqlite => format!("hex({column})"),
    }
}

impl Answer {
    fn known(self) -> Known {
        let mut windows: Vec<PickupWindow> = pairs(self.windows.as_deref())
            .map(|(starts_at, ends_at)| PickupWindow { starts_at: UtcMillis(starts_at), ends_at: UtcMillis(ends_at) })
            .collect();
        windows.sort_unstable();
        let mut learnt = Learnt::default();
        for (reason, category) in pairs::<DismissalReason, String>(self.taught.as_deref()) {
            learn(&mut learnt, reason, category, 1);
        }
        Known {
            network: Network {
                // One that is not counted yet goes for a usual one.
                widest_m: self.widest_m.unwrap_or(0).max(USUAL_NEIGHBOURHOOD_M),
                highest_merit: self.highest_merit.unwrap_or(0),
                suspended: ids(self.suspended.as_deref()).map(OrganisationId).collect(),
            },
            giver: Giver {
                reach_m: self.reach_km.saturating_mul(1_000),
                is_shop: self.kind == OrganisationKind::Donor,
                windows,
            },
            dismissed: ids(self.dismissed.as_deref()).map(NeedId).collect(),
            learnt,
        }
    }
}

/// The items of a list; none where no row was found.
fn items(list: Option<&str>) -> impl Iterator<Item = &str> {
    list.into_iter().flat_map(|list| list.split(','))
}

fn ids(list: Option<&str>) -> impl Iterator<Item = Uuid> {
    items(list).filter_map(|id| Uuid::try_parse(id).ok())
}

fn pairs<A: FromStr, B: FromStr>(list: Option<&str>) -> impl Iterator<Item = (A, B)> {
    items(list).filter_map(|item| {
        let (first, second) = item.split_once(' ')?;
        Some((first.parse().ok()?, second.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer() -> Answer {
        Answer {
            _setting: String::new(),
            widest_m: None,
            highest_merit: None,
            suspended: None,
            reach_km: 30,
            kind: OrganisationKind::Donor,
            windows: None,
            dismissed: None,
            taught: None,
        }
    }

    #[test]
    fn a_new_network_knows_little() {
        let Known { network, giver, dismissed, learnt } = answer().known();
        assert_eq!((network.widest_m, network.highest_merit), (USUAL_NEIGHBOURHOOD_M, 0));
        assert_eq!((giver.reach_m, giver.is_shop, giver.windows), (30_000, true, Vec::new()));
        assert!(network.suspended.is_empty() && dismissed.is_empty());
        assert!(learnt.too_far == 0 && learnt.wrong_food.is_empty());
    }

    #[test]
    fn lists_are_read_as_both_databases_write_them() {
        let [one, two] = [Uuid::from_u128(0xABC), Uuid::from_u128(2)];
        let Known { network, giver, dismissed, learnt } = Answer {
            suspended: Some(format!("{},{}", one.simple(), two.simple())),
            windows: Some("50 60,10 30,10 20".to_owned()),
            dismissed: Some(one.simple().to_string().to_uppercase()),
            taught: Some("too_far food.bread,wrong_food food,wrong_food food,no_time food".to_owned()),
            ..answer()
        }
        .known();
        assert_eq!(network.suspended, HashSet::from([one, two].map(OrganisationId)));
        assert_eq!(dismissed, HashSet::from([NeedId(one)]));
        let windows: Vec<(i64, i64)> = giver.windows.iter().map(|window| (window.starts_at.0, window.ends_at.0)).collect();
        assert_eq!(windows, [(10, 20), (10, 30), (50, 60)]);
        assert_eq!((learnt.too_far, learnt.wrong_food.get("food")), (1, Some(&2)));
    }
}
