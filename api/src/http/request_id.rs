//! An id for each request: in the log, in `X-Request-Id`, and in the problem that a person reports to us.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use tracing::Instrument;
use uuid::Uuid;

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request that this task works on.
#[must_use]
pub fn current() -> Option<String> {
    CURRENT.try_with(Clone::clone).ok()
}

/// Middleware: gives the request its id and one line in the log when it is done.
///
/// # Errors
/// What the inner service returns.
pub async fn middleware<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let id = Uuid::now_v7().to_string();
    let span = tracing::info_span!("request", %id);
    let (method, path) = (request.method().clone(), request.path().to_owned());
    let started = std::time::Instant::now();
    let header_value = HeaderValue::from_str(&id);
    let outcome = CURRENT.scope(id, next.call(request)).instrument(span.clone()).await;
    let mut response = outcome?;
    let micros = started.elapsed().as_micros();
    span.in_scope(|| tracing::info!(%method, path, status = response.status().as_u16(), micros, "answered"));
    if let Ok(value) = header_value {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}
