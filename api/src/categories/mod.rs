//! The tree of food categories: fixed data of this binary, written into the database so that offers can refer to it.

mod handlers;
mod store;
mod tree;

use utoipa_actix_web::service_config::ServiceConfig;

pub use store::seed;
pub use tree::{Tree, tree};

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_categories);
}
