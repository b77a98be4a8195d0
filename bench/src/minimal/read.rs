//! Bare rows of the board.

use anyhow::{Context, Result};
use api::categories;
use api::db::expr::{any_of, literal};
use api::db::schema::{communes, offer_postings, offers};
use api::engine::analyser;
use api::engine::cells::Block;
use diesel::SqliteConnection;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::geo::Position;
use uuid::Uuid;

/// Rows of a page.
const PAGE: usize = 20;
/// Farthest that a search goes, metres: the product's own.
const WITHIN_M: i64 = 50_000;

/// What the board's row itself says.
#[derive(Queryable, QueryableByName, serde::Serialize)]
#[diesel(table_name = offers)]
pub struct Row {
    #[serde(serialize_with = "hyphenated")]
    id: Vec<u8>,
    #[serde(serialize_with = "hyphenated")]
    organisation_id: Vec<u8>,
    #[serde(serialize_with = "hyphenated")]
    site_id: Vec<u8>,
    category_code: String,
    title: String,
    unit: String,
    grams_per_unit: i64,
    total_grams: i64,
    left_grams: i64,
    temperature_class: String,
    status: String,
    published_at: i64,
    closes_at: i64,
    latitude: Option<f64>,
    longitude: Option<f64>,
    version: i64,
}

fn hyphenated<S: serde::Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Uuid::from_slice(bytes).unwrap_or_default())
}

type Columns = (
    offers::id,
    offers::organisation_id,
    offers::site_id,
    offers::category_code,
    offers::title,
    offers::unit,
    offers::grams_per_unit,
    offers::total_grams,
    offers::left_grams,
    offers::temperature_class,
    offers::status,
    offers::published_at,
    offers::closes_at,
    offers::latitude,
    offers::longitude,
    offers::version,
);

const COLUMNS: Columns = (
    offers::id,
    offers::organisation_id,
    offers::site_id,
    offers::category_code,
    offers::title,
    offers::unit,
    offers::grams_per_unit,
    offers::total_grams,
    offers::left_grams,
    offers::temperature_class,
    offers::status,
    offers::published_at,
    offers::closes_at,
    offers::latitude,
    offers::longitude,
    offers::version,
);

const OPEN: &str = "offers.status = 'open' AND offers.left_grams > 0";

pub fn newest(conn: &mut SqliteConnection) -> Result<Vec<Row>> {
    let open = offers::table.filter(literal::<Bool>(OPEN));
    Ok(open.order((offers::published_at.desc(), offers::id.desc())).limit(20).select(COLUMNS).load(conn)?)
}

pub fn one(conn: &mut SqliteConnection, id: Uuid) -> Result<Option<Row>> {
    Ok(offers::table.find(id.as_bytes().as_slice()).select(COLUMNS).first(conn).optional()?)
}

fn place(conn: &mut SqliteConnection, insee_code: &str) -> Result<Position> {
    let (latitude, longitude): (Option<f64>, Option<f64>) =
        communes::table.find(insee_code).select((communes::latitude, communes::longitude)).first(conn)?;
    Position::new(latitude.context("a place")?, longitude.context("a place")?).context("a position")
}

/// The ring search: blocks of cells that grow until nothing outside can be nearer.
pub fn near_category(conn: &mut SqliteConnection, near: &str, category: &str) -> Result<Vec<Row>> {
    let centre = place(conn, near)?;
    let codes = categories::tree().descendants(category);
    nearest(centre, |cells| {
        let open = offers::table.filter(literal::<Bool>(OPEN)).filter(any_of(offers::cell, cells));
        Ok(open.filter(any_of(offers::category_code, codes.iter().copied())).select(COLUMNS).load(conn)?)
    })
}

/// The same over the postings of the words and of the categories called so, which name few enough rows to look at each.
pub fn near_text(conn: &mut SqliteConnection, near: &str, text: &str) -> Result<Vec<Row>> {
    let centre = place(conn, near)?;
    let words = analyser::stems(text).into_iter().map(|word| {
        let categories = categories::labelled(&word).iter().map(|code| categories::token(code));
        std::iter::once(word.clone()).chain(categories).collect::<Vec<_>>()
    });
    let words: Vec<_> = words.collect();
    nearest(centre, |cells| {
        let mut query = offers::table.filter(literal::<Bool>(OPEN)).into_boxed();
        for word in &words {
            let here = offer_postings::table.filter(any_of(offer_postings::cell, cells.clone()));
            query = query.filter(
                offers::id.eq_any(here.filter(any_of(offer_postings::token, word.clone())).select(offer_postings::offer_id)),
            );
        }
        Ok(query.select(COLUMNS).load(conn)?)
    })
}

fn nearest(centre: Position, mut load: impl FnMut(Vec<i64>) -> Result<Vec<Row>>) -> Result<Vec<Row>> {
    let mut found: Vec<(i64, Row)> = Vec::new();
    let (mut inner, mut block) = (None, Block::around(centre));
    loop {
        for row in load(block.cells_without(inner))? {
            let position = row.latitude.zip(row.longitude).and_then(|(lat, lon)| Position::new(lat, lon));
            let distance = centre.metres_to(position.context("a position")?);
            if distance <= WITHIN_M {
                found.push((distance, row));
            }
        }
        let certain = block.certain_m();
        if found.iter().filter(|(distance, _)| *distance <= certain).count() >= PAGE || certain >= WITHIN_M {
            break;
        }
        (inner, block) = (Some(block), block.grown());
    }
    found.sort_unstable_by_key(|(distance, _)| *distance);
    found.truncate(PAGE);
    Ok(found.into_iter().map(|(_, row)| row).collect())
}
