//! The tree of food categories: fixed data of this binary, written into the database so that offers can refer to it; and
//! what people call them, which the administrator may change.

mod handlers;
mod store;
mod synonyms;
mod tree;

use crate::http::Error;
use utoipa_actix_web::service_config::ServiceConfig;

pub use store::{Names, Span, index_all, seed, terms_in};
pub use tree::{Tree, label, labelled, path, token, tree};

/// The codes that a list asks for: a category and all below it; `None` for all.
///
/// # Errors
/// 422 when there is no such category.
pub fn asked(code: Option<&str>) -> Result<Option<Vec<&'static str>>, Error> {
    let Some(code) = code else { return Ok(None) };
    let codes = tree().descendants(code);
    if codes.is_empty() { Err(Error::invalid("?category", "unknown")) } else { Ok(Some(codes)) }
}

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_categories)
        .service(handlers::find_category_synonyms)
        .service(handlers::replace_category_synonyms);
}
