//! The tables of collection routes and rounds.

use super::{categories, lots, organisations, sites, users};

diesel::table! {
    collection_routes (id) {
        id -> Binary,
        organisation_id -> Binary,
        site_id -> Binary,
        title -> Text,
        title_key -> Text,
        weekdays -> BigInt,
        leaves_at -> Nullable<BigInt>,
        vehicle -> Nullable<Text>,
        note -> Nullable<Text>,
        retired -> Bool,
        created_by -> Binary,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    collection_route_stops (route_id, number) {
        route_id -> Binary,
        number -> BigInt,
        donor_id -> Nullable<Binary>,
        donor_name -> Nullable<Text>,
        address -> Nullable<Text>,
        expected_at -> Nullable<BigInt>,
        place_note -> Nullable<Text>,
    }
}

diesel::table! {
    collection_rounds (id) {
        id -> Binary,
        route_id -> Nullable<Binary>,
        organisation_id -> Binary,
        site_id -> Binary,
        title -> Text,
        day -> Date,
        drivers -> Nullable<Text>,
        vehicle -> Nullable<Text>,
        state -> Text,
        stop_count -> BigInt,
        noted_count -> BigInt,
        grams -> BigInt,
        chilled_decidegrees -> Nullable<BigInt>,
        frozen_decidegrees -> Nullable<BigInt>,
        held_count -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        ended_by -> Nullable<Binary>,
        created_by -> Binary,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    collection_stops (round_id, number) {
        round_id -> Binary,
        number -> BigInt,
        donor_id -> Nullable<Binary>,
        donor_name -> Nullable<Text>,
        address -> Nullable<Text>,
        expected_at -> Nullable<BigInt>,
        place_note -> Nullable<Text>,
        state -> Text,
        grams -> BigInt,
        note -> Nullable<Text>,
        visited_at -> Nullable<BigInt>,
        noted_by -> Nullable<Binary>,
        version -> BigInt,
    }
}

diesel::table! {
    collection_foods (round_id, stop_number, number) {
        round_id -> Binary,
        stop_number -> BigInt,
        number -> BigInt,
        category_code -> Text,
        title -> Text,
        grams -> BigInt,
        temperature_class -> Text,
        temperature_decidegrees -> Nullable<BigInt>,
        use_by -> Nullable<Date>,
        best_before -> Nullable<Date>,
        lot_id -> Nullable<Binary>,
    }
}

diesel::joinable!(collection_routes -> organisations (organisation_id));
diesel::joinable!(collection_routes -> sites (site_id));
diesel::joinable!(collection_route_stops -> collection_routes (route_id));
diesel::joinable!(collection_rounds -> collection_routes (route_id));
diesel::joinable!(collection_rounds -> organisations (organisation_id));
diesel::joinable!(collection_rounds -> sites (site_id));
diesel::joinable!(collection_stops -> collection_rounds (round_id));
diesel::joinable!(collection_stops -> users (noted_by));
diesel::joinable!(collection_foods -> categories (category_code));
diesel::joinable!(collection_foods -> lots (lot_id));
