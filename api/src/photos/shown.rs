//! A picture as an answer.

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use shared::ids::PhotoId;

/// A JPEG that never changes: its id is made of its content.
pub struct Jpeg {
    /// Which photo.
    pub id: PhotoId,
    /// The file.
    pub file: Vec<u8>,
}

impl Responder for Jpeg {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let etag = format!("\"{}\"", self.id);
        let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let unchanged = known.is_some_and(|tags| tags.split(',').any(|one| one.trim().trim_start_matches("W/") == etag));
        let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((header::ETAG, etag));
        response.insert_header((header::CACHE_CONTROL, "private, max-age=31536000, immutable"));
        response.insert_header((header::VARY, "Authorization"));
        response.insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
        if unchanged { response.finish() } else { response.content_type("image/jpeg").body(self.file) }
    }
}
