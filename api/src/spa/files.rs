//! The embedded files, in the compressed form that a client prefers.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, AcceptEncoding, ContentEncoding, Encoding, EntityTag, Header as _, IfNoneMatch};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use rust_embed::{EmbeddedFile, RustEmbed};

/// Bytes of a file's SHA-256 in its entity tag.
const TAG_BYTES: usize = 16;
/// Compressed forms, the smallest first.
const FORMS: [(ContentEncoding, &str); 2] = [(ContentEncoding::Brotli, ".br"), (ContentEncoding::Gzip, ".gz")];

#[derive(RustEmbed)]
#[folder = "../frontend/dist"]
#[exclude = ".*"]
#[allow_missing = true]
struct Files;

/// The file at `path` below the root, or nothing when there is none.
///
/// Each form has its own entity tag, since a strong tag promises equal bytes.
pub fn response(request: &HttpRequest, path: &str, cache_control: &'static str) -> Option<HttpResponse> {
    // The compressed forms are no files of their own.
    if FORMS.iter().any(|(_, suffix)| path.ends_with(suffix)) {
        return None;
    }
    let plain = Files::get(path)?;
    let (encoding, file) = preferred(request, path).unwrap_or((ContentEncoding::Identity, plain));
    let tag = entity_tag(&file);
    let fresh = is_known(request, &tag);
    let mut response = HttpResponse::build(if fresh { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    response
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, cache_control))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
    if fresh {
        return Some(response.finish());
    }
    if encoding != ContentEncoding::Identity {
        response.insert_header(encoding);
    }
    Some(response.content_type(content_type(path)).body(bytes(file.data)))
}

/// The compressed form that the client ranks highest and that exists.
fn preferred(request: &HttpRequest, path: &str) -> Option<(ContentEncoding, EmbeddedFile)> {
    let accepted = AcceptEncoding::parse(request).ok()?;
    let forms: Vec<(Encoding, &str)> = FORMS
        .iter()
        .filter(|(_, suffix)| Files::iter().any(|name| name.strip_suffix(suffix) == Some(path)))
        .map(|(encoding, suffix)| (Encoding::Known(*encoding), *suffix))
        .collect();
    let identity = Encoding::identity();
    let chosen = accepted.negotiate(forms.iter().map(|(encoding, _)| encoding).chain([&identity]))?;
    let (Encoding::Known(encoding), suffix) = forms.into_iter().find(|(encoding, _)| *encoding == chosen)? else {
        return None;
    };
    Some((encoding, Files::get(&format!("{path}{suffix}"))?))
}

fn entity_tag(file: &EmbeddedFile) -> EntityTag {
    let digest = file.metadata.sha256_hash();
    let text = digest.iter().take(TAG_BYTES).map(|byte| format!("{byte:02x}")).collect();
    EntityTag::new_strong(text)
}

fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    if !request.headers().contains_key(header::IF_NONE_MATCH) {
        return false;
    }
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|item| item.weak_eq(tag)),
        Err(_) => false,
    }
}

fn content_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = kind.type_() == mime_guess::mime::TEXT;
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

/// Embedded data is part of the program, so nothing is copied.
fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    }
}
