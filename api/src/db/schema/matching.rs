//! The tables of matching.

diesel::table! {
    network_figures (name) {
        name -> Text,
        value -> BigInt,
        counted_at -> BigInt,
    }
}

diesel::table! {
    match_dismissals (id) {
        id -> Binary,
        offer_id -> Binary,
        need_id -> Binary,
        organisation_id -> Binary,
        side -> Text,
        reason -> Text,
        category_code -> Text,
        dismissed_by -> Binary,
        dismissed_at -> BigInt,
    }
}
