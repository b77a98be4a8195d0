//! Endpoints of communes.

use super::store;
use crate::http::{Error, State, ValidQuery};
use crate::openapi::PublicFailures;
use actix_web::http::header;
use actix_web::{HttpResponse, get};
use shared::communes::{CommuneList, CommuneQuery};

/// Communes by the beginning of their name or postcode.
///
/// For a field that completes what is typed: accents, case, hyphens and "St"/"Saint" aside; needs no token. `invalid`
/// when the text has fewer than two letters or digits, or the limit is not 1 to 50.
#[utoipa::path(
    tag = "communes",
    security(()),
    params(CommuneQuery),
    responses((status = 200, body = CommuneList, description = "Best first; empty where nothing begins so"), PublicFailures)
)]
#[get("/communes")]
pub async fn list_communes(state: State, query: ValidQuery<CommuneQuery>) -> Result<HttpResponse, Error> {
    let list = state.read(move |cx| store::search(cx, &query.0)).await?;
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=3600")).json(list))
}
