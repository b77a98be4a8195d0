//! The tables, one description for both databases. Kept by hand and compared with both catalogues by a test.
#![expect(missing_docs, reason = "the migrations explain the columns")]

mod answering;
mod collecting;
mod counting;
mod handing;
mod helping;
mod identity;
mod lacking;
mod lending;
mod matching;
mod notices;
mod plumbing;
mod reporting;
mod search;
mod sharing;
mod stocking;
mod surplus;
mod talking;
mod touring;

pub use answering::*;
pub use collecting::*;
pub use counting::*;
pub use handing::*;
pub use helping::*;
pub use identity::*;
pub use lacking::*;
pub use lending::*;
pub use matching::*;
pub use notices::*;
pub use plumbing::*;
pub use reporting::*;
pub use search::*;
pub use sharing::*;
pub use stocking::*;
pub use surplus::*;
pub use talking::*;
pub use touring::*;

diesel::table! {
    communes (insee_code) {
        insee_code -> Text,
        name -> Text,
        name_key -> Text,
        department -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
    }
}

diesel::table! {
    commune_postcodes (insee_code, postcode) {
        insee_code -> Text,
        postcode -> Text,
    }
}

diesel::table! {
    categories (code) {
        code -> Text,
        parent_code -> Nullable<Text>,
        label_fr -> Text,
        label_en -> Text,
        temperature_class -> Text,
        unit -> Text,
        date_kind -> Text,
        position -> BigInt,
    }
}

diesel::table! {
    network_documents (name) {
        name -> Text,
        body -> Text,
        updated_at -> BigInt,
    }
}

diesel::table! {
    users (id) {
        id -> Binary,
        email -> Text,
        email_key -> Text,
        name -> Text,
        password_hash -> Text,
        locale -> Text,
        network_admin -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    signing_keys (kid) {
        kid -> Text,
        private_pem -> Text,
        public_pem -> Text,
        created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    organisations (id) {
        id -> Binary,
        name -> Text,
        name_key -> Text,
        kind -> Text,
        status -> Text,
        decision_reason -> Nullable<Text>,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<BigInt>,
        description -> Nullable<Text>,
        phone -> Nullable<Text>,
        website -> Nullable<Text>,
        siret -> Nullable<Text>,
        rna -> Nullable<Text>,
        source_key -> Nullable<Text>,
        version -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    memberships (organisation_id, user_id) {
        organisation_id -> Binary,
        user_id -> Binary,
        role -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    invitations (id) {
        id -> Binary,
        organisation_id -> Binary,
        email -> Text,
        role -> Text,
        token_hash -> Binary,
        invited_by -> Binary,
        created_at -> BigInt,
        valid_until -> BigInt,
        accepted_at -> Nullable<BigInt>,
        withdrawn_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sites (id) {
        id -> Binary,
        organisation_id -> Binary,
        name -> Text,
        name_key -> Text,
        kind -> Text,
        address -> Nullable<Text>,
        insee_code -> Text,
        postcode -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        position_source -> Nullable<Text>,
        phone -> Nullable<Text>,
        opening_hours -> Nullable<Text>,
        storage_ambient_kg -> BigInt,
        storage_chilled_kg -> BigInt,
        storage_frozen_kg -> BigInt,
        transport -> Text,
        distribution_days -> BigInt,
        reach_km -> BigInt,
        source_key -> Nullable<Text>,
        version -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        cell -> BigInt,
        neighbourhood_m -> Nullable<BigInt>,
        declares_activity -> Bool,
    }
}

diesel::table! {
    offers (id) {
        id -> Binary,
        organisation_id -> Binary,
        site_id -> Binary,
        category_code -> Text,
        title -> Text,
        remarks -> Nullable<Text>,
        unit -> Text,
        grams_per_unit -> BigInt,
        total_grams -> BigInt,
        left_grams -> BigInt,
        temperature_class -> Text,
        use_by -> Nullable<Date>,
        best_before -> Nullable<Date>,
        status -> Text,
        published_by -> Binary,
        published_at -> BigInt,
        updated_at -> BigInt,
        closes_at -> BigInt,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        cell -> BigInt,
        version -> BigInt,
        product_name -> Nullable<Text>,
        gtin -> Nullable<Text>,
        allergens -> Nullable<BigInt>,
        visibility -> Text,
        frozen_on -> Nullable<Date>,
        best_before_checked_at -> Nullable<BigInt>,
        photo_id -> Nullable<Binary>,
        first_until -> Nullable<BigInt>,
        lot_id -> Nullable<Binary>,
    }
}

diesel::table! {
    pickup_windows (offer_id, starts_at, ends_at) {
        offer_id -> Binary,
        starts_at -> BigInt,
        ends_at -> BigInt,
    }
}

diesel::joinable!(commune_postcodes -> communes (insee_code));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(account_links -> users (user_id));
diesel::joinable!(known_devices -> users (user_id));
diesel::joinable!(second_factors -> users (user_id));
diesel::joinable!(recovery_codes -> users (user_id));
diesel::joinable!(organisations -> users (decided_by));
diesel::joinable!(memberships -> organisations (organisation_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(invitations -> organisations (organisation_id));
diesel::joinable!(invitations -> users (invited_by));
diesel::joinable!(sites -> organisations (organisation_id));
diesel::joinable!(sites -> communes (insee_code));
diesel::joinable!(offers -> organisations (organisation_id));
diesel::joinable!(offers -> sites (site_id));
diesel::joinable!(offers -> categories (category_code));
diesel::joinable!(offers -> users (published_by));
diesel::joinable!(pickup_windows -> offers (offer_id));
diesel::joinable!(claims -> needs (need_id));
diesel::joinable!(claims -> offers (offer_id));
diesel::joinable!(claims -> sites (taker_site_id));
diesel::joinable!(claims -> users (claimed_by));
diesel::joinable!(claim_events -> claims (claim_id));
diesel::joinable!(claim_events -> users (user_id));
diesel::joinable!(stock_movements -> claims (claim_id));
diesel::joinable!(stock_movements -> categories (category_code));
diesel::joinable!(stock_movements -> users (author_id));
diesel::joinable!(best_before_checks -> offers (offer_id));
diesel::joinable!(best_before_checks -> users (user_id));
diesel::joinable!(freezings -> offers (offer_id));
diesel::joinable!(freezings -> claims (claim_id));
diesel::joinable!(freezings -> users (recorded_by));
diesel::joinable!(redistribution_declarations -> organisations (organisation_id));
diesel::joinable!(redistribution_declarations -> users (user_id));
diesel::joinable!(offer_photos -> offers (offer_id));
diesel::joinable!(offer_photos -> photos (photo_id));
diesel::joinable!(commune_words -> communes (insee_code));
diesel::joinable!(saved_searches -> users (user_id));
diesel::joinable!(saved_search_anchors -> saved_searches (search_id));
diesel::joinable!(saved_search_hits -> saved_searches (search_id));
diesel::joinable!(saved_search_hits -> offers (offer_id));
diesel::joinable!(offer_documents -> offers (offer_id));
diesel::joinable!(offer_postings -> offers (offer_id));
diesel::joinable!(notifications -> users (user_id));
diesel::joinable!(notification_hours -> users (user_id));
diesel::joinable!(notification_wishes -> users (user_id));
diesel::joinable!(notifications -> organisations (organisation_id));

diesel::allow_tables_to_appear_in_same_query!(
    reports,
    skill_listings,
    skill_sessions,
    skill_session_events,
    skill_hours,
    commune_words,
    saved_searches,
    saved_search_anchors,
    saved_search_hits,
    told_offers,
    communes,
    commune_postcodes,
    categories,
    network_documents,
    users,
    signing_keys,
    sessions,
    refresh_tokens,
    password_reset_requests,
    account_links,
    throttles,
    known_devices,
    second_factors,
    recovery_codes,
    organisations,
    memberships,
    invitations,
    sites,
    offers,
    offer_documents,
    offer_postings,
    pickup_windows,
    needs,
    need_occurrences,
    need_stems,
    claims,
    claim_events,
    stock_movements,
    best_before_checks,
    freezings,
    redistribution_declarations,
    photos,
    offer_photos,
    recurring_surpluses,
    recurring_occurrences,
    equipment,
    equipment_closures,
    loans,
    loan_events,
    loan_renewals,
    equipment_photos,
    loan_photos,
    equipment_waits,
    loan_answers,
    equipment_repairs,
    calendar_feeds,
    conversations,
    messages,
    conversation_marks,
    conversation_mails,
    message_uploads,
    message_photos,
    outbox,
    idempotency_keys,
    notifications,
    matches_to_tell,
    notification_hours,
    notification_wishes,
    told_matches,
    tours,
    tour_loads,
    tour_load_events,
    tour_stops,
    lots,
    lot_statuses,
    lot_checks,
    lot_balances,
    recalls,
    recall_lots,
    recall_notices,
    collection_routes,
    collection_route_stops,
    collection_rounds,
    collection_stops,
    collection_foods,
    weekly_activities,
    weekly_activity_changes,
    weekly_activity_spans,
    standing_requests,
    standing_request_lines,
    allocation_schedules,
    allocation_rounds,
    round_lots,
    round_recipients,
    round_requests,
    round_revisions,
    round_lines,
    round_deliveries,
    audit_entries,
    audit_horizon,
);
