//! Keyset pagination: opaque cursors, and the `Link` to the next page.

use super::Error;
use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared::page::{DEFAULT_LIMIT, MAX_LIMIT, Page};
use shared::problem::{Code, FieldError, Problem};

/// Version of the cursor's form; an older one is refused instead of misread.
const FORM: u8 = 1;

#[derive(Serialize, Deserialize)]
struct Envelope<K> {
    v: u8,
    /// Fingerprint of the filters: a cursor used with others would skip rows silently.
    f: u64,
    k: K,
}

/// Fingerprint of the filters of a list: `filters` is the query without its cursor and limit. The query's type is part
/// of it, because lists without filters look alike otherwise.
///
/// # Errors
/// When the filters cannot be written as JSON, which is a mistake of ours.
pub fn fingerprint<Q: Serialize>(filters: &Q) -> Result<u64, Error> {
    let text = serde_json::to_vec(filters).map_err(|error| Error::Internal(error.to_string()))?;
    let digest = Sha256::new().chain_update(std::any::type_name::<Q>()).chain_update(&text).finalize();
    Ok(digest.iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
}

/// The cursor after the row whose sort key is `key`.
///
/// # Errors
/// When the key cannot be written as JSON, which is a mistake of ours.
pub fn encode<K: Serialize>(filters: u64, key: K) -> Result<String, Error> {
    let text =
        serde_json::to_vec(&Envelope { v: FORM, f: filters, k: key }).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(text))
}

/// The sort key that a cursor stands for; `None` for the first page.
///
/// # Errors
/// 400 when the cursor is not ours or belongs to other filters.
pub fn decode<K: DeserializeOwned>(filters: u64, cursor: Option<&str>) -> Result<Option<K>, Error> {
    let Some(cursor) = cursor else {
        return Ok(None);
    };
    let envelope = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|text| serde_json::from_slice::<Envelope<K>>(&text).ok());
    match envelope {
        Some(envelope) if envelope.v == FORM && envelope.f == filters => Ok(Some(envelope.k)),
        _ => Err(Problem::of(Code::CursorMismatch).into()),
    }
}

/// Whether a cursor belongs to these filters; no cursor belongs to all.
#[must_use]
pub fn belongs(filters: u64, cursor: Option<&str>) -> bool {
    decode::<serde::de::IgnoredAny>(filters, cursor).is_ok()
}

/// How many items a page has.
///
/// # Errors
/// 422 when the wish is not 1 to 100.
pub fn limit(wish: Option<u32>) -> Result<usize, Error> {
    let limit = wish.unwrap_or(DEFAULT_LIMIT);
    if (1..=MAX_LIMIT).contains(&limit) {
        return Ok(usize::try_from(limit).unwrap_or(1));
    }
    let mut error = FieldError::new("?limit", if limit == 0 { "too_small" } else { "too_large" });
    error.params.insert("min".to_owned(), 1.into());
    error.params.insert("max".to_owned(), MAX_LIMIT.into());
    Err(Problem::invalid(vec![error]).into())
}

/// Cuts `rows`, fetched one more than `limit`, to the page and tells the last row's key when there is a next page.
pub fn cut<T, K>(rows: &mut Vec<T>, limit: usize, key: impl FnOnce(&T) -> K) -> Option<K> {
    if rows.len() <= limit {
        return None;
    }
    rows.truncate(limit);
    rows.last().map(key)
}

/// 200 with the page, and the next one's address in `Link`.
#[derive(Debug)]
pub struct Paged<P>(pub P);

impl<P: Page + Serialize> Responder for Paged<P> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        response.insert_header((header::CACHE_CONTROL, "private, no-cache"));
        if let Some(next) = link(request, self.0.next_cursor()) {
            response.insert_header((header::LINK, next));
        }
        response.json(self.0)
    }
}

/// The `Link` to the page that begins at `cursor`.
pub(super) fn link(request: &HttpRequest, cursor: Option<&str>) -> Option<String> {
    let cursor = cursor?;
    let others = request.query_string().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    let query: Vec<&str> = others.collect();
    let separator = if query.is_empty() { "" } else { "&" };
    Some(format!("<{}?{}{separator}cursor={cursor}>; rel=\"next\"", request.path(), query.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_key_comes_back_and_any_text_is_a_key_or_refused(filters: u64, number: i64, text: String, forged: String) {
            let cursor = encode(filters, (number, text.clone())).unwrap();
            prop_assert!(cursor.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
            prop_assert_eq!(decode::<(i64, String)>(filters, Some(&cursor)).unwrap(), Some((number, text)));
            for cursor in [URL_SAFE_NO_PAD.encode(&forged), forged] {
                let refused = decode::<(i64, String)>(filters, Some(&cursor)).unwrap_err();
                prop_assert_eq!(refused.problem().code, Code::CursorMismatch);
            }
        }
    }

    #[test]
    fn a_cursor_returns_its_key_and_serves_only_its_own_list() {
        let filters = fingerprint(&("dairy", 10)).unwrap();
        let cursor = encode(filters, (42_i64, "a".to_owned())).unwrap();
        assert_eq!(decode::<(i64, String)>(filters, Some(&cursor)).unwrap(), Some((42, "a".to_owned())));
        assert_eq!(decode::<(i64, String)>(filters, None).unwrap(), None);
        for (filters, cursor) in [(filters + 1, cursor.as_str()), (filters, "nonsense"), (filters, "é"), (filters, "")] {
            let error = decode::<(i64, String)>(filters, Some(cursor)).unwrap_err();
            assert_eq!(error.problem().code, Code::CursorMismatch);
        }
    }

    #[test]
    fn one_row_too_many_means_another_page() {
        let mut rows = vec![1, 2, 3];
        assert_eq!(cut(&mut rows, 2, |row| *row), Some(2));
        assert_eq!(rows, [1, 2]);
        assert_eq!(cut(&mut rows, 2, |row| *row), None);
    }
}
