//! A picture as an answer.

use super::store::PhotoFile;
use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use shared::ids::PhotoId;

/// A JPEG that never changes: its id is made of its content.
pub struct Jpeg {
    /// Which photo.
    pub id: PhotoId,
    /// The file. Clients keep one that stays; for another they ask each time whether they may still show it.
    pub file: PhotoFile,
}

impl Responder for Jpeg {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let etag = format!("\"{}\"", self.id);
        let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let unchanged = known.is_some_and(|tags| tags.split(',').any(|one| one.trim().trim_start_matches("W/") == etag));
        let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((header::ETAG, etag));
        let kept = if self.file.stays { "private, max-age=31536000, immutable" } else { "private, no-cache" };
        response.insert_header((header::CACHE_CONTROL, kept));
        response.insert_header((header::VARY, "Authorization"));
        response.insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
        if unchanged { response.finish() } else { response.content_type("image/jpeg").body(self.file.bytes) }
    }
}
