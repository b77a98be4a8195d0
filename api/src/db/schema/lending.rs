//! The tables of what organisations lend each other.

use super::{organisations, photos, sites, users};

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
        photo_id -> Nullable<Binary>,
        repair_until -> Nullable<BigInt>,
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
    equipment_needs (id) {
        id -> Binary,
        organisation_id -> Binary,
        site_id -> Binary,
        kind -> Text,
        title -> Text,
        description -> Nullable<Text>,
        starts_at -> BigInt,
        ends_at -> BigInt,
        urgent -> Bool,
        status -> Text,
        loan_id -> Nullable<Binary>,
        published_by -> Binary,
        published_at -> BigInt,
        updated_at -> BigInt,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        cell -> BigInt,
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
        equipment_need_id -> Nullable<Binary>,
        confirmed -> BigInt,
        state -> Text,
        lapses_at -> BigInt,
        remind_at -> Nullable<BigInt>,
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

diesel::table! {
    loan_renewals (loan_id, number) {
        loan_id -> Binary,
        number -> BigInt,
        ends_at -> BigInt,
        ended_at -> BigInt,
        note -> Nullable<Text>,
        state -> Text,
        asked_by -> Binary,
        asked_at -> BigInt,
        answer_by -> BigInt,
        answered_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    equipment_photos (equipment_id, position) {
        equipment_id -> Binary,
        position -> BigInt,
        photo_id -> Binary,
        alt -> Nullable<Text>,
    }
}

diesel::table! {
    loan_photos (loan_id, moment, position) {
        loan_id -> Binary,
        moment -> Text,
        position -> BigInt,
        photo_id -> Binary,
        added_by -> Binary,
        added_at -> BigInt,
    }
}

diesel::table! {
    equipment_waits (id) {
        id -> Binary,
        equipment_id -> Binary,
        organisation_id -> Binary,
        starts_at -> BigInt,
        ends_at -> BigInt,
        state -> Text,
        due_at -> BigInt,
        created_by -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    loan_answers (loan_id, requirement) {
        loan_id -> Binary,
        requirement -> Text,
        answer -> Text,
    }
}

diesel::table! {
    equipment_repairs (id) {
        id -> Binary,
        equipment_id -> Binary,
        loan_id -> Nullable<Binary>,
        what -> Text,
        lendable -> Bool,
        expected_at -> Nullable<BigInt>,
        opened_by -> Binary,
        opened_at -> BigInt,
        done -> Nullable<Text>,
        closed_by -> Nullable<Binary>,
        closed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    calendar_feeds (id) {
        id -> Binary,
        organisation_id -> Binary,
        equipment_id -> Nullable<Binary>,
        token_hash -> Binary,
        created_by -> Binary,
        created_at -> BigInt,
    }
}

diesel::joinable!(calendar_feeds -> users (created_by));
diesel::joinable!(calendar_feeds -> equipment (equipment_id));
diesel::joinable!(equipment_repairs -> users (opened_by));
diesel::joinable!(equipment_photos -> photos (photo_id));
diesel::joinable!(equipment_photos -> equipment (equipment_id));
diesel::joinable!(loan_photos -> photos (photo_id));
diesel::joinable!(loan_photos -> loans (loan_id));
diesel::joinable!(equipment -> organisations (organisation_id));
diesel::joinable!(equipment -> sites (site_id));
diesel::joinable!(equipment_closures -> equipment (equipment_id));
diesel::joinable!(equipment_closures -> users (created_by));
diesel::joinable!(loans -> equipment (equipment_id));
diesel::joinable!(loans -> users (requested_by));
diesel::joinable!(loan_renewals -> loans (loan_id));
diesel::joinable!(loan_renewals -> users (asked_by));
diesel::joinable!(loan_events -> loans (loan_id));
diesel::joinable!(loan_events -> users (user_id));
