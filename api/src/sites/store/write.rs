//! Changes to sites.

use super::{find, load, neighbourhood};
use crate::db::Conn;
use crate::db::schema::{commune_postcodes, communes, needs, sites};
use crate::engine::matching::Receiver;
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::sites::model::{Kept, Place, SiteRow};
use crate::sites::rules::{self, Commune, Refusal};
use crate::{equipment, equipment_needs, organisations, skills, tours};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use shared::geo::Position;
use shared::ids::{OrganisationId, SiteId};
use shared::needs::NeedStatus;
use shared::organisations::OrganisationKind;
use shared::problem::{Code, Problem};
use shared::sites::{NewSite, Site, SitePatch};
use uuid::Uuid;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Commune => Self::invalid("/insee_code", "unknown"),
            Refusal::Postcode => Self::invalid("/postcode", "unknown"),
            Refusal::OpeningHours => Self::invalid("/opening_hours", "opening_hours"),
        }
    }
}

/// Adds a site to an organisation.
///
/// # Errors
/// 404, 403; 422 for an unknown commune or postcode, or opening hours that cannot be read.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId, new: &NewSite) -> Result<Site, Error> {
    let owner = organisations::store::find(cx, actor, organisation)?.kind;
    let permit = actor.manage(organisation)?;
    let commune = commune(cx.conn, &new.insee_code)?;
    let place = Place { postcode: commune.postcode(new.postcode.as_deref())?, position: commune.position(new.position) };
    let opening_hours = rules::opening_hours(new.opening_hours.as_deref())?;
    let id = SiteId(Uuid::now_v7());
    let kept = Kept { id, organisation_id: permit.organisation_id(), owner, version: 1, created_at: cx.now };
    let row = SiteRow::of(kept, NewSite { opening_hours, ..new.clone() }, place, cx.now);
    diesel::insert_into(sites::table).values(&row).execute(cx.conn)?;
    neighbourhood::settle(cx, id, &[row.position()])?;
    find(cx, actor, id)
}

/// Changes a site.
///
/// # Errors
/// As [`create`]; 412 when somebody changed it meanwhile.
pub fn update(cx: &mut Cx<'_>, actor: &Actor, id: SiteId, seen: IfMatch, patch: &SitePatch) -> Result<Site, Error> {
    let (old, owner, _) = load(cx.conn, actor, id)?;
    actor.manage(old.organisation_id)?;
    seen.check(old.version)?;
    let row = edited(cx, &old, owner.kind, patch)?;
    let unchanged = sites::table.find(id).filter(sites::version.eq(old.version));
    if diesel::update(unchanged).set(&row).execute(cx.conn)? == 0 {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    if row.receiver() != old.receiver() {
        tell_needs(cx, id, row.receiver())?;
    }
    if row.position() != old.position() {
        neighbourhood::settle(cx, id, &[old.position(), row.position()])?;
        equipment::store::follow_site(cx, id, row.position())?;
        equipment_needs::store::follow_site(cx, id, row.position())?;
        skills::store::follow_site(cx, id, row.position())?;
        tours::store::follow_site(cx, id, row.position())?;
    }
    find(cx, actor, id)
}

/// Keeps what counts of a site beside its open needs, for a match reads no site. What is no longer open never is again.
fn tell_needs(cx: &mut Cx<'_>, id: SiteId, receiver: Receiver) -> Result<(), Error> {
    let its = needs::table.filter(needs::site_id.eq(id)).filter(needs::status.eq(NeedStatus::Open));
    diesel::update(its).set(needs::receiver.eq(receiver.packed())).execute(cx.conn)?;
    Ok(())
}

/// The next version of a site. What the patch leaves alone is not checked again: an import may have brought a postcode
/// or hours that a person could not enter.
fn edited(cx: &mut Cx<'_>, old: &SiteRow, owner: OrganisationKind, patch: &SitePatch) -> Result<SiteRow, Error> {
    let mut new = rules::patched(old.as_new(), patch.clone());
    if patch.opening_hours.is_some() {
        new.opening_hours = rules::opening_hours(new.opening_hours.as_deref())?;
    }
    let commune = commune(cx.conn, &new.insee_code)?;
    let postcode = match &new.postcode {
        Some(postcode) if *postcode == old.postcode && new.insee_code == old.insee_code => postcode.clone(),
        wish => commune.postcode(wish.as_deref())?,
    };
    let place = Place { postcode, position: commune.position(new.position) };
    let kept = Kept {
        id: old.id,
        organisation_id: old.organisation_id,
        owner,
        version: old.version.saturating_add(1),
        created_at: old.created_at,
    };
    Ok(SiteRow::of(kept, new, place, cx.now))
}

/// Deletes a site that nothing names.
///
/// # Errors
/// 404, 403; 412 when somebody changed it meanwhile; 409 when offers, claims or stock movements name it.
pub fn delete(cx: &mut Cx<'_>, actor: &Actor, id: SiteId, seen: IfMatch) -> Result<(), Error> {
    let (site, ..) = load(cx.conn, actor, id)?;
    actor.manage(site.organisation_id)?;
    seen.check(site.version)?;
    let unchanged = sites::table.find(id).filter(sites::version.eq(site.version));
    match diesel::delete(unchanged).execute(cx.conn) {
        Ok(0) => Err(Problem::of(Code::PreconditionFailed).into()),
        Ok(_) => neighbourhood::settle(cx, id, &[site.position()]),
        // The database knows who names it, whatever is added to its tables later.
        Err(DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => {
            Err(Problem::of(Code::SiteInUse).into())
        }
        Err(error) => Err(error.into()),
    }
}

fn commune(conn: &mut Conn, insee_code: &str) -> Result<Commune, Error> {
    let centre: Option<(Option<f64>, Option<f64>)> =
        communes::table.find(insee_code).select((communes::latitude, communes::longitude)).first(conn).optional()?;
    let (latitude, longitude) = centre.ok_or(Refusal::Commune)?;
    let centre = latitude.zip(longitude).map(|(latitude, longitude)| Position { latitude, longitude });
    let postcodes = commune_postcodes::table
        .filter(commune_postcodes::insee_code.eq(insee_code))
        .order(commune_postcodes::postcode)
        .select(commune_postcodes::postcode)
        .load(conn)?;
    Ok(Commune { postcodes, centre })
}
