//! A file on its way to the server. `fetch` cannot tell how much of a body has left; the older interface can.

use super::call::failure;
use super::{Failure, token};
use crate::json;
use js_sys::Promise;
use serde::de::DeserializeOwned;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

const UNAUTHENTICATED: u16 = 401;

/// Sends a file as the whole body and reads the answer; `progress` hears percents.
///
/// # Errors
/// See [`Failure`].
pub async fn send<T: DeserializeOwned>(path: &str, file: &Blob, progress: impl Fn(u8) + 'static) -> Result<T, Failure> {
    answered(&Upload { path, file, key: None, progress: Rc::new(progress) }).await
}

/// As [`send`], with one effect together with all other requests of this key and file.
///
/// # Errors
/// See [`Failure`].
pub async fn send_once<T: DeserializeOwned>(path: &str, file: &Blob, key: &str) -> Result<T, Failure> {
    answered(&Upload { path, file, key: Some(key), progress: Rc::new(|_| ()) }).await
}

/// What is sent.
struct Upload<'u> {
    path: &'u str,
    file: &'u Blob,
    key: Option<&'u str>,
    progress: Rc<dyn Fn(u8)>,
}

async fn answered<T: DeserializeOwned>(upload: &Upload<'_>) -> Result<T, Failure> {
    let mut answer = attempt(upload).await?;
    if answer.0 == UNAUTHENTICATED && token::refresh().await? {
        answer = attempt(upload).await?;
    }
    let (status, text) = answer;
    if (200..300).contains(&status) { json::read(&text).map_err(|_| Failure::Unreadable) } else { Err(failure(&text)) }
}

/// Status and text of the answer.
async fn attempt(upload: &Upload<'_>) -> Result<(u16, String), Failure> {
    let (request, heard) = prepare(upload).map_err(|_| Failure::Unreadable)?;
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_blob(Some(upload.file)).map_err(|_| Failure::Offline)?;
    let ended = JsFuture::from(ended).await;
    // Heard until here.
    drop(heard);
    match (ended, request.status().unwrap_or_default()) {
        (Ok(_), status) if status > 0 => Ok((status, request.response_text().ok().flatten().ok_or(Failure::Unreadable)?)),
        _ => Err(Failure::Offline),
    }
}

type Heard = Closure<dyn Fn(ProgressEvent)>;

fn prepare(upload: &Upload<'_>) -> Result<(XmlHttpRequest, Heard), JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open("POST", upload.path)?;
    request.set_request_header("Accept", "application/json")?;
    request.set_request_header("Content-Type", "application/octet-stream")?;
    if let Some(token) = token::access() {
        request.set_request_header("Authorization", &format!("Bearer {token}"))?;
    }
    if let Some(key) = upload.key {
        request.set_request_header("Idempotency-Key", key)?;
    }
    let progress = Rc::clone(&upload.progress);
    let heard = Heard::new(move |event: ProgressEvent| progress(percent(event.loaded(), event.total())));
    request.upload()?.set_onprogress(Some(heard.as_ref().unchecked_ref()));
    Ok((request, heard))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn percent(loaded: f64, total: f64) -> u8 {
    if total > 0.0 { (loaded / total * 100.0).clamp(0.0, 100.0) as u8 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn percents_stay_between_nothing_and_all() {
        assert_eq!((percent(0.0, 0.0), percent(1.0, 3.0), percent(5.0, 4.0)), (0, 33, 100));
    }
}
