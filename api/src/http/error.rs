//! From a failure to `application/problem+json`.

use crate::db::Unavailable;
use crate::db::conflict::UniqueKey;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use shared::problem::{Code, Problem};

/// Why a request failed.
#[derive(Debug)]
pub enum Error {
    /// A refusal that the caller is told about, word for word.
    Refused(Box<Problem>),
    /// The database failed; the caller learns only whether to try again.
    Database(DieselError),
    /// The database cannot be used now.
    Unavailable(Unavailable),
    /// Something that cannot happen did; logged, never told.
    Internal(String),
}

impl Error {
    /// 404: it does not exist, or is not for the caller to see.
    #[must_use]
    pub fn not_found() -> Self {
        Problem::of(Code::NotFound).into()
    }

    /// 403: the caller sees it but may not do this.
    #[must_use]
    pub fn forbidden() -> Self {
        Problem::of(Code::Forbidden).into()
    }

    /// 422: one member of the body is wrong.
    #[must_use]
    pub fn invalid(pointer: &str, code: &str) -> Self {
        Problem::invalid_field(pointer, code).into()
    }

    /// Whether this is a violation of `key`.
    #[must_use]
    pub fn violates(&self, key: UniqueKey) -> bool {
        matches!(self, Self::Database(error) if key.is_violated_by(error))
    }

    /// Whether the same transaction may succeed if run again at once: a deadlock, or a lost serialisation.
    #[must_use]
    pub fn is_lost_race(&self) -> bool {
        let Self::Database(DieselError::DatabaseError(kind, info)) = self else { return false };
        matches!(kind, DatabaseErrorKind::SerializationFailure) || info.message().contains("deadlock detected")
    }

    /// What the caller is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Refused(problem) => (**problem).clone(),
            Self::Database(DieselError::NotFound) => Problem::of(Code::NotFound),
            Self::Database(error) if is_passing(error) => Problem::of(Code::Busy),
            Self::Database(error) if is_unstorable(error) => Problem::of(Code::Malformed),
            Self::Database(_) | Self::Internal(_) => Problem::of(Code::Internal),
            Self::Unavailable(_) => Problem::of(Code::Busy),
        }
    }
}

/// Whether the failure lies in the database's circumstances and not in our statement.
fn is_passing(error: &DieselError) -> bool {
    const SIGNS: [&str; 7] = [
        "database is locked",
        "database or disk is full",
        "terminating connection",
        "lock timeout",
        "server closed",
        "no connection",
        "disk I/O",
    ];
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::ReadOnlyTransaction, _)
        | DieselError::BrokenTransactionManager => true,
        DieselError::DatabaseError(_, info) => SIGNS.iter().any(|sign| info.message().contains(sign)),
        _ => false,
    }
}

/// Whether the caller sent text that PostgreSQL cannot keep: a NUL character, for which it has no place.
fn is_unstorable(error: &DieselError) -> bool {
    matches!(error, DieselError::DatabaseError(_, info) if info.message().starts_with("invalid byte sequence"))
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(problem) => problem.fmt(f),
            Self::Database(error) => error.fmt(f),
            Self::Unavailable(error) => error.fmt(f),
            Self::Internal(text) => f.write_str(text),
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        Self::Database(error)
    }
}

impl From<Unavailable> for Error {
    fn from(error: Unavailable) -> Self {
        Self::Unavailable(error)
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.problem().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let problem = self.problem();
        if problem.status >= 500 {
            tracing::error!(error = %self, "request failed");
        }
        write_problem(problem)
    }
}

/// A problem as a response, with the request's id and, where trying again helps, when to.
#[must_use]
pub fn write_problem(mut problem: Problem) -> HttpResponse {
    problem.instance = super::request_id::current();
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
        let seconds = problem.params.get("retry_after_seconds").and_then(serde_json::Value::as_i64).unwrap_or(2);
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if status == StatusCode::UNAUTHORIZED {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    response.body(serde_json::to_vec(&problem).unwrap_or_default())
}
