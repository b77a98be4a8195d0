//! The tables of search: known words, what people call categories, saved searches.

diesel::table! {
    offer_documents (offer_id) {
        offer_id -> Binary,
        stems -> Text,
    }
}

diesel::table! {
    offer_postings (token, cell, offer_id) {
        token -> Text,
        cell -> BigInt,
        offer_id -> Binary,
    }
}

diesel::table! {
    search_words (realm, word) {
        realm -> Text,
        word -> Text,
        stem -> Text,
        shown -> Text,
    }
}

diesel::table! {
    search_remainders (realm, remainder, word) {
        realm -> Text,
        remainder -> Text,
        word -> Text,
    }
}

diesel::table! {
    commune_words (word, insee_code) {
        word -> Text,
        insee_code -> Text,
    }
}

diesel::table! {
    category_synonyms (category_code) {
        category_code -> Text,
        fr -> Text,
        en -> Text,
        version -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    category_terms (term, category_code) {
        term -> Text,
        category_code -> Text,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> Binary,
        user_id -> Binary,
        name -> Text,
        name_key -> Text,
        filters -> Text,
        text_query -> Text,
        alert -> Text,
        alert_hour -> BigInt,
        next_alert_at -> Nullable<BigInt>,
        stop_token -> Text,
        looked_at -> BigInt,
        created_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    saved_search_anchors (anchor, search_id) {
        anchor -> Text,
        search_id -> Binary,
    }
}

diesel::table! {
    saved_search_hits (search_id, offer_id) {
        search_id -> Binary,
        offer_id -> Binary,
        matched_at -> BigInt,
    }
}

diesel::table! {
    told_offers (user_id, offer_id) {
        user_id -> Binary,
        offer_id -> Binary,
        told_at -> BigInt,
    }
}

diesel::table! {
    offers_to_match (offer_id) {
        offer_id -> Binary,
        queued_at -> BigInt,
    }
}
