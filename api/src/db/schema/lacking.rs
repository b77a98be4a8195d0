//! The tables of what sites lack.

use super::{categories, organisations, sites, users};

diesel::table! {
    needs (id) {
        id -> Binary,
        organisation_id -> Binary,
        site_id -> Binary,
        category_code -> Text,
        title -> Text,
        remarks -> Nullable<Text>,
        people -> Nullable<BigInt>,
        grams_per_person -> Nullable<BigInt>,
        temperature_classes -> BigInt,
        pickup_km -> Nullable<BigInt>,
        kind -> Text,
        weekday -> Nullable<Text>,
        minute_of_day -> Nullable<BigInt>,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
        urgent_until -> Nullable<BigInt>,
        status -> Text,
        occurrence -> BigInt,
        closes_at -> BigInt,
        wanted_grams -> BigInt,
        promised_grams -> BigInt,
        received_grams -> BigInt,
        published_by -> Binary,
        published_at -> BigInt,
        updated_at -> BigInt,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        cell -> BigInt,
        version -> BigInt,
        merit -> BigInt,
        neighbourhood_m -> Nullable<BigInt>,
        receiver -> BigInt,
    }
}

diesel::table! {
    need_occurrences (need_id, number) {
        need_id -> Binary,
        number -> BigInt,
        closes_at -> BigInt,
        wanted_grams -> BigInt,
        promised_grams -> BigInt,
        received_grams -> BigInt,
    }
}

diesel::table! {
    need_stems (stem, need_id) {
        stem -> Text,
        need_id -> Binary,
    }
}

diesel::joinable!(needs -> organisations (organisation_id));
diesel::joinable!(needs -> sites (site_id));
diesel::joinable!(needs -> categories (category_code));
diesel::joinable!(needs -> users (published_by));
diesel::joinable!(need_occurrences -> needs (need_id));
diesel::joinable!(need_stems -> needs (need_id));
