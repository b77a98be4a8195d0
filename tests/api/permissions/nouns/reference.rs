//! What everybody may read: the network's description, communes, categories.

use super::unknown;
use crate::permissions::{Request, Side, World};
use shared::paths;

pub async fn request(_: &World<'_>, operation: &str) -> Request {
    let path = match operation {
        "find_network" => paths::NETWORK.to_owned(),
        "find_outline" => paths::OUTLINE.to_owned(),
        "list_communes" => format!("{}?text=libourne", paths::COMMUNES),
        "list_categories" => paths::CATEGORIES.to_owned(),
        other => unknown(other),
    };
    Request::get(path, Side::Giver)
}
