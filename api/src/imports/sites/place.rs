//! Where a site is: its commune, and how far its coordinates can be believed. Pure.

use super::row::{FoundSite, Network};
use crate::communes::gazetteer::{Clue, Entry, Found, Gazetteer};
use shared::geo::Position;
use shared::sites::PositionSource;
use shared::text::place_key;

/// Coordinates farther than this from the commune's centre are a mistake, metres. No commune of France is so large: a
/// pin in the wrong town sends people there, the commune's centre only makes them ask.
const FAR_M: i64 = 30_000;

/// A site with its place.
#[derive(Debug)]
pub(super) struct Placed {
    pub name: String,
    pub insee_code: String,
    pub postcode: String,
    pub position: Option<(Position, PositionSource)>,
    /// What was doubtful.
    pub warnings: Vec<String>,
}

/// Finds the site's place, or says why not.
pub(super) fn place(site: &FoundSite, gazetteer: &Gazetteer) -> Result<Placed, String> {
    let clue = Clue { label: &site.label, postcode: site.postcode.as_deref(), position: site.position };
    let entry = match gazetteer.lookup(clue) {
        Found::One(entry) => entry,
        Found::None => return Err(format!("no commune of department {} is called `{}`", site.department, site.label)),
        Found::Several(entries) => return Err(format!("`{}` may be {}", site.label, names(&entries))),
    };
    let mut warnings = Vec::new();
    let position = position(site, entry, &mut warnings);
    Ok(Placed {
        name: name(site, entry),
        insee_code: entry.commune.insee_code.clone(),
        postcode: postcode(site, entry, &mut warnings)?,
        position,
        warnings,
    })
}

fn names(entries: &[&Entry]) -> String {
    entries.iter().map(|entry| entry.commune.name.as_str()).collect::<Vec<_>>().join(" or ")
}

/// The Restos call their sites by the commune, whose accents the file lost; where the label says no more than that, the
/// official name gives them back.
fn name(site: &FoundSite, entry: &Entry) -> String {
    let says_no_more = entry.commune.name_key.starts_with(&place_key(&site.label.replace('/', " sur ")));
    match site.network {
        Network::RestosDuCoeur if says_no_more => site.name.replace(&site.label, &entry.commune.name),
        Network::RestosDuCoeur | Network::CroixRouge => site.name.clone(),
    }
}

fn postcode(site: &FoundSite, entry: &Entry, warnings: &mut Vec<String>) -> Result<String, String> {
    let commune = &entry.commune.name;
    let Some(own) = &site.postcode else {
        return entry.postcodes.first().cloned().ok_or_else(|| format!("no postcode of {commune} is known"));
    };
    if !entry.postcodes.contains(own) {
        warnings.push(format!("postcode {own} is not known for {commune}; kept, the name leaves no doubt"));
    }
    Ok(own.clone())
}

fn position(site: &FoundSite, entry: &Entry, warnings: &mut Vec<String>) -> Option<(Position, PositionSource)> {
    let commune = &entry.commune.name;
    let centre = entry.commune.position();
    let distance = site.position.zip(centre).map_or(0, |(own, centre)| own.metres_to(centre));
    match site.position {
        Some(own) if distance <= FAR_M => Some((own, PositionSource::Given)),
        Some(_) => {
            warnings.push(format!("the coordinates lie {} km from {commune}; its centre is used", distance / 1_000));
            centre.map(|centre| (centre, PositionSource::Commune))
        }
        None if centre.is_none() => {
            warnings.push(format!("no coordinates, and none of {commune} are known"));
            None
        }
        None => centre.map(|centre| (centre, PositionSource::Commune)),
    }
}
