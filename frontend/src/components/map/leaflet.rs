//! The few functions of Leaflet 1.9 that the map uses. Its script puts them into the global `L`; see `load.rs`.

use js_sys::{Array, Object, Reflect};
use shared::geo::Position;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// A map in an element of the page.
    pub type Map;
    /// Anything that a map shows: tiles, outline, marker, control, or a group of these.
    pub type Layer;

    #[wasm_bindgen(js_namespace = L)]
    pub fn map(element: &HtmlElement, options: &JsValue) -> Map;
    #[wasm_bindgen(method, js_name = setView)]
    pub fn set_view(this: &Map, centre: &JsValue, zoom: u8) -> JsValue;
    #[wasm_bindgen(method, js_name = fitBounds)]
    pub fn fit_bounds(this: &Map, bounds: &JsValue, options: &JsValue) -> JsValue;
    #[wasm_bindgen(method, js_name = invalidateSize)]
    pub fn invalidate_size(this: &Map) -> JsValue;
    #[wasm_bindgen(method, js_name = on)]
    pub fn on_event(this: &Map, event: &str, listener: &JsValue) -> JsValue;
    #[wasm_bindgen(method)]
    pub fn remove(this: &Map) -> JsValue;

    #[wasm_bindgen(js_namespace = L, js_name = tileLayer)]
    pub fn tile_layer(address: &str, options: &JsValue) -> Layer;
    #[wasm_bindgen(js_namespace = L, js_name = geoJSON)]
    pub fn geo_json(data: &JsValue, options: &JsValue) -> Layer;
    #[wasm_bindgen(js_namespace = L, js_name = layerGroup)]
    pub fn group() -> Layer;
    #[wasm_bindgen(js_namespace = L, js_name = divIcon)]
    pub fn div_icon(options: &JsValue) -> JsValue;
    #[wasm_bindgen(js_namespace = L)]
    pub fn marker(at: &JsValue, options: &JsValue) -> Layer;
    #[wasm_bindgen(js_namespace = ["L", "control"], js_name = zoom)]
    pub fn zoom_control(options: &JsValue) -> Layer;
    #[wasm_bindgen(js_namespace = ["L", "control"], js_name = scale)]
    pub fn scale_control(options: &JsValue) -> Layer;

    #[wasm_bindgen(method, js_name = addTo)]
    pub fn add_to(this: &Layer, map: &Map) -> JsValue;
    /// Of a group.
    #[wasm_bindgen(method, js_name = addLayer)]
    pub fn add(this: &Layer, layer: &Layer) -> JsValue;
    /// Of a group.
    #[wasm_bindgen(method, js_name = clearLayers)]
    pub fn clear(this: &Layer) -> JsValue;
    /// Of an outline.
    #[wasm_bindgen(method, js_name = getBounds)]
    pub fn bounds(this: &Layer) -> JsValue;
    /// Of a marker.
    #[wasm_bindgen(method, js_name = setZIndexOffset)]
    pub fn raise(this: &Layer, by: i32) -> JsValue;
    #[wasm_bindgen(method)]
    pub fn on(this: &Layer, event: &str, listener: &JsValue) -> JsValue;
}

/// A JavaScript object, for options.
pub fn object<const N: usize>(members: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // Fails only for frozen objects.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

/// A position as Leaflet writes it: `[latitude, longitude]`.
pub fn lat_lng(at: Position) -> JsValue {
    Array::of2(&at.latitude.into(), &at.longitude.into()).into()
}
