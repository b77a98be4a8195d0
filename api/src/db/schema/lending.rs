//! The tables of what organisations lend each other.

use super::{organisations, sites, users};

diesel::table! {
    equipment (id) {
        id -> Binary,
        organisation_id -> Binary,
        site_id -> Binary,
        kind -> Text,
        name -> Text,
        name_key -> Text,
        description -> Nullable<Text>,
        conditions -> Nullable<Text>,
        deposit_cents -> Nullable<BigInt>,
        requirements -> BigInt,
        needs_approval -> Bool,
        gap_hours -> BigInt,
        max_days -> BigInt,
        retired_at -> Nullable<BigInt>,
        calendar_version -> BigInt,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        cell -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    equipment_closures (id) {
        id -> Binary,
        equipment_id -> Binary,
        starts_at -> BigInt,
        ends_at -> BigInt,
        reason -> Text,
        created_by -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    loans (id) {
        id -> Binary,
        equipment_id -> Binary,
        lender_id -> Binary,
        borrower_id -> Binary,
        starts_at -> BigInt,
        ends_at -> BigInt,
        busy_until -> BigInt,
        purpose -> Text,
        confirmed -> BigInt,
        state -> Text,
        lapses_at -> BigInt,
        requested_by -> Binary,
        requested_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    loan_events (loan_id, number) {
        loan_id -> Binary,
        number -> BigInt,
        at -> BigInt,
        state -> Text,
        user_id -> Nullable<Binary>,
        party -> Nullable<Text>,
        item_condition -> Nullable<Text>,
        note -> Nullable<Text>,
    }
}

diesel::joinable!(equipment -> organisations (organisation_id));
diesel::joinable!(equipment -> sites (site_id));
diesel::joinable!(equipment_closures -> equipment (equipment_id));
diesel::joinable!(equipment_closures -> users (created_by));
diesel::joinable!(loans -> equipment (equipment_id));
diesel::joinable!(loans -> users (requested_by));
diesel::joinable!(loan_events -> loans (loan_id));
diesel::joinable!(loan_events -> users (user_id));
