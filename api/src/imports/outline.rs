//! The territory's outline: GeoJSON with areas in it.

use super::Unreadable;
use crate::http::{Cx, Error};
use crate::network;
use serde_json::Value;
use shared::geo::Position;

/// An outline that was checked.
#[derive(Clone, Debug)]
pub struct Outline(String);

/// Largest outline, bytes: every visitor's map loads it.
const MAX_BYTES: usize = 2_000_000;

/// Checks that `text` is GeoJSON (RFC 7946) of areas in degrees.
///
/// # Errors
/// When it is not, or too large for a page to load.
pub fn parse(text: &str) -> Result<Outline, Unreadable> {
    let refuse = |why: &str| Err(Unreadable(why.to_owned()));
    if text.len() > MAX_BYTES {
        return refuse("the outline is larger than 2 MB; simplify it first");
    }
    let Ok(json) = serde_json::from_str::<Value>(text) else {
        return refuse("the outline is not JSON");
    };
    let areas = areas(&json);
    if areas.is_empty() {
        return refuse("the outline holds no Polygon or MultiPolygon of GeoJSON");
    }
    if !areas.iter().all(|coordinates| are_degrees(coordinates)) {
        return refuse("the outline's coordinates are not degrees of longitude and latitude");
    }
    Ok(Outline(json.to_string()))
}

/// Keeps the outline instead of the one before.
///
/// # Errors
/// When the database fails.
pub fn save(cx: &mut Cx<'_>, outline: &Outline) -> Result<(), Error> {
    network::save_outline(cx, &outline.0)
}

/// The coordinates of all areas in a collection, a feature or a geometry.
fn areas(json: &Value) -> Vec<&Value> {
    let members = |name: &str| json.get(name).and_then(Value::as_array).into_iter().flatten().flat_map(areas).collect();
    match json.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => members("features"),
        Some("GeometryCollection") => members("geometries"),
        Some("Feature") => json.get("geometry").map(areas).unwrap_or_default(),
        Some("Polygon" | "MultiPolygon") => json.get("coordinates").into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Whether every innermost array is a place on the earth, and there is one.
fn are_degrees(coordinates: &Value) -> bool {
    let Some(list) = coordinates.as_array().filter(|list| !list.is_empty()) else {
        return false;
    };
    match (list.first().and_then(Value::as_f64), list.get(1).and_then(Value::as_f64)) {
        (Some(longitude), Some(latitude)) => Position::new(latitude, longitude).is_some(),
        _ => list.iter().all(are_degrees),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_taken_and_anything_else_is_refused() {
        let polygon = r#"{"type":"Polygon","coordinates":[[[0,45],[1,45],[1,46],[0,45]]]}"#;
        assert!(parse(polygon).is_ok());
        assert!(
            parse(&format!(r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{polygon}}}]}}"#))
                .is_ok()
        );
        for wrong in [
            "",
            "{}",
            r#"{"type":"Point","coordinates":[0,45]}"#,
            r#"{"type":"FeatureCollection","features":[]}"#,
            r#"{"type":"Polygon","coordinates":[]}"#,
            r#"{"type":"Polygon","coordinates":[[[417241,6422000]]]}"#,
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
