//! Fetches Leaflet when the first map is shown: a third of a megabyte that most pages never need.

use crate::browser;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Attributes of `<body>` that say where the files are: their names carry a digest.
const SCRIPT: &str = "data-leaflet-script";
const STYLE: &str = "data-leaflet-style";

thread_local! {
    static LOADING: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Waits until Leaflet is there. `false`: it cannot be had now; the next map tries again.
pub async fn leaflet() -> bool {
    let promise = LOADING.with_borrow_mut(|slot| slot.get_or_insert_with(|| Promise::all(&files())).clone());
    let loaded = JsFuture::from(promise).await.is_ok();
    if !loaded {
        LOADING.set(None);
    }
    loaded
}

fn files() -> JsValue {
    let style = element("link", &[("rel", "stylesheet")], "href", STYLE);
    let script = element("script", &[], "src", SCRIPT);
    js_sys::Array::of2(&style, &script).into()
}

/// Puts an element into the head; the promise follows its `load` and `error` events.
fn element(tag: &str, attributes: &[(&str, &str)], address_in: &str, named_by: &str) -> Promise {
    Promise::new(&mut |loaded: Function, failed: Function| {
        if insert(tag, attributes, address_in, named_by, &loaded, &failed).is_none() {
            // Cannot throw: it settles the promise.
            let _ = failed.call0(&JsValue::UNDEFINED);
        }
    })
}

fn insert(
    tag: &str,
    attributes: &[(&str, &str)],
    address_in: &str,
    named_by: &str,
    loaded: &Function,
    failed: &Function,
) -> Option<()> {
    let document = browser::document()?;
    let address = document.body()?.get_attribute(named_by)?;
    let element = document.create_element(tag).ok()?;
    for (name, value) in attributes {
        element.set_attribute(name, value).ok()?;
    }
    element.add_event_listener_with_callback("load", loaded).ok()?;
    element.add_event_listener_with_callback("error", failed).ok()?;
    element.set_attribute(address_in, &address).ok()?;
    document.query_selector("head").ok()??.append_child(&element).ok()?;
    Some(())
}
