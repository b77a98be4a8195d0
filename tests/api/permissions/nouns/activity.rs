//! Weekly activity: the taker's, which declares the present week.

use super::unknown;
use crate::permissions::{Request, Side, World};
use reqwest::Method;
use shared::iso_week::IsoWeek;
use shared::paths;
use tests::fixtures::{people, start};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let (side, taker) = (Side::Taker, &world.taker.organisation);
    let week = IsoWeek::of(start().to_chrono().date_naive());
    match operation {
        "list_weekly_activities" => Request::get(paths::weekly_activities(taker.site()), side),
        "declare_weekly_activity" => {
            let path = paths::weekly_activity(taker.site(), week);
            Request::of(Method::PUT, path, side).with_json(&people(40)).with_header("if-match", "\"0\"")
        }
        "find_organisation_activity" => Request::get(paths::organisation_activity(taker.id), side),
        "find_network_activity" => Request::get(paths::NETWORK_ACTIVITY, side),
        "list_network_activity_csv" => Request::get(paths::NETWORK_ACTIVITY_CSV, side),
        other => unknown(other),
    }
}
