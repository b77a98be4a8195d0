//! What a round was after each thing that changed it.

use super::access;
use crate::accounts::store::users;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{lots, round_revisions as revisions};
use crate::http::{Actor, Cx, Error};
use crate::rounds::model::RevisionHead;
use crate::sites;
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, LotId, SiteId, UserId};
use shared::rounds::{RoundRevision, RoundRevisionList};
use shared::sites::SiteSummary;
use std::collections::HashMap;

/// All revisions of a round, the latest first.
///
/// # Errors
/// 404; 403 unless the caller belongs to its food bank or administers the network.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId) -> Result<RoundRevisionList, Error> {
    if !access::seen(cx, actor, id)?.leads {
        return Err(Error::forbidden());
    }
    let rows: Vec<RevisionHead> = revisions::table
        .filter(revisions::round_id.eq(id))
        .order(revisions::number.desc())
        .select(RevisionHead::as_select())
        .load(cx.conn)?;
    let known = Known {
        people: users::names(cx.conn, rows.iter().filter_map(|row| row.user_id).collect())?,
        lots: titles(cx.conn, distinct(rows.iter().filter_map(|row| row.lot_id)))?,
        sites: sites::store::summaries(cx.conn, &distinct(rows.iter().filter_map(|row| row.site_id)))?,
    };
    let items = rows.into_iter().map(|row| known.shown(row)).collect::<Result<_, _>>()?;
    Ok(RoundRevisionList { items })
}

/// Each once.
fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// What lots are, in a few words.
fn titles(conn: &mut Conn, ids: Vec<LotId>) -> Result<HashMap<LotId, String>, Error> {
    let rows: Vec<(LotId, String)> = lots::table.filter(any_of(lots::id, ids)).select((lots::id, lots::title)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// What revisions name.
struct Known {
    people: HashMap<UserId, String>,
    lots: HashMap<LotId, String>,
    sites: HashMap<SiteId, SiteSummary>,
}

impl Known {
    fn shown(&self, row: RevisionHead) -> Result<RoundRevision, Error> {
        Ok(RoundRevision {
            number: row.number,
            kind: row.kind,
            at: row.at,
            by: row.user_id.and_then(|person| self.people.get(&person).cloned()),
            lot_id: row.lot_id,
            lot_title: row.lot_id.and_then(|lot| self.lots.get(&lot).cloned()),
            site: row.site_id.and_then(|site| self.sites.get(&site).cloned()),
            kg_before: row.kg_before,
            kg_after: row.kg_after,
            cost_to_others_kg: row.cost_to_others_kg,
            reason: row.reason,
            note: row.note,
            figures: serde_json::from_str(&row.figures).map_err(|error| Error::Internal(error.to_string()))?,
            engine_version: row.engine_version,
            fingerprint: row.fingerprint,
        })
    }
}
