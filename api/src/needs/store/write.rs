//! Publishing, editing and withdrawing needs.

use super::{balance, read, time, words};
use crate::db::expr::literal;
use crate::db::schema::{communes, needs, organisations, sites};
use crate::engine::cells;
use crate::engine::matching::Receiver;
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::needs::NeedRow;
use crate::needs::rules::{self, Measure, Refusal};
use crate::notifications::{Subject, store as notifications};
use crate::{categories, claims, records};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::geo::Position;
use shared::ids::{NeedId, OrganisationId, SiteId};
use shared::needs::{Need, NeedKind, NeedPatch, NeedStatus, NewNeed};
use shared::problem::{Code, Problem};
use shared::sites::Storage;
use shared::text::tidy;
use shared::time::UtcMillis;
use shared::units::Grams;
use uuid::Uuid;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        refusal.problem().into()
    }
}

/// Says what a site lacks.
///
/// # Errors
/// 403 for another organisation's site; 409 for one urgent need too many; 422 when the site or category is unknown, the
/// time is past or the site cannot keep such food.
pub fn publish(cx: &mut Cx<'_>, actor: &Actor, new: &NewNeed) -> Result<Need, Error> {
    actor.see_network()?;
    let place = Place::load(cx, new.site_id)?.ok_or_else(|| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.act_for(place.organisation_id)?;
    require_category(&new.category)?;
    rules::can_keep(&new.temperature_classes, place.storage())?;
    let closes_at = rules::first_deadline(new.needed_by, new.weekly.as_ref(), cx.now, cx.settings.time_zone)?;
    let measure = measure(new.wanted_grams, new.people, &new.category)?;
    let position = place.position();
    let row = NeedRow {
        id: NeedId(Uuid::now_v7()),
        organisation_id: permit.organisation_id(),
        site_id: new.site_id,
        category_code: new.category.clone(),
        title: new.title.trim().to_owned(),
        remarks: new.remarks.as_deref().and_then(tidy),
        people: measure.people.map(|(people, _)| people),
        grams_per_person: measure.people.map(|(_, portion)| portion),
        temperature_classes: rules::bits_of(&new.temperature_classes),
        pickup_km: new.pickup_km,
        kind: NeedKind::Once,
        weekday: None,
        minute_of_day: None,
        starts_on: None,
        ends_on: None,
        urgent_until: new.urgent.then(|| rules::urgent_until(cx.now, closes_at)),
        status: NeedStatus::Open,
        occurrence: 1,
        closes_at,
        wanted_grams: measure.wanted,
        promised_grams: Grams::ZERO,
        received_grams: Grams::ZERO,
        published_by: permit.user_id(),
        published_at: cx.now,
        updated_at: cx.now,
        latitude: position.map(|position| position.latitude),
        longitude: position.map(|position| position.longitude),
        cell: position.map_or(cells::NOWHERE, cells::cell),
        version: 1,
        merit: records::store::merit(cx, permit.organisation_id())?,
        neighbourhood_m: place.neighbourhood_m,
        receiver: place.receiver().packed(),
    };
    let row = row.with_pattern(new.weekly);
    if new.urgent {
        require_room_for_urgent(cx, &row)?;
    }
    diesel::insert_into(needs::table).values(&row).execute(cx.conn)?;
    words::index(cx, &row, &place.commune)?;
    notifications::matches_changed(cx, Subject::Need(row.id))?;
    read::one(cx.conn, actor, row)
}

/// Changes a need that is open.
///
/// # Errors
/// 403 for another organisation's need; 409 when it is no longer open or for one urgent need too many; 412 when somebody
/// changed it meanwhile; 422 as for a new one.
pub fn edit(cx: &mut Cx<'_>, actor: &Actor, id: NeedId, seen: IfMatch, patch: &NeedPatch) -> Result<Need, Error> {
    actor.see_network()?;
    let before = time::current(cx, id)?;
    actor.act_for(before.organisation_id)?;
    seen.check(before.version)?;
    let place = Place::load(cx, before.site_id)?.ok_or_else(Error::not_found)?;
    let after = changed(cx, before.clone(), &place, patch)?;
    if after.urgent_until.is_some() && after.urgent_until != before.urgent_until {
        require_room_for_urgent(cx, &after)?;
    }
    let unchanged = needs::table.find(id).filter(needs::version.eq(before.version));
    let written = diesel::update(unchanged)
        .set((
            (
                needs::category_code.eq(&after.category_code),
                needs::title.eq(&after.title),
                needs::remarks.eq(&after.remarks),
            ),
            (needs::people.eq(after.people), needs::grams_per_person.eq(after.grams_per_person)),
            (needs::wanted_grams.eq(after.wanted_grams), needs::closes_at.eq(after.closes_at)),
            (needs::weekday.eq(after.weekday), needs::minute_of_day.eq(after.minute_of_day)),
            (needs::starts_on.eq(after.starts_on), needs::ends_on.eq(after.ends_on)),
            (needs::temperature_classes.eq(after.temperature_classes), needs::pickup_km.eq(after.pickup_km)),
            needs::urgent_until.eq(after.urgent_until),
            needs::updated_at.eq(after.updated_at),
            needs::version.eq(after.version),
        ))
        .execute(cx.conn)?;
    if written == 0 {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    balance::fulfil(cx, id)?;
    words::index(cx, &after, &place.commune)?;
    notifications::matches_changed(cx, Subject::Need(id))?;
    read::find(cx, actor, id)
}

/// The row after a patch.
fn changed(cx: &Cx<'_>, mut row: NeedRow, place: &Place, patch: &NeedPatch) -> Result<NeedRow, Error> {
    if row.status != NeedStatus::Open {
        return Err(Refusal::Closed(row.status).into());
    }
    if let Some(category) = &patch.category {
        require_category(category)?;
        row.category_code.clone_from(category);
    }
    if let Some(title) = &patch.title {
        title.trim().clone_into(&mut row.title);
    }
    if let Some(remarks) = &patch.remarks {
        row.remarks = remarks.as_deref().and_then(tidy);
    }
    if let Some(classes) = &patch.temperature_classes {
        rules::can_keep(classes, place.storage())?;
        row.temperature_classes = rules::bits_of(classes);
    }
    row.pickup_km = patch.pickup_km.unwrap_or(row.pickup_km);
    let row = measured(row, patch)?;
    let mut row = scheduled(cx, row, patch)?;
    row.urgent_until = urgency(&row, patch.urgent, cx.now)?;
    row.updated_at = cx.now;
    row.version += 1;
    Ok(row)
}

/// A new measure replaces the old one; people count in portions of the category, also of a new one.
fn measured(mut row: NeedRow, patch: &NeedPatch) -> Result<NeedRow, Error> {
    let said = (patch.wanted_grams, patch.people);
    let (grams, people) = if said == (None, None) && row.people.is_some() { (None, row.people) } else { said };
    if (grams, people) != (None, None) {
        let measure = measure(grams, people, &row.category_code)?;
        row.wanted_grams = measure.wanted;
        (row.people, row.grams_per_person) = measure.people.unzip();
    }
    Ok(row)
}

/// A new time replaces the old one, of the same kind.
fn scheduled(cx: &Cx<'_>, mut row: NeedRow, patch: &NeedPatch) -> Result<NeedRow, Error> {
    match (row.kind, patch.needed_by, patch.weekly) {
        (_, None, None) => return Ok(row),
        (NeedKind::Once, _, Some(_)) => return Err(Error::invalid("/weekly", "kind_is_fixed")),
        (NeedKind::Weekly, Some(_), _) => return Err(Error::invalid("/needed_by", "kind_is_fixed")),
        (NeedKind::Once, Some(_), None) | (NeedKind::Weekly, None, Some(_)) => {}
    }
    row.closes_at = rules::first_deadline(patch.needed_by, patch.weekly.as_ref(), cx.now, cx.settings.time_zone)?;
    Ok(if patch.weekly.is_some() { row.with_pattern(patch.weekly) } else { row })
}

/// Until when the need is urgent after a patch. One that is urgent already keeps its time, but not beyond its deadline.
fn urgency(row: &NeedRow, wish: Option<bool>, now: UtcMillis) -> Result<Option<UtcMillis>, Error> {
    let still = row.urgent_until.filter(|until| *until > now).map(|until| until.min(row.closes_at));
    match wish {
        Some(true) if row.kind == NeedKind::Weekly => Err(Error::invalid("/urgent", "urgent_once")),
        Some(true) => Ok(still.or(Some(rules::urgent_until(now, row.closes_at)))),
        Some(false) => Ok(None),
        None => Ok(row.urgent_until.map(|until| until.min(row.closes_at))),
    }
}

/// Takes a need back.
///
/// # Errors
/// 403 for another organisation's need; 409 when it is no longer open.
pub fn withdraw(cx: &mut Cx<'_>, actor: &Actor, id: NeedId) -> Result<Need, Error> {
    actor.see_network()?;
    let row = time::current(cx, id)?;
    actor.act_for(row.organisation_id)?;
    let open = needs::table.find(id).filter(needs::status.eq(NeedStatus::Open));
    let written = diesel::update(open)
        .set((needs::status.eq(NeedStatus::Withdrawn), needs::updated_at.eq(cx.now), needs::version.eq(needs::version + 1)))
        .execute(cx.conn)?;
    if written == 0 {
        let now = read::load(cx.conn, id)?;
        return Err(Refusal::Closed(now.status).into());
    }
    claims::store::decline_proposals(cx, actor, id)?;
    read::find(cx, actor, id)
}

/// Refuses one urgent need too many of an organisation.
fn require_room_for_urgent(cx: &mut Cx<'_>, row: &NeedRow) -> Result<(), Error> {
    // Changes nothing, but makes others who count the same organisation's needs wait until this one counts as well.
    diesel::update(organisations::table.find(row.organisation_id))
        .set(organisations::updated_at.eq(organisations::updated_at))
        .execute(cx.conn)?;
    let others: i64 = needs::table
        .filter(literal::<Bool>("needs.status = 'open'"))
        .filter(needs::organisation_id.eq(row.organisation_id))
        .filter(needs::id.ne(row.id))
        .filter(needs::urgent_until.gt(cx.now))
        .count()
        .get_result(cx.conn)?;
    if others < rules::MAX_URGENT { Ok(()) } else { Err(Refusal::TooManyUrgent.into()) }
}

/// Whose a site is, where it is, what it can keep and how far it drives.
#[derive(Queryable)]
struct Place {
    organisation_id: OrganisationId,
    latitude: Option<f64>,
    longitude: Option<f64>,
    commune: String,
    ambient_kg: i64,
    chilled_kg: i64,
    frozen_kg: i64,
    reach_km: i64,
    neighbourhood_m: Option<i64>,
}

impl Place {
    fn load(cx: &mut Cx<'_>, site: SiteId) -> Result<Option<Self>, Error> {
        let place = sites::table.inner_join(communes::table).filter(sites::id.eq(site)).select((
            sites::organisation_id,
            sites::latitude,
            sites::longitude,
            communes::name,
            sites::storage_ambient_kg,
            sites::storage_chilled_kg,
            sites::storage_frozen_kg,
            sites::reach_km,
            sites::neighbourhood_m,
        ));
        Ok(place.first(cx.conn).optional()?)
    }

    fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }

    const fn storage(&self) -> Storage {
        Storage { ambient_kg: self.ambient_kg, chilled_kg: self.chilled_kg, frozen_kg: self.frozen_kg }
    }

    const fn receiver(&self) -> Receiver {
        Receiver::of(self.storage(), self.reach_km)
    }
}

fn require_category(code: &str) -> Result<(), Error> {
    if categories::tree().exists(code) { Ok(()) } else { Err(Error::invalid("/category", "unknown")) }
}

fn measure(grams: Option<Grams>, people: Option<i64>, category: &str) -> Result<Measure, Error> {
    match (grams, people) {
        (Some(grams), None) => Ok(Measure::of_weight(grams)),
        (None, Some(people)) => Ok(Measure::of_people(people, category)),
        _ => Err(Error::invalid("/wanted_grams", "one_measure")),
    }
}
