//! Organisations in the database.

use super::mails;
use super::model::{OrganisationRow, ProfileChanges};
use super::rules::{self, Profile};
use crate::db::Conn;
use crate::db::conflict::UniqueKey;
use crate::db::expr::any_of;
use crate::db::memo;
use crate::db::schema::organisations;
use crate::http::{Actor, Cx, Error, IfMatch, page};
use crate::on_backend;
use crate::{members, offers, tours};
use diesel::prelude::*;
use shared::ids::{OrganisationId, UserId};
use shared::organisations::{
    NewOrganisation, Organisation, OrganisationAction, OrganisationKind, OrganisationPage, OrganisationPatch,
    OrganisationQuery, OrganisationStatus, OrganisationSummary, Role,
};
use shared::problem::{Code, Problem};
use std::collections::HashMap;
use uuid::Uuid;

/// Names of these organisations; those that do not exist are left out.
///
/// # Errors
/// When the database fails.
pub fn summaries(conn: &mut Conn, ids: &[OrganisationId]) -> Result<HashMap<OrganisationId, OrganisationSummary>, Error> {
    memo::many(ids, |ids| {
        let columns = (organisations::id, organisations::name, organisations::kind);
        let rows: Vec<(OrganisationId, String, OrganisationKind)> = match ids {
            // The statement of one is known by its type.
            [id] => on_backend!(conn, conn => organisations::table.find(*id).select(columns).load(conn))?,
            _ => organisations::table.filter(any_of(organisations::id, ids.iter().copied())).select(columns).load(conn)?,
        };
        Ok(rows.into_iter().map(|(id, name, kind)| (id, OrganisationSummary { id, name, kind })).collect())
    })
}

/// The approved organisations that have these folded names; a name of more than one is nobody's.
///
/// # Errors
/// When the database fails.
pub fn named(conn: &mut Conn, keys: &[String]) -> Result<HashMap<String, OrganisationSummary>, Error> {
    let of_names = organisations::table
        .filter(any_of(organisations::name_key, keys.iter().cloned()))
        .filter(organisations::status.eq(OrganisationStatus::Approved));
    let columns = (organisations::name_key, organisations::id, organisations::name, organisations::kind);
    let rows: Vec<(String, OrganisationId, String, OrganisationKind)> = of_names.select(columns).load(conn)?;
    let mut found: HashMap<String, Option<OrganisationSummary>> = HashMap::new();
    for (key, id, name, kind) in rows {
        let one = OrganisationSummary { id, name, kind };
        found.entry(key).and_modify(|known| *known = None).or_insert(Some(one));
    }
    Ok(found.into_iter().filter_map(|(key, one)| Some((key, one?))).collect())
}

/// A page of organisations by name: approved ones for members, any for the administrator.
///
/// # Errors
/// 403 for those who may not see the network, or ask for another status; 400 or 422 for a wrong cursor or limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &OrganisationQuery) -> Result<OrganisationPage, Error> {
    actor.see_network()?;
    let status = if actor.network_admin { query.status } else { Some(OrganisationStatus::Approved) };
    if query.status.is_some() && query.status != status {
        return Err(Error::forbidden());
    }
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&OrganisationQuery { limit: None, cursor: None, ..query.clone() })?;
    let mut rows = load_page(cx.conn, status, limit, page::decode(filters, query.cursor.as_deref())?)?;
    let last = page::cut(&mut rows, limit, |row| (row.name_key.clone(), row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(OrganisationPage { items: rows.into_iter().map(|row| row.into_organisation(actor)).collect(), next_cursor })
}

/// One more than `limit`, from after the last page's last name and id.
fn load_page(
    conn: &mut Conn,
    status: Option<OrganisationStatus>,
    limit: usize,
    after: Option<(String, OrganisationId)>,
) -> Result<Vec<OrganisationRow>, Error> {
    let mut select = organisations::table.into_boxed();
    if let Some(status) = status {
        select = select.filter(organisations::status.eq(status));
    }
    if let Some((name_key, id)) = after {
        let later = organisations::name_key.gt(name_key.clone());
        select = select.filter(later.or(organisations::name_key.eq(name_key).and(organisations::id.gt(id))));
    }
    Ok(select
        .order((organisations::name_key, organisations::id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select(OrganisationRow::as_select())
        .load(conn)?)
}

/// An organisation that the caller may see: an approved one, or the caller's own.
///
/// # Errors
/// 404 when there is none.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: OrganisationId) -> Result<Organisation, Error> {
    load(cx.conn, actor, id).map(|row| row.into_organisation(actor))
}

fn load(conn: &mut Conn, actor: &Actor, id: OrganisationId) -> Result<OrganisationRow, Error> {
    let row = organisations::table.find(id).select(OrganisationRow::as_select()).first(conn)?;
    let shared = row.status == OrganisationStatus::Approved && actor.see_network().is_ok();
    if shared || actor.network_admin || actor.belongs_to(id) { Ok(row) } else { Err(Error::not_found()) }
}

/// Registers an organisation with its first coordinator; it waits for its admission. Both sides get a mail.
///
/// # Errors
/// When the database fails.
pub fn register(cx: &mut Cx<'_>, new: &NewOrganisation, coordinator: UserId) -> Result<OrganisationId, Error> {
    let id = OrganisationId(Uuid::now_v7());
    let row = OrganisationRow::pending(id, new.kind, Profile::of(new), cx.now);
    diesel::insert_into(organisations::table).values(&row).execute(cx.conn).map_err(number_taken)?;
    members::store::add(cx, id, coordinator, Role::Coordinator)?;
    mails::registered(cx, &row.name, coordinator)?;
    Ok(id)
}

/// What a violated key means to the one who wrote the number.
fn number_taken(error: diesel::result::Error) -> Error {
    let keys = [(UniqueKey::EstablishmentNumber, "siret"), (UniqueKey::AssociationNumber, "rna")];
    let taken = keys.into_iter().find(|(key, _)| key.is_violated_by(&error));
    taken.map_or_else(|| error.into(), |(_, field)| Problem::of(Code::NumberTaken).with("field", field).into())
}

/// Registers another organisation of a person who has an account.
///
/// # Errors
/// When the database fails.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewOrganisation) -> Result<Organisation, Error> {
    let id = register(cx, new, actor.user_id)?;
    actor.trace.for_organisation(id);
    // The caller's memberships are one more now.
    let actor = actor.again(cx.conn)?;
    find(cx, &actor, id)
}

/// Changes what an organisation says of itself.
///
/// # Errors
/// 404, 403, or 412 when somebody changed it meanwhile.
pub fn update(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: OrganisationId,
    seen: IfMatch,
    patch: &OrganisationPatch,
) -> Result<Organisation, Error> {
    let row = load(cx.conn, actor, id)?;
    actor.manage(id)?;
    seen.check(row.version)?;
    let version = row.version;
    let changes = ProfileChanges::new(row.into_profile().patched(patch), version, cx.now);
    let unchanged = organisations::table.find(id).filter(organisations::version.eq(version));
    if diesel::update(unchanged).set(&changes).execute(cx.conn).map_err(number_taken)? == 0 {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    find(cx, actor, id)
}

/// Admits or refuses, suspends or reinstates an organisation. Its coordinators get a mail; a suspended one's offers leave
/// the board.
///
/// # Errors
/// 403 unless the caller administers the network; 404; 409 when its state does not allow the decision.
pub fn decide(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: OrganisationId,
    action: OrganisationAction,
    reason: Option<&str>,
) -> Result<Organisation, Error> {
    let row = load(cx.conn, actor, id)?;
    actor.administer()?;
    let next = rules::decided(row.status, action).map_err(|refusal| refusal.problem())?;
    let unchanged = organisations::table.find(id).filter(organisations::status.eq(row.status));
    let changed = diesel::update(unchanged)
        .set((
            organisations::status.eq(next),
            organisations::decision_reason.eq(reason),
            organisations::decided_by.eq(actor.user_id),
            organisations::decided_at.eq(cx.now),
            organisations::version.eq(organisations::version + 1),
            organisations::updated_at.eq(cx.now),
        ))
        .execute(cx.conn)?;
    if changed == 0 {
        // Another administrator was faster.
        return Err(rules::Refusal::of(action, row.status).problem().into());
    }
    if action == OrganisationAction::Suspend {
        offers::store::withdraw_all(cx, actor, id)?;
        tours::store::cancel_all(cx, id)?;
    }
    mails::decided(cx, id, &row.name, action, reason)?;
    find(cx, actor, id)
}
