//! Endpoints of the food categories.

use super::store;
use super::tree::tree;
use crate::http::{Error, Identity, IfMatch, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, PublicFailures, ReadFailures};
use actix_web::http::header::{self, EntityTag, Header, IfNoneMatch};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse, get, put};
use sha2::{Digest, Sha256};
use shared::categories::{CategoryList, CategoryQuery, NewSynonyms, Synonyms};
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
///
/// With `text` only what is called so, the best first: labels and synonyms in both languages, plural, accents and typing
/// errors aside.
#[utoipa::path(
    tag = "categories",
    security(()),
    params(CategoryQuery),
    responses(
        (status = 200, body = CategoryList, description = "The whole tree, or what the text finds"),
        (status = 304, description = "The same as the caller has"),
        PublicFailures
    )
)]
#[get("/categories")]
pub async fn list_categories(
    state: State,
    request: HttpRequest,
    query: ValidQuery<CategoryQuery>,
) -> Result<HttpResponse, Error> {
    match query.0.text {
        Some(text) => {
            let list = state.read(move |cx| store::search(cx, &text)).await?;
            Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=60")).json(list))
        }
        None => Ok(whole_tree(&request)),
    }
}

fn whole_tree(request: &HttpRequest) -> HttpResponse {
    let unchanged = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|tag| tag.weak_eq(&ANSWER.tag)),
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header(header::ETag(ANSWER.tag.clone()));
    response.insert_header((header::CACHE_CONTROL, "public, max-age=300"));
    if unchanged { response.finish() } else { response.content_type("application/json").body(ANSWER.body.as_str()) }
}

/// Find what people call a category.
///
/// The words by which searches find it besides its labels.
#[utoipa::path(
    tag = "categories",
    security(("bearer" = [])),
    params(("code" = String, Path, description = "Code of the category")),
    responses(
        (status = 200, body = Synonyms, description = "The synonyms", headers(("ETag" = String, description = "Their version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/categories/{code}/synonyms")]
pub async fn find_category_synonyms(state: State, me: Identity, code: Path<String>) -> Result<Tagged<Synonyms>, Error> {
    state.read_as(me, move |cx, _| store::find(cx, &code)).await.map(Tagged)
}

/// Replace what people call a category.
///
/// For the administrator; needs `If-Match` with the version that was seen. Searches understand it at once; saved searches
/// when they are next edited.
#[utoipa::path(
    tag = "categories",
    security(("bearer" = [])),
    params(
        ("code" = String, Path, description = "Code of the category"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = NewSynonyms,
    responses((status = 200, body = Synonyms, description = "The synonyms as they are now"), EditFailures)
)]
#[put("/categories/{code}/synonyms")]
pub async fn replace_category_synonyms(
    state: State,
    me: Identity,
    code: Path<String>,
    seen: IfMatch,
    new: Valid<NewSynonyms>,
) -> Result<Tagged<Synonyms>, Error> {
    state.write_as(me, move |cx, actor| store::replace(cx, actor, &code, seen, &new.0)).await.map(Tagged)
}
