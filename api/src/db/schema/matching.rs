//! The tables of matching.

diesel::table! {
    network_figures (name) {
        name -> Text,
        value -> BigInt,
        counted_at -> BigInt,
    }
}

diesel::table! {
    organisation_records (organisation_id) {
        organisation_id -> Binary,
        received_grams -> BigInt,
        given_grams -> BigInt,
        kept -> BigInt,
        ended -> BigInt,
        fairness -> BigInt,
        follow_through -> BigInt,
        merit -> BigInt,
        counted_at -> BigInt,
        borrowed -> BigInt,
        lent -> BigInt,
        borrowings_kept -> BigInt,
        borrowings_ended -> BigInt,
        helped_minutes -> BigInt,
        gave_minutes -> BigInt,
        sessions_kept -> BigInt,
        sessions_ended -> BigInt,
    }
}

diesel::table! {
    record_changes (id) {
        id -> Binary,
        organisation_id -> Binary,
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

diesel::table! {
    help_dismissals (id) {
        id -> Binary,
        kind -> Text,
        helping_id -> Binary,
        wanting_id -> Binary,
        organisation_id -> Binary,
        side -> Text,
        reason -> Text,
        word -> Text,
        dismissed_by -> Binary,
        dismissed_at -> BigInt,
    }
}
