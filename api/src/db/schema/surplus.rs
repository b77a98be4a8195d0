//! The tables of what an offer says beyond itself: checks, freezings, photos, weekly surplus.

use super::{organisations, sites};

diesel::table! {
    best_before_checks (offer_id, number) {
        offer_id -> Binary,
        number -> BigInt,
        at -> BigInt,
        user_id -> Binary,
        packaging_intact -> Bool,
        storage_kept -> Bool,
        traceable -> Bool,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    freezings (id) {
        id -> Binary,
        offer_id -> Binary,
        claim_id -> Nullable<Binary>,
        frozen_on -> Date,
        printed_use_by -> Nullable<Date>,
        printed_best_before -> Nullable<Date>,
        use_by -> Date,
        note -> Nullable<Text>,
        recorded_by -> Binary,
        recorded_at -> BigInt,
    }
}

diesel::table! {
    redistribution_declarations (organisation_id, number) {
        organisation_id -> Binary,
        number -> BigInt,
        at -> BigInt,
        user_id -> Binary,
        in_time -> Bool,
    }
}

diesel::table! {
    photos (id) {
        id -> Binary,
        width -> BigInt,
        height -> BigInt,
        image -> Binary,
        thumbnail -> Binary,
        uploaded_at -> BigInt,
    }
}

diesel::table! {
    offer_photos (offer_id, position) {
        offer_id -> Binary,
        position -> BigInt,
        photo_id -> Binary,
    }
}

diesel::table! {
    recurring_surpluses (id) {
        id -> Binary,
        organisation_id -> Binary,
        site_id -> Binary,
        category_code -> Text,
        title -> Text,
        remarks -> Nullable<Text>,
        unit -> Text,
        grams_per_unit -> BigInt,
        total_grams -> BigInt,
        temperature_class -> Text,
        product_name -> Nullable<Text>,
        gtin -> Nullable<Text>,
        allergens -> Nullable<BigInt>,
        visibility -> Text,
        weekdays -> BigInt,
        pickup_from -> BigInt,
        pickup_until -> BigInt,
        lead_hours -> BigInt,
        use_by_after_days -> Nullable<BigInt>,
        best_before_after_days -> Nullable<BigInt>,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        state -> Text,
        pause_code -> Nullable<Text>,
        next_on -> Nullable<Date>,
        next_publish_at -> Nullable<BigInt>,
        kept_by -> Binary,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    recurring_occurrences (recurring_surplus_id, day) {
        recurring_surplus_id -> Binary,
        day -> Date,
        offer_id -> Nullable<Binary>,
        at -> BigInt,
    }
}

diesel::joinable!(recurring_surpluses -> organisations (organisation_id));
diesel::joinable!(recurring_surpluses -> sites (site_id));
diesel::joinable!(recurring_occurrences -> recurring_surpluses (recurring_surplus_id));
