//! What everybody may read: the network's description, communes, categories; and the synonyms of these.

use super::unknown;
use crate::permissions::{Request, Side, World};
use reqwest::Method;
use shared::categories::NewSynonyms;
use shared::paths;

pub async fn request(_: &World<'_>, operation: &str) -> Request {
    let path = match operation {
        "find_network" => paths::NETWORK.to_owned(),
        "find_outline" => paths::OUTLINE.to_owned(),
        "list_communes" => format!("{}?text=libourne", paths::COMMUNES),
        "list_categories" => paths::CATEGORIES.to_owned(),
        "find_category_synonyms" => paths::category_synonyms("baby.jars"),
        "replace_category_synonyms" => {
            let new = NewSynonyms { fr: vec!["petits pots".to_owned()], en: Vec::new() };
            let path = paths::category_synonyms("baby.jars");
            return Request::of(Method::PUT, path, Side::Giver).with_json(&new).with_header("if-match", "*");
        }
        other => unknown(other),
    };
    Request::get(path, Side::Giver)
}
