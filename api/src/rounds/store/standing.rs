//! What sites ask for in every round, until they say otherwise.

use crate::accounts::store::users;
use crate::activity::store::people_served;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{organisations, standing_request_lines as lines, standing_requests as standing};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::rounds::model::{RequestRow, StandingLineRow, StandingRow};
use crate::rounds::rules::draft;
use crate::rounds::rules::instance::usual_vehicle_kg;
use crate::{on_backend, sites};
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, OrganisationId, SiteId, UserId};
use shared::organisations::{OrganisationKind, OrganisationStatus};
use shared::problem::{Code, Problem};
use shared::rounds::{NewStandingRequest, RequestLine, StandingRequest};
use shared::sites::Site;
use shared::time::UtcMillis;

/// The version of a request that was never declared.
const UNDECLARED: i64 = 1;

/// What a site asks for in every round, at least something.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    /// The site.
    pub site_id: SiteId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    declared_by: UserId,
    declared_at: UtcMillis,
    lines: Vec<StandingLineRow>,
}

impl Asking {
    /// The same, asked for in one round by who declared it.
    pub fn requests(&self, round_id: AllocationRoundId) -> Vec<RequestRow> {
        let of_line = |line: &StandingLineRow| RequestRow {
            round_id,
            site_id: self.site_id,
            category_code: line.category_code.clone(),
            temperature_class: line.temperature_class,
            requested_kg: line.kg,
            requested_by: Some(self.declared_by),
            requested_at: self.declared_at,
            approved_kg: None,
            approved_by: None,
            approved_at: None,
            reason: None,
        };
        self.lines.iter().map(of_line).collect()
    }
}

/// What sites of approved organisations ask for, or these of them, in order of their identifiers. Those that ask for nothing
/// are left out.
///
/// # Errors
/// When the database fails.
pub(super) fn of_approved(conn: &mut Conn, named: Option<&[SiteId]>) -> Result<Vec<Asking>, Error> {
    let mut select = lines::table
        .inner_join(standing::table.on(standing::site_id.eq(lines::site_id)))
        .inner_join(organisations::table.on(organisations::id.eq(standing::organisation_id)))
        .filter(organisations::status.eq(OrganisationStatus::Approved))
        .into_boxed();
    if let Some(named) = named {
        select = select.filter(any_of(lines::site_id, named.iter().copied()));
    }
    let rows: Vec<(StandingLineRow, OrganisationId, UserId, UtcMillis)> = select
        .order((lines::site_id, lines::category_code, lines::temperature_class))
        .select((StandingLineRow::as_select(), standing::organisation_id, standing::declared_by, standing::declared_at))
        .load(conn)?;
    let mut asking: Vec<Asking> = Vec::new();
    for (line, organisation_id, declared_by, declared_at) in rows {
        match asking.last_mut() {
            Some(same) if same.site_id == line.site_id => same.lines.push(line),
            _ => {
                let site_id = line.site_id;
                asking.push(Asking { site_id, organisation_id, declared_by, declared_at, lines: vec![line] });
            }
        }
    }
    Ok(asking)
}

/// What a site asks for in every round.
///
/// # Errors
/// 404; 403 unless the caller belongs to its organisation or to an approved food bank, or administers the network.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: SiteId) -> Result<StandingRequest, Error> {
    let site = sites::store::find(cx, actor, id)?;
    let of_food_bank = actor.memberships.iter().any(|membership| {
        membership.kind == OrganisationKind::FoodBank && membership.status == OrganisationStatus::Approved
    });
    if !of_food_bank && !actor.network_admin && !actor.belongs_to(site.organisation.id) {
        return Err(Error::forbidden());
    }
    let row = load(cx.conn, id)?;
    shown(cx, &site, row)
}

/// Declares what a site asks for in every round, in place of what was declared before. Rounds that have begun keep what they
/// were told.
///
/// # Errors
/// 404; 403 unless the caller manages its organisation; 412 when somebody changed it meanwhile; 422 for a kind that is none
/// or is there twice.
pub fn declare(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: SiteId,
    seen: IfMatch,
    new: &NewStandingRequest,
) -> Result<StandingRequest, Error> {
    let site = sites::store::find(cx, actor, id)?;
    let permit = actor.manage(site.organisation.id)?;
    draft::kinds(new.lines.iter().map(|line| (line.category.as_str(), line.temperature_class)))?;
    let known = load(cx.conn, id)?;
    let version = known.map_or(UNDECLARED, |row| row.version);
    seen.check(version)?;
    let row = StandingRow {
        site_id: id,
        organisation_id: permit.organisation_id(),
        vehicle_kg: new.vehicle_kg,
        declared_by: permit.user_id(),
        declared_at: cx.now,
        version: version.saturating_add(1),
    };
    save(cx.conn, &row, known.is_some(), version)?;
    replace_lines(cx.conn, id, &new.lines)?;
    shown(cx, &site, Some(row))
}

/// Writes a row, if nobody has written it since it was read.
fn save(conn: &mut Conn, row: &StandingRow, is_known: bool, version: i64) -> Result<(), Error> {
    let written = if is_known {
        let unchanged = standing::table.find(row.site_id).filter(standing::version.eq(version));
        diesel::update(unchanged).set(row).execute(conn)?
    } else {
        on_backend!(conn, inner => diesel::insert_into(standing::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?
    };
    if written == 1 { Ok(()) } else { Err(Problem::of(Code::PreconditionFailed).into()) }
}

/// Writes what is asked for. Nothing of a kind is no line.
fn replace_lines(conn: &mut Conn, site_id: SiteId, new: &[RequestLine]) -> Result<(), Error> {
    diesel::delete(lines::table.filter(lines::site_id.eq(site_id))).execute(conn)?;
    for line in new.iter().filter(|line| line.kg > 0) {
        let (category_code, temperature_class) = (line.category.clone(), line.temperature_class);
        let row = StandingLineRow { site_id, category_code, temperature_class, kg: line.kg };
        diesel::insert_into(lines::table).values(&row).execute(conn)?;
    }
    Ok(())
}

fn load(conn: &mut Conn, id: SiteId) -> Result<Option<StandingRow>, Error> {
    Ok(standing::table.find(id).select(StandingRow::as_select()).first(conn).optional()?)
}

fn shown(cx: &mut Cx<'_>, site: &Site, row: Option<StandingRow>) -> Result<StandingRequest, Error> {
    let asked: Vec<StandingLineRow> = lines::table
        .filter(lines::site_id.eq(site.id))
        .order((lines::category_code, lines::temperature_class))
        .select(StandingLineRow::as_select())
        .load(cx.conn)?;
    let asked = asked.into_iter().map(|line| RequestLine {
        category: line.category_code,
        temperature_class: line.temperature_class,
        kg: line.kg,
    });
    let by = row.map(|row| row.declared_by);
    let mut names = users::names(cx.conn, by.into_iter().collect())?;
    Ok(StandingRequest {
        site_id: site.id,
        lines: asked.collect(),
        vehicle_kg: row.and_then(|row| row.vehicle_kg),
        usual_vehicle_kg: usual_vehicle_kg(site.transport),
        people: people_served(cx, &[site.id])?.get(&site.id).map(|served| served.mean),
        declared_at: row.map(|row| row.declared_at),
        by: by.and_then(|person| names.remove(&person)),
        version: row.map_or(UNDECLARED, |row| row.version),
    })
}
