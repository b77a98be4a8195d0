//! The tables of what makes writes safe to repeat and mails certain to leave.

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
