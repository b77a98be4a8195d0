//! How far a cascade is, as the caller may see it.

use super::{calls, load};
use crate::cascades::model::{CallRow, CascadeRow, WishRow};
use crate::db::schema::cascade_wishes;
use crate::http::{Actor, Cx, Error};
use crate::{offers, organisations};
use diesel::prelude::*;
use shared::cascades::{Cascade, CascadeCall, CascadeStep};
use shared::ids::{OfferId, OrganisationId};
use shared::organisations::OrganisationSummary;
use std::collections::HashMap;

/// How far the cascade of an offer is; that of an offer without one is over.
///
/// # Errors
/// 404 when there is no such offer; 403 for who does not see the network.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: OfferId) -> Result<Cascade, Error> {
    actor.see_network()?;
    let giver = offers::store::load(cx.conn, id)?.organisation_id;
    let none = CascadeRow {
        offer_id: id,
        step: CascadeStep::Everybody,
        number: 0,
        ends_at: None,
        then_everybody: true,
        version: 0,
    };
    let row = load(cx, id)?.unwrap_or(none);
    let called = calls(cx, id)?;
    let organisations: Vec<OrganisationId> = called.iter().map(|call| call.organisation_id).collect();
    let names = organisations::store::summaries(cx.conn, &organisations)?;
    let wishes = last_wishes(cx, id)?;
    let gives = actor.network_admin || actor.belongs_to(giver);
    let seen = called.iter().filter(|call| gives || actor.belongs_to(call.organisation_id));
    let shown = seen.filter_map(|call| shown(call, &names, &wishes));
    let partners = called.iter().filter(|call| call.is_partner);
    let partners = partners.filter_map(|call| Some(names.get(&call.organisation_id)?.name.clone())).collect();
    Ok(Cascade {
        offer_id: id,
        step: row.step,
        ends_at: row.ends_at,
        called: i64::try_from(called.len()).unwrap_or(i64::MAX),
        partners,
        calls: shown.collect(),
        can_end: row.ends_at.is_some() && !row.then_everybody && actor.can_act_for(giver),
    })
}

/// Each organisation's last wish.
fn last_wishes(cx: &mut Cx<'_>, offer: OfferId) -> Result<HashMap<OrganisationId, WishRow>, Error> {
    let rows = cascade_wishes::table.filter(cascade_wishes::offer_id.eq(offer)).order(cascade_wishes::number);
    let rows: Vec<WishRow> = rows.select(WishRow::as_select()).load(cx.conn)?;
    Ok(rows.into_iter().map(|row| (row.organisation_id, row)).collect())
}

fn shown(
    call: &CallRow,
    names: &HashMap<OrganisationId, OrganisationSummary>,
    wishes: &HashMap<OrganisationId, WishRow>,
) -> Option<CascadeCall> {
    let wish = wishes.get(&call.organisation_id);
    Some(CascadeCall {
        organisation: names.get(&call.organisation_id)?.clone(),
        is_partner: call.is_partner,
        called_at: call.called_at,
        answer: call.answer,
        wished_grams: wish.map(|wish| wish.grams),
        granted_grams: wish.and_then(|wish| wish.granted_grams),
    })
}
