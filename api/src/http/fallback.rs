//! What answers when no endpoint does: 405 for a known path, 404 for the rest.

use super::error::write_problem;
use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse};
use shared::problem::{Code, Problem};
use utoipa::openapi::{HttpMethod, OpenApi};

/// Answers for any path of the API that no endpoint took.
#[must_use]
pub fn answer(request: &HttpRequest, document: &OpenApi) -> HttpResponse {
    let allowed = methods_at(request.path(), document);
    if allowed.is_empty() {
        return write_problem(Problem::of(Code::NotFound));
    }
    let list = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
    let mut response = write_problem(Problem::of(Code::MethodNotAllowed));
    if let Ok(value) = header::HeaderValue::from_str(&list) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

/// The methods that the document knows for `path`.
fn methods_at(path: &str, document: &OpenApi) -> Vec<Method> {
    let matching = document.paths.paths.iter().filter(|(template, _)| fits(template, path));
    let items = matching.flat_map(|(_, item)| {
        [
            (&item.get, HttpMethod::Get),
            (&item.post, HttpMethod::Post),
            (&item.put, HttpMethod::Put),
            (&item.patch, HttpMethod::Patch),
            (&item.delete, HttpMethod::Delete),
        ]
    });
    items.filter(|(operation, _)| operation.is_some()).map(|(_, method)| to_method(&method)).collect()
}

const fn to_method(method: &HttpMethod) -> Method {
    match method {
        HttpMethod::Post => Method::POST,
        HttpMethod::Put => Method::PUT,
        HttpMethod::Patch => Method::PATCH,
        HttpMethod::Delete => Method::DELETE,
        _ => Method::GET,
    }
}

/// Whether a path fits a template such as `/offers/{id}`.
fn fits(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(expected), Some(found)) if expected == found || (expected.starts_with('{') && !found.is_empty()) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_template_takes_one_segment_for_each_brace() {
        assert!(fits("/offers/{id}/withdraw", "/offers/7/withdraw"));
        assert!(!fits("/offers/{id}", "/offers/7/withdraw"));
        assert!(!fits("/offers/{id}", "/offers/"));
    }
}
