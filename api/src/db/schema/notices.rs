//! The tables of what people are told: mails that wait, notifications, and who was told of which match.

diesel::table! {
    notifications (id) {
        id -> Binary,
        user_id -> Binary,
        organisation_id -> Binary,
        kind -> Text,
        cause -> Text,
        facts -> Text,
        created_at -> BigInt,
        read_at -> Nullable<BigInt>,
        mail_due_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    matches_to_tell (subject_id) {
        subject_id -> Binary,
        subject -> Text,
        rounds -> BigInt,
        due_at -> BigInt,
    }
}

diesel::table! {
    told_matches (subject_id, organisation_id) {
        subject_id -> Binary,
        organisation_id -> Binary,
        told_at -> BigInt,
    }
}

diesel::table! {
    notification_hours (user_id) {
        user_id -> Binary,
        daily_hour -> BigInt,
        quiet_from -> BigInt,
        quiet_until -> BigInt,
        stop_token -> Text,
        sms_to -> Nullable<Text>,
    }
}

diesel::table! {
    notification_wishes (user_id, kind) {
        user_id -> Binary,
        kind -> Text,
        way -> Text,
    }
}
