//! The access token: in memory only, so that no script can find it in a store. The refresh token is a cookie that
//! scripts cannot read at all.

use super::{Call, Failure};
use js_sys::Promise;
use shared::accounts::AccessToken;
use shared::paths;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use yew::Callback;

thread_local! {
    static ACCESS: RefCell<Option<String>> = const { RefCell::new(None) };
    /// The refresh under way, so that calls which fail together wait for one.
    static REFRESHING: RefCell<Option<Promise>> = const { RefCell::new(None) };
    static ON_END: RefCell<Callback<()>> = RefCell::new(Callback::noop());
}

/// The current access token.
#[must_use]
pub fn access() -> Option<String> {
    ACCESS.with_borrow(Clone::clone)
}

/// Keeps a new access token, or forgets it.
pub fn set(token: Option<AccessToken>) {
    ACCESS.set(token.map(|token| token.access_token));
}

/// Who wants to know that the session has ended.
pub fn on_end(listener: Callback<()>) {
    ON_END.set(listener);
}

/// Gets an access token where there is none: the application was opened without network, and is back in reach.
///
/// # Errors
/// When the server was not reached.
pub async fn ensure() -> Result<(), Failure> {
    if access().is_none() {
        refresh().await?;
    }
    Ok(())
}

/// Exchanges the refresh cookie for a new access token. `false`: nobody is logged in any more.
///
/// # Errors
/// When the server was not reached: the session may still be good.
pub async fn refresh() -> Result<bool, Failure> {
    let promise = REFRESHING.with_borrow_mut(|slot| slot.get_or_insert_with(|| future_to_promise(exchange())).clone());
    let outcome = JsFuture::from(promise).await;
    REFRESHING.set(None);
    let refreshed = outcome.ok().and_then(|value| value.as_bool()).ok_or(Failure::Offline)?;
    if !refreshed {
        ON_END.with_borrow(Clone::clone).emit(());
    }
    Ok(refreshed)
}

/// True or false as [`refresh`]; rejected when the server was not reached.
async fn exchange() -> Result<JsValue, JsValue> {
    match Call::post(paths::REFRESH).anonymous().fetch::<AccessToken>().await {
        Ok(token) => {
            set(Some(token));
            Ok(JsValue::TRUE)
        }
        Err(Failure::Problem(problem)) if problem.status < 500 && problem.status != 429 => {
            set(None);
            Ok(JsValue::FALSE)
        }
        Err(_) => Err(JsValue::NULL),
    }
}
