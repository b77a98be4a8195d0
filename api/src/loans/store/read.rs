//! Reading loans: the two sides' own matter, seen by their members and the administrator.

use crate::db::Conn;
use crate::db::expr::literal;
use crate::db::schema::{loan_answers, loan_events, loans, users};
use crate::http::{Actor, Cx, Error, page};
use crate::loans::model::{Beside, EventRow, LoanRow};
use crate::{equipment, organisations, sites};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::claims::Party;
use shared::equipment::Requirement;
use shared::ids::{LoanId, OrganisationId};
use shared::loans::{Loan, LoanAction, LoanEvent, LoanPage, LoanParty, LoanQuery, LoanState, RequirementAnswer};
use shared::time::{DAY, UtcMillis};

/// One loan, with what has happened.
///
/// # Errors
/// 404 when there is none or it is between others.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: LoanId) -> Result<Loan, Error> {
    let (row, _) = load(cx.conn, actor, id)?;
    let mut loan = assemble(cx, actor, vec![row])?.into_iter().next().ok_or_else(Error::not_found)?;
    loan.events = events(cx.conn, id)?;
    loan.answers = answers(cx.conn, id)?;
    Ok(loan)
}

fn answers(conn: &mut Conn, id: LoanId) -> Result<Vec<RequirementAnswer>, Error> {
    let rows: Vec<(Requirement, String)> = loan_answers::table
        .filter(loan_answers::loan_id.eq(id))
        .order(loan_answers::requirement)
        .select((loan_answers::requirement, loan_answers::answer))
        .load(conn)?;
    Ok(rows.into_iter().map(|(requirement, answer)| RequirementAnswer { requirement, answer }).collect())
}

/// A loan that the caller may see, with the sides on which he or she stands.
///
/// # Errors
/// 404 when there is none or it is between others.
pub fn load(conn: &mut Conn, actor: &Actor, id: LoanId) -> Result<(LoanRow, Vec<LoanParty>), Error> {
    let row: Option<LoanRow> = loans::table.find(id).select(LoanRow::as_select()).first(conn).optional()?;
    let row = row.ok_or_else(Error::not_found)?;
    let sides = sides(actor, &row);
    if sides.is_empty() { Err(Error::not_found()) } else { Ok((row, sides)) }
}

/// On which sides the caller stands, the lender's first; none when the loan is not for the caller to see.
fn sides(actor: &Actor, row: &LoanRow) -> Vec<LoanParty> {
    let sides = actor.sides(row.lender_id, row.borrower_id).into_iter();
    sides
        .map(|side| match side {
            Party::Giver => LoanParty::Lender,
            Party::Taker => LoanParty::Borrower,
            Party::Observer => LoanParty::Observer,
        })
        .collect()
}

/// The sort key of the last row of a page.
type Key = (i64, LoanId);

/// A page of the loans that the caller may see, the latest start first.
///
/// # Errors
/// 400 for a cursor of another list; 403 for another organisation's loans; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &LoanQuery) -> Result<LoanPage, Error> {
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&LoanQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut rows = Vec::new();
    for side in views(actor, query)? {
        rows.extend(one_side(cx.conn, side, query, after, limit + 1)?);
    }
    // Each side comes in order from its own index; a loan seen from both sides is shown once.
    rows.sort_unstable_by_key(|row| std::cmp::Reverse((row.starts_at.0, row.id)));
    rows.dedup_by_key(|row| row.id);
    let last = page::cut(&mut rows, limit, |row| (row.starts_at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(LoanPage { items: assemble(cx, actor, rows)?, next_cursor })
}

/// From which side to read.
#[derive(Clone, Copy)]
enum View {
    Lender(OrganisationId),
    Borrower(OrganisationId),
    /// Everything, for the administrator.
    Any,
}

fn views(actor: &Actor, query: &LoanQuery) -> Result<Vec<View>, Error> {
    let organisations: Vec<OrganisationId> = match query.organisation {
        Some(id) if actor.belongs_to(id) || actor.network_admin => vec![id],
        Some(_) => return Err(Error::forbidden()),
        None if actor.network_admin && query.party.is_none() => return Ok(vec![View::Any]),
        None => actor.memberships.iter().map(|membership| membership.organisation_id).collect(),
    };
    let lends = query.party.is_none_or(|party| party == LoanParty::Lender);
    let borrows = query.party.is_none_or(|party| party == LoanParty::Borrower);
    let each = organisations.into_iter().flat_map(|id| {
        let lender = lends.then_some(View::Lender(id));
        lender.into_iter().chain(borrows.then_some(View::Borrower(id)))
    });
    Ok(each.collect())
}

fn one_side(conn: &mut Conn, view: View, query: &LoanQuery, after: Option<Key>, size: usize) -> Result<Vec<LoanRow>, Error> {
    let mut rows = loans::table.into_boxed();
    rows = match view {
        View::Lender(id) => rows.filter(loans::lender_id.eq(id)),
        View::Borrower(id) => rows.filter(loans::borrower_id.eq(id)),
        View::Any => rows,
    };
    if let Some(equipment) = query.equipment {
        rows = rows.filter(loans::equipment_id.eq(equipment));
    }
    if let Some(state) = query.state {
        rows = rows.filter(loans::state.eq(state));
    }
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        rows = rows.filter(loans::starts_at.le(at).and(loans::starts_at.lt(at).or(loans::id.lt(id))));
    }
    let rows = rows.order((loans::starts_at.desc(), loans::id.desc())).limit(i64::try_from(size).unwrap_or(i64::MAX));
    Ok(rows.select(LoanRow::as_select()).load(conn)?)
}

/// How far ahead what goes out or comes back is told.
const SOON: i64 = DAY;

/// Loans of an organisation with something to do: requests to it, and items that go out or come back soon or should have,
/// the soonest first.
///
/// # Errors
/// When the database fails.
pub fn due(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId, limit: usize) -> Result<Vec<Loan>, Error> {
    let soon = cx.now.plus(SOON);
    let mut rows: Vec<LoanRow> = Vec::new();
    // One query a side and state: each reads its index in order, where a list of states would sort.
    for (side, state) in [
        (LoanParty::Lender, LoanState::Requested),
        (LoanParty::Lender, LoanState::Accepted),
        (LoanParty::Lender, LoanState::Out),
        (LoanParty::Borrower, LoanState::Accepted),
        (LoanParty::Borrower, LoanState::Out),
    ] {
        // Text without parameters, word for word the condition of the partial indexes.
        let open = loans::table.into_boxed().filter(literal::<Bool>("loans.state IN ('requested', 'accepted', 'out')"));
        let mine = match side {
            LoanParty::Lender => open.filter(loans::lender_id.eq(organisation)),
            LoanParty::Borrower | LoanParty::Observer => open.filter(loans::borrower_id.eq(organisation)),
        };
        let due = match state {
            LoanState::Accepted => mine.filter(loans::starts_at.le(soon)),
            LoanState::Out => mine.filter(loans::ends_at.le(soon)),
            _ => mine,
        };
        let due = due.filter(loans::state.eq(state)).order(loans::starts_at);
        let size = i64::try_from(limit).unwrap_or(i64::MAX);
        rows.extend(due.limit(size).select(LoanRow::as_select()).load(cx.conn)?);
    }
    rows.sort_by_key(|row| match row.state {
        LoanState::Requested => row.lapses_at,
        LoanState::Out => row.ends_at,
        _ => row.starts_at,
    });
    rows.truncate(limit);
    assemble(cx, actor, rows)
}

/// The wire's form of rows, in the same order; a fixed number of queries however many there are.
fn assemble(cx: &mut Cx<'_>, actor: &Actor, rows: Vec<LoanRow>) -> Result<Vec<Loan>, Error> {
    let equipment_ids: Vec<_> = rows.iter().map(|row| row.equipment_id).collect();
    let organisation_ids: Vec<_> = rows.iter().flat_map(|row| [row.lender_id, row.borrower_id]).collect();
    let items = equipment::store::rows(cx.conn, &equipment_ids)?;
    let site_ids: Vec<_> = items.values().map(|item| item.site_id).collect();
    let organisations = organisations::store::summaries(cx.conn, &organisation_ids)?;
    let sites = sites::store::summaries(cx.conn, &site_ids)?;
    let now = cx.now;
    let shown = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("loan {} without its item, organisations or site", row.id));
        let item = items.get(&row.equipment_id).cloned().ok_or_else(missing)?;
        let beside = Beside {
            lender: organisations.get(&row.lender_id).cloned().ok_or_else(missing)?,
            borrower: organisations.get(&row.borrower_id).cloned().ok_or_else(missing)?,
            site: sites.get(&item.site_id).cloned().ok_or_else(missing)?,
            item,
        };
        let sides = sides(actor, &row);
        let party = sides.first().copied().ok_or_else(Error::not_found)?;
        let actions = possible(actor, &row, &sides);
        Ok(row.shown(beside, party, actions, now))
    });
    shown.collect()
}

/// What the caller may do now.
fn possible(actor: &Actor, row: &LoanRow, sides: &[LoanParty]) -> Vec<LoanAction> {
    let may = |side: LoanParty, action: LoanAction| {
        let organisation = if side == LoanParty::Lender { row.lender_id } else { row.borrower_id };
        match action {
            LoanAction::Accept => actor.can_act_for(organisation),
            _ => actor.can_finish_for(organisation),
        }
    };
    let possible = sides.iter().flat_map(|side| LoanAction::possible(row.state, *side).into_iter().map(|it| (*side, it)));
    let mut actions: Vec<LoanAction> =
        possible.filter(|(side, action)| may(*side, *action)).map(|(_, action)| action).collect();
    actions.sort_unstable();
    actions.dedup();
    actions
}

fn events(conn: &mut Conn, id: LoanId) -> Result<Vec<LoanEvent>, Error> {
    let rows: Vec<EventRow> = loan_events::table
        .left_join(users::table)
        .filter(loan_events::loan_id.eq(id))
        .order(loan_events::number)
        .select((
            loan_events::at,
            loan_events::state,
            users::name.nullable(),
            loan_events::party,
            loan_events::item_condition,
            loan_events::note,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(LoanEvent::from).collect())
}
