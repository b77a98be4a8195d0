//! Answers other than plain 200.

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;

/// 201 with the new thing and where it is.
#[derive(Debug)]
pub struct Created<T> {
    /// The new thing.
    pub value: T,
    /// Its address; `None` where it has none of its own.
    pub location: Option<String>,
}

impl<T: Serialize> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Created();
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        response.json(self.value)
    }
}

/// 202: it will be done.
#[derive(Debug)]
pub struct Accepted;

impl Responder for Accepted {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Accepted().finish()
    }
}

/// 204.
#[derive(Debug)]
pub struct NoContent;

impl Responder for NoContent {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}

/// 200 with a file that is saved: no cache keeps it.
#[derive(Debug)]
pub struct Download {
    /// Its media type.
    pub kind: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What is in it.
    pub content: Vec<u8>,
}

impl Download {
    /// Comma-separated values.
    #[must_use]
    pub const fn csv(name: &'static str, content: Vec<u8>) -> Self {
        Self { kind: "text/csv; charset=utf-8", name, content }
    }

    /// A workbook for spreadsheets.
    #[must_use]
    pub const fn xlsx(name: &'static str, content: Vec<u8>) -> Self {
        Self { kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name, content }
    }
}

impl Responder for Download {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        response.insert_header((header::CONTENT_TYPE, self.kind));
        response.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", self.name)));
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        response.body(self.content)
    }
}

/// 200 with what is personal: no cache keeps it.
#[derive(Debug)]
pub struct Private<T>(pub T);

impl<T: Serialize> Responder for Private<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(self.0)
    }
}
