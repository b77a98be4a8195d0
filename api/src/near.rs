//! Searches from a place: where they start, how far they go, and the growing search for what is nearest.

use crate::engine::cells::{Block, Run};
use crate::http::{Actor, Cx, Error, page};
use crate::{communes, sites};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::geo::{Position, SEARCH_KM};
use shared::ids::SiteId;

/// Keys (metres, then identifier) of one page, and the cursor of the next.
pub type Nearest<Id> = (Vec<(i64, Id)>, Option<String>);

/// Where to search from, and how far.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The middle.
    pub centre: Position,
    /// Farthest distance, metres.
    pub within_m: i64,
}

/// The members of a list's query that name a place.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'q> {
    /// `near_site`.
    pub site: Option<SiteId>,
    /// `near_commune`, its INSEE code.
    pub commune: Option<&'q str>,
    /// `within_km`.
    pub within_km: Option<u32>,
}

impl Asked<'_> {
    /// The place; `None` where the query names none.
    ///
    /// # Errors
    /// 422 when the place is unknown, has no known position, or there are two.
    pub fn place(self, cx: &mut Cx<'_>, actor: &Actor) -> Result<Option<Place>, Error> {
        let within_km = self.within_km.unwrap_or(SEARCH_KM);
        if !(1..=300).contains(&within_km) {
            return Err(Error::invalid("?within_km", "out_of_range"));
        }
        let (position, pointer) = match (self.site, self.commune) {
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
            (None, None) if self.within_km.is_some() => return Err(Error::invalid("?within_km", "needs_place")),
            (None, None) => return Ok(None),
        };
        let centre = position.ok_or_else(|| Error::invalid(pointer, "position_unknown"))?;
        Ok(Some(Place { centre, within_m: i64::from(within_km) * 1_000 }))
    }
}

impl Place {
    /// The distance of a position as a row has it, metres; `None` when it is unknown or too far.
    #[must_use]
    pub fn distance(&self, latitude: Option<f64>, longitude: Option<f64>) -> Option<i64> {
        let distance = self.centre.metres_to(Position::new(latitude?, longitude?)?);
        (distance <= self.within_m).then_some(distance)
    }

    /// Runs of cells that cover everything near enough to be worth measuring.
    #[must_use]
    pub fn runs(&self) -> Vec<Run> {
        Block::covering(self.centre, self.within_m).runs()
    }

    /// The keys (metres, then identifier) of what lies near enough; each comes with its position as its row has it.
    #[must_use]
    pub fn measured<Id>(&self, located: Vec<(Id, Option<f64>, Option<f64>)>) -> Vec<(i64, Id)> {
        let distances = located.into_iter().filter_map(|(id, lat, lon)| Some((self.distance(lat, lon)?, id)));
        distances.collect()
    }

    /// A page of the nearest, of which `candidates` finds some as for [`Place::nearest`].
    ///
    /// # Errors
    /// 400 for a cursor of another list; what `candidates` returns.
    pub fn page<Id: Ord + Copy + Serialize + DeserializeOwned>(
        &self,
        filters: u64,
        cursor: Option<&str>,
        limit: usize,
        candidates: impl FnMut(Block, Option<Block>) -> Result<Vec<(i64, Id)>, Error>,
    ) -> Result<Nearest<Id>, Error> {
        let after: Option<(i64, Id)> = page::decode(filters, cursor)?;
        let mut keys = self.nearest(after, limit + 1, candidates)?;
        let last = page::cut(&mut keys, limit, |key| *key);
        let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
        Ok((keys, next_cursor))
    }

    /// The nearest keys (metres, then identifier) beyond `after`, in order, at most `wanted`: a block of cells grows around
    /// the place until nothing outside it can be nearer. `candidates` finds what lies in a block without its inner part.
    ///
    /// # Errors
    /// What `candidates` returns.
    pub fn nearest<Id: Ord + Copy>(
        &self,
        after: Option<(i64, Id)>,
        wanted: usize,
        mut candidates: impl FnMut(Block, Option<Block>) -> Result<Vec<(i64, Id)>, Error>,
    ) -> Result<Vec<(i64, Id)>, Error> {
        let mut found = Vec::new();
        let mut inner: Option<Block> = None;
        let mut block = Block::around(self.centre);
        loop {
            let beyond = |key: &(i64, Id)| after.is_none_or(|after| *key > after);
            found.extend(candidates(block, inner)?.into_iter().filter(beyond));
            let certain = block.certain_m();
            // What lies farther than the block's certain radius may still be overtaken by something outside the block.
            let settled = found.iter().filter(|(distance, _)| *distance <= certain).count();
            if settled >= wanted || certain >= self.within_m {
                break;
            }
            inner = Some(block);
            block = block.grown();
        }
        found.sort_unstable();
        found.truncate(wanted);
        Ok(found)
    }
}
