//! Photos of what is lent: of the item, and of its condition when it goes out and comes back.

use super::keep;
use crate::db::Conn;
use crate::db::schema::{equipment as items, equipment_photos, loan_photos, loans, photos};
use crate::engine::pictures::Picture;
use crate::http::{Actor, Cx, Error};
use crate::{equipment, loans as borrowing};
use diesel::prelude::*;
use shared::equipment::Equipment;
use shared::ids::{EquipmentId, LoanId, OrganisationId, PhotoId};
use shared::loans::LoanState;
use shared::photos::{HandlingMoment, ItemPhoto, ItemPhotoPatch, LoanPhotos, MAX_LENT, Photo};
use shared::problem::{Code, Problem};
use shared::text::tidy;

/// The photos of an item, in their order.
///
/// # Errors
/// When the database fails.
pub fn of_equipment(conn: &mut Conn, id: EquipmentId) -> Result<Vec<ItemPhoto>, Error> {
    let rows: Vec<(PhotoId, i64, i64, Option<String>)> = equipment_photos::table
        .inner_join(photos::table)
        .filter(equipment_photos::equipment_id.eq(id))
        .order(equipment_photos::position)
        .select((photos::id, photos::width, photos::height, equipment_photos::alt))
        .load(conn)?;
    let shown = rows.into_iter().map(|(id, width, height, alt)| ItemPhoto { photo: Photo { id, width, height }, alt });
    Ok(shown.collect())
}

/// Refuses who may not change the photos of an item.
///
/// # Errors
/// 404 when there is no such item; 403 for another organisation's; 409 once it is lent no more.
pub fn may_change(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId) -> Result<(), Error> {
    let row = equipment::store::visible(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id)?;
    if row.retired_at.is_some() { Err(Problem::of(Code::EquipmentRetired).into()) } else { Ok(()) }
}

/// Adds a photo to an item; one that it has already stays where it is.
///
/// # Errors
/// As [`may_change`]; 409 when the item has all the photos that it may have.
pub fn add_to_equipment(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId, picture: &Picture) -> Result<Photo, Error> {
    may_change(cx, actor, id)?;
    // First, because it waits for whoever changes the item now: two uploads then count one after the other.
    touch(cx, id)?;
    let photo = keep(cx, picture)?;
    let taken = places(cx.conn, id)?;
    if taken.iter().any(|(_, known)| *known == photo.id) {
        return Ok(photo);
    }
    let row = (
        equipment_photos::equipment_id.eq(id),
        equipment_photos::position.eq(free(&taken)?),
        equipment_photos::photo_id.eq(photo.id),
    );
    diesel::insert_into(equipment_photos::table).values(row).execute(cx.conn)?;
    show_first(cx.conn, id)?;
    Ok(photo)
}

/// Says what is to be seen on a photo of an item.
///
/// # Errors
/// As [`may_change`]; 404 when the item has no such photo.
pub fn describe(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: EquipmentId,
    photo: PhotoId,
    patch: &ItemPhotoPatch,
) -> Result<Equipment, Error> {
    may_change(cx, actor, id)?;
    touch(cx, id)?;
    let hung = equipment_photos::table.filter(equipment_photos::equipment_id.eq(id));
    let hung = hung.filter(equipment_photos::photo_id.eq(photo));
    let known: i64 = hung.count().get_result(cx.conn)?;
    if known == 0 {
        return Err(Error::not_found());
    }
    if let Some(alt) = &patch.alt {
        diesel::update(hung).set(equipment_photos::alt.eq(alt.as_deref().and_then(tidy))).execute(cx.conn)?;
    }
    equipment::store::find(cx, actor, id)
}

/// Takes a photo away from an item. Its file goes with housekeeping, unless something else shows it.
///
/// # Errors
/// As [`describe`].
pub fn remove_from_equipment(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId, photo: PhotoId) -> Result<(), Error> {
    may_change(cx, actor, id)?;
    touch(cx, id)?;
    let hung = equipment_photos::table.filter(equipment_photos::equipment_id.eq(id));
    if diesel::delete(hung.filter(equipment_photos::photo_id.eq(photo))).execute(cx.conn)? == 0 {
        return Err(Error::not_found());
    }
    show_first(cx.conn, id)
}

fn touch(cx: &mut Cx<'_>, id: EquipmentId) -> Result<(), Error> {
    let now = (items::updated_at.eq(cx.now), items::version.eq(items::version + 1));
    diesel::update(items::table.find(id)).set(now).execute(cx.conn)?;
    Ok(())
}

fn places(conn: &mut Conn, id: EquipmentId) -> Result<Vec<(i64, PhotoId)>, Error> {
    let rows = equipment_photos::table
        .filter(equipment_photos::equipment_id.eq(id))
        .order(equipment_photos::position)
        .select((equipment_photos::position, equipment_photos::photo_id))
        .load(conn)?;
    Ok(rows)
}

/// The first place that is free.
fn free(taken: &[(i64, PhotoId)]) -> Result<i64, Error> {
    if taken.len() >= MAX_LENT {
        return Err(Problem::of(Code::TooManyPhotos).with("max", MAX_LENT).into());
    }
    Ok((0..).find(|place| taken.iter().all(|(position, _)| position != place)).unwrap_or_default())
}

fn show_first(conn: &mut Conn, id: EquipmentId) -> Result<(), Error> {
    let first = places(conn, id)?.first().map(|(_, photo)| *photo);
    diesel::update(items::table.find(id)).set(items::photo_id.eq(first)).execute(conn)?;
    Ok(())
}

/// Photos of a loan's item when it changed hands, and what the caller may add now.
///
/// # Errors
/// 404 when there is no such loan or it is between others.
pub fn of_loan(cx: &mut Cx<'_>, actor: &Actor, id: LoanId) -> Result<LoanPhotos, Error> {
    let (loan, _) = borrowing::store::load(cx.conn, actor, id)?;
    let rows: Vec<(HandlingMoment, PhotoId, i64, i64)> = loan_photos::table
        .inner_join(photos::table)
        .filter(loan_photos::loan_id.eq(id))
        .order((loan_photos::moment, loan_photos::position))
        .select((loan_photos::moment, photos::id, photos::width, photos::height))
        .load(cx.conn)?;
    let at = |wanted: HandlingMoment| {
        let those = rows.iter().filter(move |(moment, ..)| *moment == wanted);
        those.map(|(_, id, width, height)| Photo { id: *id, width: *width, height: *height }).collect::<Vec<_>>()
    };
    let (out, back) = (at(HandlingMoment::Out), at(HandlingMoment::Back));
    let takes_part = actor.can_finish_for(loan.lender_id) || actor.can_finish_for(loan.borrower_id);
    let room = |moment: &HandlingMoment| {
        let taken = if *moment == HandlingMoment::Out { out.len() } else { back.len() };
        takes_part && taken < MAX_LENT && fits(loan.state, *moment)
    };
    let can_add = HandlingMoment::ALL.iter().copied().filter(room).collect();
    Ok(LoanPhotos { out, back, can_add })
}

/// Whether there is something to photograph: it is about to go out or is out, it is about to come back or is back.
const fn fits(state: LoanState, moment: HandlingMoment) -> bool {
    match moment {
        HandlingMoment::Out => matches!(state, LoanState::Accepted | LoanState::Out),
        HandlingMoment::Back => matches!(state, LoanState::Out | LoanState::Returned),
    }
}

/// Refuses who may not add photos of a loan's item at this moment: both sides may.
///
/// # Errors
/// 404; 403; 409 when the loan's state does not allow it.
pub fn may_add(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, moment: HandlingMoment) -> Result<(), Error> {
    let (loan, _) = borrowing::store::load(cx.conn, actor, id)?;
    actor.finish_for(loan.lender_id).or_else(|_| actor.finish_for(loan.borrower_id))?;
    if fits(loan.state, moment) {
        Ok(())
    } else {
        Err(Problem::of(Code::LoanState).with("state", loan.state.as_str()).into())
    }
}

/// Adds a photo of a loan's item. Nobody takes it away again.
///
/// # Errors
/// As [`may_add`]; 409 when there are all the photos that there may be.
pub fn add_to_loan(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: LoanId,
    moment: HandlingMoment,
    picture: &Picture,
) -> Result<Photo, Error> {
    may_add(cx, actor, id, moment)?;
    let loan = borrowing::store::load(cx.conn, actor, id)?.0;
    // Two uploads count one after the other.
    equipment::store::hold(cx.conn, loan.equipment_id)?;
    let photo = keep(cx, picture)?;
    let taken: Vec<(i64, PhotoId)> = loan_photos::table
        .filter(loan_photos::loan_id.eq(id))
        .filter(loan_photos::moment.eq(moment))
        .select((loan_photos::position, loan_photos::photo_id))
        .load(cx.conn)?;
    if taken.iter().any(|(_, known)| *known == photo.id) {
        return Ok(photo);
    }
    let row = (
        loan_photos::loan_id.eq(id),
        loan_photos::moment.eq(moment),
        loan_photos::position.eq(free(&taken)?),
        loan_photos::photo_id.eq(photo.id),
        loan_photos::added_by.eq(actor.user_id),
        loan_photos::added_at.eq(cx.now),
    );
    diesel::insert_into(loan_photos::table).values(row).execute(cx.conn)?;
    Ok(photo)
}

/// Whether an item or a loan that the caller may see shows the photo.
///
/// # Errors
/// When the database fails.
pub(super) fn is_shown(conn: &mut Conn, actor: &Actor, id: PhotoId) -> Result<bool, Error> {
    let showing = equipment_photos::table.filter(equipment_photos::photo_id.eq(id));
    let showing: Vec<EquipmentId> = showing.select(equipment_photos::equipment_id).load(conn)?;
    for item in showing {
        if equipment::store::visible(conn, actor, item).is_ok() {
            return Ok(true);
        }
    }
    let between: Vec<(OrganisationId, OrganisationId)> = loan_photos::table
        .inner_join(loans::table)
        .filter(loan_photos::photo_id.eq(id))
        .select((loans::lender_id, loans::borrower_id))
        .load(conn)?;
    Ok(between.into_iter().any(|(lender, borrower)| !actor.sides(lender, borrower).is_empty()))
}
