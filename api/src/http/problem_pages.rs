//! `/problems/{code}`: what a problem's `type` points to, a page that explains the code to an integrator.

use super::Error;
use actix_web::web::{Path, ServiceConfig, get};
use actix_web::{HttpResponse, Responder};
use shared::problem::Code;
use std::fmt::Write;

/// Routes of these pages.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/problems", get().to(list)).route("/problems/{code}", get().to(explain));
}

async fn list() -> impl Responder {
    let mut items = String::new();
    for code in Code::ALL {
        let (status, title) = (code.status(), code.title());
        // Writing to a string cannot fail.
        let _ = write!(items, "<li><a href=\"/problems/{code}\"><code>{code}</code></a> {status}: {title}</li>");
    }
    page("Problems", &format!("<p>Each error of this API has one of these codes.</p><ul>{items}</ul>"))
}

async fn explain(code: Path<String>) -> Result<HttpResponse, Error> {
    let code: Code = code.parse().map_err(|_| Error::not_found())?;
    let (status, title) = (code.status(), code.title());
    let body = format!(
        "<p>HTTP status {status}, code <code>{code}</code>.</p>\
         <p>Operations that can answer with it say so in the <a href=\"/api/docs/\">API documentation</a>.</p>\
         <p><a href=\"/problems\">All problems</a></p>"
    );
    Ok(page(title, &body))
}

fn page(title: &str, body: &str) -> HttpResponse {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><h1>{title}</h1>{body}</html>"
    );
    HttpResponse::Ok()
        .insert_header(("cache-control", "public, max-age=3600"))
        .content_type("text/html; charset=utf-8")
        .body(html)
}
