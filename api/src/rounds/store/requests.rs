//! What sites ask for in one round, and what the food bank approves of it. Either makes the round a draft again.

use super::access::Seen;
use super::{access, create, edit, find};
use crate::accounts::store::users;
use crate::db::Conn;
use crate::db::schema::{round_recipients as recipients, round_requests as requests};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::rounds::model::{RecipientRow, RequestRow};
use crate::rounds::rules::draft;
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, SiteId, UserId};
use shared::rounds::{AllocationRound, ApprovalLine, NewRoundApproval, NewRoundRequest, RequestLine, SiteRequest};
use shared::time::UtcMillis;
use shared::units::TemperatureClass;
use std::collections::BTreeMap;

/// Rows by the kind that they are of, in order.
pub(super) type ByKind = BTreeMap<(String, TemperatureClass), RequestRow>;

/// Who says something of a site's requests, and when.
#[derive(Clone, Copy, Debug)]
struct Told {
    round_id: AllocationRoundId,
    site_id: SiteId,
    by: UserId,
    at: UtcMillis,
}

/// Says what a site asks for in a round, in place of what was said before. What was approved of a kind counts on where as much
/// is asked for.
///
/// # Errors
/// 404 where the site is not in the round; 403 for another organisation's; 409 `round_state`, `requests_over`; 422 for a kind
/// that is none or is there twice.
pub fn request(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: AllocationRoundId,
    site: SiteId,
    new: &NewRoundRequest,
) -> Result<AllocationRound, Error> {
    let seen = access::seen(cx, actor, id)?.round;
    let permit = actor.act_for(recipient(cx.conn, id, site)?.organisation_id)?;
    draft::kinds(new.lines.iter().map(|line| (line.category.as_str(), line.temperature_class)))?;
    // Before anything is written: a refusal that has written nothing costs nobody else anything.
    draft::requestable(seen.status, seen.requests_until, cx.now)?;
    let mut round = access::hold(cx, id)?;
    draft::requestable(round.status, round.requests_until, cx.now)?;
    let told = Told { round_id: id, site_id: site, by: permit.user_id(), at: cx.now };
    let rows = requested(told, load(cx.conn, id, site)?, &new.lines);
    replace(cx.conn, id, site, &rows)?;
    edit::reopen(cx, &mut round)?;
    find::find(cx, actor, id)
}

/// What a site has asked for in a round, whatever was approved of that.
///
/// # Errors
/// 404 where there is no such round, or the site is not in it; 403 for another organisation's site.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, site: SiteId) -> Result<SiteRequest, Error> {
    let Seen { leads, sites, .. } = access::seen(cx, actor, id)?;
    recipient(cx.conn, id, site)?;
    if !leads && !sites.contains(&site) {
        return Err(Error::forbidden());
    }
    // What the food bank has given of itself was asked for by nobody.
    let rows = load(cx.conn, id, site)?.into_values().filter(|row| row.requested_by.is_some() && row.requested_kg > 0);
    let rows: Vec<RequestRow> = rows.collect();
    let last = rows.iter().max_by_key(|row| row.requested_at);
    let by = last.and_then(|row| row.requested_by);
    let mut names = users::names(cx.conn, by.into_iter().collect())?;
    let asked_at = last.map(|row| row.requested_at);
    let lines = rows.into_iter().map(|row| RequestLine {
        category: row.category_code,
        temperature_class: row.temperature_class,
        kg: row.requested_kg,
    });
    let by = by.and_then(|person| names.remove(&person));
    Ok(SiteRequest { round_id: id, site_id: site, lines: lines.collect(), asked_at, by })
}

/// Says what the food bank approves of a site's request; of the kinds that are not named, all that is asked for.
///
/// # Errors
/// 404; 403 unless the caller coordinates the food bank; 409 `round_state`; 412 when somebody changed the round meanwhile; 422
/// for a kind that is none or is there twice, and for what differs without a reason.
pub fn approve(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: AllocationRoundId,
    site: SiteId,
    seen: IfMatch,
    new: &NewRoundApproval,
) -> Result<AllocationRound, Error> {
    access::lead(cx, actor, id)?;
    recipient(cx.conn, id, site)?;
    draft::kinds(new.lines.iter().map(|line| (line.category.as_str(), line.temperature_class)))?;
    let mut round = access::locked_open(cx, actor, id, seen)?;
    let told = Told { round_id: id, site_id: site, by: actor.user_id, at: cx.now };
    let rows = approved(told, load(cx.conn, id, site)?, &new.lines)?;
    replace(cx.conn, id, site, &rows)?;
    edit::reopen(cx, &mut round)?;
    find::find(cx, actor, id)
}

/// A site that the round is for.
///
/// # Errors
/// 404 when it is not.
pub(super) fn recipient(conn: &mut Conn, round: AllocationRoundId, site: SiteId) -> Result<RecipientRow, Error> {
    let row = recipients::table.find((round, site)).select(RecipientRow::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// What a site asks for in a round.
///
/// # Errors
/// When the database fails.
pub(super) fn load(conn: &mut Conn, round: AllocationRoundId, site: SiteId) -> Result<ByKind, Error> {
    let rows = requests::table.filter(requests::round_id.eq(round)).filter(requests::site_id.eq(site));
    let rows: Vec<RequestRow> = rows.select(RequestRow::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|row| ((row.category_code.clone(), row.temperature_class), row)).collect())
}

/// The rows after a site has said what it asks for.
fn requested(told: Told, mut before: ByKind, lines: &[RequestLine]) -> Vec<RequestRow> {
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let kind = (line.category.clone(), line.temperature_class);
        match before.remove(&kind) {
            Some(same) if same.requested_kg == line.kg => rows.push(same),
            _ if line.kg == 0 => {}
            _ => rows.push(asked(told, kind, line.kg)),
        }
    }
    // What the food bank has given of itself is not the site's to take back.
    rows.extend(before.into_values().filter(|row| row.requested_by.is_none()));
    rows
}

fn asked(told: Told, (category_code, temperature_class): (String, TemperatureClass), kg: i64) -> RequestRow {
    RequestRow {
        round_id: told.round_id,
        site_id: told.site_id,
        category_code,
        temperature_class,
        requested_kg: kg,
        requested_by: Some(told.by),
        requested_at: told.at,
        approved_kg: None,
        approved_by: None,
        approved_at: None,
        reason: None,
    }
}

/// The rows after the food bank has said what it approves.
fn approved(told: Told, mut before: ByKind, lines: &[ApprovalLine]) -> Result<Vec<RequestRow>, Error> {
    let mut rows = Vec::with_capacity(before.len());
    for (place, line) in lines.iter().enumerate() {
        let kind = (line.category.clone(), line.temperature_class);
        // Nobody asked for it: the food bank alone wants the site to have some.
        let unasked = || RequestRow { requested_by: None, ..asked(told, kind.clone(), 0) };
        let row = before.remove(&kind).unwrap_or_else(unasked);
        match draft::approval(row.requested_kg, line.kg, line.reason, place)? {
            Some((kg, reason)) => rows.push(RequestRow {
                approved_kg: Some(kg),
                approved_by: Some(told.by),
                approved_at: Some(told.at),
                reason: Some(reason),
                ..row
            }),
            None => rows.extend(as_asked(row)),
        }
    }
    rows.extend(before.into_values().filter_map(as_asked));
    Ok(rows)
}

/// A request of which all is approved; `None` where nobody asked for anything.
fn as_asked(row: RequestRow) -> Option<RequestRow> {
    row.requested_by?;
    Some(RequestRow { approved_kg: None, approved_by: None, approved_at: None, reason: None, ..row })
}

fn replace(conn: &mut Conn, round: AllocationRoundId, site: SiteId, rows: &[RequestRow]) -> Result<(), Error> {
    let of_site = requests::table.filter(requests::round_id.eq(round)).filter(requests::site_id.eq(site));
    diesel::delete(of_site).execute(conn)?;
    create::add_requests(conn, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::rounds::RoundReason;
    use uuid::Uuid;

    const TOLD: Told = Told {
        round_id: AllocationRoundId(Uuid::nil()),
        site_id: SiteId(Uuid::nil()),
        by: UserId(Uuid::nil()),
        at: UtcMillis(7),
    };

    fn line(category: &str, kg: i64) -> RequestLine {
        RequestLine { category: category.to_owned(), temperature_class: TemperatureClass::Ambient, kg }
    }

    fn wish(category: &str, kg: i64, reason: Option<RoundReason>) -> ApprovalLine {
        ApprovalLine { category: category.to_owned(), temperature_class: TemperatureClass::Ambient, kg, reason }
    }

    fn by_kind(rows: Vec<RequestRow>) -> ByKind {
        rows.into_iter().map(|row| ((row.category_code.clone(), row.temperature_class), row)).collect()
    }

    fn figures(rows: &[RequestRow]) -> Vec<(&str, i64, i64)> {
        rows.iter().map(|row| (row.category_code.as_str(), row.requested_kg, row.counted_kg())).collect()
    }

    #[test]
    fn an_approval_lasts_as_long_as_as_much_is_asked_for() {
        let first = requested(TOLD, ByKind::new(), &[line("bakery", 30), line("dairy", 20)]);
        let cut = [wish("bakery", 10, Some(RoundReason::Supply)), wish("fruit", 5, Some(RoundReason::Emergency))];
        let cut = approved(TOLD, by_kind(first), &cut).unwrap();
        assert_eq!(figures(&cut), [("bakery", 30, 10), ("fruit", 0, 5), ("dairy", 20, 20)]);
        let same = requested(TOLD, by_kind(cut.clone()), &[line("bakery", 30)]);
        assert_eq!(figures(&same), [("bakery", 30, 10), ("fruit", 0, 5)], "what nobody asked for is not taken back");
        let more = requested(TOLD, by_kind(same), &[line("bakery", 31), line("dairy", 0)]);
        assert_eq!(figures(&more), [("bakery", 31, 31), ("fruit", 0, 5)]);
        let all = approved(TOLD, by_kind(cut), &[wish("dairy", 20, None)]).unwrap();
        assert_eq!(figures(&all), [("dairy", 20, 20), ("bakery", 30, 30)], "of the others all that was asked for");
    }
}
