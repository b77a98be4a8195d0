//! What was asked: bodies and queries that are parsed and checked before a handler sees them.

use super::upload::broken;
use super::{Error, members_by_name};
use actix_web::dev::Payload;
use actix_web::error::JsonPayloadError;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use garde::Validate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use shared::problem::{Code, FieldError, Problem};
use std::future::{Ready, ready};

/// Largest body of a JSON request, bytes.
const MAX_BODY: usize = 256 * 1024;

/// A JSON body that satisfies its type's limits.
#[derive(Debug)]
pub struct Valid<T>(pub T);

impl<T: DeserializeOwned + Validate<Context = ()> + 'static> FromRequest for Valid<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = Body::from_request(request, payload);
        Box::pin(async move {
            let Body(value): Body<T> = body.await?;
            match value.validate() {
                Ok(()) => Ok(Self(value)),
                Err(report) => Err(Problem::invalid(FieldError::from_report(&report)).into()),
            }
        })
    }
}

/// A JSON body whose type has no limits of its own.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = actix_web::dev::JsonBody::<Object<T>>::new(request, payload, None, true).limit(MAX_BODY);
        Box::pin(async move { body.await.map(|object| Self(object.0)).map_err(|error| unreadable(&error)) })
    }
}

/// A body whose members are told by their names.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        members_by_name::read(deserializer).map(Self)
    }
}

fn unreadable(error: &JsonPayloadError) -> Error {
    let problem = match error {
        JsonPayloadError::OverflowKnownLength { .. } | JsonPayloadError::Overflow { .. } => Problem::of(Code::TooLarge),
        JsonPayloadError::Payload(error) => broken(error),
        JsonPayloadError::ContentType => Problem::of(Code::UnsupportedMediaType),
        // JSON of the wrong shape (a missing member, a word outside its set) is 422; what is no JSON at all is 400.
        JsonPayloadError::Deserialize(error) if error.is_data() => Problem::of(Code::Invalid).detailed(error.to_string()),
        other => Problem::of(Code::Malformed).detailed(other.to_string()),
    };
    problem.into()
}

/// A query string; its limits are checked by the noun that it asks.
#[derive(Debug)]
pub struct ValidQuery<T>(pub T);

impl<T: DeserializeOwned> FromRequest for ValidQuery<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // PostgreSQL keeps no NUL in text, and nobody means one.
        if request.query_string().contains("%00") {
            return ready(Err(Problem::of(Code::Malformed).detailed("the query holds a NUL character").into()));
        }
        let query = web::Query::<T>::from_query(request.query_string());
        ready(
            query
                .map(|query| Self(query.into_inner()))
                .map_err(|error| Problem::of(Code::Malformed).detailed(error.to_string()).into()),
        )
    }
}
