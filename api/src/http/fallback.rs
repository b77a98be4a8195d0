//! What answers when no endpoint does: 405 for a known path, 404 for the rest.

use super::error::write_problem;
use super::operations::Operations;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use shared::problem::{Code, Problem};

/// Answers for any path of the API that no endpoint took.
#[must_use]
pub fn answer(request: &HttpRequest, operations: &Operations) -> HttpResponse {
    let known = operations.at(request.path());
    if known.is_empty() {
        return write_problem(Problem::of(Code::NotFound));
    }
    let list = known.iter().map(|operation| operation.method.as_str()).collect::<Vec<_>>().join(", ");
    let mut response = write_problem(Problem::of(Code::MethodNotAllowed));
    if let Ok(value) = header::HeaderValue::from_str(&list) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}
