//! One map on the page: what Leaflet draws and what it tells us.

use super::Place;
use super::labels::unclutter;
use super::leaflet::{self, Layer, Map, lat_lng, object};
use crate::browser;
use crate::i18n::t;
use js_sys::Array;
use shared::geo::Position;
use shared::network::{Network, Tiles};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::{AttrValue, Callback};

/// Space around the places, pixels: a marker's size and its label.
const PADDING: [i32; 2] = [44, 44];
/// The nearest that the map goes by itself: a village with its surroundings.
const NEAREST: u8 = 12;
/// The same without tiles: near enough to tell two villages apart, far enough to see the outline.
const NEAREST_BARE: u8 = 9;
/// Above all other markers.
const FRONT: i32 = 1_000;

/// A map, alive until dropped.
pub struct Chart {
    map: Map,
    markers: Layer,
    shown: Rc<RefCell<Vec<Marker>>>,
    start: (Position, u8),
    /// Whether there are no tiles, so that the map names its places itself.
    bare: bool,
    /// Leaflet calls it as long as the map exists.
    _zoomed: Closure<dyn Fn(JsValue)>,
}

struct Marker {
    key: AttrValue,
    at: Position,
    layer: Layer,
    dot: Element,
    /// Leaflet calls these as long as the marker exists.
    _listeners: [Closure<dyn Fn(JsValue)>; 2],
}

/// What a press on a marker means: which, and whether it came from the keyboard.
pub type Press = (AttrValue, bool);

impl Chart {
    /// Draws an empty map into an element, where the network starts its maps.
    pub fn new(element: &HtmlElement, network: &Network, wheel: bool) -> Self {
        let options = object([
            ("zoomControl", false.into()),
            ("attributionControl", network.tiles.is_some().into()),
            ("scrollWheelZoom", wheel.into()),
            ("minZoom", 5.into()),
            // Tiles are sharp at whole steps alone.
            ("zoomSnap", if network.tiles.is_some() { 1.0.into() } else { 0.25.into() }),
        ]);
        let map = leaflet::map(element, &options);
        let titles = object([("zoomInTitle", text(&t!("map.zoom_in"))), ("zoomOutTitle", text(&t!("map.zoom_out")))]);
        leaflet::zoom_control(&titles).add_to(&map);
        leaflet::scale_control(&object([("imperial", false.into())])).add_to(&map);
        if let Some(tiles) = &network.tiles {
            ground(tiles).add_to(&map);
        }
        let markers = leaflet::group();
        markers.add_to(&map);
        let start = (network.map_centre, network.map_zoom);
        map.set_view(&lat_lng(start.0), start.1);
        let shown: Rc<RefCell<Vec<Marker>>> = Rc::default();
        let zoomed = {
            let shown = Rc::clone(&shown);
            Closure::new(move |_: JsValue| unclutter(&dots(&shown)))
        };
        map.on_event("zoomend", zoomed.as_ref());
        Self { map, markers, shown, start, bare: network.tiles.is_none(), _zoomed: zoomed }
    }

    /// Draws the territory's outline, GeoJSON, below everything else.
    pub fn outline(&self, geo_json: &serde_json::Value) {
        let data = crate::json::to_js(geo_json);
        let style = object([("className", "map-outline".into())]);
        leaflet::geo_json(&data, &object([("style", style), ("interactive", false.into())])).add_to(&self.map);
    }

    /// Shows these places instead of those before, and moves so that all are seen.
    pub fn show(&self, places: &[Place], onpress: &Callback<Press>) {
        self.markers.clear();
        let markers = places.iter().filter_map(|place| self.marker(place, onpress)).collect();
        self.shown.replace(markers);
        self.fit();
    }

    /// Moves so that all places are seen; also after the element has changed its size.
    pub fn fit(&self) {
        self.map.invalidate_size();
        let shown = self.shown.borrow();
        if shown.is_empty() {
            self.map.set_view(&lat_lng(self.start.0), self.start.1);
            return;
        }
        let points: Array = shown.iter().map(|marker| lat_lng(marker.at)).collect();
        let nearest = if self.bare { NEAREST_BARE } else { NEAREST };
        let padding = Array::of2(&PADDING[0].into(), &PADDING[1].into());
        let options = object([("padding", padding.into()), ("maxZoom", nearest.into()), ("animate", false.into())]);
        self.map.fit_bounds(&points, &options);
        drop(shown);
        unclutter(&dots(&self.shown));
    }

    /// Marks one place.
    pub fn select(&self, key: Option<&AttrValue>) {
        for marker in self.shown.borrow().iter() {
            let on = Some(&marker.key) == key;
            // Fails only for ill-formed class names.
            let _ = marker.dot.class_list().toggle_with_force("map-dot-selected", on);
            marker.layer.raise(if on { FRONT } else { 0 });
        }
    }

    fn marker(&self, place: &Place, onpress: &Callback<Press>) -> Option<Marker> {
        let dot = dot(place, self.bare)?;
        let icon = leaflet::div_icon(&object([
            ("html", dot.clone().into()),
            ("className", "map-marker".into()),
            ("iconSize", Array::of2(&40.into(), &40.into()).into()),
        ]));
        let options = object([
            ("icon", icon),
            ("riseOnHover", true.into()),
            ("keyboard", place.pressable.into()),
            ("interactive", place.pressable.into()),
        ]);
        let layer = leaflet::marker(&lat_lng(place.at), &options);
        let listeners = [clicked(place, onpress), typed(place, onpress)];
        for (event, listener) in ["click", "keypress"].into_iter().zip(&listeners) {
            layer.on(event, listener.as_ref());
        }
        self.markers.add(&layer);
        Some(Marker { key: place.key.clone(), at: place.at, layer, dot, _listeners: listeners })
    }
}

impl Drop for Chart {
    fn drop(&mut self) {
        self.map.remove();
    }
}

/// The faces of all markers, in the order of the places.
fn dots(shown: &RefCell<Vec<Marker>>) -> Vec<Element> {
    shown.borrow().iter().map(|marker| marker.dot.clone()).collect()
}

fn ground(tiles: &Tiles) -> Layer {
    // The attribution is text; Leaflet would read it as HTML.
    let attribution = tiles.attribution.replace('&', "&amp;").replace('<', "&lt;");
    leaflet::tile_layer(&tiles.url, &object([("attribution", attribution.into()), ("maxZoom", 19.into())]))
}

fn text(words: &str) -> JsValue {
    words.into()
}

/// The marker's face: a dot with its count, its name for screen readers and, without tiles, on the map too.
fn dot(place: &Place, labels: bool) -> Option<Element> {
    let document = browser::document()?;
    let span = |class: &str, words: &str, silent: bool| {
        let element = document.create_element("span").ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(words));
        if silent {
            element.set_attribute("aria-hidden", "true").ok()?;
        }
        Some(element)
    };
    let dot = span(&format!("map-dot {}", place.look.class()), "", false)?;
    dot.append_child(&*span("map-count", &place.count.filter(|n| *n > 1).map(|n| n.to_string()).unwrap_or_default(), true)?)
        .ok()?;
    dot.append_child(&*span("visually-hidden", &place.name, false)?).ok()?;
    if labels {
        dot.append_child(&*span("map-label", &place.label, true)?).ok()?;
    }
    Some(dot)
}

fn clicked(place: &Place, onpress: &Callback<Press>) -> Closure<dyn Fn(JsValue)> {
    let (key, onpress) = (place.key.clone(), onpress.clone());
    Closure::new(move |_: JsValue| onpress.emit((key.clone(), false)))
}

/// Leaflet makes markers reachable by the keyboard; that Enter and space press them is left to us.
fn typed(place: &Place, onpress: &Callback<Press>) -> Closure<dyn Fn(JsValue)> {
    let (key, onpress) = (place.key.clone(), onpress.clone());
    Closure::new(move |event: JsValue| {
        let original = js_sys::Reflect::get(&event, &"originalEvent".into()).ok();
        let Some(event) = original.and_then(|event| event.dyn_into::<KeyboardEvent>().ok()) else { return };
        if matches!(event.key().as_str(), "Enter" | " ") {
            Event::prevent_default(&event);
            onpress.emit((key.clone(), true));
        }
    })
}
