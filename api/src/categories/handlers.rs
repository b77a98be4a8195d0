//! Endpoints of the food categories.

use super::tree::tree;
use crate::openapi::PublicFailures;
use actix_web::http::header::{self, EntityTag, Header, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, get};
use sha2::{Digest, Sha256};
use shared::categories::CategoryList;
use std::sync::LazyLock;

/// The answer, which only another version of this binary changes.
struct Answer {
    body: String,
    tag: EntityTag,
}

static ANSWER: LazyLock<Answer> = LazyLock::new(|| {
    let body =
        serde_json::to_string(&CategoryList { items: tree().all().to_vec(), corrected: Vec::new() }).unwrap_or_default();
    let digest = Sha256::digest(body.as_bytes());
    let tag = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Answer { body, tag: EntityTag::new_strong(tag) }
});

/// The tree of food categories.
///
/// Parents before their children, with French and English labels and what a form starts with; needs no token. With
/// `If-None-Match` the answer is 304 while the tree is the same.
#[utoipa::path(
    tag = "categories",
    security(()),
    responses(
        (status = 200, body = CategoryList, description = "The whole tree"),
        (status = 304, description = "The same as the caller has"),
        PublicFailures
    )
)]
#[get("/categories")]
pub async fn list_categories(request: HttpRequest) -> HttpResponse {
    let unchanged = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|tag| tag.weak_eq(&ANSWER.tag)),
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header(header::ETag(ANSWER.tag.clone()));
    response.insert_header((header::CACHE_CONTROL, "public, max-age=300"));
    if unchanged { response.finish() } else { response.content_type("application/json").body(ANSWER.body.as_str()) }
}
