//! A barcode read off a photo, where the browser can: the phone's own camera takes it, nothing is sent anywhere.

use crate::browser;
use crate::components::Icon;
use crate::i18n::t;
use js_sys::{Array, Function, Promise, Reflect};
use shared::products;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// Props of [`use_scan`].
#[derive(PartialEq)]
pub struct ScanProps {
    /// Takes the digits.
    pub found: Callback<String>,
}

/// The button that takes the photo; nothing where the browser reads no barcodes.
#[hook]
pub fn use_scan(props: Rc<ScanProps>) -> Html {
    let unread = use_state(|| false);
    if detector().is_none() {
        return html! {};
    }
    let onchange = {
        let (unread, found) = (unread.clone(), props.found.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let photo = input.files().and_then(|files| files.get(0));
            // The same file may be chosen again.
            input.set_value("");
            let (unread, found) = (unread.clone(), found.clone());
            spawn_local(async move {
                let Some(photo) = photo else { return };
                let digits = read(&photo).await;
                unread.set(digits.is_none());
                if let Some(digits) = digits {
                    found.emit(digits);
                }
            });
        })
    };
    html! {
        <div class="stack-tight">
            <label class="button button-secondary file-button">
                { Icon::Camera }<span>{ t!("stock_receive.scan") }</span>
                <input class="file-input" type="file" accept="image/*" capture="environment" {onchange} />
            </label>
            <p class="hint" role="status">
                if *unread {
                    { t!("stock_receive.scan_failed") }
                }
            </p>
        </div>
    }
}

/// What makes a reader of barcodes; few browsers have it.
fn detector() -> Option<Function> {
    let window = browser::window()?;
    Reflect::get(&window, &"BarcodeDetector".into()).ok()?.dyn_into().ok()
}

/// The first barcode of food on the photo.
async fn read(photo: &File) -> Option<String> {
    let reader = Reflect::construct(&detector()?, &Array::new()).ok()?;
    let detect: Function = Reflect::get(&reader, &"detect".into()).ok()?.dyn_into().ok()?;
    let photo: &JsValue = photo;
    let reading: Promise = detect.call1(&reader, photo).ok()?.dyn_into().ok()?;
    let codes: Array = JsFuture::from(reading).await.ok()?.dyn_into().ok()?;
    let text = |code: JsValue| Reflect::get(&code, &"rawValue".into()).ok()?.as_string();
    codes.iter().filter_map(text).find(|text| products::gtin14(text).is_some())
}
