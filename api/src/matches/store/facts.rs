//! What is known of sites, and of the network, that a score counts.

use crate::db::Backend;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{organisations, pickup_windows, sites};
use crate::db::steady;
use crate::engine::matching::Receiver;
use crate::http::{Cx, Error};
use crate::sites::USUAL_NEIGHBOURHOOD_M;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use shared::ids::{OfferId, OrganisationId, SiteId};
use shared::offers::PickupWindow;
use shared::organisations::{OrganisationKind, OrganisationStatus};
use shared::sites::Storage;
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What counts of sites, without those of organisations that are not approved.
///
/// # Errors
/// When the database fails.
pub(super) fn receivers(cx: &mut Cx<'_>, ids: impl Iterator<Item = SiteId>) -> Result<HashMap<SiteId, Receiver>, Error> {
    let approved =
        "(SELECT organisations.status FROM organisations WHERE organisations.id = sites.organisation_id) = 'approved'";
    let rows: Vec<(SiteId, i64, i64, i64, i64)> = sites::table
        .filter(any_of(sites::id, ids))
        // Looked up one by one: for a join PostgreSQL reads all organisations.
        .filter(literal::<Bool>(approved))
        .select((sites::id, sites::storage_ambient_kg, sites::storage_chilled_kg, sites::storage_frozen_kg, sites::reach_km))
        .load(cx.conn)?;
    let receivers = rows.into_iter().map(|(id, ambient_kg, chilled_kg, frozen_kg, reach_km)| {
        let storage = Storage { ambient_kg, chilled_kg, frozen_kg };
        (id, Receiver { storage, reach_m: reach_km.saturating_mul(1_000) })
    });
    Ok(receivers.collect())
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

/// Who gives an offer of this site, and when; `None` where the organisation is not approved.
///
/// # Errors
/// When the database fails.
pub(super) fn giver(cx: &mut Cx<'_>, offer: OfferId, site: SiteId) -> Result<Option<Giver>, Error> {
    let rows: Vec<(i64, OrganisationKind, Option<UtcMillis>, Option<UtcMillis>)> = sites::table
        .inner_join(organisations::table)
        .left_join(pickup_windows::table.on(pickup_windows::offer_id.eq(offer)))
        .filter(sites::id.eq(site))
        .filter(organisations::status.eq(OrganisationStatus::Approved))
        .order((pickup_windows::starts_at, pickup_windows::ends_at))
        .select((
            sites::reach_km,
            organisations::kind,
            pickup_windows::starts_at.nullable(),
            pickup_windows::ends_at.nullable(),
        ))
        .load(cx.conn)?;
    let Some((reach_km, kind, ..)) = rows.first().copied() else { return Ok(None) };
    let windows = rows.into_iter().filter_map(|(_, _, starts_at, ends_at)| {
        let (starts_at, ends_at) = starts_at.zip(ends_at)?;
        Some(PickupWindow { starts_at, ends_at })
    });
    let (reach_m, is_shop) = (reach_km.saturating_mul(1_000), kind == OrganisationKind::Donor);
    Ok(Some(Giver { reach_m, is_shop, windows: windows.collect() }))
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

/// What counts of the whole network: the first question of work that is [planned once](steady::planned_once).
///
/// # Errors
/// When the database fails.
pub(super) fn network(cx: &mut Cx<'_>) -> Result<Network, Error> {
    let backend = cx.conn.backend();
    let widest = literal::<Nullable<BigInt>>("(SELECT MAX(sites.neighbourhood_m) FROM sites)");
    let highest = literal::<Nullable<BigInt>>("(SELECT MAX(organisation_records.merit) FROM organisation_records)");
    let suspended = literal::<Nullable<Text>>(match backend {
        Backend::Postgres => {
            "(SELECT string_agg(encode(organisations.id, 'hex'), ',') FROM organisations \
             WHERE organisations.status = 'suspended')"
        }
        Backend::Sqlite => {
            "(SELECT group_concat(hex(organisations.id), ',') FROM organisations WHERE organisations.status = 'suspended')"
        }
    });
    let known: (String, Option<i64>, Option<i64>, Option<String>) =
        diesel::select((steady::beginning(backend), widest, highest, suspended)).get_result(cx.conn)?;
    let (_, widest, highest, suspended) = known;
    let suspended = suspended.unwrap_or_default();
    let suspended = suspended.split(',').filter_map(|id| Uuid::try_parse(id).ok()).map(OrganisationId);
    Ok(Network {
        // One that is not counted yet goes for a usual one.
        widest_m: widest.unwrap_or(0).max(USUAL_NEIGHBOURHOOD_M),
        highest_merit: highest.unwrap_or(0),
        suspended: suspended.collect(),
    })
}
