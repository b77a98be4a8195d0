//! Documents of the whole installation.

use crate::db::schema::network_documents as documents;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::network::Network;

const OUTLINE: &str = "outline.geojson";
const INDEX_EDITION: &str = "text index";

/// This installation, as a page sees it.
///
/// # Errors
/// When the database fails.
pub fn network(cx: &mut Cx<'_>) -> Result<Network, Error> {
    let has_outline = diesel::select(diesel::dsl::exists(documents::table.find(OUTLINE))).get_result(cx.conn)?;
    let settings = cx.settings;
    Ok(Network {
        name: settings.network_name.clone(),
        time_zone: settings.time_zone.name().to_owned(),
        default_locale: settings.default_locale,
        map_centre: settings.map_centre(),
        map_zoom: settings.map.zoom,
        tiles: settings.tiles(),
        has_outline,
        sends_sms: settings.sms.is_set(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// The territory's outline as GeoJSON text, if one was imported.
///
/// # Errors
/// When the database fails.
pub fn outline(cx: &mut Cx<'_>) -> Result<Option<String>, Error> {
    Ok(documents::table.find(OUTLINE).select(documents::body).first(cx.conn).optional()?)
}

/// Keeps `geojson` as the territory's outline, instead of the one before.
///
/// # Errors
/// When the database fails.
pub fn save_outline(cx: &mut Cx<'_>, geojson: &str) -> Result<(), Error> {
    save(cx, OUTLINE, geojson)
}

fn save(cx: &mut Cx<'_>, name: &str, body: &str) -> Result<(), Error> {
    let changed = diesel::update(documents::table.find(name))
        .set((documents::body.eq(body), documents::updated_at.eq(cx.now)))
        .execute(cx.conn)?;
    if changed == 0 {
        let row = (documents::name.eq(name), documents::body.eq(body), documents::updated_at.eq(cx.now));
        diesel::insert_into(documents::table).values(row).execute(cx.conn)?;
    }
    Ok(())
}

/// The edition of the text index in the database, if there is one.
///
/// # Errors
/// When the database fails.
pub fn index_edition(cx: &mut Cx<'_>) -> Result<Option<String>, Error> {
    Ok(documents::table.find(INDEX_EDITION).select(documents::body).first(cx.conn).optional()?)
}

/// Remembers the edition of the text index.
///
/// # Errors
/// When the database fails.
pub fn save_index_edition(cx: &mut Cx<'_>, edition: &str) -> Result<(), Error> {
    save(cx, INDEX_EDITION, edition)
}

/// Fails unless the database answers.
///
/// # Errors
/// When the database fails.
pub fn probe(cx: &mut Cx<'_>) -> Result<(), Error> {
    diesel::sql_query("SELECT 1").execute(cx.conn)?;
    Ok(())
}
