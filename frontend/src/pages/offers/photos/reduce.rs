//! Photos made small by the browser before they are sent: a telephone takes several megabytes, a bad network carries few.

use crate::browser;
use js_sys::{Function, Promise};
use shared::photos::MAX_SIDE;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// Files up to this size are sent as they are, bytes.
const SMALL: f64 = 400_000.0;
/// Longest side of a preview, pixels.
const PREVIEW_SIDE: u32 = 160;
/// Quality of the JPEGs, of 1.
const QUALITY: f64 = 0.85;

/// The same photo, no larger than the server keeps it. What the browser cannot read or make smaller stays as it is: the
/// server knows more formats, and judges.
pub async fn reduced(file: &Blob) -> Blob {
    if file.size() <= SMALL {
        return file.clone();
    }
    match drawn(file, MAX_SIDE).await {
        Ok(canvas) => jpeg(&canvas).await.filter(|small| small.size() < file.size()).unwrap_or_else(|| file.clone()),
        Err(_) => file.clone(),
    }
}

/// A small picture of it as a `data:` address; none where the browser cannot read it.
pub async fn preview(file: &Blob) -> Option<String> {
    let canvas = drawn(file, PREVIEW_SIDE).await.ok()?;
    canvas.to_data_url_with_type("image/jpeg").ok()
}

/// The picture on a canvas, upright, at most so many pixels a side.
async fn drawn(file: &Blob, side: u32) -> Result<HtmlCanvasElement, JsValue> {
    let window = browser::window().ok_or(JsValue::NULL)?;
    let document = browser::document().ok_or(JsValue::NULL)?;
    let bitmap: ImageBitmap = JsFuture::from(window.create_image_bitmap_with_blob(file)?).await?.dyn_into()?;
    let (width, height) = fitted(bitmap.width(), bitmap.height(), side);
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    let (width, height) = (f64::from(width), f64::from(height));
    // What is transparent would be black in a JPEG.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)?;
    // Old phones have little memory, and a photo takes fifty megabytes of it.
    bitmap.close();
    Ok(canvas)
}

async fn jpeg(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let written = Promise::new(&mut |resolve: Function, reject: Function| {
        if canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &QUALITY.into()).is_err() {
            // Fails only for functions that throw.
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(written).await.ok()?.dyn_into().ok()
}

/// Width and height in the same proportion, at most `side`.
fn fitted(width: u32, height: u32, side: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    if longest <= side {
        return (width, height);
    }
    let part = |length: u32| {
        let scaled = u64::from(length) * u64::from(side) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    (part(width), part(height))
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn pictures_keep_their_proportion_and_never_grow() {
        assert_eq!(fitted(4_000, 3_000, 1_600), (1_600, 1_200));
        assert_eq!(fitted(3_000, 4_000, 1_600), (1_200, 1_600));
        assert_eq!(fitted(800, 600, 1_600), (800, 600));
        assert_eq!(fitted(9_000, 1, 1_600), (1_600, 1));
        assert_eq!(fitted(0, 0, 1_600), (0, 0));
    }
}
