//! The table of reports.

use super::users;

diesel::table! {
    reports (id) {
        id -> Binary,
        reporter_id -> Binary,
        organisation_id -> Binary,
        about_organisation_id -> Binary,
        subject -> Text,
        subject_id -> Nullable<Binary>,
        reason -> Text,
        text -> Text,
        created_at -> BigInt,
        closed_at -> Nullable<BigInt>,
        closed_by -> Nullable<Binary>,
        outcome -> Nullable<Text>,
        answer -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::joinable!(reports -> users (reporter_id));
