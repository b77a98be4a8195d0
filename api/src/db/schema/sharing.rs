//! The tables of allocation rounds: what is asked for, approved, shared out and fetched.

diesel::table! {
    standing_requests (site_id) {
        site_id -> Binary,
        organisation_id -> Binary,
        vehicle_kg -> Nullable<BigInt>,
        declared_by -> Binary,
        declared_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    standing_request_lines (site_id, category_code, temperature_class) {
        site_id -> Binary,
        category_code -> Text,
        temperature_class -> Text,
        kg -> BigInt,
    }
}

diesel::table! {
    allocation_schedules (id) {
        id -> Binary,
        organisation_id -> Binary,
        title -> Text,
        weekday -> Text,
        minute -> BigInt,
        fetched_after_days -> BigInt,
        window_rounds -> BigInt,
        tolerance_kg -> BigInt,
        next_at -> BigInt,
        created_by -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    allocation_rounds (id) {
        id -> Binary,
        organisation_id -> Binary,
        title -> Text,
        status -> Text,
        fetched_on -> Date,
        window_rounds -> BigInt,
        tolerance_kg -> BigInt,
        requests_until -> Nullable<BigInt>,
        revision -> Nullable<BigInt>,
        figures -> Nullable<Text>,
        created_by -> Nullable<Binary>,
        created_at -> BigInt,
        schedule_id -> Nullable<Binary>,
        compute_due_at -> Nullable<BigInt>,
        published_by -> Nullable<Binary>,
        published_at -> Nullable<BigInt>,
        closed_by -> Nullable<Binary>,
        closed_at -> Nullable<BigInt>,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    round_lots (round_id, lot_id, site_id) {
        round_id -> Binary,
        lot_id -> Binary,
        site_id -> Binary,
        kg -> BigInt,
    }
}

diesel::table! {
    round_recipients (round_id, site_id) {
        round_id -> Binary,
        site_id -> Binary,
        organisation_id -> Binary,
        takes_part -> Bool,
        reason -> Nullable<Text>,
        factor_percent -> BigInt,
        kg -> Nullable<BigInt>,
        level -> Nullable<BigInt>,
    }
}

diesel::table! {
    round_requests (round_id, site_id, category_code, temperature_class) {
        round_id -> Binary,
        site_id -> Binary,
        category_code -> Text,
        temperature_class -> Text,
        requested_kg -> BigInt,
        requested_by -> Nullable<Binary>,
        requested_at -> BigInt,
        approved_kg -> Nullable<BigInt>,
        approved_by -> Nullable<Binary>,
        approved_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    round_revisions (round_id, number) {
        round_id -> Binary,
        number -> BigInt,
        kind -> Text,
        at -> BigInt,
        user_id -> Nullable<Binary>,
        lot_id -> Nullable<Binary>,
        from_site_id -> Nullable<Binary>,
        site_id -> Nullable<Binary>,
        kg_before -> Nullable<BigInt>,
        kg_after -> Nullable<BigInt>,
        cost_to_others_kg -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        note -> Nullable<Text>,
        figures -> Text,
        engine_version -> BigInt,
        fingerprint -> Text,
        instance -> Text,
    }
}

diesel::table! {
    round_lines (round_id, revision, lot_id, from_site_id, site_id) {
        round_id -> Binary,
        revision -> BigInt,
        lot_id -> Binary,
        from_site_id -> Binary,
        site_id -> Binary,
        kg -> BigInt,
        by_hand -> Bool,
    }
}

diesel::table! {
    round_deliveries (round_id, site_id, lot_id, from_site_id) {
        round_id -> Binary,
        lot_id -> Binary,
        from_site_id -> Binary,
        site_id -> Binary,
        organisation_id -> Binary,
        allocated_kg -> BigInt,
        status -> Text,
        answered_by -> Nullable<Binary>,
        answered_at -> Nullable<BigInt>,
        refused_kg -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        note -> Nullable<Text>,
        received_grams -> Nullable<BigInt>,
        handed_by -> Nullable<Binary>,
        handed_at -> Nullable<BigInt>,
        movement_id -> Nullable<Binary>,
    }
}
