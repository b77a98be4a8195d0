//! The tables that decide who is asked for an offer, and of the answers.

diesel::table! {
    acceptance_criteria (site_id) {
        site_id -> Binary,
        days -> BigInt,
        smallest_grams -> Nullable<BigInt>,
        largest_grams -> Nullable<BigInt>,
        categories -> Text,
        radius_m -> Nullable<BigInt>,
        chilled -> Bool,
        frozen -> Bool,
        fetches_cold -> Bool,
        declared_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    answer_links (token_hash) {
        token_hash -> Binary,
        user_id -> Binary,
        organisation_id -> Binary,
        offer_id -> Binary,
        need_id -> Nullable<Binary>,
        grams -> Nullable<BigInt>,
        created_at -> BigInt,
        answer -> Nullable<Text>,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    partners (site_id, organisation_id) {
        site_id -> Binary,
        organisation_id -> Binary,
    }
}

diesel::table! {
    cascades (offer_id) {
        offer_id -> Binary,
        step -> Text,
        number -> BigInt,
        ends_at -> Nullable<BigInt>,
        then_everybody -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    cascade_calls (offer_id, organisation_id) {
        offer_id -> Binary,
        organisation_id -> Binary,
        number -> BigInt,
        is_partner -> Bool,
        score -> BigInt,
        called_at -> BigInt,
        answer -> Nullable<Text>,
    }
}

diesel::table! {
    cascade_wishes (offer_id, organisation_id, number) {
        offer_id -> Binary,
        organisation_id -> Binary,
        number -> BigInt,
        site_id -> Binary,
        grams -> BigInt,
        pickup_at -> Nullable<BigInt>,
        need_id -> Nullable<Binary>,
        message -> Nullable<Text>,
        wished_by -> Binary,
        wished_at -> BigInt,
        granted_grams -> Nullable<BigInt>,
        claim_id -> Nullable<Binary>,
    }
}
