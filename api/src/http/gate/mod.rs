//! What every request passes before and after its handler: allowance, body, figures, security headers.

mod body;
mod connections;
mod limiter;
mod limits;
mod security;

use super::error::write_problem;
use super::figures::{OperationFigures, Page};
use super::operations::{Operation, Operations};
use super::{State, caller, fallback, identity, live};
use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, web};
use connections::Connection;
pub use connections::Connections;
use limiter::{Limiter, Standing};
use std::sync::Arc;
use std::time::Instant;

/// What the middleware keeps from request to request.
pub struct Gate {
    state: State,
    operations: Arc<Operations>,
    limiter: Limiter,
    opened: Instant,
    /// Of what is no operation: files of the application, addresses that do not exist.
    others: OperationFigures,
}

impl Gate {
    /// A gate before the operations of the document.
    #[must_use]
    pub fn new(state: State, operations: Arc<Operations>) -> Self {
        Self { state, operations, limiter: Limiter::default(), opened: Instant::now(), others: OperationFigures::default() }
    }

    /// How everything was answered.
    pub fn print(&self, page: &mut Page) {
        let mut rows: Vec<_> = Vec::from([("none", "any", &self.others)]);
        rows.extend(self.operations.all().into_iter().map(|one| (one.id.as_str(), one.method.as_str(), &one.figures)));
        page.operations(&rows);
    }

    /// Counts the request; `None` where nothing is limited, as for files of the application.
    fn count(&self, request: &ServiceRequest, operation: Option<&Operation>) -> Option<Standing> {
        if !request.path().starts_with("/api/v1/") {
            return None;
        }
        let settings = &self.state.settings;
        // Verified once: the extractor takes it from here.
        let identity = identity::identify(request.request()).ok();
        if let Some(identity) = identity {
            request.extensions_mut().insert(identity);
        }
        let address = caller::address_of(request.request(), &settings.trusted_proxies);
        let (whose, policy) = limits::allowance(&settings.limits, operation, identity, address);
        let now = u64::try_from(self.opened.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.limiter.take(whose, policy, now)
    }
}

/// Why a request goes no further, if it does not.
fn refusal(
    request: &ServiceRequest,
    standing: Option<Standing>,
    longest: u64,
    operations: &Operations,
) -> Option<HttpResponse> {
    let too_many = standing.and_then(|standing| standing.refused_for_s).map(limits::refusal);
    let too_long = || body::refusal(request.headers(), longest).map(write_problem);
    let not_allowed = || is_not_allowed(request, operations).then(|| fallback::answer(request.request(), operations));
    too_many.or_else(too_long).or_else(not_allowed)
}

/// Whether a path has no such method. The router would look on: it takes the last word of `PATCH /lots/import_template` for
/// the identifier of a lot, and answers that one must log in first.
fn is_not_allowed(request: &ServiceRequest, operations: &Operations) -> bool {
    let (method, path) = (request.method(), request.path());
    let is_known = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE].contains(method);
    is_known && !operations.at(path).is_empty() && operations.find(method, path).is_none()
}

/// The length of an answer; what is compressed on the way is taken for a large list.
fn length(body: &impl MessageBody) -> u64 {
    match body.size() {
        BodySize::None => 0,
        BodySize::Sized(bytes) => bytes,
        BodySize::Stream => 64 * 1024,
    }
}

/// Middleware: the gate around everything that is served.
///
/// # Errors
/// What the inner service returns.
pub async fn middleware<B: MessageBody + 'static>(
    gate: web::Data<Gate>,
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let operation = gate.operations.find(request.method(), request.path());
    let figures = gate.state.figures.began(operation.map_or(&gate.others, |found| &found.figures));
    let longest = operation.and_then(|found| found.longest_body).unwrap_or(body::MAX_BODY);
    let standing = gate.count(&request, operation);
    let connection = request.conn_data::<Arc<Connection>>().cloned();
    connection.iter().for_each(|connection| connection.busy());
    let mut response = match refusal(&request, standing, longest, &gate.operations) {
        Some(refusal) => request.into_response(refusal).map_into_right_body(),
        None => {
            body::watch(&mut request, longest);
            next.call(request).await?.map_into_left_body()
        }
    };
    let path = response.request().path().to_owned();
    security::apply(response.headers_mut(), &path, gate.state.settings.is_https());
    if let Some(standing) = standing {
        limits::tell(standing, response.headers_mut());
    }
    figures.ended(response.status());
    // An answer that goes on is no silence: it ends with the connection.
    if !live::is_live(response.headers()) {
        connection.iter().for_each(|connection| connection.answered(length(response.response().body())));
    }
    Ok(response)
}
