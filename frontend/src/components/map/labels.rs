//! Words beside markers, as many as fit.

use web_sys::{DomRect, Element};

/// Shows the labels that lie on no other marker and on no label before them.
pub fn unclutter(dots: &[Element]) {
    let faces: Vec<DomRect> = dots.iter().map(Element::get_bounding_client_rect).collect();
    let mut taken: Vec<DomRect> = Vec::new();
    for (index, dot) in dots.iter().enumerate() {
        let Some(label) = dot.query_selector(".map-label").ok().flatten() else { continue };
        // A hidden one has no size to be measured.
        let _ = label.remove_attribute("hidden");
        let place = label.get_bounding_client_rect();
        let on_a_face = faces.iter().enumerate().any(|(other, face)| other != index && overlap(&place, face));
        if on_a_face || taken.iter().any(|before| overlap(&place, before)) {
            let _ = label.set_attribute("hidden", "");
        } else {
            taken.push(place);
        }
    }
}

fn overlap(a: &DomRect, b: &DomRect) -> bool {
    a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom()
}
