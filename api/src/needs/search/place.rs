//! Where a search starts, and what is near enough to it.

use crate::http::{Actor, Cx, Error};
use crate::{communes, sites};
use shared::geo::Position;
use shared::needs::NeedQuery;

/// Where to search from, and how far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The middle.
    pub centre: Position,
    /// Farthest distance, metres.
    pub within_m: i64,
}

impl Place {
    /// The distance of a position, metres; `None` when it is unknown or too far.
    pub fn distance(&self, latitude: Option<f64>, longitude: Option<f64>) -> Option<i64> {
        let distance = self.centre.metres_to(Position::new(latitude?, longitude?)?);
        (distance <= self.within_m).then_some(distance)
    }
}

/// Where the query searches from.
///
/// # Errors
/// 422 when the place is unknown, or there are two.
pub(super) fn of(cx: &mut Cx<'_>, actor: &Actor, query: &NeedQuery) -> Result<Option<Place>, Error> {
    let within_km = query.within_km.unwrap_or(NeedQuery::DEFAULT_WITHIN_KM);
    if !(1..=300).contains(&within_km) {
        return Err(Error::invalid("?within_km", "out_of_range"));
    }
    let (position, pointer) = match (query.near_site, &query.near_commune) {
        (Some(_), Some(_)) => return Err(Error::invalid("?near_commune", "one_place_only")),
        (Some(site), None) => {
            let site = sites::store::find(cx, actor, site).map_err(|_| Error::invalid("?near_site", "unknown"))?;
            (site.position, "?near_site")
        }
        (None, Some(insee)) => {
            let commune =
                communes::store::find(cx.conn, insee)?.ok_or_else(|| Error::invalid("?near_commune", "unknown"))?;
            (commune.position(), "?near_commune")
        }
        (None, None) if query.within_km.is_some() => return Err(Error::invalid("?within_km", "needs_place")),
        (None, None) => return Ok(None),
    };
    let centre = position.ok_or_else(|| Error::invalid(pointer, "position_unknown"))?;
    Ok(Some(Place { centre, within_m: i64::from(within_km) * 1_000 }))
}
