//! Changes to skills.

use super::people::is_member;
use super::read::{one, visible};
use crate::db::schema::skill_listings as listings;
use crate::engine::cells;
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::notifications::{Subject, store as notifications};
use crate::offers::today;
use crate::sites;
use crate::skills::model::ListingRow;
use crate::skills::rules::{Given, bits_of, fits, search_key};
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::{OrganisationId, SiteId, SkillListingId, UserId};
use shared::problem::{Code, Problem};
use shared::sites::Site;
use shared::skills::{NewSkillListing, SkillListing, SkillListingPatch};
use shared::text::tidy;
use uuid::Uuid;

/// Adds a skill that is offered or looked for.
///
/// # Errors
/// 403 for another organisation's site; 422 for an unknown one, for who is no member, for what belongs to the other kind.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewSkillListing) -> Result<SkillListing, Error> {
    actor.see_network()?;
    let site = site(cx, actor, new.site_id)?;
    let permit = actor.act_for(site.organisation.id)?;
    let (latitude, longitude, cell) = place(site.position);
    let row = ListingRow {
        id: SkillListingId(Uuid::now_v7()),
        kind: new.kind,
        organisation_id: permit.organisation_id(),
        site_id: new.site_id,
        skill: new.skill,
        topic: new.skill.topic(),
        title: new.title.trim().to_owned(),
        description: new.description.as_deref().and_then(tidy),
        search_key: String::new(),
        person_id: new.person_id,
        free_times: bits_of(&new.free_times),
        free_times_note: new.free_times_note.as_deref().and_then(tidy),
        travels_km: new.travels_km,
        remote: new.remote,
        languages: new.languages.as_deref().and_then(tidy),
        needed_by: new.needed_by,
        wanted_minutes: new.wanted_minutes,
        paused_at: None,
        latitude,
        longitude,
        cell,
        created_at: cx.now,
        updated_at: cx.now,
        version: 1,
    };
    check(cx, &row)?;
    check_person(cx, row.organisation_id, row.person_id)?;
    let row = searchable(row);
    diesel::insert_into(listings::table).values(&row).execute(cx.conn)?;
    notifications::matches_changed(cx, Subject::Skill(row.id))?;
    one(cx.conn, actor, row)
}

/// Changes a skill. Sessions that are agreed stay as they are.
///
/// # Errors
/// 404; 403; 412 when somebody changed it meanwhile; 422 as for a new one.
pub fn update(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: SkillListingId,
    seen: IfMatch,
    patch: &SkillListingPatch,
) -> Result<SkillListing, Error> {
    let mut row = visible(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id)?;
    seen.check(row.version)?;
    if let Some(site_id) = patch.site_id {
        let site = site(cx, actor, site_id)?;
        if site.organisation.id != row.organisation_id {
            return Err(Error::invalid("/site_id", "unknown"));
        }
        row.site_id = site_id;
        (row.latitude, row.longitude, row.cell) = place(site.position);
    }
    if let Some(person) = patch.person_id {
        check_person(cx, row.organisation_id, person)?;
    }
    let row = changed(row, patch, cx);
    // A wish whose day is over can still be paused and reworded; only a new day must lie ahead.
    let days_old = patch.needed_by.is_none().then_some(ListingRow { needed_by: None, ..row.clone() });
    check(cx, days_old.as_ref().unwrap_or(&row))?;
    notifications::matches_changed(cx, Subject::Skill(id))?;
    save(cx, actor, searchable(row))
}

fn changed(mut row: ListingRow, patch: &SkillListingPatch, cx: &Cx<'_>) -> ListingRow {
    if let Some(title) = &patch.title {
        row.title = title.trim().to_owned();
    }
    if let Some(description) = &patch.description {
        row.description = description.as_deref().and_then(tidy);
    }
    if let Some(note) = &patch.free_times_note {
        row.free_times_note = note.as_deref().and_then(tidy);
    }
    if let Some(languages) = &patch.languages {
        row.languages = languages.as_deref().and_then(tidy);
    }
    if let Some(paused) = patch.paused {
        row.paused_at = paused.then(|| row.paused_at.unwrap_or(cx.now));
    }
    row.skill = patch.skill.unwrap_or(row.skill);
    row.topic = row.skill.topic();
    row.person_id = patch.person_id.unwrap_or(row.person_id);
    row.free_times = patch.free_times.as_deref().map_or(row.free_times, bits_of);
    row.travels_km = patch.travels_km.unwrap_or(row.travels_km);
    row.remote = patch.remote.unwrap_or(row.remote);
    row.needed_by = patch.needed_by.unwrap_or(row.needed_by);
    row.wanted_minutes = patch.wanted_minutes.unwrap_or(row.wanted_minutes);
    row
}

fn save(cx: &mut Cx<'_>, actor: &Actor, mut row: ListingRow) -> Result<SkillListing, Error> {
    let unchanged = listings::table.find(row.id).filter(listings::version.eq(row.version));
    row.version += 1;
    row.updated_at = cx.now;
    if diesel::update(unchanged).set(&row).execute(cx.conn)? == 0 {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    one(cx.conn, actor, row)
}

fn site(cx: &mut Cx<'_>, actor: &Actor, id: SiteId) -> Result<Site, Error> {
    sites::store::find(cx, actor, id).map_err(|_| Error::invalid("/site_id", "unknown"))
}

fn check(cx: &Cx<'_>, row: &ListingRow) -> Result<(), Error> {
    let given = Given {
        person: row.person_id.is_some(),
        travels: row.travels_km.is_some(),
        needed_by: row.needed_by,
        wanted_minutes: row.wanted_minutes.is_some(),
    };
    fits(row.kind, given, today(cx.now, cx.settings.time_zone)).map_err(|refusal| refusal.problem().into())
}

fn check_person(cx: &mut Cx<'_>, organisation: OrganisationId, person: Option<UserId>) -> Result<(), Error> {
    match person {
        Some(person) if !is_member(cx.conn, organisation, person)? => Err(Error::invalid("/person_id", "unknown")),
        _ => Ok(()),
    }
}

fn searchable(row: ListingRow) -> ListingRow {
    let search_key = search_key(&row.title, row.description.as_deref(), row.languages.as_deref());
    ListingRow { search_key, ..row }
}

fn place(position: Option<Position>) -> (Option<f64>, Option<f64>, i64) {
    let cell = position.map_or(cells::NOWHERE, cells::cell);
    (position.map(|at| at.latitude), position.map(|at| at.longitude), cell)
}

/// Moves the skills of a site with it.
///
/// # Errors
/// When the database fails.
pub fn follow_site(cx: &mut Cx<'_>, site: SiteId, position: Option<Position>) -> Result<(), Error> {
    let (latitude, longitude, cell) = place(position);
    diesel::update(listings::table.filter(listings::site_id.eq(site)))
        .set((listings::latitude.eq(latitude), listings::longitude.eq(longitude), listings::cell.eq(cell)))
        .execute(cx.conn)?;
    Ok(())
}
