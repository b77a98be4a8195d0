//! The first page.

use super::unknown;
use crate::permissions::{Request, Side, World};
use shared::paths;

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    match operation {
        "find_today" => Request::get(format!("{}?organisation={}", paths::TODAY, world.giver.organisation.id), Side::Giver),
        other => unknown(other),
    }
}
