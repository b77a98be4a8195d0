//! The single-page application, served from inside the binary.
//!
//! `cargo xtask web` writes `frontend/dist`; what was there when the server was compiled is part
//! of it, already compressed. Addresses that are neither the API's nor a file's belong to the
//! application's own router and get a page: the landing page as it looks before the application
//! runs, or the frame of any other page, in the browser's language.

mod files;
mod policy;

use crate::http::Language;
use actix_web::http::header::{self, Accept, Header as _};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use shared::problem::{Code, Problem};

use policy::Policy;

/// Pages: `landing.fr.html`, `page.en.html` … They have no addresses of their own.
const PAGE_ENDING: &str = ".html";
/// Names of pages are known, so they are asked for again at each visit.
const ASK_AGAIN: &str = "no-cache";
/// The service worker.
const WORKER: &str = "sw.js";
/// What the service worker may do: ask this server. Its own policy counts for its requests, not that of the page.
const WORKER_POLICY: header::HeaderValue = header::HeaderValue::from_static("default-src 'none'; connect-src 'self'");
/// Folder of the files with a digest in their names, which never change.
const IMMUTABLE: &str = "assets/";
/// Addresses of programs: an unknown one is an error, never a page.
const RESERVED: [&str; 2] = ["api", ".well-known"];
/// Shown by a server that was compiled before the application was.
const PLACEHOLDER: &str = include_str!("placeholder.html");

/// Answers everything that no other service of the app does; `tiles` is the address of the map's
/// tile server as in the settings (`https://tiles.example.org/{z}/{x}/{y}.png`), if there is one.
pub fn routes(tiles: Option<&str>) -> impl FnOnce(&mut ServiceConfig) + use<> {
    let policy = Policy::new(tiles);
    move |config| {
        config.default_service(web::to(move |request: HttpRequest| {
            let response = answer(&request, &policy);
            async move { response }
        }));
    }
}

fn answer(request: &HttpRequest, policy: &Policy) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    if RESERVED.iter().any(|reserved| path.split('/').next() == Some(reserved)) {
        return problem(Code::NotFound);
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let mut refusal = problem(Code::MethodNotAllowed);
        refusal.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
        return refusal;
    }
    if path.is_empty() {
        return page(request, "landing", policy);
    }
    if !path.ends_with(PAGE_ENDING)
        && let Some(mut response) = files::response(request, path, cache_control(path))
    {
        if path == WORKER {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, WORKER_POLICY);
        }
        return response;
    }
    if looks_like_a_file(path) || !accepts_html(request) {
        return problem(Code::NotFound);
    }
    page(request, "page", policy)
}

/// A page with its policy, or the placeholder when none was built.
fn page(request: &HttpRequest, view: &str, policy: &Policy) -> HttpResponse {
    // Somebody may have chosen another language in the application, which then takes over.
    let name = format!("{view}.{}{PAGE_ENDING}", Language::of(request).0);
    let mut response = files::response(request, &name, ASK_AGAIN).unwrap_or_else(|| {
        HttpResponse::build(StatusCode::SERVICE_UNAVAILABLE)
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(PLACEHOLDER)
    });
    let headers = response.headers_mut();
    headers.insert(header::VARY, header::HeaderValue::from_static("Accept-Encoding, Accept-Language"));
    policy.apply(headers);
    response
}

fn cache_control(path: &str) -> &'static str {
    if path.starts_with(IMMUTABLE) { "public, max-age=31536000, immutable" } else { ASK_AGAIN }
}

/// Addresses of the application's router have no dots; a missing picture must not become a page.
fn looks_like_a_file(path: &str) -> bool {
    path.starts_with(IMMUTABLE) || path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

/// Whether a person's browser asks; a client that says nothing may be one.
fn accepts_html(request: &HttpRequest) -> bool {
    let Ok(accept) = Accept::parse(request) else {
        return true;
    };
    let mut ranges = accept.ranked().into_iter().peekable();
    ranges.peek().is_none()
        || ranges.any(|range| matches!((range.type_().as_str(), range.subtype().as_str()), ("text", "html") | ("*", "*")))
}

fn problem(code: Code) -> HttpResponse {
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::NOT_FOUND);
    HttpResponse::build(status).content_type("application/problem+json").json(Problem::of(code))
}

#[cfg(test)]
mod tests {
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, http::header};

    use super::routes;

    async fn get(path: &str, accept: &str) -> actix_web::dev::ServiceResponse {
        let app = init_service(App::new().configure(routes(None))).await;
        let request = TestRequest::get().uri(path).insert_header((header::ACCEPT, accept));
        call_service(&app, request.to_request()).await.map_into_boxed_body()
    }

    #[actix_web::test]
    async fn an_address_of_the_application_gets_the_page_with_its_policy() {
        for path in ["/", "/offres/0192", "/offres?near=33243"] {
            let response = get(path, "text/html,*/*;q=0.8").await;
            assert_eq!(response.headers().get(header::CONTENT_TYPE).unwrap(), "text/html; charset=utf-8", "{path}");
            assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY), "{path}");
        }
    }

    #[actix_web::test]
    async fn an_unknown_address_of_the_api_is_a_problem_even_for_a_browser() {
        let response = get("/api/v1/nothing", "text/html").await;
        assert_eq!(response.status(), 404);
        assert_eq!(response.headers().get(header::CONTENT_TYPE).unwrap(), "application/problem+json");
    }

    #[actix_web::test]
    async fn a_missing_file_is_not_found() {
        for path in ["/assets/app-0.js", "/favicon.ico", "/index.html.br", "/landing.fr.html"] {
            assert_eq!(get(path, "*/*").await.status(), 404, "{path}");
        }
    }

    #[actix_web::test]
    async fn a_program_that_wants_json_gets_no_page() {
        assert_eq!(get("/offres", "application/json").await.status(), 404);
    }

    #[actix_web::test]
    async fn only_reading_is_allowed() {
        let app = init_service(App::new().configure(routes(None))).await;
        let response = call_service(&app, TestRequest::post().uri("/").to_request()).await;
        assert_eq!(response.status(), 405);
        assert_eq!(response.headers().get(header::ALLOW).unwrap(), "GET, HEAD");
    }
}
