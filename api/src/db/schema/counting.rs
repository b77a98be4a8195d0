//! The tables of what sites count each week.

use super::{organisations, sites, users};

diesel::table! {
    weekly_activities (site_id, week_start) {
        site_id -> Binary,
        week_start -> Date,
        organisation_id -> Binary,
        households -> Nullable<BigInt>,
        people_1 -> Nullable<BigInt>,
        people_2 -> Nullable<BigInt>,
        people_3 -> Nullable<BigInt>,
        people_4 -> Nullable<BigInt>,
        people_5 -> Nullable<BigInt>,
        people_6 -> Nullable<BigInt>,
        meals -> Nullable<BigInt>,
        parcels -> Nullable<BigInt>,
        visits -> Nullable<BigInt>,
        declared_by -> Binary,
        declared_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    weekly_activity_changes (site_id, week_start, number) {
        site_id -> Binary,
        week_start -> Date,
        number -> BigInt,
        at -> BigInt,
        user_id -> Binary,
        counts -> Text,
    }
}

diesel::table! {
    weekly_activity_spans (site_id) {
        site_id -> Binary,
        organisation_id -> Binary,
        first_week -> Date,
        last_week -> Date,
        remind_at -> Nullable<BigInt>,
    }
}

diesel::joinable!(weekly_activities -> sites (site_id));
diesel::joinable!(weekly_activities -> organisations (organisation_id));
diesel::joinable!(weekly_activities -> users (declared_by));
diesel::joinable!(weekly_activity_spans -> sites (site_id));
