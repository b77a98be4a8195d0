//! The tables of lots, of what is left of them, and of recalls. The ledger itself stands beside the claims.

use super::organisations;

diesel::table! {
    lots (id) {
        id -> Binary,
        organisation_id -> Binary,
        site_id -> Binary,
        donor_id -> Nullable<Binary>,
        donor_name -> Nullable<Text>,
        category_code -> Text,
        title -> Text,
        search_key -> Text,
        gtin -> Nullable<Text>,
        lot_number -> Nullable<Text>,
        lot_number_key -> Nullable<Text>,
        unit -> Text,
        grams_per_unit -> BigInt,
        received_grams -> BigInt,
        use_by -> Nullable<Date>,
        best_before -> Nullable<Date>,
        best_before_checked_at -> Nullable<BigInt>,
        frozen_on -> Nullable<Date>,
        printed_use_by -> Nullable<Date>,
        printed_best_before -> Nullable<Date>,
        funding_source -> Text,
        temperature_class -> Text,
        temperature_decidegrees -> Nullable<BigInt>,
        note -> Nullable<Text>,
        status -> Text,
        received_by -> Binary,
        received_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
        frozen_from_id -> Nullable<Binary>,
    }
}

diesel::table! {
    lot_statuses (lot_id, number) {
        lot_id -> Binary,
        number -> BigInt,
        at -> BigInt,
        status -> Text,
        cause -> Text,
        note -> Nullable<Text>,
        user_id -> Nullable<Binary>,
    }
}

diesel::table! {
    lot_checks (lot_id, number) {
        lot_id -> Binary,
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
    lot_balances (lot_id, site_id) {
        lot_id -> Binary,
        site_id -> Binary,
        organisation_id -> Binary,
        grams -> BigInt,
        shelf -> Nullable<Text>,
        category_code -> Text,
        status -> Text,
        funding_source -> Text,
        due_on -> Date,
        received_at -> BigInt,
        updated_at -> BigInt,
        reserved_grams -> BigInt,
    }
}

diesel::table! {
    recalls (id) {
        id -> Binary,
        organisation_id -> Nullable<Binary>,
        title -> Text,
        gtin -> Nullable<Text>,
        lot_number -> Nullable<Text>,
        lot_number_key -> Nullable<Text>,
        reason -> Text,
        url -> Nullable<Text>,
        created_by -> Binary,
        created_at -> BigInt,
        updated_at -> BigInt,
        closed_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    recall_lots (recall_id, lot_id) {
        recall_id -> Binary,
        lot_id -> Binary,
    }
}

diesel::table! {
    recall_notices (recall_id, site_id) {
        recall_id -> Binary,
        site_id -> Binary,
        organisation_id -> Binary,
        created_at -> BigInt,
        received_grams -> BigInt,
        remaining_grams -> BigInt,
        returned_grams -> BigInt,
        destroyed_grams -> BigInt,
        used_grams -> BigInt,
        acknowledged_at -> Nullable<BigInt>,
        acknowledged_by -> Nullable<Binary>,
        note -> Nullable<Text>,
        settled_at -> Nullable<BigInt>,
    }
}

diesel::joinable!(lot_balances -> organisations (organisation_id));
