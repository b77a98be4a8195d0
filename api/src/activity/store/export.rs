//! Weeks site by site, for a spreadsheet: those that were declared, and those that should have been.

use super::{FIRST_WEEK, declaring};
use crate::activity::model::WeekRow;
use crate::activity::rules;
use crate::activity::table::{self, Counted, Line};
use crate::db::expr::{any_of, literal};
use crate::db::schema::{sites as places, weekly_activities as weeks};
use crate::http::{Actor, Cx, Error};
use crate::offers::today;
use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::sql_types::{Date, Nullable, Text};
use shared::accounts::Locale;
use shared::activity::ActivityQuery;
use shared::ids::{OrganisationId, SiteId};
use shared::iso_week::IsoWeek;
use shared::time::UtcMillis;
use std::collections::HashSet;

/// The names of a week's site and of its organisation. Looked up for each row and no joins: for many rows PostgreSQL would
/// read all sites.
const SITE: &str = "(SELECT sites.name FROM sites WHERE sites.id = weekly_activities.site_id)";
const ORGANISATION: &str =
    "(SELECT organisations.name FROM organisations WHERE organisations.id = weekly_activities.organisation_id)";

/// The name of a site's organisation.
const OWNER: &str = "(SELECT organisations.name FROM organisations WHERE organisations.id = sites.organisation_id)";

/// A site that is expected to declare, from a week on.
struct Expected {
    id: SiteId,
    name: String,
    organisation: String,
    from: IsoWeek,
}

/// The weeks of the sites whose declarations the caller may read, as a table: of all for the administrator, else of the
/// caller's organisations.
///
/// # Errors
/// 403 when the caller belongs to no approved organisation; 422 for a wrong range.
pub fn export(cx: &mut Cx<'_>, actor: &Actor, query: ActivityQuery, locale: Locale) -> Result<Vec<u8>, Error> {
    actor.see_network()?;
    let present = rules::present(cx.now, cx.settings.time_zone);
    let own: Vec<OrganisationId> = actor.memberships.iter().map(|membership| membership.organisation_id).collect();
    let of = (!actor.network_admin).then_some(own.as_slice());
    let expected = expected(cx, of)?;
    let (from, to) = rules::tabled(query, present, expected.len())?;
    let mut lines = declared(cx, of, from, to)?;
    let known: HashSet<(SiteId, IsoWeek)> = lines.iter().map(|line| (line.site_id, line.week)).collect();
    for site in expected {
        // A week to come is no gap.
        let gaps = site.from.max(from).to(to.min(present)).filter(|week| !known.contains(&(site.id, *week)));
        lines.extend(gaps.map(|week| gap(&site, week)));
    }
    table::write(lines, locale)
}

/// The weeks that were declared, with what was counted.
fn declared(cx: &mut Cx<'_>, of: Option<&[OrganisationId]>, from: IsoWeek, to: IsoWeek) -> Result<Vec<Line>, Error> {
    let mut select =
        weeks::table.filter(weeks::week_start.ge(from.monday())).filter(weeks::week_start.le(to.monday())).into_boxed();
    if let Some(own) = of {
        select = select.filter(any_of(weeks::organisation_id, own.iter().copied()));
    }
    let rows: Vec<(WeekRow, String, String)> =
        select.select((WeekRow::as_select(), literal::<Text>(SITE), literal::<Text>(ORGANISATION))).load(cx.conn)?;
    let zone = cx.settings.time_zone;
    let lines = rows.into_iter().map(|(row, site, organisation)| Line {
        week: row.week(),
        site_id: row.site_id,
        site,
        organisation,
        counted: Some(counted(&row, zone)),
    });
    Ok(lines.collect())
}

fn counted(row: &WeekRow, zone: Tz) -> Counted {
    Counted {
        counts: row.counts(),
        declared_on: today(row.declared_at, zone),
        corrected_on: (row.version > 1).then(|| today(row.updated_at, zone)),
    }
}

/// The sites that are expected to declare.
fn expected(cx: &mut Cx<'_>, of: Option<&[OrganisationId]>) -> Result<Vec<Expected>, Error> {
    type Known = (SiteId, String, String, UtcMillis, Option<NaiveDate>);
    let known: Vec<Known> = declaring(of)
        .select((
            places::id,
            places::name,
            literal::<Text>(OWNER),
            places::created_at,
            literal::<Nullable<Date>>(FIRST_WEEK),
        ))
        .load(cx.conn)?;
    let zone = cx.settings.time_zone;
    let expected = known.into_iter().map(|(id, name, organisation, created_at, first)| {
        let from = rules::expected_from(first.map(IsoWeek::of), created_at, zone);
        Expected { id, name, organisation, from }
    });
    Ok(expected.collect())
}

/// A week that is missing.
fn gap(site: &Expected, week: IsoWeek) -> Line {
    Line { week, site_id: site.id, site: site.name.clone(), organisation: site.organisation.clone(), counted: None }
}
