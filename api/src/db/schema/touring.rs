//! The tables of shared tours.

use super::{claims, loans, organisations, sites, users};

diesel::table! {
    tours (id) {
        id -> Binary,
        organisation_id -> Binary,
        site_id -> Binary,
        title -> Text,
        leaves_at -> BigInt,
        back_by -> BigInt,
        returns_at -> BigInt,
        vehicle -> Text,
        equipment_id -> Nullable<Binary>,
        max_grams -> BigInt,
        chilled_grams -> BigInt,
        frozen_grams -> BigInt,
        peak_grams -> BigInt,
        peak_chilled_grams -> BigInt,
        peak_frozen_grams -> BigInt,
        metres -> BigInt,
        note -> Nullable<Text>,
        driver_id -> Nullable<Binary>,
        driver_organisation_id -> Nullable<Binary>,
        state -> Text,
        reason -> Nullable<Text>,
        lapses_at -> BigInt,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        cell -> BigInt,
        created_by -> Binary,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    tour_loads (id) {
        id -> Binary,
        tour_id -> Binary,
        kind -> Text,
        title -> Text,
        claim_id -> Nullable<Binary>,
        loan_id -> Nullable<Binary>,
        leg -> Nullable<Text>,
        sender_id -> Nullable<Binary>,
        receiver_id -> Binary,
        from_site_id -> Nullable<Binary>,
        to_site_id -> Binary,
        shop_address -> Nullable<Text>,
        shop_postcode -> Nullable<Text>,
        shop_insee_code -> Nullable<Text>,
        shop_latitude -> Nullable<Double>,
        shop_longitude -> Nullable<Double>,
        window_starts_at -> Nullable<BigInt>,
        window_ends_at -> Nullable<BigInt>,
        grams -> BigInt,
        collected_grams -> Nullable<BigInt>,
        temperature_class -> Text,
        note -> Nullable<Text>,
        state -> Text,
        asked_by -> Text,
        pickup_code -> Nullable<Text>,
        drop_code -> Nullable<Text>,
        wrong_codes -> BigInt,
        code_locked_until -> Nullable<BigInt>,
        leaves_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    tour_load_events (load_id, number) {
        load_id -> Binary,
        number -> BigInt,
        at -> BigInt,
        state -> Text,
        user_id -> Nullable<Binary>,
        party -> Nullable<Text>,
        reason -> Nullable<Text>,
        grams -> Nullable<BigInt>,
        temperature_decidegrees -> Nullable<BigInt>,
    }
}

diesel::table! {
    tour_stops (tour_id, number) {
        tour_id -> Binary,
        number -> BigInt,
        load_id -> Binary,
        task -> Text,
        arrives_at -> BigInt,
        leaves_at -> BigInt,
        metres -> BigInt,
        aboard_grams -> BigInt,
    }
}

diesel::joinable!(tours -> organisations (organisation_id));
diesel::joinable!(tours -> sites (site_id));
diesel::joinable!(tour_loads -> tours (tour_id));
diesel::joinable!(tour_loads -> claims (claim_id));
diesel::joinable!(tour_loads -> loans (loan_id));
diesel::joinable!(tour_load_events -> tour_loads (load_id));
diesel::joinable!(tour_load_events -> users (user_id));
diesel::joinable!(tour_stops -> tours (tour_id));
