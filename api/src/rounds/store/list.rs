//! Lists of rounds, the latest day first: all of one's own food banks', what others have told, and those in which one's sites
//! are.

use super::access::leads;
use super::find::shown;
use crate::db::expr::{Value, literal, statement};
use crate::db::schema::allocation_rounds as rounds;
use crate::db::{Conn, Sql};
use crate::http::{Actor, Cx, Error, page};
use crate::rounds::model::Round;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{AllocationRoundId, OrganisationId};
use shared::organisations::OrganisationKind;
use shared::rounds::{AllocationRoundPage, AllocationRoundQuery, RoundStatus};
use std::cmp::Reverse;

/// A query of rounds' rows.
type Query = rounds::BoxedQuery<'static, Sql>;

/// The day on which food is fetched, and the identifier: the sort key.
type Key = (NaiveDate, AllocationRoundId);

/// Whether a site of an organisation is in a round.
const CONCERNED: &str = "EXISTS (SELECT 1 FROM round_recipients WHERE round_recipients.organisation_id = ? \
     AND round_recipients.round_id = allocation_rounds.id)";

/// From where to read.
#[derive(Clone, Copy)]
enum View {
    /// Of one food bank, whatever their status.
    Of(OrganisationId),
    /// What the network knows of.
    Told,
    /// In which a site of this organisation is, unless they were given up.
    Concerning(OrganisationId),
    /// Everything, for the administrator.
    Any,
}

/// A page of rounds.
///
/// # Errors
/// 400 for a cursor of another list; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &AllocationRoundQuery) -> Result<AllocationRoundPage, Error> {
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&AllocationRoundQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut found: Vec<Round> = Vec::new();
    for view in views(actor, query.organisation) {
        found.extend(one_view(cx.conn, query, view, after, limit + 1)?);
    }
    // Each view comes in order from its own index; a round seen from several sides is shown once.
    found.sort_unstable_by_key(|round| Reverse(key(round)));
    found.dedup_by_key(|round| round.id);
    let last = page::cut(&mut found, limit, key);
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(AllocationRoundPage { items: shown(cx, actor, found)?, next_cursor })
}

const fn key(round: &Round) -> Key {
    (round.fetched_on, round.id)
}

/// From where the caller reads: one food bank's rounds, or all that he or she may see.
fn views(actor: &Actor, food_bank: Option<OrganisationId>) -> Vec<View> {
    match food_bank {
        Some(id) if leads(actor, id) => return vec![View::Of(id)],
        None if actor.network_admin => return vec![View::Any],
        _ => {}
    }
    let told = actor.approved_organisations().next().map(|_| View::Told);
    let own = actor.memberships.iter().flat_map(|membership| {
        let id = membership.organisation_id;
        let leads = food_bank.is_none() && membership.kind == OrganisationKind::FoodBank;
        let led = leads.then_some(View::Of(id));
        led.into_iter().chain([View::Concerning(id)])
    });
    told.into_iter().chain(own).collect()
}

fn one_view(
    conn: &mut Conn,
    asked: &AllocationRoundQuery,
    view: View,
    after: Option<Key>,
    size: usize,
) -> Result<Vec<Round>, Error> {
    let mut rows: Query = rounds::table.into_boxed();
    rows = match view {
        View::Of(id) => rows.filter(rounds::organisation_id.eq(id)),
        View::Told => rows.filter(literal::<Bool>("allocation_rounds.status IN ('published', 'closed')")),
        View::Concerning(id) => rows
            .filter(rounds::status.ne(RoundStatus::Cancelled))
            .filter(statement::<Bool>(CONCERNED, vec![Value::Bytes(id.0.as_bytes().to_vec())])),
        View::Any => rows,
    };
    if let (View::Told | View::Concerning(_), Some(food_bank)) = (view, asked.organisation) {
        rows = rows.filter(rounds::organisation_id.eq(food_bank));
    }
    if let Some(status) = asked.status {
        rows = rows.filter(rounds::status.eq(status));
    }
    if let Some((day, id)) = after {
        rows = rows.filter(rounds::fetched_on.le(day).and(rounds::fetched_on.lt(day).or(rounds::id.lt(id))));
    }
    let rows = rows.order((rounds::fetched_on.desc(), rounds::id.desc()));
    Ok(rows.limit(i64::try_from(size).unwrap_or(i64::MAX)).select(Round::as_select()).load(conn)?)
}
