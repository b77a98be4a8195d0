//! Words beside markers, as many as fit.

use web_sys::{DomRect, Element};

/// Shows the labels that lie on no other marker and on no label before them, and keeps them inside the map.
pub fn unclutter(dots: &[Element]) {
    let Some(map) = dots.first().and_then(|dot| dot.closest(".map").ok().flatten()) else { return };
    let map = map.get_bounding_client_rect();
    let faces: Vec<DomRect> = dots.iter().map(Element::get_bounding_client_rect).collect();
    let mut taken: Vec<DomRect> = Vec::new();
    for (index, dot) in dots.iter().enumerate() {
        let Some(label) = dot.query_selector(".map-label").ok().flatten() else { continue };
        // A hidden one has no size to be measured.
        let _ = label.remove_attribute("hidden");
        let middle = label_place(&label, "");
        let place = match () {
            () if middle.right() > map.right() => label_place(&label, "map-label-left"),
            () if middle.left() < map.left() => label_place(&label, "map-label-right"),
            () => middle,
        };
        let on_a_face = faces.iter().enumerate().any(|(other, face)| other != index && overlap(&place, face));
        if on_a_face || taken.iter().any(|before| overlap(&place, before)) {
            let _ = label.set_attribute("hidden", "");
        } else {
            taken.push(place);
        }
    }
}

/// Where the label is once it leans to a side.
fn label_place(label: &Element, side: &str) -> DomRect {
    label.set_class_name(&format!("map-label {side}"));
    label.get_bounding_client_rect()
}

fn overlap(a: &DomRect, b: &DomRect) -> bool {
    a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom()
}
