//! The tables of what makes writes safe to repeat, mails certain to leave, and acts known.

use super::users;

diesel::table! {
    outbox (id) {
        id -> Binary,
        created_at -> BigInt,
        recipient -> Text,
        subject -> Text,
        body -> Text,
        attempts -> BigInt,
        due_at -> BigInt,
        sent_at -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        stop_url -> Nullable<Text>,
    }
}

diesel::table! {
    idempotency_keys (user_id, key) {
        user_id -> Binary,
        key -> Text,
        request_hash -> Binary,
        body -> Text,
        created_at -> BigInt,
    }
}

diesel::joinable!(idempotency_keys -> users (user_id));

diesel::table! {
    audit_entries (at, id) {
        at -> BigInt,
        id -> Binary,
        person_id -> Nullable<Binary>,
        organisation_id -> Nullable<Binary>,
        operation -> Text,
        object_kind -> Nullable<Text>,
        object_id -> Nullable<Binary>,
        request_id -> Nullable<Binary>,
        detail -> Nullable<Text>,
    }
}

diesel::table! {
    audit_horizon (id) {
        id -> BigInt,
        keep_from -> BigInt,
    }
}
