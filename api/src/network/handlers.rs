//! Endpoints of this installation's description.

use super::store;
use crate::http::{Error, State};
use crate::openapi::PublicFailures;
use actix_web::http::header;
use actix_web::{HttpResponse, get};
use shared::network::Network;

/// What a page must know of this installation.
///
/// Name, time zone, languages and map; needs no token.
#[utoipa::path(tag = "network", security(()), responses((status = 200, body = Network, description = "This installation"), PublicFailures))]
#[get("/network")]
pub async fn find_network(state: State) -> Result<HttpResponse, Error> {
    let network = state.read(store::network).await?;
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=60")).json(network))
}

/// The territory's outline.
///
/// GeoJSON (RFC 7946) of the area that the network covers; 404 until one is imported; needs no token.
#[utoipa::path(
    tag = "network",
    security(()),
    responses((status = 200, content_type = "application/geo+json", body = Object, description = "The outline"), PublicFailures)
)]
#[get("/network/outline.geojson")]
pub async fn find_outline(state: State) -> Result<HttpResponse, Error> {
    let outline = state.read(store::outline).await?.ok_or_else(Error::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/geo+json"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(outline))
}
