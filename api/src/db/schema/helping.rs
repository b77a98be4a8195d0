//! The tables of skills, sessions and hours.

use super::{organisations, sites, users};

diesel::table! {
    skill_listings (id) {
        id -> Binary,
        kind -> Text,
        organisation_id -> Binary,
        site_id -> Binary,
        skill -> Text,
        topic -> Text,
        title -> Text,
        description -> Nullable<Text>,
        search_key -> Text,
        person_id -> Nullable<Binary>,
        free_times -> BigInt,
        free_times_note -> Nullable<Text>,
        travels_km -> Nullable<BigInt>,
        remote -> Bool,
        languages -> Nullable<Text>,
        needed_by -> Nullable<Date>,
        wanted_minutes -> Nullable<BigInt>,
        paused_at -> Nullable<BigInt>,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        cell -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    skill_sessions (id) {
        id -> Binary,
        listing_id -> Binary,
        giver_id -> Binary,
        receiver_id -> Binary,
        person_id -> Nullable<Binary>,
        starts_at -> BigInt,
        ends_at -> BigInt,
        site_id -> Nullable<Binary>,
        note -> Nullable<Text>,
        counted -> Bool,
        state -> Text,
        proposed_by -> Text,
        proposed_by_user -> Binary,
        answer_by -> BigInt,
        giver_minutes -> Nullable<BigInt>,
        receiver_minutes -> Nullable<BigInt>,
        remind_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    skill_session_events (session_id, number) {
        session_id -> Binary,
        number -> BigInt,
        at -> BigInt,
        state -> Text,
        user_id -> Nullable<Binary>,
        party -> Nullable<Text>,
        minutes -> Nullable<BigInt>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    skill_hours (session_id, organisation_id, reversal) {
        session_id -> Binary,
        organisation_id -> Binary,
        reversal -> Bool,
        other_id -> Binary,
        minutes -> BigInt,
        at -> BigInt,
        user_id -> Binary,
    }
}

diesel::joinable!(skill_listings -> organisations (organisation_id));
diesel::joinable!(skill_listings -> sites (site_id));
diesel::joinable!(skill_sessions -> skill_listings (listing_id));
diesel::joinable!(skill_session_events -> skill_sessions (session_id));
diesel::joinable!(skill_session_events -> users (user_id));
diesel::joinable!(skill_hours -> skill_sessions (session_id));
