//! The tables of claims, and of what changes hands by them.

diesel::table! {
    claims (id) {
        id -> Binary,
        offer_id -> Binary,
        giver_id -> Binary,
        taker_id -> Binary,
        taker_site_id -> Binary,
        grams -> BigInt,
        received_grams -> Nullable<BigInt>,
        state -> Text,
        pickup_at -> Nullable<BigInt>,
        message -> Nullable<Text>,
        handover_code -> Text,
        wrong_codes -> BigInt,
        code_locked_until -> Nullable<BigInt>,
        lapses_at -> BigInt,
        claimed_by -> Binary,
        requested_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
        need_id -> Nullable<Binary>,
        need_occurrence -> Nullable<BigInt>,
        asked_by -> Text,
        from_cell -> BigInt,
    }
}

diesel::table! {
    claim_events (claim_id, number) {
        claim_id -> Binary,
        number -> BigInt,
        at -> BigInt,
        state -> Text,
        user_id -> Nullable<Binary>,
        party -> Nullable<Text>,
        reason -> Nullable<Text>,
        grams -> Nullable<BigInt>,
        temperature_decidegrees -> Nullable<BigInt>,
    }
}

diesel::table! {
    stock_movements (id) {
        id -> Binary,
        at -> BigInt,
        claim_id -> Nullable<Binary>,
        category_code -> Text,
        grams -> BigInt,
        from_kind -> Text,
        from_organisation_id -> Nullable<Binary>,
        from_site_id -> Nullable<Binary>,
        to_kind -> Text,
        to_organisation_id -> Nullable<Binary>,
        to_site_id -> Nullable<Binary>,
        author_id -> Nullable<Binary>,
        reason -> Nullable<Text>,
        lot_id -> Nullable<Binary>,
        kind -> Text,
        reverses_id -> Nullable<Binary>,
        note -> Nullable<Text>,
        temperature_decidegrees -> Nullable<BigInt>,
    }
}
