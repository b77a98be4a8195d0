//! The tables that keep identities: sessions, links of mails, allowances, known devices, second factors.

diesel::table! {
    sessions (id) {
        id -> Binary,
        user_id -> Binary,
        opened_at -> BigInt,
        used_at -> BigInt,
        user_agent -> Nullable<Text>,
    }
}

diesel::table! {
    refresh_tokens (token_hash) {
        token_hash -> Binary,
        session_id -> Binary,
        issued_at -> BigInt,
        valid_until -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    password_reset_requests (email_key) {
        email_key -> Text,
        asked_at -> BigInt,
    }
}

diesel::table! {
    account_links (user_id, purpose) {
        user_id -> Binary,
        purpose -> Text,
        token_hash -> Binary,
        email -> Nullable<Text>,
        valid_until -> BigInt,
    }
}

diesel::table! {
    throttles (key) {
        key -> Binary,
        whole_at -> BigInt,
    }
}

diesel::table! {
    known_devices (device_hash, user_id) {
        device_hash -> Binary,
        user_id -> Binary,
        used_at -> BigInt,
    }
}

diesel::table! {
    second_factors (user_id) {
        user_id -> Binary,
        secret -> Binary,
        confirmed_at -> Nullable<BigInt>,
        last_step -> BigInt,
    }
}

diesel::table! {
    recovery_codes (user_id, code_hash) {
        user_id -> Binary,
        code_hash -> Binary,
    }
}
