//! The API document: what is said once for all operations.

use crate::accounts::session::LOOK_COOKIE;
use shared::needs::NeedSort;
use shared::offers::OfferSort;
use shared::problem::Problem;
use std::collections::BTreeMap;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Response, ResponseBuilder, ServerBuilder};
use utoipa::{IntoResponses, Modify, OpenApi as _};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Maillage",
        description = "The API of a network of food-aid associations that put their means in common.\n\n\
            Log in with `POST /auth/login`, send `Authorization: Bearer <access_token>`. Lists are `{items, next_cursor}`. \
            Errors are `application/problem+json` with a stable `code`. Weights are whole grams, instants are UTC.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    // Named here because no body contains them: problems are written by hand, the order only stands in a query.
    components(schemas(Problem, OfferSort, NeedSort)),
    modifiers(&Base)
)]
struct Document;

struct Base;

impl Modify for Base {
    fn modify(&self, document: &mut OpenApi) {
        document.servers = Some(vec![ServerBuilder::new().url("/").description(Some("This server")).build()]);
        let components = document.components.get_or_insert_with(Default::default);
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .description(Some("The access token of `POST /auth/login` or `/auth/refresh`; good for ten minutes."))
            .build();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
        let cookie = ApiKeyValue::with_description(
            LOOK_COOKIE,
            "Set with each access token, for a day; opens photos alone, so that a browser shows them by itself.",
        );
        components.add_security_scheme("photos", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

/// The document before any route is added.
#[must_use]
pub fn base() -> OpenApi {
    Document::openapi()
}

/// Adds to every operation the refusals that come before any handler, in one place because they can meet any request.
#[must_use]
pub fn complete(mut document: OpenApi) -> OpenApi {
    for item in document.paths.paths.values_mut() {
        let methods = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in methods.into_iter().flatten() {
            for (status, response) in problems(&[TOO_SLOW, TOO_LARGE, NOT_JSON, TOO_MANY, BUSY]) {
                operation.responses.responses.entry(status).or_insert(response);
            }
        }
    }
    document
}

/// The document as text: members sorted and one a line, so that a comparison shows what changed.
///
/// # Errors
/// When the document cannot be written as JSON, which is a mistake of ours.
pub fn print(document: &OpenApi) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(document)?;
    value.sort_all_objects();
    serde_json::to_string_pretty(&value).map(|text| text + "\n")
}

fn problem(description: &str) -> RefOr<Response> {
    let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))));
    ResponseBuilder::new().description(description).content("application/problem+json", content).build().into()
}

fn problems(list: &[(&str, &str)]) -> BTreeMap<String, RefOr<Response>> {
    list.iter().map(|(status, text)| ((*status).to_owned(), problem(text))).collect()
}

const MALFORMED: (&str, &str) = ("400", "The request could not be read: `malformed`, `cursor_mismatch`.");
const UNAUTHENTICATED: (&str, &str) = ("401", "No valid access token: `unauthenticated`.");
const FORBIDDEN: (&str, &str) = (
    "403",
    "Visible, but not for you to do: `forbidden`, `organisation_not_approved`, \
     `organisation_suspended`.",
);
const NOT_FOUND: (&str, &str) = ("404", "Does not exist, or is not for you to see: `not_found`.");
const CONFLICT: (&str, &str) = ("409", "The present state does not allow it; the code says why.");
const CHANGED: (&str, &str) = ("412", "Somebody changed it meanwhile: `precondition_failed`.");
const TOO_SLOW: (&str, &str) = ("408", "The body came too slowly: `too_slow`.");
const TOO_LARGE: (&str, &str) = ("413", "The body is too large: `too_large`.");
const NOT_JSON: (&str, &str) = ("415", "The body is not JSON, or is compressed: `unsupported_media_type`.");
const INVALID: (&str, &str) = ("422", "Fields are wrong, see `errors`: `invalid`, `idempotency_key_reused`.");
const UNCONDITIONAL: (&str, &str) = ("428", "This write needs If-Match: `precondition_required`.");
const TOO_MANY: (&str, &str) =
    ("429", "Too often, see RateLimit and Retry-After: `too_many_requests`, `too_many_attempts`.");
const INTERNAL: (&str, &str) = ("500", "Our fault: `internal`.");
const BUSY: (&str, &str) = ("503", "The database is busy or away, see Retry-After: `busy`.");

/// How an operation open to everybody can fail.
pub struct PublicFailures;

impl IntoResponses for PublicFailures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[MALFORMED, NOT_FOUND, INVALID, INTERNAL, BUSY])
    }
}

/// How an operation with a body, open to everybody, can fail.
pub struct PublicWriteFailures;

impl IntoResponses for PublicWriteFailures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let refused = (
            "401",
            "E-mail, password, code or refresh cookie is wrong: `invalid_credentials`, `second_factor_required`, \
             `second_factor_wrong`, `session_expired`.",
        );
        problems(&[MALFORMED, refused, NOT_FOUND, CONFLICT, TOO_LARGE, NOT_JSON, INVALID, INTERNAL, BUSY])
    }
}

/// How an operation that a mail's link allows can fail.
pub struct LinkFailures;

impl IntoResponses for LinkFailures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[MALFORMED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_LARGE, NOT_JSON, INVALID, INTERNAL, BUSY])
    }
}

/// How a reading operation for members can fail.
pub struct ReadFailures;

impl IntoResponses for ReadFailures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[MALFORMED, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID, INTERNAL, BUSY])
    }
}

/// How a writing operation for members can fail.
pub struct WriteFailures;

impl IntoResponses for WriteFailures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[MALFORMED, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_LARGE, NOT_JSON, INVALID, INTERNAL, BUSY])
    }
}

/// How an edit with `If-Match` can fail.
pub struct EditFailures;

impl IntoResponses for EditFailures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut responses = WriteFailures::responses();
        responses.append(&mut problems(&[CHANGED, UNCONDITIONAL]));
        responses
    }
}
